"""What is the same document, and what only looks like it."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bastide.engine.pieces.model import Box, FileRead, Page, PageRef, Piece, Quality, Word
from bastide.engine.pieces.similar import Fingerprint, fingerprint, likeness, minima, same

WORDS = [f"mot{i}" for i in range(200)]


def misread(words: list[str], share: float, seed: int) -> list[str]:
    rng = random.Random(seed)
    return [w + "x" if rng.random() < share else w for w in words]


def made(words: list[str], number: str = "", kind: str = "address_proof") -> Fingerprint:
    return Fingerprint(kind, (str(hash(tuple(words))),), minima(words), number)


def test_two_scans_of_one_document_are_the_same():
    found = sum(bool(same(made(WORDS), made(misread(WORDS, 0.03, seed)))) for seed in range(50))
    assert found >= 48


def test_a_form_filled_for_another_person_is_not():
    others = [misread(WORDS, 0.15, seed) for seed in range(50)]
    assert sum(bool(same(made(WORDS), made(other))) for other in others) <= 5


def test_numbers_decide_before_words():
    assert same(made(WORDS, "a"), made(misread(WORDS, 0.3, 1), "a"))
    assert not same(made(WORDS, "a"), made(misread(WORDS, 0.01, 1), "b"))


SMALL_PRINT = " ".join(f"mention{i}" for i in range(60))


def bill(text: str, sha256: str, confidence: float = 1.0) -> Fingerprint:
    box = Box(0, 0, 1, 1)
    words = tuple(
        Word(word, box, number, confidence)
        for number, line in enumerate([*text.split("|"), SMALL_PRINT])
        for word in line.split()
    )
    file = FileRead("f.pdf", sha256, "application/pdf", (Page(1, 9, 9, words, Quality(True)),))
    return fingerprint(Piece("address_proof", 1.0, (PageRef(0, 1),)), [file])


MARCH = "Client depuis le 02/01/2020|Facture du 05/03/2026|Période mars 2026|Total 42,10 €"


@pytest.mark.parametrize(
    ("other", "again"),
    [
        (MARCH, True),
        # Another scan of it, one date misread.
        (MARCH.replace("05/03/2026", "05/08/2026"), True),
        (MARCH.replace("05/03/2026", "05/04/2026").replace("mars", "avril"), False),
        (MARCH.replace("42,10", "43,10"), False),
        ("Facture", True),  # says neither: only its words are compared
    ],
)
def test_two_bills_of_one_issuer_are_told_apart_by_their_dates_and_amounts(other, again):
    assert bool(same(bill(MARCH, "a"), bill(other, "b"))) == again


def test_two_photographs_of_one_bill_may_share_fewer_words():
    worse = MARCH + " " + " ".join(misread([f"détail{i}" for i in range(40)], 0.4, 2))
    once = MARCH + " " + " ".join(f"détail{i}" for i in range(40))
    assert same(bill(once, "a"), bill(worse, "b"))
    assert 0.7 <= likeness(bill(once, "a").minima, bill(worse, "b").minima) < 0.85


def test_a_doubtful_reading_of_an_amount_tells_nothing():
    assert same(bill(MARCH, "a"), bill(MARCH.replace("42,10", "48,10"), "b", confidence=0.4))


def test_too_few_words_tell_nothing():
    assert minima(["recto"] * 3) == ()
    assert likeness((), ()) == 0


@given(st.lists(st.text(min_size=1, max_size=8), max_size=80), st.randoms(use_true_random=False))
def test_the_order_of_words_does_not_matter(words, rng):
    # Accents and signs that join with a neighbour aside, words are words in any order.
    plain = [w for w in words if w.isascii() and w.isalnum()] + WORDS[:40]
    mixed = plain[:]
    rng.shuffle(mixed)
    assert minima(plain) == minima(mixed)
