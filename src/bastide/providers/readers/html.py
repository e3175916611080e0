"""Web pages: the main content, headings as path, tables whole, no navigation, nothing executed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from lxml import html as lxml_html
from lxml.etree import LxmlError

from bastide.engine.model import ReadDocument
from bastide.engine.ports import ReadError
from bastide.providers.readers.outline import Outline
from bastide.providers.readers.text import decoded

_LEFT_OUT = frozenset(
    "script style noscript template nav header footer aside form button svg iframe object embed "
    "select option dialog menu".split()
)
_LINES = frozenset("p li dd dt blockquote pre figcaption address summary caption legend".split())
_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_CHARSET = re.compile(
    rb"""<(?:meta\b[^>]*?charset|\?xml\b[^>]*?encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE
)
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def read(path: Path, name: str) -> Iterator[ReadDocument]:
    with path.open("rb") as file:
        stated = _CHARSET.search(file.read(4096))
    yield page(decoded(path, stated.group(1).decode("ascii") if stated else ""), name)


def page(text: str, name: str) -> ReadDocument:
    """The document of a page's source. Raises `ReadError` when it is not HTML."""
    try:
        root = lxml_html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text))
    except (LxmlError, ValueError) as error:
        raise ReadError("La page n'est pas du HTML lisible.") from error
    title = _text(root.find(".//title"))
    main = root.xpath("//main | //*[@role='main']") or root.xpath(
        "//article[not(ancestor::*[self::article])]"
    )
    body = main[0] if len(main) == 1 else root.find("body")
    outline = Outline()
    first: list[str] = []
    _walk(root if body is None else body, outline, first)
    return ReadDocument(
        key=name,
        title=(first[0] if first else "") or title or Path(name).stem,
        blocks=outline.blocks(),
        url=_attribute(root, "//link[@rel='canonical']/@href"),
        updated=_updated(root),
    )


def _walk(node: Any, outline: Outline, first: list[str]) -> None:
    for child in node:
        tag = child.tag if isinstance(child.tag, str) else ""
        if (
            not tag
            or tag in _LEFT_OUT
            or child.get("hidden") is not None
            or child.get("aria-hidden") == "true"
            or child.get("role") in ("navigation", "search")
        ):
            pass
        elif tag in _HEADINGS:
            text = _text(child)
            if tag == "h1" and not first:
                first.append(text)
            else:
                outline.heading(_HEADINGS[tag], text)
        elif tag == "table":
            outline.table(
                [
                    [_text(cell) for cell in row.xpath("./th | ./td")]
                    for row in child.xpath(".//tr[not(ancestor::table/ancestor::table)]")
                ]
            )
        elif tag in _LINES and not child.xpath(".//p | .//li | .//table | .//ul | .//ol"):
            mark = "- " if tag == "li" else ""
            outline.paragraph(mark + _text(child) if _text(child) else "")
        elif tag == "li":
            own = " ".join((child.text or "").split())
            if own:
                outline.paragraph(f"- {own}")
            _walk(child, outline, first)
        elif len(child) == 0 or not child.xpath(
            ".//p | .//li | .//table | .//div | .//section | .//article | .//h2 | .//h3 | .//h1"
        ):
            outline.paragraph(_text(child))
        else:
            own = " ".join((child.text or "").split())
            outline.paragraph(own)
            _walk(child, outline, first)
        tail = " ".join((child.tail or "").split())
        if tail:
            outline.paragraph(tail)


def _text(node: Any) -> str:
    return "" if node is None else " ".join(node.text_content().split())


def _attribute(root: Any, path: str) -> str:
    found = root.xpath(path)
    return str(found[0]).strip() if found else ""


def _updated(root: Any) -> date | None:
    for path in (
        "//meta[@property='article:modified_time']/@content",
        "//meta[@name='last-modified']/@content",
        "//meta[@name='dcterms.modified']/@content",
        "//time[@datetime]/@datetime",
    ):
        day = _ISO_DAY.search(_attribute(root, path))
        if day:
            try:
                return date.fromisoformat(day.group())
            except ValueError:
                continue
    return None
