"""Texts and files taken in, and corrections of their segments.

What is handed over is kept first; the translation comes after (`tasks`), so that nothing is lost
when an engine fails.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from pathlib import PurePosixPath
from textwrap import shorten

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bastide.engine.translation.flow import memory_key
from bastide.jobs.models import Job
from bastide.jobs.queue import enqueue
from bastide.languages.memory import remember
from bastide.providers.translation.files import FORMATS
from bastide.tenants.models import Member
from bastide.usecases.translate import storage
from bastide.usecases.translate.models import Segment, Text

# Characters of a text: longer ones come as files, and are not held in a page.
LONGEST_TEXT = 50_000
LONGEST_SEGMENT = 5_000
LONGEST_NAME = 70
TRANSLATE = "translate.translate"
# A text translated while the agent waits has no job: it is looked at when it is older.
PATIENCE = timedelta(minutes=2)


class Refused(ValueError):
    """What cannot be taken in; the message says why and what to do, in French."""


def paste(text: str, source: str, target: str, member: Member) -> Text:
    """Keeps a text. Raises `Refused`."""
    if not text.strip():
        raise Refused(_("Écrivez ou collez le texte à traduire."))
    if len(text) > LONGEST_TEXT:
        raise Refused(
            _("Ce texte dépasse %(most)s caractères : donnez-le en fichier.")
            % {"most": f"{LONGEST_TEXT:_}".replace("_", "\u202f")}
        )
    row = Text(
        member=member,
        name=shorten(text, LONGEST_NAME, placeholder="…"),
        source_language=source,
        target_language=target,
        text=text.replace("\r\n", "\n").replace("\0", ""),
    )
    row.save()
    return row


def take_file(file: UploadedFile, source: str, target: str, member: Member) -> Text:
    """Keeps a file, to be translated in the background. Raises `Refused`."""
    name = PurePosixPath((file.name or "").replace("\\", "/")).name[-150:] or _("fichier")
    suffix = PurePosixPath(name).suffix.lower()
    most = settings.UPLOAD_MAX_BYTES // (1024 * 1024)
    if not file.size:
        raise Refused(_("Ce fichier est vide."))
    if file.size > settings.UPLOAD_MAX_BYTES:
        raise Refused(_("Ce fichier dépasse %(most)d Mo : partagez-le.") % {"most": most})
    if suffix not in FORMATS:
        raise Refused(
            _("Ce format ne se traduit pas. Formats acceptés : %(known)s.")
            % {"known": ", ".join(one.lstrip(".") for one in FORMATS)}
        )
    try:
        path = storage.new_path(suffix)
        storage.write(path, file.chunks())
    except OSError as error:
        raise Refused(_("Le fichier n'a pas pu être enregistré : le disque est plein ?")) from error
    try:
        with transaction.atomic():
            row = Text(
                member=member, name=name, source_language=source, target_language=target, path=path
            )
            row.save()
            enqueue(TRANSLATE, text=row.pk)
    except BaseException:
        storage.remove(path)
        raise
    return row


def order_again(row: Text) -> None:
    """Has a text translated anew: after a failure, or with the corrections of its segments."""
    with transaction.atomic():
        row.state, row.problem, row.done = Text.State.WAITING, "", 0
        row.save(update_fields=["state", "problem", "done"])
        enqueue(TRANSLATE, text=row.pk)


def settle_abandoned(rows: Iterable[Text]) -> None:
    """Says of texts that nobody translates any more that they stopped: three workers killed at the
    same file, or the site stopped while an agent waited."""
    before = timezone.now() - PATIENCE
    waiting = {
        row.pk: row for row in rows if row.state == Text.State.WAITING and row.created < before
    }
    if not waiting:
        return
    alive = Job.objects.filter(
        task=TRANSLATE,
        state__in=(Job.State.WAITING, Job.State.RUNNING),
        payload__text__in=list(waiting),
    )
    for number in waiting.keys() - {job.payload["text"] for job in alive}:
        row = waiting[number]
        row.state = Text.State.FAILED
        row.problem = str(_("La traduction s'est interrompue. Réessayez."))
        row.save(update_fields=["state", "problem"])


def correct(segment: Segment, written: str) -> tuple[int, bool]:
    """Puts the agent's words in the place of the machine's, in this segment and in those of the
    text that say the same; empty: the machine's stand again.

    Returns how many segments changed, and whether the memory keeps the correction: not when it
    tells of a person. Raises `Refused`.
    """
    words = " ".join(written.replace("\0", "").split())
    if len(words) > LONGEST_SEGMENT:
        raise Refused(_("Cette correction est trop longue pour une phrase."))
    if words == segment.target and not segment.doubts and words != segment.corrected:
        words = ""  # a doubtful one sent as it is was read again: it is the agent's from now on
    text = segment.text
    same = same_in(segment)
    for one in same:
        one.corrected = words
    Segment.objects.bulk_update(same, ["corrected"])
    segment.corrected = words
    kept = bool(words) and remember(
        text.source_language, text.target_language, segment.source, words
    )
    return len(same), kept


def same_in(segment: Segment) -> list[Segment]:
    """The segments of a text that say the same as one of them, itself included."""
    key = memory_key(segment.source)
    return [one for one in segment.text.segments.all() if memory_key(one.source) == key]


def corrections(text: Text) -> dict[str, str]:
    """What was put right in a text, by the key of each segment."""
    rows = text.segments.exclude(corrected="")
    return {memory_key(one.source): one.corrected for one in rows}
