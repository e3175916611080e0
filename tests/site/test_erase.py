"""`bastide erase`: a person found and erased, in her organisation alone, for good."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from click.testing import CliRunner, Result
from django.apps import apps
from django.contrib.sessions.backends.db import SessionStore
from django.core.files.base import ContentFile
from django.db import connection
from django.utils import timezone

from bastide.languages.models import Remembered
from bastide.library.models import Passage
from bastide.site import erasing
from bastide.site.command import bastide
from bastide.site.erasures import REGISTER, entries, erase_again, merge
from bastide.site.moving import move
from bastide.tenants import audit
from bastide.tenants.models import AuditEntry, Leftover, Member
from bastide.tenants.scope import Scoped, every_organisation, scope
from bastide.usecases.ask.models import Call, Question
from bastide.usecases.check import storage
from bastide.usecases.check.models import Case, DepositedFile, Event, PageImage
from bastide.usecases.mail.models import Mail, Reply, Thread
from bastide.usecases.minutes.models import Meeting, Version
from bastide.usecases.redact.models import Redaction
from bastide.usecases.translate import storage as translate_storage
from bastide.usecases.translate.models import Segment, Text

pytestmark = pytest.mark.django_db

# Visibly fictitious.
NAME = "Zoé Fictif-Exemple"
TURNS = [
    ["Zoé Fictif-Exemple", 0.0, "Bonjour."],
    ["Ali Inventé", 2.0, "Merci, ZOE FICTIF EXEMPLE."],
]


@pytest.fixture
def two(organisation: Any, other_organisation: Any, make_row: Any) -> Any:
    """The same person in both organisations, in every use case."""
    for owner in (organisation, other_organisation):
        with scope(owner):
            fill(make_row)
    return organisation, other_organisation


def fill(row: Any) -> None:
    row(Question, "x", text="Où en est la demande de FICTIF-EXEMPLE Zoé ?")
    row(Question, "y", text="À quelle heure ouvre la mairie ?")
    row(Call, "x", answer=f"Rappeler {NAME} demain")
    case = row(Case, "D", surname="Fictif-Exemple", given_names="Zoé Marie", usage_name="")
    path = storage.new_path(case.organisation_id, case.pk)
    storage.write(path, [b"x"])
    row(DepositedFile, "piece", case=case, path=path, state="read")
    thread = row(Thread, "t", sender_name="Fictif Exemple, Zoé", touched=timezone.now())
    row(Mail, "m", thread=thread, data={"body": "bonjour"})
    other = row(Thread, "u", touched=timezone.now())
    row(Mail, "m", thread=other, data={"body": f"Ma voisine {NAME} se plaint."})
    row(Reply, "r", thread=other, member=None, text=f"Nous écrivons à {NAME}.", lines=[])
    meeting = row(Meeting, "Conseil", turns=TURNS, path="")
    row(Version, "v", meeting=meeting, content={"participants": [NAME, "Ali Inventé"]})
    text = row(Text, "lettre", path="", output="", text="")
    row(Segment, "s", text=text, source=f"Chère {NAME},", doubts=[])
    row(Remembered, "mem", source=f"Chère {NAME}", target="Dear")
    row(Redaction, "red", text=f"{NAME} est née le 1er mars.", source="")
    audit.record("essai", "create", "case", NAME)


def run(*options: str, code: int = 0, typed: str | None = None) -> Result:
    told = CliRunner().invoke(bastide, ["erase", *options], input=typed)
    assert told.exit_code == code, told.output
    return told


def everything(owner: Any) -> str:
    with every_organisation():
        return "\n".join(
            str(list(m.objects.filter(organisation=owner).values_list()))
            for m in apps.get_models()
            if issubclass(m, Scoped) and m is not AuditEntry
        )


def proof_of(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8"))


def test_she_is_erased_here_and_untouched_there(two: Any, tmp_path: Path) -> None:
    here, there = two
    before = everything(there)
    assert "Fictif" in everything(here)
    run(NAME, "-o", "alpha", "--yes", "--proof", str(tmp_path / "p.json"))
    left = everything(here).lower()
    assert "fictif" not in left
    assert everything(there) == before
    with scope(here):
        assert Question.objects.filter(text="À quelle heure ouvre la mairie ?").exists()
        assert not Case.objects.filter(given_names="Zoé Marie").exists()
        assert Meeting.objects.get().turns == [
            ["[effacé]", 0.0, "Bonjour."],
            ["Ali Inventé", 2.0, "Merci, [effacé]."],
        ]
        assert Version.objects.get().content["participants"] == ["[effacé]", "Ali Inventé"]
        assert Reply.objects.get().text == "Nous écrivons à [effacé]."
        assert not (storage.root() / str(here.pk)).exists() or not any(
            p.is_file() for p in (storage.root() / str(here.pk)).rglob("*")
        )
    assert any(p.is_file() for p in (storage.root() / str(there.pk)).rglob("*"))


def test_the_proof_counts_and_never_names(two: Any, tmp_path: Path) -> None:
    run(NAME, "-o", "alpha", "--yes", "--proof", str(tmp_path / "p.json"))
    proof = proof_of(tmp_path / "p.json")
    assert proof["second_search"] == {}
    assert proof["erased_rows"]["check.case"] == 1
    assert proof["erased_rows"]["translate.text"] == 1
    assert proof["found"]["réunions"] == {"blanked": 1}
    assert proof["found"]["piste d'audit"] == {"kept": 1}
    assert "art. 17(3)" in proof["kept"]["piste d'audit"]
    register = (Path(tmp_path) / "data" / REGISTER).read_text()
    for written in (json.dumps(proof, ensure_ascii=False), register):
        assert "fictif" not in written.lower()
    (entry,) = entries()
    assert list(entry.terms) == proof["terms_hmac_sha256"]
    with scope(two[0]):
        row = AuditEntry.objects.filter(action="erase").get()
    assert row.target == proof["request"]
    assert "Fictif" not in str(row.detail)


def test_a_dry_run_shows_and_changes_nothing(two: Any) -> None:
    before = everything(two[0])
    told = run(NAME, "-o", "alpha", "--dry-run")
    assert "dossiers : 1 à effacer" in told.output
    assert "réunions : 1 à masquer" in told.output
    assert "Où en est la demande" in told.output
    assert everything(two[0]) == before
    assert entries() == []


def test_no_is_no(two: Any) -> None:
    before = everything(two[0])
    told = run(NAME, "-o", "alpha", typed="non\n", code=1)
    assert "Rien n'a été effacé." in told.output
    assert everything(two[0]) == before


def test_other_people_of_near_names_stay(organisation: Any, make_row: Any) -> None:
    with scope(organisation):
        make_row(Case, "D", surname="Fictif", given_names="Zoé", usage_name="")
        make_row(Question, "q", text="Zoé Fictif-Exemplaire a-t-elle un dossier ?")
    assert "Rien n'a été trouvé." in run(NAME, "--dry-run").output


@pytest.mark.parametrize(
    ("option", "text"),
    [
        (("--phone", "06 00 00 00 01"), "Rappeler au +33 6.00.00.00.01"),
        (("--email", "zoe@exemple.example"), "Écrire à ZOE@exemple.example."),
        (("--nir", "2 99 01 99 999 999 01"), "NIR 299019999999901"),
        (("--term", "la dame aux chats"), "C'est la Dame aux chats"),
    ],
)
def test_other_marks_of_a_person(
    option: tuple[str, str], text: str, organisation: Any, make_row: Any
) -> None:
    with scope(organisation):
        make_row(Question, "q", text=text)
        run(*option, "--yes")
        assert not Question.objects.exists()


@pytest.mark.parametrize(
    "options", [(), ("Zoé",), ("--phone", "12"), ("--email", "a"), ("--nir", "1"), ("--term", "a")]
)
def test_what_is_too_little_to_look_for_is_refused(
    options: tuple[str, ...], organisation: Any
) -> None:
    run(*options, "--yes", code=64)


def test_a_member_becomes_an_erased_account(organisation: Any, member: Any, make_row: Any) -> None:
    person = member("instructor", email="zoe@alpha.example", name=NAME)
    session = SessionStore()
    session["_auth_user_id"] = str(person.pk)
    session.create()
    with scope(organisation):
        case = make_row(Case, "D", decided_by=person)
        event = make_row(Event, "e", case=case, by=person, who=NAME, what="accepted")
        audit.record(person, "check.accepted", "case", case.reference)
    run("--member", "zoe@alpha.example", "--yes")
    person = Member.objects.get(pk=person.pk)
    assert (person.name, person.is_active) == ("compte effacé", False)
    assert "zoe" not in person.email
    assert not person.has_usable_password()
    assert not session.exists(session.session_key)
    with scope(organisation):
        assert Case.objects.get().decided_by_id == person.pk
        assert Event.objects.get(pk=event.pk).who == NAME
        assert AuditEntry.objects.filter(actor="zoe@alpha.example").exists()


def test_a_member_of_another_organisation_is_out_of_reach(
    organisation: Any, other_organisation: Any, member: Any
) -> None:
    person = member("agent", of=other_organisation, email="zoe@omega.example", name=NAME)
    run("--member", "zoe@omega.example", "-o", "alpha", "--yes", code=64)
    assert Member.objects.get(pk=person.pk).name == NAME


def test_a_picture_in_another_s_case_is_told(organisation: Any, make_row: Any) -> None:
    with scope(organisation):
        file = make_row(DepositedFile, "f", state="read")
        page = make_row(PageImage, "p", file=file, reading={"words": ["ZOÉ", "FICTIF-EXEMPLE"]})
    told = run(NAME, "--yes", code=1)
    assert "pas leurs images" in told.output
    with scope(organisation):
        assert PageImage.objects.get(pk=page.pk).reading == {"words": ["[effacé]", "[effacé]"]}


def test_a_file_that_is_not_read_yet_is_told(organisation: Any, make_row: Any) -> None:
    with scope(organisation):
        make_row(Meeting, "réunion", path="1/abc")
    told = run(NAME, "--yes", code=1)
    assert "Non lus, donc non cherchés : 1 réunions." in told.output


def test_the_library_no_longer_finds_her(organisation: Any, tmp_path: Path) -> None:
    from bastide.library.index import forget_open_indexes

    (tmp_path / "docs").mkdir()
    page = f"# Guichet\n\n## Contact\n\nLe guichet des cigales est tenu par {NAME} le mardi.\n"
    (tmp_path / "docs" / "guichet.md").write_text(page, encoding="utf-8")
    CliRunner().invoke(bastide, ["ingest", str(tmp_path / "docs"), "-o", "alpha"])
    run(NAME, "--yes", code=1)
    with scope(organisation):
        assert "tenu par [effacé] le mardi" in Passage.objects.get().text
    forget_open_indexes()
    index = b"".join(
        p.read_bytes() for p in (tmp_path / "data" / "index").rglob("*") if p.is_file()
    )
    assert index
    assert b"Fictif" not in index


def test_a_backup_of_before_does_not_bring_her_back(two: Any, tmp_path: Path) -> None:
    """The register of the folder put aside is carried over, and the rows erased anew."""
    here, there = two
    with scope(here):
        kept = {
            model: list(model.objects.values_list("pk", flat=True)) for model in (Question, Case)
        }
        case = Case.objects.get()
    made = timezone.now() - timedelta(seconds=1)
    run(NAME, "-o", "alpha", "--yes", "--proof", str(tmp_path / "p.json"))
    aside = tmp_path / "aside.jsonl"
    (tmp_path / "data" / REGISTER).rename(aside)
    with scope(here):
        case.save(force_insert=True)  # as the older database holds it
        assert case.pk in kept[Case]
    assert entries() == []
    merge([aside])
    merge([aside])
    assert len(entries()) == 1
    later = erase_again(timezone.now() + timedelta(hours=1))
    assert later.rows == 0, "a later backup numbers its rows anew"
    again = erase_again(made)
    assert again.rows == 1
    assert again.requests == (proof_of(tmp_path / "p.json")["request"],)
    with scope(here):
        assert not Case.objects.filter(pk=case.pk).exists()
    with scope(there):
        assert Case.objects.count() == 1


def files_of(data: Path, organisation: Any) -> list[Path]:
    """The files of an organisation: its number is the first that their path names."""

    def number(path: Path) -> str:
        return next((part for part in path.relative_to(data).parts if part.isdigit()), "")

    return [p for p in data.rglob("*") if p.is_file() and number(p) == str(organisation.pk)]


@pytest.fixture
def killed_at(two: Any, own_data_folder: Path, make_row: Any) -> Any:
    """Has the command killed at a point, on the data folder of an installation; gives that folder
    and the files of alpha that are the person's."""
    if connection.vendor != "sqlite":
        pytest.skip("the tests run on PostgreSQL")
    with scope(two[0]):
        source = translate_storage.new_path(".txt")
        translate_storage.write(source, [NAME.encode()])
        Text.objects.update(path=source)
        Redaction.objects.get().source.save("x", ContentFile(NAME.encode()))

    def kill(at: str) -> list[Path]:
        (own_data_folder / "bastide.sqlite3").write_bytes(connection.connection.serialize())
        hers = files_of(own_data_folder, two[0])
        assert len(hers) == 3, "a case, a translation, a text to mask"
        assert command(own_data_folder, NAME, "-o", "alpha", "--yes", BASTIDE_FAIL_AT=at) == -9
        return hers

    return kill


