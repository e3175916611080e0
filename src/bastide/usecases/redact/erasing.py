"""What an erasure does to texts being masked: a working copy that names the person goes."""

from __future__ import annotations

from bastide.tenants.erasure import EVERY, Rule
from bastide.usecases.redact.models import Redaction


def _unread() -> int:
    return Redaction.objects.exclude(source="").exclude(state=Redaction.State.READY).count()


ERASURE = (Rule(Redaction, "textes à masquer", about=EVERY, unread=_unread),)
