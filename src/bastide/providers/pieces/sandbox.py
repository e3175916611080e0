"""Reading a deposited file in a child process that can be killed.

1. The size is looked at; 2. the child reads page after page; 3. its lines of JSON become frozen
data again. The child is ended after each file: a hostile file leaves nothing for the next one.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bastide.engine.pieces.model import Barcode, Box, FileRead, MrzZone, Page, PdfTraits, Word
from bastide.engine.pieces.quality import judge_page
from bastide.engine.ports import ReadError
from bastide.providers.readers.sandbox import Child


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost. `seconds`: for one page; sizes in bytes, `pixels` of an image."""

    seconds: float = 60
    total_seconds: float = 1800
    memory: int = 3 * 1024 * 1024 * 1024
    file_size: int = 100 * 1024 * 1024
    unpacked: int = 600 * 1024 * 1024
    pages: int = 500
    pixels: int = 120_000_000


@dataclass(frozen=True, slots=True)
class PiecesRead:
    """The file as read, and the image (JPEG) of each page as it is shown, in page order."""

    file: FileRead
    images: tuple[bytes, ...]


def read_pieces(path: Path, name: str, limits: Limits | None = None) -> PiecesRead:
    """Reads a PDF or an image. Raises `ReadError` with a sentence in French."""
    limits = limits or Limits()
    try:
        size = path.stat().st_size
        if size > limits.file_size:
            raise ReadError(
                f"Le fichier pèse {size / 1e6:.0f} Mo, la limite est de "
                f"{limits.file_size / 1e6:.0f} Mo : envoyez-le en plusieurs fichiers."
            )
        if size == 0:
            raise ReadError("Le fichier est vide : envoyez-le de nouveau.")
        with path.open("rb") as stream:
            sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise ReadError(f"Le fichier ne peut pas être ouvert ({error.strerror}).") from error
    child = Child(limits, "bastide.providers.pieces.child")
    pages: list[Page] = []
    images: list[bytes] = []
    left = limits.total_seconds
    try:
        child.send({"path": str(path.resolve())})
        while True:
            message = child.line(
                limits.seconds, "La lecture d'une page a pris trop de temps : elle a été arrêtée."
            )
            if "error" in message:
                raise ReadError(str(message["error"])[:500])
            if message.get("end"):
                traits = PdfTraits(**message["pdf"]) if message["pdf"] else None
                media_type = str(message["media_type"])
                return PiecesRead(
                    FileRead(name, sha256, media_type, tuple(pages), traits), tuple(images)
                )
            left -= float(message["seconds"])
            if left < 0 or len(pages) >= limits.pages:
                raise ReadError("Le fichier est trop long à lire : envoyez-le en plusieurs.")
            pages.append(_page(len(pages) + 1, message))
            images.append(base64.b64decode(message["image"], validate=True))
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise ReadError("Le fichier a fait échouer le lecteur.") from error
    finally:
        child.kill()


def _page(number: int, message: dict[str, Any]) -> Page:
    words = tuple(
        Word(str(text), Box(*map(float, box)), int(line), float(confidence))
        for text, box, line, confidence in message["words"]
    )
    width, height = int(message["width"]), int(message["height"])
    codes = tuple(
        Barcode(str(kind), base64.b64decode(data), Box(*map(float, box)))
        for kind, data, box in message["barcodes"]
    )
    zone = None
    if message["mrz"]:
        lines, box = message["mrz"]
        zone = MrzZone(tuple(map(str, lines)), Box(*map(float, box)))
    quality = judge_page(words, height, float(message["lightness"]))
    return Page(
        number, width, height, words, quality, codes, zone,
        turned=int(message["turned"]), skew=float(message["skew"]), reader=str(message["reader"]),
    )  # fmt: skip