def command(data: Path, *options: str, **more: str) -> int:
    return subprocess.run(
        [sys.executable, "-m", "bastide", "erase", *options],
        env=os.environ | {"BASTIDE_DATA_DIR": str(data)} | more,
        capture_output=True,
        timeout=300,
    ).returncode


def asked(data: Path, sql: str) -> Any:
    with closing(sqlite3.connect(data / "bastide.sqlite3")) as database:
        return database.execute(sql).fetchone()[0]


def test_killed_before_its_rows_are_gone_it_leaves_the_files(
    killed_at: Any, own_data_folder: Path
) -> None:
    hers = killed_at("erase.entered")
    assert all(path.exists() for path in hers)
    assert asked(own_data_folder, "SELECT count(*) FROM check_case") == 2
    assert asked(own_data_folder, "SELECT count(*) FROM tenants_leftover") == 0


def test_killed_after_its_rows_are_gone_it_is_finished_by_resuming(
    two: Any, killed_at: Any, own_data_folder: Path
) -> None:
    hers = killed_at("erase.committed")
    assert all(path.exists() for path in hers), "the rows first"
    assert asked(own_data_folder, "SELECT count(*) FROM check_case") == 1
    theirs = files_of(own_data_folder, two[1])
    assert theirs
    assert command(own_data_folder, "--resume") == 0
    assert not any(path.exists() for path in hers)
    assert all(path.exists() for path in theirs)
    assert asked(own_data_folder, "SELECT count(*) FROM tenants_leftover") == 0


