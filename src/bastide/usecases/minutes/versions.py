"""The minutes of a meeting as they stand, an edit saved at once, and the edit before taken back."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction

from bastide.usecases.minutes.content import Content, from_data
from bastide.usecases.minutes.models import Meeting, Version

MOST_KEPT = 100


def current(meeting: Meeting) -> Content:
    """What stands; empty while nothing is written."""
    last = meeting.versions.order_by("-id").first()
    return from_data(last.content if last else {})


def keep(meeting: Meeting, content: Content, what: str) -> None:
    Version(meeting=meeting, content=content.as_data(), what=what[:120]).save()


def edit(meeting: Meeting, change: Callable[[Content], Content], what: str) -> Content:
    """Applies an edit to what stands and saves it, one edit at a time."""
    with transaction.atomic():
        row = Meeting.objects.select_for_update().defer("turns").get(pk=meeting.pk)
        before = current(row)
        after = change(before)
        if after != before:
            keep(row, after, what)
            old = row.versions.order_by("-id").values_list("pk", flat=True)[MOST_KEPT:]
            row.versions.filter(pk__in=list(old)).delete()
    return after


def undo(meeting: Meeting) -> str:
    """Takes the last edit back; returns what it was, empty when there was none."""
    with transaction.atomic():
        row = Meeting.objects.select_for_update().defer("turns").get(pk=meeting.pk)
        last = list(row.versions.order_by("-id")[:2])
        if len(last) < 2:
            return ""
        what: str = last[0].what
        last[0].delete()
    return what


def last_edit(meeting: Meeting) -> str:
    """The edit that `undo` would take back."""
    last = list(meeting.versions.order_by("-id").values_list("what", flat=True)[:2])
    return last[0] if len(last) > 1 else ""
