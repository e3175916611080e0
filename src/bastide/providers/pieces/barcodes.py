"""Barcodes of a page: 2D-Doc (DataMatrix) first of all, and the other two-dimensional kinds."""

from __future__ import annotations

import base64
from typing import Any

import cv2
import zxingcpp

_KINDS: Any = [
    zxingcpp.BarcodeFormat.DataMatrix,
    zxingcpp.BarcodeFormat.QRCode,
    zxingcpp.BarcodeFormat.Aztec,
    zxingcpp.BarcodeFormat.PDF417,
]


def barcodes(grey: Any, *, drawn: bool = False, expected: bool = False) -> list[Any]:
    """Format, bytes in base64 and box (shares of the picture) of each code.

    `drawn`: the page was drawn by a program, so that its codes are upright and sharp; that is four
    times quicker. `expected`: the page says that it bears one; if none is found, it is looked for
    again at twice its size and smoothed.
    """
    if drawn:
        return _found(grey, try_rotate=False, try_invert=False, try_downscale=False)
    found = _found(grey, try_invert=False)
    if expected and not found and max(grey.shape) < 3000:
        twice = cv2.resize(grey, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
        found = _found(cv2.GaussianBlur(twice, (0, 0), 1.2), try_invert=False)
    return found


def _found(grey: Any, **how: Any) -> list[Any]:
    height, width = grey.shape
    codes = []
    for code in zxingcpp.read_barcodes(grey, formats=_KINDS, **how):
        place = code.position
        corners = (place.top_left, place.top_right, place.bottom_left, place.bottom_right)
        xs, ys = [c.x / width for c in corners], [c.y / height for c in corners]
        box = (min(xs), min(ys), max(xs), max(ys))
        codes.append((code.format.name, base64.b64encode(code.bytes).decode(), box))
    return codes
