"""What a person may change of the minutes: each function gives the content after the edit.

Nothing here reads or writes the database (`versions` does).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from bastide.usecases.minutes.content import Content, Heading, Line, LineKind

LONGEST_LINE = 4000


def changed(content: Content, line: Line) -> Content:
    """The line put in the place of the one that bears its number."""
    former = content.line(line.id)
    if former is None:
        return content
    reworded = line.text != former.text
    line = replace(line, typed=former.typed or reworded, written=former.written and not reworded)
    line = _settled(content, line)
    moved = line.kind != former.kind or line.point != former.point
    others = [one for one in content.lines if one.id != line.id]
    if moved:  # to the end of where it goes
        return replace(content, lines=(*others, line))
    kept = tuple(line if one.id == line.id else one for one in content.lines)
    return replace(content, lines=kept)


def added(content: Content, kind: LineKind, line: Line) -> Content:
    """A line that a person writes; it has no quote."""
    new = _settled(content, replace(line, id=content.next, kind=kind, typed=True))
    return replace(content, lines=(*content.lines, new), next=content.next + 1)


def removed(content: Content, number: int) -> Content:
    return replace(content, lines=tuple(one for one in content.lines if one.id != number))


def raised(content: Content, number: int, by: int) -> Content:
    """The line moved before (`by` −1) or after (1) its neighbour of the same place."""
    line = content.line(number)
    if line is None:
        return content
    places = [
        at
        for at, one in enumerate(content.lines)
        if (one.kind, one.point) == (line.kind, line.point)
    ]
    here = next(n for n, at in enumerate(places) if content.lines[at].id == number)
    if not 0 <= here + by < len(places):
        return content
    lines = list(content.lines)
    one, other = places[here], places[here + by]
    lines[one], lines[other] = lines[other], lines[one]
    return replace(content, lines=tuple(lines))


def titled(content: Content, number: int, title: str) -> Content:
    """A point of the summary renamed; without a title, it goes, its lines to the one before."""
    if title:
        points = tuple(Heading(p.id, title) if p.id == number else p for p in content.points)
        return replace(content, points=points)
    left = tuple(p for p in content.points if p.id != number)
    if not left:
        return content
    at = next((n for n, p in enumerate(content.points) if p.id == number), 0)
    heir = content.points[at - 1].id if at else left[0].id
    lines = tuple(replace(o, point=heir) if o.point == number else o for o in content.lines)
    return replace(content, points=left, lines=lines)


def with_point(content: Content, title: str) -> Content:
    """A new point at the end of the summary."""
    point = Heading(content.next, title)
    return replace(content, points=(*content.points, point), next=content.next + 1)


def renamed(content: Content, names: Mapping[str, str]) -> Content:
    """Speakers called otherwise, everywhere: labels, lists of people, owners, and the words of
    the lines. Quotes stay what was said. `names`: by the name in the transcript."""
    for speaker, name in names.items():
        former, name = content.shown(speaker), " ".join(name.split())
        if not name or name == former:
            continue
        word = re.compile(rf"(?<!\w){re.escape(former)}(?!\w)") if former else None
        lines = tuple(
            replace(
                line,
                who=name if line.who == former else line.who,
                text=word.sub(lambda _: name, line.text) if word else line.text,  # noqa: B023
            )
            for line in content.lines
        )
        people = tuple(dict.fromkeys(name if p == former else p for p in content.participants))
        kept = {**content.names, speaker: name}
        content = replace(content, lines=lines, participants=people, names=kept)
    return content


def _settled(content: Content, line: Line) -> Line:
    """A line whose fields are those of its kind, in a point that exists."""
    if line.kind != "summary":
        line = replace(line, point=0)
    elif line.point not in {point.id for point in content.points}:
        line = replace(line, point=content.points[0].id if content.points else 0)
    if line.kind != "action":
        line = replace(line, who="", due="", due_words="")
    if line.kind != "decision":
        line = replace(line, votes=None, adopted=True)
    return replace(line, text=" ".join(line.text.split())[:LONGEST_LINE])
