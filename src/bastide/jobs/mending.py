"""What an administrator does to the jobs of the organisation in scope: again, or not now."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from bastide.jobs.announcing import announce
from bastide.jobs.canary import NAME as CANARY
from bastide.jobs.models import Job
from bastide.tenants.scope import ScopedQuerySet


def jobs() -> ScopedQuerySet:
    """Those of use, the canary left out."""
    return Job.objects.exclude(task=CANARY)


def retry(*numbers: int) -> list[Job]:
    """Failed jobs wait again, for as many tries as at first; all of them without a number.

    When each was ordered, and how often it was tried since, stays known.
    Returns those that were; one that meanwhile ran, or was taken up by another, is not.
    """
    with transaction.atomic():
        failed = jobs().select_for_update().filter(state=Job.State.ASIDE)
        rows = list(failed.filter(pk__in=numbers) if numbers else failed)
        Job.objects.filter(pk__in=[row.pk for row in rows], state=Job.State.ASIDE).update(
            state=Job.State.WAITING,
            attempts=0,
            error="",
            lease="",
            lease_until=None,
            finished=None,
            retried=timezone.now(),
        )
        for row in rows:
            announce(row)
    return rows


def set_aside(number: int, why: str, now: datetime) -> bool:
    """A job that waits is not done; False when it no longer waits."""
    waiting = jobs().filter(pk=number, state=Job.State.WAITING)
    return bool(waiting.update(state=Job.State.ASIDE, error=why, finished=now))
