"""A page's words as lines, cells and running text: where a label stands, and its value.

1. Words whose middles lie at the same height make a row; a wide gap or dot leaders part cells.
2. The running text keeps the reader's own order (its line numbers follow columns) and knows the
   words that each character comes from, so that whatever is found in it has a box.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations, pairwise

from rapidfuzz import fuzz

from bastide.engine.pieces.letters import fold
from bastide.engine.pieces.model import Box, Page, Word

# A page of small print holds some 1,500 words: what is beyond these is hostile, and not looked at.
_MOST_WORDS, _MOST_LETTERS = 5_000, 200
_MOST_ROWS, _MOST_CELLS = 12, 60  # looked at around a cell
# Parts of a line's height: a word space is 0.25 to 0.4 em, columns are at least an em apart.
_CELL_GAP = 1.1
# The rules of a table, as optical readers see them.
_RULES = re.compile(r"[|_=~*¦\[\]]+|[—–-]{2,}")
# A word without these stands on its line.
_DESCENDS = re.compile(r"[gjpqyçQÇ,;()/|«»\"'’]")
_LEADERS = re.compile(r"^(?:[.…_·\-]{3,}|…[.…]*)$")
# Under this confidence (0 to 1) a reader guesses: what it makes of leaders, icons and rules.
_GUESS = 0.35
# Under four letters in five alike two short labels of forms are confused (« du » and « dû »).
_SAME_LABEL = 87.0


@dataclass(frozen=True, slots=True)
class Cell:
    """Words of one row that stand together. `plain`: capitals and digits, for comparisons.

    `row`, `at`: its row on the sheet, its place in the row.
    """

    words: tuple[Word, ...]
    text: str
    plain: str
    box: Box
    row: int
    at: int

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
    """A page ready to be searched. `ratio`: width of the page over its height.

    `optical`: read from an image, with an optical reader's slips; `turn`: degrees (0, 90, 270) by
    which its words had to be turned for lines to be level: readers read a page that lies on its
    side without saying so.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.ratio = page.width / page.height if page.height else 0.707
        words = [_short(word) for word in page.words[:_MOST_WORDS] if word.text.strip()]
        self.optical = optical = page.reader != "text"
        if optical:
            words = [_unruled(word) for word in words if not _RULES.fullmatch(word.text)]
        self.turn = _sideways(words, self.ratio) if optical else 0
        if self.turn:
            self.ratio = 1 / self.ratio
            words = [replace(word, box=_turned(word.box, self.turn)) for word in words]
        heights = [word.box.bottom - word.box.top for word in words if len(word.text) > 1]
        self.height = statistics.median(heights) if heights else 0.012
        self.rows: list[list[Cell]] = _rows(words, self.ratio, optical)
        self.cells: list[Cell] = [cell for row in self.rows for cell in row]
        self.text, self._places = _running(words)
        self.folded = fold(self.text)
        self.plain = plain(self.text)

    def shown(self, box: Box | None) -> Box | None:
        """A box of this sheet on the page as it is shown, where the text may run sideways."""
        return _turned(box, -self.turn) if box is not None and self.turn else box

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


def plain(text: str) -> str:
    """Capitals, digits and single spaces: « N° SIRET : » is `N SIRET`, « Né(e) le » `NEE LE`."""
    folded = fold(text.replace("œ", "oe").replace("Œ", "OE"))
    folded = re.sub(r"(?<=[A-Z])\((?=[A-Z])", "", folded)
    return " ".join(re.findall(r"[A-Z0-9]+", folded.replace("°", " ").replace("º", " ")))


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
    best = 0.0
    for taken in (count, count - 1, count + 1):
        if 0 < taken <= len(words):
            score = fuzz.ratio(" ".join(words[:taken]), label)
            # A label cut short is another label (« Déclarant 1 » and « Déclarant 1 : nom »).
            best = max(best, score if taken == count or score >= _SAME_LABEL else 0.0)
    return best if best >= least else 0.0


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


def _short(word: Word) -> Word:
    return word if len(word.text) <= _MOST_LETTERS else replace(word, text=word.text[:200])


def _unruled(word: Word) -> Word:
    """The word without the rules of the table that touch it: « |Total », « _2587,51 », « [76 »."""
    text = word.text.strip("|¦_=~")
    for opening, closing in ("[]", "][", "{}"):
        if opening in text and closing not in text:
            text = text.strip(opening)
    return word if text == word.text or not text else replace(word, text=text)


def _sideways(words: Sequence[Word], ratio: float) -> int:
    """0, or the clockwise turn (90, 270) that makes lines level: words taller than long."""
    long = [w for w in words if len(w.text) >= 4 and w.box.right > w.box.left]
    tall = [w for w in long if w.box.bottom - w.box.top > 1.3 * (w.box.right - w.box.left) * ratio]
    if len(tall) < 5 or len(tall) < 0.6 * len(long):
        return 0
    pairs = [(a, b) for a, b in pairwise(words) if a.line == b.line]
    down = sum(b.box.top > a.box.top for a, b in pairs)
    return 270 if 2 * down > len(pairs) else 90


def _turned(box: Box, turn: int) -> Box:
    """A box turned clockwise about the page's middle, in shares of the turned page."""
    if turn % 360 == 90:
        return Box(1 - box.bottom, box.left, 1 - box.top, box.right)
    return Box(box.top, 1 - box.right, box.bottom, 1 - box.left)


