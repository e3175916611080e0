"""Learning from a hundred local labels, the shipped model as the starting point.

What is learnt is the difference with the shipped weights, held small (ridge): with no label the
model is the shipped one, with a hundred it speaks the local language. Penalised logistic
regression by coordinate-wise Newton steps; no library. 1.3 to 1.6 seconds for 100 reviews of
series.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from bastide.engine.mood.features import DENSE, Seen, see
from bastide.engine.mood.model import Model, shipped

MOST_LABELS = 1000
FEWEST_LABELS = 10
# First choices: from 0.3 to 3 and from 0.05 to 0.5, accuracy on the series reviews after 100 labels
# went from 0.849 to 0.852 (6 draws). To be chosen on another domain.
RIDGE_DENSE = 1.0
RIDGE_BUCKETS = 0.15
PASSES = 25


@dataclass(frozen=True, slots=True)
class Label:
    """A text and its polarity, said by a person: −1, 0 or 1."""

    text: str
    polarity: int


class TooFewLabels(Exception):
    """Not enough labels, or all alike; the message is for a person."""


def train(labels: Sequence[Label], start: Model | None = None) -> Model:
    """The shipped model moved towards the labels. Raises `TooFewLabels`."""
    if len(labels) < FEWEST_LABELS:
        raise TooFewLabels(f"Il faut au moins {FEWEST_LABELS} textes étiquetés.")
    if len({label.polarity for label in labels}) < 2:
        raise TooFewLabels("Il faut des textes d'au moins deux sortes : négatifs et positifs.")
    return learn([(see(one.text), one.polarity) for one in labels[:MOST_LABELS]], start)


def learn(
    rows: Sequence[tuple[Seen, int]],
    start: Model | None = None,
    ridge_dense: float = RIDGE_DENSE,
    ridge_buckets: float = RIDGE_BUCKETS,
) -> Model:
    """As `train`, from features."""
    base = start or shipped()
    z = [base.logit(seen, "polarity") for seen, _ in rows]
    target = [(polarity + 1) / 2 for _, polarity in rows]
    columns: dict[int, list[tuple[int, float]]] = {}
    for at, (seen, _) in enumerate(rows):
        for place, value in enumerate(seen.dense):
            if value:
                columns.setdefault(-1 - place, []).append((at, value))
        for place, value in seen.hashed.items():
            columns.setdefault(place, []).append((at, value))
    moved = dict.fromkeys(columns, 0.0)
    for _ in range(PASSES):
        most = 0.0
        for place, cells in columns.items():
            ridge = ridge_dense if place < 0 else ridge_buckets
            slope, curve = ridge * moved[place], ridge
            for at, value in cells:
                p = 1 / (1 + math.exp(-max(min(z[at], 30.0), -30.0)))
                slope += (p - target[at]) * value
                curve += max(p * (1 - p), 0.05) * value * value
            step = -slope / curve
            moved[place] += step
            most = max(most, abs(step))
            for at, value in cells:
                z[at] += step * value
        if most < 1e-3:
            break
    two = not any(polarity == 0 for _, polarity in rows)
    return Model(
        base.heads,
        tuple(moved.get(-1 - place, 0.0) for place in range(len(DENSE))),
        {place: value for place, value in moved.items() if place >= 0},
        0.0 if two else base.neutral,
        len(rows),
    )
