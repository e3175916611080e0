"""Files as agents send them, good and hostile, read in the child process."""

from __future__ import annotations

import io
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import openpyxl
import psutil
import pytest

from bastide.engine.model import ReadDocument
from bastide.engine.ports import ReadError
from bastide.providers.readers.sandbox import Limits, close_idle_child, read_in_child

Read = Callable[..., list[ReadDocument]]


@pytest.fixture
def read(tmp_path: Path) -> Iterator[Read]:
    def _read(name: str, content: bytes, limits: Limits | None = None) -> list[ReadDocument]:
        path = tmp_path / "deposited"
        path.write_bytes(content)
        return list(read_in_child(path, name, limits))

    yield _read
    close_idle_child()


def test_html_keeps_headings_lists_and_whole_tables(read: Read) -> None:
    (page,) = read(
        "a.html",
        b"<title>T</title><nav>menu</nav><main><h1>Bus</h1><h2>Tarifs</h2><p>Voici.</p><ul><li>un"
        b"</ul><table><tr><th>Age<th>Prix<tr><td>6<td>1</table></main><footer>pied</footer>",
    )
    assert page.title == "Bus"
    assert [(b.kind, b.headings, b.text) for b in page.blocks] == [
        ("text", ("Tarifs",), "Voici.\n- un"),
        ("table", ("Tarifs",), "Age | Prix\n6 | 1"),
    ]


def test_word_keeps_the_order_of_paragraphs_and_tables(read: Read) -> None:
    written, file = docx.Document(), io.BytesIO()
    written.add_heading("Aides", 1)
    written.add_paragraph("Avant.")
    table = written.add_table(2, 2)
    for cell, text in zip((c for r in table.rows for c in r.cells), "abcd", strict=True):
        cell.text = text
    written.add_paragraph("Après.")
    written.save(file)
    (read_back,) = read("a.docx", file.getvalue())
    assert [(b.headings, b.text) for b in read_back.blocks] == [
        (("Aides",), "Avant."),
        (("Aides",), "a | b\nc | d"),
        (("Aides",), "Après."),
    ]


def test_a_sheet_of_questions_gives_a_document_a_row(read: Read) -> None:
    book, file = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["Question", "Réponse", "Thème"])
    book.active.append(["Où ?", "Ici.", "A > B"])
    book.save(file)
    (row,) = read("faq.xlsx", file.getvalue())
    assert (row.title, row.theme, row.blocks[0].kind) == ("Où ?", ("A", "B"), "qa")
    assert read("faq.csv", "question;reponse\nOù ?;Ici.\n".encode("cp1252"))[0].title == "Où ?"


def test_a_broken_line_is_told_and_the_others_are_read(read: Read, tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_text(
        '{"id":"1","title":"A","sections":["Un."]}\n{oups\n'
        '{"id":"3","title":"C","sections":["Trois."]}\n'
    )
    titles = []

    def read_titles() -> None:
        for document in read_in_child(path, "x.jsonl"):
            titles.append(document.title)  # noqa: PERF401 (kept when the reading fails)

    with pytest.raises(ReadError, match=r"1 ligne.*2"):
        read_titles()
    assert titles == ["A", "C"]


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.pdf", b"MZ\x90\x00 program", "programme"),
        ("a.docx", b"just text", "pas celui"),
        ("a.docx", b"PK\x03\x04 broken", "abîmé"),
        ("a.pdf", b"%PDF-1.4\nbroken", "abîmé"),
        ("a.txt", b"\x00\x01\x02", "binaire"),
        ("a.doc", b"\xd0\xcf\x11\xe0....", "ancien format"),
        ("a.txt", b"", "vide"),
        ("a.rar", b"Rar!", "format"),
    ],
)
def test_a_bad_file_costs_one_sentence(read: Read, name: str, content: bytes, why: str) -> None:
    with pytest.raises(ReadError, match=why):
        read(name, content)


