"""Plain text: the same bytes elsewhere, ends of lines, encoding and its mark included."""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from pathlib import Path

from bastide.engine.ports import ReadError
from bastide.providers.redaction import Put

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class PlainText:
    suffix = ".txt"

    def __init__(self, raw: bytes) -> None:
        self.warnings: list[str] = []
        self._mark, self._encoding = next(
            ((mark, name) for mark, name in _MARKS if raw.startswith(mark)), (b"", "utf-8")
        )
        body = raw[len(self._mark) :]
        if not self._mark and b"\0" in body:
            raise ReadError("Ce fichier n'est pas du texte : donnez un .txt, .docx, .odt ou .pdf.")
        try:
            self.text = body.decode(self._encoding)
        except UnicodeDecodeError:
            self._encoding = "cp1252" if not self._mark else self._encoding
            try:
                self.text = body.decode(self._encoding)
            except UnicodeDecodeError:
                if self._mark:
                    raise ReadError("Ce fichier de texte est abîmé : il ne se lit pas.") from None
                self._encoding = "latin-1"
                self.text = body.decode("latin-1")

    def redacted(self, puts: Sequence[Put]) -> bytes:
        pieces, at = [], 0
        for start, end, new in puts:
            pieces += [self.text[at:start], new]
            at = end
        whole = "".join([*pieces, self.text[at:]])
        return self._mark + whole.encode(self._encoding, "replace")


def opened(path: Path, _name: str) -> PlainText:
    return PlainText(path.read_bytes())
