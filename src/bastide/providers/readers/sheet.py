"""Sheets (XLSX, CSV): question–answer rows become documents; any other sheet is a table."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from openpyxl import load_workbook

from bastide.engine.french import fold
from bastide.engine.model import Block, ReadDocument
from bastide.engine.ports import ReadError
from bastide.providers.readers import budget
from bastide.providers.readers.outline import Outline
from bastide.providers.readers.text import decoded

_COLUMNS = {
    "question": ("question", "questions", "demande", "intitule", "q"),
    "answer": ("reponse", "reponses", "answer", "answers", "r"),
    "theme": ("theme", "thematique", "categorie", "category", "rubrique"),
    "url": ("url", "lien", "source", "adresse", "link"),
    "updated": ("mise a jour", "maj", "date", "updated", "date de mise a jour", "modifie le"),
}
MOST_ROWS = 100_000


def read(path: Path, name: str) -> Iterator[ReadDocument]:
    with path.open("rb") as file:
        packed = file.read(4) == b"PK\x03\x04"
    sheets = _workbook(path) if packed else iter([("", _csv(path))])
    for title, rows in sheets:
        rows = [row for row in rows if any(cell.strip() for cell in row)]
        if not rows:
            continue
        columns = _question_columns(rows[0])
        if columns:
            yield from _questions(rows[1:], columns, title)
        else:
            outline = Outline()
            outline.table(rows)
            label = f"{Path(name).stem} – {title}" if title else Path(name).stem
            yield ReadDocument(key=title or name, title=label, blocks=outline.blocks())


def _workbook(path: Path) -> Iterator[tuple[str, list[list[str]]]]:
    budget.check_archive(path)
    # opened here: openpyxl judges a path by its suffix, which a stored file has lost
    book = load_workbook(io.BytesIO(path.read_bytes()), read_only=True, data_only=True)
    for sheet in book.worksheets:
        rows: list[list[str]] = []
        for row in sheet.iter_rows(values_only=True):
            rows.append([_cell(value) for value in row])
            if len(rows) > MOST_ROWS:
                raise ReadError(f"La feuille « {sheet.title} » a plus de {MOST_ROWS} lignes.")
        yield sheet.title, rows


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _csv(path: Path) -> list[list[str]]:
    text = decoded(path)
    try:
        dialect: type[csv.Dialect] | csv.Dialect = csv.Sniffer().sniff(text[:20000], ";,\t|")
    except csv.Error:
        dialect = csv.excel
    csv.field_size_limit(2_000_000)
    try:
        return [
            row
            for row, _ in zip(
                csv.reader(io.StringIO(text), dialect), range(MOST_ROWS), strict=False
            )
        ]
    except csv.Error as error:
        raise ReadError("Le tableau CSV est mal formé : vérifiez les guillemets.") from error


def _question_columns(header: list[str]) -> dict[str, int] | None:
    names = [fold(cell).strip() for cell in header]
    found = {
        field: next((i for i, n in enumerate(names) if n in accepted), -1)
        for field, accepted in _COLUMNS.items()
    }
    return found if found["question"] >= 0 and found["answer"] >= 0 else None


def _questions(
    rows: list[list[str]], columns: dict[str, int], sheet: str
) -> Iterator[ReadDocument]:
    for row in rows:

        def cell(field: str, row: list[str] = row) -> str:
            at = columns[field]
            return row[at].strip() if 0 <= at < len(row) else ""

        question, answer = cell("question"), cell("answer")
        if not question or not answer:
            continue
        try:
            updated = date.fromisoformat(cell("updated")[:10])
        except ValueError:
            updated = None
        yield ReadDocument(
            key=f"{sheet}/{question}" if sheet else question,
            title=question,
            blocks=(Block(answer, kind="qa"),),
            theme=tuple(t.strip() for t in cell("theme").split(">") if t.strip()),
            url=cell("url"),
            updated=updated,
        )
