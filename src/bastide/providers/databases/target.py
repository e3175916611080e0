"""Which database, under which account, within which limits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

Kind = Literal["postgresql", "mariadb", "sqlite", "url"]


class DatabaseError(Exception):
    """What a database refused, or could not do in time: `str(error)` is a sentence in French.

    Neither it nor `detail` holds the password; `detail` is the server's own words, for whoever
    administers the connection, never for the agent.
    """

    def __init__(self, message: str, detail: str = "") -> None:
        super().__init__(message)
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Target:
    """Where to connect. `secret` gives the password when it is needed, and only then.

    `url`: an SQLAlchemy address without a password, for the kind `url`. `namespace`: PostgreSQL's
    schema. `database`: a file's path for SQLite.
    """

    kind: Kind
    database: str = ""
    host: str = ""
    port: int | None = None
    user: str = ""
    secret: Callable[[], str] = field(default=str, repr=False)
    url: str = ""
    namespace: str = ""

    @property
    def dialect(self) -> str:
        """As `engine.sql.schema.DIALECTS` names it. Raises `DatabaseError`."""
        if self.kind != "url":
            return "mysql" if self.kind == "mariadb" else self.kind
        name = self._parsed().get_backend_name()
        if name not in ("postgresql", "mysql", "mariadb"):
            raise DatabaseError("Ce genre de base ne sait pas être gardé : il n'est pas ouvert.")
        return "postgresql" if name == "postgresql" else "mysql"

    def address(self) -> URL:
        """The SQLAlchemy address, password included: never shown. Raises `DatabaseError`."""
        password = self.secret() or None
        if self.kind == "url":
            parsed = self._parsed()
            if parsed.password:
                raise DatabaseError("Le mot de passe ne s'écrit pas dans l'adresse.")
            return parsed.set(password=password)
        driver = {"postgresql": "postgresql+psycopg", "mariadb": "mysql+pymysql"}[self.kind]
        return URL.create(
            driver,
            self.user or None,
            password,
            self.host or None,
            self.port,
            self.database or None,
        )

    def _parsed(self) -> URL:
        try:
            return make_url(self.url)
        except ArgumentError:
            raise DatabaseError("Cette adresse n'est pas celle d'une base de données.") from None


@dataclass(frozen=True, slots=True)
class Limits:
    """What one question may take: seconds on both sides, rows, characters of a cell, and cost.

    `cost`: PostgreSQL's planner units, or rows that MariaDB says it will examine; a sequential
    scan of a million rows is some 20,000 units.
    """

    seconds: float = 5.0
    rows: int = 200
    cell: int = 2_000
    cost: float = 2_000_000


@dataclass(frozen=True, slots=True)
class Rows:
    """What came back. `more`: the limit cut it. `ms`: on the wire, opening included."""

    columns: tuple[str, ...]
    values: tuple[tuple[Any, ...], ...]
    more: bool = False
    ms: float = 0.0


@dataclass(frozen=True, slots=True)
class Plan:
    """How the server would run it. `cost` is none where it does not say (SQLite)."""

    lines: tuple[str, ...]
    cost: float | None = None
