"""`bastide organisation remove`: all of one organisation, nothing of another; a row tells."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from click.testing import CliRunner, Result
from django.apps import apps
from django.contrib.sessions.backends.db import SessionStore
from django.core.files.base import ContentFile
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from bastide.jobs.models import Job
from bastide.library.index import catch_up, forget_open_indexes, touch
from bastide.library.models import Document, Passage, Source
from bastide.site import removing, sizes
from bastide.site.command import bastide
from bastide.site.moving import move
from bastide.tenants import audit
from bastide.tenants.models import (
    AuditEntry,
    Identity,
    Leftover,
    Member,
    Organisation,
    ReaderGroup,
    Removal,
)
from bastide.tenants.scope import Scoped, every_organisation, scope

pytestmark = pytest.mark.django_db
SCOPED = [m for m in apps.get_models() if issubclass(m, Scoped)]


@pytest.fixture
def two(
    organisation: Any, other_organisation: Any, make_row: Any, member: Any, own_data_folder: Path
) -> Any:
    """A row of each model, members, files and an index in both; a backup was just made."""
    for which in (organisation, other_organisation):
        person = member(of=which, name=f"Personne {which.slug}")
        Identity.objects.create(member=person, issuer="https://i.example", subject=which.slug)
        session = SessionStore()
        session["_auth_user_id"] = str(person.pk)
        session.create()
        with scope(which):
            group = make_row(ReaderGroup, which.slug)
            person.groups.add(group)
            made: dict[Any, Any] = {ReaderGroup: group}
            for model in [Source, Document, Passage, *SCOPED]:
                if model in made:
                    continue
                links = {
                    f.name: made[f.related_model]
                    for f in model._meta.concrete_fields
                    if f.related_model in made
                }
                if model is Job:
                    links["state"] = "done"
                made[model] = make_row(model, which.slug, **links)
            for row in made.values():
                for field in row._meta.local_many_to_many:
                    getattr(row, field.name).add(made[field.related_model])
            touch([made[Document].pk])
            catch_up()
        for room in ("check", "translate", "files/redact", "uploads"):
            folder = own_data_folder / room / str(which.pk)
            folder.mkdir(parents=True)
            (folder / "a").write_text(which.slug)
        for room in ("secrets", "records"):
            folder = own_data_folder / room / which.slug
            folder.mkdir(parents=True)
            (folder / "a").write_text(which.slug)
        which.logo.save("logo.png", ContentFile(which.slug.encode()))
    sizes.note_backup(own_data_folder)
    forget_open_indexes()
    return organisation, other_organisation


def run(*options: str, code: int = 0, typed: str | None = None) -> Result:
    told = CliRunner().invoke(bastide, [*options], input=typed)
    assert told.exit_code == code, told.output
    return told


def rows_of(owner: Organisation) -> dict[str, list[Any]]:
    """Every row of an organisation, its members', and what points at them."""
    found = dict(removing._rows_of(owner.pk))
    return {m._meta.db_table: list(q.order_by("pk").values_list()) for m, q in found.items()}


def files_of(data: Path, owner: Organisation) -> dict[str, bytes]:
    return {
        path.relative_to(data).as_posix(): path.read_bytes()
        for path in data.rglob("*")
        if path.is_file()
        and (
            {str(owner.pk), owner.slug} & set(path.relative_to(data).parts)
            or path.name == Path(owner.logo.name).name
        )
    }


def test_all_of_it_goes_and_the_other_is_untouched(two: Any, own_data_folder: Path) -> None:
    here, there = two
    with scope(there):
        audit.record("essai", "create", "x", "y")
    before, files = rows_of(there), files_of(own_data_folder, there)
    assert len(files) >= 8
    assert any("index" in name for name in files)
    assert all(rows_of(here).values()), "a row of each table"
    run("organisation", "remove", "alpha", typed="alpha\n")
    assert not any(rows_of(here).values())
    assert not files_of(own_data_folder, here)
    assert rows_of(there) == before
    assert files_of(own_data_folder, there) == files
    with every_organisation():
        assert AuditEntry.objects.exclude(organisation=there).count() == 0
        assert not Leftover.objects.exists()
    assert SessionStore.get_model_class().objects.count() == 1
    assert {m.organisation_id for m in Member.objects.all()} == {there.pk}


