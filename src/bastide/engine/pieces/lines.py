"""A page's words as lines, cells and running text: where a label stands, and its value.

1. Words whose middles lie at the same height make a row; a wide gap or dot leaders part cells.
2. The running text keeps the reader's own order (its line numbers follow columns) and knows the
   words that each character comes from, so that whatever is found in it has a box.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz import fuzz

from bastide.engine.pieces.letters import fold
from bastide.engine.pieces.model import Box, Page, Word

# Parts of a line's height: a word space is 0.25 to 0.4 em, columns are at least an em apart.
_CELL_GAP = 1.1
# The rules of a table, as optical readers see them.
_RULES = re.compile(r"[|_=~*¦\[\]]+|[—–-]{2,}")
_LEADERS = re.compile(r"^[.…_·\-]{3,}$")
# Under four letters in five alike two short labels of forms are confused (« du » and « dû »).
_SAME_LABEL = 87.0


@dataclass(frozen=True, slots=True)
class Cell:
    """Words of one row that stand together. `plain`: capitals and digits, for comparisons."""

    words: tuple[Word, ...]
    text: str
    plain: str
    box: Box
    row: int

    @property
    def confidence(self) -> float:
        """The mean of its words' confidence, 0 to 1."""
        return statistics.fmean(word.confidence for word in self.words)


@dataclass(frozen=True, slots=True)
class Span:
    """A passage of the running text: what it says and the words that say it."""

    text: str
    words: tuple[Word, ...]


class Sheet:
    """A page ready to be searched. `ratio`: width of the page over its height."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.ratio = page.width / page.height if page.height else 0.707
        words = [word for word in page.words if word.text.strip()]
        if page.reader != "text":
            words = [_unruled(word) for word in words if not _RULES.fullmatch(word.text)]
        heights = [word.box.bottom - word.box.top for word in words if len(word.text) > 1]
        self.height = statistics.median(heights) if heights else 0.012
        self.rows: list[list[Cell]] = _rows(words, self.ratio)
        self.cells: list[Cell] = [cell for row in self.rows for cell in row]
        self.text, self._places = _running(words)
        self.folded = fold(self.text)
        self.plain = plain(self.text)

    def span(self, start: int, end: int) -> Span:
        """The passage between two offsets of the running text."""
        words = tuple(w for a, b, w in self._places if a < end and start < b)
        return Span(self.text[start:end], words)

    def right_of(self, cell: Cell) -> Cell | None:
        """The next cell of the row."""
        row = self.rows[cell.row]
        at = row.index(cell) + 1
        return row[at] if at < len(row) else None

    def below(self, cell: Cell, most: float = 2.6) -> list[Cell]:
        """The nearest cells under a cell, the best first: its column, at most `most` lines down."""
        found: list[tuple[float, Cell]] = []
        for other in self.cells:
            gap = other.box.top - cell.box.bottom
            if other.row <= cell.row or gap > most * self.height:
                continue
            overlap = min(other.box.right, cell.box.right) - max(other.box.left, cell.box.left)
            aside = abs(other.box.left - cell.box.left)
            if overlap > 0 or aside < 0.02:
                found.append((gap + 0.2 * aside * (overlap <= 0) + 0.05 * aside, other))
        return [other for _, other in sorted(found, key=lambda item: item[0])[:3]]

    def above(self, cell: Cell, most: float = 1.6) -> Cell | None:
        """The cell just above in the same column (left edges alike, or centred alike)."""
        best: Cell | None = None
        for other in self.cells:
            gap = cell.box.top - other.box.bottom
            if other.row >= cell.row or gap > most * self.height:
                continue
            centre = abs((other.box.left + other.box.right) - (cell.box.left + cell.box.right)) / 2
            right = abs(other.box.right - cell.box.right)
            aligned = min(abs(other.box.left - cell.box.left), centre, right) < 0.015
            if aligned and (best is None or other.row > best.row):
                best = other
        return best


def plain(text: str) -> str:
    """Capitals, digits and single spaces: « N° SIRET : » is `N SIRET`, « Né(e) le » `NEE LE`."""
    folded = fold(text.replace("œ", "oe").replace("Œ", "OE"))
    folded = re.sub(r"(?<=[A-Z])\((?=[A-Z])", "", folded)
    return " ".join(re.findall(r"[A-Z0-9]+", folded.replace("°", " ").replace("º", " ")))


@lru_cache(maxsize=65536)
def starts_with(text: str, label: str) -> float:
    """How well (0 to 100) a plain text opens with a plain label, a reader's slips allowed."""
    if text == label or text.startswith(label + " "):
        return 100.0
    if len(label) < 6:
        return 0.0
    words = text.split()
    count = label.count(" ") + 1
    best = 0.0
    for taken in (count, count - 1, count + 1):
        if 0 < taken <= len(words):
            best = max(best, fuzz.ratio(" ".join(words[:taken]), label))
    return best if best >= _SAME_LABEL else 0.0


