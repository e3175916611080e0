"""The machine readable zone of an identity document: a second pass over its band, in OCR-B.

1. The band: around the words of the page that look like a zone; else, on pages that look like
   identity documents, its lower half, then the whole. Other pages pay nothing.
2. The page's words may hold it whole already. Else its rows of ink are read one by one by the
   second reader, which knows OCR-B; tesseract doubles characters of it and takes fillers for K.
   Where check digits are wrong, tesseract reads it too.
3. The reading whose check digits all hold is kept (`engine.pieces.mrz`), else the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import cv2
import numpy as np

from bastide.engine.pieces.mrz import parse
from bastide.providers.pieces import second_reader
from bastide.providers.pieces import straighten as flat
from bastide.providers.pieces.tesseract import Words, lines_of

# Words printed on French and ICAO documents; other pages pay nothing.
_GATE = re.compile(
    r"carte nationale|identity card|pass[e ]?port|titre de s[ée]jour|residence permit|IDFRA"
    r"|P<[A-Z]",
    re.I,
)
_MOST_WORDS = 150  # an identity document says little; a page about one says more
_FILLER = re.compile(r"[A-Z0-9]<<|<<[A-Z0-9<]|[A-Z0-9<«]{20,}")
_LINE = re.compile(r"[A-Z0-9<]{28,46}")  # 30, 36 or 44 characters (ICAO 9303), two lost or more
_ONLY = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<"
_HEIGHT = 22.0  # pixels of a capital, at which tesseract reads the zone
_SHAPES = (12.0, 45.0)  # width of a row over its height: 30 to 44 characters (ICAO 9303-3, 4)
_ROWS = 8  # rows of ink that are read in a band, from the lowest up: a zone stands low

Zone = tuple[list[str], tuple[float, float, float, float]]


def mrz_zone(grey: Any, words: Words) -> Zone | None:
    """Lines and box (shares of the picture)."""
    found = [(text, box) for text, box, _, _ in words if _FILLER.search(text)]
    like = [box for _, box in found]
    text = " ".join(word[0] for word in words)
    if not like and (len(words) > _MOST_WORDS or not _GATE.search(text)):
        return None
    told = list(_last([text for text, _ in sorted(found, key=lambda one: one[1][1])]))
    first: Zone | None = None
    for box in _bands(like):
        height, width = grey.shape
        left, right = int(box[0] * width), int(box[2] * width)
        band = grey[int(box[1] * height) : int(box[3] * height), left:right]
        if min(band.shape) < 12:
            continue
        slant = flat.slant(band)  # a photograph's lines lie less flat here than elsewhere
        if abs(slant) >= 0.25:
            band = flat.turned(band, slant)
        seen: list[list[str]] = []  # one band's readings: their lines are of the same zone
        for reading in (*told, *_readings(band, seen=bool(like))):
            first = first or (reading, box)
            seen.append(reading)
            for lines in _mixed(seen):
                read = parse(lines)
                if read is not None and read.valid:
                    return lines, box
    return first


def _mixed(seen: list[list[str]]) -> Iterator[list[str]]:
    """The last reading, then its lines mixed with those of the former ones: a line is often right
    in one reading, and its neighbour in another.
    """
    last = seen[-1]
    yield last
    for former in seen[:-1]:
        if len(former) == len(last):
            for at in range(len(last)):
                yield [*last[:at], former[at], *last[at + 1 :]]
                yield [*former[:at], last[at], *former[at + 1 :]]


def _bands(
    like: list[tuple[float, float, float, float]],
) -> Iterator[tuple[float, float, float, float]]:
    """Where the zone may be: around the words that look like it, else the lower part, the whole."""
    if not like:
        yield 0.0, 0.5, 1.0, 1.0
        yield 0.0, 0.0, 1.0, 1.0
        return
    top, bottom = min(b[1] for b in like), max(b[3] for b in like)
    air = max(0.02, (bottom - top) * 0.6)
    left = max(0.0, min(b[0] for b in like) - 0.08)
    right = min(1.0, max(b[2] for b in like) + 0.08)
    yield left, max(0.0, top - air), right, min(1.0, bottom + air)
    yield 0.0, max(0.0, top - 2 * air), 1.0, min(1.0, bottom + 2 * air)


def _readings(band: Any, *, seen: bool) -> Iterator[list[str]]:
    """Two or three lines at a time. `seen`: words that look like a zone stand there."""
    rows = [second_reader.line_of(row)[0] for row in _rows(band)]
    yield from _last(rows)
    if not seen:
        return
    height = flat.letter_height(band) or 20.0
    scale = min(3.0, max(0.3, _HEIGHT / height), 4000 / max(band.shape))
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    sized = cv2.resize(band, None, fx=scale, fy=scale, interpolation=how)
    even = flat.evenly_lit(sized)
    _, sharp = cv2.threshold(even, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    for picture in (sized, even, sharp):
        yield from _last(lines_of(picture, _ONLY))


def _rows(band: Any) -> list[Any]:
    """The pictures of the rows of ink of a band that are as long as a zone's, top to bottom."""
    _, ink = cv2.threshold(flat.evenly_lit(band), 0, 255, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)
    share = (ink > 0).mean(axis=1)
    rows = []
    for top, end in _runs(share > max(0.02, 0.15 * share.max())):
        air = (end - top) // 4
        columns = np.flatnonzero((ink[top:end] > 0).mean(axis=0) > 0.08)
        if end - top < 8 or not len(columns):
            continue
        left, right = max(0, int(columns[0]) - air), int(columns[-1]) + air
        if _SHAPES[0] <= (right - left) / (end - top) <= _SHAPES[1]:
            rows.append(band[max(0, top - air) : end + air, left:right])
    return rows[-_ROWS:]


def _runs(inked: Any) -> list[tuple[int, int]]:
    """The runs of True: first index, and the one after the last."""
    steps = np.flatnonzero(np.diff(np.concatenate(([0], inked, [0]))))
    return [(int(a), int(b)) for a, b in zip(steps[::2], steps[1::2], strict=True)]


def _last(read: list[str]) -> Iterator[list[str]]:
    lines = [_fitted(re.sub(r"[^A-Z0-9<]", "", line.upper())) for line in read]
    lines = [line for line in lines if _LINE.fullmatch(line) and "<" in line]
    if len(lines) >= 3:
        yield lines[-3:]
    if len(lines) >= 2:
        yield lines[-2:]


def _fitted(line: str) -> str:
    """A line whose filler was read too long brought to its length (ICAO 9303: 30, 36, 44)."""
    bare = line.rstrip("<")
    for length in (30, 36, 44):
        if len(bare) <= length < len(line) <= length + 3:
            return line[:length]
    return line
