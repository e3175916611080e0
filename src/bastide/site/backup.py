"""A backup: one tar file that holds all that an installation keeps, with its proof.

1. The files (of the data folder, and of the bucket if there is one), then a snapshot of the
   database, then the files that came meanwhile: whatever a row of the snapshot names is there,
   while Bastide goes on working.
2. `manifest.json`, last: the hash of each, the rows of each table, the heads of the audit trails.

What is made again by itself (search index, cache) is left out. Keys are within: the file is
readable by its owner alone.
"""

from __future__ import annotations

import hashlib
import io
import os
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Protocol

from bastide import __version__
from bastide.site.manifest import (
    DATABASE,
    DUMP,
    ENTRIES,
    MANIFEST,
    BackupError,
    Kept,
    Manifest,
    Snapshot,
    Told,
)
from bastide.site.sqlite import Sqlite
from bastide.tenants.files import room_folders

if TYPE_CHECKING:
    from bastide.providers.object_storage import Bucket

# Made again by itself, or brought again from where it came (the models of `embedders`).
LEFT_OUT = frozenset(
    {"index", "cache", "static", "embedders", ".setup.lock", ".doctor", "last_backup"}
    | {DUMP, MANIFEST}
)
ASIDE = "avant-"  # what a restoration put aside


class Base(Protocol):
    """A database, as a backup takes it and puts it back (`Sqlite`, `Postgresql`). All raise
    `BackupError`."""

    engine: str

    def refuse_empty(self) -> None: ...

    def take(self, out: Path) -> Snapshot: ...

    def refuse_to_receive(self, manifest: Manifest) -> None: ...

    def check(self, file: Path, manifest: Manifest) -> None: ...

    def put(self, file: Path, manifest: Manifest) -> None: ...

    def read(self) -> None: ...


def back_up(
    data: Path,
    out: Path,
    told: Told = lambda files, size: None,
    *,
    base: Base | None = None,
    objects: Bucket | None = None,
) -> Manifest:
    """Writes the backup of a data folder, of its database (SQLite's, or the one given) and of the
    bucket in which its rooms of files lie, if they do. Raises `BackupError`, and `OSError` (disk,
    rights, bucket); then nothing is left behind."""
    base = base or Sqlite(data)
    base.refuse_empty()
    if out.resolve().is_relative_to(data.resolve()):
        raise BackupError(
            f"« {out} » est dans le dossier de données : la sauvegarde se contiendrait elle-même. "
            "Choisissez un autre dossier, et si possible un autre disque."
        )
    if out.exists():
        raise BackupError(f"« {out} » existe déjà : choisissez un autre nom.")
    partial = out.with_name(out.name + ".part")
    try:
        with _private(partial) as stream, tarfile.open(fileobj=stream, mode="w") as archive:
            manifest = _Filling(archive, data, objects, told).fill(base, partial.parent)
            _add(archive, MANIFEST, io.BytesIO(manifest.as_json()))
            archive.close()
            stream.flush()
            os.fsync(stream.fileno())
        partial.rename(out)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
    return manifest


class _Filling:
    def __init__(
        self, archive: tarfile.TarFile, data: Path, objects: Bucket | None, told: Told
    ) -> None:
        self._archive, self._data, self._objects, self._told = archive, data, objects, told
        self._kept: dict[str, Kept] = {}
        self._done = 0

    def fill(self, base: Base, beside: Path) -> Manifest:
        self._files()
        with tempfile.TemporaryDirectory(prefix=".sauvegarde-", dir=beside) as folder:
            name = ENTRIES[base.engine]
            snapshot = Path(folder) / name
            # Before the snapshot: what is erased meanwhile counts as erased since
            # (`site.erasures`).
            made = datetime.now(UTC).isoformat(timespec="seconds")
            held = base.take(snapshot)
            self._files()
            with snapshot.open("rb") as file:
                self._kept[name] = _add(self._archive, name, file)
        return Manifest(__version__, made, tuple(self._kept.values()), held, base.engine)

    def _files(self) -> None:
        """Those that are not in the backup yet."""
        if self._objects is not None:
            for name in _keys(self._objects):
                self._take(name, self._fetched)
        for name in _names(self._data):
            self._take(name, lambda one: (self._data / one).open("rb"))

    def _fetched(self, name: str) -> IO[bytes]:
        file = tempfile.TemporaryFile(prefix="bastide-")  # noqa: SIM115 the caller closes it
        try:
            assert self._objects is not None
            self._objects.fetch(name, file)
        except BaseException:
            file.close()
            raise
        return file

    def _take(self, name: str, opened: Callable[[str], IO[bytes]]) -> None:
        if name in self._kept:
            return
        try:
            with opened(name) as file:
                self._kept[name] = _add(self._archive, name, file)
        except FileNotFoundError:  # removed since it was listed
            return
        self._done += self._kept[name].size
        self._told(len(self._kept), self._done)


def _keys(objects: Bucket) -> Iterator[str]:
    """The objects to keep: those of the rooms of files. What bears a name that no file of a folder
    can have was put there by another hand (the « folders » that consoles make)."""
    for room in room_folders():
        for one in objects.listed(f"{room}/"):
            if all(part not in ("", ".", "..") for part in one.key.split("/")):
                yield one.key


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
