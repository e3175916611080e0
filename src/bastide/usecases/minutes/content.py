"""The minutes as they are edited: lines with their proof, and what is said of the meeting.

From the engine's `Minutes` once (`content_of`), then from and to JSON (`from_data`, `as_data`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Literal, get_args

from bastide.engine.minutes.model import Minutes, Said, Votes

LineKind = Literal["summary", "decision", "action", "attention", "question"]
KINDS: tuple[LineKind, ...] = get_args(LineKind)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the minutes. `quote`: the words it stands on, verbatim in turn `turn`, empty for
    what a person added; `start`: seconds.

    `point`: for the summary, the point's `id`. `who`, `due` (ISO 8601): for an action. `votes`,
    `adopted`: for a decision. `typed`: a person wrote or changed its words; `written`: a
    model put them in written French, and its quote proves them.
    """

    id: int
    kind: LineKind
    text: str
    quote: str = ""
    speaker: str = ""
    start: float | None = None
    turn: int | None = None
    point: int = 0
    who: str = ""
    due: str = ""
    due_words: str = ""
    votes: Votes | None = None
    adopted: bool = True
    typed: bool = False
    written: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A point of the summary."""

    id: int
    title: str


@dataclass(frozen=True, slots=True)
class Content:
    """`names`: the name shown for each speaker of the transcript that was renamed. `next`: the
    number of the next line or point."""

    title: str = ""
    day: str = ""
    participants: tuple[str, ...] = ()
    excused: tuple[str, ...] = ()
    agenda: tuple[str, ...] = ()
    points: tuple[Heading, ...] = ()
    lines: tuple[Line, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    next: int = 1

    def of(self, kind: LineKind, point: int | None = None) -> list[Line]:
        """The lines of a kind, those of one point of the summary if it is given."""
        return [
            line
            for line in self.lines
            if line.kind == kind and (point is None or line.point == point)
        ]

    def line(self, number: int) -> Line | None:
        return next((line for line in self.lines if line.id == number), None)

    def shown(self, speaker: str) -> str:
        """The name of a speaker as it was edited."""
        return self.names.get(speaker, speaker)

    def as_data(self) -> dict[str, Any]:
        return asdict(self) | {"names": dict(self.names)}


def content_of(minutes: Minutes) -> Content:
    """The engine's minutes, numbered."""
    lines: list[Line] = []
    points: list[Heading] = []
    number = 1
    for point in minutes.summary:
        points.append(Heading(number, point.title))
        number += 1
        for said in point.lines:
            lines.append(_line(number, "summary", said, point=points[-1].id))
            number += 1
    for decision in minutes.decisions:
        votes, adopted = decision.votes, decision.adopted
        lines.append(_line(number, "decision", decision.said, votes=votes, adopted=adopted))
        number += 1
    for action in minutes.actions:
        due = action.due.isoformat() if action.due else ""
        extra = {"who": action.who, "due": due, "due_words": action.due_words}
        lines.append(_line(number, "action", action.said, text=action.what, **extra))
        number += 1
    for kind, found in (("attention", minutes.attention), ("question", minutes.questions)):
        for said in found:
            lines.append(_line(number, kind, said))  # type: ignore[arg-type]
            number += 1
    return Content(
        title=minutes.title,
        day=minutes.day.isoformat() if minutes.day else "",
        participants=minutes.participants,
        excused=minutes.excused,
        agenda=minutes.agenda,
        points=tuple(points),
        lines=tuple(lines),
        next=number,
    )


def _line(number: int, kind: LineKind, said: Said, text: str = "", **extra: Any) -> Line:
    return Line(
        number, kind, text or said.text, said.quote, said.speaker, said.start, said.turn, **extra
    )


def from_data(data: Any) -> Content:
    """What `as_data` wrote; whatever else the JSON may hold is left out."""
    row = data if isinstance(data, dict) else {}
    names = row.get("names")
    return Content(
        title=_text(row.get("title")),
        day=day_text(row.get("day")),
        participants=_texts(row.get("participants")),
        excused=_texts(row.get("excused")),
        agenda=_texts(row.get("agenda")),
        points=tuple(Heading(p["id"], _text(p.get("title"))) for p in _rows(row.get("points"))),
        lines=tuple(_line_from(one) for one in _rows(row.get("lines"))),
        names={str(k): str(v) for k, v in names.items()} if isinstance(names, dict) else {},
        next=row["next"] if isinstance(row.get("next"), int) else 1,
    )


def _line_from(row: dict[str, Any]) -> Line:
    votes = row.get("votes")
    start, turn = row.get("start"), row.get("turn")
    return Line(
        id=row["id"],
        kind=row["kind"] if row.get("kind") in KINDS else "summary",
        text=_text(row.get("text")),
        quote=_text(row.get("quote")),
        speaker=_text(row.get("speaker")),
        start=float(start) if isinstance(start, int | float) else None,
        turn=turn if isinstance(turn, int) else None,
        point=row["point"] if isinstance(row.get("point"), int) else 0,
        who=_text(row.get("who")),
        due=day_text(row.get("due")),
        due_words=_text(row.get("due_words")),
        votes=votes_from(votes) if isinstance(votes, dict) else None,
        adopted=row.get("adopted") is not False,
        typed=row.get("typed") is True,
        written=row.get("written") is True,
    )


def votes_from(row: Mapping[str, Any]) -> Votes:
    def count(name: str) -> int | None:
        value = row.get(name)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    return Votes(
        count("for_"), count("against"), count("abstentions"), row.get("unanimous") is True
    )


def day_text(value: Any) -> str:
    """A day in ISO 8601, or nothing."""
    try:
        return date.fromisoformat(value).isoformat() if isinstance(value, str) else ""
    except ValueError:
        return ""


def _rows(value: Any) -> list[dict[str, Any]]:
    rows = value if isinstance(value, list) else []
    return [row for row in rows if isinstance(row, dict) and isinstance(row.get("id"), int)]


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _texts(value: Any) -> tuple[str, ...]:
    rows: Sequence[Any] = value if isinstance(value, list | tuple) else ()
    return tuple(row for row in rows if isinstance(row, str))
