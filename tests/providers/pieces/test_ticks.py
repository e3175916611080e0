"""Boxes to tick, drawn by a program or scanned."""

from io import BytesIO
from typing import Any

import cv2
import numpy as np
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from bastide.engine.pieces.extract.categories import categories
from bastide.engine.pieces.lines import Sheet
from bastide.engine.pieces.model import Box, Page, Quality, Tick, Word
from bastide.providers.pieces.pages import open_file
from bastide.providers.pieces.read_page import read_page

FOUR = (
    "Actions de formation",
    "Bilans de compétences",
    "Actions permettant de faire valider les acquis de l'expérience",
    "Actions de formation par apprentissage",
)
SIDE = 8.0


def draw(style: str, ticked: set[int], after: bool = False) -> bytes:
    out = BytesIO()
    canvas = Canvas(out, pagesize=(595, 842))
    canvas.setFont("Helvetica", 10)
    canvas.drawString(60, 780, "Certification qualité délivrée au titre des catégories cochées :")
    for rank, name in enumerate(FOUR):
        y = 750 - 18 * rank
        canvas.drawString(60 if after else 74, y, name)
        x = 430 if after else 60
        canvas.setLineWidth(0.6)
        if style == "field":
            canvas.acroForm.checkbox(
                x=x, y=y, size=12, checked=rank in ticked, buttonStyle="cross", borderWidth=1
            )
            continue
        if style != "no box":
            canvas.rect(x, y, SIDE, SIDE)
        if rank in ticked:
            _mark(canvas, style, x, y)
    for rank in range(8):
        canvas.drawString(60, 600 - 16 * rank, "Certificat délivré selon le décret n° 2019-565.")
    canvas.save()
    return out.getvalue()


def _mark(canvas: Any, style: str, x: float, y: float) -> None:
    if style == "cross":
        canvas.line(x, y, x + SIDE, y + SIDE)
        canvas.line(x, y + SIDE, x + SIDE, y)
    elif style == "filled":
        canvas.rect(x, y, SIDE, SIDE, fill=1)
    else:  # a tick that runs out of its box
        canvas.setLineWidth(1.2)
        canvas.line(x + 1, y + 4, x + 3, y + 1)
        canvas.line(x + 3, y + 1, x + SIDE + 2, y + SIDE + 2)


def read(data: bytes, scanned: bool = False) -> Page:
    image, words = next(open_file(data, 5, 10**8)[2])
    if scanned:
        grain = np.random.default_rng(1).normal(0, 7, (image.height, image.width, 3))
        noisy = cv2.GaussianBlur(np.asarray(image).astype(np.float32), (0, 0), 0.9) * 0.92 + grain
        out = BytesIO()
        Image.fromarray(noisy.clip(0, 255).astype(np.uint8)).save(out, "JPEG", quality=60)
        image, words = Image.open(out).convert("RGB"), []
    message, shown = read_page(image, words)
    return Page(
        1, *shown.size,
        tuple(Word(t, Box(*b), line, sure) for t, b, line, sure in message["words"]),
        Quality(True), reader=message["reader"],
        ticks=tuple(Tick(Box(*b), on, sure) for b, on, sure in message["ticks"]),
    )  # fmt: skip


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("style", ["cross", "tick", "filled", "field"])
def test_drawn_ticks_tell_the_categories(style: str, after: bool) -> None:
    page = read(draw(style, {1, 3}, after))
    (found,) = categories(Sheet(page))
    assert found.value == f"{FOUR[1]}, {FOUR[3]}"
    assert found.rank > 0.5


@pytest.mark.parametrize("style", ["cross", "tick"])
def test_ticks_of_a_scan_tell_them_too(style: str) -> None:
    page = read(draw(style, {0, 2}), scanned=True)
    assert page.reader == "tesseract"
    (found,) = categories(Sheet(page))
    assert (found.value, found.rank > 0.5) == (f"{FOUR[0]}, {FOUR[2]}", True)


@pytest.mark.parametrize(
    ("style", "ticked"),
    [("cross", set()), ("filled", {0, 1, 2, 3}), ("no box", {1}), ("no box", {0, 1})],
    ids=["none ticked", "bullets perhaps", "a stroke, no box", "two strokes, no box"],
)
def test_what_cannot_be_told_stays_doubtful(style: str, ticked: set[int]) -> None:
    (found,) = categories(Sheet(read(draw(style, ticked))))
    assert found.rank < 0.5


def test_a_page_without_a_word_of_ticks_is_not_searched() -> None:
    out = BytesIO()
    canvas = Canvas(out, pagesize=(595, 842))
    for rank in range(30):
        canvas.drawString(60, 780 - 16 * rank, "Relevé de consommation du mois de mars")
        canvas.rect(40, 780 - 16 * rank, SIDE, SIDE)
    canvas.save()
    assert read(out.getvalue()).ticks == ()
