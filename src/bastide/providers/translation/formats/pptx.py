"""PowerPoint presentations: slides, layouts, masters, notes, tables, charts, diagrams."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from bastide.providers.translation.formats import Languages, Opened
from bastide.providers.translation.formats.ooxml import A, paragraphs
from bastide.providers.translation.formats.package import Package
from bastide.providers.translation.formats.shared import charts, spelling
from bastide.providers.translation.formats.texts import Texts

_PARTS = re.compile(
    r"ppt/(?:slides/slide|notesSlides/notesSlide|charts/chart|diagrams/data|diagrams/drawing"
    r"|slideLayouts/slideLayout|slideMasters/slideMaster)\d*\.xml"
)
# Layouts and masters show their own words only where they are no placeholder to be filled.
_MODELS = ("ppt/slideLayouts/", "ppt/slideMasters/")
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"


def opened(path: Path, languages: Languages) -> Opened:
    package = Package(path, ".pptx")
    parts = package.xml(lambda name: bool(_PARTS.fullmatch(name)))
    texts = Texts()
    for name, root in parts.items():
        if name.startswith(_MODELS):
            for shape in root.iter(f"{_P}sp"):
                if shape.find(f"{_P}nvSpPr/{_P}nvPr/{_P}ph") is None:
                    paragraphs(shape, texts)
            continue
        paragraphs(root, texts)
        charts(root, texts)
        for picture in root.iter(f"{_P}cNvPr"):
            texts.attribute(picture, "descr")

    def written(translations: Sequence[str]) -> bytes:
        texts.put(translations)
        for root in parts.values():
            for properties in root.iter(f"{A}rPr", f"{A}endParaRPr", f"{A}defRPr"):
                spelling(properties, "lang", languages)
        return package.with_parts(parts)

    return Opened(texts.all, written)
