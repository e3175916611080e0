"""Files that an organisation hands over: under names of ours, in the data folder or in a bucket.

`<room>/<organisation>/<random>`: the sender's name is never part of a path. In a bucket (S3,
`BASTIDE_FILES`) the keys are the same; what reads a real file is given a copy of it (`local`), and
what writes one writes it beside first (`written`).
"""

from __future__ import annotations

import secrets
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, cast

from django.conf import settings
from django.core.files.storage import storages
from django.db.models.fields.files import FieldFile
from django.utils.module_loading import autodiscover_modules

from bastide.tenants.scope import current_organisation_id

if TYPE_CHECKING:
    from bastide.providers.object_storage import Bucket

_OTHERS = ("embedders", "speech", "static", "trust", "procedures")  # the installation's
ROOMS = "rooms"  # the name of the bucket among Django's storages
_rooms: set[str] = set()


def bucket() -> Bucket | None:
    """Where files lie, when it is not the data folder."""
    return cast("Bucket", storages[ROOMS]) if ROOMS in settings.STORAGES else None


def folders_of(organisation: int) -> dict[str, Path]:
    """The folders that hold an organisation's files, by the name of their room. What the models and
    the trust lists of the installation keep is numbered by nobody."""
    found = {}
    for above in (Path(settings.DATA_DIR), Path(settings.MEDIA_ROOT)):
        try:
            rooms = sorted(above.iterdir())
        except OSError:  # no file was ever kept there
            continue
        for room in rooms:
            folder = room / str(organisation)
            if room.name not in _OTHERS and folder.is_dir():
                found[f"{above.name}/{room.name}" if room.name in found else room.name] = folder
    return found


@dataclass(frozen=True, slots=True)
class Lying:
    """A file of a room: its path there, its size in bytes, when it was written (Unix time)."""

    path: str
    size: int
    written: float


def room_folders() -> list[str]:
    """The folders of the data folder that go in the bucket, where one is set: those of every room,
    and that of the fields of models (`MEDIA_ROOT`)."""
    autodiscover_modules("storage", "purge", "uploads")  # where rooms are made
    return sorted({name.partition("/")[0] for name in _rooms} | {Path(settings.MEDIA_ROOT).name})


