"""Numbers and names in boxes, a letter each, on scans."""

from io import BytesIO

import cv2
import numpy as np
import pytest
from reportlab.pdfgen.canvas import Canvas

from bastide.providers.pieces.combs import read_combs
from tests.providers.pieces.test_ticks import read

STEP, HIGH = 13.0, 16.0


def draw(groups: tuple[str, ...], style: str) -> bytes:
    """A label and its value in boxes: low combs, closed boxes, or a table's cells (no comb)."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=(595, 842))
    canvas.setFont("Helvetica", 11)
    for rank in range(14):
        canvas.drawString(60, 560 - 18 * rank, "L'entreprise est inscrite au répertoire national.")
    canvas.drawString(60, 704, "Numéro")
    canvas.setLineWidth(0.6)
    x = 140.0
    for group in groups:
        canvas.line(x, 700, x + STEP * len(group), 700)
        if style == "closed":
            canvas.line(x, 700 + HIGH, x + STEP * len(group), 700 + HIGH)
        for at, letter in enumerate(group):
            canvas.line(x + at * STEP, 700, x + at * STEP, 700 + (HIGH if style == "closed" else 6))
            canvas.drawCentredString(x + (at + 0.5) * STEP, 704, letter)
        end = x + STEP * len(group)
        canvas.line(end, 700, end, 700 + (HIGH if style == "closed" else 6))
        x = end + 8
    canvas.save()
    return out.getvalue()


@pytest.mark.parametrize("style", ["low", "closed"])
def test_a_number_in_boxes_is_read_whole(style):
    page = read(draw(("099", "609", "174", "00158"), style), scanned=True)
    texts = [word.text for word in page.words]
    at = texts.index("Numéro")
    assert texts[at + 1 : at + 5] == ["099", "609", "174", "00158"]
    assert len({word.line for word in page.words[at + 1 : at + 5]}) == 1


def test_an_empty_box_parts_words():
    page = read(draw(("ZOÉ FICTIVE",), "closed"), scanned=True)
    texts = [word.text for word in page.words]
    assert texts[texts.index("Numéro") + 1 :][:2] == ["ZOÉ", "FICTIVE"]


def test_a_table_of_prices_is_no_comb():
    out = BytesIO()
    canvas = Canvas(out, pagesize=(595, 842))
    canvas.setFont("Helvetica", 11)
    for rank in range(14):
        canvas.drawString(60, 560 - 18 * rank, "Le prix comprend les supports et le matériel.")
    for row in range(3):
        for column, text in enumerate(("Heures", "35,00", "12,50", "437,50")):
            canvas.rect(60 + 100 * column, 700 - 22 * row, 100, 22)
            canvas.drawString(66 + 100 * column, 706 - 22 * row, text)
    canvas.save()
    texts = [word.text for word in read(out.getvalue(), scanned=True).words]
    assert [texts.count(t) for t in ("Heures", "35,00", "12,50", "437,50")] == [3, 3, 3, 3]


@pytest.mark.parametrize("foot", range(3, 16))
def test_boxes_cut_by_the_edge_of_the_page_lose_nothing(foot):
    """Strokes at the very top, nothing inside: no picture of a letter to take."""
    picture = np.full((400, 600), 235, np.uint8)
    for line in (foot, foot + 100):
        cv2.line(picture, (40, line), (40 + 24 * 8, line), 60, 1)
        for stop in range(9):
            cv2.line(picture, (40 + 24 * stop, line), (40 + 24 * stop, max(0, line - 12)), 60, 1)
    words = [("Numéro", (0.1, 0.5, 0.2, 0.54), 1, 0.95)] * 3
    assert read_combs(picture, words) == words