def test_on_postgresql_a_command_killed_twice_is_finished_by_resuming(
    two: Any, killed_at: Any, own_data_folder: Path, new_base: Any, tmp_path: Path
) -> None:
    """The rows of the test, carried to a database of PostgreSQL; the commands, for real."""
    (own_data_folder / "bastide.sqlite3").write_bytes(connection.connection.serialize())
    base = new_base()
    move(own_data_folder / "bastide.sqlite3", base)
    given = {"BASTIDE_DATABASE_URL": base}
    proof = tmp_path / "proof.json"
    asked_for = (NAME, "-o", "alpha", "--yes", "--proof", str(proof))

    def rows(table: str) -> int:
        with psycopg.connect(base) as there:
            return int(there.execute(f"SELECT count(*) FROM {table}").fetchone()[0])

    hers = files_of(own_data_folder, two[0])
    theirs = files_of(own_data_folder, two[1])
    assert command(own_data_folder, *asked_for, BASTIDE_FAIL_AT="erase.entered", **given) == -9
    assert (rows("check_case"), rows("tenants_leftover")) == (2, 0)
    assert command(own_data_folder, *asked_for, BASTIDE_FAIL_AT="erase.committed", **given) == -9
    assert rows("check_case") == 1
    assert all(path.exists() for path in [*hers, *theirs]), "the rows first"
    assert command(own_data_folder, "--resume", **given) == 0
    assert not any(path.exists() for path in hers)
    assert all(path.exists() for path in theirs)
    assert rows("tenants_leftover") == 0
    assert command(own_data_folder, *asked_for, **given) in (0, 1)
    assert proof_of(proof)["second_search"] == {}
    assert not named(base, two[0].pk)
    assert named(base, two[1].pk)


