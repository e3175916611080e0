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
