"""Reading a file of mails: the mails in a child process that can be killed, then their attachments.

What comes back is lines of JSON: the child may have been taken over by the file that it reads.
"""

from __future__ import annotations

import base64
import secrets
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
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


_idle = threading.local()


def read_mails(path: Path, limits: MailLimits | None = None) -> Iterator[Message | str]:
    """The mails of a file; a sentence in French for each that could not be read.

    Raises `ReadError`, in French, when the file gives none, or no more. The child is kept for the
    thread's next files: it forks for each (see `child`).
    """
    limits = limits or MailLimits()
    _look_at(path, limits)
    child: Child | None = getattr(_idle, "child", None)
    _idle.child = None
    if child is not None and (child.limits != limits or child.process.poll() is not None):
        child.kill()
        child = None
    told = _Told(child or Child(limits, "bastide.providers.mail.child"), limits)
    kept = False
    try:
        told.ask(path)
        problem = ""
        reading = Reading(limits.pieces_seconds)
        while not (one := told.next()).get("last"):
            if "error" in one:
                problem = str(one["error"])[:500]
            elif "note" in one:
                yield str(one["note"])[:500]
            else:
                pieces = [_piece(told.next()) for _ in range(int(one["pieces"]))]
                yield _message(one, reading, pieces)
        kept = True
        problem = problem or str(one.get("error", ""))[:500]
        if problem:
            raise ReadError(problem)
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise ReadError("Le fichier a fait échouer le lecteur de courriels.") from error
    finally:
        if kept and getattr(_idle, "child", None) is None:
            _idle.child = told.child
        else:
            told.child.kill()


def close_idle_child() -> None:
    """Ends the child that this thread keeps for the next file."""
    child: Child | None = getattr(_idle, "child", None)
    _idle.child = None
    if child is not None:
        child.kill()


class _Told:
    """What the child says of one file, within the time of the file."""

    def __init__(self, child: Child, limits: MailLimits) -> None:
        self.child, self._limits = child, limits
        self._left = limits.total_seconds
        self._file = secrets.token_hex(8)

    def ask(self, path: Path) -> None:
        self.child.send({"path": str(path.resolve()), "file": self._file})

    def next(self) -> dict[str, Any]:
        began = time.monotonic()
        if self._left <= 0:
            raise ReadError(TOO_LONG)
        one = self.child.line(
            min(self._limits.seconds, self._left),
            "La lecture d'un courriel a pris trop de temps : elle a été arrêtée.",
        )
        self._left -= time.monotonic() - began
        if one["file"] != self._file:
            raise ValueError("an answer for another file")
        return one


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


def _clean(value: object) -> str:
    """Text that a database and a page can hold: neither NUL nor halves of characters."""
    return str(value).replace("\0", "").encode("utf-8", "replace").decode("utf-8")


def _piece(told: dict[str, Any]) -> Piece:
    return Piece(
        _clean(told["name"]),
        _clean(told["media_type"]),
        int(told["size"]),
        base64.b64decode(told["data"], validate=True),
        _clean(told["text"]),
        _clean(told["problem"]),
    )


def _message(told: dict[str, Any], reading: Reading, pieces: list[Piece]) -> Message:
    attachments = (
        replace(one, text=_clean(one.text), problem=_clean(one.problem))
        for one in reading.of_mail(pieces)
    )
    return Message(
        key=_clean(told["key"]),
        sender=_clean(told["sender"]),
        sender_name=_clean(told["sender_name"]),
        to=tuple(map(_clean, told["to"])),
        subject=_clean(told["subject"]),
        sent=datetime.fromisoformat(told["sent"]) if told["sent"] else None,
        body=_clean(told["body"]),
        answers=tuple(map(_clean, told["answers"])),
        attachments=tuple(attachments),
    )