class Room:
    """The files of one use case. Paths are kept relative to the room."""

    def __init__(self, name: str) -> None:
        self._name = name
        _rooms.add(name)

    def root(self) -> Path:
        """The folder of a room that is in the data folder."""
        return Path(settings.DATA_DIR) / self._name

    def absolute(self, relative: str) -> Path:
        """Where a file of the data folder is. For one that may be in a bucket: `local`, `open`."""
        return self.root() / relative

    def new_path(self, suffix: str = "") -> str:
        """A free name, drawn at random, for the organisation in scope."""
        return self.new_within(str(current_organisation_id()), suffix)

    def new_within(self, folder: str, suffix: str = "") -> str:
        """A free name within a folder of the room."""
        relative = f"{folder}/{secrets.token_hex(16)}{suffix}"
        if bucket() is None:
            self._make_room_for(relative)
        return relative

    def write(self, relative: str, chunks: Iterable[bytes]) -> None:
        """Raises `OSError` (full disk, bucket away), leaving nothing behind."""
        there = bucket()
        if there is not None:
            with tempfile.TemporaryFile(prefix="bastide-") as kept:
                for chunk in chunks:
                    kept.write(chunk)
                kept.seek(0)
                there.put(self._key(relative), kept)
            return
        path = self.absolute(relative)
        try:
            with path.open("xb") as file:
                for chunk in chunks:
                    file.write(chunk)
            path.chmod(0o640)
        except BaseException:
            path.unlink(missing_ok=True)
            raise

    def keep(self, chunks: Iterable[bytes]) -> str:
        """Writes under a free name, and returns it. Raises `OSError`, leaving nothing behind."""
        relative = self.new_path()
        self.write(relative, chunks)
        return relative

    def open(self, relative: str) -> IO[bytes]:
        """A file to read, from its beginning, in which one may seek. Raises `OSError`."""
        there = bucket()
        if there is None:
            return self.absolute(relative).open("rb")
        kept = tempfile.TemporaryFile(prefix="bastide-")  # noqa: SIM115 the caller closes it
        try:
            there.fetch(self._key(relative), kept)
        except BaseException:
            kept.close()
            raise
        kept.seek(0)
        return kept

    @contextmanager
    def local(self, relative: str) -> Iterator[Path]:
        """A file as a path of this machine, for as long as the block lasts. Raises `OSError` when a
        bucket does not give it; on the disk, who opens the path finds out."""
        there = bucket()
        if there is None:
            yield self.absolute(relative)
            return
        with tempfile.NamedTemporaryFile(prefix="bastide-") as kept:
            there.fetch(self._key(relative), cast("IO[bytes]", kept))
            kept.flush()
            yield Path(kept.name)

    @contextmanager
    def written(self, relative: str) -> Iterator[Path]:
        """A path to write a file at, which is kept at the end of a block that does not fail. Raises
        `OSError`."""
        there = bucket()
        if there is None:
            yield self.absolute(relative)
            return
        with tempfile.TemporaryDirectory(prefix="bastide-") as folder:
            path = Path(folder) / "written"
            yield path
            if path.exists():
                with path.open("rb") as content:
                    there.put(self._key(relative), content)

    @contextmanager
    def local_folder(self, folder: str) -> Iterator[Path]:
        """The files of a folder, under their names, for as long as the block lasts."""
        there = bucket()
        if there is None:
            path = self.absolute(folder)
            path.mkdir(parents=True, exist_ok=True)
            yield path
            return
        with tempfile.TemporaryDirectory(prefix="bastide-") as copied:
            for one in self.files(folder):
                path = Path(copied) / one.path.removeprefix(f"{folder}/")
                path.parent.mkdir(parents=True, exist_ok=True)
                with path.open("wb") as out:
                    there.fetch(self._key(one.path), out)
            yield Path(copied)

    def put(self, relative: str, chunks: Iterable[bytes]) -> None:
        """Writes under a name that is given; what bore it is replaced. Raises `OSError`."""
        if bucket() is not None:
            self.write(relative, chunks)
            return
        self._make_room_for(relative)
        path = self.absolute(relative)
        # Written beside then renamed: who reads meanwhile never reads half a file.
        beside = path.with_name(f".depot-{secrets.token_hex(8)}")
        try:
            with beside.open("xb") as file:
                for chunk in chunks:
                    file.write(chunk)
            beside.chmod(0o600)
            beside.replace(path)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise

    def remove(self, *relative: str) -> None:
        """What is not there, or was never kept (an empty path), is no error."""
        wanted = [one for one in relative if one]
        there = bucket()
        if there is not None:
            there.remove(self._key(one) for one in wanted)
            return
        for one in wanted:
            self.absolute(one).unlink(missing_ok=True)

    def remove_folder(self, folder: str) -> None:
        """All that a folder holds. One that is already gone is no error."""
        there = bucket()
        if there is not None:
            there.remove([one.key for one in there.listed(f"{self._key(folder)}/")])
        elif self.absolute(folder).exists():
            shutil.rmtree(self.absolute(folder))

    def files(self, folder: str) -> Iterator[Lying]:
        """Every file below a folder, in order."""
        there = bucket()
        if there is not None:
            for one in there.listed(f"{self._key(folder)}/"):
                within = one.key.removeprefix(f"{self._name}/")
                yield Lying(within, one.size, one.modified.timestamp())
            return
        root = self.root()
        for path in sorted((root / folder).rglob("*")):
            if path.is_file():
                about = path.stat()
                yield Lying(path.relative_to(root).as_posix(), about.st_size, about.st_mtime)

    def folders(self) -> list[str]:
        """The folders of the room: one an organisation."""
        there = bucket()
        if there is not None:
            return there.folders(f"{self._name}/")
        root = self.root()
        return [one.name for one in root.iterdir() if one.is_dir()] if root.is_dir() else []

    def _key(self, relative: str) -> str:
        return f"{self._name}/{relative}"

    def _make_room_for(self, relative: str) -> None:
        self.absolute(relative).parent.mkdir(parents=True, exist_ok=True, mode=0o750)


@contextmanager
def local_path(file: FieldFile | Any) -> Iterator[Path]:
    """The file of a model's field as a path of this machine, for as long as the block lasts. Raises
    `OSError`."""
    if bucket() is None:
        yield Path(file.path)
        return
    with tempfile.NamedTemporaryFile(prefix="bastide-") as kept, file.open("rb") as given:
        for chunk in given.chunks():
            kept.write(chunk)
        kept.flush()
        yield Path(kept.name)
