"""Reading a file of mails: the mails in a child process that can be killed, then their attachments.

What comes back is lines of JSON: the child may have been taken over by the file that it reads.
"""

from __future__ import annotations

import base64
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from bastide.engine.mail.model import Message
from bastide.engine.ports import ReadError
from bastide.providers.confined import TOO_LONG, Child
from bastide.providers.mail.attachments import Reading
from bastide.providers.mail.raw import Piece


@dataclass(frozen=True, slots=True)
class MailLimits:
    """What one file may cost. Sizes in bytes; `seconds` for one mail, `total_seconds` for all of
    them; `pieces_seconds`: for all the attachments of the file together."""

    seconds: float = 60
    total_seconds: float = 600
    pieces_seconds: float = 180
    mails: int = 2000
    memory: int = 1024 * 1024 * 1024
    file_size: int = 100 * 1024 * 1024


def read_mails(path: Path, limits: MailLimits | None = None) -> Iterator[Message | str]:
    """The mails of a file; a sentence in French for each that could not be read.

    Raises `ReadError`, in French, when the file gives none, or no more.
    """
    limits = limits or MailLimits()
    _look_at(path, limits)
    child = Child(limits, "bastide.providers.mail.child")
    reading = Reading(limits.pieces_seconds)
    try:
        child.send({"path": str(path.resolve())})
        left = limits.total_seconds
        while True:
            began = time.monotonic()
            told = _next(child, limits, left)
            if told.get("end"):
                return
            if "error" in told:
                raise ReadError(str(told["error"])[:500])
            if "note" in told:
                yield str(told["note"])[:500]
                continue
            pieces = [_piece(_next(child, limits, left)) for _ in range(int(told["pieces"]))]
            left -= time.monotonic() - began
            yield _message(told, reading, pieces)
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise ReadError("Le fichier a fait échouer le lecteur de courriels.") from error
    finally:
        child.kill()


def _look_at(path: Path, limits: MailLimits) -> None:
    try:
        size = path.stat().st_size
    except OSError as error:
        raise ReadError(f"Le fichier ne peut pas être ouvert ({error.strerror}).") from error
    if size > limits.file_size:
        raise ReadError(
            f"Le fichier pèse {size / 1e6:.0f} Mo, la limite est de {limits.file_size / 1e6:.0f} "
            "Mo : partagez-le en plusieurs."
        )


def _next(child: Child, limits: MailLimits, left: float) -> dict[str, Any]:
    if left <= 0:
        raise ReadError(TOO_LONG)
    return child.line(
        min(limits.seconds, left), "La lecture d'un courriel a pris trop de temps : arrêtée."
    )


def _piece(told: dict[str, Any]) -> Piece:
    return Piece(
        str(told["name"]),
        str(told["media_type"]),
        int(told["size"]),
        base64.b64decode(told["data"], validate=True),
        str(told["text"]),
        str(told["problem"]),
    )


def _message(told: dict[str, Any], reading: Reading, pieces: list[Piece]) -> Message:
    return Message(
        key=str(told["key"]),
        sender=str(told["sender"]),
        sender_name=str(told["sender_name"]),
        to=tuple(map(str, told["to"])),
        subject=str(told["subject"]),
        sent=datetime.fromisoformat(told["sent"]) if told["sent"] else None,
        body=str(told["body"]),
        answers=tuple(map(str, told["answers"])),
        attachments=tuple(reading.of_mail(pieces)),
    )
