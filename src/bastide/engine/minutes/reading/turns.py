"""Cues made into turns: what one speaker says without a break, with the clock of its parts."""

from __future__ import annotations

from bastide.engine.minutes.model import Turn
from bastide.engine.minutes.reading.heard import Clock, Cue

# Without a named speaker, a turn ends with a sentence after a silence (seconds) or so many
# characters: an hour of speech must not be one turn.
SILENCE = 1.5
LONGEST_OF_NOBODY = 600
# A turn of somebody is cut at a sentence too, so that a page can show it.
LONGEST = 4000
_ENDS = (".", "?", "!", "…", "»")


def assemble(cues: list[Cue]) -> tuple[tuple[Turn, ...], tuple[Clock, ...]]:
    """The turns, numbered from 0, and for each the times of its parts."""
    turns: list[Turn] = []
    clocks: list[Clock] = []
    parts: list[Cue] = []
    length = 0
    for cue in [*cues, None]:
        if parts and (cue is None or _begins(cue, parts[-1], length)):
            turns.append(_turn(len(turns), parts))
            clocks.append(_clock(parts))
            parts, length = [], 0
        if cue is not None:
            parts.append(cue)
            length += len(cue.text) + 1
    return tuple(turns), tuple(clocks)


def _begins(cue: Cue, former: Cue, length: int) -> bool:
    if cue.speaker != former.speaker:
        return True
    if not former.text.endswith(_ENDS):
        # Notes have no stops: each line stands by itself.
        return not cue.speaker and cue.start is None and former.start is None
    if cue.speaker:
        return length > LONGEST
    if cue.start is None:
        return True
    ended = former.end if former.end is not None else former.start
    silence = ended is not None and cue.start - ended >= SILENCE
    return silence or length > LONGEST_OF_NOBODY


def _turn(number: int, parts: list[Cue]) -> Turn:
    start = next((cue.start for cue in parts if cue.start is not None), None)
    return Turn(number, " ".join(cue.text for cue in parts), parts[0].speaker, start)


def _clock(parts: list[Cue]) -> Clock:
    found, offset = [], 0
    for cue in parts:
        if cue.start is not None:
            found.append((offset, cue.start))
        offset += len(cue.text) + 1
    return tuple(found)
