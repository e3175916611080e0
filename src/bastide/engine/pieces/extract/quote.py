"""A training body's quote: its table of services, VAT, fees, and the trainee's name.

Amounts are settled by arithmetic: hours × rate = excluding tax, plus VAT = including tax.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from bastide.engine.pieces.amounts import find_amounts, product_agrees
from bastide.engine.pieces.extract.reading import Reading, best
from bastide.engine.pieces.lines import Cell, Sheet

_HOURS = re.compile(r"(?<![\d,.])(?P<n>\d{1,4}(?:[.,]\d{1,2})?) ?(?:h\b|heures?\b)", re.IGNORECASE)
_RATE = re.compile(r"(?P<rate>\d{1,2}(?:[.,]\d{1,2})?) ?%")
# Rates of VAT in France (CGI, art. 278, 278-0 bis, 279).
_PERCENTS = (Decimal(20), Decimal(10), Decimal("5.5"))
_CODE = re.compile(r"(?:RNCP|RS) ?\d{3,6}\b")
_MOST = 60
_EXEMPT = re.compile(r"EXONER|NON ASSUJETTI|261[ .\-]+4|FRANCHISE|NON APPLICABLE|293 ?B")


def quote(sheet: Sheet) -> Iterator[Reading]:
    """Readings of hours, rate, amounts and VAT from the rows of the quote."""
    for row in sheet.rows:
        words = tuple(word for cell in row for word in cell.words)
        joined = "  ".join(cell.text for cell in row)
        said = " ".join(cell.plain for cell in row)
        hours = _HOURS.search(joined)
        amounts = [value for _, _, value in find_amounts(joined)]
        if hours and len(amounts) >= 2:
            n = Decimal(hours["n"].replace(",", "."))
            if abs(n * amounts[0] - amounts[1]) <= Decimal("0.02"):
                yield from _priced(sheet, row)
                yield Reading("hours", f"{n.normalize():f}", hours[0], words, 0.97)
                yield Reading("hourly_rate", f"{amounts[0]:.2f}", str(amounts[0]), words, 0.97)
                yield Reading("total_excl_tax", f"{amounts[1]:.2f}", str(amounts[1]), words, 0.6)
        if (
            re.search(r"\bFRAIS (?:DE DOSSIER|D INSCRIPTION|ANNEXES|ADMINISTRATIFS)", said)
            and amounts
        ):
            yield Reading("fees", f"{amounts[-1]:.2f}", str(amounts[-1]), words, 0.9)
        yield from _vat(row)
    yield from _settled(sheet)
    yield from _headed(sheet)
    exempt = _EXEMPT.search(sheet.folded)
    if exempt:
        span = sheet.span(*exempt.span())
        yield Reading("vat_rate", "0", span.text, span.words, 0.5)
        yield Reading("vat_amount", "0.00", span.text, span.words, 0.3)


def without_unit_prices(readings: list[Reading]) -> list[Reading]:
    """Without the amounts of VAT that are the price of an hour: one printed amount serves one of
    the two, and hours × price = total tells which (« 21,25 € 0 % » under « Prix HT », « TVA »)."""
    readings = _without_price_as_hours(readings)
    kept = best(readings)
    rate, hours = kept.get("hourly_rate"), kept.get("hours")
    totals = {Decimal(r.value) for r in readings if r.name == "total_excl_tax"}
    if rate is None or hours is None:
        return readings
    if not any(product_agrees(Decimal(hours.value), Decimal(rate.value), one) for one in totals):
        return readings
    own = set(rate.words)
    return [
        r
        for r in readings
        if r.name != "vat_amount" or r.value != rate.value or not own.intersection(r.words)
    ]


def _without_price_as_hours(readings: list[Reading]) -> list[Reading]:
    """Without the hours that are an amount: its sign says so, or the place of the price of an hour
    (« heure | 27,00 € » is a unit and its price)."""
    rate = best(readings).get("hourly_rate")
    own = set(rate.words) if rate else set()

    def price(reading: Reading) -> bool:
        same = rate is not None and bool(own.intersection(reading.words))
        alone = not _HOURS.search(reading.text)
        return alone and ("€" in reading.text or (same and _equal(reading, rate)))

    return [r for r in readings if r.name != "hours" or not price(r)]


def _equal(one: Reading, other: Reading | None) -> bool:
    return other is not None and Decimal(one.value) == Decimal(other.value)


def _settled(sheet: Sheet) -> Iterator[Reading]:
    """What arithmetic ties: fees that part the total from hours × rate, and the total with tax that
    is the total without and the VAT of the page together."""
    amounts: dict[Decimal, Cell] = {}
    for row in sheet.rows:
        for cell in row:
            for _, _, value in find_amounts(cell.text):
                amounts.setdefault(value, cell)
    hours = {
        Decimal(match["n"].replace(",", "."))
        for row in sheet.rows
        for match in _HOURS.finditer(" ".join(cell.text for cell in row))
    }
    if len(amounts) > _MOST or len(hours) > _MOST:
        return
    products = {n * rate for n in hours for rate in amounts if n > 1 and n * rate in amounts}
    for product in products:
        for fees, cell in amounts.items():
            vat = any(abs(product * percent / 100 - fees) < 1 for percent in _PERCENTS)
            if 0 < fees < product / 4 and product + fees in amounts and not vat:
                yield Reading("fees", f"{fees:.2f}", cell.text, cell.words, 0.6)
                # « Total HT » may head the column of the lines, above the teaching cost alone.
                whole = amounts[product + fees]
                said = f"{product + fees:.2f}"
                yield Reading("total_excl_tax", said, whole.text, whole.words, 0.93)
    for total, cell in amounts.items():
        for percent in _PERCENTS:
            excl = (total * 100 / (100 + percent)).quantize(Decimal("0.01"))
            if excl in amounts and total - excl in amounts and total - excl != excl:
                yield Reading("total_incl_tax", f"{total:.2f}", cell.text, cell.words, 0.7)


def _priced(sheet: Sheet, row: list[Cell]) -> Iterator[Reading]:
    """The training's title in the line that is priced by the hour, when nothing else tells it."""
    first = row[0]
    under = sheet.below(first, 0.7)
    words = first.words
    line = under[0] if under and ":" not in under[0].text else None
    if line and len(sheet.rows[line.row]) == 1 and len(line.words) <= 4:
        words = (*words, *line.words)
    said = " ".join(word.text for word in words)
    title = re.sub(r"^(?:frais|coût|action|formation|prestation)[^–—:\-]{0,30} ?[–—:\-] ", "", said,
                   flags=re.IGNORECASE)  # fmt: skip
    if re.search(r"[^\W\d_]{4}", title) and not _HOURS.search(title):
        yield Reading("training_title", title, said, words, 0.4)