def union(words: Iterable[Word]) -> Box | None:
    """The box around words; None without words."""
    boxes = [word.box for word in words]
    if not boxes:
        return None
    return Box(
        min(b.left for b in boxes),
        min(b.top for b in boxes),
        max(b.right for b in boxes),
        max(b.bottom for b in boxes),
    )


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


def _unruled(word: Word) -> Word:
    text = word.text.strip("|¦")
    return word if text == word.text or not text else replace(word, text=text)


def _rows(words: Sequence[Word], ratio: float) -> list[list[Cell]]:
    rows: list[list[Word]] = []
    middles: list[tuple[float, float]] = []
    slope = _slope(words)

    def level(word: Word) -> float:
        return (word.box.top + word.box.bottom) / 2 - slope * (word.box.left + word.box.right) / 2

    for word in sorted(words, key=level):
        middle = level(word)
        height = word.box.bottom - word.box.top
        if rows and abs(middle - middles[-1][0]) < 0.45 * min(max(height, 0.004), middles[-1][1]):
            rows[-1].append(word)
            count = len(rows[-1])
            old, tall = middles[-1]
            middles[-1] = (old + (middle - old) / count, max(tall, height))
        else:
            rows.append([word])
            middles.append((middle, max(height, 0.004)))
    return [_cells(row, number, ratio) for number, row in enumerate(rows)]


def _slope(words: Sequence[Word]) -> float:
    """How much lines go down from left to right: the median over the reader's long lines.

    A page straightened to half a degree still drops by half a line across its width.
    """
    lines: dict[int, list[Word]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word)
    slopes = []
    for line in lines.values():
        first, last = line[0].box, line[-1].box
        if last.left - first.left > 0.3 and len(line) >= 4:
            drop = (last.top + last.bottom - first.top - first.bottom) / 2
            slopes.append(drop / (last.left - first.left))
    return statistics.median(slopes) if len(slopes) >= 3 else 0.0


def _cells(row: list[Word], number: int, ratio: float) -> list[Cell]:
    row = sorted(row, key=lambda w: w.box.left)
    groups: list[list[Word]] = [[]]
    for word in row:
        if _LEADERS.match(word.text):
            groups.append([])
            continue
        if groups[-1]:
            last = groups[-1][-1]
            tall = max(last.box.bottom - last.box.top, word.box.bottom - word.box.top)
            if (word.box.left - last.box.right) * ratio > _CELL_GAP * tall:
                groups.append([])
        groups[-1].append(word)
    cells: list[Cell] = []
    for group in groups:
        box = union(group)
        if box is not None:
            text = " ".join(word.text for word in group)
            cells.append(Cell(tuple(group), text, plain(text), box, number))
    return cells


def _running(words: Sequence[Word]) -> tuple[str, list[tuple[int, int, Word]]]:
    text = ""
    places: list[tuple[int, int, Word]] = []
    for word in words:
        if _LEADERS.match(word.text):
            continue
        if text:
            text += " "
        start = len(text)
        text += word.text
        places.append((start, len(text), word))
    return text, places
