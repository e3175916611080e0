"""Word documents: paragraphs and tables in their order, heading styles as path."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import docx
from docx.table import Table

from bastide.engine.model import ReadDocument
from bastide.engine.ports import ReadError
from bastide.providers.readers import budget
from bastide.providers.readers.outline import Outline

_HEADING = re.compile(r"(?:heading|titre)\s*(\d)", re.IGNORECASE)


def read(path: Path, name: str) -> Iterator[ReadDocument]:
    budget.check_archive(path)
    try:
        document = docx.Document(str(path))
    except (KeyError, ValueError, OSError) as error:
        raise ReadError("Le document Word est abîmé : il ne s'ouvre pas.") from error
    outline = Outline()
    title = ""
    for part in document.iter_inner_content():
        if isinstance(part, Table):
            outline.table([_cells(row) for row in part.rows])
            continue
        style = (part.style.name if part.style else "") or ""
        heading = _HEADING.search(style)
        if style.lower() in ("title", "titre") and not title:
            title = part.text.strip()
        elif heading:
            outline.heading(int(heading.group(1)), part.text)
        elif "list" in style.lower() or "liste" in style.lower():
            outline.paragraph(f"- {part.text}" if part.text.strip() else "")
        else:
            outline.paragraph(part.text)
    stated = (document.core_properties.title or "").strip()
    modified = document.core_properties.modified
    yield ReadDocument(
        key=name,
        title=title or stated or Path(name).stem,
        blocks=outline.blocks(),
        updated=modified.date() if modified else None,
    )


def _cells(row: object) -> list[str]:
    seen: list[object] = []
    texts = []
    for cell in row.cells:  # type: ignore[attr-defined]
        if cell._tc in seen:  # a merged cell is given once for each column it covers
            continue
        seen.append(cell._tc)
        texts.append(cell.text)
    return texts
