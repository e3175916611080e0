"""Passages keep every word of the document, as it is written, and can be read at a glance."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bastide.engine.chunk import LONGEST_TABLE_ROWS, LONGEST_WORDS, chunk
from bastide.engine.model import Block, Chunk, ReadDocument

_words = st.lists(st.sampled_from("Le la carte vaut 10 € école. Fin! a;b".split()), max_size=400)
_texts = _words.map(" ".join)


def chunks(*blocks: Block) -> list[Chunk]:
    return chunk(ReadDocument("k", "Titre", blocks))


@given(st.lists(st.tuples(_texts, st.sampled_from(["A", "B"])), max_size=4))
def test_no_word_is_lost_nor_moved(parts: list[tuple[str, str]]) -> None:
    pieces = chunks(*(Block(text, (heading,)) for text, heading in parts))
    assert " ".join(p.text for p in pieces).split() == " ".join(t for t, _ in parts).split()
    assert [p.position for p in pieces] == list(range(len(pieces)))


@given(_texts)
def test_a_passage_is_a_slice_of_its_block(text: str) -> None:
    assert all(p.text in text for p in chunks(Block(text)))


@given(_texts)
def test_a_passage_is_bounded(text: str) -> None:
    assert all(len(p.text.split()) <= 4 * LONGEST_WORDS for p in chunks(Block(text)))


def test_long_prose_is_parted_between_sentences() -> None:
    pieces = chunks(Block("La mairie ouvre à neuf heures. " * 100))
    assert len(pieces) > 1
    assert all(p.text.endswith(".") and len(p.text.split()) <= LONGEST_WORDS for p in pieces)


def test_short_neighbours_join_under_the_same_headings_only() -> None:
    pieces = chunks(Block("Un.", ("A",)), Block("Deux.", ("A",)), Block("Trois.", ("B",)))
    assert [(p.text, p.headings) for p in pieces] == [("Un.\nDeux.", ("A",)), ("Trois.", ("B",))]


def test_a_table_stays_whole_and_a_very_long_one_repeats_its_header() -> None:
    rows = [f"Enfant {n} | {n} €" for n in range(2 * LONGEST_TABLE_ROWS)]
    short = "\n".join(["Qui | Tarif", *rows[:LONGEST_TABLE_ROWS]])
    assert [p.text for p in chunks(Block(short, (), "table"))] == [short]
    long = chunks(Block("\n".join(["Qui | Tarif", *rows]), ("Tarifs",), "table"))
    assert [p.text.split("\n")[0] for p in long] == ["Qui | Tarif"] * 2
    assert [row for p in long for row in p.text.split("\n")[1:]] == rows


def test_a_document_without_text_has_no_passage() -> None:
    assert chunks(Block("  \n")) == chunks() == []
