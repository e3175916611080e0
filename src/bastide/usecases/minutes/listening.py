"""A recording transcribed part by part, each part told as it is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from bastide.engine.minutes.model import Transcript
from bastide.engine.minutes.reading import SILENT, Heard, Unreadable
from bastide.engine.minutes.reading.heard import Cue
from bastide.engine.minutes.reading.turns import assemble
from bastide.engine.ports import Speech
from bastide.usecases.minutes.sound import parts_of

# Seconds for a part of five minutes: a slow machine writes speech down in about real time.
DEADLINE_S = 900.0


def heard_by(speech: Speech, path: Path, name: str, told: Callable[[int, int], None]) -> Heard:
    """What is said in a recording. Raises `ModelError`, and `Unreadable` for silence.

    `told`: how many parts are done, of how many.
    """
    parts = parts_of(path, name)
    cues: list[Cue] = []
    for number, part in enumerate(parts):
        told(number, len(parts))
        for cue in speech.transcribe(part.read(), part.name, deadline_s=DEADLINE_S):
            start = part.start + (cue.start or 0.0)
            end = part.start + cue.end if cue.end is not None else None
            cues.append(replace(cue, start=start, end=end))
    if not cues:
        raise Unreadable(SILENT)
    turns, clocks = assemble(cues)
    return Heard(Transcript(turns=turns), clocks)
