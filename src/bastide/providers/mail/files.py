"""What a file of mails is, by its content, and the mails in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from bastide.engine.ports import ReadError
from bastide.providers.mail import eml
from bastide.providers.mail.raw import RawMail

# [MS-CFB], 2.2: what every .msg begins with.
OUTLOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# A mail of an mbox that is larger is passed over: it would be refused alone.
MAIL_BYTES = 50 * 1024 * 1024
_LINE = 1 << 20
_HEADER = re.compile(rb"[!-9;-~]{1,200}:")
_ESCAPED = re.compile(rb"^>From ", re.M)


def read_mails(path: Path, most: int) -> Iterator[RawMail | str]:
    """The mails of a file, at most so many; a sentence in French for each that cannot be read.

    Raises `ReadError` when the file holds none.
    """
    with path.open("rb") as file:
        head = file.read(65536)
    if not head.strip():
        raise ReadError("Le fichier est vide.")
    if head.startswith(OUTLOOK):
        from bastide.providers.mail import msg

        yield msg.read(path.read_bytes())
    elif head.lstrip(b"\r\n").startswith(b"From ") and b"\n" in head:
        yield from _mailbox(path, most)
    else:
        yield eml.read(path.read_bytes())


def _mailbox(path: Path, most: int) -> Iterator[RawMail | str]:
    found = 0
    with path.open("rb") as lines, path.open("rb") as file:
        for start, end in _places(lines):
            found += 1
            if found > most:
                yield (
                    f"La boîte contient plus de {most} messages : les autres ne sont pas lus. "
                    "Partagez-la en plusieurs fichiers."
                )
                break
            try:
                if end - start > MAIL_BYTES:
                    raise ReadError(f"pèse plus de {MAIL_BYTES // 1_000_000} Mo.")
                yield eml.read(_bytes(file, start, end))
            except ReadError as error:
                yield f"Message {found} de la boîte : {error}"
    if not found:
        raise ReadError("Cette boîte ne contient aucun message.")


def _places(file: IO[bytes]) -> Iterator[tuple[int, int]]:
    """Where each mail of an mbox (RFC 4155) stands, its « From » line left out.

    Such a line follows a blank one and precedes a header: « From now on » in a letter is none.
    """
    at = start = 0
    inside, blank, separator = False, True, -1
    while True:
        line = file.readline(_LINE)
        if separator >= 0 and _HEADER.match(line):
            if inside:
                yield start, separator
            start, inside = at, True
        separator = at if blank and line.startswith(b"From ") else -1
        if not line:
            break
        blank = not line.strip()
        at += len(line)
    if inside:
        yield start, at


def _bytes(file: IO[bytes], start: int, end: int) -> bytes:
    """A mail, « >From » at the beginning of a line put back as it was written."""
    file.seek(start)
    return _ESCAPED.sub(b"From ", file.read(end - start))
