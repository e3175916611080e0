"""Opening a database to read it, and nothing else, with a clock outside the statement.

1. PostgreSQL and MariaDB: a read-only transaction, the server's own time limits.
2. SQLite: the file opened `mode=ro`, an authorizer that knows reading only, a progress handler.
3. On every kind, our own clock: past the deadline the statement is cancelled from outside (a cancel
   request, `KILL QUERY` from a second connection, an interrupt), because a statement can switch the
   server's limit off, and a server can forget it.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, create_engine, text
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from bastide.providers.databases.target import DatabaseError, Target

CONNECT_SECONDS = 5
# The server gives up first; our clock is for what its limit missed.
GRACE_SECONDS = 1.0
_STEPS = 10_000  # SQLite's virtual machine instructions between two looks at the clock
# Bytes of one value: REPLACE within REPLACE would make a gigabyte of one, in our own memory.
_LARGEST_VALUE = 16 * 1024 * 1024
_READS = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ}
_SQLITE_FUNCTIONS = frozenset(
    "count sum avg min max total group_concat abs round floor ceil ceiling coalesce ifnull nullif "
    "iif lower upper trim ltrim rtrim length substr substring replace instr date datetime time "
    "strftime julianday like row_number rank dense_rank percent_rank cume_dist ntile lag lead "
    "first_value last_value current_date current_timestamp concat concat_ws sign "
    "string_agg if".split()
)


class Late(DatabaseError):
    """The statement was stopped at its deadline."""

    def __init__(self) -> None:
        super().__init__("La base n'a pas répondu dans le temps accordé : la requête est arrêtée.")


@contextmanager
def reading(target: Target, seconds: float) -> Iterator[Connection]:
    """A connection that reads, within a transaction that is always rolled back.

    Raises `DatabaseError` (`Late` past the deadline) for whatever goes wrong inside.
    """
    engine = _engine(target, seconds)
    clock = _Clock()
    try:
        with engine.connect() as connection:
            _begin(connection, target, seconds)
            clock.start(connection, target, seconds + GRACE_SECONDS)
            try:
                yield connection
            finally:
                clock.stop()
                _roll_back(connection)
    except (SQLAlchemyError, sqlite3.Error, OSError, ValueError) as error:
        if clock.rang or _is_timeout(error):
            raise Late from None
        raise DatabaseError(_said(error), _detail(error)) from None
    finally:
        clock.stop()
        engine.dispose()


def _engine(target: Target, seconds: float) -> Engine:
    if target.kind == "sqlite":
        return create_engine(
            "sqlite://",
            creator=lambda: _open_file(target.database),
            poolclass=NullPool,
            hide_parameters=True,
        )
    arguments: dict[str, Any] = {"connect_timeout": CONNECT_SECONDS}
    if target.dialect == "postgresql":
        limit = int(seconds * 1000)
        arguments["options"] = (
            f"-c default_transaction_read_only=on -c statement_timeout={limit} "
            f"-c lock_timeout=1000 -c idle_in_transaction_session_timeout={limit + 5000} "
            "-c work_mem=16MB -c max_parallel_workers_per_gather=0"
        )
    else:
        arguments |= {"read_timeout": seconds + 5, "write_timeout": seconds + 5,
                      "local_infile": False}  # fmt: skip
    try:
        return create_engine(
            target.address(), poolclass=NullPool, hide_parameters=True, connect_args=arguments
        )
    except SQLAlchemyError as error:
        raise DatabaseError("Cette base ne peut pas être ouverte.", _detail(error)) from None
    except ImportError:
        raise DatabaseError("Le pilote de ce genre de base n'est pas installé.") from None


def _open_file(path: str) -> sqlite3.Connection:
    if not Path(path).is_file():
        raise DatabaseError("Ce fichier de base n'existe pas.")
    return sqlite3.connect(
        f"file:{quote(path)}?mode=ro", uri=True, timeout=2, check_same_thread=False
    )


def _begin(connection: Connection, target: Target, seconds: float) -> None:
    if target.kind == "sqlite":
        raw = driver_of(connection)
        raw.execute("PRAGMA trusted_schema=OFF")
        raw.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LARGEST_VALUE)
        raw.set_authorizer(authorise)
        deadline = time.monotonic() + seconds
        raw.set_progress_handler(lambda: int(time.monotonic() > deadline), _STEPS)
    elif target.dialect == "postgresql":
        connection.execute(text("SET TRANSACTION READ ONLY"))
    else:
        _limit_mysql(connection, seconds)
        connection.rollback()
        connection.exec_driver_sql("START TRANSACTION READ ONLY")


def _limit_mysql(connection: Connection, seconds: float) -> None:
    # MariaDB counts in seconds; MySQL, which does not know that name, in milliseconds.
    try:
        connection.exec_driver_sql(f"SET SESSION max_statement_time={seconds}")
    except SQLAlchemyError:
        connection.exec_driver_sql(f"SET SESSION max_execution_time={int(seconds * 1000)}")
    connection.exec_driver_sql("SET SESSION lock_wait_timeout=2")


def authorise(action: int, one: str | None, two: str | None, *_: object) -> int:
    """SQLite's authorizer: reading, the functions of the guard, and nothing else."""
    if action in _READS:
        return sqlite3.SQLITE_DENY if (one or "").lower().startswith("sqlite_") else 0
    if action == sqlite3.SQLITE_FUNCTION and (two or "").lower() in _SQLITE_FUNCTIONS:
        return sqlite3.SQLITE_OK
    # `BEGIN` and `ROLLBACK`, which the driver sends by itself.
    if action == sqlite3.SQLITE_TRANSACTION and one in ("BEGIN", "ROLLBACK"):
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY


