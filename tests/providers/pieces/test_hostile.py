"""Files that nobody should send: each is told in French, and the next file is read as ever."""

from __future__ import annotations

import os
import signal
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from bastide.engine.ports import ReadError
from bastide.providers.pieces import read_pieces
from bastide.providers.pieces.sandbox import Limits

Make = Callable[[], bytes]


def pdf(pages: int = 1, text: str = "Attestation de droits", **given: object) -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    written = BytesIO()
    canvas = Canvas(written, pagesize=(300, 400), **given)
    for _ in range(pages):
        canvas.drawString(40, 300, text)
        canvas.showPage()
    canvas.save()
    return written.getvalue()


def locked() -> bytes:
    from reportlab.lib.pdfencrypt import StandardEncryption

    return pdf(encrypt=StandardEncryption("secret"))


def image(form: str, size: tuple[int, int] = (40, 40), mode: str = "L") -> bytes:
    written = BytesIO()
    Image.new(mode, size, 1).save(written, form)
    return written.getvalue()


def tiff_of(pages: int) -> bytes:
    one = Image.new("1", (8, 8))
    written = BytesIO()
    one.save(written, "TIFF", save_all=True, append_images=[one] * (pages - 1))
    return written.getvalue()


def stream_bomb() -> bytes:
    """A PDF of some 100 kB whose page draws from 100 MB of spaces."""
    squeezed = zlib.compress(b" " * 100_000_000, 9)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] /Contents 4 0 R >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(squeezed), squeezed),
    ]
    body = b"%PDF-1.4\n"
    places = []
    for number, said in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, said)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(body)
    return (
        body
        + b"xref\n0 5\n0000000000 65535 f \n"
        + table
        + (b"trailer << /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % start)
    )


REFUSED: list[tuple[str, Make, str]] = [
    ("empty", lambda: b"", "vide"),
    ("locked", locked, "mot de passe"),
    ("broken PDF", lambda: pdf()[:200], "abîmé"),
    ("no page", lambda: b"%PDF-1.4\ntrailer << /Root 1 0 R >>\n%%EOF", "abîmé"),
    ("immense image", lambda: image("PNG", (30_000, 30_000), "1"), "trop grande"),
    ("cut JPEG", lambda: image("JPEG", (4000, 4000))[:9000], "incomplète"),
    ("broken HEIC", lambda: b"\0\0\0\x18ftypheic" + b"\0" * 200, "envoyez"),
    ("too many frames", lambda: tiff_of(501), "plus de 500 pages"),
    ("too many pages", lambda: pdf(501), "plus de 500 pages"),
    ("page and script", lambda: b"<html><script>alert(1)</script></html>", "forme acceptée"),
    ("programme", lambda: b"MZ\x90\0" + b"\0" * 500, "forme acceptée"),
    ("archive", lambda: b"PK\x03\x04" + b"\0" * 500, "forme acceptée"),
    ("GIF", lambda: image("GIF"), "forme acceptée"),
    ("SVG", lambda: b"<svg xmlns='http://www.w3.org/2000/svg'/>", "forme acceptée"),
    ("PostScript", lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "forme acceptée"),
]


@pytest.mark.parametrize(("make", "said"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED])
def test_what_cannot_be_read_says_what_to_do_and_the_next_file_is_read(
    tmp_path: Path, make: Make, said: str
) -> None:
    bad, good = tmp_path / "a.pdf", tmp_path / "b.pdf"
    bad.write_bytes(make())
    good.write_bytes(pdf())
    with pytest.raises(ReadError, match=said) as raised:
        read_pieces(bad, "../../etc/passwd")
    assert "Traceback" not in str(raised.value)
    assert str(tmp_path) not in str(raised.value)
    assert len(read_pieces(good, "../b.pdf").file.pages) == 1


READ: list[tuple[str, Make, str]] = [
    ("a PDF after a web page", lambda: b"<html>" + pdf(), "application/pdf"),
    ("an image with a PDF at its end", lambda: image("JPEG") + pdf(), "image/jpeg"),
    ("a PDF with an archive at its end", lambda: pdf() + b"PK\3\4" + b"\0" * 9, "application/pdf"),
    ("much emptiness in a stream", stream_bomb, "application/pdf"),
    ("a page of no size", lambda: pdf().replace(b"0 0 300 400", b"0 0 000 000"), "application/pdf"),
]  # fmt: skip


@pytest.mark.parametrize(("make", "kind"), [r[1:] for r in READ], ids=[r[0] for r in READ])
def test_what_may_be_two_things_is_one_and_costs_no_more(
    tmp_path: Path, make: Make, kind: str
) -> None:
    path = tmp_path / "a"
    path.write_bytes(make())
    read = read_pieces(path, "a").file
    assert read.media_type == kind
    assert len(read.pages) == 1


def test_a_reader_that_dies_is_said_and_the_next_file_has_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(8))
    killed: list[int] = []

    def kill(number: int, count: int) -> None:
        if number == 1:
            for pid in _readers(os.getpid()):
                os.kill(pid, signal.SIGKILL)
                killed.append(pid)

    with pytest.raises(ReadError, match="fait échouer le lecteur"):
        read_pieces(path, "a.pdf", told=kill)
    assert killed
    assert len(read_pieces(path, "a.pdf").file.pages) == 8


def test_a_file_too_long_to_read_is_stopped(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(2))
    with pytest.raises(ReadError, match="trop long à lire"):
        read_pieces(path, "a.pdf", Limits(total_seconds=0))


def _readers(of: int) -> list[int]:
    """The readers of pieces among the children of a process."""
    pids = Path(f"/proc/{of}/task/{of}/children").read_text().split()
    said = {int(pid): Path(f"/proc/{pid}/cmdline").read_bytes() for pid in pids}
    return [pid for pid, command in said.items() if b"bastide.providers.pieces.child" in command]
