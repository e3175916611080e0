"""The addresses that a supervisor asks: they answer without an account, and tell what fails."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError
from django.test import Client
from django.utils import timezone

from bastide.jobs import canary as birds
from bastide.jobs.canary import Canary, canary
from bastide.jobs.models import Job
from bastide.jobs.worker import work
from bastide.site import health
from bastide.tenants.models import Organisation
from bastide.tenants.scope import every_organisation, scope

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Any) -> None:
    monkeypatch.setattr(health, "_last", (0.0, {}))
    settings.DATA_DIR = tmp_path


def ready() -> tuple[int, dict[str, str]]:
    answer = Client().get("/health/ready")
    return answer.status_code, answer.json()["checks"]


def test_a_process_that_lives_says_so_without_the_database(django_db_blocker: Any) -> None:
    with django_db_blocker.block():
        answer = Client().get("/health/live")
    assert (answer.status_code, answer.content) == (200, b"ok\n")


def test_an_installation_at_work_is_ready(organisation: Organisation) -> None:
    status, checks = ready()
    assert (status, checks["queue"]) == (200, "starting")
    work(threading.Event(), until_idle=True)
    health._last = (0.0, {})
    assert ready() == (200, dict.fromkeys(health.CHECKS, "ok"))
    assert Organisation.objects.count() == 1, "the row written to try is taken back"


@pytest.mark.parametrize("name", list(health.CHECKS))
def test_what_fails_is_named_and_nothing_more(
    name: str, organisation: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> str:
        raise DatabaseError("secret detail: disk I/O error")

    monkeypatch.setitem(health.CHECKS, name, broken)
    answer = Client().get("/health/ready")
    assert answer.status_code == 503
    assert answer.json()["checks"][name] == "failed"
    assert "secret detail" not in answer.content.decode()


def test_a_data_folder_that_refuses_is_not_ready(settings: Any, tmp_path: Any) -> None:
    settings.DATA_DIR = tmp_path / "gone"
    status, checks = ready()
    assert (status, checks["storage"]) == (503, "failed")


def test_an_answer_is_told_again_for_a_while(organisation: Organisation, monkeypatch: Any) -> None:
    first = ready()
    monkeypatch.setitem(health.CHECKS, "storage", lambda: 1 / 0)
    assert ready() == first


def test_a_canary_that_nobody_takes_is_stuck(organisation: Organisation) -> None:
    now = timezone.now()
    with scope(organisation):
        assert canary(now) == Canary.UNDER_WAY
        assert canary(now + birds.PATIENCE / 2) == Canary.UNDER_WAY
        assert Job.objects.filter(task=birds.NAME).count() == 1, "one is on its way already"
        assert canary(now + birds.PATIENCE + timedelta(minutes=1)) == Canary.STUCK


def test_canaries_do_not_pile_up(organisation: Organisation) -> None:
    now = timezone.now()
    for minute in range(6):
        with scope(organisation):
            canary(now + timedelta(minutes=2 * minute))
            Job.objects.filter(task=birds.NAME).update(created=now + timedelta(minutes=2 * minute))
        work(threading.Event(), until_idle=True)
    with every_organisation():
        assert Job.objects.filter(task=birds.NAME).count() <= 2


def test_a_canary_done_long_ago_proves_nothing(organisation: Organisation) -> None:
    with scope(organisation):
        canary(timezone.now())
    work(threading.Event(), until_idle=True)
    later = timezone.now() + timedelta(hours=1)
    with scope(organisation):
        assert canary(timezone.now()) == Canary.THROUGH
        assert canary(later) == Canary.UNDER_WAY
        Job.objects.filter(task=birds.NAME, state="waiting").update(created=later)
        assert canary(later + birds.PATIENCE * 2) == Canary.STUCK


def test_a_broker_that_is_away_is_told_and_changes_nothing(
    organisation: Organisation, settings: Any
) -> None:
    settings.JOBS, settings.BROKER_URL = "celery", "amqp://guest:secret@127.0.0.1:1//"
    status, checks = ready()
    assert (status, checks["broker"]) == (200, "unreachable")
