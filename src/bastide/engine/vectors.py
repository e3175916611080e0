"""Vectors of passages held in memory: which are nearest to a question's.

They are float32, of norm 1, so that a product is a cosine. The search is exact: 70,000 passages of
384 numbers are 108 MB and one product.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

FLOAT = np.dtype("<f4")
LONGEST = 2000  # characters of a passage that are read: what small models take at most


def text_of(title: str, headings: Sequence[str], text: str) -> str:
    """What a model reads of a passage: its titles say what it speaks of."""
    titles = " › ".join([title, *headings])
    return f"{titles}\n{text}"[:LONGEST]


def packed(vector: Sequence[float]) -> bytes:
    """A vector as it is stored."""
    return np.asarray(vector, dtype=FLOAT).tobytes()


def length_of(stored: bytes) -> int:
    return len(stored) // FLOAT.itemsize


@dataclass(slots=True)
class Vectors:
    """Vectors of one model. `documents`: the document of each passage, in the same order."""

    passages: npt.NDArray[np.int64] = field(default_factory=lambda: np.empty(0, np.int64))
    documents: npt.NDArray[np.int64] = field(default_factory=lambda: np.empty(0, np.int64))
    matrix: npt.NDArray[np.float32] = field(default_factory=lambda: np.empty((0, 0), FLOAT))

    @property
    def nbytes(self) -> int:
        """What they take in memory, in bytes."""
        return self.passages.nbytes + self.documents.nbytes + self.matrix.nbytes

    def with_more(self, rows: Iterable[tuple[int, int, bytes]]) -> Vectors:
        """These and others: passage, document, stored vector. Raises `ValueError` for another
        length."""
        new = list(rows)
        if not new:
            return self
        matrix = np.frombuffer(b"".join(row[2] for row in new), FLOAT).reshape(len(new), -1)
        matrices = np.concatenate([self.matrix, matrix]) if len(self.passages) else matrix
        return Vectors(
            np.concatenate([self.passages, np.array([row[0] for row in new], np.int64)]),
            np.concatenate([self.documents, np.array([row[1] for row in new], np.int64)]),
            matrices,
        )

    def closeness(self, vector: Sequence[float]) -> npt.NDArray[np.float32]:
        """The cosine of each passage with a vector. Raises `ValueError` for another length."""
        return np.asarray(self.matrix @ np.asarray(vector, dtype=FLOAT), dtype=FLOAT)

    def nearest(self, close: npt.NDArray[np.float32], most: int) -> list[tuple[int, int]]:
        """The passages nearest to what `closeness` told, with their documents, nearest first."""
        most = min(most, len(close))
        if not most:
            return []
        best = np.argpartition(-close, most - 1)[:most]
        best = best[np.argsort(-close[best], kind="stable")]
        return [(int(self.passages[i]), int(self.documents[i])) for i in best]

    def of(self, close: npt.NDArray[np.float32], passages: Collection[int]) -> dict[int, float]:
        """The closeness of these passages, those without a vector left out."""
        held = np.isin(self.passages, np.fromiter(passages, np.int64, len(passages)))
        return dict(zip(self.passages[held].tolist(), close[held].tolist(), strict=True))

    def of_documents(
        self, close: npt.NDArray[np.float32], documents: Collection[int], nearest: int
    ) -> dict[int, float]:
        """The mean closeness of the `nearest` passages of each of these documents, those without a
        vector left out."""
        held = np.isin(self.documents, np.fromiter(documents, np.int64, len(documents)))
        own, values = self.documents[held], close[held]
        order = np.lexsort((-values, own))
        own, values = own[order], values[order]
        numbers, starts, counts = np.unique(own, return_index=True, return_counts=True)
        ranks = np.arange(len(own)) - np.repeat(starts, counts)
        kept = np.where(ranks < nearest, values, 0.0)
        sums = np.add.reduceat(kept, starts) if len(starts) else kept
        means = sums / np.minimum(counts, nearest)
        return dict(zip(numbers.tolist(), means.tolist(), strict=True))
