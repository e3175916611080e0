"""The worker: claims jobs one after the other and runs them, each in its organisation's scope.

Where a broker gives the work out, its messages wake `work_once`, and this loop takes up what has
waited for `LATE`: the messages that were lost, and all the work while the broker is away.
"""

from __future__ import annotations

import logging
import threading
from datetime import timedelta

from django.db import DatabaseError, close_old_connections, connection

from bastide.jobs.failpoints import failpoint
from bastide.jobs.models import Job
from bastide.jobs.queue import LEASE, claim, close, renew, run
from bastide.providers import tracing
from bastide.tenants.scope import scope

IDLE_SECONDS = 1.0
LATE = timedelta(seconds=10)
log = logging.getLogger("bastide.worker")


def work(stop: threading.Event, *, until_idle: bool = False, late: timedelta = timedelta(0)) -> int:
    """Works until `stop` is set (or nothing waits); returns the number of jobs run. With `late`,
    only what has waited for so long, or was left by a worker that died."""
    count = 0
    while not stop.is_set():
        if work_once(late):
            count += 1
        elif until_idle:
            return count
        else:
            stop.wait(IDLE_SECONDS)
    return count


def work_once(late: timedelta = timedelta(0)) -> bool:
    """Runs the first job of the queue, if one waits."""
    if not connection.in_atomic_block:  # a caller's own transaction is not cut short
        close_old_connections()
    job = claim(late)
    if job is not None:
        _do(job)
    return job is not None


def _do(job: Job) -> None:
    finished = threading.Event()
    keeper = threading.Thread(target=_keep, args=(job, finished), daemon=True)
    keeper.start()
    span = tracing.begin(f"job {job.task}", "consumer", task=job.task, job=job.pk, tries=job.tries)
    span.tell(organisation=job.organisation_id)
    try:
        failpoint("jobs.claimed")
        with scope(job.organisation_id), span.within():
            run(job)
        failpoint("jobs.ran")
    except Exception as error:
        log.exception("job %s (%s) failed", job.pk, job.task)
        span.failed(type(error).__name__)
        close(job, str(error)[:2000] or type(error).__name__)
    else:
        close(job)
    finally:
        span.end()
        finished.set()
        keeper.join()


def _keep(job: Job, finished: threading.Event) -> None:
    while not finished.wait(LEASE.total_seconds() / 4):
        try:
            if not renew(job):
                return
        except DatabaseError as error:  # a database that restarts is asked again at the next turn
            log.warning("job %s: its lease is not renewed (%s)", job.pk, error)
        finally:
            close_old_connections()
