"""The SQLite database of an installation, as a backup takes it and puts it back."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from bastide.site.manifest import DATABASE, BackupError, Manifest, Snapshot


class Sqlite:
    """The database in a data folder."""

    engine = "sqlite"

    def __init__(self, data: Path) -> None:
        self._path = data / DATABASE

    def refuse_empty(self) -> None:
        """Raises `BackupError` when there is nothing to back up."""
        if not self._path.is_file():
            raise BackupError(f"Rien à sauvegarder : « {self._path.parent} » n'a pas de base.")

    def take(self, out: Path) -> Snapshot:
        """Writes a snapshot at `out`. Raises `BackupError`."""
        try:
            copy_database(self._path, out)
            return _said_by(out)
        except sqlite3.Error as error:
            raise BackupError(f"La base ne se laisse pas copier : {error}.") from error

    def refuse_to_receive(self, manifest: Manifest) -> None:
        """Raises `BackupError` when what the manifest tells cannot be put here."""
        if manifest.engine != self.engine:
            raise BackupError(
                "Cette sauvegarde est celle d'une installation sur PostgreSQL : donnez dans "
                "BASTIDE_DATABASE_URL l'adresse d'une base vide de PostgreSQL, puis restaurez."
            )

    def check(self, file: Path, manifest: Manifest) -> None:
        """Raises `BackupError` when the snapshot is damaged, or differs from the manifest."""
        check_database(file, manifest)

    def put(self, file: Path, manifest: Manifest) -> None:
        """Puts a snapshot in place: the last thing that a restoration does."""
        file.rename(self._path)

    def read(self) -> None:
        """Raises `BackupError` when the database is damaged."""
        check_database(self._path)


def copy_database(source: Path, target: Path) -> None:
    """A consistent copy of a SQLite database at work (SQLite's online backup API)."""
    with (
        closing(sqlite3.connect(source, timeout=60)) as one,
        closing(sqlite3.connect(target)) as other,
    ):
        one.backup(other)


def row_counts(database: sqlite3.Connection) -> dict[str, int]:
    """The number of rows of each table."""
    found = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    tables = [name for (name,) in found if not name.startswith("sqlite_")]
    quoted = {name: name.replace('"', '""') for name in tables}
    return {
        name: database.execute(f'SELECT count(*) FROM "{quoted[name]}"').fetchone()[0]  # noqa: S608
        for name in tables
    }


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
    if manifest and rows != manifest.held.rows:
        raise BackupError("La base n'a pas toutes les lignes que dit le manifeste.")


def _said_by(snapshot: Path) -> Snapshot:
    with closing(sqlite3.connect(snapshot)) as database:
        rows = row_counts(database)
        migrations = database.execute("SELECT app, name FROM django_migrations ORDER BY id")
        heads = "tenants_audithead" in rows and database.execute(
            "SELECT o.slug, h.digest FROM tenants_audithead h JOIN tenants_organisation o"
            " ON o.id = h.organisation_id"
        )
        return Snapshot(
            rows,
            dict(heads.fetchall()) if heads else {},
            tuple(f"{app}.{name}" for app, name in migrations),
        )
