"""A backup of files that lie in a bucket: all of them, put back in a bucket or in a folder."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils import timezone

from bastide.site.backup import back_up
from bastide.site.manifest import MANIFEST, BackupError
from bastide.site.objects import storages_for
from bastide.site.restoring import read_backup, restore
from bastide.tenants.files import Room, bucket, room_folders
from bastide.tenants.scope import scope
from bastide.usecases.check import keeping
from bastide.usecases.check.models import Case, DepositedFile
from bastide.usecases.redact.models import Redaction

pytestmark = pytest.mark.django_db
SOURCES = Path(__file__).parents[2] / "src"


@pytest.fixture
def deposited(
    objects: Any, organisation: Any, member: Any, own_data_folder: Path
) -> dict[str, bytes]:
    """Files given in a case and a text to mask; the database as an installation has it. Returns
    what is to be found again."""
    if connection.vendor != "sqlite":
        pytest.skip("the tests run on PostgreSQL")
    someone = member("instructor")
    with scope(organisation):
        today = timezone.localdate()
        case = keeping.open_case(
            Case(reference="r", procedure="transport", deposited=today), someone
        )
        for number in range(3):
            content = b"%PDF " + os.urandom(70_000)
            keeping.deposit(case, SimpleUploadedFile(f"{number}.pdf", content), someone)
        Redaction.objects.create(
            owner=someone, name="é.txt", source=SimpleUploadedFile("é.txt", b"Perle"), mode="masks"
        )
        named = [f"check/{path}" for path in DepositedFile.objects.values_list("path", flat=True)]
        named += [f"files/{row.source.name}" for row in Redaction.objects.all()]
    (own_data_folder / "secrets").mkdir()
    (own_data_folder / "secrets" / "cle").write_text("s3cr3t")
    (own_data_folder / "bastide.sqlite3").write_bytes(connection.connection.serialize())
    return {one: there(one) for one in named}


def there(name: str) -> bytes:
    far, found = bucket(), io.BytesIO()
    assert far
    far.fetch(name, found)
    return found.getvalue()


def known() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations")
        return [f"{app}.{name}" for app, name in cursor.fetchall()]


def test_what_lies_in_the_bucket_is_put_back_in_a_folder(
    deposited: dict[str, bytes], own_data_folder: Path, tmp_path: Path, settings: Any
) -> None:
    Room("inconnue").put("1/une", [b"x"])  # of a room that nothing but this test makes
    made = back_up(own_data_folder, tmp_path / "b.tar", objects=bucket())
    assert {kept.name for kept in made.files} >= deposited.keys() | {"inconnue/1/une"}
    assert read_backup(tmp_path / "b.tar") == made
    settings.STORAGES = storages_for("", "", "")
    restore(tmp_path / "b.tar", tmp_path / "new", known())
    for name, content in deposited.items():
        assert (tmp_path / "new" / name).read_bytes() == content
    assert (tmp_path / "new" / "secrets" / "cle").read_text() == "s3cr3t"


def test_it_is_put_back_in_a_bucket_that_holds_nothing_else(
    deposited: dict[str, bytes], objects: Any, in_the_bucket: Any, own_data_folder: Path,
    tmp_path: Path, settings: Any,
) -> None:  # fmt: skip
    back_up(own_data_folder, tmp_path / "b.tar", objects=bucket())
    settings.STORAGES = storages_for(*in_the_bucket("autre").values())
    Room("mail").put("1/deja", [b"x"])
    with pytest.raises(BackupError, match="mail/1/deja"):
        restore(tmp_path / "b.tar", tmp_path / "new", known(), objects=bucket())
    assert list((tmp_path / "new").iterdir()) == []
    Room("mail").remove("1/deja")
    for _ in range(2):  # once more, as after an interruption
        restore(tmp_path / "b.tar", tmp_path / "new", known(), replace=True, objects=bucket())
        assert {name: there(name) for name in deposited} == deposited
    assert not {"check", "files"} & {child.name for child in (tmp_path / "new").iterdir()}
    assert (tmp_path / "new" / "secrets" / "cle").read_text() == "s3cr3t"
    assert all(f"ville/{name}" in objects() for name in deposited)


def test_a_file_that_comes_or_goes_meanwhile(
    deposited: dict[str, bytes], own_data_folder: Path, tmp_path: Path, monkeypatch: Any
) -> None:
    """One goes between its listing and its reading, one comes after the first pass."""
    far = bucket()
    assert far
    gone, *others = sorted(deposited)
    fetch, came = far.fetch, []

    def fetched(key: str, into: Any) -> None:
        if not came:
            far.remove([gone])
            far.put("check/1/venu", io.BytesIO(b"venu"))
            came.append(key)
        fetch(key, into)

    monkeypatch.setattr(far, "fetch", fetched)
    made = back_up(own_data_folder, tmp_path / "b.tar", objects=far)
    names = {kept.name for kept in made.files}
    assert names >= {*others, "check/1/venu"}
    assert gone not in names


def test_a_bucket_that_goes_away_leaves_no_backup(
    deposited: dict[str, bytes], server: Any, own_data_folder: Path, tmp_path: Path
) -> None:
    server.stop()
    with pytest.raises(OSError, match="S3"):
        back_up(own_data_folder, tmp_path / "b.tar", objects=bucket())
    assert not list(tmp_path.glob("b.tar*"))


def test_the_commands_do_it(
    deposited: dict[str, bytes], in_the_bucket: Any, own_data_folder: Path, tmp_path: Path
) -> None:
    def run(*arguments: str, folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
        given = os.environ | {"BASTIDE_DATA_DIR": str(folder), "PYTHONPATH": str(SOURCES)}
        return subprocess.run(
            [sys.executable, "-m", "bastide", *arguments],
            env=given | more, capture_output=True, text=True, check=False,
        )  # fmt: skip

    made = run("backup", str(tmp_path / "b.tar"), folder=own_data_folder, **in_the_bucket())
    assert made.returncode == 0, made.stderr
    with tarfile.open(tmp_path / "b.tar") as archive:
        said = archive.extractfile(MANIFEST)
        assert said
        names = {name for name, _, _ in json.load(said)["files"]}
    assert names >= deposited.keys()
    other = in_the_bucket("deux")
    put = run("restore", str(tmp_path / "b.tar"), folder=tmp_path / "new", **other)
    assert put.returncode == 0, put.stderr
    assert "mot-secret-des-essais" not in put.stdout + put.stderr
    sound = run("verify", folder=tmp_path / "new", **other)
    assert sound.returncode == 0, sound.stderr
    path = next(name for name in deposited if name.startswith("check/"))
    settings_of = storages_for(*other.values())["rooms"]
    from bastide.providers.object_storage import Bucket

    Bucket(**settings_of["OPTIONS"]).remove([path])
    lost = run("verify", folder=tmp_path / "new", **other)
    assert lost.returncode == 1
    assert path.removeprefix("check/") in lost.stderr


def test_every_room_is_known_wherever_it_is_made() -> None:
    """A room that a command would not know of would be left out of the backups."""
    told = subprocess.run(
        [sys.executable, "-c",
         "import django; django.setup()\n"
         "from bastide.tenants.files import room_folders; print(*room_folders())"],
        env=os.environ | {"PYTHONPATH": str(SOURCES), "DJANGO_SETTINGS_MODULE":
                          "bastide.site.settings"},
        capture_output=True, text=True, check=True,
    ).stdout.split()  # fmt: skip
    written = {
        name.partition('"')[0].partition("/")[0]
        for path in (SOURCES / "bastide").rglob("*.py")
        for name in path.read_text(encoding="utf-8").split('Room("')[1:]
    }
    assert {"check", "mail", "minutes", "translate", "uploads", "files"} <= written | {"files"}
    assert set(told) == written | {"files"}
    assert set(told) <= set(room_folders())
