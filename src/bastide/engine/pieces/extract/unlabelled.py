"""Values whose label could not be read, told by their form or by one another.

Optical readers lose labels to dot leaders and table rules, and keep the values. A value is taken
here only where the page has one of its form, or where arithmetic or a lawful span ties two; it
always ranks under what stands beside its label.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from bastide.engine.pieces import identifiers
from bastide.engine.pieces.amounts import find_amounts
from bastide.engine.pieces.dates import find_dates, find_months
from bastide.engine.pieces.extract.reading import Reading
from bastide.engine.pieces.kinds import Form
from bastide.engine.pieces.lines import Cell, Sheet, plain

_RANK = 0.45
_MOST = 40  # dates or amounts looked at on a page
Dated = tuple[date, Cell]
# Years of validity of French identity cards (décret 55-1397: 10, and 15 for the card before 2021),
# of passports (décret 2005-1726: 10, a minor's 5) and of residents' cards (10).
_IDENTITY_YEARS = (15, 10, 5)
# A Qualiopi certificate is given for three years (arrêté du 6 juin 2019, modalités d'audit).
_QUALIOPI_YEARS = (3,)
# The commission grants rights for one to ten years (CASF, art. R241-31).
_RQTH_YEARS = tuple(range(1, 11))
_LEAST_AGE = 14  # years: nobody younger registers with France Travail or has a pay slip


def unlabelled(sheet: Sheet, kind: str, fields: dict[str, Form]) -> Iterator[Reading]:
    """Readings of the kind's fields without their labels; `fields`: its fields and their forms."""
    dated = _dated(sheet)
    if "birth_date" in fields:
        yield from _birth(dated)
    if "expiry_date" in fields:
        yield from _span(dated, _IDENTITY_YEARS, "issue_date", "expiry_date")
    if kind == "qualiopi_certificate":
        yield from _span(dated, _QUALIOPI_YEARS, "valid_from", "valid_to")
    if kind == "rqth":
        yield from _span(dated, _RQTH_YEARS, "valid_from", "valid_to")
    if {"valid_from", "valid_to"} <= set(fields):
        yield from _side_by_side(sheet)
    if kind == "pay_slip":
        yield from _month_and_pay_day(sheet, dated)
        yield from _gross(sheet)
    if kind == "rib":
        yield from _only(sheet, r"(?<!\w)[A-Z]{4}FR[A-Z0-9]{2}(?:[A-Z0-9]{3})?(?!\w)", "bic")
    if kind == "registration_notice":
        yield from _only(sheet, r"(?<!\w)\d{7}[A-Z](?!\w)", "identifier")
    if kind == "qualiopi_certificate":
        yield from _only(sheet, r"(?<!\w)[A-Z]{1,4}[\-/]?\d{3,8}(?:[\-/.]\d{1,4})+(?!\w)",
                         "certificate_number")  # fmt: skip
    if "body_nda" in fields:
        yield from _declaration(sheet)
    if kind == "training_quote":
        yield from _hours_times_rate(sheet)


def parts_of_name(sheet: Sheet, found: dict[str, Reading]) -> Iterator[Reading]:
    """Surname and given names in cells of their own, told by the full name read elsewhere: capitals
    that it holds are the surname, words that begin with its given name are the given names."""
    whole = found.get("full_name")
    if whole is None or {"surname", "given_names"} <= set(found):
        return
    tokens = plain(whole.value).split()
    for cell in sheet.cells:
        said = cell.plain.split()
        if not 1 <= len(said) <= 5 or re.search(r"[\d:@]", cell.text) or said == tokens:
            continue
        capitals = cell.text == cell.text.upper()
        rest = [token for token in tokens if token not in said]
        inside = len(rest) == len(tokens) - len(said) > 0
        if "surname" not in found and capitals and inside and said in (
            tokens[: len(said)], tokens[-len(said) :]
        ):  # fmt: skip
            yield Reading("surname", cell.text, cell.text, cell.words, _RANK)
        first = [t for t in whole.value.split() if t != t.upper()] or tokens[-1:]
        if "given_names" not in found and not capitals and said[:1] == plain(first[0]).split()[:1]:
            yield Reading("given_names", cell.text, cell.text, cell.words, _RANK)


def _dated(sheet: Sheet) -> list[Dated]:
    """The dates that stand in cells of few words: those of sentences say what they are."""
    return [
        (day, cell)
        for cell in sheet.cells
        if len(cell.words) <= 5
        for _, _, day in find_dates(cell.text)[:1]
    ][:_MOST]


def _birth(dated: list[Dated]) -> Iterator[Reading]:
    """The one date that is years before all the others."""
    if len({day for day, _ in dated}) < 2:
        return
    days = sorted(dated, key=lambda item: item[0])
    first, cell = days[0]
    others = [day for day, _ in days if day != first]
    if (min(others) - first).days > _LEAST_AGE * 365.25 and date(1920, 1, 1) < first:
        yield Reading("birth_date", first.isoformat(), cell.text, cell.words, _RANK)


def _span(dated: list[Dated], years: tuple[int, ...], first: str, last: str) -> Iterator[Reading]:
    """Two dates that are so many years apart, to the day or to the eve; the only such pair."""
    pairs = [
        (a, b)
        for a in dated
        for b in dated
        if any(b[0] in _anniversaries(a[0], number) for number in years)
    ]
    if pairs and len({(a[0], b[0]) for a, b in pairs}) == 1:
        (opening, one), (end, other) = pairs[0]
        yield Reading(first, opening.isoformat(), one.text, one.words, _RANK + 0.1)
        yield Reading(last, end.isoformat(), other.text, other.words, _RANK + 0.1)


