"""What is the same document, and what only looks like it."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from bastide.engine.pieces.similar import Fingerprint, likeness, minima, same

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
