"""A document as one text made of pieces, each tied to where it is written in the XML.

A piece is the text, the tail or an attribute of an element, or a mark without text of its own (a
tab, a line break). A replacement is written where its first letter was, in the format of that
place; the rest of what it covers goes.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from bastide.providers.redaction import Put

TEXT, TAIL = "text", "tail"


@dataclass(slots=True)
class Piece:
    """`where`: `TEXT`, `TAIL` or an attribute's name; empty for a mark. `starts`: a new unit."""

    element: Any
    where: str
    text: str
    starts: bool = False


class Layout:
    """The pieces in reading order, and the text that they make."""

    def __init__(self) -> None:
        self._pieces: list[Piece] = []
        self._starts: list[int] = []
        self._text: list[str] = []
        self._length = 0

    @property
    def text(self) -> str:
        return "".join(self._text)

    def unit(self, pieces: Iterable[Piece], before: str = "\n") -> None:
        """Adds what is read together. `before`: what parts it from the unit before."""
        kept = [piece for piece in pieces if piece.text]
        if not kept:
            return
        if self._length:
            self._add(before)
        kept[0].starts = True
        for piece in kept:
            self._pieces.append(piece)
            self._starts.append(self._length)
            self._add(piece.text)

    def _add(self, text: str) -> None:
        self._text.append(text)
        self._length += len(text)

    def put(self, puts: Sequence[Put]) -> None:
        """Writes the replacements in the XML; from the last to the first, so that places hold."""
        marks = []
        for start, end, new in reversed(puts):
            lines = new.split("\n")
            touched = self._touched(start, end)
            writable = [at for at in touched if self._pieces[at].where]
            marks += [self._pieces[at].element for at in touched if not self._pieces[at].where]
            if not writable:
                continue
            crossed = [at for at in writable[1:] if self._pieces[at].starts]
            for at in writable:
                first, last = at == writable[0], bool(crossed) and at == crossed[-1]
                put = ""
                if first:
                    put = new if not crossed else lines[0]
                elif last:
                    put = " ".join(lines[1:])
                self._cut(at, start, end, put)
        for mark in marks:  # last: what follows a mark hangs on it in OpenDocument
            _drop(mark)

    def _touched(self, start: int, end: int) -> list[int]:
        at = max(0, bisect_right(self._starts, start) - 1)
        touched = []
        while at < len(self._pieces) and self._starts[at] < end:
            if self._starts[at] + len(self._pieces[at].text) > start:
                touched.append(at)
            at += 1
        return touched

    def _cut(self, at: int, start: int, end: int, put: str) -> None:
        piece, begins = self._pieces[at], self._starts[at]
        # Replacements are made from the last: up to `end`, the piece is still as it was read.
        now = _read(piece)
        _write(piece, now[: max(0, start - begins)] + put + now[end - begins :])


def _read(piece: Piece) -> str:
    if piece.where == TEXT:
        return piece.element.text or ""
    if piece.where == TAIL:
        return piece.element.tail or ""
    return piece.element.get(piece.where) or ""


def _write(piece: Piece, text: str) -> None:
    if piece.where == TEXT:
        piece.element.text = text
    elif piece.where == TAIL:
        piece.element.tail = text
    else:
        piece.element.set(piece.where, text)


def _drop(element: Any) -> None:
    """Removes a mark; what follows it stays."""
    parent = element.getparent()
    if parent is None:
        return
    tail = element.tail
    if tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
    parent.remove(element)
