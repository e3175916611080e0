"""The PostgreSQL database of an installation, as a backup takes it and puts it back.

1. A transaction that only reads exports its snapshot; the rows are counted in it.
2. `pg_dump` reads the same snapshot, while Bastide goes on working.
3. Put back: `pg_restore`, in one transaction of an empty database; the rows are counted again.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import DEFAULT_DB_ALIAS, DatabaseError, OperationalError, connections

from bastide.providers.postgresql_tools import Server, ToolError, dump, load, read_whole, tool
from bastide.site.manifest import BackupError, Manifest, Snapshot

_KEYWORDS = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host"}
_KEYWORDS |= {"PORT": "port"}
# Of Django, in OPTIONS beside those of libpq.
_OURS = frozenset({"pool", "isolation_level", "server_side_binding", "assume_role"})


class Postgresql:
    """The database that `BASTIDE_DATABASE_URL` names."""

    engine = "postgresql"

    def refuse_empty(self) -> None:
        """Raises `BackupError` when there is nothing to back up."""
        with _reached() as there:
            if not _tables(there):
                raise BackupError("Rien à sauvegarder : la base de PostgreSQL est vide.")

    def take(self, out: Path) -> Snapshot:
        """Writes a snapshot at `out`. Raises `BackupError`."""
        with _reached() as there, _cursor(there) as cursor:
            cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            try:
                cursor.execute("SELECT pg_export_snapshot()")
                name = cursor.fetchone()[0]
                dump(_server(there), name, out)
                return _said_by(there)
            except ToolError as error:
                raise BackupError(str(error)) from error
            finally:
                cursor.execute("ROLLBACK")

    def refuse_to_receive(self, manifest: Manifest) -> None:
        """Raises `BackupError` when what the manifest tells cannot be put here."""
        if manifest.engine != self.engine:
            raise BackupError(
                "Cette sauvegarde est celle d'une installation sur SQLite : restaurez-la sans "
                "BASTIDE_DATABASE_URL, puis transportez-la vers PostgreSQL par « bastide move »."
            )
        with _reached() as there, _cursor(there) as cursor:
            cursor.execute("SHOW server_encoding")
            encoding = cursor.fetchone()[0]
            held, server = _tables(there), _server(there)
        if held:
            raise BackupError(
                f"La base de PostgreSQL n'est pas vide ({len(held)} tables, dont « {held[0]} ») : "
                "créez-en une neuve (createdb), donnez son adresse dans BASTIDE_DATABASE_URL. "
                "Rien n'a été changé."
            )
        if encoding != "UTF8":
            raise BackupError(f"Cette base est en {encoding} : créez-en une en UTF8.")
        if server.version < manifest.held.server:
            raise BackupError(
                f"Cette sauvegarde vient de PostgreSQL {manifest.held.server}, ce serveur est en "
                f"{server.version} : restaurez-la dans un serveur au moins aussi récent."
            )
        try:
            tool("pg_restore", server.version)
        except ToolError as error:
            raise BackupError(str(error)) from error

    def check(self, file: Path, manifest: Manifest) -> None:
        """Nothing is known of a dump before it is in a database but its hash, compared already."""

    def put(self, file: Path, manifest: Manifest) -> None:
        """Makes the database again: the last thing that a restoration does. Raises
        `BackupError`."""
        with _reached() as there:
            try:
                load(_server(there), file)
            except ToolError as error:
                raise BackupError(str(error)) from error
            had, have = manifest.held, _said_by(there)
        if (had.rows, had.heads) != (have.rows, have.heads):
            odd = sorted(t for t in had.rows | have.rows if had.rows.get(t) != have.rows.get(t))
            raise BackupError(
                f"La base restaurée n'est pas celle que dit le manifeste ({', '.join(odd[:3])}) : "
                "jetez-la, et reprenez une autre sauvegarde."
            )
        file.unlink()

    def read(self) -> None:
        """Reads all that the tables hold. Raises `BackupError` where PostgreSQL cannot."""
        with _reached() as there:
            try:
                read_whole(_server(there))
            except ToolError as error:
                raise BackupError(str(error)) from error


def backup_tools() -> str:
    """Which tools a backup would use, or what to install."""
    with _reached() as there:
        version = there.pg_version // 10_000
    try:
        return " et ".join(tool(name, version) for name in ("pg_dump", "pg_restore"))
    except ToolError as error:
        return str(error)


@contextmanager
def _reached() -> Iterator[Any]:
    """A connection of its own, closed after: that of the caller is left as it is."""
    there = connections.create_connection(DEFAULT_DB_ALIAS)
    try:
        there.ensure_connection()
        yield there
    except OperationalError as error:
        said = (str(error).strip().splitlines() or ["sans dire pourquoi"])[0][:300].rstrip(".")
        raise BackupError(
            f"PostgreSQL ne répond pas : {said}. Vérifiez BASTIDE_DATABASE_URL, et que la base "
            "existe (createdb)."
        ) from error
    except DatabaseError as error:
        said = (str(error).strip().splitlines() or ["sans dire pourquoi"])[0][:300].rstrip(".")
        raise BackupError(f"PostgreSQL refuse : {said}.") from error
    finally:
        there.close()


@contextmanager
def _cursor(there: Any) -> Iterator[Any]:
    with there.cursor() as cursor:
        yield cursor


def _server(there: Any) -> Server:
    settings = there.settings_dict
    given = {name: str(settings[key]) for key, name in _KEYWORDS.items() if settings.get(key)}
    given |= {k: str(v) for k, v in settings["OPTIONS"].items() if k not in _OURS}
    with _cursor(there) as cursor:
        cursor.execute("SELECT current_database(), current_schema()")
        name, schema = cursor.fetchone()
    return Server(given | {"dbname": name}, there.pg_version // 10_000, schema)


def _tables(there: Any) -> list[str]:
    """Those of Bastide's schema but for an extension's, which pg_dump leaves to it."""
    with _cursor(there) as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class c WHERE relkind IN ('r', 'p')"
            " AND relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema())"
            " AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid"
            "  AND d.classid = 'pg_class'::regclass AND d.deptype = 'e') ORDER BY relname"
        )
        return [name for (name,) in cursor.fetchall()]


def _said_by(there: Any) -> Snapshot:
    quote = there.ops.quote_name
    with _cursor(there) as cursor:
        rows = {}
        for table in _tables(there):
            cursor.execute(f"SELECT count(*) FROM {quote(table)}")  # noqa: S608
            rows[table] = cursor.fetchone()[0]
        cursor.execute("SELECT app, name FROM django_migrations ORDER BY id")
        migrations = tuple(f"{app}.{name}" for app, name in cursor.fetchall())
        heads = {}
        if "tenants_audithead" in rows:
            cursor.execute(
                "SELECT o.slug, h.digest FROM tenants_audithead h JOIN tenants_organisation o"
                " ON o.id = h.organisation_id"
            )
            heads = dict(cursor.fetchall())
    return Snapshot(rows, heads, migrations, there.pg_version // 10_000)
