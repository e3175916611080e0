"""Which texts a person should label next: those that teach most.

A few at a time: each is the text of which the model is least sure, and least like those already
labelled or chosen (the variance of its score times that of its label). The first ones, when there
are too few labels to learn from, are spread over what the shipped model says.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from bastide.engine.mood.alike import Texts, Vectors, logistic
from bastide.engine.mood.features import Seen
from bastide.engine.mood.local import FEWEST_LABELS
from bastide.engine.mood.model import shipped

# Texts among which are chosen those to label: the time taken grows as their square.
MOST_ASKED = 2000
_LEAST = 0.02  # of the variance of a label


def worth_labelling(
    rows: Sequence[tuple[Seen, int]],
    unlabelled: Sequence[Seen],
    count: int,
    vectors: Vectors = None,
) -> list[int]:
    """Places in `unlabelled` of the `count` texts to label next, the most useful first.

    At most `MOST_ASKED` texts. `vectors`: of `rows` then of `unlabelled`.
    """
    count = min(count, len(unlabelled))
    texts = Texts([*(seen for seen, _ in rows), *unlabelled], shipped(), 0, vectors)
    own, rest = np.arange(len(rows)), np.arange(len(rows), texts.count)
    if len(rows) < FEWEST_LABELS or len({polarity for _, polarity in rows}) < 2:
        order = np.argsort(texts.said[rest], kind="stable")
        places = (np.arange(count) + 0.5) * len(rest) / max(count, 1)
        return [int(order[int(place)]) for place in places]
    target = np.array([(polarity + 1) / 2 for _, polarity in rows])
    shared = texts.free(rest, own)
    pull = logistic(texts.free(own, own), target, texts.said[own])
    unsure = _unsure(texts.said[rest] + shared @ pull)
    noise = 1 / _unsure(texts.said[own] + texts.free(own, own) @ pull)
    known = np.linalg.solve(texts.free(own, own) + np.diag(noise), shared.T)
    # What is not known yet of the scores, each with each; then once each choice is labelled.
    unknown = texts.free(rest, rest) - shared @ known
    chosen: list[int] = []
    open_ = np.ones(len(rest), dtype=bool)
    for _ in range(count):
        best = int(np.argmax(np.where(open_, unsure * np.diag(unknown), -1.0)))
        chosen.append(best)
        open_[best] = False
        column = unknown[best]
        unknown = unknown - np.outer(column, column) / (column[best] + 1 / unsure[best])
    return chosen


def _unsure(told: np.ndarray) -> np.ndarray:
    p = 1 / (1 + np.exp(-np.clip(told, -30, 30)))
    return np.asarray(np.maximum(p * (1 - p), _LEAST))
