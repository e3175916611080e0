"""A piece of a page image, with the place to look at framed; a page with places covered."""

from __future__ import annotations

import io
from collections.abc import Iterable

from PIL import Image, ImageDraw

from bastide.engine.pieces.model import Box

# Our own page images are at most A4 at 300 dpi (9 million pixels); beyond, it is none of ours.
MOST_PIXELS = 60_000_000
# The share of the page shown around the box, and the width of the result, in pixels: enough to
# read small print at the width of a column of the report (9 cm at 200 dpi).
_AROUND = 0.06
_WIDTH = 710
_RED = (178, 24, 24)
_INK = (22, 32, 43)


def crop(image: bytes, box: Box) -> bytes | None:
    """A JPEG of the place with its frame; None when the image cannot be opened."""
    page = _opened(image)
    if page is None:
        return None
    wide, high = page.size
    left, top, right, bottom = _sides(box)
    around = (
        int(max(0.0, left - _AROUND) * wide),
        int(max(0.0, top - _AROUND / 2) * high),
        max(1, int(min(1.0, right + _AROUND) * wide)),
        max(1, int(min(1.0, bottom + _AROUND / 2) * high)),
    )
    if around[2] <= around[0] or around[3] <= around[1]:
        return None
    thick = max(2, wide // 400)
    ImageDraw.Draw(page).rectangle(
        (left * wide - thick, top * high - thick, right * wide + thick, bottom * high + thick),
        outline=_RED,
        width=thick,
    )
    cut = page.crop(around)
    if cut.width > _WIDTH:
        cut = cut.resize((_WIDTH, max(1, cut.height * _WIDTH // cut.width)))
    written = io.BytesIO()
    cut.save(written, "JPEG", quality=80)
    return written.getvalue()


def covered(image: bytes, boxes: Iterable[Box]) -> bytes | None:
    """The page as a JPEG with these places painted over; None when it cannot be opened."""
    page = _opened(image)
    if page is None:
        return None
    wide, high = page.size
    around = max(2, wide // 300)
    for box in boxes:
        left, top, right, bottom = _sides(box)
        ImageDraw.Draw(page).rectangle(
            (
                left * wide - around,
                top * high - around,
                right * wide + around,
                bottom * high + around,
            ),
            fill=_INK,
        )
    written = io.BytesIO()
    page.save(written, "JPEG", quality=80)
    return written.getvalue()


def _opened(image: bytes) -> Image.Image | None:
    try:
        with Image.open(io.BytesIO(image)) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                return None
            return opened.convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


def _sides(box: Box) -> tuple[float, float, float, float]:
    """Left, top, right, bottom, each a share of the page."""
    left, right = sorted((_share(box.left), _share(box.right)))
    top, bottom = sorted((_share(box.top), _share(box.bottom)))
    return left, top, right, bottom


def _share(value: float) -> float:
    return min(1.0, max(0.0, value)) if value == value else 0.0
