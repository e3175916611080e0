"""A backup read again whole, and put in place of what a data folder holds."""

from __future__ import annotations

import json
import os
import shutil
import tarfile
import tempfile
from collections.abc import Collection
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, Any

from bastide.site.backup import ASIDE, Base, Hashed
from bastide.site.manifest import (
    DATABASE,
    ENTRIES,
    MANIFEST,
    BackupError,
    Kept,
    Manifest,
    Told,
    manifest_of,
)
from bastide.site.sqlite import Sqlite
from bastide.tenants.files import room_folders

if TYPE_CHECKING:
    from bastide.providers.object_storage import Bucket

_BLOCK = 1 << 20
# What any command makes in an empty folder.
_DRAWN = frozenset({"secret_key", ".setup.lock"})
_SECRET = ("secret_key", "secrets")


def read_backup(
    file: Path, into: Path | None = None, told: Told = lambda files, size: None
) -> Manifest:
    """Reads a whole backup, compares each hash, and writes its files under `into` if given.

    Raises `BackupError` when it is none, is cut, or differs from its manifest.
    """
    found: dict[str, Kept] = {}
    said: dict[str, Any] | None = None
    done = 0
    try:
        with tarfile.open(file, mode="r:") as archive:
            for entry in archive:
                body = archive.extractfile(entry) if entry.isreg() else None
                if body is None or not _plain(entry.name) or said is not None:
                    raise BackupError(f"« {entry.name} » n'a pas sa place dans une sauvegarde.")
                if entry.name == MANIFEST:
                    said = json.load(body)
                    continue
                found[entry.name] = _taken(body, entry.name, into)
                done += entry.size
                told(len(found), done)
    except (tarfile.TarError, EOFError, ValueError, RecursionError) as error:
        raise BackupError(
            f"« {file} » n'est pas une sauvegarde de Bastide, ou elle est abîmée."
        ) from error
    return _compared(file, said, found)


def _taken(body: IO[bytes], name: str, into: Path | None) -> Kept:
    hashed, size = Hashed(body), 0
    target = into / name if into else None
    if target:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
    with _written(target, name) if target else open(os.devnull, "wb") as out:
        while block := hashed.read(_BLOCK):
            size += len(block)
            out.write(block)
    return Kept(name, size, hashed.hexdigest())


def _written(target: Path, name: str) -> IO[bytes]:
    mode = 0o600 if name.partition("/")[0] in _SECRET else 0o640
    return os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb")


def _plain(name: str) -> bool:
    path = PurePosixPath(name)
    return bool(name) and not path.is_absolute() and ".." not in path.parts and "\0" not in name


def _compared(file: Path, said: dict[str, Any] | None, found: dict[str, Kept]) -> Manifest:
    if said is None or not found.keys() & set(ENTRIES.values()):
        raise BackupError(f"« {file} » est incomplète : sa fin manque.")
    try:
        manifest = manifest_of(said)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise BackupError(f"Le manifeste de « {file} » ne se lit pas.") from error
    wanted = {kept.name: kept for kept in manifest.files}
    odd = sorted(n for n in wanted.keys() | found.keys() if wanted.get(n) != found.get(n))
    if odd or ENTRIES[manifest.engine] not in found:
        named = odd[0] if odd else ENTRIES[manifest.engine]
        raise BackupError(f"« {file} » est abîmée : {named} diffère de ce qui fut sauvegardé.")
    return manifest


def restore(
    file: Path,
    data: Path,
    known: Collection[str],
    *,
    replace: bool = False,
    told: Told = lambda files, size: None,
    base: Base | None = None,
    objects: Bucket | None = None,
) -> tuple[Manifest, Path | None]:
    """Puts a backup in place: the files in the data folder or, for those of the rooms, in a bucket;
    the database in the data folder, or where `base` says. Returns its manifest and where what was
    there has been put aside.

    All is read and compared before anything moves; the database goes away first and comes last, so
    that an interruption never passes for a whole installation. `known`: the migrations of this
    version, as `application.name`. Raises `BackupError`, and `OSError` (disk, rights, bucket).
    """
    base = base or Sqlite(data)
    data.mkdir(parents=True, exist_ok=True, mode=0o750)
    there = [child for child in data.iterdir() if not child.name.startswith(ASIDE)]
    if not replace and any(child.name not in _DRAWN for child in there):
        raise BackupError(
            f"« {data} » n'est pas vide. Ajoutez --replace : ce qui s'y trouve sera mis de côté, "
            "rien ne sera effacé."
        )
    fresh = Path(tempfile.mkdtemp(prefix=".restauration-", dir=data))
    try:
        manifest = read_backup(file, fresh, told)
        later = sorted(set(manifest.held.migrations) - set(known))
        if later:
            raise BackupError(
                f"Cette sauvegarde vient de Bastide {manifest.version}, plus récent que celui-ci "
                f"({later[0]}) : mettez Bastide à jour, puis restaurez."
            )
        base.refuse_to_receive(manifest)
        database = fresh / ENTRIES[manifest.engine]
        base.check(database, manifest)
        if objects is not None:
            _give(objects, fresh)
        aside = _swap(base, manifest, data, there, fresh)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return manifest, aside


def _swap(
    base: Base, manifest: Manifest, data: Path, there: list[Path], fresh: Path
) -> Path | None:
    """What was there goes aside, what is fresh takes its place; a database that refuses puts all
    back as it was."""
    aside = data / f"{ASIDE}{datetime.now().astimezone():%Y%m%d-%H%M%S}" if there else None
    moved: list[tuple[Path, Path]] = []  # whence, whither

    def move(whence: Path, whither: Path) -> None:
        whence.rename(whither)
        moved.append((whence, whither))

    database = fresh / ENTRIES[manifest.engine]
    if aside:
        aside.mkdir(mode=0o750)
        for child in sorted(there, key=lambda c: not c.name.startswith(DATABASE)):
            move(child, aside / child.name)
    for child in sorted(fresh.iterdir()):
        if child != database:
            move(child, data / child.name)
    try:
        base.put(database, manifest)
    except BackupError:
        for whence, whither in reversed(moved):
            whither.rename(whence)
        if aside:
            aside.rmdir()
        raise
    return aside


def _give(objects: Bucket, fresh: Path) -> None:
    """The files of the rooms go in the bucket, under the same names, and leave the folder. A bucket
    that holds others is refused: nothing is put aside in a bucket."""
    rooms = [room for room in room_folders() if (fresh / room).is_dir()]
    given = {
        path.relative_to(fresh).as_posix(): path
        for room in rooms
        for path in sorted((fresh / room).rglob("*"))
        if path.is_file()
    }
    for room in room_folders():
        for one in objects.listed(f"{room}/"):
            if one.key not in given:
                raise BackupError(
                    f"Le stockage objet contient déjà des fichiers (« {one.key} ») : donnez dans "
                    "BASTIDE_FILES un compartiment ou un préfixe vide. Rien n'y a été changé."
                )
    for key, path in given.items():
        with path.open("rb") as content:
            objects.put(key, content)
    for room in rooms:
        shutil.rmtree(fresh / room)
