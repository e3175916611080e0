"""A PDF made of page images, one a page: what it shows, and nothing that lay beneath."""

from __future__ import annotations

import io
from collections.abc import Iterable

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

_POINTS = 72 / 150  # pages are shown at 150 pixels an inch


def pages_pdf(images: Iterable[bytes]) -> bytes:
    """The PDF of JPEG pages, in order. Raises `OSError` on an image that cannot be opened."""
    written = io.BytesIO()
    canvas = Canvas(written)
    for image in images:
        reader = ImageReader(io.BytesIO(image))
        wide, high = (side * _POINTS for side in reader.getSize())
        canvas.setPageSize((wide, high))
        canvas.drawImage(reader, 0, 0, wide, high)
        canvas.showPage()
    canvas.save()
    return written.getvalue()
