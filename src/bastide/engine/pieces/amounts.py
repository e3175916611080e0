"""Amounts in euros as French documents write them, read strictly into decimals.

« 1 234,50 € », « 1.234,50 EUR », « 9 500 € », « 35,00€/h », « 1234.50 ». Thousands are parted by
one space (plain, no-break or thin) or one point, cents by a comma or a point.

« 1.234 » alone is one thousand two hundred and thirty-four: in French a point before exactly three
digits parts thousands, and cents are two. « 1,234 » is nothing: three decimals are no amount.

Two columns parted by one space cannot be told from thousands (« 12 345,00 »): give the text of one
cell at a time, or part columns with two spaces or a line end.
"""

from __future__ import annotations

import re
from decimal import Decimal

_SPACE = r"[ \u00a0\u202f]"
_NUMBER = (
    r"(?P<sign>[\-\u2212]" + _SPACE + r"?)?(?:"
    rf"(?P<spaced>\d{{1,3}}(?:{_SPACE}\d{{3}})+)(?:[,.](?P<spaced_cents>\d{{1,2}}))?"
    r"|(?P<pointed>\d{1,3}(?:\.\d{3})+)(?:,(?P<pointed_cents>\d{1,2}))?"
    r"|(?P<english>\d{1,3}(?:,\d{3})+)\.(?P<english_cents>\d{2})"
    r"|(?P<plain>\d{1,12})(?:[,.](?P<plain_cents>\d{1,2}))?"
    r")"
)
_CURRENCY = r"(?:€|EUR\b|euros?\b)"
_UNIT = r"(?:[ \u00a0]?(?:/[ ]?|par )(?:h(?:eure)?|mois|jour|j|an)\b)?"
_TAX = r"(?:[ \u00a0]?(?:TTC|HT|net(?:s)?(?: de taxes?)?)\b)?"

_AMOUNT = re.compile(
    rf"(?<![\w.,/])(?:(?P<before>€|EUR){_SPACE}?)?{_NUMBER}(?![\d])(?![.,]\d)"
    rf"(?P<after>{_SPACE}?{_CURRENCY})?",
    re.IGNORECASE,
)
_TAIL = re.compile(rf"{_TAX}{_UNIT}{_TAX}\s*\.?", re.IGNORECASE)
_NOT_MONEY = re.compile(rf"{_SPACE}?(?:%|°|h\b|heures?\b|jours?\b|[/\-]\d)|\w", re.IGNORECASE)


def parse_amount(text: str) -> Decimal | None:
    """The amount that the whole text is (currency, « HT », « /h » may follow), or None."""
    stripped = text.strip()
    found = _AMOUNT.match(stripped)
    if found is None or not _TAIL.fullmatch(stripped, found.end()):
        return None
    return _value(found)


def find_amounts(text: str) -> list[tuple[int, int, Decimal]]:
    """Every amount of a text as `(start, end, euros)`: what carries a currency, or two decimals.

    Percentages, hours, dates and references are not amounts.
    """
    found: list[tuple[int, int, Decimal]] = []
    for match in _AMOUNT.finditer(text):
        has_currency = match["before"] or match["after"]
        cents = _cents(match)
        if not has_currency and (
            cents is None or len(cents) != 2 or _NOT_MONEY.match(text, match.end())
        ):
            continue
        found.append((match.start(), match.end(), _value(match)))
    return found


def agree(
    excl: Decimal | None,
    rate: Decimal | None,
    vat: Decimal | None,
    incl: Decimal | None,
    tolerance: Decimal = Decimal("0.02"),
) -> bool | None:
    """Whether excluding tax + VAT = including tax, and VAT = excluding tax × rate (per cent).

    None when too few are known to check anything. `tolerance`, in euros: invoices round line by
    line (CGI annexe II art. 242 nonies A asks for each rate's total), so cents may differ.
    """
    checks: list[bool] = []
    if excl is not None and rate is not None and vat is not None:
        checks.append(abs(excl * rate / 100 - vat) <= tolerance)
    if excl is not None and vat is not None and incl is not None:
        checks.append(abs(excl + vat - incl) <= tolerance)
    if excl is not None and rate is not None and vat is None and incl is not None:
        checks.append(abs(excl * (100 + rate) / 100 - incl) <= tolerance)
    return all(checks) if checks else None


def product_agrees(
    quantity: Decimal, unit: Decimal, total: Decimal, tolerance: Decimal = Decimal("0.02")
) -> bool:
    """Whether quantity × unit price is the total, to the cent (hours × hourly rate)."""
    return abs(quantity * unit - total) <= tolerance


def _cents(match: re.Match[str]) -> str | None:
    return (
        match["spaced_cents"]
        or match["pointed_cents"]
        or match["english_cents"]
        or match["plain_cents"]
    )


def _value(match: re.Match[str]) -> Decimal:
    whole = match["spaced"] or match["pointed"] or match["english"] or match["plain"]
    digits = re.sub(r"\D", "", whole)
    value = Decimal(f"{digits}.{_cents(match) or '0'}").quantize(Decimal("0.01"))
    return -value if match["sign"] else value
