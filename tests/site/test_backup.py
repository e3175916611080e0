"""A backup holds all that was there, says when it is spoilt, and never spoils what is there."""

from __future__ import annotations

import errno
import io
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tarfile
import threading
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bastide.site import sqlite as making
from bastide.site.backup import back_up
from bastide.site.manifest import MANIFEST, BackupError
from bastide.site.restoring import read_backup, restore

KNOWN = ["tenants.0001_initial", "jobs.0001_initial"]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "var"
    (folder / "check" / "1").mkdir(parents=True)
    (folder / "index" / "1").mkdir(parents=True)
    (folder / "secrets" / "alpha").mkdir(parents=True)
    for number in range(5):
        (folder / "check" / "1" / f"{number}.pdf").write_bytes(os.urandom(20_000))
    (folder / "check" / "1" / "vide").write_bytes(b"")
    (folder / "check" / "1" / "élève n° 2.txt").write_text("é")
    (folder / "index" / "1" / "segment").write_bytes(b"derived")
    (folder / "secrets" / "alpha" / "key").write_text("clé")
    (folder / "secret_key").write_text("s3cr3t")
    (folder / "lien").symlink_to("/etc/passwd")
    with closing(sqlite3.connect(folder / "bastide.sqlite3")) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE django_migrations (id INTEGER, app TEXT, name TEXT)")
        database.execute("INSERT INTO django_migrations VALUES (1, 'tenants', '0001_initial')")
        database.execute("CREATE TABLE deposit (id INTEGER PRIMARY KEY, path TEXT)")
        database.executemany(
            "INSERT INTO deposit (path) VALUES (?)", [(f"check/1/{n}.pdf",) for n in range(5)]
        )
        database.commit()
    return folder


def content(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.is_symlink()
        and path.relative_to(folder).parts[0] not in ("index", "bastide.sqlite3")
        and not path.name.startswith("bastide.sqlite3")
    }  # fmt: skip


def rows(folder: Path) -> list[Any]:
    with closing(sqlite3.connect(folder / "bastide.sqlite3")) as database:
        return database.execute("SELECT * FROM deposit").fetchall()


def test_what_comes_back_is_what_was_there(data: Path, tmp_path: Path) -> None:
    made = back_up(data, tmp_path / "b.tar")
    assert (tmp_path / "b.tar").stat().st_mode & 0o077 == 0
    assert read_backup(tmp_path / "b.tar") == made
    again, aside = restore(tmp_path / "b.tar", tmp_path / "new", KNOWN)
    assert (again, aside) == (made, None)
    assert content(tmp_path / "new") == content(data)
    assert rows(tmp_path / "new") == rows(data)
    assert not (tmp_path / "new" / "index").exists()
    assert (tmp_path / "new" / "secret_key").stat().st_mode & 0o077 == 0
    assert (tmp_path / "new" / "secrets/alpha/key").stat().st_mode & 0o077 == 0


def test_a_backup_made_at_work_names_no_file_that_it_lacks(data: Path, tmp_path: Path) -> None:
    stop = threading.Event()

    def deposits() -> None:
        """A file, then the row that names it, as the product does."""
        with closing(sqlite3.connect(data / "bastide.sqlite3", timeout=20)) as database:
            number = 100
            while not stop.is_set():
                number += 1
                (data / "check" / "1" / f"{number}.pdf").write_bytes(os.urandom(2000))
                database.execute("INSERT INTO deposit (path) VALUES (?)", [f"check/1/{number}.pdf"])
                database.commit()

    writer = threading.Thread(target=deposits)
    writer.start()
    try:
        for turn in range(5):
            back_up(data, tmp_path / f"{turn}.tar")
    finally:
        stop.set()
        writer.join()
    for turn in range(5):
        restore(tmp_path / f"{turn}.tar", tmp_path / f"new{turn}", KNOWN)
        named = [path for _, path in rows(tmp_path / f"new{turn}")]
        assert len(named) >= 5
        assert all((tmp_path / f"new{turn}" / path).is_file() for path in named)


