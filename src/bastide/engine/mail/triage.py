"""Which service a mail is for, or an honest « je ne sais pas »: a linear model per organisation.

1. Before any example, a service is known by its name, its description and its keywords; spam,
   thanks and what other administrations handle, by the table of `subjects`.
2. Examples (a text, the service that an agent chose) are learnt by penalised least squares, one
   score a service, solved in the space of the texts; what is known before them counts less as
   they come.
3. Scores become probabilities, and the least probability at which to speak is chosen, on what the
   model says of each example when it has not learnt it (the leave-one-out values of least squares,
   in closed form: Hastie, Tibshirani, Friedman, The Elements of Statistical Learning, §7.10).

A message without a word in common with what is known has scores near 0: no service is named.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from bastide.engine.mail.features import BUCKETS, features, subject_features
from bastide.engine.mail.model import Triage
from bastide.engine.mail.subjects import beyond

FORMAT = "bastide-triage-1"
MOST_EXAMPLES, MOST_SERVICES = 3000, 200
# Penalty of the least squares, and how much what is known before examples counts against one.
RIDGE, KNOWN = 0.3, 0.5
# Sharpness of the probabilities and least probability to speak, before examples enough to choose.
SHARPNESS, SPEAKS = 12.0, 0.6
FEWEST_TO_CHOOSE = 100
# Share of right answers, among those given, that the least probability is chosen for.
RIGHT = 0.96
FOLDS = 5
SHOWN = 3
_BLOCK = 4096


class BadTriage(Exception):
    """Data that are no model of triage, or of another version; the message is for a person."""


@dataclass(frozen=True, slots=True)
class Service:
    """A service that mails are for. `keywords`: words or phrases of what it handles.

    `ours`: False for another administration, named as such and never as the service concerned.
    """

    name: str
    description: str = ""
    keywords: tuple[str, ...] = ()
    ours: bool = True


@dataclass(frozen=True, slots=True)
class Example:
    """A mail's own words and the service that a person chose; empty: for none of the services."""

    text: str
    service: str


@dataclass(frozen=True, slots=True)
class Measured:
    """What cross-validation says: of `examples` mails, `answered` got a service, `right` the one
    that the person had chosen. `by_service`: name → (examples, right)."""

    examples: int
    answered: int
    right: int
    by_service: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def accuracy(self) -> float:
        """Share of right ones among those answered (0 when none is)."""
        return self.right / self.answered if self.answered else 0.0

    @property
    def abstention(self) -> float:
        return 1 - self.answered / self.examples if self.examples else 0.0


@dataclass(frozen=True, eq=False)
class Triager:
    """The model of an organisation. `weights`: bucket → one weight a service."""

    services: tuple[str, ...]
    ours: tuple[bool, ...]
    weights: np.ndarray
    sharpness: float
    speaks: float
    examples: int = 0

    def say(self, text: str) -> Triage:
        """The service of a mail's own words (subject and body)."""
        seen = features(text)
        if not seen or not self.services:
            return Triage("", 0.0)
        places = np.fromiter(seen.keys(), dtype=np.int64, count=len(seen))
        values = np.fromiter(seen.values(), dtype=np.float64, count=len(seen))
        chances = _chances((values @ self.weights[places])[None, :], self.sharpness)[0]
        order = [int(at) for at in np.argsort(-chances, kind="stable")[: SHOWN + 1]]
        best = order[0]
        told = chances[best] >= self.speaks
        name = self.services[best] if told else ""
        others = tuple(
            (self.services[at], round(float(chances[at]), 3))
            for at in order
            if self.services[at] and not (told and at == best)
        )
        own = self.ours[best]
        return Triage(
            name if own else "",
            round(float(chances[best]), 3),
            others[:SHOWN],
            elsewhere="" if own else name,
        )

    def as_data(self) -> dict[str, Any]:
        """JSON-ready: weights of one byte and their scale. Holds no text of any mail."""
        scale = float(np.abs(self.weights).max(initial=0.0)) / 127 or 1.0
        small = np.rint(self.weights / scale).astype(int)
        kept = np.flatnonzero(np.abs(small).max(axis=1, initial=0))
        return {
            "format": FORMAT,
            "services": list(self.services),
            "ours": list(self.ours),
            "scale": scale,
            "sharpness": self.sharpness,
            "speaks": self.speaks,
            "examples": self.examples,
            "weights": {str(int(at)): small[at].tolist() for at in kept},
        }