def driver_of(connection: Connection) -> Any:
    """The driver's own connection."""
    return connection.connection.driver_connection


class _Clock:
    """Stops the statement from outside when time is up."""

    def __init__(self) -> None:
        self.rang = False
        self._timer: threading.Timer | None = None

    def start(self, connection: Connection, target: Target, seconds: float) -> None:
        stop = _stopper(connection, target)

        def ring() -> None:
            self.rang = True
            stop()

        self._timer = threading.Timer(seconds, ring)
        self._timer.daemon = True
        self._timer.start()

    def stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()


def _stopper(connection: Connection, target: Target) -> Any:
    raw = driver_of(connection)
    if target.kind == "sqlite":
        return raw.interrupt
    if target.dialect == "postgresql":
        return lambda: raw.cancel_safe(timeout=CONNECT_SECONDS)
    number = int(raw.thread_id())

    def kill() -> None:
        engine = create_engine(
            target.address(),
            poolclass=NullPool,
            hide_parameters=True,
            connect_args={"connect_timeout": CONNECT_SECONDS},
        )
        try:
            with engine.connect() as second:
                second.exec_driver_sql(f"KILL QUERY {number}")
        except SQLAlchemyError:
            raw._force_close()  # no second connection to be had: the socket is closed under it
        finally:
            engine.dispose()

    return kill


def _roll_back(connection: Connection) -> None:
    try:
        connection.rollback()
    except SQLAlchemyError:
        connection.invalidate()


def _is_timeout(error: BaseException) -> bool:
    words = str(error).lower()
    return any(
        said in words
        for said in ("statement timeout", "interrupted", "max_statement_time", "query was killed",
                     "canceling statement", "query execution was interrupted", "timed out")
    )  # fmt: skip


def _said(error: BaseException) -> str:
    words = str(error).lower()
    if "permission denied" in words or "denied" in words or "not authorized" in words:
        return "La base refuse cette lecture à ce compte."
    if "authentication failed" in words or "no password supplied" in words:
        return "La base refuse ce compte ou son mot de passe."
    if any(w in words for w in ("could not connect", "connection refused", "can't connect",
                                "connection failed", "resolve", "no such file")):  # fmt: skip
        return "La base ne peut pas être jointe."
    if "does not exist" in words or "no such" in words or "doesn't exist" in words:
        return "La base ne connaît pas une table ou une colonne du catalogue : relisez-le."
    return "La base n'a pas pu exécuter la requête."


def _detail(error: BaseException) -> str:
    """The server's words alone: no statement, no parameter, no address."""
    origin = getattr(error, "orig", None) or error
    return " ".join(str(origin).split())[:300]
