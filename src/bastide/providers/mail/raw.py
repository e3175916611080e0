"""A mail as its own format gives it, before its attachments are read: what the child sends back."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePosixPath

from bastide.engine.mail.model import CUT

# Characters of a name or of a subject, and of a body: what is beyond is cut, and said.
LONGEST_LINE = 500
LONGEST_BODY = 400_000
MOST_ADDRESSES = 100
# References of a long thread: the last ones join it as well as all.
MOST_REFERENCES = 100


@dataclass(frozen=True, slots=True)
class Piece:
    """A file that came with a mail. `text`: what is known of it already (a mail that was attached);
    `problem`: why it is not read, in French."""

    name: str
    media_type: str
    size: int
    data: bytes = b""
    text: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class RawMail:
    """A mail, its body as plain text. `key`, `answers`: identifiers without their brackets."""

    key: str
    sender: str
    sender_name: str
    to: tuple[str, ...]
    subject: str
    sent: datetime | None
    body: str
    answers: tuple[str, ...] = ()
    pieces: tuple[Piece, ...] = field(default=())


def shown(text: str, most: int = LONGEST_LINE) -> str:
    """A line fit to be shown: no control characters, one space at a time, not too long."""
    return " ".join("".join(c if c.isprintable() else " " for c in text[: 4 * most]).split())[:most]


def file_name(name: str) -> str:
    """The name of an attached file without folders, for showing only."""
    return shown(PurePosixPath(name.replace("\\", "/")).name, 200)


def key_of(given: str, *parts: object) -> str:
    """The identifier that the mail bears, else one drawn from what it says."""
    bare = shown(given).strip("<> ")
    if bare:
        return bare
    said = "\0".join(map(str, parts)).encode("utf-8", "replace")
    return f"sans-identifiant-{hashlib.sha256(said).hexdigest()[:32]}"


def cut(body: str) -> str:
    """A body that can be kept: line ends of one kind, no NUL, not too long."""
    body = body.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").strip("\n")
    if len(body) <= LONGEST_BODY:
        return body
    return f"{body[:LONGEST_BODY]}\n{CUT}"
