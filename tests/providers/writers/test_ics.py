"""Days for a calendar, read again by a calendar's own reader."""

from datetime import UTC, date, datetime

from icalendar import Calendar

from bastide.providers.writers.ics import Day, calendar


def test_days_are_written_and_read_again():
    title = "Réunion ; 10 h, à la mairie\nEND:VCALENDAR"
    days = [
        Day("a-1", date(2026, 3, 4), title, "Dit dans le message"),
        Day("b", date(2026, 4, 1), "x"),
    ]
    data = calendar(days, now=datetime(2026, 3, 1, 10, tzinfo=UTC))
    first, second = Calendar.from_ical(data).walk("VEVENT")
    assert (first["SUMMARY"], first["DTSTART"].dt, first["UID"]) == (
        title,
        date(2026, 3, 4),
        "a-1@bastide",
    )
    assert second["DTEND"].dt == date(2026, 4, 2)
