"""What the installation takes on the disk, and when it was last backed up."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import connection

from bastide.tenants.files import bucket, folders_of

MEASURED_EVERY = 300.0  # seconds: walking a large folder takes a while
LAST_BACKUP = "last_backup"

_measuring = threading.Lock()
_measured: dict[Path, tuple[float, dict[str, int]]] = {}


def database_bytes() -> int:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_database_size(current_database())")
            return int(cursor.fetchone()[0])
    path = str(connection.settings_dict["NAME"])
    return sum(_size(Path(path + end)) for end in ("", "-wal", "-shm"))


def folders() -> dict[str, int]:
    """Bytes of each folder of the data folder, by its name."""
    data = Path(settings.DATA_DIR)
    with _measuring:
        at, known = _measured.get(data, (0.0, {}))
        if not at or time.monotonic() - at > MEASURED_EVERY:
            known = {one.name: _within(one) for one in sorted(_entries(data)) if one.is_dir()}
            _measured[data] = (time.monotonic(), known)
        return known


def of_organisation(pk: int) -> dict[str, int]:
    """Bytes that an organisation's files take in each room (`tenants.files`), by its name. Raises
    `OSError` when a bucket does not say."""
    there = {name: _within(folder) for name, folder in folders_of(pk).items()}
    far = bucket()
    if far is not None:
        for name in far.folders(""):
            size = sum(one.size for one in far.listed(f"{name}/{pk}/"))
            there |= {name: size + there.get(name, 0)} if size else {}
    return there


def free_bytes() -> int:
    return shutil.disk_usage(settings.DATA_DIR).free


def note_backup(data: Path) -> None:
    """A backup ended well. A folder that refuses the note changes nothing to the backup."""
    try:
        (data / LAST_BACKUP).write_text(datetime.now(UTC).isoformat(), encoding="ascii")
    except OSError:
        return


def last_backup() -> datetime | None:
    """None when `bastide backup` never noted one: other means may have been used."""
    try:
        noted = (Path(settings.DATA_DIR) / LAST_BACKUP).read_text(encoding="ascii")
        return datetime.fromisoformat(noted.strip())
    except (OSError, ValueError):
        return None


def _entries(folder: Path) -> Iterator[Path]:
    try:
        yield from folder.iterdir()
    except OSError:
        return


def _within(folder: Path) -> int:
    return sum(_size(Path(parent) / name) for parent, _, names in os.walk(folder) for name in names)


def _size(path: Path) -> int:
    try:
        return path.lstat().st_size
    except OSError:
        return 0
