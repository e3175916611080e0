"""Numbers of a French text, in figures or in words: « 1 454,50 », « quinze », « vingt-et-un ».

`un` and `une` are articles more often than numbers: they count as one only before a unit of time
(« un mois »), which is the caller's to ask for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

_SMALL = {
    "zéro": 0, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8,
    "neuf": 9, "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15,
    "seize": 16, "vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50,
    "soixante": 60, "septante": 70, "huitante": 80, "octante": 80, "nonante": 90,
}  # fmt: skip
_LARGE = {"cent": 100, "cents": 100, "mille": 1000}
_VERY = {"million": 10**6, "millions": 10**6, "milliard": 10**9, "milliards": 10**9}
_WORDS = "|".join(sorted([*_SMALL, *_LARGE, *_VERY], key=len, reverse=True))
_SAID = re.compile(
    rf"(?<![\w'’-])(?:(?:{_WORDS})(?:(?:[ -]et[ -](?:une?|onze)|[ -](?:une?|{_WORDS}))(?![\w]))*)"
    rf"(?![\w])",
    re.IGNORECASE,
)
_BLANK = " \u00a0\u202f"
_WRITTEN = re.compile(
    rf"(?<![\w,.])(?:\d{{1,3}}(?:[{_BLANK}.]\d{{3}})+(?:,\d{{1,2}})?(?!\d)|\d+(?:[,.]\d+)?)"
    rf"(?:[{_BLANK}](?P<very>millions?|milliards?)\b)?",
    re.IGNORECASE,
)
_ONE = re.compile(r"(?<![\w'’-])une?(?![\w-])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number at `[start, end)` of the text. `article`: « un » or « une », perhaps no number."""

    start: int
    end: int
    value: Decimal
    article: bool = False


def numerals(text: str) -> list[Numeral]:
    """Every number in reading order, none inside another."""
    return sorted(_found(text), key=lambda one: one.start)


def _found(text: str) -> Iterator[Numeral]:
    taken: list[tuple[int, int]] = []
    for match in _WRITTEN.finditer(text):
        taken.append(match.span())
        yield Numeral(match.start(), match.end(), _read(match))
    for match in _SAID.finditer(text):
        taken.append(match.span())
        yield Numeral(match.start(), match.end(), Decimal(_spoken(match.group())))
    for match in _ONE.finditer(text):
        if not any(a <= match.start() < b for a, b in taken):
            yield Numeral(match.start(), match.end(), Decimal(1), article=True)


def _read(match: re.Match[str]) -> Decimal:
    very = match["very"]
    written = match.group()[: match.start("very") - match.start()] if very else match.group()
    digits = re.sub(rf"[{_BLANK}]", "", written)
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", digits):
        digits = digits.replace(".", "")
    return Decimal(digits.replace(",", ".")) * (_VERY[very.lower()] if very else 1)


def _spoken(said: str) -> int:
    """« quatre-vingt-dix » is 90, « deux cent trois mille » 203,000."""
    total = part = 0
    for word in re.split(r"[ -]+", said.lower()):
        if word in _SMALL:
            small = _SMALL[word]
            # « quatre-vingt » multiplies, « soixante-dix » adds.
            part = part - 4 + 80 if small == 20 and part % 100 == 4 else part + small
        elif word in ("un", "une"):
            part += 1
        elif word in ("cent", "cents"):
            part = (part or 1) * 100
        elif word == "mille":
            total, part = total + (part or 1) * 1000, 0
        elif word in _VERY:
            total, part = (total + (part or 1)) * _VERY[word], 0
    return total + part
