"""A small correction of questions' vectors, learnt from an authority's own questions.

The passages keep their vectors; only the question moves: q' = (q + q·A·B) / norm, with A (length ×
rank) drawn at random and B (rank × length) learnt. Of low rank, as in « LoRA » (Hu et al., 2021),
and held back by weight decay: a few hundred questions must not undo what the retriever knows.

Loss: softmax over the documents of their nearest passage's cosine × `SCALE`; full gradient, Adam
(Kingma and Ba, 2015).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

RANK = 16
SCALE = 20.0
STEPS = 120
PACE = 3e-3
DECAY = 1e-2
FEWEST = 20  # labelled questions under which nothing is learnt


@dataclass(frozen=True, slots=True)
class Adapter:
    """`down`: length × rank; `up`: rank × length."""

    down: Floats
    up: Floats

    def __call__(self, vectors: Floats) -> Floats:
        """The questions' vectors (`questions × length`, of norm 1) corrected, of norm 1."""
        moved = vectors + vectors @ self.down @ self.up
        return np.asarray(moved / np.linalg.norm(moved, axis=-1, keepdims=True), np.float32)

    def packed(self) -> bytes:
        return self.down.astype("<f4").tobytes() + self.up.astype("<f4").tobytes()

    @classmethod
    def unpacked(cls, stored: bytes, length: int) -> Adapter:
        """Raises `ValueError` when what is stored is of another length."""
        values = np.frombuffer(stored, "<f4")
        if not length or len(values) % (2 * length):
            raise ValueError(f"an adapter of {len(values)} values for vectors of {length}")
        rank = len(values) // (2 * length)
        half = rank * length
        return cls(values[:half].reshape(length, rank), values[half:].reshape(rank, length))


def learn(
    questions: Floats,
    right: Sequence[frozenset[int]],
    passages: Floats,
    documents: npt.NDArray[np.int64],
    *,
    seed: int = 7,
) -> Adapter:
    """`questions`: questions × length; `right`: the documents that answer each; `passages`: the
    library's vectors, `documents` the document of each. Raises `ValueError` under `FEWEST`."""
    if len(questions) < FEWEST:
        raise ValueError(f"{len(questions)} questions")
    rng = np.random.default_rng(seed)
    length = questions.shape[1]
    down = rng.normal(0, 1 / np.sqrt(length), (length, RANK)).astype(np.float32)
    up = np.zeros((RANK, length), np.float32)
    first, second = np.zeros_like(up), np.zeros_like(up)
    order = np.argsort(documents, kind="stable")
    passages = passages[order]
    numbers, own = np.unique(documents[order], return_inverse=True)
    wanted = np.array([[n in asked for n in numbers] for asked in right], np.float32)
    held = wanted.sum(1) > 0
    questions, wanted = questions[held], wanted[held]
    wanted /= wanted.sum(1, keepdims=True)
    for step in range(1, STEPS + 1):
        slope = _slope(questions, wanted, passages, own, Adapter(down, up))
        slope += DECAY * up
        first = 0.9 * first + 0.1 * slope
        second = 0.999 * second + 0.001 * slope**2
        fair_first, fair_second = first / (1 - 0.9**step), second / (1 - 0.999**step)
        up = up - np.float32(PACE) * fair_first / (np.sqrt(fair_second) + 1e-8)
    return Adapter(down, up.astype(np.float32))


def _slope(
    questions: Floats,
    wanted: Floats,
    passages: Floats,
    own: npt.NDArray[np.intp],
    adapter: Adapter,
) -> Floats:
    """The gradient of the loss by `up`."""
    moved = questions + questions @ adapter.down @ adapter.up
    norms = np.linalg.norm(moved, axis=1, keepdims=True)
    asked = moved / norms
    close = asked @ passages.T
    # The nearest passage of each document speaks for it: passages stand by document.
    starts = np.flatnonzero(np.r_[True, own[1:] != own[:-1]])
    best = np.maximum.reduceat(close, starts, axis=1)
    scores = SCALE * best
    scores -= scores.max(1, keepdims=True)
    shares = np.exp(scores)
    shares /= shares.sum(1, keepdims=True)
    error = (shares - wanted) * SCALE / len(questions)
    # What each passage weighs: nothing but where it is its document's nearest.
    spread = np.repeat(error, np.diff(np.r_[starts, len(own)]), axis=1)
    spread *= close >= np.repeat(best, np.diff(np.r_[starts, len(own)]), axis=1)
    by_asked = spread @ passages
    along = np.sum(by_asked * asked, axis=1, keepdims=True)
    by_moved = (by_asked - along * asked) / norms
    return np.asarray((questions @ adapter.down).T @ by_moved, np.float32)
