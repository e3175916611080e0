"""Mails handed over: kept at once, read in the background (`tasks`)."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from bastide.jobs.models import Job
from bastide.jobs.queue import enqueue
from bastide.providers.mail.raw import file_name
from bastide.tenants.models import Member
from bastide.usecases.mail import storage
from bastide.usecases.mail.models import Box, Intake
from bastide.usecases.mail.pasted import as_mail

READABLE = (".eml", ".msg", ".mbox", ".mbx", ".txt")


class Refused(ValueError):
    """What cannot be taken in; the message says why and what to do, in French."""


def take_file(file: UploadedFile, member: Member | None) -> Intake:
    """Keeps a file of mails. Raises `Refused`, and `OSError` (full disk)."""
    name = file_name(file.name or "") or str(_("fichier sans nom"))
    if not file.size:
        raise Refused(_("« %(name)s » est vide.") % {"name": name})
    most = settings.UPLOAD_MAX_BYTES
    if file.size > most:
        raise Refused(
            _("« %(name)s » dépasse %(most)d Mo : partagez-le.")
            % {"name": name, "most": most // (1024 * 1024)}
        )
    suffix = PurePosixPath(name).suffix.lower()
    if suffix and suffix not in READABLE:
        raise Refused(
            _("« %(name)s » n'est pas un courriel : donnez un fichier .eml, .msg ou .mbox.")
            % {"name": name}
        )
    return _kept(name, storage.write(file.chunks()), member)


def paste(text: str, sender: str, subject: str, member: Member) -> Intake:
    """Keeps a mail that was pasted. Raises `OSError` (full disk)."""
    path = storage.write([as_mail(text, sender, subject)])
    return _kept(subject[:150] or str(_("Courriel collé")), path, member)


def order_reading(box: Box) -> Intake:
    """A reading of a mailbox, unless one waits already."""
    waiting = Intake.objects.filter(box=box, state=Intake.State.WAITING).first()
    if waiting is not None:
        settle_abandoned([waiting])
    if waiting is not None and waiting.state == Intake.State.WAITING:
        return waiting
    with transaction.atomic():
        row = Intake(name=box.name, box=box)
        row.save()
        enqueue("mail.fetch", intake=row.pk)
    return row


def settle_abandoned(rows: Iterable[Intake]) -> None:
    """Says of readings given up that they failed: three workers killed at the same file leave its
    job aside without a word to it."""
    waiting = {row.pk: row for row in rows if row.state == Intake.State.WAITING}
    if not waiting:
        return
    given_up = Job.objects.filter(
        task__in=("mail.read", "mail.fetch"),
        state=Job.State.ASIDE,
        payload__intake__in=list(waiting),
    )
    for number in {job.payload["intake"] for job in given_up}:
        row = waiting[number]
        row.state = Intake.State.FAILED
        row.problem = str(_("La lecture s'est interrompue trois fois."))
        row.save(update_fields=["state", "problem"])


def again(intake: Intake) -> None:
    """Orders another reading of a file that could not be read."""
    with transaction.atomic():
        intake.state, intake.problem, intake.read, intake.notes = Intake.State.WAITING, "", 0, []
        intake.save()
        task = "mail.fetch" if intake.box_id else "mail.read"
        enqueue(task, intake=intake.pk)


def _kept(name: str, path: str, member: Member | None) -> Intake:
    try:
        with transaction.atomic():
            row = Intake(name=name, path=path, owner=member)
            row.save()
            enqueue("mail.read", intake=row.pk)
    except BaseException:
        storage.remove(path)
        raise
    return row
