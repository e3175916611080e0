"""Numbers and names written in boxes, a letter each, as on forms and notices.

The strokes that part the boxes are letters to a reader of lines (« ,6,0,9,,1,7,4 »). So:

1. A level stroke from which upright ones rise at equal steps is a comb; each step is a box.
2. What each box holds is taken without its strokes, and set side by side with the others.
3. The second reader reads that line; a box without ink ends a word.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from typing import Any

import cv2
import numpy as np

from bastide.providers.pieces import second_reader
from bastide.providers.pieces.missed import inside, place
from bastide.providers.pieces.tesseract import Words
from bastide.providers.pieces.ticks import dark

_FEWEST = 2  # boxes of a comb at least
_NARROW, _WIDE = 0.5, 2.6  # width of a box, in heights of the page's words
_STEADY = 0.2  # how far a box's width may be from its neighbours', as a share
_TALL = 2.6  # height of a box at most, in heights of the page's words
_EMPTY = 0.02  # share of ink under which a box holds nothing
_SURE = 0.75  # confidence of the second reader from which its reading is taken
_MOST = 60  # combs of a page that are read

Comb = tuple[int, int, list[int]]  # top, bottom, and the places of the upright strokes, in pixels


def read_combs(grey: Any, words: Words) -> Words:
    """The words, those that lie in combs replaced by what their boxes hold.

    `grey`: the upright picture that gave the words.
    """
    tall, wide = grey.shape
    heights = [(w[1][3] - w[1][1]) * tall for w in words if len(w[0]) > 2 and w[3] > 0.6]
    height = statistics.median(heights) if heights else 0.0
    if not 8 <= height <= 200:
        return words
    level, upright, ink = _strokes(grey, height)
    found: Words = list(words)
    line = max((word[2] for word in words), default=0)
    before: Comb = (0, 0, [0, 0])
    for comb in _in_rows(list(_combs(level, upright, height))[:_MOST], height):
        top, bottom, stops = comb
        line += not _goes_on(before, comb)
        before = comb
        read = _read(grey, ink, comb, line)
        if read:
            box = (stops[0] / wide, top / tall, stops[-1] / wide, bottom / tall)
            found = [word for word in found if not inside(word[1], box)]
            at = place(found, box)
            found[at:at] = read
    return found


def _in_rows(combs: list[Comb], height: float) -> list[Comb]:
    """From top to bottom, those of a row from left to right: a row may slope a little."""
    rows: list[list[Comb]] = []
    for comb in sorted(combs, key=lambda comb: comb[1]):
        if rows and comb[1] - rows[-1][-1][1] < height / 2:
            rows[-1].append(comb)
        else:
            rows.append([comb])
    return [comb for row in rows for comb in sorted(row, key=lambda comb: comb[2][0])]


def _goes_on(before: Comb, comb: Comb) -> bool:
    """Whether a comb continues the one before it: « 099 609 174 »."""
    step = comb[2][1] - comb[2][0]
    return abs(before[1] - comb[1]) < step / 2 and 0 <= comb[2][0] - before[2][-1] < 2.5 * step


def _strokes(grey: Any, height: float) -> tuple[Any, Any, Any]:
    """Level strokes longer than a box, thin upright ones, and the ink that is neither."""
    ink = dark(grey, height)
    run = max(8, round(1.1 * height))
    level = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, run), np.uint8))
    rise = max(4, round(0.25 * height))
    upright = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((rise, 1), np.uint8))
    thick = cv2.morphologyEx(upright, cv2.MORPH_OPEN, np.ones((1, max(4, round(height / 4)))))
    return level, cv2.subtract(upright, thick), ink


def _combs(level: Any, upright: Any, height: float) -> Iterator[Comb]:
    """From top to bottom, then from left to right."""
    tall = level.shape[0]
    joined = cv2.dilate(level, np.ones((3, 3), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    lines = [
        (int(y), int(x), int(w), int(h))
        for x, y, w, h, _ in stats[1:]
        if h <= max(8, 0.4 * height) and w >= _FEWEST * _NARROW * height
    ]
    for y, x, w, h in sorted(lines):
        foot = y + h // 2
        above = upright[max(0, foot - round(0.35 * height)) : foot, x : x + w]
        if not above.size:
            continue
        risen = above.sum(axis=0) >= 0.45 * above.shape[0]
        stops = [x + place for place in _middles(risen)]
        if len(stops) < _FEWEST + 1 or not _even(stops, height):
            continue
        top = _top(upright, foot, stops, height)
        yield top, min(tall, y + h), stops


def _middles(flags: Any) -> list[int]:
    """The middle of each run of true values."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], flags.astype(np.int8), [0]))))
    return [int(a + b - 1) // 2 for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _even(stops: list[int], height: float) -> bool:
    steps = [b - a for a, b in zip(stops, stops[1:], strict=False)]
    usual = statistics.median(steps)
    return _NARROW * height <= usual <= _WIDE * height and all(
        abs(step - usual) <= max(2, _STEADY * usual) for step in steps
    )


def _top(upright: Any, foot: int, stops: list[int], height: float) -> int:
    """As high as the strokes at the ends rise, where they are taller than what boxes hold."""
    most = max(0, foot - round(_TALL * height))
    ends = []
    for stop in (stops[0], stops[-1]):
        column = upright[most:foot, max(0, stop - 2) : stop + 3].max(axis=1)[::-1]
        gap = np.flatnonzero(column[4:] == 0)
        ends.append(int(gap[0]) + 4 if gap.size else len(column))
    risen = min(ends)
    return foot - risen if risen >= 1.2 * height else max(0, foot - round(1.5 * height))


def _read(grey: Any, ink: Any, comb: Comb, line: int) -> Words:
    """What the boxes hold, in words; nothing where it is not read surely."""
    top, bottom, stops = comb
    tall, wide = grey.shape
    strips: list[Any] = []
    boxes: list[tuple[int, int]] = []
    paper = int(np.percentile(grey[top:bottom, stops[0] : stops[-1]], 80))
    for left, right in zip(stops, stops[1:], strict=False):
        aside = max(3, round(0.12 * (right - left)))
        a, b, foot = left + aside, right - aside, bottom - max(4, (bottom - top) // 12)
        drawn = ink[top + aside : foot, a:b]
        if not drawn.any() or drawn.mean() < _EMPTY:
            boxes.append((left, 0))
            continue
        columns = np.flatnonzero(drawn.any(axis=0))
        glyph = grey[top:foot, a + columns[0] : a + columns[-1] + 1]
        strips.append(np.pad(glyph, ((4, 4), (3, 3)), constant_values=paper))
        boxes.append((left, 1))
    if len(strips) < _FEWEST:
        return []
    around = np.full((strips[0].shape[0], 12), paper, grey.dtype)
    text, sure = second_reader.line_of(np.hstack([around, *strips, around]))
    text = text.replace(" ", "")
    if sure < _SURE or len(text) != len(strips):
        return []
    words: Words = []
    letters, open_word = iter(text), False
    for (left, filled), right in zip(boxes, stops[1:], strict=True):
        if not filled:
            open_word = False
        elif open_word:
            word, place, _, _ = words[-1]
            words[-1] = (word + next(letters), (*place[:2], right / wide, place[3]), line, sure)
        else:
            place = (left / wide, top / tall, right / wide, bottom / tall)
            words.append((next(letters), place, line, sure))
            open_word = True
    return words
