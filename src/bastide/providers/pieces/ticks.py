"""Boxes to tick of a page, as they are drawn: ticked, empty, or not to be told.

1. What is darker than its paper is taken apart into level and upright strokes.
2. Four strokes of one length about a square make a box; letters and numbers in frames are none.
3. The ink inside tells a tick, beside the other boxes of its size: squares that are all filled may
   be bullets, and say nothing.
4. Where a list has no box at all but strokes before some of its lines only, these are doubtful.
"""

from __future__ import annotations

import re
import statistics
from typing import Any

import cv2
import numpy as np

from bastide.providers.pieces.tesseract import Words

# Pages that may bear ticks that a rule asks for: looked for on no other, to spare the processor.
_EXPECTED = re.compile(r"coch|qualiopi|bilans?$|apprentissage|acquis|d[ée]cret|6313", re.I)
_LISTED = re.compile(r"^(?:actions?|bilans?|validation|vae|apprentissage|formations?)\b", re.I)
_DARKER = 40  # grey levels under the paper: a thin pen's stroke, more than the grain of a scan
_SMALLEST, _LARGEST = 0.7, 2.3  # side of a box, in heights of the page's words
_FEWEST = 8  # pixels of a side, under which a box and a letter look alike
_SQUARE, _EDGE = 1.3, 0.85  # the longer side over the shorter; share of a side that is drawn
# Ink inside, as a share of it. On pages drawn by a program an empty box has none and a cross of
# hairlines 0.15 and more; a scan's grain and a border's blur give an empty one up to 0.03.
_EMPTY, _TICK, _FULL = 0.05, 0.12, 0.8
_SURE, _LIKELY, _DOUBTFUL = 0.95, 0.8, 0.3
_MOST = 200
_SIGN = re.compile(r"[xXvV✓✔✗✘☐☑☒□■\W]|[\ue000-\uf8ff]")

Mark = tuple[tuple[float, float, float, float], bool, float]


def ticks(grey: Any, words: Words) -> list[Mark]:
    """Box (shares of the picture), whether it is ticked, and how surely, of each box to tick.

    `grey`: the upright picture that the words were read from.
    """
    if not any(_EXPECTED.search(word[0]) for word in words):
        return []
    tall, wide = grey.shape
    heights = [(w[1][3] - w[1][1]) * tall for w in words if len(w[0]) > 1]
    height = statistics.median(heights) if heights else 0.0
    if not 4 <= height <= 200:
        return []
    ink = dark(grey, height)
    boxes = _boxes(ink, height)[:_MOST]
    boxes = [box for box in boxes if not _holds_words(box, words, wide, tall)]
    marks = _told([(box, _ink(ink, box)) for box in boxes]) or _strokes(ink, words, height)
    return [
        ((x / wide, y / tall, (x + w) / wide, (y + h) / tall), ticked, sure)
        for (x, y, w, h), ticked, sure in marks
    ]


_Box = tuple[int, int, int, int]


def dark(grey: Any, height: float) -> Any:
    """1 where the picture is darker than the paper around it."""
    step = max(1, round(height / 6))
    looked = cv2.resize(grey, None, fx=1 / step, fy=1 / step, interpolation=cv2.INTER_AREA)
    # As wide as several boxes, so that a filled one is no paper.
    paper = cv2.dilate(looked, np.ones((25, 25), np.uint8))
    paper = cv2.blur(paper, (25, 25))
    paper = cv2.resize(paper, grey.shape[::-1], interpolation=cv2.INTER_LINEAR)
    return (paper.astype(np.int16) - grey > _DARKER).astype(np.uint8)


def _boxes(dark: Any, height: float) -> list[_Box]:
    """Left, top, width and height of the squares that are drawn, from top to bottom."""
    run = max(5, round(0.6 * height))
    level = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((1, run), np.uint8))
    upright = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((run, 1), np.uint8))
    outlines, _ = cv2.findContours(
        cv2.bitwise_or(level, upright), cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE
    )
    squares: list[_Box] = []
    for outline in outlines:
        x, y, w, h = cv2.boundingRect(outline)
        fits = max(_FEWEST, _SMALLEST * height) <= max(w, h) <= _LARGEST * height
        if fits and max(w, h) <= _SQUARE * min(w, h) and _drawn(level, upright, (x, y, w, h)):
            squares.append((x, y, w, h))
        if len(squares) > 10 * _MOST:
            break
    found: list[_Box] = []
    for box in sorted(squares, key=lambda box: -box[2] * box[3]):
        # Of the inner and the outer outline of a box, the outer one is kept.
        if not any(_within(box, other) for other in found):
            found.append(box)
    return sorted(found, key=lambda box: (box[1], box[0]))


