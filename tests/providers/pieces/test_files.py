"""Every form of file that a citizen sends, and those made to harm."""

from __future__ import annotations

import io
import os
import random
import signal
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.pdfgen.canvas import Canvas

from bastide.engine.ports import ReadError
from bastide.providers.pieces import PiecesRead, read_pieces
from bastide.providers.pieces.sandbox import Limits, close_idle_child

SENTENCE = "Le demandeur habite la commune de Villeneuve depuis janvier"
Read = Callable[..., PiecesRead]


@pytest.fixture
def read(tmp_path: Path) -> Iterator[Read]:
    def reading(data: bytes, limits: Limits | None = None) -> PiecesRead:
        path = tmp_path / "piece"
        path.write_bytes(data)
        return read_pieces(path, "piece.bin", limits)

    yield reading
    close_idle_child()


def picture(width: int = 900, height: int = 600, ink: str = "black", paper: Any = "white") -> Any:
    image = Image.new("RGB" if isinstance(paper, str) else "RGBA", (width, height), paper)
    font = ImageFont.truetype("DejaVuSans.ttf", 26)
    for line in range(6):
        ImageDraw.Draw(image).text((40, 60 + 70 * line), SENTENCE, ink, font)
    return image


def saved(image: Any, form: str, **more: Any) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, form, **more)
    return buffer.getvalue()


def pdf(pages: int = 1, turned: int = 0, shift: float = 0, lines: int = 10) -> bytes:
    buffer = io.BytesIO()
    sideways = turned in (90, 270)  # reportlab takes the size as it is shown
    canvas = Canvas(buffer, pagesize=(842, 595) if sideways else (595, 842))
    for number in range(pages):
        if turned:
            canvas.setPageRotation(turned)
        if shift:
            canvas.setCropBox((shift, shift, 595, 842))
        for line in range(lines):
            canvas.drawString(60, 780 - 20 * line, f"{SENTENCE} page {number + 1}")
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def words(found: PiecesRead, page: int = 0) -> list[str]:
    return [word.text for word in found.file.pages[page].words]


@pytest.mark.parametrize(
    ("form", "media"), [("JPEG", "jpeg"), ("PNG", "png"), ("WEBP", "webp"), ("TIFF", "tiff")]
)
def test_the_usual_images_are_read(read: Read, form: str, media: str) -> None:
    found = read(saved(picture(), form))
    assert found.file.media_type == f"image/{media}"
    assert words(found).count("Villeneuve") == 6


def test_the_photographs_of_an_iphone_are_read(read: Read) -> None:
    found = read((Path(__file__).parent / "photo.heic").read_bytes())
    assert found.file.media_type == "image/heif"
    assert words(found).count("Villeneuve") == 6


def test_each_page_of_a_tiff_is_a_page(read: Read) -> None:
    data = saved(picture(), "TIFF", save_all=True, append_images=[picture(), picture(700, 500)])
    found = read(data)
    assert [page.number for page in found.file.pages] == [1, 2, 3]
    assert len(found.images) == 3


def test_a_photograph_is_shown_as_its_camera_was_held(read: Read) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera lay on its side
    found = read(saved(picture().rotate(90, expand=True), "JPEG", exif=exif))
    page = found.file.pages[0]
    assert page.turned == 0
    assert page.width > page.height
    assert "Villeneuve" in words(found)


def test_what_is_transparent_is_paper(read: Read) -> None:
    found = read(saved(picture(paper=(0, 0, 0, 0)), "PNG"))
    assert "Villeneuve" in words(found)


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_the_text_of_a_turned_page_lies_where_it_is_shown(read: Read, turned: int) -> None:
    page = read(pdf(turned=turned)).file.pages[0]
    assert page.reader == "text"
    assert (page.width > page.height) == (turned in (90, 270))
    box = page.words[0].box  # the first word: top left of the upright page
    corner = {90: (1, 0), 180: (1, 1), 270: (0, 1)}[turned]
    assert abs((box.left + box.right) / 2 - corner[0]) < 0.35
    assert abs((box.top + box.bottom) / 2 - corner[1]) < 0.35


def test_a_cropped_page_keeps_its_words_in_place(read: Read) -> None:
    page = read(pdf(shift=40)).file.pages[0]
    assert page.reader == "text"
    assert abs(page.words[0].box.left - (60 - 40) / (595 - 40)) < 0.01


def test_a_text_layer_without_meaning_gives_way_to_ocr(read: Read) -> None:
    found = read(_private())
    assert found.file.pages[0].reader != "text"


