"""What is heard in a meeting and what its minutes hold: frozen data.

Every line of the minutes carries the words it stands on (`quote`, verbatim in the turn) and when
they were said, so that a reader is one click from the proof.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says without a break. `start`: seconds from the beginning of the meeting.

    `speaker` is empty where the transcript names nobody, `start` is None where it has no clock.
    """

    number: int
    text: str
    speaker: str = ""
    start: float | None = None


@dataclass(frozen=True, slots=True)
class Transcript:
    """A meeting as it was taken down. `agenda`, `present`, `excused`: given with it, or read in
    its head; empty when nothing is known."""

    turns: tuple[Turn, ...]
    title: str = ""
    day: date | None = None
    present: tuple[str, ...] = ()
    excused: tuple[str, ...] = ()
    agenda: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of the minutes and the words it stands on: `quote` is verbatim in turn `turn`."""

    text: str
    quote: str
    speaker: str
    start: float | None
    turn: int


@dataclass(frozen=True, slots=True)
class Votes:
    """A vote as it was announced; None for a figure that nobody gave."""

    for_: int | None = None
    against: int | None = None
    abstentions: int | None = None
    unanimous: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided. `adopted` is False for a proposal that was turned down."""

    said: Said
    votes: Votes | None = None
    adopted: bool = True


@dataclass(frozen=True, slots=True)
class Action:
    """Who does what by when. `who` is empty and `due` None where nobody said; `due_words` are the
    words that the date was read in (« d'ici vendredi »)."""

    said: Said
    what: str
    who: str = ""
    due: date | None = None
    due_words: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """A point of the agenda (or a subject found in the turns) and what was said on it."""

    title: str
    lines: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Minutes:
    """The minutes of a meeting, before anyone has edited them."""

    title: str
    day: date | None
    participants: tuple[str, ...]
    excused: tuple[str, ...]
    agenda: tuple[str, ...]
    summary: tuple[Point, ...]
    decisions: tuple[Decision, ...]
    actions: tuple[Action, ...]
    attention: tuple[Said, ...]
    questions: tuple[Said, ...]
