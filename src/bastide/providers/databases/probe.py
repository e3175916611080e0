"""What an account can really do: a write is tried, and must fail.

Each try is made in a transaction of its own, declared read-write (the account is judged, not our
session), touches no row, and is rolled back whatever comes.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from sqlalchemy import Connection, create_engine, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from bastide.engine.sql.schema import NAME
from bastide.providers.databases.asking import describe
from bastide.providers.databases.session import CONNECT_SECONDS, driver_of, reading
from bastide.providers.databases.target import DatabaseError, Target

TEMPORARY = "bastide_essai_ecriture"
TRIED_TABLES = 50
_HARMLESS = {"USAGE", "SELECT", "SHOW VIEW"}


@dataclass(frozen=True, slots=True)
class Attempt:
    """One thing tried. `refused`: the database refused it, as it must."""

    what: str
    refused: bool
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What was tried. `remedy`: the SQL that makes an account which can only read."""

    reached: bool
    attempts: tuple[Attempt, ...] = ()
    remedy: str = ""
    problem: str = ""
    tables: int = 0

    @property
    def usable(self) -> bool:
        return self.reached and bool(self.attempts) and all(a.refused for a in self.attempts)


def probe(target: Target) -> Report:
    """Tries the account of a connection. Never raises for what the database answers."""
    try:
        known = describe(target)
        if target.kind == "sqlite":
            attempts = _try_file(target)
        else:
            attempts = _try_server(target, [n for n in known if NAME.fullmatch(n)][:TRIED_TABLES])
    except DatabaseError as error:
        return Report(False, problem=str(error))
    report = Report(True, tuple(attempts), tables=len(known))
    return report if report.usable else Report(
        True, report.attempts, remedy(target), "Ce compte peut écrire : il est refusé.", len(known)
    )  # fmt: skip


def remedy(target: Target) -> str:
    """The SQL that an administrator of the database can run, as it is."""
    database = target.database or "BASE"
    if target.dialect == "postgresql":
        space = target.namespace or "public"
        return (
            "CREATE ROLE bastide_lecture LOGIN PASSWORD '…' "
            "NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT NOBYPASSRLS;\n"
            "ALTER ROLE bastide_lecture SET default_transaction_read_only = on;\n"
            f"REVOKE TEMPORARY ON DATABASE {database} FROM PUBLIC;\n"
            f"REVOKE CREATE ON SCHEMA {space} FROM PUBLIC;\n"
            f"GRANT CONNECT ON DATABASE {database} TO bastide_lecture;\n"
            f"GRANT USAGE ON SCHEMA {space} TO bastide_lecture;\n"
            f"GRANT SELECT ON ALL TABLES IN SCHEMA {space} TO bastide_lecture;"
        )
    if target.dialect == "mysql":
        return (
            "CREATE USER 'bastide_lecture'@'%' IDENTIFIED BY '…';\n"
            f"GRANT SELECT ON `{database}`.* TO 'bastide_lecture'@'%';"
        )
    return "-- Le fichier SQLite est ouvert en lecture seule : retirez-lui le droit d'écriture."


def _try_file(target: Target) -> list[Attempt]:
    attempts = []
    with reading(target, CONNECT_SECONDS) as connection:
        raw = driver_of(connection)
        for what, sql in (
            ("créer une table temporaire", f"CREATE TEMP TABLE {TEMPORARY} (n INTEGER)"),
            ("attacher un autre fichier", "ATTACH DATABASE ':memory:' AS autre"),
            ("changer un réglage", "PRAGMA writable_schema = 1"),
        ):
            attempts.append(_tried_raw(raw, what, sql))
        raw.set_authorizer(None)
        attempts.append(_tried_raw(raw, "créer une table", f"CREATE TABLE {TEMPORARY} (n INTEGER)"))
    return attempts


def _tried_raw(raw: sqlite3.Connection, what: str, sql: str) -> Attempt:
    try:
        raw.execute(sql)
    except sqlite3.Error as error:
        return Attempt(what, True, str(error)[:200])
    return Attempt(what, False)


def _try_server(target: Target, tables: list[str]) -> list[Attempt]:
    engine = create_engine(
        target.address(), poolclass=NullPool, connect_args={"connect_timeout": CONNECT_SECONDS}
    )
    postgresql = target.dialect == "postgresql"
    temporary = f"CREATE TEMPORARY TABLE {TEMPORARY} (n INTEGER)"
    tries = [("créer une table temporaire", temporary)]
    if postgresql:
        space = target.namespace or "public"
        tries.append(("créer une table", f'CREATE TABLE "{space}".{TEMPORARY} (n INTEGER)'))
    for name in tables:
        spot = f'"{target.namespace or "public"}"."{name}"' if postgresql else f"`{name}`"
        tries.append((f"effacer dans {name}", f"DELETE FROM {spot} WHERE 1 = 0"))  # noqa: S608
        tries.append(
            (f"écrire dans {name}", f"INSERT INTO {spot} SELECT * FROM {spot} WHERE 1 = 0")  # noqa: S608
        )
    try:
        with engine.connect() as connection:
            attempts = [_tried(connection, what, sql, postgresql) for what, sql in tries]
            attempts.append(_privileges(connection, postgresql))
    except SQLAlchemyError as error:
        raise DatabaseError("La base ne peut pas être jointe.", type(error).__name__) from None
    finally:
        engine.dispose()
    return attempts


def _tried(connection: Connection, what: str, sql: str, postgresql: bool) -> Attempt:
    try:
        connection.rollback()
        if postgresql:
            connection.execute(text("SET TRANSACTION READ WRITE"))
        connection.exec_driver_sql(sql)
    except SQLAlchemyError as error:
        words = " ".join(str(getattr(error, "orig", error)).split())
        # Only a refusal of rights counts: a table that is there, a view that cannot be written or
        # a lock say nothing of what the account may do elsewhere.
        refused = any(w in words.lower() for w in ("permission", "denied", "read-only"))
        return Attempt(what, refused or "cannot" in words.lower(), words[:200])
    finally:
        connection.rollback()
    if not postgresql:
        connection.exec_driver_sql(f"DROP TEMPORARY TABLE IF EXISTS {TEMPORARY}")
    return Attempt(what, False)


def _privileges(connection: Connection, postgresql: bool) -> Attempt:
    """What no harmless try can show: a superuser, a server file reader, a global grant."""
    if postgresql:
        found = connection.execute(
            text(
                "SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls OR rolreplication "
                "OR pg_has_role(current_user, 'pg_read_server_files', 'member') "
                "OR pg_has_role(current_user, 'pg_write_server_files', 'member') "
                "OR pg_has_role(current_user, 'pg_execute_server_program', 'member') "
                "OR pg_has_role(current_user, 'pg_read_all_data', 'member') "
                "FROM pg_roles WHERE rolname = current_user"
            )
        ).scalar()
        return Attempt("porter des droits d'administration", not found)
    wide: set[str] = set()
    for row in connection.exec_driver_sql("SHOW GRANTS"):
        head = str(row[0]).removeprefix("GRANT ").split(" ON ")[0]
        wide |= {part.split("(")[0].strip().upper() for part in head.split(",")} - _HARMLESS
        if "WITH GRANT OPTION" in str(row[0]):
            wide.add("GRANT OPTION")
    return Attempt("porter d'autres droits que la lecture", not wide, ", ".join(sorted(wide))[:200])
