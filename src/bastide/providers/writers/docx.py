"""A letter as a Word document: plain paragraphs, headings and bullets, in French."""

from __future__ import annotations

import io
from collections.abc import Iterator

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from bastide.providers.writers.printable import printable

_BULLETS = ("- ", "– ", "• ")


def letter(title: str, text: str) -> bytes:
    """The letter: `title` is its object; of `text`, each line is a paragraph, a line that begins
    by a dash is a bullet, a line that ends by a colon and is followed by bullets is a heading."""
    document = docx.Document()
    _style(document)
    title = printable(" ".join(title.split()))
    document.core_properties.title = title[:255]
    document.core_properties.author = ""
    document.core_properties.language = "fr-FR"
    first = document.add_paragraph()
    first.add_run(f"Objet : {title}").bold = True
    for kind, line in _lines(printable(text)):
        if kind == "bullet":
            document.add_paragraph(line, style="List Bullet")
        elif kind == "heading":
            document.add_heading(line, level=2)
        else:
            document.add_paragraph(line)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _lines(text: str) -> Iterator[tuple[str, str]]:
    lines = [line.strip() for line in text.split("\n")]
    kept = [line for line in lines if line]
    for at, line in enumerate(kept):
        after = kept[at + 1] if at + 1 < len(kept) else ""
        if line.startswith(_BULLETS):
            yield "bullet", line[2:].strip()
        elif line.endswith(":") and after.startswith(_BULLETS):
            yield "heading", line.rstrip(": \u00a0")
        else:
            yield "text", line


def _style(document: docx.document.Document) -> None:
    """A4, readable, told to be French so that a screen reader says it so."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(11)
    properties = normal.element.get_or_add_rPr()
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "fr-FR")
    properties.append(language)
