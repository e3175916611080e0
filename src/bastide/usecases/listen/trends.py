"""Trends by theme, territory and week, of groups large enough that nobody is told apart.

A group under the size set is not shown at all: no count, no share. Totals are left out too, since
a total less the groups shown would give the one that is hidden.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from bastide.usecases.listen.models import SMALLEST_GROUP, Note

WEEKS = 12


@dataclass(frozen=True, slots=True)
class Group:
    """A group of texts: how many, and shares in per cent."""

    name: str
    texts: int
    positive: int
    negative: int
    anger: int
    distress: int


def trends(size: int, weeks: int = WEEKS) -> dict[str, list[Group]]:
    """The groups of at least `size` texts (never under `SMALLEST_GROUP`) of the last weeks, by
    `theme`, `territory` and `week`."""
    today = timezone.localdate()
    monday = today - timedelta(days=today.weekday())
    since = monday - timedelta(weeks=weeks - 1)
    notes = list(
        Note.objects.filter(day__gte=since, judged=True, problem="").defer("text", "spans")
    )
    least = max(size, SMALLEST_GROUP)
    return {
        "theme": _groups(notes, lambda note: note.theme, least),
        "territory": _groups(notes, lambda note: note.territory, least),
        "week": _groups(notes, _week, least),
    }


def _week(note: Note) -> str:
    return f"{note.day - timedelta(days=note.day.weekday()):%Y-%m-%d}"


def _groups(notes: Iterable[Note], key: Callable[[Note], str], least: int) -> list[Group]:
    found: dict[str, list[Note]] = defaultdict(list)
    for note in notes:
        if key(note):
            found[key(note)].append(note)
    return [_group(name, rows) for name, rows in sorted(found.items()) if len(rows) >= least]


def _group(name: str, rows: list[Note]) -> Group:
    def share(count: int) -> int:
        return round(100 * count / len(rows))

    return Group(
        name,
        len(rows),
        share(sum(note.mood == "positive" for note in rows)),
        share(sum(note.mood == "negative" for note in rows)),
        share(sum(note.anger for note in rows)),
        share(sum(note.distress for note in rows)),
    )
