"""Plain text: each line stays a line, in the encoding that it came in where that can hold it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from bastide.engine.translation import marks
from bastide.providers.translation.formats import Languages, Opened, Refused

_LINE = re.compile(r"\r\n|\n|\r")


def decoded(data: bytes) -> tuple[str, str]:
    """A text and its encoding. Raises `Refused` for what is not text."""
    for start, name in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(start):
            return data.decode(name, "replace"), name
    if b"\0" in data:
        raise Refused("Le fichier n'est pas du texte : son contenu est binaire.")
    if data.startswith(b"\xef\xbb\xbf"):
        return data.decode("utf-8-sig", "replace"), "utf-8-sig"
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace"), "cp1252"


def encoded(text: str, encoding: str) -> bytes:
    """In the encoding that it came in, in UTF-8 when a letter has no place there."""
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace")


def opened(path: Path, languages: Languages) -> Opened:
    text, encoding = decoded(path.read_bytes())
    lines = _LINE.split(text)
    ends = _LINE.findall(text)
    places = [at for at, line in enumerate(lines) if any(c.isalpha() for c in line)]

    def written(translations: Sequence[str]) -> bytes:
        for at, translation in zip(places, translations, strict=True):
            lines[at] = marks.plain(translation)
        whole = "".join(a + b for a, b in zip(lines, [*ends, ""], strict=True))
        return encoded(whole, encoding)

    return Opened([lines[at] for at in places], written)