def test_every_spoilt_byte_is_found(data: Path, tmp_path: Path) -> None:
    back_up(data, tmp_path / "b.tar")
    whole = (tmp_path / "b.tar").read_bytes()
    with tarfile.open(tmp_path / "b.tar") as archive:
        spans = [(m.offset_data, m.size) for m in archive.getmembers() if m.size]
    random.seed(1)
    for start, size in spans:
        at = start + random.randrange(size)
        spoilt = whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]
        (tmp_path / "spoilt.tar").write_bytes(spoilt)
        if b'"rows"' in whole[start : start + size]:
            continue  # the manifest itself: what it says is compared with the rest
        with pytest.raises(BackupError, match="abîmée"):
            read_backup(tmp_path / "spoilt.tar")
    for size in (0, 100, 1000, len(whole) // 2, len(whole) - 12_000):
        (tmp_path / "cut.tar").write_bytes(whole[:size])
        with pytest.raises(BackupError, match=r"abîmée|incomplète"):
            restore(tmp_path / "cut.tar", data, KNOWN, replace=True)
    assert len(rows(data)) == 5


@pytest.mark.parametrize("name", ["../evil", "/tmp/evil", "a/../../evil"])
def test_a_name_that_leaves_the_folder_is_refused(name: str, tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "b.tar", "w") as archive:
        entry = tarfile.TarInfo(name)
        entry.size = 4
        archive.addfile(entry, io.BytesIO(b"evil"))
    with pytest.raises(BackupError, match="sa place"):
        restore(tmp_path / "b.tar", tmp_path / "new", KNOWN)
    assert not list(tmp_path.glob("evil"))
    assert list((tmp_path / "new").iterdir()) == []


def test_a_link_is_refused(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "b.tar", "w") as archive:
        entry = tarfile.TarInfo("lien")
        entry.type, entry.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(entry)
    with pytest.raises(BackupError, match="sa place"):
        read_backup(tmp_path / "b.tar")


def test_what_is_there_is_put_aside_and_only_when_asked(data: Path, tmp_path: Path) -> None:
    back_up(data, tmp_path / "b.tar")
    (data / "check" / "1" / "later.pdf").write_bytes(b"later")
    with pytest.raises(BackupError, match="--replace"):
        restore(tmp_path / "b.tar", data, KNOWN)
    _, aside = restore(tmp_path / "b.tar", data, KNOWN, replace=True)
    assert aside is not None
    assert (aside / "check" / "1" / "later.pdf").read_bytes() == b"later"
    assert not (data / "check" / "1" / "later.pdf").exists()
    assert len(rows(data)) == len(rows(aside)) == 5
    assert not any(
        kept.name.startswith(aside.name) for kept in back_up(data, tmp_path / "c.tar").files
    )


def test_a_backup_does_not_hold_itself(data: Path) -> None:
    with pytest.raises(BackupError, match="elle-même"):
        back_up(data, data / "check" / "b.tar")


def test_a_backup_of_a_later_version_is_refused(data: Path, tmp_path: Path) -> None:
    back_up(data, tmp_path / "b.tar")
    with pytest.raises(BackupError, match="plus récent"):
        restore(tmp_path / "b.tar", tmp_path / "new", ["jobs.0001_initial"])
    assert list((tmp_path / "new").iterdir()) == []


def test_a_manifest_that_lies_is_found(data: Path, tmp_path: Path) -> None:
    back_up(data, tmp_path / "b.tar")
    with tarfile.open(tmp_path / "b.tar") as one, tarfile.open(tmp_path / "c.tar", "w") as other:
        for entry in one:
            body = one.extractfile(entry)
            assert body
            told = body.read()
            if entry.name == MANIFEST:
                told = json.dumps(json.loads(told) | {"rows": {"deposit": 6}}).encode()
                entry.size = len(told)
            other.addfile(entry, io.BytesIO(told))
    with pytest.raises(BackupError, match="manifeste"):
        restore(tmp_path / "c.tar", tmp_path / "new", KNOWN)


def test_a_full_disk_leaves_nothing_behind(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(making, "copy_database", full)
    with pytest.raises(OSError, match="space"):
        back_up(data, tmp_path / "b.tar")
    assert not list(tmp_path.glob("b.tar*"))
    assert not list(tmp_path.glob(".sauvegarde*"))


def test_the_commands_from_end_to_end(prepared: Path, tmp_path: Path) -> None:
    def run(*arguments: str, folder: str = "var") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(Path(sys.executable).parent / "bastide"), *arguments],
            env=os.environ | {"BASTIDE_DATA_DIR": str(tmp_path / folder)},
            capture_output=True,
            text=True,
        )

    shutil.copytree(prepared, tmp_path / "var")
    made = run("backup", str(tmp_path / "b.tar"))
    assert made.returncode == 0, made.stderr
    assert "piste d'audit de ville" in made.stdout
    assert run("backup", str(tmp_path / "b.tar")).returncode == 64
    put = run("restore", str(tmp_path / "b.tar"), folder="new")
    assert put.returncode == 0, put.stderr
    head = made.stdout.rpartition(" ")[2].strip()
    assert run("audit", "verify", "--head", head, folder="new").returncode == 0
    assert run("verify", folder="new").returncode == 0
    (tmp_path / "odd.tar").write_bytes(b"not a tar")
    spoilt = run("verify", str(tmp_path / "odd.tar"))
    assert spoilt.returncode == 1
    assert "Traceback" not in spoilt.stderr
