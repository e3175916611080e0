"""The guard, the session and the probe against real servers: PostgreSQL, MariaDB, SQLite."""

from __future__ import annotations

import json
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlglot import parse

from bastide.engine.sql.schema import Schema, schema_from
from bastide.engine.sql_guard import judge
from bastide.providers.databases.asking import _cell, ask, describe, plan
from bastide.providers.databases.probe import probe
from bastide.providers.databases.session import Late, driver_of, reading
from bastide.providers.databases.target import DatabaseError, Limits

from .conftest import READER, SPACE, WRITER

CORPUS = Path(__file__).parents[1] / "engine" / "sql_guard"
NAMES = {"postgresql": "postgres", "mysql": "mysql", "sqlite": "sqlite"}
KINDS = ["postgresql", "mariadb", "sqlite"]


def corpus(name: str, dialect: str) -> list[dict[str, Any]]:
    lines = (CORPUS / name).read_text(encoding="utf-8").split("\n")
    rows = [json.loads(line) for line in lines if line]
    return [row for row in rows if row["dialect"] == dialect]


@pytest.fixture(params=KINDS)
def server(request: pytest.FixtureRequest) -> Any:
    return request.getfixturevalue(request.param)


def schema_of(dialect: str) -> Schema:
    told = schema_from(json.loads((CORPUS / "schema.json").read_text(encoding="utf-8")))
    return replace(told, namespace=SPACE if dialect == "postgresql" else "", dialect=dialect)


def test_a_good_query_gives_what_it_would_have_given_as_written(server: Any) -> None:
    target = server.target(READER)
    dialect = target.dialect
    compared = 0
    for row in corpus("good.jsonl", dialect):
        if "parameters" in row:
            continue
        sql = row["sql"].replace("public.", f"{SPACE}.")
        judged = judge(sql, schema_of(dialect), most_rows=500)
        found = ask(target, judged.runnable, {}, Limits(rows=500))
        with reading(target, 5) as connection:
            if dialect == "postgresql":
                connection.exec_driver_sql(f"SET search_path = {SPACE}")
            raw = driver_of(connection).cursor()
            raw.execute(sql)
            expected = raw.fetchall()
        assert len(found.values) == len(expected), sql
        known, told = _plain(expected), _plain(found.values)
        assert sorted(told) == sorted(known), sql
        if "ORDER BY" in sql and known:
            # Rows that are equal for ORDER BY come in any order: what it sorts by is the same.
            columns = range(len(known[0]))
            assert any([r[at] for r in told] == [r[at] for r in known] for at in columns), sql
        compared += 1
    assert compared > 60


def _plain(rows: Any) -> list[tuple[str, ...]]:
    """Figures as figures: `date_part` gives 6.0 where the `EXTRACT` it becomes gives 6."""
    cells = [[_cell(cell, 2_000) for cell in row] for row in rows]
    return [tuple(f"{c:.8g}" if isinstance(c, int | float) else str(c) for c in r) for r in cells]


def test_every_attack_that_parses_changes_nothing_with_a_reading_account(server: Any) -> None:
    """The second wall: what the guard refuses is run all the same, and nothing changes."""
    target = server.target(READER)
    before = server.picture()
    tried = 0
    for row in corpus("attacks.jsonl", target.dialect):
        sql = row["sql"]
        # A lock or a sleep would only take time here; what could end the server is the guard's.
        if "\0" in sql or _slow_or_final(sql) or not _parses(sql, target.dialect):
            continue
        tried += 1
        with suppress(Exception), reading(target, 0.5) as connection:
            if target.dialect == "postgresql":
                connection.exec_driver_sql(f"SET search_path = {SPACE}")
            driver_of(connection).cursor().execute(sql)
    assert tried > 60
    assert server.picture() == before


def _parses(sql: str, dialect: str) -> bool:
    try:
        return any(one is not None for one in parse(sql, dialect=NAMES[dialect]))
    except Exception:
        return False


def _slow_or_final(sql: str) -> bool:
    told = sql.lower()
    return any(
        word in told
        for word in ("sleep", "advisory", "get_lock", "terminate", "cancel_backend", "promote",
                     "repeat(", "space(", "pad(", "randomblob", "zeroblob", "900000000",
                     "benchmark", "kill", "lo_", "lowrite", "1000000000", "100000000",
                     "load_extension")
    )  # fmt: skip


