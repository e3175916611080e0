"""A data folder that an earlier version left is brought up to date, and loses nothing.

The frozen folders beside this file were made by `freeze.py`, each by the version whose date it
bears. A migration that means to change what a column holds names it in `CHANGED`.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

HERE = Path(__file__).parent
FROZEN = sorted(HERE.glob("*.tar.xz"))
# Django's own, which every upgrade completes.
LIVES = {"django_content_type", "django_migrations", "auth_permission"}
CHANGED: dict[tuple[str, str], str] = {}


def _freezing() -> ModuleType:
    spec = importlib.util.spec_from_file_location("freezing", HERE / "freeze.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


freezing = _freezing()


@pytest.fixture(scope="module")
def looked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Of each frozen folder: where it was thawed, what it held, what this version made of it."""
    folders = [tmp_path_factory.mktemp("upgrade") / "var" for _ in FROZEN]
    facts = [freezing.thaw(path, data) for path, data in zip(FROZEN, folders, strict=True)]
    kept = {k: v for k, v in os.environ.items() if not k.startswith("BASTIDE_")}
    kept |= {"BASTIDE_DATA_DIR": str(folders[0]), "BASTIDE_SECRET_KEY": freezing.SECRET_KEY}
    done = subprocess.run(
        [sys.executable, "-W", "ignore", str(HERE / "look.py"), *map(str, folders)],
        env=kept, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-4000:]
    told = [json.loads(line) for line in done.stdout.splitlines()]
    three = zip(folders, facts, told, strict=True)
    return dict(zip([path.name for path in FROZEN], three, strict=True))


@pytest.fixture(params=FROZEN, ids=lambda path: path.name.partition(".")[0])
def thawed(request: pytest.FixtureRequest, looked: dict[str, Any]) -> Any:
    return looked[request.param.name]


def test_there_are_versions_to_come_from() -> None:
    assert len(FROZEN) >= 4
    assert all(path.stat().st_size <= freezing.LARGEST for path in FROZEN)


def test_no_row_is_lost_and_no_column_changes_unsaid(thawed: Any) -> None:
    data, facts, _ = thawed
    with closing(sqlite3.connect(data / "upgraded.sqlite3")) as database:
        now, columns = freezing.rows(database), freezing.columns(database, data)
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert not database.execute("PRAGMA foreign_key_check").fetchall()
    before = {t: n for t, n in facts["rows"].items() if t not in LIVES}
    assert sum(before.values()) > 200
    assert {t: now.get(t) for t in before} == before
    different = {
        (table, column)
        for table in before
        for column, hashed in facts["columns"][table].items()
        if column in columns[table] and columns[table][column] != hashed
    }
    assert different <= CHANGED.keys(), different


def test_the_audit_trails_hold(thawed: Any) -> None:
    _, facts, told = thawed
    assert len(told["trails"]) == 3
    for slug, trail in told["trails"].items():
        assert trail["breaks"] == [], slug
        assert facts["heads"].get(slug, trail["head"]) == trail["head"], slug


def test_the_main_pages_answer(thawed: Any) -> None:
    _, _, told = thawed
    assert len(told["pages"]) > 20
    assert {name: status for name, status in told["pages"].items() if status != 200} == {}


def test_the_pages_of_the_rows_answer_to_whom_they_are_for(thawed: Any) -> None:
    _, facts, told = thawed
    assert {at: statuses for at, statuses in told["rows"].items() if 200 not in statuses} == {}
    assert not [at for at, statuses in told["rows"].items() if max(statuses) >= 500]
    kinds = {at.split("/")[1] for at in told["rows"]}
    tables = {"questions": "ask_question", "pieces": "check_case", "courriels": "mail_thread"}
    assert {k for k, t in tables.items() if facts["rows"].get(t)} <= kinds


def test_what_was_known_is_found(thawed: Any) -> None:
    _, _, told = thawed
    assert list(told["found"]) == ["garrigue", "lauze"]
    for slug, found in told["found"].items():
        assert found["title"] in found["hits"], slug


def test_deposited_files_are_as_they_came(thawed: Any) -> None:
    data, _, _ = thawed
    with closing(sqlite3.connect(data / freezing.DATABASE)) as database:
        found = database.execute("SELECT path, sha256 FROM check_depositedfile").fetchall()
    real = [(path, digest) for path, digest in found if "/" in path]
    for path, digest in real:
        assert hashlib.sha256((data / "check" / path).read_bytes()).hexdigest() == digest
