"""What the use case does in the background.

1. `check.read`: one job a file. A failure is tried again; at the third, or when the file itself is
   refused, it is set aside with its reason and the others go on. Done twice, it gives one result.
2. The last file read orders `check.examine`; so does whatever changes the case.
"""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bastide.engine.pieces.judge import CaseFacts
from bastide.engine.pieces.model import FileOutcome, FileRead
from bastide.engine.pieces.names import PersonName
from bastide.engine.pieces.procedure import Procedure
from bastide.engine.ports import ReadError
from bastide.jobs.queue import MAX_ATTEMPTS, enqueue, task
from bastide.runs import ledger
from bastide.runs.ledger import Stopwatch
from bastide.usecases.check import storage
from bastide.usecases.check.corrections import standing
from bastide.usecases.check.cost import add_cost, enter
from bastide.usecases.check.examinations import keep_examination
from bastide.usecases.check.flow import (
    Unread,
    examine,
    read_file,
    test_authority_trusted,
)
from bastide.usecases.check.known import known_elsewhere
from bastide.usecases.check.models import Case, DepositedFile
from bastide.usecases.check.procedures import procedures
from bastide.usecases.check.readings import files_read, keep_reading, set_aside, under_way

_DONE = (DepositedFile.State.READ, DepositedFile.State.FAILED)


@task("check.read", gettext_lazy("Lecture d'une pièce justificative"))
def read(file: int) -> None:
    """Reads a deposited file. One that is gone, or read already, is left alone.

    Raises what the reading raises, to be tried again, until the third time.
    """
    row = DepositedFile.objects.select_related("case").filter(pk=file).first()
    if row is None:
        return
    if row.state not in _DONE:
        row.state = DepositedFile.State.READING
        row.attempts += 1
        row.save(update_fields=["state", "attempts"])
        _read_once(row)
    with transaction.atomic():
        if not under_way(row.case):
            enqueue("check.examine", case=row.case_id)


def _read_once(row: DepositedFile) -> None:
    try:
        found, images = _measured(row)
        keep_reading(row, found, images)
    except Exception as error:
        refused = isinstance(error, ReadError) and error.final
        if row.attempts < MAX_ATTEMPTS and not refused:
            row.state = DepositedFile.State.WAITING
            row.save(update_fields=["state", "cpu_s", "wall_s", "entered"])
            raise
        told = isinstance(error, ReadError)
        set_aside(row, str(error) if told else _("La lecture de ce fichier a échoué trois fois."))


def _measured(row: DepositedFile) -> tuple[FileRead, tuple[bytes, ...]]:
    watch, child_s = Stopwatch(), 0.0
    try:
        with storage.local(row.path) as path:
            found, images, child_s = read_file(path, row.name)
        return found, images
    finally:
        add_cost(row, watch.cpu_ms / 1000 + child_s, watch.wall_ms / 1000)


@task("check.examine", gettext_lazy("Examen d'un dossier"))
def examine_case(case: int) -> None:
    """The rules run on what was read. While files are being read, it waits for the last one."""
    row = Case.objects.filter(pk=case).first()
    if row is not None and not under_way(row):
        examine_again(row)


def examine_again(case: Case) -> None:
    """The rules run at once on what was read, corrections laid over: nothing is read again.

    A case whose procedure is gone keeps its last findings. What it cost is in the ledger.
    """
    procedure = procedures().get(case.procedure)
    if procedure is None:
        return
    watch = Stopwatch()
    try:
        outcome = _examined(case, procedure)
    except Exception:
        ledger.record(watch, "check", "none", "error")
        raise
    enter(case, watch, outcome)


def _examined(case: Case, procedure: Procedure) -> FileOutcome:
    rows, files = files_read(case)
    facts = CaseFacts(
        deposited=case.deposited,
        applicant=PersonName(
            surname=case.surname, usage_name=case.usage_name, given_names=case.given_names
        ),
        birth_date=case.birth_date,
    )
    failed = case.files.filter(state=DepositedFile.State.FAILED)
    trusted = test_authority_trusted()
    found = examine(
        procedure,
        files,
        facts,
        puts=standing(case, [row.pk for row in rows]),
        unread=[Unread(row.name, row.reason) for row in failed],
        known=lambda prints: known_elsewhere(case, prints),
        trust_test_authority=trusted,
    )
    keep_examination(case, rows, found.pieces, found.prints, found.verdict, test_trusted=trusted)
    return found.verdict.outcome
