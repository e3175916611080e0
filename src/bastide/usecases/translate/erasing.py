"""What an erasure does to translations: a text that names the person goes, with its files."""

from __future__ import annotations

from pathlib import Path

from bastide.tenants.erasure import EVERY, Rule
from bastide.usecases.translate import storage
from bastide.usecases.translate.models import Segment, Text


def _files(text: Text) -> list[Path]:
    return [storage.absolute(path) for path in (text.path, text.output) if path]


def _unread() -> int:
    return Text.objects.exclude(path="").exclude(state=Text.State.DONE).count()


ERASURE = (
    Rule(Text, "traductions", about=EVERY, files=_files, unread=_unread),
    Rule(Segment, "phrases traduites", about=EVERY, root="text"),
)
