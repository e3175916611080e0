"""What citizens send instead of a PDF: a scan, a photograph, a photograph out of focus."""

from __future__ import annotations

import io
from hashlib import shake_256

import pypdfium2
from PIL import Image, ImageChops, ImageFilter, ImageOps

WHITE = (250, 250, 248)
TABLE = (122, 96, 70)
QUALITY = 78
# Letters of 10 points are 28 pixels high at 200 dpi: a fourth of it, and strokes run together.
BLURRED = 7.0
# How far each corner of the page (from the top left, counter-clockwise) is from where a stand
# would show it, in shares of the picture: what a hand does.
TILTS = (
    ((0.014, -0.010), (-0.016, 0.012), (0.010, 0.018), (-0.012, -0.006)),
    ((-0.012, 0.015), (0.018, -0.008), (-0.006, 0.010), (0.016, 0.014)),
    ((0.018, 0.008), (0.006, 0.016), (-0.014, -0.012), (-0.018, 0.010)),
)


def pages_of(pdf: bytes, dpi: int = 170) -> list[Image.Image]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.render(scale=dpi / 72).to_pil().convert("RGB") for page in document]
    finally:
        document.close()


def scan(pdf: bytes, skew: float = 1.2) -> bytes:
    """A PDF of pictures, as a flat-bed scanner makes it: askew by `skew` degrees, a little grey."""
    pages = [
        _grain(page.rotate(skew, Image.Resampling.BICUBIC, fillcolor=WHITE))
        for page in pages_of(pdf)
    ]
    written = io.BytesIO()
    pages[0].save(
        written, "PDF", save_all=True, append_images=pages[1:], resolution=170, quality=QUALITY
    )
    return written.getvalue()


def photograph(pdf: bytes, tilt: int = 0, blur: float = 0.6) -> bytes:
    """The first page laid on a table and photographed: perspective, a shadow, grain. JPEG.

    `blur`: in pixels at 200 dpi.
    """
    page = ImageOps.expand(pages_of(pdf, 200)[0], 90, TABLE)
    wide, high = page.size
    corners = ((0, 0), (0, high), (wide, high), (wide, 0))
    moves = TILTS[tilt % len(TILTS)]
    lean = [(x + dx * wide, y + dy * high) for (x, y), (dx, dy) in zip(corners, moves, strict=True)]
    flat = page.transform(
        (wide, high),
        Image.Transform.QUAD,
        [value for corner in lean for value in corner],
        Image.Resampling.BICUBIC,
        fillcolor=TABLE,
    )
    shadow = Image.linear_gradient("L").resize((wide, high)).point(lambda v: 175 + v * 80 // 255)
    lit = ImageChops.multiply(flat, Image.merge("RGB", (shadow, shadow, shadow)))
    return _jpeg(_grain(lit.filter(ImageFilter.GaussianBlur(blur))))


def blurred(pdf: bytes) -> bytes:
    """A photograph so far out of focus that nobody reads it. JPEG."""
    return photograph(pdf, blur=BLURRED)


def _grain(page: Image.Image) -> Image.Image:
    """The noise of a sensor, the same each time: what is read of a picture does not vary."""
    wide, high = page.size
    noise = Image.frombytes("L", page.size, shake_256(b"grain").digest(wide * high))
    return Image.blend(page, Image.merge("RGB", (noise, noise, noise)), 0.05)


def _jpeg(page: Image.Image) -> bytes:
    written = io.BytesIO()
    page.save(written, "JPEG", quality=QUALITY)
    return written.getvalue()
