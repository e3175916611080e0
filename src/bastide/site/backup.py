"""A backup: one tar file that holds all that an installation keeps, with its proof.

1. The files, then a snapshot of the database, then the files that came meanwhile: whatever a row of
   the snapshot names is there, while Bastide goes on working.
2. `manifest.json`, last: the hash of each, the rows of each table, the heads of the audit trails.

What is made again by itself (search index, cache) is left out. Keys are within: the file is
readable by its owner alone.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import sqlite3
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from bastide import __version__

DATABASE = "bastide.sqlite3"
MANIFEST = "manifest.json"
FORMAT = 1
# Made again by itself, or brought again from where it came (the models of `embedders`).
LEFT_OUT = frozenset(
    {"index", "cache", "static", "embedders", ".setup.lock", ".doctor", "last_backup"}
)
ASIDE = "avant-"  # what a restoration put aside


class BackupError(Exception):
    """A backup that cannot be made, read or restored; the sentence, in French, says why."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A file of the backup: its name in it, size in bytes, SHA-256."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself. `rows`: of each table; `heads`: of each organisation's audit
    trail; `migrations`: `application.name` of those that the database had."""

    version: str
    made: str
    files: tuple[Kept, ...]
    rows: dict[str, int] = field(default_factory=dict)
    heads: dict[str, str] = field(default_factory=dict)
    migrations: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        return sum(kept.size for kept in self.files)


Told = Callable[[int, int], None]  # files done, bytes done


def back_up(data: Path, out: Path, told: Told = lambda files, size: None) -> Manifest:
    """Writes the backup of a data folder. Raises `BackupError`, and `OSError` (disk, rights); then
    nothing is left behind."""
    if not (data / DATABASE).is_file():
        raise BackupError(f"Rien à sauvegarder : « {data} » n'a pas de base.")
    if out.exists():
        raise BackupError(f"« {out} » existe déjà : choisissez un autre nom.")
    partial = out.with_name(out.name + ".part")
    try:
        with _private(partial) as stream, tarfile.open(fileobj=stream, mode="w") as archive:
            manifest = _fill(archive, data, partial.parent, told)
            _add(archive, MANIFEST, io.BytesIO(_as_json(manifest)))
            archive.close()
            stream.flush()
            os.fsync(stream.fileno())
        partial.rename(out)
    except sqlite3.Error as error:
        partial.unlink(missing_ok=True)
        raise BackupError(f"La base ne se laisse pas copier : {error}.") from error
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
    return manifest


def _fill(archive: tarfile.TarFile, data: Path, beside: Path, told: Told) -> Manifest:
    kept: dict[str, Kept] = {}
    done = 0

    def take(names: Iterator[str]) -> None:
        nonlocal done
        for name in names:
            if name in kept:
                continue
            try:
                with (data / name).open("rb") as file:
                    kept[name] = _add(archive, name, file)
            except FileNotFoundError:  # removed since it was listed
                continue
            done += kept[name].size
            told(len(kept), done)

    take(_names(data))
    with tempfile.TemporaryDirectory(prefix=".sauvegarde-", dir=beside) as folder:
        snapshot = Path(folder) / DATABASE
        # Before the snapshot: what is erased meanwhile counts as erased since (`site.erasures`).
        made = datetime.now(UTC).isoformat(timespec="seconds")
        copy_database(data / DATABASE, snapshot)
        said = _said_by(snapshot)
        take(_names(data))
        with snapshot.open("rb") as file:
            kept[DATABASE] = _add(archive, DATABASE, file)
    return Manifest(__version__, made, tuple(kept.values()), **said)


def copy_database(source: Path, target: Path) -> None:
    """A consistent copy of a SQLite database at work (SQLite's online backup API)."""
    with (
        closing(sqlite3.connect(source, timeout=60)) as one,
        closing(sqlite3.connect(target)) as other,
    ):
        one.backup(other)


def _said_by(snapshot: Path) -> dict[str, Any]:
    with closing(sqlite3.connect(snapshot)) as database:
        rows = row_counts(database)
        migrations = database.execute("SELECT app, name FROM django_migrations ORDER BY id")
        heads = "tenants_audithead" in rows and database.execute(
            "SELECT o.slug, h.digest FROM tenants_audithead h JOIN tenants_organisation o"
            " ON o.id = h.organisation_id"
        )
        return {
            "rows": rows,
            "migrations": tuple(f"{app}.{name}" for app, name in migrations),
            "heads": dict(heads.fetchall()) if heads else {},
        }


def row_counts(database: sqlite3.Connection) -> dict[str, int]:
    """The number of rows of each table."""
    found = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    tables = [name for (name,) in found if not name.startswith("sqlite_")]
    quoted = {name: name.replace('"', '""') for name in tables}
    return {
        name: database.execute(f'SELECT count(*) FROM "{quoted[name]}"').fetchone()[0]  # noqa: S608
        for name in tables
    }


def _names(data: Path) -> Iterator[str]:
    """The files to keep, by their names in the data folder, in order."""
    for folder, folders, files in os.walk(data):
        inside = Path(folder).relative_to(data)
        if inside == Path():
            folders[:] = [
                n for n in folders if n not in LEFT_OUT and not n.startswith((ASIDE, "."))
            ]
            files = [n for n in files if n not in LEFT_OUT and not n.startswith(DATABASE)]
        folders.sort()
        for name in sorted(files):
            path = Path(folder) / name
            if path.is_file() and not path.is_symlink():
                yield (inside / name).as_posix()


def _private(path: Path) -> IO[bytes]:
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")


def _add(archive: tarfile.TarFile, name: str, file: IO[bytes]) -> Kept:
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = size, 0o640
    entry.mtime = int(datetime.now(UTC).timestamp())
    hashed = Hashed(file)
    archive.addfile(entry, hashed)
    return Kept(name, size, hashed.hexdigest())


class Hashed:
    """A stream that tells the SHA-256 of what was read of it."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self._hash = file, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        block = self._file.read(size)
        self._hash.update(block)
        return block

    def hexdigest(self) -> str:
        return self._hash.hexdigest()


def _as_json(manifest: Manifest) -> bytes:
    said = {
        "format": FORMAT,
        "version": manifest.version,
        "made": manifest.made,
        "rows": manifest.rows,
        "heads": manifest.heads,
        "migrations": manifest.migrations,
        "files": [[kept.name, kept.size, kept.sha256] for kept in manifest.files],
    }
    return json.dumps(said, ensure_ascii=False, indent=1).encode()