def from_data(data: Any) -> Triager:
    """A model from `Triager.as_data`. Raises `BadTriage`."""
    if not isinstance(data, Mapping) or data.get("format") != FORMAT:
        raise BadTriage("Ces données ne sont pas un modèle de tri, ou sont d'une autre version.")
    try:
        services = tuple(str(name) for name in data["services"])
        ours = tuple(bool(own) for own in data["ours"])
        numbers = [float(data[name]) for name in ("scale", "sharpness", "speaks")]
        weights = np.zeros((BUCKETS, len(services)))
        for at, row in data["weights"].items():
            if not 0 <= int(at) < BUCKETS:
                raise ValueError(at)
            weights[int(at)] = np.array([int(value) for value in row], dtype=float)
        examples = int(data["examples"])
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise BadTriage("Ce modèle de tri est abîmé.") from error
    sound = all(math.isfinite(n) and 0 < n < 1e6 for n in numbers) and np.isfinite(weights).all()
    if not sound or len(ours) != len(services) or len(services) > MOST_SERVICES + 1:
        raise BadTriage("Ce modèle de tri est abîmé.")
    return Triager(services, ours, weights * numbers[0], numbers[1], numbers[2], examples)


def cold(services: Sequence[Service]) -> Triager:
    """What is known before any example."""
    return train(services, ())


def train(services: Sequence[Service], examples: Sequence[Example]) -> Triager:
    """The model of these services and of the last `MOST_EXAMPLES` examples.

    An example of a service that is not listed adds it: services come and go, mails stay.
    """
    rows = [(features(one.text), one.service) for one in examples[-MOST_EXAMPLES:]]
    return _learn(services, [row for row in rows if row[0]])


def measure(services: Sequence[Service], examples: Sequence[Example]) -> Measured:
    """What the model is worth on its own examples, each judged by one that has not seen it."""
    rows = [(features(one.text), one.service) for one in examples[-MOST_EXAMPLES:]]
    rows = [row for row in rows if row[0]]
    elsewhere = {service.name for service in services if not service.ours}
    answered = right = 0
    by_service: dict[str, tuple[int, int]] = {}
    order = np.random.default_rng(0).permutation(len(rows)).tolist()
    for fold in range(min(FOLDS, len(rows))):
        held = set(order[fold::FOLDS])
        model = _learn(services, [row for at, row in enumerate(rows) if at not in held])
        for at in sorted(held):
            seen, service = rows[at]
            told = _told(model, seen)
            if service in elsewhere:
                service = ""
            good = bool(told) and told == service
            answered += bool(told)
            right += good
            count, well = by_service.get(service, (0, 0))
            by_service[service] = (count + 1, well + good)
    return Measured(len(rows), answered, right, by_service)


def _told(model: Triager, seen: Mapping[int, float]) -> str:
    if not model.services:
        return ""
    total = sum(model.weights[at] * value for at, value in seen.items())
    chances = _chances(np.asarray(total)[None, :], model.sharpness)[0]
    best = int(chances.argmax())
    return model.services[best] if chances[best] >= model.speaks and model.ours[best] else ""


