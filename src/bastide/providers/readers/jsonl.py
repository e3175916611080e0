"""JSON lines, a document a line: `{id, title, path[], url, sections[], updated}`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from bastide.engine.model import Block, ReadDocument
from bastide.engine.ports import ReadError

LONGEST_HEADING = 90


def read(path: Path, name: str) -> Iterator[ReadDocument]:
    """A line that cannot be read stops nothing: it is told at the end, with its number."""
    wrong: list[int] = []
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
                yield _document(row)
            except (ValueError, TypeError, KeyError, AttributeError):
                wrong.append(number)
    if wrong:
        shown = ", ".join(map(str, wrong[:10])) + ("…" if len(wrong) > 10 else "")
        raise ReadError(
            f"{len(wrong)} ligne(s) illisible(s), ignorée(s) : {shown}. Chaque ligne doit être un "
            "objet JSON avec « id », « title » et « sections »."
        )


def _document(row: dict[str, Any]) -> ReadDocument:
    updated = row.get("updated") or ""
    return ReadDocument(
        key=str(row["id"]),
        title=str(row["title"]),
        blocks=tuple(_block(str(s)) for s in row.get("sections") or [] if str(s).strip()),
        theme=tuple(str(p) for p in row.get("path") or []),
        url=str(row.get("url") or ""),
        updated=date.fromisoformat(updated) if updated else None,
    )


def _block(section: str) -> Block:
    """A section whose first lines are titles (short, no final stop, before a longer text)."""
    lines = section.strip().split("\n")
    headings: list[str] = []
    while len(lines) > 1 and _is_heading(lines[0], lines[1]) and len(headings) < 5:
        headings.append(lines.pop(0).strip())
    return Block("\n".join(lines), tuple(headings))


def _is_heading(line: str, following: str) -> bool:
    line = line.strip()
    return (
        0 < len(line) <= LONGEST_HEADING
        and line[0].isalnum()
        and (line[0].isupper() or line[0].isdigit())
        and not line.endswith((".", ":", ";", ",", "!", "…"))
        and not following.lstrip().startswith((",", ";", "."))
        and not following[:1].islower()
    )
