"""The text layer of a PDF page, by words with their boxes on the page as it is shown."""

from __future__ import annotations

import ctypes
import unicodedata
from typing import Any

import pypdfium2.raw as pdfium

Words = list[tuple[str, tuple[float, float, float, float], int, float]]

_MOST_CHARACTERS = 50_000
_UNIT = 100_000  # whole numbers that stand for the width and the height of the page
# Share of characters without meaning (private use, unknown) above which a layer is no text: fonts
# without a table of characters give such ones.
_MEANINGLESS = 0.1
# One picture under a few words (a stamp, the line of a scanner) is read as a picture.
_PICTURE, _FEW_WORDS = 0.6, 80


def text_layer(page: Any) -> Words:
    """Text, box (shares of the page), line and confidence 1; none when the layer is not to be read.

    Turned pages and pages whose box does not start at 0 are brought to the page as it is shown.
    """
    layer = page.get_textpage()
    count = min(layer.count_chars(), _MOST_CHARACTERS)
    words: Words = []
    text: list[str] = []
    corners: list[tuple[float, float]] = []
    line = meaningless = 0
    boxes = [ctypes.c_double() for _ in range(4)]
    references = [ctypes.byref(edge) for edge in boxes]
    for at in range(count):
        code = pdfium.FPDFText_GetUnicode(layer, at)
        char = chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
        if code and not char.isspace() and char != "\u00ad":
            meaningless += char == "\ufffd" or unicodedata.category(char) in ("Co", "Cn", "Cc")
            if pdfium.FPDFText_GetCharBox(layer, at, *references):
                left, right, bottom, top = (edge.value for edge in boxes)
                corners += [(left, bottom), (right, top)]
            text.append(char)
            continue
        if text:
            words.append(("".join(text), _box(page, corners), line, 1.0))
            text, corners = [], []
        line += char == "\n"
    if text:
        words.append(("".join(text), _box(page, corners), line, 1.0))
    if meaningless > _MEANINGLESS * max(1, count):
        return []
    if len(words) < _FEW_WORDS and _picture(page) > _PICTURE:
        return []
    return words


def _box(page: Any, corners: list[tuple[float, float]]) -> tuple[float, float, float, float]:
    if not corners:
        return 0.0, 0.0, 0.0, 0.0
    xs = [x for x, _ in corners]
    ys = [y for _, y in corners]
    shown = [_shown(page, x, y) for x, y in ((min(xs), min(ys)), (max(xs), max(ys)))]
    (x0, y0), (x1, y1) = shown
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _shown(page: Any, x: float, y: float) -> tuple[float, float]:
    """A point of the page, as shares of the image that is shown."""
    right, down = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDF_PageToDevice(
        page, 0, 0, _UNIT, _UNIT, 0, x, y, ctypes.byref(right), ctypes.byref(down)
    )
    return (
        min(1.0, max(0.0, right.value / _UNIT)),
        min(1.0, max(0.0, down.value / _UNIT)),
    )


def _picture(page: Any) -> float:
    """Share of the page that its largest picture covers."""
    width, height = page.get_size()
    largest = 0.0
    for thing in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = thing.get_bounds()
        largest = max(largest, (right - left) * (top - bottom))
    return largest / max(1.0, width * height)
