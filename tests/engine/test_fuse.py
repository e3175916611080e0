"""Two rankings made one, and the vectors that give the second."""

from __future__ import annotations

import math

import pytest

from bastide.engine.fuse import fused
from bastide.engine.model import Candidate
from bastide.engine.vectors import Vectors, packed


def words(*passages: int) -> list[Candidate]:
    return [Candidate(p, p, 10.0 - n) for n, p in enumerate(passages)]


def order(found: list[Candidate]) -> list[int]:
    return [c.passage for c in found]


def test_without_vectors_the_words_alone_decide() -> None:
    assert fused(words(3, 1, 2), {}) == words(3, 1, 2)


def test_what_both_find_comes_first_and_scores_keep_their_scale() -> None:
    found = fused(words(1, 2, 3), {3: 0.9, 1: 0.8, 2: 0.1})
    assert order(found) == [1, 3, 2]
    assert [c.score for c in found] == [10.0, 9.0, 8.0]


def test_a_passage_without_a_vector_is_ranked_last_by_meaning_only() -> None:
    assert order(fused(words(1, 2, 3), {3: 0.2})) == [1, 3, 2]


def test_what_shares_no_word_is_ranked_by_meaning_alone() -> None:
    found = [Candidate(p, p, 0.0) for p in (1, 2, 3)]
    assert order(fused(found, {3: 0.9, 2: 0.5, 1: 0.1})) == [3, 2, 1]


def test_the_nearest_vectors_are_found_as_stored() -> None:
    rows = [(10, 1, (1.0, 0.0)), (11, 1, (0.6, 0.8)), (12, 2, (0.0, 1.0))]
    vectors = Vectors().with_more((p, d, packed(v)) for p, d, v in rows[:2])
    vectors = vectors.with_more([(p, d, packed(v)) for p, d, v in rows[2:]])
    close = vectors.closeness([0.0, 1.0])
    assert vectors.nearest(close, 2) == [(12, 2), (11, 1)]
    assert vectors.nearest(close, 9) == [(12, 2), (11, 1), (10, 1)]
    told = vectors.of(close, [10, 11, 99])
    assert told.keys() == {10, 11}
    assert math.isclose(told[11], 0.8, abs_tol=1e-6)
    assert Vectors().nearest(Vectors().closeness([]), 3) == []


def test_a_vector_of_another_length_is_refused() -> None:
    vectors = Vectors().with_more([(1, 1, packed((1.0, 0.0)))])
    with pytest.raises(ValueError):
        vectors.closeness([1.0, 0.0, 0.0])
    with pytest.raises(ValueError):
        vectors.with_more([(2, 1, packed((1.0, 0.0, 0.0)))])
