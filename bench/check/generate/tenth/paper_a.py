"""What the papers of persons share: how rows become a document, more ways of writing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from ..eighth.paper import Makers
from ..people import Address
from ..sheet import Block, Drawn, Entry, draw_rows
from ..wording import MONTHS


def drawn(makers: Makers, what: Any, number: int, random: Random) -> Drawn:
    """The document, by the maker of the layout `number` (36 to 39) and the look of its issuer."""
    theme, maker = makers[number - 36]
    return draw_rows(maker(what, random), theme, random.randrange(10**6))


def spread(day: date) -> str:
    """« 03 / 03 / 2026 », as a model with slashes already printed."""
    return day.strftime("%d / %m / %Y")


def first_capital(day: date) -> str:
    """« Mars 2026 »."""
    return f"{MONTHS[day.month - 1].capitalize()} {day.year}"


def bare(value: Decimal) -> str:
    """« 1 234,56 »: the currency is told elsewhere."""
    return f"{value:,.2f}".replace(",", " ").replace(".", ",")


def thin(value: Decimal) -> str:
    """« 1 234,56 € » with no-break spaces."""
    return f"{value:,.2f}".replace(",", "\u00a0").replace(".", ",") + "\u00a0€"


def oneline(where: Address) -> str:
    """The address without commas: « 12 rue des Exemples 13001 Marseille »."""
    return " ".join(where.lines())


def laid(pairs: str, *items: Entry, head: str = "") -> Block:
    """Entries drawn in a manner of their own, whatever the look."""
    return Block("entries", head, entries=tuple(e for e in items if e.label or e.text), pairs=pairs)
