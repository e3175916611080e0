"""One page: its text layer, or what can be read of its picture.

1. A text layer is taken as it is.
2. A picture is made flat, upright and even (`straighten`), then read by tesseract.
3. Read badly, it is read again upside down, then as it came, then by the second reader; the best
   reading is kept: the one with most words that look like words, weighed by their confidence.
4. Barcodes and the machine readable zone are looked for on the same picture, upright.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from PIL import Image

from bastide.providers.pieces import second_reader, tesseract
from bastide.providers.pieces import straighten as flat
from bastide.providers.pieces.barcodes import barcodes
from bastide.providers.pieces.mrz_zone import mrz_zone
from bastide.providers.pieces.tesseract import Words

_ENOUGH = 20  # words of a text layer: fewer may be a stamp on a scan
# Share of words that look like words, times their confidence, below which a reading is poor. On
# bench/check/reading.py sound scans and photographs stand above 0.7, pages upside down below 0.3.
_POOR = 0.55
_LEGIBLE = 5  # words that tesseract makes out at least, where another reader has a chance
_SHADOWS = 45.0  # grey levels; an even scan has less than 20

# What stands beside a 2D-Doc, or on the pages that bear one most often.
_SIGNED = re.compile(r"2D.?DOC|imp[ôo]t|imposition", re.I)

_PLAUSIBLE = re.compile(
    r"[(«\"']?(?:[A-ZÀ-Ÿ]?[a-zà-ÿœ]{2,}|[A-ZÀ-Ÿ]{2,}|[A-Za-zÀ-ÿ]+['’-][A-Za-zÀ-ÿœ'’-]+"
    r"|[àAÀaôyY&:/€%-]|\d{1,4}(?:[ .,/:]\d{1,4})*\s?[€%h]?)[)»\"',.;:!?]*"
)


@dataclass(frozen=True, slots=True)
class _Reading:
    words: Words
    picture: Any  # colour, as it was read
    turned: int
    slant: float
    reader: str

    @property
    def worth(self) -> float:
        return sum(w[3] for w in self.words if _plausible(w[0]))

    @property
    def poor(self) -> bool:
        return self.worth < _POOR * max(6, len(self.words))


def _plausible(word: str) -> bool:
    return bool(_PLAUSIBLE.fullmatch(word))


def read_page(image: Any, words: Words) -> tuple[dict[str, Any], Any]:
    """The message of a page (see `child`) and the image to show, upright."""
    colour = np.asarray(image)
    received = cv2.cvtColor(colour, cv2.COLOR_RGB2GRAY)
    drawn = len(words) >= _ENOUGH
    best = _Reading(words, colour, 0, 0.0, "text") if drawn else _read(colour, received)
    if not drawn and len(words) > len(best.words):
        best = _Reading(words, colour, 0, 0.0, "text")
    grey = received if best.picture is colour else cv2.cvtColor(best.picture, cv2.COLOR_RGB2GRAY)
    message = {
        "words": best.words,
        "reader": best.reader,
        "turned": best.turned,
        "skew": best.slant,
        "lightness": float(received.mean()),
        "ink": _ink(received),
        "letters": 0.0 if drawn else flat.letter_height(received),
        "sharpness": 0.0 if drawn else float(cv2.Laplacian(flat.small(received), cv2.CV_64F).var()),
        "barcodes": _barcodes(grey, received, best.words, drawn),
        "mrz": mrz_zone(grey, best.words),
    }
    return message, Image.fromarray(best.picture)


def _barcodes(grey: Any, received: Any, words: Words, drawn: bool) -> list[Any]:
    """On the picture that was read, else as it came: straightening may have spoilt a small code."""
    expected = any(_SIGNED.search(word[0]) for word in words)
    found = barcodes(grey, drawn=drawn, expected=expected)
    return found or (barcodes(received, expected=True) if expected and not drawn else [])


def _read(colour: Any, received: Any) -> _Reading:
    corners = flat.sheet_corners(received)
    sheet = colour if corners is None else flat.flattened(colour, corners)
    best = _upright(sheet)
    if best.poor and corners is not None:  # what was taken for a sheet may be none
        best = max(best, _upright(colour), key=lambda r: r.worth)
    if best.poor and len(best.words) >= _LEGIBLE and _ink(received) > 0.001:
        grey = _prepared(cv2.cvtColor(best.picture, cv2.COLOR_RGB2GRAY))
        again = second_reader.words_of(grey)
        other = _Reading(again, best.picture, best.turned, best.slant, "rapidocr")
        best = max(best, other, key=lambda r: r.worth)
    return best


def _upright(picture: Any) -> _Reading:
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    turned = 0
    if flat.on_its_side(grey):
        picture, turned = cv2.rotate(picture, cv2.ROTATE_90_CLOCKWISE), 90
        grey = cv2.rotate(grey, cv2.ROTATE_90_CLOCKWISE)
    slant = flat.slant(grey)
    if abs(slant) >= 0.25:
        picture = flat.turned(picture, slant)
        grey = flat.turned(grey, slant)
    ready = _prepared(grey)
    best = _Reading(tesseract.words_of(ready), picture, turned, slant, "tesseract")
    if best.poor:
        other = _Reading(
            tesseract.words_of(cv2.rotate(ready, cv2.ROTATE_180)),
            cv2.rotate(picture, cv2.ROTATE_180),
            (turned + 180) % 360,
            slant,
            "tesseract",
        )
        best = max(best, other, key=lambda r: r.worth)
    return best


def _prepared(grey: Any) -> Any:
    """Evenly lit, its letters at the height that is read best."""
    if flat.uneven(grey) > _SHADOWS:
        grey = flat.evenly_lit(grey)
    scale = flat.fitting_scale(grey)
    if scale != 1.0:
        how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
        grey = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=how)
    return grey


def _ink(grey: Any) -> float:
    """Share of the picture that is much darker than its paper."""
    looked = flat.small(grey)
    paper = cv2.medianBlur(cv2.dilate(looked, np.ones((9, 9), np.uint8)), 21)
    return float((paper.astype(np.int16) - looked > 50).mean())
