"""Bytes of a mail as text, whatever charset it says: many programs say one and write another."""

from __future__ import annotations

from bastide.engine.ports import ReadError
from bastide.providers.readers.text import text_of


def text_in(data: bytes, stated: str = "") -> str:
    """UTF-8 where it is plainly so, else as stated, else the most likely."""
    said = stated.strip().lower()
    try:
        if not said.startswith(("utf-16", "utf-32", "utf-7", "iso-2022", "hz")):
            return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        return text_of(data, said)
    except ReadError:
        return data.decode("cp1252", "replace")