def test_what_is_left_tells_and_the_other_trail_holds(two: Any) -> None:
    here, _there = two
    trail = removing.trail_of(here)
    told = run("organisation", "remove", "alpha", typed="alpha\n")
    (row,) = Removal.objects.all()
    assert (row.slug, row.entries, row.head, row.sound) == ("alpha", trail.rows, trail.head, True)
    assert row.rows["tenants_auditentry"] == trail.rows
    assert row.digest in told.output
    verified = run("audit", "verify").output
    assert "omega : " in verified
    assert "chaîne intacte" in verified
    assert f"alpha : retirée le {row.at:%Y-%m-%d %H:%M} UTC par {row.by}" in verified
    assert run("audit", "verify", "--head", trail.head).exit_code == 0
    run("audit", "verify", "--head", "0" * 63 + "1", code=1)
    assert "déjà retirée" in run("organisation", "remove", "alpha").output


def test_what_is_left_does_not_change(two: Any) -> None:
    here, there = two
    for change in (
        lambda: AuditEntry.objects.filter(organisation=here)._raw_delete("default"),
        lambda: AuditEntry.objects.filter(organisation=here).update(actor="autre"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), every_organisation():
            change()
    run("organisation", "remove", "alpha", typed="alpha\n")
    for change in (
        lambda: Removal.objects.update(by="autre"),
        lambda: Removal.objects.all().delete(),
        lambda: AuditEntry.objects.filter(organisation=there)._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), every_organisation():
            change()


def test_a_removal_that_was_forged_is_found(two: Any) -> None:
    _here, there = two
    run("organisation", "remove", "alpha", typed="alpha\n")
    first = Removal.objects.get()
    forged = {f.name: getattr(first, f.name) for f in Removal._meta.concrete_fields[1:]}
    Removal(**forged | {"of": there.pk, "slug": there.slug}).save()
    told = run("audit", "verify", code=1).output
    assert "CE RETRAIT NE TIENT PAS" in told
    assert "alpha : retirée" in told


@pytest.mark.parametrize("typed", ["omega\n", "\n", "Alpha\n", "oui\n"])
def test_another_word_than_its_slug_removes_nothing(
    typed: str, two: Any, own_data_folder: Path
) -> None:
    before, files = rows_of(two[0]), files_of(own_data_folder, two[0])
    assert (
        "rien n'a été retiré" in run("organisation", "remove", "alpha", code=1, typed=typed).output
    )
    assert (rows_of(two[0]), files_of(own_data_folder, two[0])) == (before, files)
    assert not Removal.objects.exists()


def test_it_is_refused_without_a_backup_of_the_day(two: Any, own_data_folder: Path) -> None:
    noted = own_data_folder / sizes.LAST_BACKUP
    noted.write_text((datetime.now(UTC) - timedelta(days=2)).isoformat(), encoding="ascii")
    assert "--without-backup" in run("organisation", "remove", "alpha", code=64).output
    noted.unlink()
    assert "est inconnue" in run("organisation", "remove", "alpha", code=64).output
    assert Organisation.objects.filter(slug="alpha").exists()
    run("organisation", "remove", "alpha", "--without-backup", typed="alpha\n")
    assert not Organisation.objects.filter(slug="alpha").exists()


def test_it_is_refused_while_a_worker_is_at_it(two: Any) -> None:
    with scope(two[0]):
        job = Job.objects.create(task="essai", state="running", lease="x")
        Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() + timedelta(minutes=1))
    told = run("organisation", "remove", "alpha", code=64, typed="alpha\n")
    assert "est en cours" in told.output
    assert Organisation.objects.filter(slug="alpha").exists()
    assert not Removal.objects.exists()


def test_an_unknown_organisation_is_said(organisation: Any) -> None:
    assert "n'existe pas" in run("organisation", "remove", "nulle-part", code=64).output


def test_a_broken_trail_is_told_as_broken(two: Any) -> None:
    with connection.cursor() as cursor:
        named = "audit_no_update"
        if connection.vendor == "postgresql":
            named = "audit_append_only ON tenants_auditentry"
        cursor.execute(f"DROP TRIGGER {named}")
        cursor.execute("UPDATE tenants_auditentry SET actor = 'autre' WHERE number = 1")
    run("organisation", "remove", "alpha", typed="alpha\n")
    assert not Removal.objects.get().sound
    assert "sa piste, rompue" in run("audit", "verify", code=1).output


@pytest.fixture
def killed(two: Any, own_data_folder: Path) -> Callable[[str], sqlite3.Connection]:
    """Has the command killed at a point, on the data folder of an installation."""
    if connection.vendor != "sqlite":
        pytest.skip("the tests run on PostgreSQL")

    def kill(at: str) -> int:
        (own_data_folder / "bastide.sqlite3").write_bytes(connection.connection.serialize())
        return command(own_data_folder, "organisation", "remove", "alpha", BASTIDE_FAIL_AT=at)[0]

    return kill


