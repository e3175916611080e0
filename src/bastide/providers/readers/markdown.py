"""Markdown, with a front matter of `key: value` lines (title, url, updated, theme)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from bastide.engine.model import ReadDocument
from bastide.providers.readers.outline import Outline
from bastide.providers.readers.text import decoded

_FRONT = re.compile(r"\A---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_LINE = re.compile(r"^([A-Za-z_]+)\s*:\s*(.*?)\s*$")


def read(path: Path, name: str) -> Iterator[ReadDocument]:
    text = decoded(path)
    facts = front_matter(text)
    front = _FRONT.match(text)
    body = text[front.end() :] if front else text
    outline = Outline()
    title = facts.get("title", "")
    tokens = MarkdownIt("commonmark").enable("table").parse(body)
    first = _walk(tokens, outline, title)
    yield ReadDocument(
        key=name,
        title=title or first or Path(name).stem,
        blocks=outline.blocks(),
        theme=tuple(t.strip() for t in facts.get("theme", "").split(">") if t.strip()),
        url=facts.get("url", ""),
        updated=_day(facts.get("updated", "")),
        review=_day(facts.get("review", "")),
        valid_from=_day(facts.get("valid_from", "")),
        valid_to=_day(facts.get("valid_to", "")),
        readers=tuple(r.strip() for r in facts.get("readers", "").split(",") if r.strip()),
    )


def front_matter(text: str) -> dict[str, str]:
    """The `key: value` lines between `---` at the head of a page; quotes around a value dropped."""
    front = _FRONT.match(text)
    lines = front.group(1).splitlines() if front else []
    found = (_LINE.match(line) for line in lines)
    return {m.group(1).lower(): m.group(2).strip("\"'") for m in found if m}


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _walk(tokens: list[Token], outline: Outline, title: str) -> str:
    """Fills the outline; returns the first heading of level 1."""
    first = ""
    rows: list[list[str]] | None = None
    items: list[str] = []  # markers of the lists we are in
    numbers: list[int] = []
    marker = ""
    level = 0
    for token in tokens:
        kind = token.type
        if kind == "heading_open":
            level = int(token.tag[1])
        elif kind in ("bullet_list_open", "ordered_list_open"):
            items.append("-" if kind.startswith("bullet") else "1")
            numbers.append(int(token.attrGet("start") or 1))
        elif kind in ("bullet_list_close", "ordered_list_close"):
            items.pop()
            numbers.pop()
        elif kind == "list_item_open":
            marker = f"{numbers[-1]}. " if items[-1] == "1" else "- "
            numbers[-1] += 1
        elif kind == "table_open":
            rows = []
        elif kind == "tr_open" and rows is not None:
            rows.append([])
        elif kind == "table_close" and rows is not None:
            outline.table(rows)
            rows = None
        elif kind in ("fence", "code_block"):
            outline.paragraph(token.content)
        elif kind == "inline":
            text = _plain(token)
            if level:
                if level == 1 and not first:
                    first = text
                if not (level == 1 and text in (title, first)):
                    outline.heading(level, text)
                level = 0
            elif rows is not None:
                rows[-1].append(text)
            else:
                outline.paragraph(marker + text)
                marker = ""
    return first


def _plain(inline: Token) -> str:
    parts: list[str] = []
    address = ""
    start = 0
    for child in inline.children or []:
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            parts.append(" " if child.type == "softbreak" else "\n")
        elif child.type == "image":
            parts.append(child.content)
        elif child.type == "link_open":
            address, start = str(child.attrGet("href") or ""), len(parts)
        elif child.type == "link_close":
            shown = "".join(parts[start:])
            if address.startswith("http") and address not in shown:
                parts.append(f" ({address})")
    return "".join(parts).strip()
