"""Pages put upright before they are read; files that cannot be read are told in French."""

from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from bastide.engine.ports import ReadError
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


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 broken", b"<html>", b"\x89PNG\r\n\x1a\nxx"])
def test_a_bad_file_is_told_in_french(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(data)
    with pytest.raises(ReadError, match="envoyez"):
        read_pieces(path, "x.pdf")


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


def test_an_immense_image_is_refused_before_it_is_decoded(tmp_path: Path) -> None:
    path = tmp_path / "x.png"
    Image.new("1", (30_000, 30_000)).save(path)
    with pytest.raises(ReadError, match="trop grande"):
        read_pieces(path, "x.png")


def test_an_encrypted_pdf_asks_for_one_without_a_password(tmp_path: Path) -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    path = tmp_path / "x.pdf"
    canvas = Canvas(str(path), encrypt=StandardEncryption("secret"))
    canvas.drawString(60, 700, "texte")
    canvas.save()
    with pytest.raises(ReadError, match="sans mot de passe"):
        read_pieces(path, "x.pdf")