def command(data: Path, *arguments: str, **more: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "bastide", *arguments],
        env=os.environ | {"BASTIDE_DATA_DIR": str(data)} | more,
        input="alpha\n", capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def count(data: Path, table: str) -> int:
    with closing(sqlite3.connect(data / "bastide.sqlite3")) as database:
        return int(database.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def test_killed_before_the_end_of_its_transaction_it_has_removed_nothing(
    two: Any, killed: Any, own_data_folder: Path
) -> None:
    files = files_of(own_data_folder, two[0])
    assert killed("removal.entered") == -signal.SIGKILL
    assert count(own_data_folder, "tenants_organisation") == 2
    assert count(own_data_folder, "tenants_removal") == 0
    assert files_of(own_data_folder, two[0]) == files


@pytest.mark.parametrize("then", [("organisation", "remove", "alpha"), ("worker", "--until-idle")])
def test_killed_before_the_files_it_is_finished_by_the_next(
    then: tuple[str, ...], two: Any, killed: Any, own_data_folder: Path
) -> None:
    here, there = two
    kept = files_of(own_data_folder, there)
    assert killed("removal.committed") == -signal.SIGKILL
    assert count(own_data_folder, "tenants_organisation") == 1
    assert files_of(own_data_folder, here), "the files are still to be removed"
    assert count(own_data_folder, "tenants_leftover") > 0
    code, said = command(own_data_folder, *then)
    assert code == 0, said
    assert not files_of(own_data_folder, here)
    assert count(own_data_folder, "tenants_leftover") == 0
    after = files_of(own_data_folder, there)
    assert {name: after[name] for name in kept if "index" not in name} == {
        name: told for name, told in kept.items() if "index" not in name
    }


def test_on_postgresql_a_command_killed_twice_is_finished_by_the_next(
    two: Any, own_data_folder: Path, new_base: Callable[[], str]
) -> None:
    """The rows of the test, carried to a database of PostgreSQL; the commands, for real."""
    if connection.vendor != "sqlite":
        pytest.skip("carried from SQLite")
    here, there = two
    (own_data_folder / "bastide.sqlite3").write_bytes(connection.connection.serialize())
    base = new_base()
    move(own_data_folder / "bastide.sqlite3", base)
    given = {"BASTIDE_DATABASE_URL": base}
    asked = ("organisation", "remove", "alpha")
    before = contents(base)
    hers, kept = (files_of(own_data_folder, one) for one in two)

    code, said = command(own_data_folder, *asked, BASTIDE_FAIL_AT="removal.entered", **given)
    assert code == -signal.SIGKILL, said
    assert contents(base) == before
    code, said = command(own_data_folder, *asked, BASTIDE_FAIL_AT="removal.committed", **given)
    assert code == -signal.SIGKILL, said
    assert files_of(own_data_folder, here) == hers
    code, said = command(own_data_folder, *asked, **given)
    assert (code, "déjà retirée" in said) == (0, True), said
    assert not files_of(own_data_folder, here)
    after = files_of(own_data_folder, there)
    assert all(after[name] == told for name, told in kept.items() if "index" not in name)

    left = contents(base)
    for model, rows in removing._rows_of(there.pk):
        table = model._meta.db_table
        assert len(left[table]) == rows.count(), table
        assert left[table] <= before[table], table
    assert len(left["tenants_removal"]) == 1
    assert not left["tenants_leftover"]
    code, said = command(own_data_folder, "audit", "verify", **given)
    assert code == 0, said
    assert "alpha : retirée" in said


def contents(url: str) -> dict[str, set[str]]:
    with psycopg.connect(url) as base:
        names = base.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        return {
            name: {text for (text,) in base.execute(f"SELECT t::text FROM {name} t").fetchall()}
            for (name,) in names.fetchall()
        }


def test_a_file_that_the_system_keeps_is_told_and_stays_noted(
    two: Any, own_data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = shutil.rmtree

    def refuse(path: Path) -> None:
        if path.name == str(two[0].pk) and path.parent.name == "check":
            raise PermissionError(13, "Permission denied")
        real(path)

    monkeypatch.setattr(shutil, "rmtree", refuse)
    told = run("organisation", "remove", "alpha", code=1, typed="alpha\n")
    assert f"check/{two[0].pk}" in told.output
    assert [row.path for row in Leftover.objects.all()] == [f"check/{two[0].pk}"]
    monkeypatch.setattr(shutil, "rmtree", real)
    assert "déjà retirée" in run("organisation", "remove", "alpha").output
    assert not files_of(own_data_folder, two[0])
    assert not Leftover.objects.exists()
