"""Erasing threads whose time is over, with their mails, drafts and steps.

Called before each page and each job of the use case, and by `bastide mail-purge`. The model learnt
from corrections stays: it holds no text.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from bastide.tenants import audit
from bastide.usecases.mail import storage
from bastide.usecases.mail.models import Intake, Rules, Thread
from bastide.usecases.retention import Retention


def rules() -> Rules:
    """The rules of the organisation in scope; the defaults while nobody changed them."""
    return Rules.objects.order_by("-id").first() or Rules()


def _limit() -> datetime:
    return timezone.now() - timedelta(days=rules().retention_days)


def purge(actor: Any) -> int:
    """Erases what is past its time; returns how many threads."""
    limit = _limit()
    old = Thread.objects.filter(touched__lt=limit)
    files = list(Intake.objects.filter(created__lt=limit))
    if not files and not old.exists():
        return 0
    with transaction.atomic():
        count = old.count()
        old.delete()
        for row in files:
            storage.remove(row.path)
            row.delete()
        if count:
            audit.record(actor, "mail.purge", "thread", "", threads=count)
    return count


def _due() -> int:
    return Thread.objects.filter(touched__lt=_limit()).count()


def _named() -> set[str]:
    return set(Intake.objects.exclude(path="").values_list("path", flat=True))


RETENTION = Retention("échanges de courriels", _due, purge, storage.room, _named)
