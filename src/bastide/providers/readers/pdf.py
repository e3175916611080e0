"""PDF with a text layer, by pdfium: a page a section. A scan has no text and says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pypdfium2 as pdfium

from bastide.engine.model import ReadDocument
from bastide.engine.ports import ReadError
from bastide.providers.readers import budget
from bastide.providers.readers.outline import Outline


def read(path: Path, name: str) -> Iterator[ReadDocument]:
    try:
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise ReadError(
                "Le PDF est protégé par un mot de passe : déposez-le sans protection."
            ) from error
        raise ReadError("Le PDF est abîmé : il ne s'ouvre pas.") from error
    budget.check_pages(len(document))
    outline = Outline()
    found = False
    for number in range(len(document)):
        try:
            text = document[number].get_textpage().get_text_bounded()
        except pdfium.PdfiumError:
            continue
        text = _unwrapped(text)
        if text:
            found = True
            outline.heading(1, f"Page {number + 1}")
            outline.paragraph(text)
    if not found:
        raise ReadError(
            "Le PDF n'a pas de texte : c'est une image (un scan), qui ne se lit pas ici."
        )
    title = str(document.get_metadata_dict().get("Title") or "").strip()
    yield ReadDocument(key=name, title=title or Path(name).stem, blocks=outline.blocks())


def _unwrapped(text: str) -> str:
    """Lines cut by the page's width joined again; a line that ends a sentence stays one."""
    lines = [" ".join(line.replace("￾", "").split()) for line in text.splitlines()]
    joined = re.sub(r"(?<=[^\n.:;!?…])\n(?=[a-zà-öø-ÿ(])", " ", "\n".join(lines))
    return re.sub(r"\n{2,}", "\n", joined).strip()