def named(base: str, organisation: int) -> list[str]:
    """The tables of PostgreSQL that name her in an organisation, but for the audit trail."""
    with psycopg.connect(base) as there:
        tables = there.execute(
            "SELECT table_name FROM information_schema.columns WHERE table_schema = 'public'"
            " AND column_name = 'organisation_id' AND table_name <> 'tenants_auditentry'"
        ).fetchall()
        return [
            name
            for (name,) in tables
            if there.execute(
                f"SELECT 1 FROM {name} t WHERE organisation_id = %s AND t::text ILIKE '%%fictif%%'"
                " LIMIT 1",
                [organisation],
            ).fetchone()
        ]


def test_a_file_that_the_system_keeps_is_told(
    two: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def refuse(path: Path) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patched:
        patched.setattr(shutil, "rmtree", refuse)
        told = run(NAME, "-o", "alpha", "--yes", "--proof", str(tmp_path / "p.json"), code=1)
    assert "--resume" in told.output
    assert any("--resume" in said for said in proof_of(tmp_path / "p.json")["to_see"])
    assert any(path.is_file() for path in (storage.root() / str(two[0].pk)).rglob("*"))
    assert "1 restes effacés" in run("--resume").output
    assert not any(path.is_file() for path in (storage.root() / str(two[0].pk)).rglob("*"))
    assert "Aucun effacement n'attendait" in run("--resume").output


def test_nothing_outside_the_data_folder_is_removed(two: Any, tmp_path: Path) -> None:
    (tmp_path / "dehors").write_text("x")
    Leftover.objects.create(of=two[0].pk, path="../dehors")
    assert run("--resume", code=1)
    assert (tmp_path / "dehors").exists()


def test_every_model_with_text_has_a_rule(db: None) -> None:
    with_text = {m for m in apps.get_models() if issubclass(m, Scoped) and erasing._text_fields(m)}
    assert set(erasing.rules()) == with_text
    for rule in erasing.rules().values():
        names = {f.name for f in rule.model._meta.concrete_fields} | {"*"}
        assert {*rule.about, *rule.kept, *([rule.root] if rule.root else [])} <= names
