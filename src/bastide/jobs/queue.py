"""Entering a job, claiming one with a lease, closing it. The row is the truth.

A task registers its function under a name, in the `tasks.py` of its application, which is read when
a job is first run; the worker calls it within the organisation's scope. A lease that ran out (a
killed worker) is claimed again by any worker; after `MAX_ATTEMPTS` the job is set aside with its
last error.

What a person orders goes before what is done in bulk (`in_bulk`: the demonstration, an import); a
job ordered by a job waits with those of the same rank.

With a broker (`jobs.announcing`), each job that waits is told to it, and a worker that hears of one
claims the first of the queue. A message that is lost leaves a row that is found later; one that
comes twice finds nothing to claim.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.module_loading import autodiscover_modules

from bastide.jobs.announcing import announce
from bastide.jobs.failpoints import failpoint
from bastide.jobs.models import Job
from bastide.tenants.scope import every_organisation

LEASE = timedelta(minutes=2)
MAX_ATTEMPTS = 3

_tasks: dict[str, Callable[..., None]] = {}
_titles: dict[str, str | Promise] = {}
_priority: ContextVar[int] = ContextVar("priority", default=Job.Priority.PERSON.value)


def task(
    name: str, title: str | Promise = ""
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Registers a function to be run in the background under `name`. `title`: what an administrator
    reads, in French."""

    def register(function: Callable[..., None]) -> Callable[..., None]:
        _tasks[name] = function
        _titles[name] = title or name
        return function

    return register


def title_of(name: str) -> str:
    """What an administrator reads of a task; its name for one that nobody registered."""
    if name not in _titles:
        autodiscover_modules("tasks")
    return str(_titles.setdefault(name, name))


@contextmanager
def in_bulk() -> Iterator[None]:
    """Jobs entered within wait for those of persons."""
    with _ranked(Job.Priority.BULK.value):
        yield


@contextmanager
def _ranked(priority: int) -> Iterator[None]:
    token = _priority.set(priority)
    try:
        yield
    finally:
        _priority.reset(token)


def enqueue(name: str, **payload: Any) -> Job:
    """A job for the organisation in scope, in the caller's transaction."""
    job = Job(task=name, payload=payload, priority=_priority.get())
    job.save()
    announce(job)
    failpoint("jobs.entered")
    return job


def claim(late: timedelta = timedelta(0)) -> Job | None:
    """Takes a job that waits, since `late` at least, or whose lease ran out, for whatever
    organisation: those of persons first, the oldest first."""
    now = timezone.now()
    skip = connection.features.has_select_for_update_skip_locked
    with every_organisation(), transaction.atomic():
        free = Q(state=Job.State.WAITING, created__lte=now - late)
        free |= Q(state=Job.State.RUNNING, lease_until__lt=now)
        rows = Job.objects.select_for_update(skip_locked=skip)
        waiting = rows.filter(free).order_by("priority", "id")
        job: Job | None = waiting.first()
        if job is None:
            return None
        if job.attempts >= MAX_ATTEMPTS:
            job.state, job.finished = Job.State.ASIDE, now
            job.error = job.error or "Le travail s'est interrompu trois fois."
            job.save()
            return claim(late)
        job.state = Job.State.RUNNING
        job.attempts += 1
        job.tries += 1
        job.lease = secrets.token_hex(8)
        job.lease_until = now + LEASE
        job.save()
        return job


def renew(job: Job) -> bool:
    """Keeps the lease; False when it was lost to another worker."""
    with every_organisation():
        return bool(
            Job.objects.filter(pk=job.pk, lease=job.lease, state=Job.State.RUNNING).update(
                lease_until=timezone.now() + LEASE
            )
        )


def close(job: Job, error: str = "") -> None:
    """Marks a job done, or to be tried again. A worker that lost its lease changes nothing."""
    state = Job.State.DONE if not error else Job.State.WAITING
    if error and job.attempts >= MAX_ATTEMPTS:
        state = Job.State.ASIDE
    with every_organisation(), transaction.atomic():
        held = Job.objects.filter(pk=job.pk, lease=job.lease).update(
            state=state, error=error, finished=timezone.now(), attempts=F("attempts")
        )
        if held and state == Job.State.WAITING:
            announce(job)


def run(job: Job) -> None:
    """Runs a job's task. Raises what the task raises; `KeyError` for a task nobody registered."""
    if job.task not in _tasks:
        autodiscover_modules("tasks")
    with _ranked(job.priority):
        _tasks[job.task](**job.payload)
