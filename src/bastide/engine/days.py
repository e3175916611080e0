"""Dates and months as people say them: « le 12 mars », « hier », « le mois dernier », « 03/2026 ».

A day or a month without a year is the last one that is not after `today`: one asks of what was.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from bastide.engine.french import fold

MONTHS = (
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre".split()
)
_SHORT = {"janv": 1, "fevr": 2, "fev": 2, "avr": 4, "juil": 7, "sept": 9, "oct": 10, "nov": 11,
          "dec": 12}  # fmt: skip
_NAMES = {**{name: n for n, name in enumerate(MONTHS, 1)}, **_SHORT}
_MONTH = "|".join(sorted(_NAMES, key=len, reverse=True))
_YEAR = r"(?:19|20)\d\d"
_DAYS = "lundi mardi mercredi jeudi vendredi samedi dimanche".split()
_DAY_WRITTEN = re.compile(rf"(?<![\w/])(\d{{1,2}})\s+({_MONTH})\b\.?(?:\s+({_YEAR})\b)?")
_DAY_FIGURES = re.compile(rf"(?<![\w/-])(\d{{1,2}})[/.](\d{{1,2}})(?:[/.]({_YEAR}|\d\d))?(?![\w/])")
_ISO = re.compile(rf"(?<![\w-])({_YEAR})-(\d\d)-(\d\d)(?![\w-])")
_MONTH_WRITTEN = re.compile(rf"(?<!\w)({_MONTH})\b\.?(?:\s+({_YEAR})\b)?")
_MONTH_FIGURES = re.compile(rf"(?<![\w/-])(\d{{1,2}})[/-]({_YEAR})(?![\w/-])")
_MONTH_ISO = re.compile(rf"(?<![\w-])({_YEAR})-(\d\d)(?![\w-])")
_LAST_MONTH = re.compile(r"mois (?:dernier|precedent|passe|d'avant|ecoule)")
_THIS_MONTH = re.compile(
    r"(?:ce|du|le) mois(?:[- ]ci| en cours| courant)?\b|mois (?:en cours|actuel)"
)
_SAID_DAYS = (
    (re.compile(r"\bavant[- ]hier\b"), 2),
    (re.compile(r"\bhier\b"), 1),
    (re.compile(r"\baujourd['’ ]?hui\b|\bce jour\b"), 0),
)
_WEEKDAY = re.compile(rf"\b({'|'.join(_DAYS)})(?: dernier| passe)\b")


@dataclass(frozen=True, slots=True)
class Found:
    """A value at `[start, end)` of the text, and how a person reads it."""

    start: int
    end: int
    value: Any
    shown: str


def days(text: str, today: date) -> list[Found]:
    """The days said in a text; values in ISO 8601."""
    plain = unaccented(text)
    found: list[Found] = []
    for match in _DAY_WRITTEN.finditer(plain):
        _add(found, match, match[3], _NAMES[match[2]], match[1], today)
    for match in _ISO.finditer(plain):
        _add(found, match, match[1], match[2], match[3], today)
    for match in _DAY_FIGURES.finditer(plain):
        _add(found, match, match[3], match[2], match[1], today)
    for pattern, ago in _SAID_DAYS:
        for match in pattern.finditer(plain):
            if not any(f.start < match.end() and match.start() < f.end for f in found):
                found.append(_day(match, today - timedelta(days=ago)))
    for match in _WEEKDAY.finditer(plain):
        ago = (today.weekday() - _DAYS.index(match[1])) % 7 or 7
        found.append(_day(match, today - timedelta(days=ago)))
    return found


def months(text: str, today: date) -> list[Found]:
    """The months said in a text, days excluded; values as `2026-03`."""
    plain = unaccented(text)
    for one in days(text, today):
        plain = plain[: one.start] + "\0" * (one.end - one.start) + plain[one.end :]
    found: list[Found] = []
    for match in _MONTH_WRITTEN.finditer(plain):
        number = _NAMES[match[1]]
        year = int(match[2]) if match[2] else today.year - (number > today.month)
        found.append(_month(match, year, number))
    for pattern, y, m in ((_MONTH_FIGURES, 2, 1), (_MONTH_ISO, 1, 2)):
        for match in pattern.finditer(plain):
            found += [_month(match, int(match[y]), n) for n in [int(match[m])] if 1 <= n <= 12]
    for match in _LAST_MONTH.finditer(plain):
        last = today.replace(day=1) - timedelta(days=1)
        found.append(_month(match, last.year, last.month))
    if not found:
        found = [_month(match, today.year, today.month) for match in _THIS_MONTH.finditer(plain)]
    return found


class _Letters(dict[int, str]):
    """Each character without its accent, found once."""

    def __missing__(self, code: int) -> str:
        folded = fold(chr(code))
        self[code] = folded if len(folded) == 1 else chr(code).lower()[:1] or " "
        return self[code]


_LETTERS = _Letters()


# Blanks in a row of which only the ends are kept: rules that cross blanks then try few places.
_BLANKS = re.compile(r"(?<=\s{3})\s{4,}(?=\s{3})")


def unaccented(text: str) -> str:
    """Lower case without accents, every character in its place; the middle of ten blanks or more is
    no blank any more (`\\0`): nothing is said across them."""
    return _BLANKS.sub(lambda run: "\0" * len(run[0]), text.translate(_LETTERS))


def _add(
    found: list[Found], match: re.Match[str], year: str | None, month: Any, day: str, today: date
) -> None:
    number = int(year) if year else today.year
    number += 2000 if number < 100 else 0
    try:
        said = date(number, int(month), int(day))
        if not year and said > today:
            said = said.replace(year=number - 1)
    except ValueError:
        return
    if not any(f.start < match.end() and match.start() < f.end for f in found):
        found.append(_day(match, said))


def _day(match: re.Match[str], said: date) -> Found:
    return Found(match.start(), match.end(), said.isoformat(), f"{said:%d/%m/%Y}")


def _month(match: re.Match[str], year: int, number: int) -> Found:
    names = ("janvier", "février", *MONTHS[2:7], "août", *MONTHS[8:11], "décembre")
    return Found(match.start(), match.end(), f"{year}-{number:02d}", f"{names[number - 1]} {year}")
