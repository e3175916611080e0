"""Reading a deposited file in a child process that can be killed.

1. The size is looked at; 2. the child reads page after page; 3. its lines of JSON become frozen
data again. The child is kept for the thread's next files: it forks for each (see `child`).
"""

from __future__ import annotations

import base64
import hashlib
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from bastide.engine.pieces.model import (
    Barcode,
    Box,
    FileRead,
    MrzZone,
    Page,
    PdfTraits,
    Tick,
    Word,
)
from bastide.engine.pieces.quality import judge_page
from bastide.engine.ports import ReadError
from bastide.providers.confined import Child


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost. `seconds`: for one page; sizes in bytes, `pixels` of an image.

    `memory`: address space of the reader, and of each tesseract that it starts; what they really
    hold is less than half of it (`bench/check/reading.py`).
    """

    seconds: float = 60
    total_seconds: float = 1800
    memory: int = 3 * 1024 * 1024 * 1024
    file_size: int = 100 * 1024 * 1024
    pages: int = 500
    pixels: int = 120_000_000


@dataclass(frozen=True, slots=True)
class PiecesRead:
    """The file as read, and the image (JPEG) of each page as it is shown, in page order.

    `cpu_s`: processor time of the reading, in seconds, all its processes together.
    """

    file: FileRead
    images: tuple[bytes, ...]
    cpu_s: float = 0.0


_idle = threading.local()


def read_pieces(
    path: Path,
    name: str,
    limits: Limits | None = None,
    *,
    told: Callable[[int, int], None] | None = None,
) -> PiecesRead:
    """Reads a PDF or an image. Raises `ReadError` with a sentence in French.

    `told` is called after each page with the pages read and their number in all.
    """
    limits = limits or Limits()
    sha256 = _looked_at(path, limits)
    child: Child | None = getattr(_idle, "child", None)
    _idle.child = None
    if child is not None and (child.limits != limits or child.process.poll() is not None):
        child.kill()
        child = None
    child = child or Child(limits, "bastide.providers.pieces.child")
    kept = False
    pages: list[Page] = []
    images: list[bytes] = []
    left = limits.total_seconds
    file = secrets.token_hex(8)
    ended: dict[str, Any] | None = None
    try:
        child.send({"path": str(path.resolve()), "file": file})
        while True:
            message = child.line(
                limits.seconds, "La lecture d'une page a pris trop de temps : elle a été arrêtée."
            )
            if message["file"] != file:
                raise ValueError("an answer for another file")
            if "cpu_s" in message:
                kept = True
                ended = ended or message
                if "error" in ended:
                    raise ReadError(str(ended["error"])[:500], final=bool(ended.get("final")))
                read = FileRead(
                    name, sha256, str(ended["media_type"]), tuple(pages), _traits(ended["pdf"])
                )
                cpu_s = float(message["cpu_s"])
                return PiecesRead(read, tuple(images), cpu_s if 0 <= cpu_s < 1e6 else 0.0)
            if "error" in message or message.get("end"):
                ended = message
                continue
            left -= float(message["seconds"])
            if left < 0 or len(pages) >= limits.pages:
                raise ReadError("Le fichier est trop long à lire : envoyez-le en plusieurs.")
            pages.append(_page(len(pages) + 1, message))
            images.append(base64.b64decode(message["image"], validate=True))
            if told:
                told(len(pages), int(message["count"]))
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise ReadError("Le fichier a fait échouer le lecteur : renvoyez-le.") from error
    finally:
        if kept:
            _idle.child = child
        else:
            child.kill()


def close_idle_child() -> None:
    """Ends the child that this thread keeps for the next file."""
    child: Child | None = getattr(_idle, "child", None)
    _idle.child = None
    if child is not None:
        child.kill()


def _looked_at(path: Path, limits: Limits) -> str:
    """The SHA-256 of a file of an acceptable size."""
    try:
        size = path.stat().st_size
        if size > limits.file_size:
            raise ReadError(
                f"Le fichier pèse {size / 1e6:.0f} Mo, la limite est de "
                f"{limits.file_size / 1e6:.0f} Mo : envoyez-le en plusieurs fichiers.",
                final=True,
            )
        if size == 0:
            raise ReadError("Le fichier est vide : envoyez-le de nouveau.", final=True)
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise ReadError(f"Le fichier ne peut pas être ouvert ({error.strerror}).") from error


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
    ticks = tuple(
        Tick(Box(*map(float, box)), bool(ticked), float(confidence))
        for box, ticked, confidence in message["ticks"]
    )
    quality = judge_page(
        words,
        lightness=float(message["lightness"]),
        ink=float(message["ink"]),
        letters=float(message["letters"]),
        sharpness=float(message["sharpness"]),
        zone=zone is not None,
    )
    return Page(
        number, width, height, words, quality, codes, zone,
        turned=int(message["turned"]), skew=float(message["skew"]), reader=str(message["reader"]),
        ticks=ticks,
    )  # fmt: skip


def _traits(told: dict[str, Any] | None) -> PdfTraits | None:
    if not told:
        return None
    return PdfTraits(
        str(told["producer"]), str(told["creator"]), _moment(told["created"]),
        _moment(told["modified"]), int(told["revisions"]), bool(told["linearized"]),
    )  # fmt: skip


def _moment(told: str) -> datetime | None:
    return datetime.fromisoformat(told) if told else None
