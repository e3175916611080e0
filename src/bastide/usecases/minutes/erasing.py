"""What an erasure does to meetings: others spoke there, so only the name is blanked."""

from __future__ import annotations

from bastide.tenants.erasure import Rule
from bastide.usecases.minutes.models import Meeting, Version


def _unread() -> int:
    return Meeting.objects.exclude(path="").count()


ERASURE = (
    Rule(Meeting, "réunions", kept=("path",), unread=_unread),
    Rule(Version, "comptes rendus"),
)
