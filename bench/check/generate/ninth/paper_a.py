"""What the papers of persons share: how rows become a document, more ways of writing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from ..eighth.paper import Makers
from ..people import Person
from ..sheet import Block, Drawn, Entry, draw_rows
from ..wording import MONTHS


def drawn(makers: Makers, what: Any, number: int, random: Random) -> Drawn:
    """The document, by the maker of the layout `number` (32 to 35) and the look of its issuer."""
    theme, maker = makers[number - 32]
    return draw_rows(maker(what, random), theme, random.randrange(10**6))


def gapped(day: date) -> str:
    """« 03 03 2026 »."""
    return day.strftime("%d %m %Y")


def hyphened(day: date) -> str:
    """« 03-mars-2026 », as some spreadsheets do."""
    return f"{day.day:02d}-{MONTHS[day.month - 1]}-{day.year}"


def upper(day: date) -> str:
    """« 1ER MARS 2026 »."""
    return f"{'1ER' if day.day == 1 else day.day} {MONTHS[day.month - 1].upper()} {day.year}"


def trailing(value: Decimal) -> str:
    """« 1 234,56€ »: the sign glued to the figures."""
    return f"{value:,.2f}".replace(",", " ").replace(".", ",") + "€"


def ttc(value: Decimal) -> str:
    return f"{value:,.2f}".replace(",", " ").replace(".", ",") + " € TTC"


def civil(person: Person, label: str, usage: str, given: str, joint: str = ", ") -> tuple[
    Entry, ...
]:  # fmt: skip
    """The civil status name by name under the labels given, with its truth."""
    told = {"surname": person.surname, "given_names": joint.join(person.given)}
    used = ([Entry(usage, person.usage_name, {"usage_name": person.usage_name})]
            if person.usage_name else [])  # fmt: skip
    return (Entry(label, person.surname), *used, Entry(given, joint.join(person.given), told))


def columns(head: str, *items: Entry, pairs: str = "under") -> Block:
    """Entries under a head, drawn in a manner of their own."""
    return Block("entries", head, entries=items, pairs=pairs)
