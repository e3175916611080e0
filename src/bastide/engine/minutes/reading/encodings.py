"""The text of a file's bytes, whatever they were saved in, two encodings in one file included."""

from __future__ import annotations

import codecs
import re

from bastide.engine.minutes.reading.heard import Unreadable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# A share of control characters that no text has.
_MOST_CONTROLS = 0.01
_CONTROLS = re.compile("[\0-\x08\x0b\x0e-\x1f\x7f]")
# Invisible marks that turn the direction of the letters: a name must not show another.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
MIXED = "Deux encodages dans ce fichier : les lignes mal codées ont été relues comme du Windows."
BINARY = (
    "Ce fichier n'est pas du texte : donnez une transcription (.vtt, .srt, .docx, .txt, .json)."
)


def decoded(body: bytes) -> tuple[str, tuple[str, ...]]:
    """The text, its lines ended by « \\n », and what has to be told. Raises `Unreadable`.

    Without a mark, each line is UTF-8, or else Windows-1252 (WHATWG's reading of Latin-1): merged
    files hold both.
    """
    name = next((name for mark, name in _MARKS if body.startswith(mark)), "")
    notices: tuple[str, ...] = ()
    if name:
        text = body.decode(name, "replace")
    elif body[1:200:2].count(0) > len(body[1:200:2]) * 0.6:
        text = body.decode("utf-16-le", "replace")
    else:
        try:
            text = body.decode("utf-8")
        except UnicodeDecodeError:
            text, notices = _line_by_line(body)
    sample = text[:100_000]
    if len(_CONTROLS.findall(sample)) > _MOST_CONTROLS * len(sample):
        raise Unreadable(BINARY)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    text = _TURNING.sub("", text.replace("\ufeff", "").replace("\x0c", "\n"))
    return _CONTROLS.sub("", text), notices


def _line_by_line(body: bytes) -> tuple[str, tuple[str, ...]]:
    lines, old, accented = [], 0, 0
    for line in body.split(b"\n"):
        try:
            lines.append(line.decode("utf-8"))
            accented += not line.isascii()
        except UnicodeDecodeError:
            lines.append(line.decode("cp1252", "replace"))
            old += 1
    return "\n".join(lines), (MIXED,) if old and accented else ()
