"""Reading files: one module a format, chosen by the content as much as by the name.

Files are hostile: nothing here is called in the server itself, but in a child process with limits
(`sandbox`).
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

from bastide.engine.model import ReadDocument
from bastide.engine.ports import ReadError

# suffix → module of this package (imported when needed: a child that reads text stays light)
READABLE = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".odt": "odt",
    ".xlsx": "sheet",
    ".csv": "sheet",
    ".tsv": "sheet",
    ".jsonl": "jsonl",
    ".xml": "dila",
    ".zip": "dila",
    ".gz": "dila",
    ".tgz": "dila",
    ".tar": "dila",
}
CONTAINERS = frozenset({".jsonl", ".xlsx", ".csv", ".tsv", ".zip", ".gz", ".tgz", ".tar"})
# the fiches of the service-public archive, among its tables of contents (N…) and resources (R…)
FICHE = re.compile(r"(?:^|/)F\d+\.xml\Z")

_EXECUTABLES = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"#!")


def read_file(path: Path, name: str) -> Iterator[ReadDocument]:
    """The documents of a file. Raises `ReadError` with a sentence in French."""
    module = import_module(f"bastide.providers.readers.{_format_of(path, name)}")
    read: Callable[[Path, str], Iterator[ReadDocument]] = module.read
    yield from read(path, name)


def _format_of(path: Path, name: str) -> str:
    """The reader for what the file is, whatever it is called."""
    suffix = Path(name).suffix.lower()
    try:
        with path.open("rb") as file:
            head = file.read(4096)
    except OSError as error:
        raise ReadError(f"Le fichier ne peut pas être ouvert ({error.strerror}).") from error
    if not head.strip():
        raise ReadError("Le fichier est vide.")
    if head.startswith(_EXECUTABLES):
        raise ReadError("Ce fichier est un programme, pas un document : il n'est pas lu.")
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return _zip_format(path)
    if head.startswith(b"\x1f\x8b") or head[257:262] == b"ustar":
        return "dila"
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise ReadError(
            "C'est un ancien format de Microsoft Office (ou un fichier protégé par mot de passe) : "
            "enregistrez-le en .docx, .xlsx ou .pdf."
        )
    wanted = READABLE.get(suffix)
    if wanted in ("pdf", "docx", "odt") or suffix in (".xlsx", ".zip", ".gz", ".tgz", ".tar"):
        start = head.lstrip()[:200].lower()
        if start.startswith((b"<!doctype html", b"<html")):
            return "html"
        raise ReadError(f"Le contenu n'est pas celui d'un fichier « {suffix} ».")
    if wanted is None:
        raise ReadError(
            f"Le format « {suffix or 'sans extension'} » n'est pas de ceux qui se lisent."
        )
    if b"\x00" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ReadError("Le fichier n'est pas du texte : son contenu est binaire.")
    return wanted


def _zip_format(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist()[:20000])
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise ReadError("Le fichier est abîmé : il ne s'ouvre pas.") from error
    if "word/document.xml" in names:
        return "docx"
    if "xl/workbook.xml" in names:
        return "sheet"
    if "content.xml" in names and "mimetype" in names:
        return "odt"
    if any(n.lower().endswith(".xml") for n in names):
        return "dila"
    raise ReadError("Cette archive ne contient pas de fiches service-public (XML).")
