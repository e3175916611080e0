"""Days to put in a calendar, as an iCalendar file (RFC 5545): whole days, no alarm, no guest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event

MEDIA_TYPE = "text/calendar; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Day:
    """A day and what it is about. `key`: the same for the same event written again (RFC 5545,
    3.8.4.7), so that a calendar replaces it."""

    key: str
    day: date
    title: str
    description: str = ""


def calendar(days: Sequence[Day], *, now: datetime | None = None) -> bytes:
    """The file of these days, in their order."""
    made = Calendar()
    made.add("prodid", "-//Bastide//FR")
    made.add("version", "2.0")
    for one in days:
        event = Event()
        event.add("uid", f"{one.key}@bastide")
        event.add("dtstamp", (now or datetime.now(UTC)).astimezone(UTC))
        event.add("dtstart", one.day)
        event.add("dtend", one.day + timedelta(days=1))
        event.add("summary", one.title)
        if one.description:
            event.add("description", one.description)
        event.add("transp", "TRANSPARENT")
        made.add_component(event)
    return bytes(made.to_ical())
