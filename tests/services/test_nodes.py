"""Two machines on one PostgreSQL: each has its data folder, and finds what the other changed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

SOURCES = Path(__file__).parents[2] / "src"
SERVER = os.environ.get("BASTIDE_TEST_POSTGRESQL", "postgresql://postgres@127.0.0.1:5432/postgres")
# A machine that stays up: a question a line, the titles found.
ASK = """
import json, sys
import django
django.setup()
from bastide.library.search import search
from bastide.tenants.models import Organisation
from bastide.tenants.scope import scope
with scope(Organisation.objects.get()):
    for line in sys.stdin:
        print(json.dumps([hit.source.key for hit in search(line.strip(), None)]), flush=True)
"""


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Callable[[str], dict[str, str]]]:
    """`machine(name)` gives the environment of one; all share a database of the test's own."""
    name = f"bastide_nodes_{os.getpid()}"
    try:
        root = psycopg.connect(SERVER, autocommit=True, connect_timeout=3)
    except psycopg.OperationalError:
        pytest.skip("no PostgreSQL at BASTIDE_TEST_POSTGRESQL")
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("BASTIDE_", "DATABASE_"))}
    path = os.pathsep.join(filter(None, [str(SOURCES), kept.get("PYTHONPATH", "")]))
    common = {
        "PYTHONPATH": path,
        "DJANGO_SETTINGS_MODULE": "bastide.site.settings",
        "BASTIDE_DATABASE_URL": urlsplit(SERVER)._replace(path=f"/{name}").geturl(),
        "BASTIDE_SECRET_KEY": "une clé commune aux machines des essais",
    }
    with root:
        root.execute(f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0")
        yield lambda one: kept | common | {"BASTIDE_DATA_DIR": str(tmp_path / one)}
        root.execute(f"DROP DATABASE {name} WITH (FORCE)")


def run(environment: dict[str, str], *command: str) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "bastide", *command], env=environment, capture_output=True, text=True
    )
    assert told.returncode == 0, told.stderr


def test_what_one_machine_changes_is_found_by_the_other(
    machine: Callable[[str], dict[str, str]], tmp_path: Path
) -> None:
    here, there = machine("a"), machine("b")
    with ThreadPoolExecutor() as both:  # one makes the tables, the other waits for it
        list(both.map(lambda one: run(one, "setup"), (here, there)))
    run(here, "organisation", "create", "alpha", "Commune d'Alpha")
    shelf = tmp_path / "fiches"
    shelf.mkdir()
    (shelf / "cantine.txt").write_text("La cantine ouvre à midi.", encoding="utf-8")
    run(here, "ingest", str(shelf))
    up = subprocess.Popen(
        [sys.executable, "-c", ASK], env=there, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip

    def found(question: str) -> list[str]:
        assert up.stdin
        assert up.stdout
        up.stdin.write(f"{question}\n")
        up.stdin.flush()
        return json.loads(up.stdout.readline())

    try:
        assert found("cantine") == ["cantine.txt"]
        (shelf / "cantine.txt").unlink()
        (shelf / "piscine.txt").write_text("La piscine ouvre à midi.", encoding="utf-8")
        run(here, "ingest", str(shelf))
        assert (found("piscine"), found("cantine")) == (["piscine.txt"], [])
    finally:
        up.kill()
        up.wait()
    assert (tmp_path / "a" / "index").is_dir()
    assert (tmp_path / "b" / "index").is_dir()
