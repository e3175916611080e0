"""The summary: the sentences that say most, point by point, each told by whoever said it.

A line names its speaker where the speaker changes (« Mme Exemple : … »), as minutes do: a statement
without its author misleads. A machine's label (« SPEAKER_01 ») is not written out.
"""

from __future__ import annotations

from collections.abc import Sequence

from bastide.engine.minutes.agenda import parts
from bastide.engine.minutes.model import Point
from bastide.engine.minutes.people import is_label
from bastide.engine.minutes.salience import Weights
from bastide.engine.minutes.select import Chooser, Pick
from bastide.engine.minutes.spoken import Heard

# Names take words of the budget: so many tries to fit them in.
_TRIES = 5
# Words: the least that a point of the agenda is given, when there is room.
LEAST = 30


def summarise(
    heard: Sequence[Heard],
    agenda: Sequence[str],
    words: int,
    *,
    named: bool = True,
    learnt: Weights | None = None,
) -> tuple[Point, ...]:
    """The points and their lines, `words` words at most in all. `learnt`: other weights than those
    that are shipped."""
    if not heard or words <= 0:
        return ()
    chooser = Chooser(heard, words, learnt)
    cut = parts(heard, agenda)
    named = named and len({one.turn.speaker for one in heard if one.turn.speaker}) > 1
    room = words
    points: tuple[Point, ...] = ()
    for _ in range(_TRIES):
        points = _points(heard, _kept(heard, chooser, room, cut, bool(agenda)), cut, named)
        over = sum(len(line.text.split()) for point in points for line in point.lines) - words
        if over <= 0:
            return points
        room -= over
    return _points(heard, chooser.within(words), cut, False)


def _kept(
    heard: Sequence[Heard],
    chooser: Chooser,
    words: int,
    cut: Sequence[tuple[str, int, int]],
    shared: bool,
) -> list[Pick]:
    """The sentences kept; `shared`: each point of the agenda has its share, by its length."""
    if not shared:
        return chooser.within(words)
    said = [sum(one.words for one in heard[start:end]) for _, start, end in cut]
    asked = [max(LEAST, words * size // (sum(said) or 1)) for size in said]
    whole = max(sum(asked), words)
    return [
        one
        for share, (_, start, end) in zip(asked, cut, strict=True)
        for one in chooser.within(share * words // whole, range(start, end))
    ]


def _points(
    heard: Sequence[Heard],
    kept: Sequence[Pick],
    cut: Sequence[tuple[str, int, int]],
    named: bool,
) -> tuple[Point, ...]:
    found = []
    for title, start, end in cut:
        lines = []
        before = ""
        for one in kept:
            if start <= one.heard < end:
                said = heard[one.heard]
                who = said.turn.speaker
                tell = named and who and who != before and not is_label(who)
                lines.append(said.said(f"{who} : {one.text}" if tell else one.text))
                before = who
        if lines:
            found.append(Point(title, tuple(lines)))
    return tuple(found)
