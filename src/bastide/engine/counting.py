"""Days counted from another, as minutes and mails both count what they hear.

Days « ouvrés » or « ouvrables » are Monday to Friday, public holidays not left out.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta

# Working days, at most: a longer time is no deadline.
MOST = 400


def made(year: int, month: int, day: int) -> date | None:
    """The day, when there is such a day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def last(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def later(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month. Raises `ValueError`."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, last(year, month + 1).day))


def working_days(day: date, count: int) -> date:
    """So many days from Monday to Friday later."""
    for _ in range(min(count, MOST)):
        day += timedelta(days=1)
        while day.weekday() > 4:
            day += timedelta(days=1)
    return day
