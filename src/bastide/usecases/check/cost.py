"""What examining a case costs, entered in the ledger: a run each time the rules run on it.

1. Each reading adds its cost to its file (`add_cost`).
2. The examination that follows enters the readings not yet entered, and its own (`enter`). The
   run's stage is the costliest reader among them, `rules` when nothing was read.
"""

from __future__ import annotations

from django.db import transaction

from bastide.runs import ledger
from bastide.runs.models import Run
from bastide.usecases.check.models import Case, DepositedFile, PageImage

# From the cheapest to the costliest; a page with its text needs no optical reader.
READERS = ("text", "tesseract", "rapidocr")
_DONE = (DepositedFile.State.READ, DepositedFile.State.FAILED)


def add_cost(file: DepositedFile, cpu_s: float, wall_s: float) -> None:
    """What a reading cost, whatever it gave; the next examination enters it in the ledger."""
    if file.entered:
        file.cpu_s, file.wall_s, file.entered = 0.0, 0.0, False
    file.cpu_s += cpu_s
    file.wall_s += wall_s


def enter(case: Case, watch: ledger.Stopwatch, outcome: str) -> Run:
    """The run of an examination that `watch` measured, the readings before it included."""
    with transaction.atomic():
        rows = list(case.files.select_for_update().filter(entered=False, state__in=_DONE))
        for row in rows:
            watch.add(cpu_s=row.cpu_s, wall_s=row.wall_s)
        pages = PageImage.objects.filter(file__in=rows)
        found = set(pages.values_list("reading__reader", flat=True))
        reader = max((r for r in READERS if r in found), key=READERS.index, default="rules")
        run = ledger.record(watch, "check", reader, outcome, pages=pages.count())
        case.files.filter(pk__in=[row.pk for row in rows]).update(entered=True)
    return run
