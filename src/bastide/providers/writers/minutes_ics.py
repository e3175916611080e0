"""Actions as a calendar file (RFC 5545): a whole day each, on its due date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import icalendar

from bastide.providers.writers.printable import printable


@dataclass(frozen=True, slots=True)
class Task:
    """`key`: what tells it from the others, so that a second import replaces the first."""

    key: str
    what: str
    who: str
    due: date


def tasks_ics(title: str, tasks: Sequence[Task], now: datetime | None = None) -> bytes:
    """The calendar. Events and not « to-do » entries, which Outlook does not import; they leave
    the day free."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Bastide//Comptes rendus//FR")
    calendar.add("version", "2.0")
    for task in tasks:
        event = icalendar.Event()
        who = f" ({task.who})" if task.who else ""
        event.add("uid", f"{task.key}@bastide")
        event.add("dtstamp", now or datetime.now(UTC))
        event.add("summary", printable(f"À faire : {task.what}{who}"))
        event.add("description", printable(title))
        event.add("dtstart", task.due)
        event.add("dtend", task.due + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return calendar.to_ical()
