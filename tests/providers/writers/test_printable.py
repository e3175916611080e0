from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from bastide.providers.writers.printable import drawable, printable


def latin(char: str) -> bool:
    return ord(char) < 256


def test_accents_stay_where_the_font_has_them_and_go_where_it_has_not():
    assert drawable("Noël", latin) == "Noël"
    assert drawable("Kőszegi → 1\u202f200", latin) == "Koszegi ? 1\u00a0200"


def test_a_name_cannot_turn_the_text_round():
    assert printable("facture\u202egpj.exe") == "facturegpj.exe"


@given(st.text(st.characters(codec=None)))
def test_whatever_was_read_can_be_drawn_and_put_in_a_word_document(text: str):
    assert all(latin(c) for c in drawable(text, latin))
    node = etree.Element("w")
    node.text = printable(text)