def _side_by_side(sheet: Sheet) -> Iterator[Reading]:
    """The only two dates that stand alone side by side, months apart: from, to."""
    found: list[tuple[Dated, Dated]] = []
    for row in sheet.rows:
        days = [
            (day, cell)
            for cell in row[:12]
            if len(cell.words) <= 3
            for _, _, day in find_dates(cell.text)[:1]
        ]
        if len(days) == 2 and timedelta(60) < days[1][0] - days[0][0] < timedelta(11 * 366):
            found.append((days[0], days[1]))
    if len(found) == 1:
        for name, (day, cell) in zip(("valid_from", "valid_to"), found[0], strict=True):
            yield Reading(name, day.isoformat(), cell.text, cell.words, _RANK)


def _anniversaries(day: date, years: int) -> tuple[date, date]:
    try:
        later = day.replace(year=day.year + years)
    except ValueError:  # the 29th of February
        later = date(day.year + years, 3, 1)
    return later, later - timedelta(days=1)


def _month_and_pay_day(sheet: Sheet, dated: list[Dated]) -> Iterator[Reading]:
    """The only month that a pay slip names, and the only date of the five weeks after its start."""
    months = [
        (month, cell)
        for cell in sheet.cells
        if len(cell.words) <= 5
        for _, _, month in find_months(cell.text)
    ]
    if not months or len({month for month, _ in months}) > 1:
        return
    month, cell = months[0]
    yield Reading("period", month, cell.text, cell.words, _RANK)
    start = date.fromisoformat(month + "-01")
    paid = [(day, c) for day, c in dated if timedelta(20) <= day - start <= timedelta(46)]
    if paid and len({day for day, _ in paid}) == 1:
        day, cell = paid[0]
        yield Reading("issue_date", day.isoformat(), cell.text, cell.words, _RANK)


def _gross(sheet: Sheet) -> Iterator[Reading]:
    """The amount of the slip that is the net before tax and the employee's contributions together
    (code du travail, R3243-1: both stand on it)."""
    said: dict[str, Decimal] = {}
    amounts: dict[Decimal, Cell] = {}
    for row in sheet.rows:
        values = [(value, cell) for cell in row for _, _, value in find_amounts(cell.text)]
        for value, cell in values[:8]:
            amounts.setdefault(value, cell)
        label = row[0].plain
        if values and re.search(r"\bTOTAL\b.*\bCOTISATIONS", label):
            said["contributions"] = values[-1][0]
        for cell in row:
            if values and re.search(r"\bNET\b.*\bAVANT IMPOT", cell.plain):
                said["net"] = values[-1][0]
    gross = said.get("net", Decimal(0)) + said.get("contributions", Decimal(0))
    for value, cell in amounts.items():
        # Each of the two is rounded to the cent, and so is each line of the contributions.
        if len(said) == 2 and abs(value - gross) <= Decimal("0.02"):
            yield Reading("gross", f"{value:.2f}", cell.text, cell.words, 0.6)
            return


def _only(sheet: Sheet, form: str, name: str) -> Iterator[Reading]:
    found = list(re.finditer(form, sheet.text))[:_MOST]
    if found and len({match[0] for match in found}) == 1:
        span = sheet.span(*found[0].span())
        yield Reading(name, found[0][0], span.text, span.words, _RANK)


def _declaration(sheet: Sheet) -> Iterator[Reading]:
    """A number of eleven digits in a cell of its own: the first two are a region's (11 to 94)."""
    for cell in sheet.cells:
        text = re.sub(r"^(?:N°|:|n°) ?", "", cell.text)
        if re.fullmatch(r"(?:[1-8]\d|9[0-7])(?:[ .]?\d){9}", text):
            found = identifiers.nda(text)
            if found:
                yield Reading("body_nda", found.value, cell.text, cell.words, _RANK)
    for match in re.finditer(r"\bn ?° ?((?:[1-8]\d|9[0-7])(?:[ .]?\d){9})(?![ .]?\d)", sheet.text):
        found = identifiers.nda(match[1])
        if found:
            span = sheet.span(*match.span(1))
            yield Reading("body_nda", found.value, span.text, span.words, _RANK)


def _hours_times_rate(sheet: Sheet) -> Iterator[Reading]:
    """Hours and an amount whose product is another amount of the page: nothing else gives it."""
    hours: dict[Decimal, Cell] = {}
    amounts: dict[Decimal, Cell] = {}
    for cell in sheet.cells:
        said = re.search(r"(?<![\d,.])(\d{1,4}) ?(?:H|HEURES?)\b", cell.text.upper())
        if said and len(hours) < _MOST and int(said[1]) > 1:
            hours.setdefault(Decimal(said[1]), cell)
        for _, _, value in find_amounts(cell.text):
            if len(amounts) < _MOST:
                amounts.setdefault(value, cell)
    found = [
        (number, rate, number * rate)
        for number in hours
        for rate in amounts
        if 3 <= rate <= 200 and number * rate in amounts and number * rate != rate
    ]
    if len(found) == 1:
        number, rate, total = found[0]
        for name, text, cell in (
            ("hours", f"{number.normalize():f}", hours[number]),
            ("hourly_rate", f"{rate:.2f}", amounts[rate]),
            ("total_excl_tax", f"{total:.2f}", amounts[total]),
        ):
            rank = 0.8 if name != "total_excl_tax" else 0.6
            yield Reading(name, text, cell.text, cell.words, rank)
