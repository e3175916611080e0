"""The ledger as a table: one line a run, for a spreadsheet. No text of a question is in it."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from typing import TextIO

from django.db.models import QuerySet
from django.utils import timezone

from bastide.runs.models import Run

COLUMNS = (
    "id", "at", "organisation", "usecase", "stage", "outcome", "follows", "model", "prompt",
    "tokens_in", "tokens_out", "tokens_estimated", "wall_ms", "cpu_ms", "euros", "wh_low",
    "wh_high", "gco2e_low", "gco2e_high", "method", "hypotheses", "proved", "withheld", "pages",
    "rating",
)  # fmt: skip


def between(first: date | None, last: date | None) -> QuerySet[Run]:
    """The runs of the organisation in scope from one day to another, both included."""
    runs = Run.objects.order_by("pk")
    if first:
        runs = runs.filter(at__gte=_midnight(first))
    if last:
        runs = runs.filter(at__lte=timezone.make_aware(datetime.combine(last, time.max)))
    return runs


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def write_csv(runs: Iterable[Run], organisation: str, file: TextIO) -> int:
    """Writes the runs and their header line; returns how many runs there were."""
    sheet = csv.writer(file)
    sheet.writerow(COLUMNS)
    count = 0
    for row in _lines(runs, organisation):
        sheet.writerow(row)
        count += 1
    return count


def _lines(runs: Iterable[Run], organisation: str) -> Iterator[list[object]]:
    for run in runs:
        yield [
            run.pk,
            run.at.isoformat(timespec="seconds"),
            organisation,
            *map(_safe, (run.usecase, run.stage, run.outcome)),
            run.follows_id or "",
            *map(_safe, (run.model, run.prompt)),
            run.tokens_in,
            run.tokens_out,
            int(run.tokens_estimated),
            run.wall_ms,
            run.cpu_ms,
            f"{run.euros:.6f}",
            *(f"{value:.9f}" for value in (run.wh_low, run.wh_high, run.g_low, run.g_high)),
            *map(_safe, (run.method, run.hypotheses)),
            run.proved,
            run.withheld,
            run.pages,
            _safe(run.rating),
        ]


def _safe(text: str) -> str:
    """A model's name is chosen outside: a spreadsheet must not take it for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
