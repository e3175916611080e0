"""A piece of a page image, with the place to look at framed."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw

from bastide.engine.pieces.model import Box

# Our own page images are at most A4 at 300 dpi (9 million pixels); beyond, it is none of ours.
MOST_PIXELS = 60_000_000
# The share of the page shown around the box, and the width of the result, in pixels: enough to
# read small print at the width of a column of the report (9 cm at 200 dpi).
_AROUND = 0.06
_WIDTH = 710
_RED = (178, 24, 24)


def crop(image: bytes, box: Box) -> bytes | None:
    """A JPEG of the place with its frame; None when the image cannot be opened."""
    try:
        with Image.open(io.BytesIO(image)) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                return None
            page = opened.convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    wide, high = page.size
    left, right = sorted((_share(box.left), _share(box.right)))
    top, bottom = sorted((_share(box.top), _share(box.bottom)))
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


def _share(value: float) -> float:
    return min(1.0, max(0.0, value)) if value == value else 0.0
