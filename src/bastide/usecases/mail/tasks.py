"""What the use case does in the background: read a file or a mailbox, learn, sort again.

Done twice, each gives the same result: a mail kept already is not kept again. What it costs is in
the ledger, failures included.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bastide.engine.mail.model import Message
from bastide.engine.ports import ReadError
from bastide.jobs.queue import task
from bastide.providers.imap import ImapError
from bastide.runs import ledger
from bastide.runs.ledger import Stopwatch
from bastide.usecases.mail import flow, learning, mailboxes, storage
from bastide.usecases.mail.joining import join
from bastide.usecases.mail.models import Intake, Thread
from bastide.usecases.mail.purge import purge
from bastide.usecases.mail.understanding import chosen_triager, own_addresses, understand

log = logging.getLogger("bastide.mail")
# Mails kept at a time: progress shows, and a worker that is killed loses no more than these.
AT_A_TIME = 25
MOST_NOTES = 50


@task("mail.read", gettext_lazy("Lecture d'un fichier de courriels"))
def read(intake: int) -> None:
    """Reads a file of mails; one that is gone, or read already, is left alone."""
    purge("mail.read")
    row = Intake.objects.filter(pk=intake, state=Intake.State.WAITING).first()
    if row is None:
        return
    watch = Stopwatch()
    _begin(row)
    try:
        with storage.local(row.path) as path:
            changed = _take(row, flow.read(path))
        _end(row, changed, watch)
    except ReadError as error:
        _failed(row, str(error), watch)
    except Exception as error:
        log.exception("intake %s", row.pk)
        _failed(row, _("La lecture a échoué (%s).") % type(error).__name__, watch)


@task("mail.fetch", gettext_lazy("Relève d'une boîte aux lettres"))
def fetch(intake: int) -> None:
    """Reads what is new in a mailbox. A failure is told on the mailbox, and tried at next time."""
    purge("mail.fetch")
    row = Intake.objects.filter(pk=intake, state=Intake.State.WAITING).first()
    if row is None or row.box is None:
        return
    watch = Stopwatch()
    changed: set[int] = set()
    _begin(row)
    try:
        for found in mailboxes.new_mails(row.box):
            changed |= _take(row, found)
        _end(row, changed, watch)
        mailboxes.note(row.box, "")
        if not row.read and not row.notes:
            row.delete()  # nothing new: no line of it remains on the page
    except ImapError as error:
        mailboxes.note(row.box, str(error))
        _understand(changed)
        _failed(row, str(error), watch)
    except Exception as error:
        log.exception("intake %s", row.pk)
        told = _("La lecture a échoué (%s).") % type(error).__name__
        mailboxes.note(row.box, told)
        _failed(row, told, watch)


@task(learning.TRAIN, gettext_lazy("Apprentissage du tri des courriels"))
def train() -> None:
    """Learns the corrections, then sorts again what nobody corrected."""
    watch = Stopwatch()
    learnt = learning.learn()
    sort_again()
    ledger.record(watch, "mail", "linear", "learnt" if learnt else "nothing")


@task("mail.sort_again", gettext_lazy("Nouveau tri des courriels"))
def sort_again() -> None:
    """Sorts what waits and was not corrected with the model of the day."""
    waiting = Thread.objects.filter(state=Thread.State.OPEN, said_at=None)
    _understand(set(waiting.values_list("pk", flat=True)))


def _begin(row: Intake) -> None:
    """What a worker that was killed had read is read again: it is not counted twice."""
    row.read, row.notes = 0, []


def _take(row: Intake, found: Iterable[Message | str]) -> set[int]:
    """Keeps the mails as they come; the numbers of the threads that changed."""
    changed: set[int] = set()
    waiting: list[Message] = []
    for one in found:
        if isinstance(one, str):
            if len(row.notes) < MOST_NOTES:
                row.notes.append(one)
            continue
        waiting.append(one)
        row.read += 1
        if len(waiting) >= AT_A_TIME:
            changed |= join(waiting, row)
            waiting = []
            Intake.objects.filter(pk=row.pk).update(read=row.read)
    if waiting:
        changed |= join(waiting, row)
    return changed


def _end(row: Intake, changed: set[int], watch: Stopwatch) -> None:
    _understand(changed)
    path, row.path = row.path, ""
    row.state, row.threads, row.problem = Intake.State.DONE, len(changed), ""
    if _settled(row, watch, "linear", "read"):
        storage.remove(path)  # not before: a worker that is killed until then reads it again


def _failed(row: Intake, problem: str, watch: Stopwatch) -> None:
    """The file stays, to be tried again; what was read of it is kept."""
    row.state, row.problem = Intake.State.FAILED, problem[:500]
    _settled(row, watch, "none", "error")


def _settled(row: Intake, watch: Stopwatch, stage: str, outcome: str) -> bool:
    """Writes what became of a reading, with its line of the ledger; False when another worker, to
    whom the job had gone meanwhile, did so before."""
    with transaction.atomic():
        waiting = Intake.objects.select_for_update().filter(pk=row.pk, state=Intake.State.WAITING)
        if not waiting.exists():
            return False
        row.save()
        ledger.record(watch, "mail", stage, outcome)
    return True


def _understand(numbers: set[int]) -> None:
    services, own = (chosen_triager(), own_addresses()) if numbers else (None, [])
    for thread in Thread.objects.filter(pk__in=list(numbers)).order_by("pk"):
        if services is None:
            continue
        try:
            understand(thread, services, own)
        except Exception:  # one thread that is not understood does not hide the others
            log.exception("thread %s", thread.pk)
