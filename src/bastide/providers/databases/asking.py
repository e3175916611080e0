"""Asking a database what the guard let through: a plan, then rows."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, inspect, text

from bastide.providers.databases.session import driver_of, reading
from bastide.providers.databases.target import DatabaseError, Limits, Plan, Rows, Target

MOST_TABLES = 400  # what a catalogue takes up of a database at once


def ask(
    target: Target, runnable: str, parameters: Mapping[str, Any], limits: Limits | None = None
) -> Rows:
    """Runs `Judgement.runnable`. Raises `DatabaseError`, also when the plan is too dear."""
    bound = limits or Limits()
    started = time.perf_counter()
    with reading(target, bound.seconds) as connection:
        plan = _plan(connection, target, runnable, parameters)
        if plan.cost is not None and plan.cost > bound.cost:
            raise DatabaseError("Cette requête serait trop lourde pour la base : précisez-la.")
        result = connection.execute(text(runnable), dict(parameters))
        columns = tuple(result.keys())
        values = result.fetchmany(bound.rows + 1)
    told = tuple(tuple(_cell(cell, bound.cell) for cell in row) for row in values[: bound.rows])
    ms = (time.perf_counter() - started) * 1000
    return Rows(columns, told, len(values) > bound.rows, ms)


def plan(target: Target, runnable: str, parameters: Mapping[str, Any]) -> Plan:
    """How the server would run it, without running it. Raises `DatabaseError`."""
    with reading(target, Limits().seconds) as connection:
        return _plan(connection, target, runnable, parameters)


def describe(target: Target) -> dict[str, list[tuple[str, str]]]:
    """Every table (and view) that the account sees: its columns with their types."""
    if target.kind == "sqlite":
        return _describe_file(target)
    with reading(target, Limits().seconds) as connection:
        found = inspect(connection)
        space = target.namespace or None
        names = [*found.get_table_names(space), *found.get_view_names(space)][:MOST_TABLES]
        return {
            name: [(c["name"], str(c["type"])[:60]) for c in found.get_columns(name, space)]
            for name in sorted(names)
        }


def _describe_file(target: Target) -> dict[str, list[tuple[str, str]]]:
    with reading(target, Limits().seconds) as connection:
        raw = driver_of(connection)
        raw.set_authorizer(None)  # these are our own statements, on a file opened read-only
        names = [
            row[0]
            for row in raw.execute(
                "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') "
                "AND name NOT LIKE 'sqlite%' ORDER BY name"
            )
        ]
        return {
            name: [
                (row[0], row[1])
                for row in raw.execute("SELECT name, type FROM pragma_table_info(?)", [name])
            ]
            for name in names[:MOST_TABLES]
        }


def _plan(
    connection: Connection, target: Target, runnable: str, parameters: Mapping[str, Any]
) -> Plan:
    values = dict(parameters)
    if target.kind == "sqlite":
        # SQLite names a statement's steps, not their price: the progress handler is its limit.
        rows = connection.execute(text("EXPLAIN QUERY PLAN " + runnable), values).all()
        return Plan(tuple(str(row[3]) for row in rows))
    if target.dialect == "postgresql":
        told: Any = connection.execute(text("EXPLAIN (FORMAT JSON) " + runnable), values).scalar()
        tree = (json.loads(told) if isinstance(told, str) else told)[0]["Plan"]
        return Plan(tuple(_steps(tree)), float(tree["Total Cost"]))
    lines: list[str] = []
    examined: dict[Any, float] = {}
    for step in connection.execute(text("EXPLAIN " + runnable), values).mappings():
        read = float(step.get("rows") or 1)
        lines.append(
            f"{step.get('select_type')} {step.get('table')} {step.get('type')} : {read:.0f}"
        )
        # Within one SELECT the tables are read one inside the other.
        examined[step["id"]] = examined.get(step["id"], 1.0) * max(1.0, read)
    return Plan(tuple(lines), sum(examined.values()))


def _steps(node: Mapping[str, Any], depth: int = 0) -> list[str]:
    where = f" {node['Relation Name']}" if "Relation Name" in node else ""
    lines = [f"{'  ' * depth}{node['Node Type']}{where} : {node['Plan Rows']} lignes"]
    for child in node.get("Plans", []):
        lines += _steps(child, depth + 1)
    return lines


def _cell(value: Any, most: int) -> Any:
    """A value as plain data: text, number, boolean, or nothing. Dates in ISO 8601."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes | bytearray | memoryview):
        return "(binaire)"
    told = str(value)
    return told if len(told) <= most else told[:most] + "…"
