"""PDF: text in reading order under its headings; scans, passwords and endless files told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bastide.engine.model import ReadDocument
from bastide.engine.ports import ReadError
from bastide.providers.readers.sandbox import Limits, close_idle_child, read_in_child

Read = Callable[..., ReadDocument]
Lines = list[tuple[int, str]]


def written(pages: list[Lines], trailer: str = "") -> bytes:
    """A PDF whose pages hold lines of `(size in points, text)`, from top to bottom."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids ["
        + " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
        + "] >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, lines in enumerate(pages):
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources "
            f"<< /Font << /F 3 0 R >> >> /Contents {5 + 2 * number} 0 R >>"
        )
        drawn = "".join(
            f"BT /F {size} Tf 50 {780 - 30 * at} Td ({text}) Tj ET\n"
            for at, (size, text) in enumerate(lines)
        )
        objects.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}endstream")
    body = "%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    count = len(objects) + 1
    end = f"trailer << /Size {count} /Root 1 0 R {trailer} >>\nstartxref\n{len(body)}\n%%EOF"
    return f"{body}xref\n0 {count}\n0000000000 65535 f \n{table}{end}".encode("cp1252")


@pytest.fixture
def read(tmp_path: Path) -> Iterator[Read]:
    def _read(content: bytes, limits: Limits | None = None) -> ReadDocument:
        path = tmp_path / "deposited"
        path.write_bytes(content)
        (document,) = read_in_child(path, "guide.pdf", limits)
        return document

    yield _read
    close_idle_child()


def test_text_keeps_its_order_under_the_lines_set_larger(read: Read) -> None:
    document = read(
        written(
            [
                [(20, "Transport"), (11, "La carte est gratuite pour les"), (11, "enfants.")],
                [(11, "Elle dure un an."), (16, "Retrait"), (11, "Elle se retire en gare.")],
            ]
        )
    )
    assert document.title == "guide"
    assert [(b.headings, b.text) for b in document.blocks] == [
        (("Transport", "Page 1"), "La carte est gratuite pour les enfants."),
        (("Transport", "Page 2"), "Elle dure un an."),
        (("Transport", "Retrait", "Page 2"), "Elle se retire en gare."),
    ]


def test_a_text_of_one_size_has_its_pages_only(read: Read) -> None:
    document = read(written([[(11, "Bonjour."), (11, "Au revoir.")]]))
    assert [(b.headings, b.text) for b in document.blocks] == [
        (("Page 1",), "Bonjour.\nAu revoir.")
    ]


def test_a_scan_says_what_to_do(read: Read) -> None:
    with pytest.raises(ReadError, match=r"scan.*OCR"):
        read(written([[]]))


def test_a_password_is_told(read: Read) -> None:
    key = "00" * 32
    lock = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O <{key}> /U <{key}> /P -4 >> /ID [<01><01>]"
    with pytest.raises(ReadError, match="mot de passe"):
        read(written([[(11, "Secret.")]], lock))


def test_a_pdf_beyond_the_limit_of_pages_is_left(read: Read) -> None:
    with pytest.raises(ReadError, match=r"3 pages.*2"):
        read(written([[(11, "Page.")]] * 3), Limits(pages=2))