def _learn(services: Sequence[Service], rows: Sequence[tuple[Mapping[int, float], str]]) -> Triager:
    listed = list(services[:MOST_SERVICES])
    names = list(dict.fromkeys([one.name for one in listed] + [service for _, service in rows]))
    names = [*names[:MOST_SERVICES], *([] if "" in names[:MOST_SERVICES] else [""])]
    own = {one.name: one.ours for one in listed}
    known = [(features(text), one.name) for one in listed for text in _texts(one)]
    known = [row for row in known if row[0]]
    known += [(subject_features(subject), "") for subject in beyond()]
    every = [*known, *(row for row in rows if row[1] in names)]
    ours = tuple(own.get(name, bool(name)) for name in names)
    row, column, value = _table([seen for seen, _ in every])
    target = np.zeros((len(every), len(names)))
    target[np.arange(len(every)), [names.index(service) for _, service in every]] = 1.0
    penalty = np.full(len(every), RIDGE)
    penalty[: len(known)] = RIDGE / KNOWN
    inverse = np.linalg.inv(_alike(row, column, value, len(every)) + np.diag(penalty))
    pull = inverse @ target
    weights = np.zeros((BUCKETS, len(names)))
    for at in range(len(names)):
        weights[:, at] = np.bincount(column, value * pull[row, at], BUCKETS)
    count = len(every) - len(known)
    sharpness, speaks = SHARPNESS, SPEAKS
    if count >= FEWEST_TO_CHOOSE:
        apart = (target - pull / np.diag(inverse)[:, None])[len(known) :]
        truth = target[len(known) :].argmax(axis=1)
        sharpness = _sharpness(apart, truth)
        speaks = _speaks(_chances(apart, sharpness), truth)
    return Triager(tuple(names), ours, weights, sharpness, speaks, count)


def _texts(service: Service) -> list[str]:
    """What is known of a service, a text each: a keyword counts as much as the name."""
    said = [service.name, service.description, *service.keywords]
    return [text for text in (*said, " ".join(said)) if text.strip()]


def _table(seen: Sequence[Mapping[int, float]]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Features as text, bucket and value of what is not zero."""
    row = np.repeat(np.arange(len(seen)), [len(one) for one in seen])
    column = np.array([place for one in seen for place in one], dtype=np.int64)
    return row, column, np.array([amount for one in seen for amount in one.values()])


def _alike(row: np.ndarray, column: np.ndarray, value: np.ndarray, count: int) -> np.ndarray:
    """Products of each two texts, a block of buckets at a time."""
    total = np.zeros((count, count))
    for start in range(0, BUCKETS, _BLOCK):
        within = (column >= start) & (column < start + _BLOCK)
        block = np.zeros((count, _BLOCK), dtype=np.float32)
        block[row[within], column[within] - start] = value[within]
        total += block @ block.T
    return total


def _chances(scores: np.ndarray, sharpness: float) -> np.ndarray:
    """Probabilities of the services: softmax, with one more class, « none », of score `NONE`."""
    scores = np.hstack([scores, np.full((len(scores), 1), NONE)]) * sharpness
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    return (raised / raised.sum(axis=1, keepdims=True))[:, :-1]


# Score of « none of these »: what a message gets that has little in common with any example.
NONE = 0.1


def _sharpness(scores: np.ndarray, truth: np.ndarray) -> float:
    """The one that makes the truth likeliest, among a scale of values."""
    scale = np.geomspace(2.0, 40.0, 25)
    rows = np.arange(len(truth))
    fits = [float(np.log(np.maximum(_chances(scores, s)[rows, truth], 1e-9)).mean()) for s in scale]
    return float(scale[int(np.argmax(fits))])


def _speaks(chances: np.ndarray, truth: np.ndarray) -> float:
    """The least probability from which `RIGHT` of the answers are right; the highest if none is."""
    best, good = chances.max(axis=1), chances.argmax(axis=1) == truth
    order = np.argsort(-best)
    shares = np.cumsum(good[order]) / np.arange(1, len(order) + 1)
    enough = np.flatnonzero(shares >= RIGHT)
    if not len(enough):
        return float(max(best[order[0]], SPEAKS))
    return float(max(best[order[enough[-1]]], 1 / (chances.shape[1] + 1)))
