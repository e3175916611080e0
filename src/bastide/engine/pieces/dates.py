"""French dates and months, read strictly: a day that does not exist is no date.

Forms: `03/02/2026`, `3.2.2026`, `03-02-2026`, `03 02 2026` (as identity documents print it),
`2026-02-03` (ISO 8601), `03/02/26`, « 1er décembre 2025 », « 3 févr. 2026 », « 03 MARS 2026 ». The
day comes before the month, as in French. A reader's O for 0 and l or I for 1 are undone inside an
otherwise full date only. Texts are in Unicode NFC; years from 1900 to 2099, those of two digits up
to 2049.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from bastide.engine.pieces.letters import fold

_MONTHS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "JANVIER JANV JAN",
            "FEVRIER FEVR FEV",
            "MARS MAR",
            "AVRIL AVR",
            "MAI",
            "JUIN",
            "JUILLET JUIL JUILL",
            "AOUT AOU",
            "SEPTEMBRE SEPT SEP",
            "OCTOBRE OCT",
            "NOVEMBRE NOV",
            "DECEMBRE DEC",
        ),
        start=1,
    )
    for name in names.split()
}

# Patterns run over folded text (capitals, no accents, same offsets): see `letters.fold`.
_D = "[0-9OIL|]"  # a digit, or what readers take for 0 and 1
_YEAR = rf"{_D}{{4}}"
_SPACE = r"[ \u00a0\u202f]"
_MONTH_WORD = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"

_NUMERIC = re.compile(
    rf"(?<![\w/])(?<!\d[.,\-])(?P<day>{_D}{{1,2}}){_SPACE}?(?P<sep>[/.\-]){_SPACE}?"
    rf"(?P<month>{_D}{{1,2}}){_SPACE}?(?P=sep){_SPACE}?(?P<year>{_YEAR}|{_D}{{2}})"
    r"(?![\w/])(?![.,\-]\d)"
)
_SPACED = re.compile(
    rf"(?<!\w)(?<!\d[ .,\-])(?P<day>{_D}{{2}}){_SPACE}(?P<month>{_D}{{2}}){_SPACE}(?P<year>{_YEAR})"
    r"(?![\w/])(?![ .,\-]\d)"
)
_ISO = re.compile(
    r"(?<![\w/\-])(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?=T\d{2}:|(?![\w/\-]))"
)
_WORDS = re.compile(
    rf"(?<![\w/])(?:(?P<first>[1IL|]){_SPACE}?ER|(?P<day>{_D}{{1,2}}))[ \u00a0\u202f\n.\-]{{0,2}}"
    rf"(?P<name>{_MONTH_WORD})(?:-|{_SPACE}*\n?{_SPACE}*)(?P<year>{_YEAR})(?![\w/])"
)
_MONTH_WORDS = re.compile(
    rf"(?<![\w])(?P<name>{_MONTH_WORD}){_SPACE}*\n?{_SPACE}*(?P<year>\d{{4}})(?![\w/])"
)
_MONTH_NUMERIC = re.compile(
    rf"(?<![\w/.\-])(?P<month>\d{{2}}){_SPACE}?[/.\-]{_SPACE}?(?P<year>\d{{4}})(?![\w/])(?![.,\-]\d)"
)
_LATEST = 2049
_DIGITS = str.maketrans("OIL|", "0111")


def parse_date(text: str) -> date | None:
    """The date that the whole text is, or None."""
    stripped = text.strip()
    found = find_dates(stripped)
    if len(found) == 1 and (found[0][0], found[0][1]) == (0, len(stripped.rstrip("."))):
        return found[0][2]
    return None


def find_dates(text: str) -> list[tuple[int, int, date]]:
    """Every date of a text as `(start, end, date)`, in reading order, none inside another."""
    folded = fold(text)
    found: list[tuple[int, int, date]] = []
    for start, end, day in sorted(_candidates(folded), key=lambda c: (c[0], -c[1])):
        if not found or start >= found[-1][1]:
            found.append((start, end, day))
    return found


def find_months(text: str) -> list[tuple[int, int, str]]:
    """Every month of a text as `(start, end, "YYYY-MM")`: « mars 2026 », `03/2026`; not those of
    whole dates."""
    folded = fold(text)
    dates = [(start, end) for start, end, _ in find_dates(text)]
    found: list[tuple[int, int, str]] = []
    for pattern in (_MONTH_WORDS, _MONTH_NUMERIC):
        for match in pattern.finditer(folded):
            groups = match.groupdict()
            month = _MONTHS[groups["name"].rstrip(".")] if "name" in groups else int(match["month"])
            year = int(match["year"])
            inside = any(start < match.end() and match.start() < end for start, end in dates)
            if 1 <= month <= 12 and 1900 <= year <= 2099 and not inside:
                found.append((match.start(), match.end(), f"{year:04d}-{month:02d}"))
    return sorted(found)


def parse_month(text: str) -> str | None:
    """The month that the whole text is, as `YYYY-MM`, or None."""
    stripped = text.strip()
    found = find_months(stripped)
    if len(found) == 1 and found[0][:2] == (0, len(stripped)):
        return found[0][2]
    return None


def _candidates(folded: str) -> Iterator[tuple[int, int, date]]:
    for pattern in (_NUMERIC, _SPACED, _ISO, _WORDS):
        for match in pattern.finditer(folded):
            day = _date_of(match.groupdict())
            # A date is written with digits: « IL.OI.LOIO » is a word of the page, not a date.
            if day and sum(c.isdigit() for c in match[0]) >= 3:
                yield match.start(), match.end(), day


def _date_of(parts: dict[str, str | None]) -> date | None:
    year_text = _number(parts["year"])
    if len(year_text) == 2:
        # « 3/2/26 » may be a fraction or a number of version: only a full « 03/02/26 » is a date.
        if any(len(parts[name] or "") != 2 for name in ("day", "month")):
            return None
        year = _LATEST - (_LATEST - int(year_text)) % 100
    else:
        year = int(year_text)
    name = parts.get("name")
    month = _MONTHS[name.rstrip(".")] if name else int(_number(parts["month"]))
    day = 1 if parts.get("first") else int(_number(parts["day"]))
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if 1900 <= year <= 2099 else None


def _number(text: str | None) -> str:
    return (text or "").translate(_DIGITS)
