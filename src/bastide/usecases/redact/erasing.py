"""What an erasure does to texts being masked: a working copy that names the person goes."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from bastide.tenants.erasure import EVERY, Rule
from bastide.usecases.redact.models import Redaction


def _unread() -> int:
    return Redaction.objects.exclude(source="").exclude(state=Redaction.State.READY).count()


def _files(text: Redaction) -> list[Path]:
    return [Path(settings.MEDIA_ROOT) / str(text.source.name)] if text.source else []


ERASURE = (Rule(Redaction, "textes à masquer", about=EVERY, files=_files, unread=_unread),)
