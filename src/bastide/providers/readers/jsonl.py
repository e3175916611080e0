"""JSON lines, a document a line: `{id, title, path[], url, sections[], updated}`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from bastide.engine.model import Block, ReadDocument
from bastide.engine.ports import ReadError

LONGEST_HEADING = 90
MOST_HEADINGS = 4  # a longer run of short lines is a table or a list
SHORTEST_SENTENCE = 40
LONGEST_ITEM = 250
_NUMBERED = re.compile(r"\d+(?:\.\d+)*\s?[.)]\s")  # « 4) Constat », not « 4 photos »
_WORD = re.compile(r"[^\W\d_]{3}")
# amounts, hours, postcodes, telephone numbers and addresses are content, never a title
_VALUE = re.compile(
    r"[€@|]|https?:|www\.|\b\d{5}\b|\b\d{1,2}\s?h(?:\d{2})?\b|(?:\d[ .]?){9,}|\d\s?%|\b[Cc]edex\b",
    re.IGNORECASE,
)
# a document to supply heads no text: « Copie du bail », in a list of others
_PIECE = re.compile(
    r"(?:photo(?:copie|graphie)?s?|copies?|justificatifs?|extraits?|formulaires?)\b", re.I
)


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
            except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
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
    """A section whose first lines are titles: short, no final stop, before a sentence.

    Flattened sections also start with tables, lists and addresses, whose lines are as short. What
    is taken for a title leaves the text, and can no longer be quoted: in doubt it stays there.
    """
    lines = section.strip().split("\n")
    run = 0
    while run < len(lines) - 1 and _is_heading(lines[run], lines[run + 1]):
        run += 1
    if run > MOST_HEADINGS or not _is_sentence(lines[run]):
        return Block("\n".join(lines))
    return Block("\n".join(lines[run:]), tuple(line.strip() for line in lines[:run]))


def _is_heading(line: str, following: str) -> bool:
    line = line.strip()
    return (
        0 < len(line) <= LONGEST_HEADING
        and (line[0].isupper() or bool(_NUMBERED.match(line)))
        and bool(_WORD.search(line))
        and not _VALUE.search(line)
        and not _PIECE.match(line)
        and line.casefold() not in ("oui", "non")
        and not line.endswith((".", ":", ";", ",", "!", "…"))
        and (" : " not in line or line.endswith("?"))
        and not following.lstrip().startswith((",", ";", ".", ")", "-", "•"))
        and not following.lstrip()[:1].islower()
    )


def _is_sentence(line: str) -> bool:
    """What a title stands before: an item of a list or a cell of a table has no final stop."""
    line = line.strip()
    return (
        line.endswith(":")
        or len(line) > LONGEST_ITEM
        or (len(line) >= SHORTEST_SENTENCE and line.endswith((".", "!", "?", "…")))
    )
