"""What reading one file may cost, as the child was told: pages, bytes once decompressed."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import IO

from bastide.engine.ports import ReadError

unpacked = 600 * 1024 * 1024
pages = 3000

_BOMB = "L'archive se déploie en un volume démesuré : elle n'est pas ouverte."


def check_archive(path: Path) -> None:
    """Refuses an archive whose members, once opened, would exceed the limit.

    The sizes that an archive declares can lie: each member is really read, by pieces.
    """
    left = unpacked
    try:
        with zipfile.ZipFile(path) as archive:
            for member in archive.infolist():
                if member.flag_bits & 0x1:
                    raise ReadError(
                        "Le fichier est protégé par un mot de passe : déposez-le ouvert."
                    )
                if member.file_size > left:
                    raise ReadError(_BOMB)
                with archive.open(member) as file:
                    left -= _length(file, left)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError) as error:
        raise ReadError("Le fichier est abîmé : il ne s'ouvre pas.") from error


def _length(file: IO[bytes], limit: int) -> int:
    total = 0
    while piece := file.read(1 << 20):
        total += len(piece)
        if total > limit:
            raise ReadError(_BOMB)
    return total


def spend(size: int, left: int) -> int:
    """What is left of the decompressed bytes allowed once `size` more are read."""
    if size > left:
        raise ReadError(_BOMB)
    return left - size


def check_pages(count: int) -> None:
    if count > pages:
        raise ReadError(f"Le document a {count} pages, la limite est de {pages}.")
