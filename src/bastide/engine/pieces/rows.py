"""Words as rows and cells: which words stand at one height, which stand together.

1. Words are cleaned of the rules that touch them; a page read on its side is turned.
2. Lines that slant or spread like a fan are followed (`_slope`).
3. Words whose middles lie at the same height make a row; a wide gap or dot leaders part cells.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from bastide.engine.pieces.letters import fold
from bastide.engine.pieces.model import Box, Word

# A page of small print holds some 1,500 words: what is beyond these is hostile, and not looked at.
_MOST_WORDS, _MOST_LETTERS = 5_000, 200
# Parts of a line's height: a word space is 0.25 to 0.4 em, columns are at least an em apart.
_CELL_GAP = 1.1
_FIGURES = tuple("0123456789€%")
# The rules of a table, as optical readers see them.
_RULES = re.compile(r"[|_=~*¦\[\]]+|[—–-]{2,}")
# A word without these stands on its line.
_DESCENDS = re.compile(r"[gjpqyçQÇ,;()/|«»\"'’]")
_ACCENTED = re.compile(r"[À-ÖØ-Ý]")
LEADERS = re.compile(r"^(?:[.…_·\-]{3,}|…[.…]*)$")
# Under this confidence (0 to 1) a reader guesses: what it makes of leaders, icons and rules.
_GUESS = 0.35


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


_LIGATURES = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE"})


def plain(text: str) -> str:
    """Capitals, digits and single spaces: « N° SIRET : » is `N SIRET`, « Né(e) le » `NEE LE`."""
    folded = fold(text.translate(_LIGATURES))
    folded = re.sub(r"(?<=[A-Z])\((?=[A-Z])", "", folded)
    return " ".join(re.findall(r"[A-Z0-9]+", folded.replace("°", " ").replace("º", " ")))


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


def cleaned(words: Sequence[Word], optical: bool) -> list[Word]:
    """The words worth looking at; read from an image, without the rules of its tables."""
    found = [_short(word) for word in words[:_MOST_WORDS] if word.text.strip()]
    if not optical:
        return found
    return [_unruled(word) for word in found if not _RULES.fullmatch(word.text)]


def sideways(words: Sequence[Word], ratio: float) -> int:
    """0, or the clockwise turn (90, 270) that makes lines level: words taller than long."""
    long = [w for w in words if len(w.text) >= 4 and w.box.right > w.box.left]
    tall = [w for w in long if w.box.bottom - w.box.top > 1.3 * (w.box.right - w.box.left) * ratio]
    if len(tall) < 5 or len(tall) < 0.6 * len(long):
        return 0
    pairs = [(a, b) for a, b in pairwise(words) if a.line == b.line]
    down = sum(b.box.top > a.box.top for a, b in pairs)
    return 270 if 2 * down > len(pairs) else 90


def turned(box: Box, turn: int) -> Box:
    """A box turned clockwise about the page's middle, in shares of the turned page."""
    if turn % 360 == 90:
        return Box(1 - box.bottom, box.left, 1 - box.top, box.right)
    return Box(box.top, 1 - box.right, box.bottom, 1 - box.left)


def rows_of(words: Sequence[Word], ratio: float, optical: bool) -> list[list[Cell]]:
    """The rows from top to bottom, each its cells from left to right. `ratio`: width of the page
    over its height; `optical`: read from an image."""
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
    space = _space(words, ratio)
    found: list[list[Cell]] = []
    for row in rows:
        cells = _cells(row, len(found), ratio, space, optical)
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


def _space(words: Sequence[Word], ratio: float) -> float:
    """The page's usual space between words, in heights of a word: a typewriter's is wide."""
    gaps = [
        gap
        for a, b in pairwise(words[:_MOST_WORDS])
        if a.line == b.line
        and (tall := max(a.box.bottom - a.box.top, b.box.bottom - b.box.top)) > 0
        and 0 < (gap := (b.box.left - a.box.right) * ratio / tall) < 2 * _CELL_GAP
    ]
    return statistics.median(gaps) if len(gaps) >= 20 else 0.0


def _cells(row: list[Word], number: int, ratio: float, space: float, optical: bool) -> list[Cell]:
    wide = max(_CELL_GAP, min(1.6 * space, 1.6 * _CELL_GAP))
    narrow = max(_CELL_GAP, min(1.2 * space, wide))  # two numbers side by side are two columns
    row = sorted(row, key=lambda w: w.box.left)
    groups: list[list[Word]] = [[]]
    for word in row:
        if LEADERS.match(word.text):
            groups.append([])
            continue
        if groups[-1]:
            last = groups[-1][-1]
            tall = max(last.box.bottom - last.box.top, word.box.bottom - word.box.top)
            gap = (word.box.left - last.box.right) * ratio
            figures = last.text[-1:] in _FIGURES and word.text[:1].isdigit()
            if gap > (narrow if figures else wide) * tall or (
                gap > 0.3 * tall and _sizes_differ(last, word)
            ):
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
    low, high = sorted(
        (w.box.bottom - w.box.top) / (1.3 if _ACCENTED.search(w.text) else 1.0)
        for w in (one, other)
    )
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


def _short(word: Word) -> Word:
    return word if len(word.text) <= _MOST_LETTERS else replace(word, text=word.text[:200])


def _unruled(word: Word) -> Word:
    """The word without the rules of the table that touch it: « |Total », « _2587,51 », « [76 »."""
    text = word.text.strip("|¦_=~")
    for opening, closing in ("[]", "][", "{}"):
        if opening in text and closing not in text:
            text = text.strip(opening)
    return word if text == word.text or not text else replace(word, text=text)
