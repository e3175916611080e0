"""Erasing meetings whose time is over: transcript, minutes, and the file if it was never read.

Called before each page and each job of the use case, and by `bastide minutes-purge`.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from bastide.tenants import audit
from bastide.usecases.minutes import storage
from bastide.usecases.minutes.models import Meeting, Rules
from bastide.usecases.retention import Retention


def rules() -> Rules:
    """The rules of the organisation in scope; the defaults while nobody changed them."""
    return Rules.objects.order_by("-id").first() or Rules()


def _limit() -> datetime:
    return timezone.now() - timedelta(days=rules().retention_days)


def erase(meeting: Meeting) -> None:
    """All that there is of a meeting. The file goes first: a purge may be taken up again."""
    storage.remove(meeting.path)
    meeting.delete()


def purge(actor: Any) -> int:
    """Erases the meetings past their time; returns how many."""
    limit = _limit()
    old = Meeting.objects.filter(created__lt=limit).defer("turns")
    if not old.exists():
        return 0
    with transaction.atomic():
        count = 0
        for meeting in old:
            erase(meeting)
            count += 1
        audit.record(actor, "minutes.purge", "meeting", "", meetings=count)
    return count


def _due() -> int:
    return Meeting.objects.filter(created__lt=_limit()).count()


def _named() -> set[str]:
    return set(Meeting.objects.exclude(path="").values_list("path", flat=True))


RETENTION = Retention("réunions", _due, purge, storage.room, _named)