def _private() -> bytes:
    """A text in characters of the private use area, as fonts without a table of them give."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    pdfmetrics.registerFont(TTFont("DejaVu", "DejaVuSans.ttf"))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842))
    canvas.setFont("DejaVu", 12)
    for line in range(30):
        canvas.drawString(60, 780 - 20 * line, " ".join("\ue000\ue001\ue002" for _ in range(8)))
    canvas.save()
    return buffer.getvalue()


def test_a_scan_under_a_line_of_text_is_read_as_a_picture(read: Read) -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842))
    canvas.drawInlineImage(picture(1240, 1754), 0, 0, 595, 842)
    for line in range(3):
        canvas.drawString(40, 20 + 12 * line, "numérisé par le copieur du premier étage le lundi")
    canvas.save()
    found = read(buffer.getvalue())
    assert found.file.pages[0].reader == "tesseract"
    assert "Villeneuve" in words(found)


def test_what_a_pdf_says_of_its_making(read: Read) -> None:
    data = pdf()
    found = read(data).file.pdf
    assert found is not None
    assert "ReportLab" in found.producer
    assert found.created is not None
    assert found.revisions == 1
    revised = read(data + b"\n%%EOF\n").file.pdf
    assert revised is not None
    assert revised.revisions == 2


def test_the_bytes_say_what_a_file_is_not_its_name(read: Read) -> None:
    both = saved(picture(), "JPEG") + pdf()  # an image with a PDF behind it
    assert read(both).file.media_type == "image/jpeg"
    with pytest.raises(ReadError, match="forme acceptée"):
        read(b"MZ\x90\x00" + os.urandom(2000))
    with pytest.raises(ReadError, match="forme acceptée"):
        read(b"PK\x03\x04" + os.urandom(2000))
    with pytest.raises(ReadError, match="forme acceptée"):
        read(b"<svg xmlns='http://www.w3.org/2000/svg'></svg>")


def test_an_image_cut_in_the_middle_is_told(read: Read) -> None:
    data = saved(picture(1600, 1200), "PNG")
    with pytest.raises(ReadError, match="renvoyez-la"):
        read(data[: len(data) // 2])


def test_too_many_pages_are_refused_before_they_are_read(read: Read) -> None:
    with pytest.raises(ReadError, match="plus de 3 pages"):
        read(pdf(pages=4), Limits(pages=3))
    with pytest.raises(ReadError, match="plus de 1 pages"):
        read(saved(picture(), "TIFF", save_all=True, append_images=[picture()]), Limits(pages=1))


def test_a_pdf_that_unpacks_without_end_costs_itself_alone(read: Read) -> None:
    bomb = zlib.compress(b"0 0 m 1 1 l S\n" * 3_000_000, 9)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
        b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(bomb), bomb),
    ]
    data = b"%PDF-1.4\n"
    for number, body in enumerate(objects, 1):
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    data += b"trailer<</Root 1 0 R>>\n"
    began = time.monotonic()
    with pytest.raises(ReadError):
        read(data, Limits(seconds=3, memory=2**30))
    assert time.monotonic() - began < 20
    assert "Villeneuve" in words(read(pdf()))


@pytest.mark.parametrize("seed", range(4))
def test_spoiled_files_never_end_in_anything_but_a_sentence(read: Read, seed: int) -> None:
    rng = random.Random(seed)
    for whole in (pdf(), saved(picture(300, 200), "JPEG"), saved(picture(300, 200), "PNG")):
        data = bytearray(whole)
        for _ in range(rng.randrange(1, 60)):
            data[rng.randrange(len(data))] = rng.randrange(256)
        found, told = None, ""
        try:
            found = read(bytes(data))
        except ReadError as error:
            told = str(error)
        assert told.endswith(".") or (found and len(found.images) == len(found.file.pages))


def _reader() -> psutil.Process:
    (server,) = (
        p for p in psutil.Process().children() if "bastide.providers.pieces.child" in p.cmdline()
    )
    return server


def test_a_reader_that_dies_costs_its_file_alone(read: Read) -> None:
    read(pdf())
    server = _reader()
    slow = saved(picture(), "PNG")  # read for long, told in an instant

    def strike() -> None:
        while not (forks := server.children()):
            time.sleep(0.005)
        time.sleep(0.2)
        forks[0].send_signal(signal.SIGSEGV)

    striker = threading.Thread(target=strike)
    striker.start()
    with pytest.raises(ReadError, match="fait échouer le lecteur"):
        read(slow)
    striker.join()
    assert "Villeneuve" in words(read(pdf()))
    assert _reader().pid == server.pid  # the server never opened the file


def test_nothing_of_a_file_is_left_for_the_next(read: Read) -> None:
    read(pdf())
    server = _reader()
    read(saved(picture(), "PNG"))
    assert _reader().pid == server.pid
    psutil.wait_procs(server.children(recursive=True), timeout=5)  # the fork ends after its answer
    assert server.children(recursive=True) == []
    assert server.open_files() == []


def test_progress_is_told_page_after_page(tmp_path: Path) -> None:
    path = tmp_path / "long.pdf"
    path.write_bytes(pdf(pages=3))
    seen: list[tuple[int, int]] = []
    read = read_pieces(path, "long.pdf", told=lambda done, count: seen.append((done, count)))
    close_idle_child()
    assert seen == [(1, 3), (2, 3), (3, 3)]
    assert 0.001 < read.cpu_s < 60  # told by who waits for the reader
