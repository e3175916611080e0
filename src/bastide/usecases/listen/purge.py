"""Erasing texts whose time is over, with their mood: nothing of them remains but the audit's count.

Called before each page and each job of the use case, and by `bastide listen-purge`.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from bastide.tenants import audit
from bastide.usecases.listen.models import Batch, Note, Rules
from bastide.usecases.retention import Retention


def rules() -> Rules:
    """The rules of the organisation in scope; the defaults while nobody changed them."""
    return Rules.objects.order_by("-id").first() or Rules()


def _limit() -> datetime:
    return timezone.now() - timedelta(days=rules().retention_days)


def purge(actor: Any) -> int:
    """Erases the texts past their time, then the batches left empty; returns how many texts."""
    limit = _limit()
    old = Note.objects.filter(created__lt=limit)
    if not old.exists():
        return 0
    with transaction.atomic():
        count = old.count()
        old.delete()
        Batch.objects.annotate(left=Count("notes")).filter(left=0, created__lt=limit).delete()
        audit.record(actor, "listen.purge", "note", "", texts=count)
    return count


def _due() -> int:
    return Note.objects.filter(created__lt=_limit()).count()


RETENTION = Retention("textes d'usagers", _due, purge)
