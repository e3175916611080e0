"""The page of operations: what an administrator sees and mends, of her organisation alone."""

from __future__ import annotations

import html
import re
import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from bastide.jobs import queue
from bastide.jobs.canary import NAME as CANARY
from bastide.jobs.models import Job
from bastide.jobs.worker import work
from bastide.site import health, sizes
from bastide.tenants.models import AuditEntry, Role
from bastide.tenants.scope import every_organisation, scope

pytestmark = pytest.mark.django_db

PAGE = "/organisation/exploitation/"


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "_last", (0.0, {}))


@pytest.fixture
def job() -> Callable[..., Job]:
    def make(of: Any, state: str = "aside", error: str = "", task: str = "essai.lire") -> Job:
        with scope(of):
            row = Job(task=task, state=state, error=error, attempts=3, tries=3)
            row.finished = timezone.now()
            row.save()
            return row

    return make


def now(row: Job) -> Job:
    with every_organisation():
        return Job.objects.get(pk=row.pk)


def trail(of: Any, action: str) -> list[AuditEntry]:
    with scope(of):
        return list(AuditEntry.objects.filter(action=action))


@pytest.mark.parametrize("role", [role for role in Role.values if role != "administrator"])
def test_only_administrators_come_here(role: str, signed_in: Any, organisation: Any, job: Any):
    row, client = job(organisation), signed_in(role)
    assert client.get(PAGE).status_code == 403
    for address in ("relancer/", f"{row.pk}/relancer/", f"{row.pk}/ecarter/"):
        assert client.post(PAGE + address).status_code == 403
    assert now(row).state == "aside"


def test_an_empty_queue_teaches(signed_in: Any):
    page = signed_in("administrator").get(PAGE).content.decode()
    assert "Aucun travail échoué" in page
    assert "bastide worker" in page
    assert "aucune n&#x27;a été faite" in page or "aucune n'a été faite" in page
    assert "Relancer tous" not in page


def test_what_failed_is_told_with_its_reason(signed_in: Any, organisation: Any, job: Any):
    row = job(organisation, error="Le serveur <b>ne répond pas</b>.")
    job(organisation, "waiting", task="essai.attend")
    sizes.note_backup(sizes.Path(sizes.settings.DATA_DIR))
    page = signed_in("administrator").get(PAGE).content.decode()
    assert "Le serveur &lt;b&gt;ne répond pas&lt;/b&gt;." in page
    assert f"{PAGE}{row.pk}/relancer/" in page
    assert "essai.attend" in page
    assert timezone.localtime().strftime("%Y-%m-%d") in page
    assert CANARY not in page


def test_a_job_is_told_in_french_under_its_own_name(signed_in: Any, organisation: Any, job: Any):
    row = job(organisation, task="check.read")
    job(organisation, "waiting", task="redact.find")
    page = html.unescape(signed_in("administrator").get(PAGE).content.decode())
    assert "Lecture d'une pièce justificative<br><small>check.read</small>" in page
    assert f"Lecture d'une pièce justificative, {row.pk}</span>" in page
    assert "Recherche de ce qui est à masquer<br>" in page


def test_every_task_has_a_name_of_its_own():
    queue.title_of("essai.inconnu")  # reads the tasks of every application
    names = [name for name, done in queue._tasks.items() if done.__module__.startswith("bastide.")]
    told = [queue.title_of(name) for name in names]
    assert len(names) > 15
    assert not set(names) & set(told)
    assert len(set(told)) == len(told)


def test_a_button_says_what_it_is_for(signed_in: Any, organisation: Any, job: Any):
    """Read out of its row by a screen reader; a form, so that the keyboard alone works it."""
    row = job(organisation)
    page = signed_in("administrator").get(PAGE).content.decode()
    button = re.search(rf"{PAGE}{row.pk}/relancer/.*?(<button.*?</button>)", page, re.S)
    assert button
    assert f"essai.lire, {row.pk}" in button[1]
    assert len(re.findall("<h1", page)) == 1
    assert not re.search(r"<t[hd]>\s*</t[hd]>", page), "no empty cell"


