"""Meetings taken in: a file or pasted notes, with what is known of them.

What is handed over is kept at once, in one transaction; it is read afterwards (`tasks`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from bastide.endpoints.transcribing import listeners
from bastide.jobs.queue import enqueue
from bastide.tenants.models import Member
from bastide.usecases.minutes import storage
from bastide.usecases.minutes.flow import Given
from bastide.usecases.minutes.models import Meeting
from bastide.usecases.minutes.reading import SOUND, is_sound

NOTES = "notes.txt"


class Refused(ValueError):
    """What cannot be taken in; the message says why and what to do, in French."""


def take_file(
    file: UploadedFile, member: Member | None, kind: str, given: Given, *, shared: bool = False
) -> Meeting:
    """Keeps the file of a meeting and orders its reading. Raises `Refused`, `OSError`."""
    if not file.size:
        raise Refused(_("Ce fichier est vide."))
    most = settings.UPLOAD_MAX_BYTES
    if file.size > most:
        raise Refused(_("Ce fichier dépasse %(most)d Mo.") % {"most": most // (1024 * 1024)})
    name = _shown(file.name or "")
    head = file.read(4096)
    file.seek(0)
    if is_sound(head, name):
        who = listeners()
        if not who.endpoints:
            raise Refused(who.refusal or SOUND)
    return keep(file.chunks(), name, member, kind, given, shared=shared)


def paste(
    text: str, member: Member | None, kind: str, given: Given, *, shared: bool = False
) -> Meeting:
    """Keeps notes or a transcript that was pasted. Raises `Refused`, `OSError`."""
    if not text.strip():
        raise Refused(_("Collez des notes ou une transcription, ou choisissez un fichier."))
    body = text.encode("utf-8", "replace")
    return keep([body], NOTES, member, kind, given, shared=shared)


def keep(
    chunks: Iterable[bytes],
    name: str,
    member: Member | None,
    kind: str,
    given: Given,
    *,
    shared: bool = False,
) -> Meeting:
    """Keeps the bytes of a meeting, to be read in the background."""
    path = storage.write(chunks)
    day = given.day.isoformat() if given.day else ""
    try:
        with transaction.atomic():
            meeting = Meeting(
                owner=member,
                shared=shared,
                title=given.title or (name if name != NOTES else _("Notes collées")),
                kind=kind,
                day=given.day,
                name=name,
                path=path,
                given=asdict(given) | {"day": day},
            )
            meeting.save()
            enqueue("minutes.write", meeting=meeting.pk)
    except BaseException:
        storage.remove(path)
        raise
    return meeting


def given_of(row: Meeting) -> Given:
    """What was typed with a meeting."""
    found: dict[str, Any] = row.given if isinstance(row.given, dict) else {}

    def many(name: str) -> tuple[str, ...]:
        return tuple(one for one in found.get(name) or () if isinstance(one, str))

    day = found.get("day")
    return Given(
        title=str(found.get("title") or ""),
        day=date.fromisoformat(day) if isinstance(day, str) and day else None,
        present=many("present"),
        excused=many("excused"),
        agenda=many("agenda"),
    )


def _shown(name: str) -> str:
    """The name of a file without folders nor control characters, for showing only."""
    last = PurePosixPath(name.replace("\\", "/")).name
    return "".join(c for c in last if c.isprintable()).strip()[:200] or _("fichier sans nom")