def _headed(sheet: Sheet) -> Iterator[Reading]:
    """The title set above a line that opens with the certification's code: « RNCP37681 · 140 h »"""
    for cell in sheet.cells:
        above = sheet.above(cell, 2.6) if _CODE.match(cell.plain) else None
        if above is not None and ":" not in above.text and re.search(r"[^\W\d_]{4}", above.text):
            yield Reading("training_title", above.text, above.text, above.words, 0.6)


def _vat(row: list[Cell]) -> Iterator[Reading]:
    """The VAT of a row « TVA (20 %) … 600,00 € »; prose beside it is not looked at."""
    for at, cell in enumerate(row):
        if not re.match(r"(?:(?:MONTANT|TOTAL)(?: DE LA)? )?(?:T ?V ?A|TAXES?)\b", cell.plain):
            continue
        if "INTRACOM" in cell.plain:
            continue
        after = [
            c
            for c in row[at + 1 :]
            if not re.search(r"[A-Z]", re.sub(r"\bEUR(?:OS?)?\b", "", c.plain))
        ]
        words = (*cell.words, *(word for c in after for word in c.words))
        text = "  ".join([cell.text, *(c.text for c in after)])
        amounts = [value for _, _, value in find_amounts(text)]
        if not amounts:
            continue
        yield Reading("vat_amount", f"{amounts[-1]:.2f}", str(amounts[-1]), words, 0.96)
        rate = _RATE.search(text)
        if rate:
            value = Decimal(rate["rate"].replace(",", ".")).normalize()
            yield Reading("vat_rate", f"{value:f}", rate[0], words, 0.96)
        elif amounts[-1] == 0:
            yield Reading("vat_rate", "0", text, words, 0.9)