def _rows(words: Sequence[Word], ratio: float, optical: bool) -> list[list[Cell]]:
    rows: list[list[Word]] = []
    lines: list[set[int]] = []
    middles: list[tuple[float, float]] = []
    boxes = [word.box.bottom - word.box.top for word in words]
    usual = max(0.004, 0.8 * statistics.median(boxes)) if boxes else 0.004
    slope, fan = _slope(words) if optical else (0.0, 0.0)

    def level(word: Word) -> float:
        middle = (word.box.left + word.box.right) / 2
        return ((word.box.top + word.box.bottom) / 2 - slope * middle) / (1 + fan * middle)

    for word in sorted(words, key=level):
        middle = level(word)
        height = word.box.bottom - word.box.top
        # A word without tall letters (« rue ») has a low box, and a middle of its own; what the
        # reader put on one line stays together when two columns are not level.
        reach = 0.7 if lines and word.line in lines[-1] else 0.45
        if rows and abs(middle - middles[-1][0]) < reach * min(max(height, usual), middles[-1][1]):
            rows[-1].append(word)
            lines[-1].add(word.line)
            count = len(rows[-1])
            old, tall = middles[-1]
            middles[-1] = (old + (middle - old) / count, max(tall, height))
        else:
            rows.append([word])
            lines.append({word.line})
            middles.append((middle, max(height, usual)))
    found: list[list[Cell]] = []
    for row in rows:
        cells = _cells(row, len(found), ratio, optical)
        if cells:
            found.append(cells)
    return found


def _slope(words: Sequence[Word]) -> tuple[float, float]:
    """How lines go down from left to right: `slope + fan × height at the left edge`.

    A page straightened to half a degree still drops by half a line across its width; on a
    photograph taken aslant the lines spread like a fan. Medians over the reader's long lines
    (Theil-Sen), so that a line read wrong does not count.
    """
    lines: dict[int, list[Word]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word)
    points: list[tuple[float, float]] = []
    short: list[tuple[float, float]] = []
    for line in lines.values():
        feet = [word.box for word in line if not _DESCENDS.search(word.text)]
        if len(feet) < 2 or feet[-1].left - feet[0].left < 0.08:
            continue
        first, last = feet[0], feet[-1]
        reach = (last.left + last.right - first.left - first.right) / 2
        slope = (last.bottom - first.bottom) / reach
        edge = first.bottom - slope * (first.left + first.right) / 2
        (points if reach > 0.25 else short).append((edge, slope))
    if len(points) < 3:
        points += short
    if len(points) < 3:
        return 0.0, 0.0
    points = points[:: max(1, len(points) // 60)]
    fans = [
        (b[1] - a[1]) / (b[0] - a[0]) for a, b in combinations(points, 2) if abs(b[0] - a[0]) > 0.15
    ]
    fan = statistics.median(fans) if len(fans) >= 6 else 0.0
    if abs(fan) > 0.2:
        fan = 0.0
    return statistics.median(slope - fan * edge for edge, slope in points), fan


def _cells(row: list[Word], number: int, ratio: float, optical: bool) -> list[Cell]:
    row = sorted(row, key=lambda w: w.box.left)
    groups: list[list[Word]] = [[]]
    for word in row:
        if _LEADERS.match(word.text):
            groups.append([])
            continue
        if groups[-1]:
            last = groups[-1][-1]
            tall = max(last.box.bottom - last.box.top, word.box.bottom - word.box.top)
            gap = (word.box.left - last.box.right) * ratio
            if gap > _CELL_GAP * tall or (gap > 0.3 * tall and _sizes_differ(last, word)):
                groups.append([])
        groups[-1].append(word)
    cells: list[Cell] = []
    for group in groups:
        kept = _read(group) if optical else group
        box = union(kept)
        if box is not None:
            text = " ".join(word.text for word in kept)
            cells.append(Cell(tuple(kept), text, plain(text), box, number, len(cells)))
    return cells


def _sizes_differ(one: Word, other: Word) -> bool:
    """Whether two words that both open with a capital are set in types of different sizes (an
    accent adds a third to a capital's height): a title beside the label of the next column."""
    if not (one.text[:1].isupper() and other.text[:1].isupper()):
        return False
    low, high = sorted(w.box.bottom - w.box.top for w in (one, other))
    return high > 1.5 * low


def _read(group: list[Word]) -> list[Word]:
    """The words of a cell without what its reader made of leaders, icons and rules: a cell that it
    only guesses and that has no digit, or guesses and signs before the words of which it is sure.
    """
    if not group:
        return []
    mean = statistics.fmean(word.confidence for word in group)
    if mean < _GUESS and not any(re.search(r"\d", word.text) for word in group):
        return []
    at = 0
    while at < len(group) - 1 and (
        not re.search(r"\w", group[at].text)
        or (len(group[at].text) <= 2 and group[at].confidence < 0.5)
    ):
        at += 1
    rest = group[at:]
    # « - Actions », « : Française », « € 12 » and a low « 7 rue » are not an icon before a name.
    sure = statistics.fmean(word.confidence for word in rest) > 0.75
    letters = len(rest[0].text) > 2 and rest[0].text[:1].isupper()
    signs = {word.text for word in group[:at]} & {"-", "–", "—", ":", "•", "☐", "□", "[", "("}
    return rest if sure and letters and not signs else group


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
