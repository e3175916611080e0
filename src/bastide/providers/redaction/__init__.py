"""Files whose personal data is replaced: plain text, Word, OpenDocument, PDF with a text layer.

Each format has one module with one class: `text` is everything a reader, or who opens the archive,
could read; `redacted` is the file with pieces of that text replaced, and nothing else of what was
hidden in it. Files are hostile: nothing here runs in the server itself (`sandbox`).
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from bastide.engine.ports import ReadError
from bastide.providers.readers import budget

# suffix of the result → module of this package
FORMATS = {".txt": "plain", ".docx": "docx", ".odt": "odt", ".pdf": "pdf"}
Put = tuple[int, int, str]  # where in `text` it begins and ends, what stands there instead


class Redactable(Protocol):
    """A file opened. `warnings`: what could not be looked at, in French."""

    suffix: str
    text: str
    warnings: list[str]

    def redacted(self, puts: Sequence[Put]) -> bytes:
        """The file with these replacements, in order and apart. Raises `ReadError`."""
        ...


def open_file(path: Path, name: str) -> Redactable:
    """The file, whatever it is called. Raises `ReadError` with a sentence in French."""
    with path.open("rb") as file:
        head = file.read(8)
    if not head.strip():
        raise ReadError("Le fichier est vide.")
    if head.startswith(b"%PDF-"):
        module = "pdf"
    elif head.startswith(b"PK\x03\x04"):
        budget.check_archive(path)
        module = _of_archive(path)
    elif head.startswith(b"\xd0\xcf\x11\xe0"):
        raise ReadError(
            "C'est un ancien format de Word : enregistrez-le en .docx puis recommencez."
        )
    elif head.startswith((b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")):
        raise ReadError("Donnez un fichier .txt, .docx, .odt ou .pdf avec du texte.")
    else:
        module = "plain"
    opened = import_module(f"bastide.providers.redaction.{module}").opened(path, name)
    return cast(Redactable, opened)


def _of_archive(path: Path) -> str:
    from zipfile import ZipFile

    with ZipFile(path) as archive:
        names = set(archive.namelist())
    if "word/document.xml" in names:
        return "docx"
    if "content.xml" in names and "mimetype" in names:
        return "odt"
    raise ReadError("Cette archive n'est ni un .docx ni un .odt.")
