"""A photograph or a scan made flat, upright and even, before it is read. Pictures are grey arrays.

1. The sheet is looked for on the table, and its four corners are brought to a rectangle.
2. Uneven light is divided out.
3. The slant of the lines is turned away.
4. The letters are brought to the height that tesseract reads best.

Each step costs some tens of milliseconds, against a second for a reading; what each brings is in
`bench/check/reading.py`.
"""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

Grey = Any  # height × width, 8 bits

_LOOKED_AT = 800  # pixels of the long side, for what needs no detail
_SLANT = 8.0  # degrees: more than hands give; a page further turned is another case
_STEP = 0.25
_LEFT_OUT = 0.1  # share of the text
_ALIKE = 0.85  # a side over the one that faces it
_LETTER = (13.0, 24.0)  # heights of small components between which a page is left at its size
_AIM = 17.0


def small(grey: Grey, side: int = _LOOKED_AT) -> Grey:
    """The picture at so many pixels at most."""
    share = side / max(grey.shape)
    return grey if share >= 1 else cv2.resize(grey, None, fx=share, fy=share, interpolation=3)


def sheet_corners(grey: Grey) -> Any | None:
    """The four corners of the sheet on a table, as shares of the picture; None without a table.

    The sheet is the largest bright four-sided region that leaves some of the picture out, and no
    text: where it does, a shadow parts the sheet, and darker greys are tried in turn.
    """
    looked = small(grey)
    soft = cv2.GaussianBlur(looked, (0, 0), 2)
    threshold, _ = cv2.threshold(soft, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    height, width = looked.shape
    for darker in range(0, 81, 8):
        found = _bright_sheet(soft, threshold - darker)
        if found is None or (darker and _leaning(found)):
            continue
        if not _text_outside(looked, found):
            return found / np.array([width, height], np.float32)
    return None


def _bright_sheet(soft: Grey, threshold: float) -> Any | None:
    """Its corners in pixels, in order."""
    height, width = soft.shape
    _, bright = cv2.threshold(soft, threshold, 255, cv2.THRESH_BINARY)
    bright = cv2.morphologyEx(bright, cv2.MORPH_CLOSE, np.ones((25, 25), np.uint8))
    bright = cv2.morphologyEx(bright, cv2.MORPH_OPEN, np.ones((15, 15), np.uint8))
    found, _ = cv2.findContours(bright, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not found:
        return None
    largest = max(found, key=cv2.contourArea)
    area = cv2.contourArea(largest) / (height * width)
    if not 0.15 < area < 0.94:
        return None
    hull = cv2.convexHull(largest)
    for share in (0.02, 0.03, 0.05, 0.08):
        corners = cv2.approxPolyDP(hull, share * cv2.arcLength(hull, True), True)
        if len(corners) == 4:
            break
    else:
        return None
    points = corners[:, 0, :].astype(np.float32)
    if cv2.contourArea(_in_order(points)) < 0.9 * cv2.contourArea(hull):
        return None
    at_edge = (points < 3).any(axis=1) | (points > np.array([width - 4, height - 4])).any(axis=1)
    if at_edge.sum() > 2:  # the sheet fills the picture: its edges are the picture's
        return None
    return _in_order(points)


def _leaning(corners: Any) -> bool:
    """Whether two sides that face one another differ by more than hands make them."""
    sides = np.linalg.norm(corners - np.roll(corners, -1, axis=0), axis=1)
    shares = np.minimum(sides[:2], sides[2:]) / np.maximum(sides[:2], sides[2:])
    return bool(shares.min() < _ALIKE)


def _text_outside(looked: Grey, corners: Any) -> bool:
    """Whether more than a tenth of the fine dark detail lies outside these corners."""
    ink = _ink(looked) > 0
    inside = np.zeros(looked.shape, np.uint8)
    cv2.fillConvexPoly(inside, corners.astype(np.int32), 1)
    near = cv2.dilate(inside, np.ones((41, 41), np.uint8))  # an edge is dark on its own side
    return bool(ink[near == 0].sum() > _LEFT_OUT * ink[inside > 0].sum())


def _in_order(points: Any) -> Any:
    """Top left, top right, bottom right, bottom left."""
    sums, differences = points.sum(axis=1), np.diff(points, axis=1)[:, 0]
    order = [sums.argmin(), differences.argmin(), sums.argmax(), differences.argmax()]
    return points[order]


def flattened(picture: Any, corners: Any) -> Any:
    """The sheet alone, its corners brought to a rectangle. `picture`: grey or coloured."""
    height, width = picture.shape[:2]
    points = corners.astype(np.float32) * np.array([width, height], np.float32)

    def side(a: int, b: int) -> float:
        return float(np.linalg.norm(points[a] - points[b]))

    wide, high = max(side(0, 1), side(3, 2)), max(side(0, 3), side(1, 2))
    aim = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], np.float32)
    matrix = cv2.getPerspectiveTransform(points, aim)
    return cv2.warpPerspective(picture, matrix, (int(wide), int(high)), flags=cv2.INTER_CUBIC)


