"""The measures, against values worked out by hand."""

from __future__ import annotations

import math

import pytest

from bastide.engine.measure import mean, ndcg, percentile, recall, reciprocal_rank


def test_recall_is_the_share_of_the_labels_found() -> None:
    assert recall(["a", "b", "c"], ["b", "z"], 2) == 0.5
    assert recall(["a", "b", "c"], ["b", "z"], 1) == 0


def test_reciprocal_rank_is_that_of_the_first_label() -> None:
    assert reciprocal_rank(["a", "b", "c"], ["b", "c"]) == 0.5
    assert reciprocal_rank(["a", "b", "c"], ["c"], 2) == 0


def test_ndcg_discounts_by_the_logarithm_of_the_rank() -> None:
    assert ndcg(["a", "b"], ["a"]) == 1
    assert ndcg(["a", "b"], ["b"]) == pytest.approx(1 / math.log2(3))
    wanted = (1 + 1 / 2) / (1 + 1 / math.log2(3))
    assert ndcg(["a", "x", "b"], ["a", "b"]) == pytest.approx(wanted)


def test_percentile_is_a_value_that_was_measured() -> None:
    assert percentile([5, 1, 3, 2, 4], 0.5) == 3
    assert percentile(range(1, 101), 0.95) == 95
    assert (percentile([], 0.5), mean([]), mean([1, 2])) == (0, 0, 1.5)
