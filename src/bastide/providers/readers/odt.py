"""OpenDocument texts: headings, paragraphs, lists and tables in their order."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import odfdo

from bastide.engine.model import ReadDocument
from bastide.engine.ports import ReadError
from bastide.providers.readers import budget
from bastide.providers.readers.outline import Outline


def read(path: Path, name: str) -> Iterator[ReadDocument]:
    budget.check_archive(path)
    try:
        document = odfdo.Document(str(path))
        body = document.body
    except Exception as error:
        raise ReadError("Le document OpenDocument est abîmé : il ne s'ouvre pas.") from error
    outline = Outline()
    _walk(body, outline, "")
    title = str(document.meta.title or "").strip()
    yield ReadDocument(key=name, title=title or Path(name).stem, blocks=outline.blocks())


def _walk(node: Any, outline: Outline, mark: str) -> None:
    for child in node.children:
        tag = child.tag
        if tag == "text:h":
            outline.heading(int(child.get_attribute("text:outline-level") or 1), _text(child))
        elif tag == "text:p":
            text = _text(child)
            outline.paragraph(mark + text if text.strip() else "")
        elif tag == "table:table":
            rows = [
                ["\n".join(_text(p) for p in cell.get_elements("text:p")) for cell in row.cells]
                for row in child.rows
            ]
            width = max((n for row in rows for n, c in enumerate(row, 1) if c.strip()), default=0)
            outline.table([row[:width] for row in rows])
        elif tag in ("text:list", "text:list-item", "text:section", "text:list-header"):
            _walk(child, outline, "- " if "list" in tag else mark)


def _text(element: Any) -> str:
    return str(element.inner_text)
