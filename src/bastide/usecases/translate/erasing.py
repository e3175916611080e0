"""What an erasure does to translations: a text that names the person goes, with its files."""

from __future__ import annotations

from bastide.tenants.erasure import EVERY, Rule
from bastide.usecases.translate.models import Segment, Text
from bastide.usecases.translate.purge import erase


def _unread() -> int:
    return Text.objects.exclude(path="").exclude(state=Text.State.DONE).count()


ERASURE = (
    Rule(Text, "traductions", about=EVERY, remove=erase, unread=_unread),
    Rule(Segment, "phrases traduites", about=EVERY, root="text"),
)
