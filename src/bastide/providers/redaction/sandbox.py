"""Opening and redacting a file in a child process that can be killed (plain text needs none).

1. `extracted`: the text that personal data is looked for in.
2. `redacted`: the file with the replacements; it is then opened again, in another child, and must
   hold the text that was meant and nothing else. What does not is never given out.
"""

from __future__ import annotations

import base64
import hashlib
import re
import secrets
import tempfile
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bastide.engine.ports import ReadError
from bastide.providers.confined import Child
from bastide.providers.redaction import Put, open_file


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost: `seconds` of processor and of waiting, sizes in bytes."""

    seconds: float = 120
    memory: int = 2 * 1024 * 1024 * 1024
    file_size: int = 30 * 1024 * 1024
    unpacked: int = 300 * 1024 * 1024
    pages: int = 200
    text: int = 2_000_000


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of a file, the suffix of its redacted form, what could not be looked at."""

    text: str
    suffix: str
    warnings: tuple[str, ...]


_idle = threading.local()
_FAILED = "Le fichier a fait échouer le traitement (mémoire insuffisante ou fichier abîmé)."
_TOO_SLOW = "Ce fichier prend plus de {:.0f} s : il a été laissé. Partagez-le."


def extracted(path: Path, name: str, limits: Limits | None = None) -> Extracted:
    """The text of a file. Raises `ReadError` with a sentence in French."""
    limits = limits or Limits()
    try:
        size = path.stat().st_size
    except OSError as error:
        raise ReadError(f"Le fichier ne peut pas être ouvert ({error.strerror}).") from error
    if size > limits.file_size:
        raise ReadError(
            f"Le fichier pèse {size / 1e6:.0f} Mo, la limite est de "
            f"{limits.file_size / 1e6:.0f} Mo."
        )
    if not size:
        raise ReadError("Le fichier est vide.")
    if _plain(path):
        file = open_file(path, name)
        read = Extracted(file.text, file.suffix, ())
    else:
        answer = _asked(limits, {"path": str(path.resolve()), "name": name})
        warnings = tuple(map(str, answer["warnings"]))
        read = Extracted(str(answer["text"]), str(answer["suffix"]), warnings)
    if len(read.text) > limits.text:
        raise ReadError("Le fichier contient trop de texte : partagez-le en plusieurs.")
    return read


def redacted(
    path: Path, name: str, text: str, puts: Sequence[Put], limits: Limits | None = None
) -> bytes:
    """The file with the replacements, proved. `text`: as `extracted` gave it. Raises
    `ReadError`."""
    limits = limits or Limits()
    if _plain(path):
        return open_file(path, name).redacted(puts)
    sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    order = {"path": str(path.resolve()), "name": name, "puts": list(puts), "sha256": sha256}
    try:
        body = base64.b64decode(str(_asked(limits, order)["body"]), validate=True)
    except (KeyError, ValueError) as error:
        raise ReadError(_FAILED) from error
    with tempfile.NamedTemporaryFile(prefix="redact-") as written:
        written.write(body)
        written.flush()
        again = extracted(Path(written.name), name, limits)
    _prove(text, puts, again)
    return body


def _plain(path: Path) -> bool:
    """Whether it is neither an archive nor a PDF: bytes are decoded here, nothing is parsed."""
    with path.open("rb") as file:
        return not file.read(4).startswith((b"PK\x03\x04", b"%PDF"))


def _prove(text: str, puts: Sequence[Put], again: Extracted) -> None:
    """The result says what was meant, blanks apart; of a PDF, whose words come in the order of
    their places, it says no more words than were meant."""
    meant, at = [], 0
    for start, end, new in puts:
        meant += [text[at:start], new]
        at = end
    awaited = "".join([*meant, text[at:]])
    if again.suffix == ".pdf":
        removed = {text[start:end] for start, end, _ in puts}
        left = _bare(again.text)
        for value in removed:
            bare = _bare(value)
            if len(bare) > 3 and bare in left and bare not in _bare(awaited):
                raise ReadError("Un passage n'a pas pu être retiré du PDF : rien n'est rendu.")
    elif _bare(awaited) != _bare(again.text):
        raise ReadError("Un passage n'a pas pu être remplacé dans ce fichier : rien n'est rendu.")


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _asked(limits: Limits, order: dict[str, Any]) -> dict[str, Any]:
    """The answer of a child, kept for the thread's next file unless it failed."""
    child: Child | None = getattr(_idle, "child", None)
    _idle.child = None
    if child is not None and (child.limits != limits or child.process.poll() is not None):
        child.kill()
        child = None
    child = child or Child(limits, "bastide.providers.redaction.child")
    number = secrets.token_hex(8)
    answer: dict[str, Any] | None = None
    kept = False
    try:
        child.send(order | {"order": number})
        while True:
            message = child.line(limits.seconds, _TOO_SLOW.format(limits.seconds))
            if message["order"] != number:
                raise ValueError("an answer to another order")
            if message.get("end"):
                kept = not message["failed"]
                break
            answer = answer or message
    except (OSError, ValueError, KeyError, RecursionError) as error:
        raise ReadError(_FAILED) from error
    finally:
        if kept:
            _idle.child = child
        else:
            child.kill()
    if answer is None:
        raise ReadError(_FAILED)
    if "error" in answer:
        raise ReadError(str(answer["error"])[:500])
    return answer
