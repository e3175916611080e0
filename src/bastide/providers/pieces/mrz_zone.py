"""The machine readable zone of an identity document: a second pass over its band, in OCR-B.

Only pages that look like identity documents pay for it. Several readings are made, at two sizes;
the one whose check digits hold is kept (`engine.pieces.mrz`), else the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import cv2

from bastide.engine.pieces.mrz import parse
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
_HEIGHTS = (32.0, 22.0)  # pixels of a capital, at which the zone is read

Zone = tuple[list[str], tuple[float, float, float, float]]


def mrz_zone(grey: Any, words: Words) -> Zone | None:
    """Lines and box (shares of the picture)."""
    like = [box for text, box, _, _ in words if _FILLER.search(text)]
    text = " ".join(word[0] for word in words)
    if not like and (len(words) > _MOST_WORDS or not _GATE.search(text)):
        return None
    first: Zone | None = None
    for box in _bands(like):
        height, width = grey.shape
        left, right = int(box[0] * width), int(box[2] * width)
        band = grey[int(box[1] * height) : int(box[3] * height), left:right]
        if min(band.shape) < 12:
            continue
        seen: list[list[str]] = []
        for reading in _readings(band, heights=_HEIGHTS if like else _HEIGHTS[:1]):
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


def _readings(band: Any, heights: tuple[float, ...]) -> Iterator[list[str]]:
    height = flat.letter_height(band) or 20.0
    for wanted in heights:
        scale = min(3.0, max(0.3, wanted / height), 4000 / max(band.shape))
        how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
        sized = cv2.resize(band, None, fx=scale, fy=scale, interpolation=how)
        _, sharp = cv2.threshold(
            flat.evenly_lit(sized), 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU
        )
        for picture in (sized, flat.evenly_lit(sized), sharp):
            lines = [_fitted(line) for line in lines_of(picture, _ONLY)]
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
