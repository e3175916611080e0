"""Work in the background: done once, taken up again when a worker dies, put aside when it fails."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError
from django.utils import timezone

from bastide.jobs import announcing, queue, worker
from bastide.jobs.models import Job
from bastide.jobs.queue import MAX_ATTEMPTS, claim, close, enqueue, renew
from bastide.jobs.worker import work
from bastide.tenants.scope import current_organisation_id, every_organisation, scope

pytestmark = pytest.mark.django_db


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What the task « note » did, with the organisation in scope; « fail » raises."""
    heard: list[Any] = []

    def fail(**_: Any) -> None:
        heard.append("fail")
        raise ValueError("le fichier manque")

    def note(what: Any) -> None:
        heard.append((current_organisation_id(), what))

    monkeypatch.setitem(queue._tasks, "fail", fail)
    monkeypatch.setitem(queue._tasks, "note", note)
    return heard


def row(job: Job) -> Job:
    with every_organisation():
        return Job.objects.get(pk=job.pk)


def lapse(job: Job) -> None:
    """The worker that held it is dead: nobody renews its lease."""
    with every_organisation():
        Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - timedelta(seconds=1))


def run_all() -> int:
    return work(threading.Event(), until_idle=True)


def test_each_job_runs_once_in_its_organisation_oldest_first(
    organisation: Any,
    other_organisation: Any,
    done: list[Any],
) -> None:
    with scope(organisation):
        enqueue("note", what="un")
    with scope(other_organisation):
        last = enqueue("note", what="deux")
    assert run_all() == 2
    assert done == [(organisation.pk, "un"), (other_organisation.pk, "deux")]
    assert row(last).state == Job.State.DONE
    assert run_all() == 0


def test_what_a_person_orders_goes_before_what_is_done_in_bulk(
    organisation: Any, done: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    queue.task("read")(lambda what: enqueue("note", what=f"examine {what}"))
    with scope(organisation):
        with queue.in_bulk():
            enqueue("read", what="demonstration")
            enqueue("note", what="demonstration, too")
        enqueue("read", what="visitor")
    run_all()
    assert [what for _, what in done] == [
        "examine visitor",
        "demonstration, too",
        "examine demonstration",  # ordered by a job in bulk, it is one
    ]


def test_a_job_that_is_held_is_not_given_to_another_worker(organisation: Any) -> None:
    with scope(organisation):
        job = enqueue("note", what="un")
    mine = claim()
    assert mine is not None
    assert mine.pk == job.pk
    assert claim() is None


def test_a_dead_worker_is_relieved_and_changes_nothing_if_it_wakes(organisation: Any) -> None:
    with scope(organisation):
        job = enqueue("note", what="un")
    dead = claim()
    assert dead is not None
    assert renew(dead)
    lapse(job)
    heir = claim()
    assert heir is not None
    assert (heir.pk, heir.attempts) == (job.pk, 2)
    assert not renew(dead)
    close(dead)
    assert row(job).state == Job.State.RUNNING
    close(heir)
    assert row(job).state == Job.State.DONE


def test_a_job_that_fails_is_put_aside_with_its_reason_and_the_rest_goes_on(
    organisation: Any,
    done: list[Any],
    caplog: pytest.LogCaptureFixture,
) -> None:
    with scope(organisation):
        poison, good = enqueue("fail"), enqueue("note", what="suite")
    run_all()
    assert done.count("fail") == MAX_ATTEMPTS
    assert (row(poison).state, row(poison).error) == (Job.State.ASIDE, "le fichier manque")
    assert row(good).state == Job.State.DONE


def test_a_job_that_kills_its_worker_three_times_is_put_aside(organisation: Any) -> None:
    with scope(organisation):
        job = enqueue("note", what="poison")
    for _ in range(MAX_ATTEMPTS):
        assert claim() is not None
        lapse(job)
    assert claim() is None
    assert row(job).state == Job.State.ASIDE
    assert "trois fois" in row(job).error


def test_a_task_nobody_knows_is_put_aside(
    organisation: Any, done: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    with scope(organisation):
        job = enqueue("removed in a later version")
    run_all()
    assert row(job).state == Job.State.ASIDE


def test_a_failed_transaction_enters_no_job(organisation: Any) -> None:
    from django.db import transaction

    with scope(organisation):
        with transaction.atomic():
            enqueue("note", what="jamais")
            transaction.set_rollback(True)
        assert not Job.objects.exists()


def test_a_database_that_restarts_does_not_end_the_keeping_of_a_lease(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def renewed(_job: Job) -> bool:
        asked.append("renewed")
        if len(asked) == 1:
            raise OperationalError("the database system is starting up")
        return False  # lost: the keeper ends

    monkeypatch.setattr(worker, "LEASE", timedelta(0))
    monkeypatch.setattr(worker, "renew", renewed)
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    worker._keep(Job(pk=1), threading.Event())
    assert asked == ["renewed"] * 2


@pytest.mark.django_db(transaction=True)
def test_a_job_is_entered_though_the_broker_is_away(
    organisation: Any, done: list[Any], settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.JOBS, settings.BROKER_URL = "celery", "redis://127.0.0.1:1/0"
    monkeypatch.setattr(announcing, "_silent_until", 0.0)
    with scope(organisation):
        first = enqueue("note", what="un")
        enqueue("note", what="deux")
    assert row(first).state == Job.State.WAITING
    assert announcing._silent_until > 0
    assert work(threading.Event(), until_idle=True, late=timedelta(minutes=1)) == 0
    assert run_all() == 2
