"""Reading a file in a child process that can be killed.

The child gets limits of memory and of what it may write, and no more time than is allowed. What
comes back is lines of JSON, never pickled objects: the child may have been taken over by the file
it reads. It is kept for the next files and replaced after any failure.
"""

from __future__ import annotations

import json
import os
import selectors
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bastide.engine.model import Block, ReadDocument
from bastide.engine.ports import ReadError


@dataclass(frozen=True, slots=True)
class Limits:
    """`seconds` between two documents of a file; sizes in bytes; `text` in characters."""

    seconds: float = 60
    memory: int = 1024 * 1024 * 1024
    file_size: int = 100 * 1024 * 1024
    unpacked: int = 600 * 1024 * 1024
    pages: int = 3000
    text: int = 200_000_000


class _Child:
    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.process = subprocess.Popen(
            [sys.executable, "-I", "-m", "bastide.providers.readers.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "OPENBLAS_NUM_THREADS": "1"},
            cwd="/",
        )
        assert self.process.stdout is not None
        os.set_blocking(self.process.stdout.fileno(), False)
        self._buffer = bytearray()
        self._selector = selectors.DefaultSelector()
        self._selector.register(self.process.stdout, selectors.EVENT_READ)
        self.send({"limits": asdict(limits)})

    def send(self, message: dict[str, Any]) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(message).encode() + b"\n")
        self.process.stdin.flush()

    def line(self, deadline: float) -> dict[str, Any]:
        """The next message. Raises `ReadError` when the child died or took too long."""
        assert self.process.stdout is not None
        while (at := self._buffer.find(b"\n")) < 0:
            left = deadline - time.monotonic()
            if left <= 0 or not self._selector.select(left):
                raise ReadError(
                    f"La lecture a pris plus de {self.limits.seconds:.0f} s : elle a été arrêtée."
                )
            data = self.process.stdout.read(1 << 16)
            if data == b"":
                raise ReadError(
                    "Le fichier a fait échouer le lecteur (mémoire insuffisante ou fichier abîmé)."
                )
            self._buffer += data or b""
            if len(self._buffer) > 4 * self.limits.text:
                raise ReadError("Le fichier contient trop de texte pour être lu.")
        raw = bytes(self._buffer[:at])
        del self._buffer[: at + 1]
        message = json.loads(raw)
        if not isinstance(message, dict):
            raise ReadError("Le lecteur a rendu un résultat incompréhensible.")
        return message

    def kill(self) -> None:
        self._selector.close()
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe:
                pipe.close()


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
    child: _Child | None = getattr(_idle, "child", None)
    _idle.child = None
    if child is not None and (child.limits != limits or child.process.poll() is not None):
        child.kill()
        child = None
    child = child or _Child(limits)
    kept = False
    try:
        child.send({"path": str(path.resolve()), "name": name})
        total = 0
        while True:
            message = child.line(time.monotonic() + limits.seconds)
            if message.get("end"):
                kept = True
                return
            if "error" in message:
                kept = bool(message.get("healthy"))
                raise ReadError(str(message["error"])[:500])
            document = _document(message)
            total += sum(len(b.text) for b in document.blocks)
            if total > limits.text:
                raise ReadError("Le fichier contient trop de texte pour être lu.")
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
    child: _Child | None = getattr(_idle, "child", None)
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
