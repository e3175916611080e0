import pytest
from hypothesis import given
from hypothesis import strategies as st

from bastide.engine.sentences import units


def cut(text, kind="text"):
    return [text[u.start : u.end] for u in units(text, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "Voir l'art. L. 123 du code, p. 4.",
        "M. Martin et Mme. Durand sont venus.",
        "Le n° 15 coûte 12.50 euros.",
        "Allez sur https://exemple.fr/a.b?c=d. ensuite payez.",
        "La démarche est gratuite (env. 5 minutes).",
    ],
)
def test_what_holds_a_dot_is_not_cut(text):
    assert cut(text) == [text]


def test_sentences_are_cut_at_their_stops():
    text = "Le car est gratuit. Est-ce sûr ? Oui ! La carte coûte 12 €."
    assert cut(text) == ["Le car est gratuit.", "Est-ce sûr ?", "Oui !", "La carte coûte 12 €."]


def test_items_remember_their_introduction():
    text = "Il faut fournir :\nune photo,\nun justificatif.\nLa réponse arrive sous 8 jours."
    found = units(text)
    assert [u.kind for u in found] == ["sentence", "item", "item", "sentence"]
    assert [u.lead for u in found] == [-1, 0, 0, -1]


def test_a_title_line_is_a_heading():
    found = units("Prix du duplicata\nLe duplicata coûte 12 €.")
    assert [u.kind for u in found] == ["heading", "sentence"]


def test_rows_remember_their_header():
    found = units("Mois | Part\nMai | 10 %\nJuin | 20 %", "table")
    assert [(u.kind, u.lead) for u in found] == [("heading", -1), ("row", 0), ("row", 0)]


def test_a_list_written_in_one_sentence_is_opened():
    items = " ; ".join(
        f"la pièce numéro {i} que la famille doit joindre au dossier" for i in range(9)
    )
    found = units(f"Le dossier contient : {items}.")
    assert [u.lead for u in found] == [-1] + [0] * 9


@given(st.text(max_size=400), st.sampled_from(["text", "table", "qa"]))
def test_units_cover_the_text_in_order_without_overlap(text, kind):
    found = units(text, kind)
    at = 0
    for index, unit in enumerate(found):
        assert at <= unit.start < unit.end <= len(text)
        assert not text[at : unit.start].strip()
        assert -1 <= unit.lead < index
        assert text[unit.start : unit.end] == text[unit.start : unit.end].strip()
        at = unit.end
    assert not text[at:].strip()
