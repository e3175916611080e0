"""What is read on a picture besides its running text: zones, codes, which way is up."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import pytest
import zxingcpp
from PIL import Image, ImageDraw, ImageFont

from bastide.engine.pieces.mrz import parse
from bastide.providers.pieces.barcodes import barcodes
from bastide.providers.pieces.missed import filled_in
from bastide.providers.pieces.mrz_zone import mrz_zone
from bastide.providers.pieces.read_page import read_page
from bastide.providers.pieces.straighten import sheet_corners

ZONE = (
    "I<UTOD231458907<<<<<<<<<<<<<<<",
    "7408122F1204159UTO<<<<<<<<<<<6",
    "ERIKSSON<<ANNA<MARIA<<<<<<<<<<",
)  # the specimen of ICAO Doc 9303-5
LETTER = (
    "Attestation de paiement délivrée par le service",
    "Le demandeur habite la commune de Villeneuve",
    "Le montant de la formation est versé au centre",
)


def page(lines: tuple[str, ...], font: str = "DejaVuSans.ttf", top: int = 120) -> Any:
    image = Image.new("L", (1200, 800), "white")
    pen, face = ImageDraw.Draw(image), ImageFont.truetype(font, 40)
    for at, line in enumerate(lines):
        pen.text((80, top + 70 * at), line, "black", face)
    return np.asarray(image)


def test_a_zone_is_found_where_words_announce_it() -> None:
    grey = page(ZONE, "DejaVuSansMono.ttf", 500)
    box = (80 / 1200, 500 / 800, 850 / 1200, 550 / 800)
    words = [(ZONE[0], box, 0, 0.4), (ZONE[2], (box[0], 0.8, box[2], 0.87), 1, 0.4)]
    found = mrz_zone(grey, words)
    assert found is not None
    read = parse(found[0])
    assert read is not None
    assert read.valid
    assert (read.document_number, read.nationality) == ("D23145890", "UTO")
    assert (read.surname, read.given_names) == ("ERIKSSON", "ANNA MARIA")
    left, top, right, bottom = found[1]
    assert left < box[0] < box[2] < right
    assert top < box[1] < 0.87 < bottom


def test_a_zone_whose_digit_is_wrong_is_never_called_right() -> None:
    wrong = (ZONE[0], ZONE[1].replace("7408122", "7408123"), ZONE[2])
    grey = page(wrong, "DejaVuSansMono.ttf", 20)[:240]
    found = mrz_zone(grey, [(wrong[0], (0.06, 0.1, 0.71, 0.9), 0, 0.4)])
    assert found is not None
    read = parse(found[0])
    assert read is not None
    assert "birth_date" in read.wrong


def test_a_letter_has_no_zone() -> None:
    words = [(word, (0.1, 0.1, 0.2, 0.12), 0, 0.9) for word in " ".join(LETTER).split()]
    assert mrz_zone(page(LETTER), words) is None


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_code_is_read_however_it_lies(turned: int) -> None:
    code = zxingcpp.create_barcode("DC04 ESSAI", zxingcpp.BarcodeFormat.DataMatrix)
    grey = np.full((600, 600), 255, np.uint8)
    shape = np.asarray(zxingcpp.write_barcode_to_image(code, scale=10))
    grey[50 : 50 + shape.shape[0], 100 : 100 + shape.shape[1]] = shape
    grey = np.ascontiguousarray(np.rot90(grey, turned // 90))
    ((kind, data, box),) = barcodes(grey)
    assert (kind, data) == ("DataMatrix", "REMwNCBFU1NBSQ==")
    assert all(0 <= edge <= 1 for edge in box)
    assert box[0] < box[2]
    assert barcodes(np.full((600, 600), 255, np.uint8), expected=True) == []


@pytest.mark.parametrize(("lies", "turned"), [(0, 0), (90, 270), (180, 180), (270, 90)])
def test_words_say_which_way_is_up(lies: int, turned: int) -> None:
    image = Image.fromarray(page(LETTER)).convert("RGB").rotate(-lies, expand=True)
    message, shown = read_page(image, [])
    assert message["turned"] == turned
    assert shown.size == (1200, 800)
    assert {"Villeneuve", "formation"} <= {word[0] for word in message["words"]}


def test_a_page_that_nobody_can_read_stays_as_it_came() -> None:
    grey = cv2.GaussianBlur(page(LETTER * 3, top=60), (0, 0), 14)
    message, _ = read_page(Image.fromarray(grey).convert("RGB").rotate(180), [])
    assert message["turned"] == 0


def test_what_the_first_reader_passed_over_is_read_in_its_place() -> None:
    grey = page(LETTER)
    words = [
        (LETTER[0], (80 / 1200, 125 / 800, 1100 / 1200, 172 / 800), 0, 0.95),
        (LETTER[2], (80 / 1200, 265 / 800, 1100 / 1200, 312 / 800), 1, 0.95),
    ]
    found = filled_in(grey, words)
    assert [word[0] for word in found] == [LETTER[0], *LETTER[1].split(), LETTER[2]]
    assert filled_in(grey, found) == found


def test_a_shadow_does_not_part_the_sheet() -> None:
    picture = np.full((800, 1200), 70, np.uint8)
    picture[80:720, 120:1080] = 230
    picture[80:720, 640:1080] = 130  # in the shade
    for left in range(200, 1000, 90):
        for top in range(150, 650, 60):
            cv2.putText(picture, "mots", (left, top), cv2.FONT_HERSHEY_SIMPLEX, 0.8, 20, 2)
    corners = sheet_corners(picture)
    assert corners is not None
    aim = np.array([[120, 80], [1080, 80], [1080, 720], [120, 720]]) / [1200, 800]
    assert abs(corners - aim).max() < 0.03
