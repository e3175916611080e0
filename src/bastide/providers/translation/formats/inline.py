"""A paragraph as a row of items, its texts with marks of format, and the row once translated.

1. A paragraph is translated whole, or in parts where a tab or a line ends one.
2. Words of one look share a number of format; an object in the line (formula, field, picture) is a
   character that engines carry; what has no width (a note's call, a bookmark) follows the word that
   it touches, or goes before the next.
3. Once translated, each piece of text takes the look of its number. Nothing that was in the
   paragraph is lost: what an engine dropped is put at the end of its part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, Literal

from bastide.engine.translation import marks

# The character that stands for an object (Unicode's own for this use).
OBJECT = "\ufffc"
Kind = Literal["text", "object", "anchor", "break"]
_LAST_WORD = re.compile(r"\S+\s*$")
_FIRST_WORD = re.compile(r"\s*\S+")
_ENDED = re.compile(r"[.!?:;…»)]\s*$")


@dataclass(frozen=True, slots=True)
class Item:
    """A piece of a paragraph. `look`: number of its look; `node`: what it is in the file.

    `soft`: a break that a sentence may run over (a line break).
    """

    kind: Kind
    look: int
    text: str = ""
    node: Any = None
    soft: bool = False


@dataclass(frozen=True, slots=True)
class _Format:
    look: int
    node: Any = None
    before: tuple[Item, ...] = ()
    anchors: tuple[Item, ...] = ()

    @property
    def carries(self) -> bool:
        return self.node is not None or bool(self.before or self.anchors)


class Part:
    """Items between two breaks: one text."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.items = list(items)
        self._formats: list[_Format] = [_Format(items[0].look if items else 0)]
        self._first: list[Item] = []
        self._waiting: list[Item] = []  # what has no width, before a word that has not come
        self._runs: list[tuple[str, int]] = []
        self._looks: dict[int, int] = {}
        for item in items:
            self._take(item)
        for anchor in self._waiting:
            self._follow(anchor)
        # How many of the blanks between looks are each one's, then how much of the text.
        self._weights: dict[int, tuple[int, int]] = {}
        for text, number in self._runs:
            plain = self._plain_of(self._formats[number].look)
            blanks, length = self._weights.get(plain, (0, 0))
            blanks += text[:1].isspace() + text[-1:].isspace()
            self._weights[plain] = (blanks, length + len(text))

    def _take(self, item: Item) -> None:
        if item.kind == "text":
            self._text(item.text, self._plain_of(item.look))
        elif item.kind == "object":
            self._runs.append((OBJECT, self._new(_Format(item.look, item.node))))
        elif not self._runs:
            self._first.append(item)
        elif self._runs[-1][0][-1:].isspace():
            self._waiting.append(item)
        else:
            self._follow(item)

    def _text(self, text: str, number: int) -> None:
        word = _FIRST_WORD.match(text) if self._waiting else None
        if word:
            look = self._formats[number].look
            own = self._new(_Format(look, before=tuple(self._waiting)))
            self._waiting = []
            self._runs.append((word.group(), own))
            text = text[word.end() :]
        if text:
            self._runs.append((text, number))

    def _new(self, one: _Format) -> int:
        self._formats.append(one)
        return len(self._formats) - 1

    def _follow(self, anchor: Item) -> None:
        """What has no width goes with the word before it."""
        text, number = self._runs[-1]
        known = self._formats[number]
        if known.carries:
            self._formats[number] = replace(known, anchors=(*known.anchors, anchor))
            return
        word = _LAST_WORD.search(text)
        at = word.start() if word else 0
        own = self._new(_Format(known.look, anchors=(anchor,)))
        self._runs[-1:] = [(text[:at], number), (text[at:], own)] if at else [(text, own)]

    @property
    def translatable(self) -> bool:
        return len(self._formats) < marks.MOST and any(
            c.isalpha() for text, _ in self._runs for c in text
        )

    @property
    def _carried(self) -> bool:
        return any(one.carries for one in self._formats)

    @property
    def text(self) -> str:
        """The part's text; without marks when all of it has one look."""
        if len({number for _, number in self._runs}) == 1 and not self._carried:
            return "".join(text for text, _ in self._runs)
        return marks.written(self._runs)

    def translated(self, text: str) -> list[Item]:
        """The part's items once its text is `text`."""
        runs = self._numbered(marks.runs_of(text))
        last = {number: place for place, (_, number) in enumerate(runs)}
        waiting = [n for n, one in enumerate(self._formats) if one.node is not None]
        out = list(self._first)
        begun: set[int] = set()
        told: set[int] = set()
        for place, (piece, number) in enumerate(runs):
            one = self._formats[number]
            if number not in begun:
                out += one.before
                begun.add(number)
            for at, plain in enumerate(piece.split(OBJECT)):
                if at and waiting:
                    out.append(self._object(waiting, number))
                if plain:
                    out.append(Item("text", one.look, plain))
            if last[number] == place:
                out += one.anchors
                told.add(number)
        while waiting:
            out.append(self._object(waiting, waiting[0]))
        for number, one in enumerate(self._formats):
            if number not in told:
                out += (*one.before, *one.anchors)
        return list(_joined(out))

    def _object(self, waiting: list[int], number: int) -> Item:
        chosen = number if number in waiting else waiting[0]
        waiting.remove(chosen)
        return Item("object", self._formats[chosen].look, node=self._formats[chosen].node)

    def _numbered(self, runs: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
        """Pieces without a number take that of a neighbour: of two, the one that has the blanks."""
        most = len(self._formats)
        known = [number if 0 < number < most else 0 for _, number in runs]
        found = []
        for place, (text, _) in enumerate(runs):
            number = known[place]
            if not number:
                before = next((n for n in reversed(known[:place]) if n), 0)
                after = next((n for n in known[place + 1 :] if n), 0)
                beside = {self._plain_of(self._formats[n].look) for n in (before, after) if n} or {
                    self._plain_of(self._formats[0].look)
                }
                number = max(beside, key=lambda n: self._weights.get(n, (0, 0)))
            found.append((text, number))
        return found

    def _plain_of(self, look: int) -> int:
        """The number of a look alone, without what goes with a word."""
        if look not in self._looks:
            self._looks[look] = self._new(_Format(look))
        return self._looks[look]


def _joined(items: Sequence[Item]) -> Iterator[Item]:
    """Neighbour texts of one look as one."""
    for alike, group in groupby(items, key=lambda one: (one.kind, one.look)):
        if alike[0] == "text":
            yield Item("text", alike[1], "".join(one.text for one in group))
        else:
            yield from group


class Paragraph:
    """A paragraph's parts and the breaks between them."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._rows: list[Part | Item] = []
        now: list[Item] = []
        for place, item in enumerate(items):
            if item.kind == "break" and not _runs_over(items, place):
                self._rows += [Part(now), item]
                now = []
            else:
                now.append(replace(item, kind="anchor") if item.kind == "break" else item)
        self._rows.append(Part(now))

    def _parts(self) -> Iterator[Part]:
        for row in self._rows:
            if isinstance(row, Part) and row.translatable:
                yield row

    @property
    def texts(self) -> list[str]:
        return [part.text for part in self._parts()]

    def translated(self, texts: Sequence[str]) -> list[Item]:
        """The paragraph's items with its texts replaced, in their order."""
        given = dict(zip(self._parts(), texts, strict=True))
        out: list[Item] = []
        for row in self._rows:
            if isinstance(row, Item):
                out.append(row)
            elif row in given:
                out += row.translated(given[row])
            else:
                out += row.items
        return out


def _runs_over(items: Sequence[Item], place: int) -> bool:
    """Whether a sentence goes on after a line break: the next word has no capital, and what stands
    before does not end."""
    if not items[place].soft:
        return False
    before = "".join(one.text for one in items[:place] if one.kind == "text")
    after = "".join(one.text for one in items[place + 1 :] if one.kind == "text").lstrip()
    return bool(before) and not _ENDED.search(before) and after[:1].islower()
