"""A page's words as lines, cells and running text: where a label stands, and its value.

1. Words make rows and cells (`rows`), in which a cell has neighbours: right, below, above.
2. The running text keeps the reader's own order (its line numbers follow columns) and knows the
   words that each character comes from, so that whatever is found in it has a box.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz import fuzz

from bastide.engine.pieces.letters import fold
from bastide.engine.pieces.model import Box, Page, Word
from bastide.engine.pieces.rows import (
    LEADERS,
    Cell,
    cleaned,
    plain,
    rows_of,
    sideways,
    turned,
    union,
)

__all__ = ["Cell", "Sheet", "Span", "after_words", "plain", "starts_with", "union"]

_MOST_ROWS, _MOST_CELLS = 12, 60  # looked at around a cell
# Under four letters in five alike two short labels of forms are confused (« du » and « dû »).
_SAME_LABEL = 90.0


@dataclass(frozen=True, slots=True)
class Span:
    """A passage of the running text: what it says and the words that say it."""

    text: str
    words: tuple[Word, ...]


class Sheet:
    """A page ready to be searched. `ratio`: width of the page over its height.

    `optical`: read from an image, with an optical reader's slips; `turn`: degrees (0, 90, 270) by
    which its words had to be turned for lines to be level: readers read a page that lies on its
    side without saying so.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.ratio = page.width / page.height if page.height else 0.707
        self.optical = optical = page.reader != "text"
        words = cleaned(page.words, optical)
        self.turn = sideways(words, self.ratio) if optical else 0
        if self.turn:
            self.ratio = 1 / self.ratio
            words = [replace(word, box=turned(word.box, self.turn)) for word in words]
        self.ticks = tuple(
            replace(tick, box=turned(tick.box, self.turn)) if self.turn else tick
            for tick in page.ticks
        )
        heights = [word.box.bottom - word.box.top for word in words if len(word.text) > 1]
        self.height = statistics.median(heights) if heights else 0.012
        self.rows: list[list[Cell]] = rows_of(words, self.ratio, optical)
        self.cells: list[Cell] = [cell for row in self.rows for cell in row]
        self.text, self._places = _running(words)
        self.folded = fold(self.text)
        self.plain = plain(self.text)

    def shown(self, box: Box | None) -> Box | None:
        """A box of this sheet on the page as it is shown, where the text may run sideways."""
        return turned(box, -self.turn) if box is not None and self.turn else box

    def span(self, start: int, end: int) -> Span:
        """The passage between two offsets of the running text."""
        words = tuple(w for a, b, w in self._places if a < end and start < b)
        return Span(self.text[start:end], words)

    def right_of(self, cell: Cell) -> Cell | None:
        """The next cell of the row; on paper that is not flat, one half a line higher or lower."""
        row = self.rows[cell.row]
        if cell.at + 1 < len(row):
            return row[cell.at + 1]
        if not self.optical:
            return None
        best: tuple[float, Cell] | None = None
        for near in (cell.row - 1, cell.row + 1):
            if not 0 <= near < len(self.rows):
                continue
            other = self.rows[near][0]
            apart = abs(other.box.top + other.box.bottom - cell.box.top - cell.box.bottom) / 2
            aside = other.box.left > cell.box.right - 0.005
            if aside and apart < 1.1 * self.height and (best is None or apart < best[0]):
                best = (apart, other)
        return best[1] if best else None

    def below(self, cell: Cell, most: float = 2.6) -> list[Cell]:
        """The nearest cells under a cell, the best first: its column, at most `most` lines down."""
        found: list[tuple[float, Cell]] = []
        for row in self._near(cell, most, 1):
            for other in row:
                gap = other.box.top - cell.box.bottom
                if gap > most * self.height:
                    continue
                overlap = min(other.box.right, cell.box.right) - max(other.box.left, cell.box.left)
                aside = abs(other.box.left - cell.box.left)
                if overlap > 0 or aside < 0.02:
                    found.append((gap + 0.2 * aside * (overlap <= 0) + 0.05 * aside, other))
        return [other for _, other in sorted(found, key=lambda item: item[0])[:3]]

    def above(self, cell: Cell, most: float = 1.6) -> Cell | None:
        """The cell just above in the same column (left edges alike, or centred alike)."""
        for row in self._near(cell, most, -1):
            for other in reversed(row):
                if cell.box.top - other.box.bottom > most * self.height:
                    continue
                middles = other.box.left + other.box.right - cell.box.left - cell.box.right
                right = abs(other.box.right - cell.box.right)
                left = abs(other.box.left - cell.box.left)
                if min(left, abs(middles) / 2, right) < 0.015:
                    return other
        return None

    def _near(self, cell: Cell, most: float, step: int) -> Iterator[list[Cell]]:
        """The rows under a cell (`step` 1) or over it (-1), as far as `most` lines away."""
        reach = most * self.height + 0.03  # a slant across the page is less than that
        at = cell.row + step
        while 0 <= at < len(self.rows) and abs(at - cell.row) <= _MOST_ROWS:
            first = self.rows[at][0].box if self.rows[at] else None
            if first is not None:
                gap = first.top - cell.box.bottom if step > 0 else cell.box.top - first.bottom
                if gap > reach:
                    return
                yield self.rows[at][:_MOST_CELLS]
            at += step


@lru_cache(maxsize=65536)
def starts_with(text: str, label: str, least: float = _SAME_LABEL) -> float:
    """How well (0 to 100) a plain text opens with a plain label, a reader's slips allowed; 0 under
    `least`."""
    if text == label or text.startswith(label + " "):
        return 100.0
    if len(label) < 6:
        return 0.0
    words = text.split()
    count = label.count(" ") + 1
    figures = sum(word.isdigit() for word in label.split())
    best = 0.0
    for taken in (count, count - 1, count + 1):
        # A figure is a value's beginning, not a slip in a label that has none.
        if 0 < taken <= len(words) and sum(w.isdigit() for w in words[:taken]) <= figures:
            score = fuzz.ratio(" ".join(words[:taken]), label)
            # A label cut short is another label (« Déclarant 1 » and « Déclarant 1 : nom »).
            best = max(best, score if taken == count or score >= _SAME_LABEL else 0.0)
    return best if best >= least else 0.0


def after_words(cell: Cell, count: int) -> tuple[Word, ...]:
    """The words of a cell that follow its first `count` plain words and what parts them."""
    seen = 0
    for at, word in enumerate(cell.words):
        if seen >= count:
            rest = cell.words[at:]
            while rest and not re.search(r"\w", rest[0].text):
                rest = rest[1:]
            return rest
        seen += len(plain(word.text).split())
    return ()


def _running(words: Sequence[Word]) -> tuple[str, list[tuple[int, int, Word]]]:
    text = ""
    places: list[tuple[int, int, Word]] = []
    for word in words:
        if LEADERS.match(word.text):
            continue
        if text:
            text += " "
        start = len(text)
        text += word.text
        places.append((start, len(text), word))
    return text, places
