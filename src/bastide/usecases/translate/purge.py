"""Erasing texts and files whose time is over: nothing of them remains but the audit's count.

Called before each page of the use case, and by `bastide translate-purge`.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from bastide.tenants import audit
from bastide.usecases.retention import Retention
from bastide.usecases.translate import storage
from bastide.usecases.translate.models import Rules, Text


def rules() -> Rules:
    """The rules of the organisation in scope; the defaults while nobody changed them."""
    return Rules.objects.order_by("-id").first() or Rules()


def _limit() -> datetime:
    return timezone.now() - timedelta(days=rules().retention_days)


def purge(actor: Any) -> int:
    """Erases the texts past their time with their files; returns how many."""
    old = list(Text.objects.filter(created__lt=_limit()).defer("text"))
    for text in old:
        erase(text)
    if old:
        audit.record(actor, "translate.purge", "text", "", texts=len(old))
    return len(old)


def erase(text: Text) -> None:
    """A text, its segments and its files. Files go first: should the machine stop in between, the
    next purge takes the text up again."""
    storage.remove(text.path, text.output)
    text.delete()


def _due() -> int:
    return Text.objects.filter(created__lt=_limit()).count()


def _named() -> set[str]:
    texts = Text.objects.values_list("path", "output")
    return {name for both in texts for name in both if name}


RETENTION = Retention("traductions", _due, purge, storage.room, _named)
