"""What the page of a meeting shows: the parts of the minutes, and the transcript beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bastide.usecases.minutes.content import Content, Heading, Line, LineKind
from bastide.usecases.minutes.models import Meeting
from bastide.usecases.minutes.words import (
    clock,
    sections,
    short_day,
    vote_in_words,
)

TURNS_A_PAGE = 100


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line with what is said beside it. `where`: « 12:05 · Mme Exemple »."""

    line: Line
    where: str
    votes: str
    due: str


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the page, or a point of the summary when `point` is given."""

    kind: LineKind
    title: str
    lines: tuple[ShownLine, ...]
    point: Heading | None = None


def parts(content: Content) -> list[tuple[LineKind, str, list[Part]]]:
    """The sections in order; the summary's are its points."""
    found: list[tuple[LineKind, str, list[Part]]] = []
    for kind, title in sections().items():
        if kind == "summary":
            inner = [
                Part(kind, point.title, _shown(content, content.of(kind, point.id)), point)
                for point in content.points
            ]
            known = {point.id for point in content.points}
            stray = [line for line in content.of(kind) if line.point not in known]
            if stray:
                inner.append(Part(kind, "", _shown(content, stray)))
        else:
            inner = [Part(kind, title, _shown(content, content.of(kind)))]
        found.append((kind, title, inner))
    return found


def _shown(content: Content, lines: list[Line]) -> tuple[ShownLine, ...]:
    return tuple(
        ShownLine(
            line,
            " · ".join(filter(None, (clock(line.start), content.shown(line.speaker)))),
            vote_in_words(line.votes),
            short_day(line.due),
        )
        for line in lines
    )


@dataclass(frozen=True, slots=True)
class ShownTurn:
    """A turn of the transcript; the quote looked for stands between `before` and `after`."""

    number: int
    speaker: str
    time: str
    before: str
    quote: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class ShownTranscript:
    """A page of the transcript, the turn of a line among its turns when one is looked at."""

    turns: tuple[ShownTurn, ...]
    number: int
    pages: int
    turn: int | None
    line: int | None

    @property
    def former(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def following(self) -> int | None:
        return self.number + 1 if self.number < self.pages else None


def transcript(meeting: Meeting, content: Content, line: int | None, page: int) -> ShownTranscript:
    """The page of turns where a line's quote stands, else the page asked for."""
    turns = _sound(meeting.turns)
    chosen = content.line(line) if line is not None else None
    at = chosen.turn if chosen and chosen.turn is not None and chosen.turn < len(turns) else None
    pages = max(1, -(-len(turns) // TURNS_A_PAGE))
    number = at // TURNS_A_PAGE + 1 if at is not None else max(1, min(page, pages))
    first = (number - 1) * TURNS_A_PAGE
    shown = tuple(
        _turn(n, turns[n], content, chosen.quote if chosen and n == at else "")
        for n in range(first, min(first + TURNS_A_PAGE, len(turns)))
    )
    return ShownTranscript(shown, number, pages, at, chosen.id if chosen else None)


def _turn(
    number: int, turn: tuple[str, float | None, str], content: Content, quote: str
) -> ShownTurn:
    speaker, start, text = turn
    name, time = content.shown(speaker), clock(start)
    place = text.find(quote) if quote else -1
    if place < 0:
        return ShownTurn(number, name, time, text)
    end = place + len(quote)
    return ShownTurn(number, name, time, text[:place], text[place:end], text[end:])


def speakers(meeting: Meeting, content: Content) -> list[tuple[str, str]]:
    """The speakers of the transcript, as it calls them and as they are shown, first heard first."""
    found = dict.fromkeys(speaker for speaker, _, _ in _sound(meeting.turns) if speaker)
    return [(speaker, content.shown(speaker)) for speaker in found]


def _sound(turns: Any) -> list[tuple[str, float | None, str]]:
    found = []
    for turn in turns if isinstance(turns, list) else []:
        if isinstance(turn, list) and len(turn) == 3:
            speaker, start, text = turn
            seconds = float(start) if isinstance(start, int | float) else None
            found.append((str(speaker), seconds, str(text)))
    return found
