"""Learning from a hundred local labels, the shipped model as the starting point.

1. What is learnt is the difference with the shipped weights, held small: penalised logistic
   regression, solved in the space of the texts (as many unknowns as labels, not as buckets).
2. Local texts without a label may help: what the first step says of them teaches their words, by a
   ridge regression. It is kept only where cross-validation on the labels says that it helps.
3. `measure` says by cross-validation what is gained on the labels themselves.

The numbers were chosen on domains left out in turn (`bench/mood_domains.py`), never on the reviews
that the bench measures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bastide.engine.mood.alike import Texts, Vectors, logistic
from bastide.engine.mood.features import DENSE, Seen, see
from bastide.engine.mood.model import Model, shipped

MOST_LABELS = 1000
FEWEST_LABELS = 10
# Texts without a label that are read: beyond, the time taken grows as their cube.
MOST_UNLABELLED = 1500
# Fewer say too little of the local words.
FEWEST_UNLABELLED = 600
# Of the second step: penalty, how much a label counts against a text without one, and how much
# what is heard from texts counts against the first step.
RIDGE, SURE, HEARD = 0.7, 3.0, 0.5
FOLDS = 5


@dataclass(frozen=True, slots=True)
class Label:
    """A text and its polarity, said by a person: −1, 0 or 1."""

    text: str
    polarity: int


@dataclass(frozen=True, slots=True)
class Measured:
    """Share of the labels found right, by the shipped model and by the local one, each label
    judged by a model that had not seen it; labels that are neither good nor bad are left out."""

    labels: int
    before: float
    after: float


class TooFewLabels(Exception):
    """Not enough labels, or all alike; the message is for a person."""


def train(
    labels: Sequence[Label], unlabelled: Sequence[str] = (), vectors: Vectors = None
) -> Model:
    """The shipped model moved towards the labels. Raises `TooFewLabels`.

    `vectors`: those of the labelled texts then of the others, by what `shipped_meaning` names; the
    model then needs that of each text that it judges.
    """
    return learn(*_seen(labels, unlabelled), vectors)


def measure(
    labels: Sequence[Label], unlabelled: Sequence[str] = (), vectors: Vectors = None
) -> Measured:
    """What training on these labels gains, in `FOLDS` folds. Raises `TooFewLabels`."""
    rows, others = _seen(labels, unlabelled)
    texts, target = _texts(rows, others, vectors)
    first, second = _left_out(texts, target)
    sided = target != 0.5
    truth = target[sided] > 0.5

    def right(told: np.ndarray) -> float:
        return float(np.mean((told[sided] > 0) == truth))

    heard = second if _better(first, second, target) else first
    before = np.array([shipped().logit(seen, "polarity") for seen, _ in rows])
    return Measured(int(sided.sum()), right(before), right(heard))


def learn(
    rows: Sequence[tuple[Seen, int]],
    unlabelled: Sequence[Seen] = (),
    vectors: Vectors = None,
) -> Model:
    """As `train`, from features."""
    texts, target = _texts(rows, unlabelled, vectors)
    own = np.arange(len(rows))
    pull = _first(texts, own, target)
    dense, buckets = texts.weights(own, pull)
    if texts.others and _better(*_left_out(texts, target), target):
        heard, scale, every = _second(texts, own, target, pull)
        constant, more = texts.words(every, heard)
        buckets = buckets + scale * more
        dense[DENSE.index("always")] += scale * constant
    base = shipped()
    two = not any(polarity == 0 for _, polarity in rows)
    return Model(
        base.heads,
        tuple(float(w) for w in dense),
        {int(place): float(buckets[place]) for place in np.flatnonzero(np.abs(buckets) > 1e-3)},
        0.0 if two else base.neutral,
        len(rows),
        texts.meaning(own, pull),
    )


def _seen(
    labels: Sequence[Label], unlabelled: Sequence[str]
) -> tuple[list[tuple[Seen, int]], list[Seen]]:
    if len(labels) < FEWEST_LABELS:
        raise TooFewLabels(f"Il faut au moins {FEWEST_LABELS} textes étiquetés.")
    if not {-1, 1} <= {label.polarity for label in labels}:
        raise TooFewLabels("Il faut des textes d'au moins deux sortes : négatifs et positifs.")
    rows = [(see(one.text), one.polarity) for one in labels[:MOST_LABELS]]
    return rows, [see(text) for text in unlabelled[:MOST_UNLABELLED]]


def _texts(
    rows: Sequence[tuple[Seen, int]], unlabelled: Sequence[Seen], vectors: Vectors
) -> tuple[Texts, np.ndarray]:
    """The texts that teach, labelled first, and the share of « good » that each label says."""
    others = unlabelled if len(unlabelled) >= FEWEST_UNLABELLED else ()
    if vectors is not None:
        vectors = vectors[: len(rows) + len(others)]
    target = np.array([(polarity + 1) / 2 for _, polarity in rows])
    return Texts([*(seen for seen, _ in rows), *others], shipped(), len(others), vectors), target


def _first(texts: Texts, own: np.ndarray, target: np.ndarray) -> np.ndarray:
    """How much each labelled text weighs in what is learnt."""
    return logistic(texts.free(own, own), target, texts.said[own])


def _second(
    texts: Texts, own: np.ndarray, target: np.ndarray, pull: np.ndarray
) -> tuple[np.ndarray, float, np.ndarray]:
    """How much each text weighs in what the texts teach, by how much to multiply what they say,
    and the places of these texts: the labelled ones of `own`, then those without a label."""
    every = np.concatenate([own, np.arange(texts.count - texts.others, texts.count)])
    told = texts.said[every] + texts.free(every, own) @ pull
    spread = float(told.std()) or 1.0
    guess = np.tanh(told / spread)
    guess[: len(own)] = 2 * target - 1
    sure = np.ones(len(every))
    sure[: len(own)] = SURE
    inverse = np.linalg.inv(texts.same_words(every, every) + np.diag(RIDGE / sure))
    heard = inverse @ guess
    # Each text judged without its own guess: how far apart the local words set texts they have
    # not seen.
    apart = guess - heard / np.diag(inverse)
    return heard, HEARD * spread / (float(apart.std()) or 1.0), every


def _left_out(texts: Texts, target: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """What is said of each label by models that have not seen it: the first step, then both."""
    count = len(target)
    first = texts.said[:count].copy()
    second = first.copy()
    for fold in range(FOLDS):
        left = np.arange(fold, count, FOLDS)
        own = np.delete(np.arange(count), left)
        if len(set(target[own])) < 2:
            continue
        pull = _first(texts, own, target[own])
        first[left] += texts.free(left, own) @ pull
        second[left] = first[left]
        if texts.others:
            heard, scale, every = _second(texts, own, target[own], pull)
            second[left] += scale * (texts.same_words(left, every) @ heard)
    return first, second


def _better(first: np.ndarray, second: np.ndarray, target: np.ndarray) -> bool:
    """Whether the second says the labels with less loss than the first."""

    def loss(told: np.ndarray) -> float:
        return float(np.sum(np.logaddexp(0, told) - target * told))

    return loss(second) < loss(first)
