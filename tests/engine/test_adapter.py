"""The correction of questions' vectors: learnt, kept within bounds, stored."""

from __future__ import annotations

import numpy as np
import pytest

from bastide.engine import adapter
from bastide.engine.adapter import Adapter, learn

LENGTH, DOCUMENTS = 24, 12


def unit(rows: np.ndarray) -> np.ndarray:
    return (rows / np.linalg.norm(rows, axis=-1, keepdims=True)).astype(np.float32)


def library(seed: int) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    documents = np.repeat(np.arange(DOCUMENTS), 3)
    return unit(rng.normal(size=(len(documents), LENGTH))), documents


def first(asked: np.ndarray, passages: np.ndarray, documents: np.ndarray) -> list[int]:
    return [int(documents[i]) for i in np.argmax(asked @ passages.T, axis=1)]


def test_what_is_learnt_serves_questions_never_seen() -> None:
    """This authority's citizens say everything with one direction of meaning turned about."""
    rng = np.random.default_rng(3)
    passages, documents = library(1)
    turn = np.eye(LENGTH)
    turn[:4, :4] = -np.eye(4)  # what citizens say lies elsewhere than what the pages say
    right = rng.integers(0, DOCUMENTS, 160)
    asked = unit(passages[right * 3] @ turn + 0.25 * rng.normal(size=(160, LENGTH)))
    learnt = learn(asked[:120], [frozenset({int(r)}) for r in right[:120]], passages, documents)
    before = np.mean(np.array(first(asked[120:], passages, documents)) == right[120:])
    after = np.mean(np.array(first(learnt(asked[120:]), passages, documents)) == right[120:])
    assert after > before
    assert np.allclose(np.linalg.norm(learnt(asked), axis=1), 1, atol=1e-5)


def test_the_slope_is_that_of_the_loss() -> None:
    rng = np.random.default_rng(5)
    passages, documents = library(2)
    asked = unit(rng.normal(size=(6, LENGTH)))
    wanted = np.zeros((6, DOCUMENTS), np.float32)
    wanted[np.arange(6), rng.integers(0, DOCUMENTS, 6)] = 1
    down = rng.normal(0, 0.3, (LENGTH, 4)).astype(np.float32)
    up = rng.normal(0, 0.3, (4, LENGTH)).astype(np.float32)

    def loss(up: np.ndarray) -> float:
        close = Adapter(down, up)(asked).astype(np.float64) @ passages.T
        best = close.reshape(6, DOCUMENTS, 3).max(2) * adapter.SCALE
        return float((np.log(np.exp(best).sum(1)) - (wanted * best).sum(1)).mean())

    slope = adapter._slope(asked, wanted, passages, documents, Adapter(down, up))
    step = 1e-3
    for at in ((0, 0), (2, 7), (3, 23)):
        more, less = up.copy(), up.copy()
        more[at] += step
        less[at] -= step
        assert slope[at] == pytest.approx((loss(more) - loss(less)) / (2 * step), abs=0.02)


def test_it_is_stored_whole() -> None:
    rng = np.random.default_rng(7)
    kept = Adapter(
        rng.normal(size=(LENGTH, 16)).astype(np.float32),
        rng.normal(size=(16, LENGTH)).astype(np.float32),
    )
    again = Adapter.unpacked(kept.packed(), LENGTH)
    assert np.array_equal(again.down, kept.down)
    assert np.array_equal(again.up, kept.up)
    with pytest.raises(ValueError, match="adapter"):
        Adapter.unpacked(kept.packed()[:-4], LENGTH)


def test_a_handful_of_questions_teaches_nothing() -> None:
    passages, documents = library(1)
    with pytest.raises(ValueError, match="3 questions"):
        learn(passages[:3], [frozenset({0})] * 3, passages, documents)
