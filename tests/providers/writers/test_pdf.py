from __future__ import annotations

import io

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bastide.engine.pieces.model import Box
from bastide.providers.writers.crop import crop
from bastide.providers.writers.pdf import Heading, Picture, Table, Text, write_pdf


def text_of(document: bytes) -> str:
    opened = pypdfium2.PdfDocument(document)
    return "\n".join(page.get_textpage().get_text_bounded() for page in opened)


def page_image(width: int = 600, height: int = 800) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (width, height), "white").save(written, "JPEG")
    return written.getvalue()


def test_french_is_written_as_it_is_read():
    said = "Sœur : 9 500 € « à voir » – l'œuvre d'Élise, N'DIAYE, où…"
    document = write_pdf("Titre", [Heading("Dossier", 1), Text(said)])
    assert said in text_of(document).replace("\u00a0", " ")


def test_its_language_title_and_outline_are_said():
    document = write_pdf("Rapport d'essai", [Heading("Un", 1), Heading("Trop profond", 3)])
    opened = pypdfium2.PdfDocument(document)
    assert opened.get_metadata_dict()["Title"] == "Rapport d'essai"
    assert b"/Lang (fr-FR)" in document
    assert [entry.get_title() for entry in opened.get_toc()] == ["Un", "Trop profond"]


def test_the_banner_is_on_every_page():
    document = write_pdf("T", [Text("ligne\n" * 200)], banner="AUTORITÉ DE TEST")
    opened = pypdfium2.PdfDocument(document)
    assert len(opened) > 2
    for page in opened:
        assert "AUTORITÉ DE TEST" in page.get_textpage().get_text_bounded()


def test_what_was_read_is_never_markup():
    said = "<b>gras</b> & <img src='file:///etc/passwd'/> <para> ]]>"
    shown = text_of(write_pdf(said, [Heading(said), Text(said), Table([["a"], [said]], [1])]))
    assert shown.count("<img src='file:///etc/passwd'/>") == 3


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(codec=None), max_size=3000))
def test_no_text_stops_the_writing(text: str):
    blocks = [Heading(text), Text(text), Table([["a", "b"], [text, text]], [1, 2])]
    assert write_pdf(text, blocks, footer=text, banner=text).startswith(b"%PDF")


def test_a_long_word_and_a_high_cell_are_laid_out():
    blocks = [Text("x" * 5000), Table([["a"], ["mot " * 5000], ["l\n" * 5000]], [1])]
    assert write_pdf("T", blocks).startswith(b"%PDF")


def test_a_picture_bears_its_words_even_when_it_is_broken():
    shown = text_of(write_pdf("T", [Picture(b"nothing", "IBAN"), Picture(page_image(), "Date")]))
    assert "IBAN" in shown
    assert "Date" in shown


def test_the_place_to_look_at_is_framed():
    cut = crop(page_image(), Box(0.5, 0.5, 0.6, 0.52))
    assert cut is not None
    with Image.open(io.BytesIO(cut)) as shown:
        assert shown.width < 200
        red = sum(
            1
            for r, g, b in shown.convert("RGB").get_flattened_data()
            if r > 150 and g < 90 and b < 90
        )
    assert red > 100


@pytest.mark.parametrize(
    "box",
    [
        Box(0, 0, 1, 1),
        Box(0.9, 0.9, 0.1, 0.1),
        Box(-5, -5, 9, 9),
        Box(1, 1, 1, 1),
        Box(float("nan"), 0, 1, 1),
    ],
)
def test_no_box_stops_the_cutting(box: Box):
    assert crop(page_image(), box) is not None


def test_a_broken_image_gives_no_picture():
    assert crop(b"not an image", Box(0, 0, 1, 1)) is None
    assert crop(page_image()[:100], Box(0, 0, 1, 1)) is None