def test_a_reading_account_is_taken(server: Any) -> None:
    report = probe(server.target(READER))
    assert report.usable, report
    assert len(report.attempts) >= 4
    assert server.rows("SELECT COUNT(*) FROM demandes")[0][0] == 30


@pytest.mark.parametrize("kind", ["postgresql", "mariadb"])
def test_an_account_that_can_write_is_refused_with_the_remedy(
    kind: str, request: pytest.FixtureRequest
) -> None:
    server = request.getfixturevalue(kind)
    before = server.picture()
    report = probe(server.target(WRITER))
    assert report.reached
    assert not report.usable
    assert "GRANT SELECT" in report.remedy
    assert any(a.what == "effacer dans demandes" and not a.refused for a in report.attempts)
    assert server.picture() == before


def test_the_administrator_of_a_server_is_refused(postgresql: Any) -> None:
    report = probe(replace(postgresql.target("postgres"), user="postgres"))
    assert not report.usable


def test_a_wrong_password_is_said_without_it(mariadb: Any) -> None:
    report = probe(replace(mariadb.target(READER), secret=lambda: "faux-mot-secret"))
    assert not report.reached
    assert report.problem
    assert "faux-mot-secret" not in repr(report)
    assert "faux-mot-secret" not in repr(mariadb.target(READER))


def test_the_catalogue_of_a_server_is_described(server: Any) -> None:
    found = describe(server.target(READER))
    assert {"demandes", "communes", "agents"} <= set(found)
    assert [name for name, _ in found["communes"]][:2] == ["id", "nom"]


@pytest.mark.parametrize(
    ("kind", "slow"),
    [
        ("postgresql", "SELECT set_config('statement_timeout', '0', false), pg_sleep(20)"),
        ("mariadb", "SELECT SLEEP(20)"),
    ],
)
def test_our_clock_stops_a_statement_that_switched_the_servers_off(
    kind: str, slow: str, request: pytest.FixtureRequest
) -> None:
    target = request.getfixturevalue(kind).target(READER)
    started = time.monotonic()
    with pytest.raises(Late), reading(target, 0.5) as connection:  # noqa: PT012
        if kind == "postgresql":
            connection.execute(text("SET statement_timeout = 0"))
        else:
            connection.execute(text("SET SESSION max_statement_time = 0"))
        if connection.execute(text(slow)).scalar() == 1:
            raise Late  # MariaDB: a SLEEP that was killed answers 1 instead of an error
    assert time.monotonic() - started < 15


def test_a_long_walk_through_a_file_is_stopped(sqlite: Any) -> None:
    started = time.monotonic()
    with pytest.raises(Late), reading(sqlite.target(""), 0.3) as connection:
        connection.execute(
            text("SELECT COUNT(*) FROM " + ", ".join(f"demandes t{n}" for n in range(8)))
        )
    assert time.monotonic() - started < 30


def test_a_value_that_would_fill_our_memory_is_refused(sqlite: Any) -> None:
    grown = "numero"
    for _ in range(8):
        grown = f"REPLACE({grown}, '0', '{'0' * 32}')"
    judged = judge(f"SELECT MAX({grown}) FROM demandes", schema_of("sqlite"))
    assert judged.allowed
    with pytest.raises(DatabaseError):
        ask(sqlite.target(""), judged.runnable, {})


def test_what_is_too_dear_is_not_run(server: Any) -> None:
    target = server.target(READER)
    judged = judge("SELECT numero FROM demandes", schema_of(target.dialect))
    assert plan(target, judged.runnable, {}).lines
    if target.kind != "sqlite":
        with pytest.raises(DatabaseError, match="trop lourde"):
            ask(target, judged.runnable, {}, Limits(cost=0.5))


def test_rows_beyond_the_limit_are_cut_and_said(server: Any) -> None:
    target = server.target(READER)
    judged = judge("SELECT numero FROM demandes ORDER BY numero", schema_of(target.dialect))
    found = ask(target, judged.runnable, {}, Limits(rows=4))
    assert len(found.values) == 4
    assert found.more


def test_a_value_is_a_value_and_never_sql(server: Any) -> None:
    target = server.target(READER)
    judged = judge(
        "SELECT COUNT(*) FROM demandes WHERE numero = :numero OR numero = ' :autre'",
        schema_of(target.dialect),
        parameters=frozenset({"numero"}),
    )
    for value, count in (("GA-2026-0003", 1), ("x' OR '1'='1", 0), ("%s :numero", 0)):
        assert ask(target, judged.runnable, {"numero": value}).values == ((count,),)
