"""Telling the broker, where there is one (`BASTIDE_JOBS=celery`), that a job waits.

The row was written before and is the truth. A broker that does not answer costs a little time to
the first who tells it; then nothing is told for `REST_SECONDS`, and the rows wait for the worker to
look in the database (`jobs.worker.LATE`).
"""

from __future__ import annotations

import logging
import time
from functools import partial

from django.conf import settings
from django.db import transaction

from bastide.jobs.models import Job
from bastide.providers import broker

REST_SECONDS = 15.0
log = logging.getLogger("bastide.jobs")

_silent_until = 0.0


def distributed() -> bool:
    """Whether jobs are given out by a broker."""
    return bool(settings.JOBS == "celery")


def announce(job: Job) -> None:
    """Once the caller's transaction is committed. Never fails."""
    if distributed():
        transaction.on_commit(partial(_tell, job.pk), robust=True)


def _tell(number: int) -> None:
    global _silent_until
    if time.monotonic() < _silent_until:
        return
    try:
        broker.send(settings.BROKER_URL, settings.BROKER_QUEUE, number)
    except broker.BrokerError as error:
        _silent_until = time.monotonic() + REST_SECONDS
        log.warning(
            "the broker does not answer (%s): job %s waits for the worker to find it", error, number
        )
