"""What was read of a transcript's file: cues, then turns with the clock of their parts."""

from __future__ import annotations

from dataclasses import dataclass

from bastide.engine.minutes.model import Transcript

Clock = tuple[tuple[int, float], ...]


class Unreadable(ValueError):
    """A file of which no word of a meeting can be read; the message says why, in French."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A stretch of speech as the file gives it. Times in seconds; None where it gives none."""

    text: str
    speaker: str = ""
    start: float | None = None
    end: float | None = None


@dataclass(frozen=True, slots=True)
class Heard:
    """A transcript. `clocks`: for each turn, `(offset, seconds)` of its parts, in order; `notices`:
    what was left out or guessed, in French."""

    transcript: Transcript
    clocks: tuple[Clock, ...]
    notices: tuple[str, ...] = ()

    def at(self, turn: int, quote: str) -> float | None:
        """When a quote of a turn begins to be said."""
        one = self.transcript.turns[turn]
        place = max(0, one.text.find(quote))
        started = [seconds for offset, seconds in self.clocks[turn] if offset <= place]
        return started[-1] if started else one.start
