"""Files on disk: a folder and what is below it, one file, an archive, what was uploaded."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from bastide.engine.ports import ReadError
from bastide.library.connectors.item import Item
from bastide.library.models import Source
from bastide.providers.readers import CONTAINERS, FICHE, READABLE
from bastide.tenants.files import Room

UPLOADS = Room("uploads")


def folder_items(source: Source) -> Iterator[Item]:
    """Every readable file below the folder, in order. Links that lead outside are refused."""
    yield from _below(Path(source.location).expanduser())


def upload_items(source: Source) -> Iterator[Item]:
    with UPLOADS.local_folder(uploads_folder(source.organisation_id, source.pk)) as folder:
        yield from _below(folder)


def uploads_folder(organisation: int, source: int) -> str:
    """Within the room of what was uploaded."""
    return f"{organisation}/{source}"


def file_items(source: Source) -> Iterator[Item]:
    path = Path(source.location).expanduser()
    if not path.is_file():
        raise ReadError(f"Le fichier « {path} » n'existe pas ou ne peut pas être lu.")
    yield Item(path.name, path, container=path.suffix.lower() in CONTAINERS, total=1)


def archive_items(source: Source) -> Iterator[Item]:
    """The DILA archive: the zip or tar as it was downloaded, or the folder it was opened in."""
    path = Path(source.location).expanduser()
    if path.is_dir():
        yield from _below(path, only=FICHE)
    else:
        yield from file_items(source)


def _below(folder: Path, only: re.Pattern[str] | None = None) -> Iterator[Item]:
    if not folder.is_dir():
        raise ReadError(f"Le dossier « {folder} » n'existe pas ou ne peut pas être lu.")
    root = folder.resolve()
    found: list[Path] = []
    problems: list[Item] = []

    def note(error: OSError) -> None:
        name = os.path.relpath(error.filename or folder, folder)
        problems.append(
            Item(name, problem="Ce dossier ne peut pas être lu (droits).", cut_short=True)
        )

    for parent, folders, names in os.walk(folder, onerror=note):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        found += [Path(parent, name) for name in sorted(names) if not name.startswith((".", "~$"))]
    yield from problems
    for path in found:
        name = path.relative_to(folder).as_posix()
        suffix = path.suffix.lower()
        if only and not only.search(name):
            continue
        if not path.resolve().is_relative_to(root):
            yield Item(name, problem="Ce lien mène hors du dossier : il n'est pas suivi.")
        elif suffix not in READABLE:
            yield Item(
                name,
                problem=f"Le format « {suffix or 'sans extension'} » ne se lit pas ici.",
            )
        else:
            yield Item(name, path, container=suffix in CONTAINERS, total=len(found))
