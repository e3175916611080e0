"""Erasing what was given once its time is over: the text, its file, what was found in it.

Called before each page and each job of the use case, and by `bastide redact-purge`.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from bastide.tenants import audit
from bastide.usecases.redact.models import Redaction, Rules


def rules() -> Rules:
    """The rules of the organisation in scope; the defaults while nobody changed them."""
    return Rules.objects.order_by("-id").first() or Rules()


def purge(actor: Any) -> int:
    """Erases what is past its time; returns how many texts and files."""
    limit = timezone.now() - timedelta(days=rules().retention_days)
    old = list(Redaction.objects.filter(created__lt=limit))
    for row in old:
        row.delete()
    if old:
        audit.record(actor, "redact.purge", "redaction", "", texts=len(old))
    return len(old)
