"""Reading a file in a child process that can be killed.

The child gets limits of memory and of what it may write, and no more time than is allowed. What
comes back is lines of JSON, never pickled objects: the child may have been taken over by the file
it reads. It is kept for the next files and replaced after any failure.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bastide.engine.model import Block, ReadDocument
from bastide.engine.ports import ReadError
from bastide.providers.confined import TOO_LONG, Child


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost. Sizes in bytes, `text` in characters.

    `seconds`: between two documents of a file. `total_seconds`: waited for the whole file (what is
    done with a document meanwhile is not counted), and as much processor time.
    """

    seconds: float = 60
    total_seconds: float = 900
    documents: int = 200_000
    memory: int = 1024 * 1024 * 1024
    file_size: int = 100 * 1024 * 1024
    unpacked: int = 600 * 1024 * 1024
    pages: int = 3000
    text: int = 200_000_000


_TOO_SLOW = "La lecture a pris plus de {:.0f} s : elle a été arrêtée."
_TOO_SLOW_IN_ALL = (
    "La lecture du fichier a pris plus de {:.0f} s en tout : elle a été arrêtée. Partagez-le en "
    "plusieurs fichiers."
)
_idle = threading.local()


def read_in_child(path: Path, name: str, limits: Limits | None = None) -> Iterator[ReadDocument]:
    """The documents of a file, read elsewhere. Raises `ReadError` with a sentence in French."""
    limits = limits or Limits()
    try:
        size = path.stat().st_size
    except OSError as error:
        raise ReadError(f"Le fichier ne peut pas être ouvert ({error.strerror}).") from error
    if size > limits.file_size:
        raise ReadError(
            f"Le fichier pèse {size / 1e6:.0f} Mo, "
            f"la limite est de {limits.file_size / 1e6:.0f} Mo."
        )
    child: Child | None = getattr(_idle, "child", None)
    _idle.child = None
    if child is not None and (child.limits != limits or child.process.poll() is not None):
        child.kill()
        child = None
    child = child or Child(limits, "bastide.providers.readers.child")
    kept = False
    try:
        child.send({"path": str(path.resolve()), "name": name})
        total = documents = 0
        left = limits.total_seconds
        while True:
            began = time.monotonic()
            if left < limits.seconds:
                message = child.line(left, _TOO_SLOW_IN_ALL.format(limits.total_seconds))
            else:
                message = child.line(limits.seconds, _TOO_SLOW.format(limits.seconds))
            left -= time.monotonic() - began
            if message.get("end"):
                kept = True
                return
            if "error" in message:
                kept = bool(message.get("healthy"))
                raise ReadError(str(message["error"])[:500])
            document = _document(message)
            total += sum(len(b.text) for b in document.blocks)
            documents += 1
            if total > limits.text:
                raise ReadError(TOO_LONG)
            if documents > limits.documents:
                raise ReadError(
                    f"Le fichier contient plus de {limits.documents} documents : les autres ne "
                    "sont pas lus. Partagez-le en plusieurs fichiers."
                )
            yield document
    except (BrokenPipeError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise ReadError("Le fichier a fait échouer le lecteur.") from error
    finally:
        if kept and getattr(_idle, "child", None) is None:
            _idle.child = child
        else:
            child.kill()


def close_idle_child() -> None:
    """Ends the child that this thread keeps for the next file."""
    child: Child | None = getattr(_idle, "child", None)
    _idle.child = None
    if child is not None:
        child.kill()


def _document(message: dict[str, Any]) -> ReadDocument:
    updated, review, valid_from, valid_to = (
        date.fromisoformat(day) if day else None for day in message["days"]
    )
    return ReadDocument(
        key=str(message["key"]),
        title=str(message["title"]),
        blocks=tuple(
            Block(str(text), tuple(map(str, headings)), _kind(kind))
            for text, headings, kind in message["blocks"]
        ),
        theme=tuple(map(str, message["theme"])),
        url=_web_address(str(message["url"])),
        updated=updated,
        review=review,
        valid_from=valid_from,
        valid_to=valid_to,
        readers=tuple(map(str, message["readers"])),
    )


def _kind(kind: str) -> Any:
    return kind if kind in ("text", "table", "qa") else "text"


def _web_address(url: str) -> str:
    """Only addresses that may stand in a link: a document must not carry `javascript:`."""
    return url if url.startswith(("https://", "http://")) else ""
