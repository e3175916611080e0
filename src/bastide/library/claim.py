"""Who is at work on a source: one pass at a time, a dead process is relieved."""

from __future__ import annotations

import socket
from datetime import timedelta

import psutil
from django.db import OperationalError, transaction
from django.utils import timezone

from bastide.library.models import Ingestion, Source

SILENT_AFTER = timedelta(minutes=2)  # another machine, of which nothing else is known
STUCK_AFTER = timedelta(hours=1)  # this one: a file takes 15 minutes at most, then the row is saved


class IngestionBusy(RuntimeError):
    """Another pass over the same source is under way."""


def holder() -> str:
    me = psutil.Process()
    return f"{socket.gethostname()}:{me.pid}:{me.create_time():.0f}"


def alive(ingestion: Ingestion) -> bool:
    """Whether the process that holds an ingestion is still at work on it."""
    silence = timezone.now() - ingestion.heartbeat
    host, _, rest = ingestion.holder.partition(":")
    pid, _, started = rest.partition(":")
    if host == socket.gethostname() and pid.isdigit():
        try:
            same = f"{psutil.Process(int(pid)).create_time():.0f}" == started
            return same and silence < STUCK_AFTER
        except psutil.Error:
            return False
    return silence < SILENT_AFTER


def claim(source: Source) -> Ingestion:
    with transaction.atomic():
        Source.objects.select_for_update().get(pk=source.pk)
        running = Ingestion.objects.filter(source=source, state=Ingestion.State.RUNNING)
        for other in running:
            if alive(other):
                raise IngestionBusy(
                    f"« {source.name} » est déjà en cours d'ingestion depuis "
                    f"{timezone.localtime(other.started):%H h %M} : attendez qu'elle se termine."
                )
            other.state = Ingestion.State.FAILED
            other.finished = timezone.now()
            other.message = "Le processus s'est arrêté en cours de route."
            other.save()
        ingestion = Ingestion(source=source, holder=holder())
        ingestion.save()
    return ingestion


def close(ingestion: Ingestion) -> None:
    ingestion.finished = timezone.now()
    try:
        ingestion.save()
    except OperationalError:  # a full disk: the row is relieved by the next pass (`alive`)
        ingestion.state = Ingestion.State.FAILED