def test_a_retried_job_is_done_and_the_trail_tells(
    signed_in: Any, organisation: Any, job: Any, monkeypatch: pytest.MonkeyPatch
):
    done: list[int] = []
    monkeypatch.setitem(queue._tasks, "essai.lire", lambda: done.append(1))
    row, other = job(organisation, error="panne"), job(organisation)
    ordered = timezone.now() - timedelta(days=3)
    with scope(organisation):
        Job.objects.filter(pk=row.pk).update(created=ordered)
    answer = signed_in("administrator").post(f"{PAGE}{row.pk}/relancer/", follow=True)
    assert "1 travail est relancé." in answer.content.decode()
    again = now(row)
    assert (again.state, again.attempts, again.error) == ("waiting", 0, "")
    assert (again.created, again.tries) == (ordered, 3)
    page = html.unescape(answer.content.decode()).replace("\xa0", " ")
    assert "il y a 3 jours" in page
    assert re.search(r"relancé il y a \d+ minute", page)
    assert re.search(r"depuis \d+ minute", page), "it waits since it was retried"
    assert now(other).state == "aside"
    work(threading.Event(), until_idle=True)
    assert (done, now(row).state, now(row).tries) == ([1], "done", 4)
    (entry,) = trail(organisation, "job.retry")
    assert entry.detail == {"count": 1, "ids": [row.pk]}


def test_retrying_all_leaves_other_organisations_and_the_living_alone(
    signed_in: Any, organisation: Any, other_organisation: Any, job: Any
):
    ours = [job(organisation), job(organisation)]
    theirs, running = job(other_organisation, error="SECRET"), job(organisation, "running")
    canary = job(organisation, task=CANARY)
    client = signed_in("administrator")
    assert "SECRET" not in client.get(PAGE).content.decode()
    assert (
        "2 travaux sont relancés." in client.post(PAGE + "relancer/", follow=True).content.decode()
    )
    assert [now(row).state for row in ours] == ["waiting", "waiting"]
    assert now(theirs).state == "aside"
    assert now(running).state == "running"
    assert trail(other_organisation, "job.retry") == []
    for what in ("relancer", "ecarter"):
        assert client.post(f"{PAGE}{theirs.pk}/{what}/").status_code == 404
        assert client.post(f"{PAGE}{canary.pk}/{what}/").status_code == 404


def test_with_nothing_to_retry_it_is_said_and_the_trail_is_quiet(
    signed_in: Any, organisation: Any, job: Any
):
    done = job(organisation, "done")
    client = signed_in("administrator")
    for address in ("relancer/", f"{done.pk}/relancer/"):
        assert "Rien à relancer" in client.post(PAGE + address, follow=True).content.decode()
    assert now(done).state == "done"
    assert trail(organisation, "job.retry") == []


def test_a_waiting_job_is_set_aside_and_a_running_one_is_not(
    signed_in: Any, organisation: Any, job: Any
):
    waiting, running = job(organisation, "waiting"), job(organisation, "running")
    client: Client = signed_in("administrator")
    client.post(f"{PAGE}{waiting.pk}/ecarter/")
    answer = client.post(f"{PAGE}{running.pk}/ecarter/", follow=True)
    assert "pris entre-temps" in answer.content.decode()
    assert (now(waiting).state, now(running).state) == ("aside", "running")
    assert now(waiting).error.startswith("Mis de côté")
    assert [entry.detail["id"] for entry in trail(organisation, "job.aside")] == [waiting.pk]


def test_visiting_changes_nothing_by_get(signed_in: Any, organisation: Any, job: Any):
    row = job(organisation)
    client = signed_in("administrator")
    assert client.get(f"{PAGE}{row.pk}/relancer/").status_code == 405
    assert client.get(f"{PAGE}relancer/").status_code == 405


def test_storage_is_that_of_the_organisation(
    signed_in: Any, organisation: Any, other_organisation: Any, own_data_folder: Any
):
    for which, size in ((organisation, 3 * 1024), (other_organisation, 900 * 1024)):
        folder = own_data_folder / "pieces" / str(which.pk)
        folder.mkdir(parents=True)
        (folder / "a").write_bytes(b"x" * size)
    page = signed_in("administrator").get(PAGE).content.decode().replace("\xa0", " ")
    assert "pieces : 3,0 Kio" in page or "pieces : 3,0 Kio" in page
    assert "900,0" not in page


def test_a_failing_check_is_told_in_words(signed_in: Any, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(health.CHECKS, "storage", lambda: "failed")
    page = signed_in("administrator").get(PAGE).content.decode()
    assert "bastide doctor" in page
