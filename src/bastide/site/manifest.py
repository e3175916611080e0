"""What a backup says of itself, and the names of what it holds."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

MANIFEST = "manifest.json"
DATABASE = "bastide.sqlite3"
DUMP = "bastide.dump"  # of PostgreSQL, in pg_dump's custom format
ENTRIES = {"sqlite": DATABASE, "postgresql": DUMP}
# The format says what must be known to read it: 2 came with PostgreSQL.
FORMATS = {"sqlite": 1, "postgresql": 2}

Told = Callable[[int, int], None]  # files done, bytes done


class BackupError(Exception):
    """A backup that cannot be made, read or restored; the sentence, in French, says why."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A file of the backup: its name in it, size in bytes, SHA-256."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a database held at one moment. `rows`: of each table; `heads`: of each organisation's
    audit trail; `migrations`: `application.name` of those that it had; `server`: the major version
    of PostgreSQL, 0 for SQLite."""

    rows: dict[str, int] = field(default_factory=dict)
    heads: dict[str, str] = field(default_factory=dict)
    migrations: tuple[str, ...] = ()
    server: int = 0


@dataclass(frozen=True, slots=True)
class Manifest:
    """`made`: the moment before the snapshot, in ISO 8601; `engine`: a key of `ENTRIES`."""

    version: str
    made: str
    files: tuple[Kept, ...]
    held: Snapshot = field(default_factory=Snapshot)
    engine: str = "sqlite"

    @property
    def size(self) -> int:
        return sum(kept.size for kept in self.files)

    def as_json(self) -> bytes:
        said: dict[str, Any] = {
            "format": FORMATS[self.engine],
            "version": self.version,
            "made": self.made,
            "rows": self.held.rows,
            "heads": self.held.heads,
            "migrations": self.held.migrations,
            "files": [[kept.name, kept.size, kept.sha256] for kept in self.files],
        }
        if self.engine != "sqlite":
            said |= {"engine": self.engine, "server": self.held.server}
        return json.dumps(said, ensure_ascii=False, indent=1).encode()


def manifest_of(said: dict[str, Any]) -> Manifest:
    """What `as_json` wrote. Raises `BackupError` for a later format, `KeyError`, `TypeError` or
    `ValueError` for what is no manifest."""
    engine = str(said.get("engine", "sqlite"))
    if said["format"] not in FORMATS.values() or engine not in ENTRIES:
        raise BackupError(
            f"Cette sauvegarde vient d'un Bastide plus récent ({said['version']}) : "
            "mettez celui-ci à jour."
        )
    return Manifest(
        str(said["version"]),
        str(said["made"]),
        tuple(Kept(str(n), int(s), str(h)) for n, s, h in said["files"]),
        Snapshot(
            dict(said["rows"]),
            dict(said["heads"]),
            tuple(said["migrations"]),
            int(said.get("server", 0)),
        ),
        engine,
    )
