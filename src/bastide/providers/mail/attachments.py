"""What stands in the files that came with a mail, by the readers of documents and of Check.

1. A program, an archive, a document with macros is named, never opened (`danger`).
2. A text layer is read by `readers`; a scan or a photograph by the optical reader of Check
   (`pieces`): each in its own child process.
3. Bounded in number, in pages and in time: what is beyond is listed, and says that it is not read.
"""

from __future__ import annotations

import re
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from bastide.engine.mail.model import Attachment
from bastide.engine.model import ReadDocument
from bastide.engine.pieces.model import Word
from bastide.engine.ports import ReadError
from bastide.providers.mail.raw import Piece
from bastide.providers.readers import sandbox as documents

MOST_READ = 10
# Characters kept of one file: what it is about stands in its first pages.
LONGEST_TEXT = 20_000
PAGES = 10
PIECE_SECONDS = 60.0
DOCUMENT_BYTES = 512 * 1024 * 1024
# What the reader is told of the name, and gives back as a title when it finds none.
NAME = "piece"
_PAGE = re.compile(r"Page \d+")
_IMAGES = (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp", ".heic", ".heif")
_TEXTS = (".pdf", ".docx", ".odt", ".xlsx", ".csv", ".txt", ".md", ".html", ".htm")


class Reading:
    """Reads the attachments of the mails of one file, within one allowance of time."""

    def __init__(self, seconds: float) -> None:
        self._left = seconds

    def of_mail(self, pieces: Sequence[Piece]) -> Iterator[Attachment]:
        read = 0
        for piece in pieces:
            text, problem = piece.text, piece.problem
            if piece.data and not problem:
                read += 1
                if read > MOST_READ:
                    problem = f"non lue : les {MOST_READ} premières pièces le sont."
                elif self._left <= 0:
                    problem = "non lue : la lecture des pièces a déjà pris trop de temps."
                else:
                    text, problem = self._read(piece)
            yield Attachment(piece.name, piece.media_type, piece.size, text, problem)

    def _read(self, piece: Piece) -> tuple[str, str]:
        began = time.monotonic()
        suffix = _suffix(piece)
        try:
            with tempfile.NamedTemporaryFile(suffix=suffix) as file:
                file.write(piece.data)
                file.flush()
                text = text_of(Path(file.name), f"{NAME}{suffix}", min(PIECE_SECONDS, self._left))
            return text[:LONGEST_TEXT], ""
        except ReadError as error:
            return "", str(error)
        finally:
            self._left -= time.monotonic() - began


def text_of(path: Path, name: str, seconds: float) -> str:
    """The text of a document, a scan or a photograph. Raises `ReadError`, in French."""
    suffix = Path(name).suffix.lower()
    if suffix not in _IMAGES:
        limits = documents.Limits(
            seconds=seconds, total_seconds=seconds, documents=50, unpacked=DOCUMENT_BYTES, pages=500
        )
        try:
            found = documents.read_in_child(path, name, limits)
            return "\n\n".join(part for one in found for part in _told(one))
        except ReadError:
            if suffix != ".pdf":
                raise
    return _by_eye(path, name, seconds)


def _told(document: ReadDocument) -> Iterator[str]:
    """A document from top to bottom: its title, its headings where they change, its text."""
    if document.title != NAME:
        yield document.title
    above: tuple[str, ...] = ()
    for block in document.blocks:
        yield from (h for h in block.headings if h not in above and not _PAGE.fullmatch(h))
        above = block.headings
        yield block.text


def _by_eye(path: Path, name: str, seconds: float) -> str:
    from bastide.providers.pieces import Limits, read_pieces  # heavy: only who needs it loads it

    limits = Limits(seconds=seconds, total_seconds=seconds, pages=PAGES)
    pages = read_pieces(path, name, limits).file.pages
    return "\n\n".join(_lines(page.words) for page in pages)


def _lines(words: Sequence[Word]) -> str:
    lines: dict[int, list[str]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word.text)
    return "\n".join(" ".join(said) for said in lines.values())


def _suffix(piece: Piece) -> str:
    """What the file is, by its name, else by its first bytes and the type the sender gave."""
    suffix = Path(piece.name).suffix.lower()
    if suffix in _IMAGES or suffix in _TEXTS:
        return suffix
    if piece.data.startswith(b"%PDF-"):
        return ".pdf"
    kinds = {
        "image/jpeg": ".jpg", "image/png": ".png", "image/heic": ".heic", "image/tiff": ".tif",
        "text/plain": ".txt", "text/html": ".html", "text/csv": ".csv", "text/calendar": ".txt",
        "text/vcard": ".txt", "text/x-vcard": ".txt",
    }  # fmt: skip
    return kinds.get(piece.media_type, suffix)
