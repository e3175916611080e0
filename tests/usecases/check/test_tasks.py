"""Reading in the background: one result a file, three tries, the others go on, then the rules."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.utils import timezone

from bastide.engine.pieces.model import FileRead, Verdict
from bastide.engine.ports import ReadError
from bastide.jobs.models import Job
from bastide.jobs.queue import claim
from bastide.jobs.worker import work
from bastide.runs.models import Run
from bastide.tenants.scope import every_organisation, scope
from bastide.usecases.check import keeping, readings, storage, tasks
from bastide.usecases.check.flow import Examination
from bastide.usecases.check.models import Case, DepositedFile

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(monkeypatch, examples):
    """A reader of text files: « piège » breaks it, « secret » is refused; and what it read."""
    read: list[str] = []

    def read_file(path, name):
        data = path.read_bytes()
        read.append(name)
        if data == b"secret":
            raise ReadError("Ce fichier est protégé par un mot de passe.", final=True)
        if data == "piège".encode():
            raise RuntimeError("/var/secret/path broke")
        page = examples.page(1, data.decode())
        return FileRead(name, "0" * 64, "application/pdf", (page,)), (examples.picture(),), 1.5

    monkeypatch.setattr(tasks, "read_file", read_file)
    return read


@pytest.fixture
def judged(monkeypatch, schemes):
    """The files that each examination was given."""
    given: list[tuple[list[str], list[str]]] = []

    def examine(procedure, files, facts, *, unread=(), **_):
        given.append(([f.name for f in files], [one.name for one in unread]))
        return Examination((), (), Verdict(procedure.name, "1", "to_be_seen", ()))

    monkeypatch.setattr(tasks, "examine", examine)
    return given


@pytest.fixture
def deposited(in_scope, instructor, examples, reader, judged):
    """`deposited(name=bytes…)`: a case with these files, waiting."""

    def make(**files):
        case = keeping.open_case(
            Case(reference="r", procedure="essai", deposited=timezone.localdate()), instructor
        )
        for name, data in files.items():
            keeping.deposit(case, examples.upload(name, data), instructor)
        return case

    return make


def run() -> None:
    work(threading.Event(), until_idle=True)


def test_every_file_is_read_then_the_case_is_examined(deposited, judged):
    case = deposited(a=b"un", b=b"deux", c=b"trois")
    run()
    case.refresh_from_db()
    assert case.outcome == "to_be_seen"
    assert set(case.files.values_list("state", flat=True)) == {"read"}
    assert judged[-1] == (["a", "b", "c"], [])
    assert not Job.objects.exclude(state=Job.State.DONE).exists()


def test_what_an_examination_cost_is_in_the_ledger(deposited, instructor):
    case = deposited(a=b"un", b=b"deux", c=b"secret")
    run()
    whole = Run.objects.get()
    assert (whole.usecase, whole.stage, whole.outcome) == ("check", "text", "to_be_seen")
    assert whole.pages == 2
    assert 3000 < whole.cpu_ms < 4000  # the two readings, and the rules
    assert whole.wh_low == pytest.approx(whole.cpu_ms / 1000 * 5 / 3600, rel=0.01)
    tasks.examine_case(case.pk)  # as after a correction: what was read is not counted again
    rules = Run.objects.first()
    assert (rules.stage, rules.pages) == ("rules", 0)
    assert rules.cpu_ms < 1000
    readings.read_again(case.files.get(state="failed"), instructor)
    case.files.filter(name="a").update(state="waiting")
    tasks.read(case.files.get(name="a").pk)
    run()
    assert 1500 < Run.objects.first().cpu_ms < 2500  # that file's second reading alone


def test_a_file_that_breaks_the_reader_is_set_aside_and_others_go_on(deposited, reader, judged):
    case = deposited(a="piège".encode(), b=b"deux")
    run()
    bad, good = case.files.order_by("name")
    assert (bad.state, bad.attempts) == ("failed", 3)
    assert "trois fois" in bad.reason
    assert "/var" not in bad.reason
    assert good.state == "read"
    assert reader.count("a") == 3
    assert judged[-1] == (["b"], ["a"])


def test_a_file_that_is_refused_says_why_at_once(deposited, reader):
    case = deposited(a=b"secret")
    run()
    assert case.files.get().reason == "Ce fichier est protégé par un mot de passe."
    assert reader == ["a"]
    assert "mot de passe" in case.events.get(what="set_aside").reason


def test_a_file_set_aside_is_read_again_when_a_person_says_so(deposited, reader, instructor):
    case = deposited(a="piège".encode())
    run()
    row = case.files.get()
    storage.absolute(row.path).write_bytes(b"un")  # the reader was mended
    readings.read_again(row, instructor)
    run()
    row.refresh_from_db()
    assert (row.state, row.reason) == ("read", "")
    assert case.events.filter(what="read_again", by=instructor).exists()


def test_a_killed_worker_s_file_is_taken_up_again_once_with_one_result(deposited, reader, judged):
    case = deposited(a=b"un")
    job = claim()  # this worker reads, keeps half its work, and is killed
    row = case.files.get()
    row.state, row.attempts = DepositedFile.State.READING, 1
    row.save()
    with every_organisation():
        Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
    run()
    row.refresh_from_db()
    assert (row.state, row.attempts, reader) == ("read", 2, ["a"])
    assert row.pages.count() == 1
    with scope(case.organisation_id):
        tasks.read(row.pk)  # the first worker was only slow: it comes to the same file late
        run()
    assert reader == ["a"]
    assert row.pages.count() == 1
    folder = storage.root() / str(case.organisation_id) / str(case.pk)
    assert len(list(folder.iterdir())) == 2


def test_a_case_or_file_that_is_gone_is_left_alone(in_scope):
    tasks.read(999)
    tasks.examine_case(999)


def test_findings_are_to_come_until_the_rules_have_run_on_the_last_file(deposited):
    case = deposited(a=b"un")
    assert readings.findings_to_come(case)
    tasks.read(case.files.get().pk)  # the job that reads is not closed yet
    assert not readings.under_way(case)
    assert readings.findings_to_come(case)
    run()
    assert not readings.findings_to_come(case)
    other = keeping.open_case(
        Case(reference="s", procedure="essai", deposited=timezone.localdate()), case.assignee
    )
    assert not readings.findings_to_come(other)


def test_the_rules_wait_for_the_last_file(deposited, judged):
    case = deposited(a=b"un")
    tasks.examine_case(case.pk)
    assert judged == []
