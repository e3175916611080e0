"""Plain text in whatever encoding it was saved."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path

from charset_normalizer import from_bytes

from bastide.engine.model import ReadDocument
from bastide.engine.ports import ReadError
from bastide.providers.readers.outline import Outline

_FRENCH = frozenset("àâäçéèêëîïôöùûüÿœæÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆ«»’‘“”…–—•·°€§²³½\xa0©®ªº")


def decoded(path: Path, stated: str = "") -> str:
    """The text of a file: its mark of encoding, else the one `stated` in it, else UTF-8, else the
    most likely. Raises `ReadError` if binary."""
    return text_of(path.read_bytes(), stated)


def text_of(raw: bytes, stated: str = "") -> str:
    """`decoded`, of bytes at hand."""
    text = "" if raw.startswith(codecs.BOM_UTF8) else _as_stated(raw, stated)
    try:
        text = text or raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = _old_windows(raw) or _most_likely(raw)
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")


def _as_stated(raw: bytes, stated: str) -> str:
    """The text in the encoding that the file gives itself; nothing when it does not hold."""
    try:
        name = codecs.lookup(stated).name if stated else ""
        # its mark was read as ASCII: it cannot be UTF-16 (WHATWG, « encoding sniffing »)
        if not name or name.startswith("utf-16"):
            return ""
        return raw.decode("cp1252" if name in ("iso8859-1", "ascii") else name)
    except (LookupError, UnicodeError, ValueError, TypeError):
        return ""


def _old_windows(raw: bytes) -> str:
    """French saved by Windows, else nothing: too short a text is guessed wrong (« Oů »)."""
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        return ""
    return text if all(c.isascii() or c in _FRENCH for c in text) and "\x00" not in text else ""


def _most_likely(raw: bytes) -> str:
    best = from_bytes(raw).best()
    if best is None:
        raise ReadError("Le fichier n'est pas du texte : son contenu est binaire.")
    return str(best)


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