def uneven(grey: Grey) -> float:
    """How unevenly the paper is lit: spread of its brightness, in grey levels."""
    paper = cv2.dilate(small(grey, 200), np.ones((9, 9), np.uint8))
    return float(np.percentile(paper, 95) - np.percentile(paper, 5))


def evenly_lit(grey: Grey) -> Grey:
    """The light of the paper divided out, so that shadows do not hide letters."""
    paper = cv2.dilate(small(grey, 400), np.ones((7, 7), np.uint8))
    paper = cv2.medianBlur(paper, 21)
    paper = cv2.resize(paper, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR)
    return cv2.divide(grey, paper, scale=255)


def _ink(grey: Grey) -> Any:
    looked = small(grey)
    return cv2.adaptiveThreshold(
        looked, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 15
    )


def slant(grey: Grey) -> float:
    """Degrees by which to turn so that lines of text lie flat, found where rows stand out most."""
    ink = _ink(grey)
    height, width = ink.shape

    def standing_out(degrees: float) -> float:
        turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
        rows = cv2.warpAffine(ink, turn, (width, height), flags=cv2.INTER_NEAREST).sum(axis=1)
        return float(np.square(np.diff(rows.astype(np.float64))).sum())

    coarse = max(np.arange(-_SLANT, _SLANT + 0.1, 1.0), key=standing_out)
    fine = max(np.arange(coarse - 0.75, coarse + 0.8, _STEP), key=standing_out)
    return float(fine)


def turned(picture: Any, degrees: float) -> Any:
    """The picture turned counter-clockwise about its centre, on white, whole."""
    height, width = picture.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
    cos, sin = abs(turn[0, 0]), abs(turn[0, 1])
    wide, high = int(height * sin + width * cos), int(height * cos + width * sin)
    turn[0, 2] += wide / 2 - width / 2
    turn[1, 2] += high / 2 - height / 2
    white = (255, 255, 255) if picture.ndim == 3 else 255
    return cv2.warpAffine(picture, turn, (wide, high), flags=cv2.INTER_CUBIC, borderValue=white)


def letter_height(grey: Grey) -> float:
    """Median height of the small components, in pixels: letters, mostly. 0 without any."""
    # One threshold for the whole page takes the grain of a shadow for letters.
    _, ink = cv2.threshold(evenly_lit(grey), 0, 255, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)
    count, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    if count < 20:
        return 0.0
    heights, widths = stats[1:, cv2.CC_STAT_HEIGHT], stats[1:, cv2.CC_STAT_WIDTH]
    areas = stats[1:, cv2.CC_STAT_AREA]
    letters = (
        (heights >= 6) & (heights <= 90) & (widths >= 3) & (widths <= 2 * heights) & (areas >= 14)
    )
    return float(np.median(heights[letters])) if letters.sum() >= 20 else 0.0


def fitting_scale(grey: Grey) -> float:
    """By how much to enlarge or reduce the picture for its letters to be read well."""
    height = letter_height(grey)
    if not height or _LETTER[0] <= height <= _LETTER[1]:
        return 1.0
    most = 4200 / max(grey.shape)
    return float(min(2.0, most, max(0.4, _AIM / height)))
