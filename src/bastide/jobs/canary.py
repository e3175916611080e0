"""A job that does nothing, followed through the queue: are jobs still taken and done?

A queue that is full of work is slow, not broken: the canary goes before what is done in bulk, and
is given up only after `PATIENCE`.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import Enum

from django.utils.translation import gettext_lazy

from bastide.jobs.models import Job
from bastide.jobs.queue import enqueue, task

NAME = "jobs.canary"
EVERY = timedelta(minutes=1)
PATIENCE = timedelta(minutes=5)


class Canary(Enum):
    THROUGH = "through"  # one was done lately
    UNDER_WAY = "under way"  # the first one is on its way
    STUCK = "stuck"


@task(NAME, gettext_lazy("Essai de la file de travaux"))
def sing() -> None:
    """Nothing to do: to be here is enough."""


def canary(now: datetime) -> Canary:
    """The state of the last canary of the organisation in scope; sends another when it is time.

    Old ones are removed: there are never more than two rows.
    """
    rows = list(Job.objects.filter(task=NAME).order_by("-id"))
    done = [row for row in rows if row.state == Job.State.DONE]
    waiting = [row for row in rows if row.state in (Job.State.WAITING, Job.State.RUNNING)]
    if not waiting and (not rows or now - rows[0].created > EVERY):
        enqueue(NAME)
    Job.objects.filter(pk__in=[row.pk for row in done[1:]]).delete()
    Job.objects.filter(task=NAME, state=Job.State.ASIDE).delete()
    oldest = min((row.created for row in waiting), default=now)
    if done and done[0].finished and now - done[0].finished < PATIENCE + EVERY:
        return Canary.THROUGH
    if any(row.state == Job.State.ASIDE for row in rows) or now - oldest > PATIENCE:
        return Canary.STUCK
    return Canary.UNDER_WAY
