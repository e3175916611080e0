"""A sheet cut by its photograph is told by its shape and by text that runs to the edge."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bastide.engine.pieces.cut import cut_side
from bastide.engine.pieces.model import Box, Page
from tests.engine.pieces.sheets import page

LINES = "\n".join(f"ligne {n} du document" for n in range(30))


def optical(shape: float, top: float = 0.0, bottom: float = 1.0, right: float = 1.0) -> Page:
    """The part of a page read from a picture, as shares of the sheet; `shape`: height / width."""
    whole = page(LINES)
    words = [
        replace(w, box=Box(w.box.left / right, (w.box.top - top) / (bottom - top),
                           min(1.0, w.box.right / right), (w.box.bottom - top) / (bottom - top)))
        for w in whole.words
        if top <= w.box.top and w.box.bottom <= bottom and w.box.left < right
    ]  # fmt: skip
    return replace(whole, reader="tesseract", words=tuple(words), width=1000,
                   height=int(1000 * shape))  # fmt: skip


@pytest.mark.parametrize(
    ("picture", "side"),
    [
        (optical(1.41), ""),
        (optical(1.29), ""),
        (optical(0.85, bottom=0.6), "en bas"),
        (optical(0.85, top=0.3, bottom=0.95), "en haut"),
        (optical(2.4, right=0.2), "sur le côté"),
        (optical(0.5, bottom=0.35), "en bas"),
        (replace(optical(0.85, bottom=0.6), reader="text"), ""),
    ],
)
def test_the_side_that_is_cut(picture, side):
    assert cut_side(picture) == side
