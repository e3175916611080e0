"""What a statement may read: tables and columns, as the catalogue shows them to who asks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Dialect = Literal["postgresql", "mysql", "sqlite"]
DIALECTS: dict[str, Dialect] = {
    "postgresql": "postgresql", "postgres": "postgresql", "pg": "postgresql",
    "mysql": "mysql", "mariadb": "mysql", "sqlite": "sqlite", "sqlite3": "sqlite",
}  # fmt: skip
# PostgreSQL's and MariaDB's limits on a name are 63 and 64 characters; the characters are those
# that French catalogues use. A name outside them is not read.
NAME = re.compile(r"[A-Za-zÀ-ÿŒœ_][A-Za-zÀ-ÿŒœ0-9_]{0,62}")


class SchemaError(ValueError):
    """A description of tables that cannot be read; the message says why, in French."""


@dataclass(frozen=True, slots=True)
class Schema:
    """Tables and their columns (true names), in the order of the catalogue.

    `namespace`: the only schema that a table may be qualified by (`public`); empty: none.
    """

    tables: Mapping[str, tuple[str, ...]]
    namespace: str = ""
    dialect: Dialect = "postgresql"


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether a statement may run. `reason`: why not, in French (empty when allowed).

    `sql` is written anew from the checked tree, parameters as `:name`: it is what is shown.
    `runnable` is the same for SQLAlchemy's `text()`, other colons escaped. `tables` and `columns`
    (`table.column`) are what it reads, `parameters` the names it waits for.
    """

    allowed: bool
    reason: str = ""
    tables: frozenset[str] = frozenset()
    columns: frozenset[str] = frozenset()
    parameters: frozenset[str] = frozenset()
    sql: str = ""
    runnable: str = ""


class Refused(Exception):
    """Inside the guard: `str(error)` is the reason, in French."""


@dataclass(slots=True)
class Reading:
    """What a statement was seen to read so far."""

    tables: set[str] = field(default_factory=set)
    columns: set[str] = field(default_factory=set)
    parameters: set[str] = field(default_factory=set)
    references: int = 0


def schema_from(data: Any) -> Schema:
    """A `Schema` from the JSON of `docs/records.md`. Raises `SchemaError`."""
    if not isinstance(data, dict):
        raise SchemaError("Le schéma doit être un objet JSON.")
    dialect = DIALECTS.get(str(data.get("dialect", "postgresql")).lower())
    if dialect is None:
        raise SchemaError(f"Dialecte inconnu : « {data.get('dialect')} ».")
    given = data.get("tables", {k: v for k, v in data.items() if k not in ("dialect", "schema")})
    if isinstance(given, list):
        given = {str(t.get("name", "")): t.get("columns") for t in given if isinstance(t, dict)}
    if not isinstance(given, dict) or not given:
        raise SchemaError("Le schéma ne décrit aucune table.")
    tables = {name: _columns(name, columns) for name, columns in given.items()}
    for name in [*tables, *(c for columns in tables.values() for c in columns)]:
        if not NAME.fullmatch(name):
            raise SchemaError(f"« {name[:80]} » n'est pas un nom de table ou de colonne.")
    # PostgreSQL's own default: `public.t` is `t`.
    space = "public" if dialect == "postgresql" else ""
    return Schema(tables, str(data.get("schema") or space), dialect)


def _columns(table: str, given: Any) -> tuple[str, ...]:
    if isinstance(given, dict):
        given = given.get("columns", list(given))
    if isinstance(given, dict):
        given = list(given)
    if not isinstance(given, list) or not given:
        raise SchemaError(f"La table « {table} » n'a aucune colonne.")
    return tuple(str(c.get("name", "") if isinstance(c, dict) else c) for c in given)