def test_a_page_disguised_as_word_is_read_as_a_page(read: Read) -> None:
    assert read("a.docx", b"<html><body><h1>Vrai</h1><p>Oui.</p>")[0].title == "Vrai"


def test_a_zip_bomb_is_not_opened(read: Read) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 3_000_000)
    with pytest.raises(ReadError, match="démesuré"):
        read("a.docx", file.getvalue(), Limits(unpacked=1_000_000))


def test_too_slow_or_too_greedy_is_stopped_and_the_next_file_is_read(read: Read) -> None:
    with pytest.raises(ReadError, match="arrêtée"):
        read("a.txt", b"mot " * 1000, Limits(seconds=0.001))
    with pytest.raises(ReadError, match=r"mémoire|arrêtée"):
        read("a.txt", b"x" * 90_000_000, Limits(memory=200_000_000))
    assert read("a.txt", b"Un texte.")[0].blocks[0].text == "Un texte."


def _lines(count: int) -> bytes:
    return b"".join(
        b'{"id":"%d","title":"T","sections":["Un texte."]}\n' % number for number in range(count)
    )


def _reader() -> psutil.Process:
    (child,) = (
        p for p in psutil.Process().children() if "bastide.providers.readers.child" in p.cmdline()
    )
    return child


def test_a_file_that_never_ends_is_left_after_so_many_documents(read: Read) -> None:
    with pytest.raises(ReadError, match="plus de 10 documents"):
        read("a.jsonl", _lines(50), Limits(documents=10))
    assert len(read("a.jsonl", _lines(10), Limits(documents=10))) == 10


def test_a_file_may_not_take_more_than_its_time_in_all(read: Read) -> None:
    with pytest.raises(ReadError, match="en tout"):
        read("a.jsonl", _lines(200_000), Limits(seconds=60, total_seconds=0.3))
    assert read("a.txt", b"Un texte.")[0].blocks[0].text == "Un texte."


def test_what_is_done_with_a_document_is_no_reading_time(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(_lines(3))
    reading = read_in_child(path, "a.jsonl", Limits(total_seconds=20))
    next(reading)
    before = time.monotonic
    try:
        time.monotonic = lambda: before() + 1000  # a slow writer, between two documents
        assert len(list(reading)) == 2
    finally:
        time.monotonic = before


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGSEGV])
def test_a_reader_that_crashes_costs_its_file_alone(
    read: Read, tmp_path: Path, how: signal.Signals
) -> None:
    path = tmp_path / "a"
    path.write_bytes(_lines(100_000))
    reading = read_in_child(path, "a.jsonl")
    next(reading)
    _reader().send_signal(how)
    with pytest.raises(ReadError, match="fait échouer le lecteur"):
        list(reading)
    assert read("a.txt", b"Un texte.")[0].blocks[0].text == "Un texte."


def test_the_reader_is_held_in_processor_time_memory_and_writing(read: Read) -> None:
    read("a.txt", b"Un texte.", Limits(total_seconds=30, memory=2**30))
    child = _reader()
    assert 30 <= child.rlimit(psutil.RLIMIT_CPU)[0] <= 60
    assert child.rlimit(psutil.RLIMIT_AS) == (2**30, 2**30)
    assert child.rlimit(psutil.RLIMIT_FSIZE) == (0, 0)


def test_the_reader_has_no_network(read: Read) -> None:
    read("a.txt", b"Un texte.")
    interfaces, mine = (
        {line.split(":")[0].strip() for line in Path(table).read_text().splitlines() if ":" in line}
        for table in (f"/proc/{_reader().pid}/net/dev", "/proc/self/net/dev")
    )
    if interfaces == mine != {"lo"}:
        pytest.skip("this system does not let a process leave its network")
    assert interfaces == {"lo"}


def test_the_readers_own_sockets_are_closed() -> None:
    code = (
        "import socket; from bastide.providers import confinement as child; child.cut_network()\n"
        "try: socket.create_connection(('127.0.0.1', 9))\n"
        "except OSError as error: print(error)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "no network in the reader" in done.stdout
