"""Which service a mail is for, or an honest « je ne sais pas »: a linear model per organisation.

1. Before any example, a service is known by its name, its description and its keywords. A subject
   of the trade (`subjects`) that no service says it handles, and no example shows, is nobody's:
   spam, thanks, what other administrations do.
2. Examples (a text, the service that an agent chose) are learnt by penalised least squares, one
   score a service, solved in the space of the texts; what is known before them counts less as
   they come.
3. Scores become probabilities, and under the least probability that `learning` chooses no service
   is named.

A message without a word in common with what is known has scores near 0: no service is named.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from bastide.engine.mail import subjects
from bastide.engine.mail.features import BUCKETS, features, main_subject, subject_features
from bastide.engine.mail.learning import alike, probabilities, solve, table
from bastide.engine.mail.model import Triage

FORMAT = "bastide-triage-1"
MOST_EXAMPLES, MOST_SERVICES = 2000, 200
FOLDS = 5
# Least weight that is kept, in 127ths of the greatest: a quarter less to keep, and the same
# decisions on the 378 messages learnt from.
KEPT = 2
# Examples that show that a subject is handled here, when no service says so.
SHOWN_BY = 3
SHOWN = 3


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
        chances = probabilities((values @ self.weights[places])[None, :], self.sharpness)[0]
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
        kept = np.flatnonzero(np.abs(small).max(axis=1, initial=0) >= KEPT)
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
    lesson = _lesson(services, [row for row in rows if row[0]])
    known, count = lesson.known, len(lesson.truth)
    order = np.random.default_rng(0).permutation(np.arange(known, count))
    answered = right = 0
    by_service: dict[str, tuple[int, int]] = {}
    for fold in range(min(FOLDS, len(order))):
        held = np.sort(order[fold::FOLDS])
        kept = np.setdiff1d(np.arange(count), held)
        pull, sharpness, speaks = solve(
            lesson.alike[np.ix_(kept, kept)], lesson.truth[kept], known, len(lesson.names)
        )
        chances = probabilities(lesson.alike[np.ix_(held, kept)] @ pull, sharpness)
        for row, at in zip(chances, held.tolist(), strict=True):
            best = int(row.argmax())
            told = lesson.names[best] if row[best] >= speaks and lesson.ours[best] else ""
            truth = int(lesson.truth[at])
            name = lesson.names[truth] if lesson.ours[truth] else ""
            good = bool(told) and told == name
            answered += bool(told)
            right += good
            seen, well = by_service.get(name, (0, 0))
            by_service[name] = (seen + 1, well + good)
    return Measured(len(order), answered, right, by_service)


@dataclass(frozen=True, eq=False)
class _Lesson:
    """What is learnt from: first the `known` texts of the services, then the examples."""

    names: tuple[str, ...]
    ours: tuple[bool, ...]
    seen: Sequence[Mapping[int, float]]
    truth: np.ndarray
    alike: np.ndarray
    known: int


def _lesson(
    services: Sequence[Service], rows: Sequence[tuple[Mapping[int, float], str]]
) -> _Lesson:
    listed = list(services[:MOST_SERVICES])
    names = list(dict.fromkeys([one.name for one in listed] + [service for _, service in rows]))
    names = [*[name for name in names if name][:MOST_SERVICES], ""]
    own = {one.name: one.ours for one in listed}
    known = [(features(text), one.name) for one in listed for text in _texts(one)]
    known = [row for row in known if row[0] and row[1]]
    handled = _handled([seen for seen, _ in known], [seen for seen, name in rows if name])
    known += [(subject_features(one), "") for one in subjects.names() if one not in handled]
    every = [*known, *(row for row in rows if row[1] in names)]
    seen = [row for row, _ in every]
    places = {name: at for at, name in enumerate(names)}
    return _Lesson(
        tuple(names),
        tuple(own.get(name, bool(name)) for name in names),
        seen,
        np.array([places[service] for _, service in every]),
        alike(seen),
        len(known),
    )


def _learn(services: Sequence[Service], rows: Sequence[tuple[Mapping[int, float], str]]) -> Triager:
    lesson = _lesson(services, rows)
    pull, sharpness, speaks = solve(lesson.alike, lesson.truth, lesson.known, len(lesson.names))
    row, column, value = table(lesson.seen)
    weights = np.stack(
        [np.bincount(column, value * pull[row, at], BUCKETS) for at in range(len(lesson.names))],
        axis=1,
    )
    count = len(lesson.truth) - lesson.known
    return Triager(lesson.names, lesson.ours, weights, sharpness, speaks, count)


def _handled(
    known: Sequence[Mapping[int, float]], examples: Sequence[Mapping[int, float]]
) -> set[str]:
    """The subjects that the services say they handle, or that examples enough show."""
    told = {main_subject(seen) for seen in known}
    shown = Counter(main_subject(seen) for seen in examples)
    return told | {name for name, count in shown.items() if count >= SHOWN_BY}


def _texts(service: Service) -> list[str]:
    """What is known of a service, a text each: a keyword counts as much as the name."""
    said = [service.name, service.description, *service.keywords]
    return [text for text in (*said, " ".join(said)) if text.strip()]