def _drawn(level: Any, upright: Any, box: _Box) -> bool:
    """Whether each side is a stroke nearly from end to end; corners may be round."""
    x, y, w, h = box
    band = max(2, round(0.16 * max(w, h)))
    left, right = x + round(0.15 * w), x + w - round(0.15 * w)
    top, bottom = y + round(0.15 * h), y + h - round(0.15 * h)
    sides = (
        level[y : y + band, left:right].max(axis=0),
        level[y + h - band : y + h, left:right].max(axis=0),
        upright[top:bottom, x : x + band].max(axis=1),
        upright[top:bottom, x + w - band : x + w].max(axis=1),
    )
    return all(side.size and side.mean() >= _EDGE for side in sides)


def _within(inner: _Box, outer: _Box) -> bool:
    x, y = inner[0] + inner[2] / 2, inner[1] + inner[3] / 2
    return outer[0] <= x <= outer[0] + outer[2] and outer[1] <= y <= outer[1] + outer[3]


def _holds_words(box: _Box, words: Words, wide: int, tall: int) -> bool:
    """Whether a box is part of a word, or frames one that is no tick."""
    x, y, w, h = box
    middle = (x + w / 2) / wide, (y + h / 2) / tall
    for text, (left, top, right, bottom), *_ in words:
        # A reader makes two letters of a box, or one word of boxes that stand in a column.
        lies = (right - left) * wide > 2.2 * w and (bottom - top) * tall < 2.2 * h
        if lies and left < middle[0] < right and top < middle[1] < bottom:
            return True
        inside = x / wide < (left + right) / 2 < (x + w) / wide
        inside = inside and y / tall < (top + bottom) / 2 < (y + h) / tall
        # A reader sees an empty box as a letter « O »: as large as the box, when a letter in a
        # frame is smaller.
        smaller = (right - left) * wide < 0.7 * w
        if inside and smaller and not _SIGN.fullmatch(text):
            return True
    return False


def _ink(dark: Any, box: _Box) -> float:
    x, y, w, h = box
    aside, down = max(2, round(0.22 * w)), max(2, round(0.22 * h))
    inner = dark[y + down : y + h - down, x + aside : x + w - aside]
    return float(inner.mean()) if inner.size else 0.0


def _told(boxes: list[tuple[_Box, float]]) -> list[tuple[_Box, bool, float]]:
    """Which boxes are ticked, each beside those of its size."""
    found: list[tuple[_Box, bool, float]] = []
    for box, ink in boxes:
        alike = [i for b, i in boxes if abs(b[2] - box[2]) <= 0.25 * max(b[2], box[2])]
        lowest = min(alike)
        told = lowest <= _EMPTY
        if ink <= _EMPTY:
            found.append((box, False, _SURE))
        elif ink >= _TICK and told:
            found.append((box, True, _SURE))
        elif _TICK <= ink < _FULL and max(alike) < _FULL and lowest >= _TICK:
            found.append((box, True, _LIKELY))  # every box is ticked
        else:
            found.append((box, ink >= _TICK, _DOUBTFUL))
    return found


def _strokes(dark: Any, words: Words, height: float) -> list[tuple[_Box, bool, float]]:
    """What stands before some lines of a list only, where there is no box: never told for sure."""
    tall, wide = dark.shape
    zones: list[tuple[_Box, bool]] = []
    for text, (left, top, right, bottom), *_ in words:
        if not _LISTED.match(text):
            continue
        end, begin = round(left * wide - 0.3 * height), round(left * wide - 3 * height)
        y0, y1 = round(top * tall), round(bottom * tall)
        if begin < 0 or y1 <= y0:
            continue
        if any(
            o[1][2] > begin / wide and o[1][0] < left and o[1][3] > top and o[1][1] < bottom
            for o in words
            if o[1] != (left, top, right, bottom)
        ):
            continue  # words of the same line
        inked = float(dark[y0:y1, begin:end].mean()) > 0.02
        zones.append(((begin, y0, end - begin, y1 - y0), inked))
    if len({inked for _, inked in zones}) < 2:
        return []
    return [(zone, inked, _DOUBTFUL) for zone, inked in zones[:_MOST]]
