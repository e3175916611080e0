"""An installation carried from SQLite to an empty PostgreSQL database, all of it or nothing.

1. A snapshot of the SQLite database, checked.
2. In one transaction of PostgreSQL: the migrations, then the rows as they are, by batches, then the
   counters of the primary keys.
3. Both sides are read again: rows, a hash of each table, audit trails. A difference, or a write in
   the SQLite database meanwhile, undoes it all.

The files stay where they are, in the data folder.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.apps import apps
from django.db import (
    DEFAULT_DB_ALIAS,
    DatabaseError,
    OperationalError,
    connection,
    connections,
    models,
    transaction,
)
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.db.utils import load_backend

from bastide.site.comparing import Compared, compared
from bastide.site.databases import default_database, shown
from bastide.site.manifest import DATABASE, BackupError
from bastide.site.sqlite import check_database, copy_database, row_counts

SNAPSHOT = "snapshot"  # its name among Django's connections
BATCH = 500  # rows
CONNECT_WITHIN = "10"  # seconds

Told = Callable[[str, int], None]  # a table, its rows


class MoveError(Exception):
    """An installation that cannot be carried; the sentence, in French, says why and what to do."""


def move(source: Path, url: str, told: Told = lambda table, rows: None) -> tuple[Compared, ...]:
    """Carries the SQLite database `source` into the PostgreSQL one at `url`; returns what was
    compared, table by table. Raises `MoveError`, after which the target is as it was."""
    given = _target(url)
    if not source.is_file():
        raise MoveError(f"Rien à transporter : « {source} » n'existe pas.")
    try:
        with (
            tempfile.TemporaryDirectory(prefix=".transport-", dir=source.parent) as folder,
            closing(sqlite3.connect(source, timeout=60)) as watched,
        ):
            before = _version(watched)
            snapshot = Path(folder) / DATABASE
            copy_database(source, snapshot)
            check_database(snapshot)
            with _connected(snapshot, given):
                _reached(url)
                with transaction.atomic():
                    found = _carried(snapshot, told)
                    if _version(watched) != before:
                        raise MoveError(
                            "Bastide a écrit pendant le transport : ce qui est venu depuis n'y "
                            "serait pas. Arrêtez Bastide (serve et worker), puis recommencez."
                        )
        return found
    except BackupError as error:
        raise MoveError(str(error)) from error
    except (DatabaseError, sqlite3.Error) as error:
        raise MoveError(f"Le transport est annulé, rien n'a changé : {_said(error)}.") from error


def _target(url: str) -> dict[str, Any]:
    try:
        parts = urlsplit(url)
        named = parts.scheme in ("postgresql", "postgres") and parts.path.strip("/")
        given = default_database(url, Path()) if named else {}
    except ValueError:
        given = {}
    if not given:
        raise MoveError("« postgresql://utilisateur:motdepasse@hôte/base » attendu.")
    del given["OPTIONS"]["pool"]  # one connection, one transaction
    given["OPTIONS"].setdefault("connect_timeout", CONNECT_WITHIN)
    return given


@contextmanager
def _connected(snapshot: Path, given: dict[str, Any]) -> Iterator[None]:
    """Within, the default database is the target: a migration that names none must not write in
    the installation that is being carried."""
    held = connections[DEFAULT_DB_ALIAS]
    there = {"ENGINE": "django.db.backends.sqlite3", "NAME": snapshot}
    both = connections.configure_settings({DEFAULT_DB_ALIAS: given, SNAPSHOT: there})
    try:
        for alias in both:
            connections[alias] = load_backend(both[alias]["ENGINE"]).DatabaseWrapper(
                both[alias], alias
            )
        yield
    finally:
        for alias in both:
            connections[alias].close()
        del connections[SNAPSHOT]
        connections[DEFAULT_DB_ALIAS] = held


def _version(watched: sqlite3.Connection) -> int:
    """SQLite's own count, which changes when another connection has written."""
    return int(watched.execute("PRAGMA data_version").fetchone()[0])


def _reached(url: str) -> None:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_encoding")
            encoding = cursor.fetchone()[0]
            there = connection.introspection.table_names(cursor, include_views=True)
    except OperationalError as error:
        raise MoveError(
            f"PostgreSQL ne répond pas à « {shown(url)} » : {_said(error)}. Vérifiez l'adresse, "
            "le compte, et que la base existe (createdb)."
        ) from error
    if encoding != "UTF8":
        raise MoveError(f"Cette base est en {encoding} : créez-en une en UTF8.")
    if there:
        raise MoveError(
            f"La base « {shown(url)} » n'est pas vide ({len(there)} tables, dont « {there[0]} ») : "
            "donnez une base neuve. Rien n'y a été changé."
        )


