"""Words and meaning in one order."""

from __future__ import annotations

from bastide.engine.fuse import fused, with_closeness
from bastide.engine.model import Candidate


def found(*scores: float) -> list[Candidate]:
    """Candidates best first, each of a document of its own."""
    return [Candidate(n, 10 * n, score, {}) for n, score in enumerate(scores, 1)]


def test_both_must_agree_or_the_surer_wins() -> None:
    words = found(9.0, 8.9, 1.0, 1.0)
    near = {1: 0.1, 2: 0.6, 3: 0.1, 4: 0.1}
    documents = {10: 0.1, 20: 0.6, 30: 0.1, 40: 0.1}
    order = fused(words, near, documents)
    assert [c.passage for c in order][:2] == [2, 1]  # as good by words, nearer in meaning
    assert [c.score for c in order] == [9.0, 8.9, 1.0, 1.0]  # the words' scale, in the new order


def test_without_closeness_the_words_stand() -> None:
    words = found(3.0, 2.0, 1.0)
    assert [c.passage for c in fused(words, {}, {})] == [1, 2, 3]
    same = {1: 0.5, 2: 0.5, 3: 0.5}
    assert [c.passage for c in fused(words, same, {10: 0.5, 20: 0.5, 30: 0.5})] == [1, 2, 3]
    assert fused([], {}, {}) == []


def test_what_has_no_vector_is_as_far_as_the_farthest() -> None:
    words = found(2.0, 2.0, 2.0)
    order = fused(words, {1: 0.2, 3: 0.9}, {10: 0.2, 30: 0.9})
    assert [c.passage for c in order] == [3, 1, 2]


def test_candidates_bear_how_near_they_are() -> None:
    one, other = with_closeness(found(2.0, 1.0), {1: 0.4}, {10: 0.3})
    assert one.features == {"closeness": 0.3, "passage_closeness": 0.4}
    assert other.features == {"closeness": 0.0, "passage_closeness": 0.0}
