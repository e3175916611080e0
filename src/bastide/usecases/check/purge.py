"""Erasing what is past its time: `Procedure.retention` months after the decision.

An undecided case is kept: nothing is erased while someone still has to answer it. What remains is
one line of the audit a case, with its reference and no name.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from bastide.tenants import audit
from bastide.usecases.check import storage
from bastide.usecases.check.models import Case, DepositedFile, PageImage
from bastide.usecases.check.procedures import procedures
from bastide.usecases.retention import Retention


def kept_until(case: Case) -> date | None:
    """The last day of a decided case; None while it is undecided or its procedure unknown."""
    procedure = procedures().get(case.procedure)
    if case.decided is None or procedure is None:
        return None
    return _months_later(timezone.localdate(case.decided), procedure.retention)


def expired(today: date | None = None) -> list[Case]:
    """The cases of the organisation in scope whose last day is over."""
    day = today or timezone.localdate()
    decided = Case.objects.exclude(decided=None)
    return [case for case in decided if (last := kept_until(case)) is not None and last < day]


def purge(actor: Any, today: date | None = None) -> int:
    """Erases the expired cases with their files; returns how many. `actor`: as in `audit.record`.

    Files go first: should the machine stop in between, the next purge takes the case up again.
    """
    cases = expired(today)
    for case in cases:
        storage.remove_case(case.organisation_id, case.pk)
        with transaction.atomic():
            audit.record(actor, "check.purge", "case", case.reference, procedure=case.procedure)
            case.delete()
    return len(cases)


def _named() -> set[str]:
    """The files that rows name, those of their pages included."""
    return {
        *DepositedFile.objects.values_list("path", flat=True),
        *PageImage.objects.values_list("path", flat=True),
    }


RETENTION = Retention("dossiers", lambda: len(expired()), purge, storage.room, _named)


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
