"""The way from a file to the minutes.

1. `reading.read_path`: the file becomes turns with their clock.
2. What was typed with it (date, agenda, people) goes before what its head says.
3. `engine.minutes.write` chooses, finds and dates; each line keeps its quote.
4. Each line gets the time at which its quote begins, not that of its turn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bastide.engine.minutes.model import Minutes, Point, Said
from bastide.engine.minutes.reading import Heard
from bastide.engine.minutes.write import write


@dataclass(frozen=True, slots=True)
class Given:
    """What is known of a meeting besides its transcript; empty where nobody said."""

    title: str = ""
    day: date | None = None
    present: tuple[str, ...] = ()
    excused: tuple[str, ...] = ()
    agenda: tuple[str, ...] = ()


def written(heard: Heard, kind: str, given: Given, words: int | None = None) -> Minutes:
    """The minutes of a meeting. `words`: the most that the summary may hold in all."""
    said = heard.transcript
    transcript = replace(
        said,
        title=given.title or said.title,
        day=given.day or said.day,
        present=given.present or said.present,
        excused=given.excused or said.excused,
        agenda=given.agenda or said.agenda,
    )
    return timed(write(transcript, kind=kind, words=words), heard)


def timed(minutes: Minutes, heard: Heard) -> Minutes:
    """The minutes, each line at the moment its quote begins."""

    def at(said: Said) -> Said:
        return replace(said, start=heard.at(said.turn, said.quote))

    def each(found: Sequence[Said]) -> tuple[Said, ...]:
        return tuple(map(at, found))

    return replace(
        minutes,
        summary=tuple(Point(point.title, each(point.lines)) for point in minutes.summary),
        decisions=tuple(replace(d, said=at(d.said)) for d in minutes.decisions),
        actions=tuple(replace(a, said=at(a.said)) for a in minutes.actions),
        attention=each(minutes.attention),
        questions=each(minutes.questions),
    )
