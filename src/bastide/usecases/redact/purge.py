"""Erasing what was given once its time is over: the text, its file, what was found in it.

Called before each page and each job of the use case, and by `bastide redact-purge`.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from bastide.tenants import audit
from bastide.tenants.files import Room
from bastide.usecases.redact.models import Redaction, Rules
from bastide.usecases.retention import Retention


def rules() -> Rules:
    """The rules of the organisation in scope; the defaults while nobody changed them."""
    return Rules.objects.order_by("-id").first() or Rules()


def _limit() -> datetime:
    return timezone.now() - timedelta(days=rules().retention_days)


def purge(actor: Any) -> int:
    """Erases what is past its time; returns how many texts and files."""
    old = list(Redaction.objects.filter(created__lt=_limit()))
    for row in old:
        row.delete()
    if old:
        audit.record(actor, "redact.purge", "redaction", "", texts=len(old))
    return len(old)


def _due() -> int:
    return Redaction.objects.filter(created__lt=_limit()).count()


def _named() -> set[str]:
    sources = Redaction.objects.exclude(source="").values_list("source", flat=True)
    return {str(name).removeprefix("redact/") for name in sources}


RETENTION = Retention("textes à masquer", _due, purge, Room("files/redact"), _named)
