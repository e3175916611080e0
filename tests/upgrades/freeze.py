"""Freezes a data folder as one version of Bastide leaves it, for the tests of upgrades.

    python tests/upgrades/freeze.py 2027-01-15 --python .venv/bin/python

`--python`: the interpreter where that version is installed. To be run once a release, before its
first migration is followed by another. In order:

1. The demonstration is loaded by that version, then cut down to a few rows of every kind.
2. That version lives a moment on what is left: questions, texts, its worker (`live.py`).
3. The database as SQL, the files that its rows name, and what a restoration must find again (rows
   of each table, a hash of each column, heads of the audit trails) become `NAME.tar.xz`.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
DATABASE = "bastide.sqlite3"
SECRET_KEY = "frozen-for-the-tests-of-upgrades-and-nothing-else"
LARGEST = 200_000  # bytes, of a frozen folder
KEPT_AS = "/var/lib/bastide"  # what the rows say of where the folder was
ROOTS, CHILDREN = 4, 12  # rows kept of a table, of each organisation; of each row above
# Kept whole: what Django keeps of itself, accounts, the audit trails.
WHOLE = ("django_migrations", "django_content_type", "auth_", "tenants_", "endpoints_")
EMPTIED = ("django_session", "axes_")
# Those of the smallest files.
SIZE = "(SELECT coalesce(sum(size), 0) FROM check_depositedfile f WHERE f.case_id = t.id)"
ORDER = {"check_case": SIZE, "library_source": "t.kind DESC"}
FEWER = {"check_case": 2, "listen_note": 8, "jobs_job": 500}
# What a job waits to do, and where that is.
NAMED = {
    "file": "check_depositedfile",
    "case": "check_case",
    "batch": "listen_batch",
    "intake": "mail_intake",
    "meeting": "minutes_meeting",
}
LEFT_OUT = ("index", "cache", "static", "demo", "secret_key", ".setup.lock", "embedders")


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("name")
    asked.add_argument("--python", required=True)
    asked.add_argument("--demonstration", type=Path, help="already loaded by that version")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="freeze-") as folder:
        whole, few = given.demonstration or Path(folder, "whole"), Path(folder, "few")
        if not given.demonstration:
            run([given.python, "-m", "bastide", "demo", "--no-serve"], whole)
        cut_down(whole, few)
        run([given.python, str(HERE / "live.py")], few)
        run([given.python, "-m", "bastide", "worker", "--until-idle"], few)
        pack(few, HERE / f"{given.name}.tar.xz", whole)


def run(command: list[str], data: Path) -> None:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("BASTIDE_", "PYTHONPATH"))}
    environment = {**kept, "BASTIDE_DATA_DIR": str(data), "BASTIDE_SECRET_KEY": SECRET_KEY}
    subprocess.run(command, env=environment, check=True, cwd=data.parent)


# -- fewer rows ------------------------------------------------------------------------------------


def cut_down(whole: Path, few: Path) -> None:
    """A data folder with a few rows of each table, whatever the tables of that version are."""
    shutil.copytree(whole, few, ignore=shutil.ignore_patterns(*LEFT_OUT[:3]))
    with closing(sqlite3.connect(few / DATABASE)) as database:
        dropped = triggers(database)
        for table in parents_first(database):
            if table.startswith(EMPTIED):
                database.execute(f'DELETE FROM "{table}"')
            elif not table.startswith(WHOLE):
                thin(database, table)
        drop_lost_jobs(database)
        for sql in dropped:
            database.execute(sql)
        assert not database.execute("PRAGMA foreign_key_check").fetchall()
        database.commit()
        database.execute("VACUUM")


def drop_lost_jobs(database: sqlite3.Connection) -> None:
    """Jobs whose row is gone would be tried three times."""
    for number, payload in database.execute("SELECT id, payload FROM jobs_job").fetchall():
        for name, key in json.loads(payload).items():
            sql = f'SELECT 1 FROM "{NAMED.get(name, "jobs_job")}" WHERE id = ?'
            if name in NAMED and not database.execute(sql, [key]).fetchone():
                database.execute("DELETE FROM jobs_job WHERE id = ?", [number])


def triggers(database: sqlite3.Connection) -> list[str]:
    """The triggers, put away: the trail itself is not touched."""
    found = database.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    ).fetchall()
    for name, _ in found:
        database.execute(f'DROP TRIGGER "{name}"')
    return [sql for _, sql in found]


def links(database: sqlite3.Connection, table: str) -> list[tuple[str, str, str]]:
    """Column, table and column that it points at, of each foreign key but those to itself."""
    rows = database.execute(f'PRAGMA foreign_key_list("{table}")').fetchall()
    return [(row[3], row[2], row[4] or "id") for row in rows if row[2] != table]


def parents_first(database: sqlite3.Connection) -> list[str]:
    found = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    left = {name for (name,) in found if not name.startswith("sqlite_")}
    order: list[str] = []
    while left:
        free = sorted(t for t in left if not {p for _, p, _ in links(database, t)} & left)
        order += free or sorted(left)
        left -= set(order)
    return order


def thin(database: sqlite3.Connection, table: str) -> None:
    """Keeps the rows whose parents are kept, and of those a few of each parent."""
    above = links(database, table)
    for column, parent, key in above:
        database.execute(
            f'DELETE FROM "{table}" WHERE "{column}" IS NOT NULL AND "{column}" NOT IN'
            f' (SELECT "{key}" FROM "{parent}")'
        )
    own = [column for column, parent, _ in above if not parent.startswith(("tenants_", "django_"))]
    most = FEWER.get(table, CHILDREN if own else ROOTS)
    by = ", ".join(f't."{c}"' for c in own or [c for c, _, _ in above if "organisation" in c])
    part = f"PARTITION BY {by}" if by else ""
    order = f"{ORDER[table]}, t.rowid" if table in ORDER else "t.rowid"
    database.execute(
        f'DELETE FROM "{table}" WHERE rowid NOT IN (SELECT number FROM (SELECT t.rowid AS number,'
        f' row_number() OVER ({part} ORDER BY {order}) AS place FROM "{table}" t)'
        f" WHERE place <= {most})"
    )
    for row in database.execute(f'PRAGMA foreign_key_list("{table}")').fetchall():
        if row[2] == table:  # a question that follows another, now gone
            database.execute(
                f'UPDATE "{table}" SET "{row[3]}" = NULL WHERE "{row[3]}" NOT IN'
                f' (SELECT "{row[4] or "id"}" FROM "{table}")'
            )


# -- packing ---------------------------------------------------------------------------------------


def pack(data: Path, out: Path, whole: Path) -> None:
    with closing(sqlite3.connect(data / DATABASE)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        sql = "\n".join(database.iterdump()).replace(str(data), KEPT_AS)
    sql = sql.replace(str(whole), KEPT_AS)
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript(sql)
        facts = {"rows": rows(database), "columns": columns(database), "heads": heads(database)}
    files = {p.relative_to(data).as_posix(): p for p in sorted(data.rglob("*")) if p.is_file()}
    with tarfile.open(out, "w:xz", preset=9) as archive:
        add(archive, "bastide.sql", sql.encode())
        add(archive, "facts.json", json.dumps(facts, indent=1, sort_keys=True).encode())
        for name, path in files.items():
            kept = path.suffix != ".jpg" and not name.startswith((*LEFT_OUT, DATABASE))
            if kept and path.stem in sql:  # pictures of pages weigh too much
                add(archive, f"files/{name}", path.read_bytes())
    empty = sorted(table for table, count in facts["rows"].items() if not count)
    print(f"{out.name}: {out.stat().st_size} bytes; tables without a row: {', '.join(empty)}")
    assert out.stat().st_size <= LARGEST, "too large: keep fewer rows (ROOTS, CHILDREN, FEWER)"


def add(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = len(content), 0o640
    archive.addfile(entry, io.BytesIO(content))


def tables(database: sqlite3.Connection) -> list[str]:
    found = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return sorted(name for (name,) in found if not name.startswith("sqlite_"))


def rows(database: sqlite3.Connection) -> dict[str, int]:
    """The number of rows of each table."""
    count = 'SELECT count(*) FROM "{}"'
    return {t: database.execute(count.format(t)).fetchone()[0] for t in tables(database)}


def columns(database: sqlite3.Connection, data: Path = Path(KEPT_AS)) -> dict[str, dict[str, str]]:
    """A hash of each column of each table, in the order of the rows."""
    told: dict[str, dict[str, str]] = {}
    for table in tables(database):
        names = [row[1] for row in database.execute(f'PRAGMA table_info("{table}")')]
        read = database.execute(f'SELECT * FROM "{table}" ORDER BY rowid').fetchall()
        told[table] = {n: hashed([r[i] for r in read], data) for i, n in enumerate(names)}
    return told


def hashed(values: list[Any], data: Path) -> str:
    """Wherever the data folder is."""
    said = repr(values).replace(str(data), KEPT_AS)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def heads(database: sqlite3.Connection) -> dict[str, str]:
    """The head of each organisation's audit trail; none before the trail was a chain."""
    if "tenants_audithead" not in tables(database):
        return {}
    found = database.execute(
        "SELECT o.slug, h.digest FROM tenants_audithead h"
        " JOIN tenants_organisation o ON o.id = h.organisation_id"
    )
    return dict(found.fetchall())


# -- thawing ---------------------------------------------------------------------------------------


def thaw(frozen: Path, data: Path) -> dict[str, Any]:
    """Puts a frozen folder back in `data`; returns what it must hold."""
    data.mkdir(parents=True)
    with tarfile.open(frozen) as archive:
        for entry in archive:
            body = archive.extractfile(entry)
            assert body is not None
            content = body.read()
            if entry.name == "bastide.sql":
                sql = content.decode().replace(KEPT_AS, str(data))
            elif entry.name == "facts.json":
                facts: dict[str, Any] = json.loads(content)
            else:
                path = data / entry.name.removeprefix("files/")
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
    with closing(sqlite3.connect(data / DATABASE)) as database:
        database.executescript(sql)
    return facts


if __name__ == "__main__":
    main()
