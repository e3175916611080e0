"""Pages put upright before they are read."""

from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from bastide.providers.pieces import read_pieces

TEXT = (
    "Attestation de paiement délivrée par le service des aides\n"
    "Le demandeur habite la commune de Villeneuve depuis janvier\n"
    "Le montant de la formation est versé chaque mois au centre\n"
) * 4


@pytest.mark.parametrize("angle", [0, 3, 90, 180])
def test_most_words_are_read_however_the_page_lies(tmp_path: Path, angle: int) -> None:
    page = Image.new("RGB", (1654, 2339), "white")
    font = ImageFont.truetype("DejaVuSans.ttf", 32)
    ImageDraw.Draw(page).multiline_text((150, 200), TEXT, "black", font, spacing=20)
    path = tmp_path / "page.png"
    page.rotate(angle, expand=True, fillcolor="white").save(path)
    got = read_pieces(path, "page.pdf")
    read = {word.text for word in got.file.pages[0].words}
    wanted = set(TEXT.split())
    assert got.file.media_type == "image/png"
    assert len(wanted & read) / len(wanted) > 0.9
    assert got.images[0].startswith(b"\xff\xd8")


def test_a_pdf_with_text_is_not_read_by_ocr(tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    path = tmp_path / "x.pdf"
    canvas = Canvas(str(path), pagesize=(595, 842))
    for at, line in enumerate(TEXT.splitlines()):
        canvas.drawString(60, 780 - 20 * at, line)
    canvas.save()
    page = read_pieces(path, "x.jpg").file.pages[0]
    assert page.reader == "text"
    assert [w.text for w in page.words] == TEXT.split()
    first = page.words[0]
    assert abs(first.box.left - 60 / 595) < 0.01
    assert first.box.top < 62 / 842 < first.box.bottom
    assert page.words[-1].line == len(TEXT.splitlines()) - 1
