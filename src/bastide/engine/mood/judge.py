"""What a citizen's text feels like, and the words that show it.

1. Only her own words are read (`turns.citizens_words`): never an agent's turn, nor a quoted mail.
2. Three judgements of a linear model: polarity with a score, anger, distress.
3. The words that show them are those which weigh most, with the expressions found.

A score is of a text, never of a person: nothing here knows who wrote it nor who answered.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from bastide.engine.mood.features import DENSE, Part, Seen, see
from bastide.engine.mood.model import Model, shipped

Polarity = Literal["negative", "neutral", "positive"]
SpanKind = Literal["negative", "positive", "anger", "distress"]

# Words shown at most for each kind, and the least that a word must bring (log-odds) to be shown.
MOST_SPANS = 6
LEAST = 0.12
# Letters of a word that shows an alert by itself: « ne », « plus » show nothing to a reader.
SHORTEST = 5
# An expression weighs more than a word of the same kind.
EXPRESSION = 10.0
_BALANCE = DENSE.index("balance")


@dataclass(frozen=True, slots=True)
class Span:
    """Words of the text, from `start` to `end` (characters), and what they show."""

    start: int
    end: int
    kind: SpanKind


@dataclass(frozen=True, slots=True)
class Mood:
    """The mood of a text. `score`: from −1 to 1; `anger`, `distress`: whether to alert."""

    polarity: Polarity
    score: float
    anger: bool
    distress: bool
    spans: tuple[Span, ...] = ()

    def as_data(self, text: str) -> dict[str, Any]:
        """JSON-ready; each span with its words, as they stand in `text`."""
        return {
            "polarity": self.polarity,
            "score": self.score,
            "anger": self.anger,
            "distress": self.distress,
            "spans": [
                {"start": s.start, "end": s.end, "kind": s.kind, "text": text[s.start : s.end]}
                for s in self.spans
            ],
        }


def judge(text: str, model: Model | None = None, vector: Sequence[float] | None = None) -> Mood:
    """The mood of a citizen's own words; a text without a word is neutral. Any string will do.

    `vector`: that of the text, by what `model.meaning` names. Raises `NeedsVector` without it.
    """
    model = model or shipped()
    seen = see(text)
    if not any(part.word.form[0].isalpha() or part.buckets for part in seen.parts):
        return Mood("neutral", 0.0, False, False)
    score = round(math.tanh(model.logit(seen, "polarity", vector) / 2), 3)
    polarity: Polarity = "neutral"
    if score > model.neutral or (not model.neutral and score >= 0):
        polarity = "positive"
    elif score < -model.neutral:
        polarity = "negative"
    if model.neutral and _asks(seen):
        polarity = "neutral"
    anger, distress = model.logit(seen, "anger") > 0, model.logit(seen, "distress") > 0
    spans = _of_polarity(seen, model, polarity)
    for kind, alert in (("anger", anger), ("distress", distress)):
        if alert:
            spans += _of_alert(seen, model, kind)
    return Mood(polarity, score, anger, distress, _apart(spans))


def _asks(seen: Seen) -> bool:
    """Whether the text is a question of which no word shows a mood."""
    return (
        not seen.phrases
        and not any(part.listed for part in seen.parts)
        and any(part.word.form.startswith("?") for part in seen.parts)
    )


def _brings(part: Part, seen: Seen, model: Model, head: str) -> float:
    """What a word adds to the log-odds of a judgement, its place in the sums of words apart."""
    brought = seen.scale * sum([model.weight(at, head) * value for at, value in part.buckets])
    if head == "polarity":
        brought += part.listed * model.heads[head].dense[_BALANCE]
    return brought


def _of_polarity(seen: Seen, model: Model, polarity: Polarity) -> list[Span]:
    found: list[tuple[float, Span]] = []
    for part in seen.parts:
        # A word that no list knows shows nothing to a reader: only its neighbours might.
        if not part.listed and not model.labels:
            continue
        brought = _brings(part, seen, model, "polarity")
        kind: SpanKind = "positive" if brought > 0 else "negative"
        if abs(brought) >= LEAST and polarity in (kind, "neutral"):
            found.append((abs(brought), Span(part.word.start, part.word.end, kind)))
    for phrase in seen.phrases:
        kind = "positive" if phrase.weight > 0 else "negative"
        if phrase.kind == "polarity" and polarity in (kind, "neutral"):
            found.append((EXPRESSION, _whole(seen, phrase.first, phrase.last, kind)))
    return _heaviest(found)


def _of_alert(seen: Seen, model: Model, head: str) -> list[Span]:
    kind: SpanKind = "anger" if head == "anger" else "distress"
    found = [
        (EXPRESSION * phrase.weight, _whole(seen, phrase.first, phrase.last, kind))
        for phrase in seen.phrases
        if phrase.kind == head and phrase.weight > 0
    ]
    if not found:
        for part in seen.parts:
            if len(part.word.form) < SHORTEST or not part.buckets:
                continue
            brought = _brings(part, seen, model, head)
            if brought >= LEAST:
                found.append((brought, Span(part.word.start, part.word.end, kind)))
    return _heaviest(found)


def _whole(seen: Seen, first: int, last: int, kind: SpanKind) -> Span:
    return Span(seen.parts[first].word.start, seen.parts[last].word.end, kind)


def _heaviest(found: Sequence[tuple[float, Span]]) -> list[Span]:
    return [span for _, span in sorted(found, key=lambda one: -one[0])[:MOST_SPANS]]


def _apart(spans: Sequence[Span]) -> tuple[Span, ...]:
    """In the order of the text, none over another: distress first, then anger, then polarity."""
    rank = {"distress": 0, "anger": 1, "negative": 2, "positive": 2}
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (rank[s.kind], s.start)):
        if all(span.end <= other.start or other.end <= span.start for other in kept):
            kept.append(span)
    return tuple(sorted(kept, key=lambda s: s.start))
