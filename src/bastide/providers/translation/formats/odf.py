"""OpenDocument texts, sheets and presentations (ODF 1.3): paragraphs of content and of page styles.

Formulas and the values of cells stay; a cell that a formula computes is left, its words are
computed again. Deleted text that a document remembers is not translated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from lxml import etree

from bastide.providers.translation.formats import Languages, Opened
from bastide.providers.translation.formats.mixed import Mixed, What, add_text
from bastide.providers.translation.formats.package import Package
from bastide.providers.translation.formats.shared import REGIONS
from bastide.providers.translation.formats.texts import Texts

_NS = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0"
TEXT, TABLE, DRAW, OFFICE = (f"{{{_NS.format(n)}}}" for n in ("text", "table", "drawing", "office"))
SVG = f"{{{_NS.format('svg-compatible')}}}"
FO = f"{{{_NS.format('xsl-fo-compatible')}}}"
_SPANS = frozenset(f"{TEXT}{name}" for name in "span a meta ruby ruby-base".split())
_OBJECTS = frozenset(
    f"{TEXT}{name}"
    for name in "page-number page-count date time author-name author-initials title subject "
    "file-name chapter sequence sequence-ref bookmark-ref reference-ref note-ref user-defined "
    "variable-get variable-set expression database-display placeholder conditional-text "
    "hidden-text sheet-name creation-date modification-date user-field-get "
    "text-input drop-down".split()
)
_LEFT = frozenset({f"{TEXT}tracked-changes", f"{OFFICE}scripts", f"{OFFICE}meta"})


def opened(path: Path, languages: Languages) -> Opened:
    package = Package(path, ".odt, .ods ou .odp")
    parts = package.xml(lambda name: name in ("content.xml", "styles.xml"))
    texts = Texts()
    lines = Mixed(_what, _blanks, _write)
    for root in parts.values():
        for paragraph in _paragraphs(root):
            lines.paragraph(paragraph, texts)
        for told in root.iter(f"{SVG}title", f"{SVG}desc"):
            texts.content(told)

    def written(translations: Sequence[str]) -> bytes:
        texts.put(translations)
        for root in parts.values():
            _in_language(root, languages)
        return package.with_parts(parts)

    return Opened(texts.all, written)


def _paragraphs(element: Any) -> Iterator[Any]:
    """Paragraphs and headings in their order, those of notes and frames after theirs."""
    for child in element:
        if child.tag in _LEFT or _computed(child) or not isinstance(child.tag, str):
            continue
        if child.tag in (f"{TEXT}p", f"{TEXT}h"):
            yield child
        yield from _paragraphs(child)


def _computed(element: Any) -> bool:
    """A cell of a formula, a number or a date: what it shows is made by the office."""
    if element.tag != f"{TABLE}table-cell":
        return False
    kind = element.get(f"{OFFICE}value-type")
    if element.get(f"{TABLE}formula") is not None or kind not in (None, "string"):
        return True
    element.attrib.pop(f"{OFFICE}string-value", None)  # else it would hide the translation
    return False


def _what(element: Any) -> What:
    if element.tag in _SPANS:
        return "span"
    if element.tag in _OBJECTS:
        return "object"
    if element.tag == f"{TEXT}s":
        return "blanks"
    if element.tag == f"{TEXT}tab":
        return "break"
    return "soft" if element.tag == f"{TEXT}line-break" else "anchor"


def _blanks(element: Any) -> int:
    count = element.get(f"{TEXT}c", "1")
    return min(int(count), 1000) if count.isdigit() else 1


def _write(holder: Any, text: str) -> None:
    """Blanks at the beginning of a paragraph, and all but the first of several in a row, need an
    element (ODF 1.3, part 3, 6.1.3)."""
    begins = holder.tag in (f"{TEXT}p", f"{TEXT}h") and not holder.text and not len(holder)
    blanks = r"(^ +|(?<= ) +)" if begins else r"((?<= ) +)"
    for place, piece in enumerate(re.split(blanks, text)):
        if place % 2:
            etree.SubElement(holder, f"{TEXT}s", {f"{TEXT}c": str(len(piece))})
        elif piece:
            add_text(holder, piece)


def _in_language(root: Any, languages: Languages) -> None:
    source, target = languages
    for properties in root.iter(f"{{{_NS.format('style')}}}text-properties"):
        if properties.get(f"{FO}language") == source:
            properties.set(f"{FO}language", target)
            properties.set(f"{FO}country", REGIONS.get(target, "none"))
