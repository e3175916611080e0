"""The files of a folder given on the command line: never outside it, never by a trick of names."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# What file managers leave in a folder; nobody deposited it.
_LEFTOVERS = {"thumbs.db", "desktop.ini", ".ds_store", ".directory", ".localized"}


@dataclass(frozen=True, slots=True)
class Found:
    """A file of the folder: its place, its name for showing, and why it is not read, if so."""

    path: Path
    name: str
    refused: str = ""


def files_of(folder: Path) -> list[Found]:
    """Every file under the folder, in the order a person counts (page 2 before page 10).

    Links that lead out of the folder are listed and not followed. Raises `OSError` when the folder
    itself cannot be listed.
    """
    home = folder.resolve(strict=True)
    return sorted(_walk(home), key=lambda found: _natural(found.name))


def _walk(home: Path) -> Iterator[Found]:
    def refuse(error: OSError) -> None:
        if error.filename and Path(str(error.filename)) == home:
            raise error

    for place, folders, names in os.walk(home, onerror=refuse, followlinks=False):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in [*names, *(n for n in folders if (Path(place) / n).is_symlink())]:
            if name.startswith("._") or name.lower() in _LEFTOVERS:
                continue
            path = Path(place) / name
            shown = str(path.relative_to(home)).encode("utf-8", "replace").decode("utf-8")
            yield Found(path, shown, _reason(path, home))


def _reason(path: Path, home: Path) -> str:
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError):
        return "Ce lien ne mène à aucun fichier."
    if not target.is_relative_to(home):
        return "Ce lien sort du dossier : il n'est pas suivi."
    if not target.is_file():
        return "Ce n'est pas un fichier ordinaire."
    return ""


def _natural(name: str) -> list[tuple[int, int, str]]:
    parts = re.split(r"(\d{1,9})", name.casefold())
    return [(0, int(p), "") if p.isdecimal() and p.isascii() else (1, 0, p) for p in parts]
