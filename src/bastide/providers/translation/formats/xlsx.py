"""Excel workbooks: words of cells, comments, drawings, charts, headers and footers of pages.

Formulas, numbers, dates, names of sheets and of ranges stay as they are. The names of a table's
columns are the words of its first row: they change together, or not at all where a formula names
one (`Table[Column]`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from lxml import etree

from bastide.engine.translation import marks
from bastide.providers.translation.formats import Languages, Opened
from bastide.providers.translation.formats.inline import Item
from bastide.providers.translation.formats.ooxml import SPACE, paragraphs
from bastide.providers.translation.formats.package import Package
from bastide.providers.translation.formats.shared import charts
from bastide.providers.translation.formats.texts import Texts

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_PARTS = re.compile(
    r"xl/(?:sharedStrings|comments\d*|worksheets/sheet\d+|tables/table\d+|drawings/drawing\d+"
    r"|charts/chart\d+|diagrams/(?:data|drawing)\d+|comments/comment\d+)\.xml"
)
# Codes of headers and footers (ECMA-376 18.3.1.46): &L, &P, &"Font,Style", &12, &K01+000.
_CODE = re.compile(r'(&(?:"[^"]*"|K[0-9A-Fa-f+\-]{6}|\d+|[A-Za-z&]))')
_BANNERS = tuple(
    f"{S}{name}"
    for name in "oddHeader oddFooter evenHeader evenFooter firstHeader firstFooter".split()
)


def opened(path: Path, languages: Languages) -> Opened:
    package = Package(path, ".xlsx")
    parts = package.xml(lambda name: bool(_PARTS.fullmatch(name)))
    texts = Texts()
    columns = _columns(parts)
    named = any("[" in (f.text or "") for root in parts.values() for f in root.iter(f"{S}f"))
    for root in parts.values():
        for string in root.iter(f"{S}si", f"{S}is", f"{S}text"):
            if not (named and _text(string) in columns):
                _string(string, texts, columns)
        paragraphs(root, texts)
        charts(root, texts)
        for banner in root.iter(*_BANNERS):
            _banner(banner, texts)

    def written(translations: Sequence[str]) -> bytes:
        texts.put(translations)
        return package.with_parts(parts)

    return Opened(texts.all, written)


def _columns(parts: dict[str, Any]) -> dict[str, list[Any]]:
    """The columns of tables by their names."""
    found: dict[str, list[Any]] = {}
    for root in parts.values():
        for column in root.iter(f"{S}tableColumn"):
            found.setdefault(column.get("name", ""), []).append(column)
    return found


def _text(string: Any) -> str:
    """The words of a cell, phonetic guides left out."""
    return "".join(t.text or "" for t in string.iter(f"{S}t") if t.getparent().tag != f"{S}rPh")


def _string(string: Any, texts: Texts, columns: dict[str, list[Any]]) -> None:
    """A cell's words: plain, or in runs that have properties."""
    own = _text(string)
    properties: list[Any] = []

    def rebuild(items: list[Item]) -> None:
        for child in list(string):
            if child.tag in (f"{S}t", f"{S}r"):
                string.remove(child)
        for place, element in enumerate(_written(items, properties)):
            string.insert(place, element)
        for column in columns.get(own, ()):
            column.set("name", _text(string))

    texts.paragraph(list(_items(string, properties)), rebuild)


def _items(string: Any, properties: list[Any]) -> Iterator[Item]:
    looks: dict[bytes, int] = {}
    for child in string:
        if child.tag not in (f"{S}t", f"{S}r"):
            continue
        own = child.find(f"{S}rPr") if child.tag == f"{S}r" else None
        key = b"" if own is None else etree.tostring(own, method="c14n")
        if key not in looks:
            looks[key] = len(properties)
            properties.append(own)
        text = child if child.tag == f"{S}t" else child.find(f"{S}t")
        if text is not None and text.text:
            yield Item("text", looks[key], text.text)


def _written(items: Sequence[Item], properties: Sequence[Any]) -> Iterator[Any]:
    rich = any(one is not None for one in properties)
    for item in items:
        text = etree.Element(f"{S}t")
        text.text = item.text
        text.set(SPACE, "preserve")
        if not rich:
            yield text
            continue
        run = etree.Element(f"{S}r")
        if properties[item.look] is not None:
            run.append(etree.fromstring(etree.tostring(properties[item.look])))
        run.append(text)
        yield run


def _banner(banner: Any, texts: Texts) -> None:
    pieces = _CODE.split(banner.text or "")
    for place in range(0, len(pieces), 2):

        def put(text: str, at: int = place) -> None:
            pieces[at] = marks.plain(text).replace("&", "&&")
            banner.text = "".join(pieces)

        texts.string(pieces[place], put)
