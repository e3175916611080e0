"""The worker: claims jobs one after the other and runs them, each in its organisation's scope."""

from __future__ import annotations

import logging
import threading

from django.db import DatabaseError, close_old_connections, connection

from bastide.jobs.failpoints import failpoint
from bastide.jobs.models import Job
from bastide.jobs.queue import LEASE, claim, close, renew, run
from bastide.tenants.scope import scope

IDLE_SECONDS = 1.0
log = logging.getLogger("bastide.worker")


def work(stop: threading.Event, *, until_idle: bool = False) -> int:
    """Works until `stop` is set (or nothing waits); returns the number of jobs run."""
    count = 0
    while not stop.is_set():
        if not connection.in_atomic_block:  # a caller's own transaction is not cut short
            close_old_connections()
        job = claim()
        if job is None:
            if until_idle:
                return count
            stop.wait(IDLE_SECONDS)
            continue
        count += 1
        _do(job)
    return count


def _do(job: Job) -> None:
    finished = threading.Event()
    keeper = threading.Thread(target=_keep, args=(job, finished), daemon=True)
    keeper.start()
    try:
        failpoint("jobs.claimed")
        with scope(job.organisation_id):
            run(job)
        failpoint("jobs.ran")
    except Exception as error:
        log.exception("job %s (%s) failed", job.pk, job.task)
        close(job, str(error)[:2000] or type(error).__name__)
    else:
        close(job)
    finally:
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