def _carried(snapshot: Path, told: Told) -> tuple[Compared, ...]:
    tables: list[type[models.Model]] = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    ]
    with closing(sqlite3.connect(snapshot)) as database:
        held = row_counts(database)
        counters = dict(database.execute("SELECT name, seq FROM sqlite_sequence"))
    _migrated()
    known = {model._meta.db_table for model in tables} | {"django_migrations"}
    stray = sorted(name for name, rows in held.items() if rows and name not in known)
    if stray:
        raise MoveError(
            f"La table « {stray[0]} » ({held[stray[0]]} lignes) n'est pas de cette version de "
            "Bastide : elle ne peut pas être transportée."
        )
    for model in tables:
        told(model._meta.db_table, held[model._meta.db_table])
        _copied(model)
        _counted(model, counters.get(model._meta.db_table, 0))
    connection.check_constraints()
    found = compared(tables, SNAPSHOT, DEFAULT_DB_ALIAS)
    wrong = [one.table for one in found if not one.same]
    if wrong:
        raise MoveError(
            f"Le transport est annulé : {', '.join(wrong[:3])} diffère après la copie. "
            "L'installation n'a pas changé."
        )
    return found


def _migrated() -> None:
    try:
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        raise MoveError(
            f"Les tables ne peuvent pas être créées : {_said(error)}. Donnez au compte la "
            "propriété de la base (ALTER DATABASE … OWNER TO …)."
        ) from error
    had = set(MigrationRecorder(connections[SNAPSHOT]).applied_migrations())
    have = set(MigrationRecorder(connection).applied_migrations())
    if odd := sorted(had ^ have):
        raise MoveError(
            f"L'installation et ce Bastide ne sont pas de la même version ({'.'.join(odd[0])}) : "
            "mettez Bastide à jour, lancez « bastide setup », puis recommencez."
        )


def _copied(model: type[models.Model]) -> None:
    """Every row as it is: neither signals nor dates of today."""
    fields: Any = model._meta.concrete_fields
    quote = connection.ops.quote_name
    insert = (
        f"INSERT INTO {quote(model._meta.db_table)} "  # noqa: S608
        f"({', '.join(quote(f.column or '') for f in fields)}) "
        f"VALUES ({', '.join(['%s'] * len(fields))})"
    )
    rows: Any = models.QuerySet(model, using=SNAPSHOT).order_by("pk")
    read = rows.values_list(*(f.attname for f in fields)).iterator(chunk_size=BATCH)
    with connection.cursor() as cursor:
        while batch := list(islice(read, BATCH)):
            given = [[_given(f, v) for f, v in zip(fields, row, strict=True)] for row in batch]
            try:
                with transaction.atomic():
                    cursor.executemany(insert, given)
            except (DatabaseError, ValueError):
                _refused(model, insert, given)
                raise


def _given(field: Any, value: Any) -> Any:
    if value is None and not field.null and isinstance(field, models.JSONField):
        return connection.ops.adapt_json_value(None, field.encoder)  # JSON's own null
    return field.get_db_prep_save(value, connection)


def _refused(model: type[models.Model], insert: str, rows: list[list[Any]]) -> None:
    """Names the row that PostgreSQL refuses (too long, a null character…)."""
    keys = [f.primary_key for f in model._meta.concrete_fields]
    for row in rows:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(insert, row)
        except (DatabaseError, ValueError) as error:
            raise MoveError(
                f"Le transport est annulé, rien n'a changé : PostgreSQL refuse la ligne "
                f"{row[keys.index(True)]} de {model._meta.db_table} : {_said(error)}."
            ) from error


def _counted(model: type[models.Model], last: int) -> None:
    """The next key follows the last that SQLite gave, a removed row's included."""
    key: Any = model._meta.pk
    if not last or not isinstance(key, models.AutoField | models.BigAutoField):
        return
    with connection.cursor() as cursor:
        table = connection.ops.quote_name(model._meta.db_table)
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence(%s, %s), %s)", [table, key.column, last]
        )


def _said(error: BaseException) -> str:
    """The first line of what PostgreSQL says (it never tells a password)."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:300].rstrip(".")
