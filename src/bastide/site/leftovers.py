"""Rows go first, in one transaction; then the files that they named, in as many tries as it takes.

1. `note` enters, in the transaction that removes the rows, what is to be removed after them.
2. `clear` removes it and forgets it, one after the other. A machine that stopped in between does
   the rest when it starts again (`bastide serve`, `bastide worker`), at `bastide purge`, or when
   told (`bastide erase --resume`).
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction

from bastide.library import index
from bastide.tenants.files import bucket
from bastide.tenants.models import Leftover, Organisation
from bastide.tenants.scope import scope

_INDEX = "index"
_log = logging.getLogger("bastide.leftovers")


@dataclass(frozen=True, slots=True)
class Cleared:
    """`refused`: the paths that the system would not remove, which stay noted."""

    done: int
    refused: tuple[str, ...]


def note(organisation: int, paths: Iterable[Path]) -> None:
    """In the caller's transaction. Paths are those of files and folders of the data folder; what
    bears them in the bucket of files, if there is one, goes with them."""
    data = Path(settings.DATA_DIR)
    Leftover.objects.bulk_create(
        Leftover(of=organisation, path=path.relative_to(data).as_posix())
        for path in dict.fromkeys(paths)
    )


def note_index(organisation: int) -> None:
    """The search index of an organisation holds words that it must not any more."""
    note(organisation, [Path(settings.DATA_DIR) / _INDEX / str(organisation)])


def clear() -> Cleared:
    """Removes all that is noted, and what may still tell of it: the cache, SQLite's log."""
    rows = list(Leftover.objects.order_by("pk"))
    refused = []
    for row in rows:
        try:
            _remove(row)
        except OSError as error:
            _log.warning("%s is not removed: %s", row.path, error)
            refused.append(row.path)
        else:
            row.delete()
    if rows:
        forget_copies()
    return Cleared(len(rows) - len(refused), tuple(refused))


def forget_copies() -> None:
    """The cache, and the write-ahead log."""
    cache.clear()
    if connection.vendor == "sqlite" and not transaction.get_connection().in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _remove(row: Leftover) -> None:
    data = Path(settings.DATA_DIR).resolve()
    path = data / row.path
    if path == data or not path.parent.resolve().is_relative_to(data):
        raise OSError(f"{row.path} is not of the data folder")
    alive = Organisation.objects.filter(pk=row.of).first()
    far = bucket()
    if far is not None and not row.path.startswith(f"{_INDEX}/"):
        inside = [one.key for one in far.listed(f"{row.path}/")]
        far.remove([*inside, *(one.key for one in far.listed(row.path) if one.key == row.path)])
    if alive and row.path == f"{_INDEX}/{row.of}":
        with scope(alive):
            index.rebuild()
    elif path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
