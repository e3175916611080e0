"""One page: its text layer, or what can be read of its picture.

1. A text layer is taken as it is.
2. A picture is made flat, upright and even (`straighten`), then read by tesseract.
3. Read badly, it is turned and read again. Which way is up is told by evidence: long words that the
   reader is sure of and that lie flat. Where no way gives any, the page stays as it came.
4. Still read badly, it is read without flattening, then by the second reader; the reading of most
   worth is kept. What tesseract passed over is read by the second reader, line by line (`missed`),
   as is what stands in boxes, a letter each (`combs`).
5. Barcodes, the machine readable zone and boxes to tick are looked for on the same picture,
   upright.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

import cv2
import numpy as np
from PIL import Image

from bastide.providers.pieces import second_reader, tesseract
from bastide.providers.pieces import straighten as flat
from bastide.providers.pieces.barcodes import barcodes
from bastide.providers.pieces.combs import read_combs
from bastide.providers.pieces.missed import filled_in
from bastide.providers.pieces.mrz_zone import mrz_zone
from bastide.providers.pieces.tesseract import Words
from bastide.providers.pieces.ticks import ticks

_ENOUGH = 20  # words of a text layer: fewer may be a stamp on a scan
# Share of words that look like words, times their confidence, below which a reading is poor. On
# bench/check/reading.py sound scans and photographs stand above 0.7, pages upside down below 0.3.
_POOR = 0.55
# Evidence (see `_Reading`) above which a page is held to lie the right way up: sound photographs of
# cards, passports and letters give 0.28 to 0.9, the same upside down or on their side 0.09 at most.
_EVIDENT = 0.18
_FEWEST = 40  # letters that evidence is shared out among at least: one lucky word proves little
_LEGIBLE = 5  # words that tesseract makes out at least, where another reader has a chance
_SHADOWS = 25.0  # grey levels; an even scan has less than 20
_LONG = 4  # letters of a word whose box tells whether its line lies flat

# What stands beside a 2D-Doc, or on the pages that bear one most often.
_SIGNED = re.compile(r"2D.?DOC|imp[ôo]t|imposition", re.I)

_PLAUSIBLE = re.compile(
    r"[(«\"']?(?:[A-ZÀ-Ÿ]?[a-zà-ÿœ]{2,}|[A-ZÀ-Ÿ]{2,}|[A-Za-zÀ-ÿ]+['’-][A-Za-zÀ-ÿœ'’-]+"
    r"|[àAÀaôyY&:/€%-]|\d{1,4}(?:[ .,/:]\d{1,4})*\s?[€%h]?)[)»\"',.;:!?]*"
)


@dataclass(frozen=True, slots=True)
class _Reading:
    words: Words
    picture: Any  # colour, upright
    ready: Any  # grey, as it was read
    turned: int
    slant: float
    reader: str

    @property
    def worth(self) -> float:
        """The confidence of what looks like words and lies flat, in words."""
        return sum(w[3] for w in self.words if _plausible(w[0]) and not self._stands(w))

    @property
    def evidence(self) -> float:
        """How surely the page lies the right way up, from 0 to 1: the share of the letters of long
        words that look like words, lie flat and are read surely."""
        long = [w for w in self.words if len(w[0]) >= _LONG]
        sure = sum(
            min(len(w[0]), 10) * w[3] ** 2
            for w in long
            if w[3] > 0.5 and _plausible(w[0]) and not self._stands(w)
        )
        return float(sure / max(_FEWEST, sum(min(len(w[0]), 10) for w in long)))

    @property
    def poor(self) -> bool:
        return self.worth < _POOR * max(6, len(self.words))

    def on_its_side(self) -> tuple[bool, bool]:
        """Whether most long words stand, and whether they are read well all the same: tesseract
        reads lines that run downwards, and makes nothing of those that run upwards."""
        standing = [w for w in self.words if len(w[0]) >= _LONG and self._stands(w)]
        sure = sum(w[3] for w in standing if _plausible(w[0]))
        most = 2 * len(standing) > sum(len(w[0]) >= _LONG for w in self.words)
        return most, sure > 0.5 * len(standing)

    def _stands(self, word: Any) -> bool:
        height, width = self.picture.shape[:2]
        text, (left, top, right, bottom) = word[0], word[1]
        return len(text) >= _LONG and (bottom - top) * height > (right - left) * width


def _plausible(word: str) -> bool:
    return bool(_PLAUSIBLE.fullmatch(word))


def read_page(image: Any, words: Words) -> tuple[dict[str, Any], Any]:
    """The message of a page (see `child`) and the image to show, upright."""
    colour = np.asarray(image)
    received = cv2.cvtColor(colour, cv2.COLOR_RGB2GRAY)
    drawn = len(words) >= _ENOUGH
    best = _Reading(words, colour, received, 0, 0.0, "text") if drawn else _read(colour, received)
    if not drawn and len(words) > len(best.words):
        best = _Reading(words, colour, received, 0, 0.0, "text")
    grey = received if best.picture is colour else cv2.cvtColor(best.picture, cv2.COLOR_RGB2GRAY)
    message = {
        "words": best.words,
        "reader": best.reader,
        "turned": best.turned,
        "skew": best.slant,
        "lightness": float(cv2.mean(received)[0]),
        # What is read for sure is neither blank nor small nor blurred: nothing to measure.
        "ink": 1.0 if drawn else _ink(received),
        "letters": 0.0 if drawn else flat.letter_height(received),
        "sharpness": 0.0 if drawn else float(cv2.Laplacian(flat.small(received), cv2.CV_64F).var()),
        "barcodes": _barcodes(grey, received, best.words, drawn),
        "mrz": mrz_zone(grey, best.words),
        "ticks": ticks(grey, best.words),
    }
    return message, image if best.picture is colour else Image.fromarray(best.picture)


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
    if len(best.words) >= _LEGIBLE and _ink(received) > 0.001:
        if best.poor:
            again = second_reader.words_of(best.ready)
            other = replace(best, words=again, reader="rapidocr")
            best = max(best, other, key=lambda r: r.worth)
        if best.reader == "tesseract":
            words = read_combs(best.ready, best.words)
            best = replace(best, words=filled_in(best.ready, words))
    return best


def _upright(picture: Any) -> _Reading:
    """The reading the right way up: as it came, else turned by the quarters that are likely."""
    first = best = _turned(picture, 0)
    stands, downwards = first.on_its_side()
    likely = ((270, 90) if downwards else (90, 270)) if stands else (180, 90, 270)
    for degrees in likely:
        if best.evidence > _EVIDENT or len(first.words) < _LEGIBLE:
            break
        best = max(best, _turned(picture, degrees), key=lambda r: r.evidence)
    return best if best.evidence > _EVIDENT else first


def _turned(picture: Any, degrees: int) -> _Reading:
    """The picture turned clockwise by so many quarters, levelled, and read by tesseract."""
    picture = np.ascontiguousarray(np.rot90(picture, -degrees // 90))
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    slant = flat.slant(grey)
    if abs(slant) >= 0.25:
        picture, grey = flat.turned(picture, slant), flat.turned(grey, slant)
    ready = _prepared(grey)
    return _Reading(tesseract.words_of(ready), picture, ready, degrees, slant, "tesseract")


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
