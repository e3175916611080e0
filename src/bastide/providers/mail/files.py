"""What a file of mails is, by its content, and the mails in it."""

from __future__ import annotations

import mailbox
from collections.abc import Iterator
from pathlib import Path

from bastide.engine.ports import ReadError
from bastide.providers.mail import eml
from bastide.providers.mail.raw import RawMail

# [MS-CFB], 2.2: what every .msg begins with.
OUTLOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# A mail of an mbox that is larger is passed over: it would be refused alone.
MAIL_BYTES = 50 * 1024 * 1024


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
    box = mailbox.mbox(path, create=False)
    found = 0
    for key in box.iterkeys():
        found += 1
        if found > most:
            yield (
                f"La boîte contient plus de {most} messages : les autres ne sont pas lus. "
                "Partagez-la en plusieurs fichiers."
            )
            break
        try:
            data = box.get_bytes(key)
            if len(data) > MAIL_BYTES:
                raise ReadError(f"pèse plus de {MAIL_BYTES // 1_000_000} Mo.")
            yield eml.read(data)
        except ReadError as error:
            yield f"Message {found} de la boîte : {error}"
    if not found:
        raise ReadError("Cette boîte ne contient aucun message.")
