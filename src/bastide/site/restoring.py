"""A backup read again whole, and put in place of what a data folder holds."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import tarfile
import tempfile
from collections.abc import Collection
from contextlib import closing
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO, Any

from bastide.site.backup import (
    ASIDE,
    DATABASE,
    FORMAT,
    MANIFEST,
    BackupError,
    Hashed,
    Kept,
    Manifest,
    Told,
    row_counts,
)

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
    if said is None or DATABASE not in found:
        raise BackupError(f"« {file} » est incomplète : sa fin manque.")
    try:
        if said["format"] != FORMAT:
            raise BackupError(
                f"« {file} » vient d'un Bastide plus récent ({said['version']}) : "
                "mettez celui-ci à jour."
            )
        manifest = Manifest(
            str(said["version"]),
            str(said["made"]),
            tuple(Kept(str(n), int(s), str(h)) for n, s, h in said["files"]),
            dict(said["rows"]),
            dict(said["heads"]),
            tuple(said["migrations"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise BackupError(f"Le manifeste de « {file} » ne se lit pas.") from error
    wanted = {kept.name: kept for kept in manifest.files}
    odd = sorted(n for n in wanted.keys() | found.keys() if wanted.get(n) != found.get(n))
    if odd:
        raise BackupError(f"« {file} » est abîmée : {odd[0]} diffère de ce qui fut sauvegardé.")
    return manifest


def restore(
    file: Path,
    data: Path,
    known: Collection[str],
    *,
    replace: bool = False,
    told: Told = lambda files, size: None,
) -> tuple[Manifest, Path | None]:
    """Puts a backup in place; returns its manifest and where what was there has been put aside.

    All is read and compared before anything moves; the database goes away first and comes last, so
    that an interruption never passes for a whole installation. `known`: the migrations of this
    version, as `application.name`. Raises `BackupError`, and `OSError` (disk, rights).
    """
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
        later = sorted(set(manifest.migrations) - set(known))
        if later:
            raise BackupError(
                f"Cette sauvegarde vient de Bastide {manifest.version}, plus récent que celui-ci "
                f"({later[0]}) : mettez Bastide à jour, puis restaurez."
            )
        check_database(fresh / DATABASE, manifest)
        aside = None
        if there:
            aside = data / f"{ASIDE}{datetime.now().astimezone():%Y%m%d-%H%M%S}"
            aside.mkdir(mode=0o750)
            for child in sorted(there, key=lambda c: not c.name.startswith(DATABASE)):
                child.rename(aside / child.name)
        for child in sorted(fresh.iterdir(), key=lambda c: c.name == DATABASE):
            child.rename(data / child.name)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return manifest, aside


def check_database(path: Path, manifest: Manifest | None = None) -> None:
    """Raises `BackupError` when a SQLite database is damaged, or differs from the manifest."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
            (state,) = database.execute("PRAGMA integrity_check").fetchone()
            stray = database.execute("PRAGMA foreign_key_check").fetchone()
            rows = row_counts(database) if manifest else {}
    except sqlite3.Error as error:
        raise BackupError(f"La base est abîmée : {error}.") from error
    if state != "ok" or stray:
        raise BackupError(f"La base est abîmée : {state if state != 'ok' else stray}.")
    if manifest and rows != manifest.rows:
        raise BackupError("La base n'a pas toutes les lignes que dit le manifeste.")
