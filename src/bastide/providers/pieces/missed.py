"""What the first reader passed over: ink that lies in lines and bears no word, read by the second.

Tesseract leaves out labels on tinted ground, cells of tables and lines apart, and is sure of the
rest. The second reader takes seconds for a page, but some hundredths of one for a line whose place
is known: only what is missing or doubtful is given to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import cv2
import numpy as np

from bastide.providers.pieces import second_reader
from bastide.providers.pieces.tesseract import Words

# Confidence of the first reader under which a word is read again; one digit decides of a number.
_DOUBT, _DOUBT_OF_DIGITS = 0.6, 0.9
_SURE = 0.85  # confidence of the second from which its reading is taken
_MOST = 60  # lines of a page that are read so

Span = tuple[int, int, int, int]  # left, top, right, bottom in pixels


def filled_in(grey: Any, words: Words) -> Words:
    """The words with those that were missing, in reading order; doubtful ones replaced.

    `grey`: the picture that gave the words, evenly lit.
    """
    height, width = grey.shape
    letter = _letter(words, height)
    found: Words = list(words)
    line = max((word[2] for word in words), default=0)
    for span in _lines_without_words(grey, words, letter):
        left, top, right, bottom = _with_halves(span, found, letter, height, width)
        air = letter // 3
        y, x = max(0, top - air), max(0, left - air)
        text, confidence = second_reader.line_of(grey[y : bottom + air, x : right + air])
        if confidence < _SURE or sum(c.isalnum() for c in text) < 2:
            continue
        box = (left / width, top / height, right / width, bottom / height)
        found = [word for word in found if not inside(word[1], box)]
        line += 1
        at = place(found, box)
        found[at:at] = second_reader.shared_out(text, box, line, confidence)
    return found


def _doubtful(text: str, confidence: float) -> bool:
    return confidence < (_DOUBT_OF_DIGITS if any(c.isdigit() for c in text) else _DOUBT)


def _with_halves(span: Span, words: Words, letter: int, height: int, width: int) -> Span:
    """The span with the words that it touches: the first reader saw half a word there."""
    left, top, right, bottom = span
    middle, gap = (top + bottom) / 2, 3 + 0.15 * letter
    for _, box, _, _ in words:
        if box[1] * height < middle < box[3] * height:
            start, end = box[0] * width, box[2] * width
            if abs(end - span[0]) < gap or abs(start - span[2]) < gap:
                left, right = min(left, int(start)), max(right, int(end))
                top, bottom = min(top, int(box[1] * height)), max(bottom, int(box[3] * height))
    return left, top, right, bottom


def _letter(words: Words, height: int) -> int:
    """The height of a line's capitals, in pixels."""
    heights = [(b[3] - b[1]) * height for text, b, _, sure in words if sure > 0.8 and len(text) > 2]
    return int(min(60, max(12, np.median(heights)))) if heights else 24


def _lines_without_words(grey: Any, words: Words, letter: int) -> Iterator[Span]:
    """Places where letters stand in a line, the widest first."""
    height, width = grey.shape
    block = 2 * letter + 1
    ink = cv2.adaptiveThreshold(
        grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, block, 15
    )
    for text, box, _, sure in words:
        top, bottom = max(0, int(box[1] * height) - 2), int(box[3] * height) + 3
        if "<" in text:  # the row of a machine readable zone: see `mrz_zone`
            ink[top:bottom] = 0
        elif not _doubtful(text, sure):
            left, right = max(0, int(box[0] * width) - 2), int(box[2] * width) + 3
            ink[top:bottom, left:right] = 0
    _, marks, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    wide, high = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    letters = (high >= letter * 0.3) & (high <= letter * 2) & (wide <= letter * 4)
    letters[0] = False
    ink = letters[marks].astype(np.uint8)
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((1, int(letter * 1.2)), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    spans = [
        (int(x), int(y), int(x + w), int(y + h))
        for x, y, w, h, area in stats[1:]
        if w >= 0.9 * letter and 0.5 * letter <= h <= 2.2 * letter and area >= 0.25 * w * h
    ]
    yield from sorted(spans, key=lambda span: span[0] - span[2])[:_MOST]


def inside(word: tuple[float, float, float, float], box: tuple[float, ...]) -> bool:
    """Whether the word is one of the line in the box: most of its width lies there."""
    across = min(word[2], box[2]) - max(word[0], box[0])
    middle, line = (word[1] + word[3]) / 2, (box[1] + box[3]) / 2
    level = box[1] < middle < box[3] or word[1] < line < word[3]
    return level and across > 0.5 * (word[2] - word[0])


def place(words: Words, box: tuple[float, ...]) -> int:
    """Where a line comes among words in reading order: after what stands left of it in its row,
    else before what stands in its column below it, else last."""
    middle = (box[1] + box[3]) / 2
    row = [
        (word[1][2], at)
        for at, word in enumerate(words)
        if word[1][1] < middle < word[1][3] and word[1][2] <= box[0] + 0.01
    ]
    if row:
        return max(row)[1] + 1
    for at, word in enumerate(words):
        if word[1][1] >= middle and word[1][0] < box[2] and word[1][2] > box[0]:
            return at
    return len(words)
