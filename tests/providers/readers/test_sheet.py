"""Sheets as agents keep them: titles above the header, French dates, never silently cut."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from bastide.engine.model import ReadDocument
from bastide.engine.ports import ReadError
from bastide.providers.readers import sheet


def read(folder: Path, content: bytes, name: str = "a.csv") -> list[ReadDocument]:
    path = folder / "a"
    path.write_bytes(content)
    return list(sheet.read(path, name))


@pytest.mark.parametrize("day", ["31/12/2025", "2025-12-31", "31.12.2025", "31/12/2025 10:00"])
def test_a_day_is_read_as_the_french_write_it(tmp_path: Path, day: str) -> None:
    (row,) = read(tmp_path, f"Question;Réponse;Mise à jour\nOù ?;Ici.;{day}\n".encode())
    assert row.updated == date(2025, 12, 31)


def test_a_day_that_does_not_exist_is_no_day(tmp_path: Path) -> None:
    (row,) = read(tmp_path, "Question;Réponse;Date\nOù ?;Ici.;31/02/2025\n".encode())
    assert row.updated is None


def test_too_many_rows_are_refused_never_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheet, "MOST_ROWS", 3)
    assert len(read(tmp_path, b"question;reponse\na;1\nb;2\n")) == 2
    with pytest.raises(ReadError, match="plus de 3 lignes"):
        read(tmp_path, b"question;reponse\na;1\nb;2\nc;3\n")


def workbook(*rows: list[str | None]) -> bytes:
    book, file = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.active.merge_cells("A2:B2")
    book.save(file)
    return file.getvalue()


def test_a_merged_title_and_blank_rows_may_stand_above_the_header(tmp_path: Path) -> None:
    blank: list[str | None] = [None, None]
    title: list[str | None] = ["Accueil", None]
    faq = workbook(blank, title, blank, ["Question", "Réponse"], ["Où ?", "Ici."])
    (row,) = read(tmp_path, faq, "a.xlsx")
    assert (row.title, row.blocks[0].text) == ("Où ?", "Ici.")
    (table,) = read(tmp_path, workbook(blank, title, ["Âge", "Prix"], ["6", "1"]), "a.xlsx")
    assert [(b.kind, b.text) for b in table.blocks] == [
        ("text", "Accueil"),
        ("table", "Âge | Prix\n6 | 1"),
    ]
