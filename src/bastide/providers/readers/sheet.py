"""Sheets (XLSX, CSV): question–answer rows become documents; any other sheet is a table."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
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
HEADER_WITHIN = 10
_FRENCH_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


def read(path: Path, name: str) -> Iterator[ReadDocument]:
    with path.open("rb") as file:
        packed = file.read(4) == b"PK\x03\x04"
    sheets = _workbook(path) if packed else iter([("", _csv(path))])
    for title, rows in sheets:
        rows = [row for row in rows if any(cell.strip() for cell in row)]
        if not rows:
            continue
        columns = None
        for at, row in enumerate(rows[:HEADER_WITHIN]):  # a title may stand above the header
            columns = _question_columns(row)
            if columns:
                yield from _questions(rows[at + 1 :], columns, title)
                break
        if columns:
            continue
        outline = Outline()
        while len(rows) > 2 and sum(bool(c.strip()) for c in rows[0]) == 1 < _width(rows):
            outline.paragraph(next(c for c in rows.pop(0) if c.strip()))  # a title, no header
        outline.table(rows)
        label = f"{Path(name).stem} – {title}" if title else Path(name).stem
        yield ReadDocument(key=title or name, title=label, blocks=outline.blocks())


def _width(rows: list[list[str]]) -> int:
    return max(sum(bool(cell.strip()) for cell in row) for row in rows)


def _workbook(path: Path) -> Iterator[tuple[str, list[list[str]]]]:
    budget.check_archive(path)
    # opened here: openpyxl judges a path by its suffix, which a stored file has lost
    book = load_workbook(io.BytesIO(path.read_bytes()), read_only=True, data_only=True)
    for sheet in book.worksheets:
        rows: list[list[str]] = []
        for row in sheet.iter_rows(values_only=True):
            rows.append([_cell(value) for value in row])
            if len(rows) > MOST_ROWS:
                raise ReadError(
                    f"La feuille « {sheet.title} » a plus de {MOST_ROWS} lignes : partagez-la."
                )
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
        rows = list(islice(csv.reader(io.StringIO(text), dialect), MOST_ROWS + 1))
    except csv.Error as error:
        raise ReadError("Le tableau CSV est mal formé : vérifiez les guillemets.") from error
    if len(rows) > MOST_ROWS:
        raise ReadError(
            f"Le tableau a plus de {MOST_ROWS} lignes : partagez-le en plusieurs fichiers."
        )
    return rows


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
        yield ReadDocument(
            key=f"{sheet}/{question}" if sheet else question,
            title=question,
            blocks=(Block(answer, kind="qa"),),
            theme=tuple(t.strip() for t in cell("theme").split(">") if t.strip()),
            url=cell("url"),
            updated=_day(cell("updated")),
        )


def _day(text: str) -> date | None:
    """A day as the sheet has it: 2025-12-31, 31/12/2025, 31.12.2025."""
    try:
        french = _FRENCH_DAY.match(text)
        if french:
            day, month, year = map(int, french.groups())
            return date(year, month, day)
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
