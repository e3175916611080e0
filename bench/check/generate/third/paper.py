"""What the layouts of this generation share: days, amounts, how rows become a document."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from ..sheet import Block, Drawn, draw_rows
from ..tax import whole
from ..theme import wheel
from ..wording import MONTHS

__all__ = [
    "Row", "Rows", "drawn", "money", "month", "of_month", "padded", "slash", "whole", "words",
]  # fmt: skip

Row = str | Block | tuple[Block, ...]
Rows = Sequence[Row]


def drawn(makers: Sequence[Callable[..., Rows]], what: Any, number: int, offset: int,
          random: Random) -> Drawn:  # fmt: skip
    """The document, by the maker of the layout `number`, four a generation, and its theme."""
    rows = makers[number % len(makers)](what, random)
    return draw_rows(rows, wheel(offset)[number], random.randrange(10**6))


def slash(day: date) -> str:
    return day.strftime("%d/%m/%Y")


def words(day: date) -> str:
    """« 1er mars 2026 »."""
    return f"{'1er' if day.day == 1 else day.day} {MONTHS[day.month - 1]} {day.year}"


def padded(day: date) -> str:
    """« 01 mars 2026 », as programs write."""
    return f"{day.day:02d} {MONTHS[day.month - 1]} {day.year}"


def month(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}"


def of_month(day: date) -> str:
    """« de mars 2026 », « d'avril 2026 »."""
    return ("d'" if MONTHS[day.month - 1][0] in "ao" else "de ") + month(day)


def money(value: Decimal, unit: str = " €", thousands: str = " ") -> str:
    return f"{value:,.2f}".replace(",", thousands).replace(".", ",") + unit
