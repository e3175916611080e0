"""From SQLite to PostgreSQL: every row as it was, or nothing."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest
from django.db import connection

from bastide.jobs.models import Job
from bastide.site import moving
from bastide.site.comparing import Compared, Side
from bastide.site.databases import shown
from bastide.site.moving import MoveError, move
from bastide.tenants.audit import record
from bastide.tenants.models import Organisation
from bastide.tenants.scope import every_organisation, scope

SERVER = os.environ.get("BASTIDE_TEST_POSTGRESQL", "postgresql://postgres@127.0.0.1:5432/postgres")

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    """The address of a database of our own."""
    name = f"bastide_move_{os.getpid()}"
    try:
        root = psycopg.connect(SERVER, autocommit=True, connect_timeout=3)
    except psycopg.OperationalError:
        pytest.skip("no PostgreSQL at BASTIDE_TEST_POSTGRESQL")
    with root:
        root.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        root.execute(f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0")
        yield urlsplit(SERVER)._replace(path=f"/{name}").geturl()
        root.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def target(base: str, tables_made: None) -> str:
    """The same, emptied for the test."""
    with psycopg.connect(base) as there:
        there.execute("DROP SCHEMA public CASCADE")
        there.execute("CREATE SCHEMA public")
    return base


@pytest.fixture(scope="module")
def made() -> list[str]:
    """What the migrations had PostgreSQL do, the first time."""
    return []


@pytest.fixture
def tables_made(made: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Going through the migrations takes seconds of Python: the first move of these tests does it,
    as the command does; the next have PostgreSQL do the same again, in their own transaction."""
    migrated = moving._migrated

    def note(execute: Any, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        if not sql.startswith("SELECT"):
            made.append(context["cursor"].mogrify(sql, params) if params else sql)
        return execute(sql, params, many, context)

    def again() -> None:
        if made:
            with moving.connection.cursor() as cursor:
                cursor.execute(";\n".join(made))
            return
        with moving.connection.execute_wrapper(note):
            migrated()

    monkeypatch.setattr(moving, "_migrated", again)


@pytest.fixture
def source(
    organisation: Organisation, other_organisation: Organisation, own_data_folder: Path,
    member: Callable[..., Any],
) -> Iterator[Callable[[], Path]]:  # fmt: skip
    """Writes what the test's own database holds into the data folder, as an installation has it."""
    if connection.vendor != "sqlite":
        pytest.skip("the tests run on PostgreSQL")
    for one in (organisation, other_organisation):
        with scope(one):
            someone = member(of=one, name="Zoé Éléonore Ünal")
            for number in range(3):
                record(someone, "essai", detail={"é": [1.5, None, {"b": 1, "a": number}]})
    with scope(organisation):
        Job.objects.create(task="essai", payload={"grand": 1e20, "nul": None})
        Job.objects.create(task="essai", payload={"vrai": True, "texte": "œ 𝄞 ' \" \\ %s"})
        Job.objects.create(task="essai").delete()

    def written() -> Path:
        path = own_data_folder / "bastide.sqlite3"
        path.write_bytes(connection.connection.serialize())
        return path

    return written


def asked(url: str, sql: str) -> list[Any]:
    with psycopg.connect(url) as there:
        return there.execute(sql).fetchall()


def tables(url: str) -> int:
    return int(asked(url, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")[0][0])


def bastide(data: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bastide", *arguments],
        env={**os.environ, "BASTIDE_DATA_DIR": str(data), **environment},
        capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip


def test_every_row_is_there_and_the_trail_holds(
    source: Callable[[], Path], target: str, own_data_folder: Path
) -> None:
    path = source()
    before = path.read_bytes()
    with closing(sqlite3.connect(path)) as database:
        heads = dict(database.execute("SELECT organisation_id, digest FROM tenants_audithead"))
        said = database.execute("SELECT id, email, password FROM tenants_member ORDER BY id")
        members = said.fetchall()
    found = {one.table: one for one in move(path, target)}
    assert all(one.same for one in found.values())
    assert found["tenants_auditentry"].after.rows == 6
    assert found["jobs_job"].after.rows == 2
    assert found["auth_permission"].after.rows > 50
    assert asked(target, "SELECT id, email, password FROM tenants_member ORDER BY id") == members
    assert dict(asked(target, "SELECT organisation_id, digest FROM tenants_audithead")) == heads
    assert path.read_bytes() == before

    verified = bastide(own_data_folder, "audit", "verify", BASTIDE_DATABASE_URL=target)
    assert verified.returncode == 0, verified.stderr
    for head in heads.values():
        assert f"3 lignes, chaîne intacte. Tête : {head}" in verified.stdout
    with pytest.raises(psycopg.errors.RaiseException):
        asked(target, "DELETE FROM tenants_auditentry")


def test_the_next_key_follows_the_last_that_was_given(
    source: Callable[[], Path], target: str
) -> None:
    path = source()
    with closing(sqlite3.connect(path)) as database:
        last = database.execute("SELECT seq FROM sqlite_sequence WHERE name = 'jobs_job'")
        (last,) = last.fetchone()
        (most,) = database.execute("SELECT max(id) FROM jobs_job").fetchone()
    assert last > most  # a job was removed
    move(path, target)
    sql = "SELECT nextval(pg_get_serial_sequence('jobs_job', 'id'))"
    assert asked(target, sql) == [(last + 1,)]


def test_a_base_that_is_not_empty_is_refused(source: Callable[[], Path], target: str) -> None:
    with psycopg.connect(target) as there:
        there.execute("CREATE TABLE autre (n integer)")
    with pytest.raises(MoveError, match=r"n'est pas vide.*autre"):
        move(source(), target)
    assert tables(target) == 1


def test_a_server_that_does_not_answer_is_told_without_the_password(
    source: Callable[[], Path],
) -> None:
    with pytest.raises(MoveError, match="ne répond pas") as told:
        move(source(), "postgresql://agent:t0pS3cret@127.0.0.1:9/base")
    assert "t0pS3cret" not in str(told.value)
    assert "agent:***@127.0.0.1:9/base" in str(told.value)


@pytest.mark.parametrize("url", ["mysql://a@h/b", "postgresql://h", "postgresql://h:port/b", "é"])
def test_an_address_that_is_none_is_refused(url: str, tmp_path: Path) -> None:
    with pytest.raises(MoveError, match="attendu"):
        move(tmp_path / "absent", url)


def test_a_write_meanwhile_undoes_it_all(source: Callable[[], Path], target: str) -> None:
    path, writes = source(), []

    def write(table: str, rows: int) -> None:
        if not writes:
            with closing(sqlite3.connect(path)) as other:
                other.execute("UPDATE tenants_organisation SET name = 'Autre'")
                other.commit()
        writes.append(table)

    with pytest.raises(MoveError, match="Arrêtez Bastide"):
        move(path, target, write)
    assert len(writes) > 10
    assert tables(target) == 0


def test_a_difference_undoes_it_all(
    source: Callable[[], Path], target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied = moving._copied

    def badly(model: Any) -> None:
        copied(model)
        if model is Job:
            moving.connection.cursor().execute("UPDATE jobs_job SET task = 'autre'")

    monkeypatch.setattr(moving, "_copied", badly)
    with pytest.raises(MoveError, match="jobs_job diffère"):
        move(source(), target)
    assert tables(target) == 0
    with every_organisation():
        assert Organisation.objects.count() == 2  # the default database is the default again


@pytest.mark.parametrize("what", ["un\0nul", "x" * 300])
def test_a_row_that_postgresql_refuses_is_named(
    what: str, source: Callable[[], Path], target: str
) -> None:
    path = source()
    with closing(sqlite3.connect(path)) as database:
        database.execute("UPDATE tenants_organisation SET name = ? WHERE slug = 'omega'", [what])
        (key,) = database.execute(
            "SELECT id FROM tenants_organisation WHERE slug = 'omega'"
        ).fetchone()
        database.commit()
    with pytest.raises(MoveError, match=f"la ligne {key} de tenants_organisation"):
        move(path, target)
    assert tables(target) == 0


def test_a_trail_that_was_broken_is_carried_broken(
    source: Callable[[], Path], target: str, own_data_folder: Path
) -> None:
    path = source()
    with closing(sqlite3.connect(path)) as database:
        database.execute("DROP TRIGGER audit_no_update")
        database.execute("UPDATE tenants_auditentry SET actor = 'autre' WHERE number = 2")
        database.commit()
    move(path, target)
    verified = bastide(own_data_folder, "audit", "verify", BASTIDE_DATABASE_URL=target)
    assert verified.returncode == 1
    assert "la ligne a été modifiée" in verified.stderr


def test_a_table_that_bastide_does_not_know_is_not_forgotten(
    source: Callable[[], Path], target: str
) -> None:
    path = source()
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE ancienne AS SELECT 1 AS n")
        database.commit()
    with pytest.raises(MoveError, match="ancienne"):
        move(path, target)
    assert tables(target) == 0


def test_the_command_prints_both_sides_and_the_setting(
    source: Callable[[], Path], target: str, own_data_folder: Path
) -> None:
    source()
    parts = urlsplit(target)
    account = parts.netloc.rpartition("@")[0].partition(":")[0]
    host = parts.netloc.rpartition("@")[2]
    secret = parts._replace(netloc=f"{account}:{parts.password or 't0pS3cret'}@{host}").geturl()
    told = bastide(own_data_folder, "move", "--to", secret, BASTIDE_DATABASE_URL="")
    assert told.returncode == 0, told.stderr
    line = next(n for n in told.stdout.splitlines() if n.startswith("tenants_auditentry "))
    assert line.split()[1:3] == ["6", "6"]
    assert f"BASTIDE_DATABASE_URL={shown(secret)}" in told.stdout
    assert str(urlsplit(secret).password) not in told.stdout + told.stderr

    again = bastide(own_data_folder, "move", "--to", target, BASTIDE_DATABASE_URL="")
    assert again.returncode == 64
    assert "n'est pas vide" in again.stderr
    already = bastide(own_data_folder, "move", "--to", target, BASTIDE_DATABASE_URL=target)
    assert already.returncode == 64
    assert "déjà sur PostgreSQL" in already.stderr


def test_a_comparison_sees_a_row_or_a_chain_that_differs() -> None:
    one = Side(2, "a")
    assert Compared("t", one, Side(2, "a")).same
    assert not Compared("t", one, Side(3, "a")).same
    assert not Compared("t", one, Side(2, "b")).same
    assert not Compared("t", one, one, chained=False).same
