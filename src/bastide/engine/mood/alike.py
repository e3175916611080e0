"""How alike texts are, by what the model sees of them: what local learning computes with.

A local model is solved in the space of the texts: weights are a sum of the texts, each with its
pull, and only products of texts two by two are needed.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from bastide.engine.mood.features import BUCKETS, DENSE, Seen
from bastide.engine.mood.meaning import Meaning, shipped_meaning
from bastide.engine.mood.model import Model

Vectors = Sequence[Sequence[float]] | np.ndarray | None

# How freely the constant, the dense weights and those of the buckets may move from the shipped
# ones: variances of the weights, chosen on domains left out (`bench/mood_domains.py`).
FREE_CONSTANT, FREE_DENSE, FREE_BUCKETS, FREE_VECTORS = 2.0, 1.0, 1.0, 1.0
# Of the constant, when words are learnt from texts without a label.
CONSTANT = 0.1
_BLOCK = 4096


class Texts:
    """Texts to learn from, the last `others` without a label; `said`: the shipped log-odds.

    `vectors`: one a text, or None; they count by their place within the domain.
    """

    def __init__(
        self,
        seen: Sequence[Seen],
        base: Model,
        others: int = 0,
        vectors: Vectors = None,
    ) -> None:
        self.count, self.others = len(seen), others
        self.said = np.array([base.logit(one, "polarity") for one in seen])
        self._dense = np.array([one.dense for one in seen])
        self._row = np.repeat(np.arange(len(seen)), [len(one.hashed) for one in seen])
        self._column = np.array([place for one in seen for place in one.hashed], dtype=np.int64)
        self._value = np.array([amount for one in seen for amount in one.hashed.values()])
        self._freedom = np.full(len(DENSE), FREE_DENSE)
        self._freedom[DENSE.index("always")] = FREE_CONSTANT
        self._same = self._products()
        self._vectors: np.ndarray | None = None
        self._centre = np.zeros(0)
        if vectors is not None:
            every = np.asarray(vectors, dtype=float)
            self._centre = every.mean(0)
            self._vectors = every - self._centre
            self.said = self.said + self._vectors @ np.array(shipped_meaning().weights)

    def free(self, some: np.ndarray, others: np.ndarray) -> np.ndarray:
        """Products of texts by all that may move, each by its freedom."""
        dense = (self._dense[some] * self._freedom) @ self._dense[others].T
        total = dense + FREE_BUCKETS * self._same[np.ix_(some, others)]
        if self._vectors is not None:
            total = total + FREE_VECTORS * self._vectors[some] @ self._vectors[others].T
        return np.asarray(total)

    def same_words(self, some: np.ndarray, others: np.ndarray) -> np.ndarray:
        """Products of texts by their n-grams, and a constant."""
        return np.asarray(self._same[np.ix_(some, others)] + CONSTANT)

    def weights(self, some: np.ndarray, pull: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Weights of the dense features and of the buckets, that `free` and `pull` stand for."""
        dense = self._freedom * (self._dense[some].T @ pull)
        return dense, FREE_BUCKETS * self._sum(some, pull)

    def meaning(self, some: np.ndarray, pull: np.ndarray) -> Meaning | None:
        """Weights of the vectors: those shipped, moved as `free` and `pull` say."""
        if self._vectors is None:
            return None
        start = shipped_meaning()
        weights = np.array(start.weights) + FREE_VECTORS * (self._vectors[some].T @ pull)
        constant = -float(self._centre @ weights)
        return Meaning(start.made_by, tuple(float(w) for w in weights), constant)

    def words(self, some: np.ndarray, pull: np.ndarray) -> tuple[float, np.ndarray]:
        """The constant and the weights of the buckets, of `same_words` and `pull`."""
        return CONSTANT * float(pull.sum()), self._sum(some, pull)

    def _sum(self, some: np.ndarray, pull: np.ndarray) -> np.ndarray:
        each = np.zeros(self.count)
        each[some] = pull
        return np.bincount(self._column, self._value * each[self._row], BUCKETS)

    def _products(self) -> np.ndarray:
        """Products of the hashed features of each two texts, a block of buckets at a time."""
        total = np.zeros((self.count, self.count))
        for start in range(0, BUCKETS, _BLOCK):
            within = (self._column >= start) & (self._column < start + _BLOCK)
            block = np.zeros((self.count, _BLOCK), dtype=np.float32)
            block[self._row[within], self._column[within] - start] = self._value[within]
            total += block @ block.T
        return total


def logistic(alike: np.ndarray, target: np.ndarray, start: np.ndarray) -> np.ndarray:
    """The weight of each text in the penalised logistic regression that starts from `start`."""
    alike = alike + 1e-6 * np.eye(len(target))
    moved = np.zeros(len(target))
    pull = moved
    for _ in range(30):
        p = 1 / (1 + np.exp(-np.clip(moved + start, -30, 30)))
        curve = np.maximum(p * (1 - p), 0.02)
        pull = np.linalg.solve(alike + np.diag(1 / curve), moved + (target - p) / curve)
        before, moved = moved, alike @ pull
        if np.abs(moved - before).max() < 1e-4:
            break
    return pull
