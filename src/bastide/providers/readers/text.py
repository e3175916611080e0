"""Plain text in whatever encoding it was saved."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from charset_normalizer import from_bytes

from bastide.engine.model import ReadDocument
from bastide.engine.ports import ReadError
from bastide.providers.readers.outline import Outline


def decoded(path: Path) -> str:
    """The text of a file: UTF-8, else the most likely encoding. Raises `ReadError` if binary."""
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        best = from_bytes(raw).best()
        if best is None:
            raise ReadError("Le fichier n'est pas du texte : son contenu est binaire.") from None
        text = str(best)
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")


def read(path: Path, name: str) -> Iterator[ReadDocument]:
    """Paragraphs; a short line alone, without a full stop, between blank lines is a heading."""
    outline = Outline()
    text = decoded(path)
    paragraphs = [p.strip() for p in text.split("\n\n") if p.strip()]
    title = ""
    for number, paragraph in enumerate(paragraphs):
        alone = "\n" not in paragraph and len(paragraph) <= 90
        if alone and not paragraph.endswith((".", ":", ";", ",", "!", "?")):
            if number == 0:
                title = paragraph
            else:
                outline.heading(1, paragraph)
        else:
            outline.paragraph(paragraph)
    yield ReadDocument(key=name, title=title or Path(name).stem, blocks=outline.blocks())
