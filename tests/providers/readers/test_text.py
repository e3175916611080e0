"""Text and pages in the encodings that authorities still keep."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bastide.engine.model import ReadDocument
from bastide.providers.readers import read_file

Read = Callable[[str, bytes], ReadDocument]
SENTENCE = "L'élève reçoit sa carte à la rentrée : « gratuite » dès 3 enfants."


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def _read(name: str, content: bytes) -> ReadDocument:
        path = tmp_path / "a"
        path.write_bytes(content)
        (document,) = read_file(path, name)
        return document

    return _read


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "latin-1", "utf-16"])
def test_text_is_read_in_its_encoding(read: Read, encoding: str) -> None:
    document = read("a.txt", f"{SENTENCE}\n\n{SENTENCE}".encode(encoding))
    assert document.blocks[0].text == f"{SENTENCE}\n{SENTENCE}"


def test_short_lines_alone_are_the_headings_of_plain_text(read: Read) -> None:
    document = read("a.txt", "Cantine\r\n\r\nTarifs\r\n\r\nLe repas coûte 3 €.\r\n".encode())
    assert document.title == "Cantine"
    assert [(b.headings, b.text) for b in document.blocks] == [(("Tarifs",), "Le repas coûte 3 €.")]


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="iso-8859-15">', "iso-8859-15"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">', "cp1252"),
        ('<?xml version="1.0" encoding="iso-8859-15"?>', "iso-8859-15"),
        ('<meta charset="utf-16">', "utf-8"),
        ('<meta charset="no-such">', "utf-8"),
        ("", "cp1252"),
    ],
)
def test_a_page_is_read_in_the_encoding_that_it_states(
    read: Read, head: str, encoding: str
) -> None:
    text = "Œuvre à 3 €" if encoding == "iso-8859-15" else SENTENCE
    page = f"{head}<html><head><title>T</title></head><body><p>{text}</p></body></html>"
    assert read("a.html", page.encode(encoding)).blocks[0].text == text


def test_the_mark_of_encoding_wins_over_what_the_page_states(read: Read) -> None:
    page = f'<html><head><meta charset="iso-8859-1"></head><body><p>{SENTENCE}</p></body></html>'
    assert read("a.html", page.encode("utf-8-sig")).blocks[0].text == SENTENCE


def test_markdown_keeps_its_lists_tables_links_and_front_matter(read: Read) -> None:
    document = read(
        "a.md",
        b"---\ntitle: Bus\nurl: https://a.example/bus\nupdated: 2026-01-31\ntheme: A > B\n---\n"
        b"# Bus\n\nVoir [le plan](https://a.example/plan).\n\n## Tarifs\n\n- un\n- deux\n\n"
        b"3. trois\n4. quatre\n\n| Age | Prix |\n|---|---|\n| 6 | 1 |\n\n### Aide\n\nOui.\n",
    )
    assert (document.title, document.theme, document.url) == (
        "Bus",
        ("A", "B"),
        "https://a.example/bus",
    )
    assert str(document.updated) == "2026-01-31"
    assert [(b.kind, b.headings, b.text) for b in document.blocks] == [
        ("text", (), "Voir le plan (https://a.example/plan)."),
        ("text", ("Tarifs",), "- un\n- deux\n3. trois\n4. quatre"),
        ("table", ("Tarifs",), "Age | Prix\n6 | 1"),
        ("text", ("Tarifs", "Aide"), "Oui."),
    ]
