"""Backups of an installation on PostgreSQL: whole while it works, put back in an empty database."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import stat
import subprocess
import sys
import tarfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest

from bastide.providers import postgresql_tools
from bastide.providers.postgresql_tools import Server, ToolError, dump, tool
from bastide.site.manifest import DUMP, MANIFEST
from tests.conftest import POSTGRESQL

SOURCES = Path(__file__).parents[2] / "src"
SECRET = "m0t-de-passe-secret"


def bastide(
    *arguments: str, data: Path, url: str = "", code: int | None = 0, **more: str
) -> subprocess.CompletedProcess[str]:
    kept = {name: told for name, told in os.environ.items() if not name.startswith("BASTIDE_")}
    given = {"BASTIDE_DATA_DIR": str(data), "BASTIDE_DATABASE_URL": url}
    ended = subprocess.run(
        [sys.executable, "-m", "bastide", *arguments],
        env=kept | given | {"PYTHONPATH": str(SOURCES)} | more,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert code is None or ended.returncode == code, ended.stdout + ended.stderr
    return ended


@pytest.fixture(scope="module")
def built(
    postgresql_server: Any, bases_made: dict[str, list[str]], tmp_path_factory: Any
) -> tuple[str, Path]:
    """An installation with an organisation, a text in its library, and files."""
    folder = tmp_path_factory.mktemp("built")
    name = f"bastide_essai_{os.getpid()}_built"
    postgresql_server.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
    bases_made["all"].append(name)
    url, data = urlsplit(POSTGRESQL)._replace(path=f"/{name}").geturl(), folder / "var"
    (folder / "cantine.txt").write_text("La cantine ouvre à midi, été comme hiver.")
    bastide("organisation", "create", "ville", "Ville d'Été", data=data, url=url)
    bastide("ingest", str(folder / "cantine.txt"), data=data, url=url)
    (data / "check" / "1").mkdir(parents=True)
    (data / "check" / "1" / "a").write_bytes(os.urandom(50_000))
    (data / "bastide.sqlite3").write_bytes(b"what a move left")
    return url, data


@pytest.fixture
def installation(built: tuple[str, Path], tmp_path: Path) -> tuple[str, Path]:
    """The same database, a copy of the data folder."""
    url, data = built
    shutil.copytree(data, tmp_path / "var")
    return url, tmp_path / "var"


def content(url: str) -> dict[str, tuple[int, str]]:
    """For each table, its rows and a hash of them."""
    with psycopg.connect(url) as there:
        names = there.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        found = {}
        for (name,) in names.fetchall():
            rows = there.execute(f"SELECT t::text FROM {name} t").fetchall()
            lines = "\n".join(sorted(text for (text,) in rows))
            found[name] = (len(rows), hashlib.sha256(lines.encode()).hexdigest())
        return found


def structure(url: str) -> list[Any]:
    """What guards the rows: keys, constraints, indexes, triggers, and the next keys."""
    with psycopg.connect(url) as there:
        return [
            there.execute(asked).fetchall()
            for asked in (
                "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint ORDER BY 1, 2",
                "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1",
                "SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal"
                " ORDER BY 1, 2",
                "SELECT sequencename, last_value FROM pg_sequences ORDER BY 1",
            )
        ]


def tables(url: str) -> int:
    return len(content(url))


def test_what_comes_back_is_what_was_there(
    installation: tuple[str, Path], new_base: Callable[..., str], tmp_path: Path
) -> None:
    url, data = installation
    made = bastide("backup", str(tmp_path / "b.tar"), data=data, url=url)
    assert "piste d'audit de ville" in made.stdout
    assert (tmp_path / "b.tar").stat().st_mode & 0o077 == 0
    with tarfile.open(tmp_path / "b.tar") as archive:
        names = archive.getnames()
        assert {DUMP, MANIFEST, "check/1/a", "secret_key"} <= set(names)
        assert "bastide.sqlite3" not in names
    assert "est intacte" in bastide("verify", str(tmp_path / "b.tar"), data=tmp_path / "x").stdout

    empty, new = new_base(), tmp_path / "new"
    bastide("restore", str(tmp_path / "b.tar"), data=new, url=empty)
    assert content(empty) == content(url)
    assert structure(empty) == structure(url)
    assert (new / "check" / "1" / "a").read_bytes() == (data / "check" / "1" / "a").read_bytes()
    assert not list(new.glob(".restauration-*"))
    assert not (new / DUMP).exists()
    head = made.stdout.rpartition(" ")[2].strip()
    bastide("audit", "verify", "--head", head, data=new, url=empty)
    assert "Base intacte" in bastide("verify", data=new, url=empty).stdout
    answered = bastide("ask", "À quelle heure ouvre la cantine ?", data=new, url=empty, code=None)
    assert "midi" in answered.stdout, answered.stderr


def test_a_backup_made_at_work_names_no_file_that_it_lacks(
    installation: tuple[str, Path], new_base: Callable[..., str], tmp_path: Path
) -> None:
    url, data = installation
    stop = threading.Event()
    with psycopg.connect(url, autocommit=True) as there:
        there.execute("CREATE TABLE deposit (id serial PRIMARY KEY, path text)")

    def deposits() -> None:
        """A file, then the row that names it, as the product does."""
        with psycopg.connect(url, autocommit=True) as there:
            number = 100
            while not stop.is_set():
                number += 1
                (data / "check" / "1" / f"{number}").write_bytes(os.urandom(2000))
                there.execute("INSERT INTO deposit (path) VALUES (%s)", [f"check/1/{number}"])

    writer = threading.Thread(target=deposits)
    writer.start()
    try:
        for turn in range(2):
            bastide("backup", str(tmp_path / f"{turn}.tar"), data=data, url=url)
    finally:
        stop.set()
        writer.join()
        with psycopg.connect(url, autocommit=True) as there:
            there.execute("DROP TABLE deposit")
    for turn in range(2):
        empty, new = new_base(), tmp_path / f"new{turn}"
        bastide("restore", str(tmp_path / f"{turn}.tar"), data=new, url=empty)
        with psycopg.connect(empty) as there:
            named = [path for (path,) in there.execute("SELECT path FROM deposit").fetchall()]
        assert named
        assert all((new / path).is_file() for path in named)


def test_only_an_empty_database_of_the_same_kind_receives_it(
    installation: tuple[str, Path], new_base: Callable[..., str], prepared: Path, tmp_path: Path
) -> None:
    url, data = installation
    before = content(url)
    backup = str(tmp_path / "b.tar")
    bastide("backup", backup, data=data, url=url)
    full = bastide("restore", backup, "--replace", data=data, url=url, code=64)
    assert "n'est pas vide" in full.stderr
    assert content(url) == before
    assert not list(data.glob("avant-*"))
    odd = new_base(encoding="LATIN1")
    assert "UTF8" in bastide("restore", backup, data=tmp_path / "n", url=odd, code=64).stderr
    sqlite = bastide("restore", backup, data=tmp_path / "n", code=64)
    assert "BASTIDE_DATABASE_URL" in sqlite.stderr
    shutil.copytree(prepared, tmp_path / "lite")
    bastide("backup", str(tmp_path / "lite.tar"), data=tmp_path / "lite")
    empty = new_base()
    moved = bastide("restore", str(tmp_path / "lite.tar"), data=tmp_path / "n", url=empty, code=64)
    assert "bastide move" in moved.stderr
    assert tables(empty) == 0
    assert not list((tmp_path / "n").glob("[!s.]*"))
    nowhere = urlsplit(url)._replace(path="/bastide_nulle_part").geturl()
    away = bastide("restore", backup, data=tmp_path / "n", url=nowhere, code=64)
    assert "createdb" in away.stderr
    assert "Rien à sauvegarder" in bastide(
        "backup", str(tmp_path / "c.tar"), data=data, url=empty, code=64
    ).stderr  # fmt: skip


def test_what_an_extension_holds_is_left_to_it(
    installation: tuple[str, Path], new_base: Callable[..., str], tmp_path: Path
) -> None:
    url, data = installation
    with psycopg.connect(url, autocommit=True) as there:
        there.execute("CREATE TABLE of_the_extension AS SELECT 1 AS n")
        there.execute("ALTER EXTENSION plpgsql ADD TABLE of_the_extension")
    try:
        bastide("backup", str(tmp_path / "b.tar"), data=data, url=url)
    finally:
        with psycopg.connect(url, autocommit=True) as there:
            there.execute("ALTER EXTENSION plpgsql DROP TABLE of_the_extension")
            there.execute("DROP TABLE of_the_extension")
    empty = new_base()
    bastide("restore", str(tmp_path / "b.tar"), data=tmp_path / "new", url=empty)
    assert content(empty) == content(url)
    told = bastide("doctor", data=tmp_path / "new", url=empty, code=None).stdout
    assert "pg_dump et /" in told


def test_one_of_an_older_version_is_brought_up_to_date(
    installation: tuple[str, Path], new_base: Callable[..., str], tmp_path: Path
) -> None:
    url, _ = installation
    old, given = new_base(), {"BASTIDE_DATA_DIR": str(tmp_path / "old")}
    environment = os.environ | given | {"PYTHONPATH": str(SOURCES), "BASTIDE_DATABASE_URL": old}
    environment["DJANGO_SETTINGS_MODULE"] = "bastide.site.settings"
    for application in ("tenants", "runs"):
        subprocess.run(
            [sys.executable, "-m", "django", "migrate", application], env=environment, check=True,
            capture_output=True,
        )  # fmt: skip
    lacking = set(content(url)) - set(content(old))
    assert lacking
    bastide("backup", str(tmp_path / "b.tar"), data=tmp_path / "old", url=old)
    empty = new_base()
    bastide("restore", str(tmp_path / "b.tar"), data=tmp_path / "new", url=empty)
    assert set(content(empty)) == set(content(url))


def test_a_database_that_refuses_leaves_the_folder_as_it_was(
    installation: tuple[str, Path], new_base: Callable[..., str], tmp_path: Path
) -> None:
    url, data = installation
    bastide("backup", str(tmp_path / "b.tar"), data=data, url=url)
    with tarfile.open(tmp_path / "b.tar") as one, tarfile.open(tmp_path / "c.tar", "w") as other:
        for entry in one:
            body = one.extractfile(entry)
            assert body
            if entry.name == MANIFEST:  # it tells one row more than there is
                said = json.load(body)
                said["rows"]["tenants_organisation"] += 1
                (tmp_path / "said").write_text(json.dumps(said))
                entry.size = (tmp_path / "said").stat().st_size
                body = (tmp_path / "said").open("rb")
            other.addfile(entry, body)
    before = sorted(path.relative_to(data) for path in data.rglob("*"))
    put = bastide("restore", str(tmp_path / "c.tar"), "--replace", data=data, url=new_base(),
                  code=64)  # fmt: skip
    assert "tenants_organisation" in put.stderr
    assert sorted(path.relative_to(data) for path in data.rglob("*")) == before


def test_what_was_erased_since_is_erased_again(
    installation: tuple[str, Path], new_base: Callable[..., str], tmp_path: Path
) -> None:
    url, data = installation
    member = ("member", "create", "a@ville.example", "Perle Chimérique", "--password", "o" * 20)
    bastide(*member, data=data, url=url)
    bastide("backup", str(tmp_path / "b.tar"), data=data, url=url)
    asked = ("erase", "--member", "a@ville.example", "-o", "ville", "--yes")
    bastide(*asked, data=data, url=url, code=None)
    assert "compte effacé" in str(names(url))
    empty = new_base()
    put = bastide("restore", str(tmp_path / "b.tar"), "--replace", data=data, url=empty)
    assert "de nouveau" in put.stdout
    assert "Perle" not in str(names(empty))


def names(url: str) -> list[Any]:
    with psycopg.connect(url) as there:
        return there.execute("SELECT name, email FROM tenants_member").fetchall()


def with_password(url: str) -> str:
    parts = urlsplit(url)
    account, _, host = parts.netloc.rpartition("@")
    return parts._replace(netloc=f"{account.partition(':')[0]}:{SECRET}@{host}").geturl()


def test_the_password_is_on_no_command_line_nor_message(
    installation: tuple[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts = urlsplit(installation[0])
    real = shutil.which("pg_dump")
    script = tmp_path / "pg_dump"
    script.write_text(
        f'#!/bin/sh\necho "$@" >> {tmp_path}/line\necho "$PGPASSWORD $PGHOST" >> {tmp_path}/way\n'
        f'exec {real} "$@"\n'
    )
    script.chmod(0o755)
    monkeypatch.setattr(postgresql_tools, "_FOLDERS", ())
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    given = {"host": str(parts.hostname), "user": str(parts.username), "password": SECRET}
    given |= {"port": str(parts.port or 5432), "dbname": parts.path.strip("/")}
    with psycopg.connect(installation[0]) as there:
        version = there.info.server_version // 10_000
        server = Server(given, version)
        there.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
        (name,) = there.execute("SELECT pg_export_snapshot()").fetchone() or ("",)
        dump(server, name, tmp_path / "dump")
    assert f"{SECRET} {parts.hostname}" in (tmp_path / "way").read_text()
    assert "--snapshot" in (tmp_path / "line").read_text()
    assert SECRET not in (tmp_path / "line").read_text() + repr(server)
    with pytest.raises(ToolError) as refused:
        dump(Server(given | {"dbname": "bastide_nulle_part"}, version), name, tmp_path / "dump")
    assert "does not exist" in str(refused.value)
    assert SECRET not in str(refused.value)


def test_the_commands_tell_no_password(installation: tuple[str, Path], tmp_path: Path) -> None:
    url, data = installation
    made = bastide("backup", str(tmp_path / "b.tar"), data=data, url=with_password(url))
    assert SECRET not in made.stdout + made.stderr
    assert SECRET.encode() not in (tmp_path / "b.tar").read_bytes()


def program(folder: Path, name: str, version: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\necho '{name} (PostgreSQL) {version}'\n")
    (folder / name).chmod(stat.S_IRWXU)


def test_the_oldest_tool_that_suits_is_taken_and_one_too_old_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgresql_tools, "_FOLDERS", (f"{tmp_path}/lib/*/bin",))
    monkeypatch.setenv("PATH", str(tmp_path / "bin"), prepend=":")
    monkeypatch.setattr(
        postgresql_tools.shutil, "which",
        lambda name: str(p) if (p := tmp_path / "bin" / name).exists() else None,
    )  # fmt: skip
    with pytest.raises(ToolError, match="postgresql-client-16"):
        tool("pg_dump", 16)
    program(tmp_path / "bin", "pg_dump", "15.20 (Debian 15.20-0+deb12u1)")
    program(tmp_path / "lib" / "18" / "bin", "pg_dump", "18.1")
    program(tmp_path / "lib" / "16" / "bin", "pg_dump", "16.4")
    assert tool("pg_dump", 15) == str(tmp_path / "bin" / "pg_dump")
    assert tool("pg_dump", 16) == str(tmp_path / "lib" / "16" / "bin" / "pg_dump")
    assert tool("pg_dump", 17) == str(tmp_path / "lib" / "18" / "bin" / "pg_dump")
    with pytest.raises(ToolError, match=r"pg_dump 19 .*ici : 18.*apt install postgresql-client-19"):
        tool("pg_dump", 19)
