"""Word documents: body, headers, footers, notes, comments, text boxes, charts, alternative text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bastide.providers.translation.formats import Languages, Opened
from bastide.providers.translation.formats.ooxml import W, paragraphs
from bastide.providers.translation.formats.package import Package
from bastide.providers.translation.formats.shared import charts, spelling
from bastide.providers.translation.formats.texts import Texts

_PARTS = re.compile(
    r"word/(?:document\d*|header\d*|footer\d*|footnotes|endnotes|comments|glossary/document)\.xml"
    r"|word/(?:charts/chart|diagrams/(?:data|drawing))\d*\.xml"
)
_SETTINGS = re.compile(r"word/(?:styles|settings)\.xml")
_PROPERTIES = (
    "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr",
    "{http://schemas.openxmlformats.org/presentationml/2006/main}cNvPr",
)


def opened(path: Path, languages: Languages) -> Opened:
    package = Package(path, ".docx")
    parts = package.xml(lambda name: bool(_PARTS.fullmatch(name)))
    texts = Texts()
    for root in parts.values():
        paragraphs(root, texts)
        charts(root, texts)
        for picture in root.iter(*_PROPERTIES):
            texts.attribute(picture, "descr")
    styles = package.xml(lambda name: bool(_SETTINGS.fullmatch(name)))

    def written(translations: Sequence[str]) -> bytes:
        texts.put(translations)
        for root in [*parts.values(), *styles.values()]:
            _in_language(root, languages)
        return package.with_parts({**parts, **styles})

    return Opened(texts.all, written)


def _in_language(root: Any, languages: Languages) -> None:
    """The language that Word checks the spelling of."""
    for lang in root.iter(f"{W}lang"):
        spelling(lang, f"{W}val", languages)
