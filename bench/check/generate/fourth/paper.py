"""What the layouts of this generation share: how rows become a document, some ways of writing."""

from __future__ import annotations

from datetime import date

from ..people import Person
from ..sheet import Block, address
from ..third.paper import Rows, drawn, money, month, of_month, padded, slash, whole, words
from ..wording import MONTHS, address_truth, full

__all__ = [
    "Rows", "capitals", "dots", "drawn", "money", "month", "of_month", "padded", "place", "slash",
    "to", "who", "whole", "words",
]  # fmt: skip


def dots(day: date) -> str:
    return day.strftime("%d.%m.%Y")


def capitals(day: date) -> str:
    """« 3 MARS 2026 »."""
    return f"{day.day} {MONTHS[day.month - 1].upper()} {day.year}"


def who(person: Person, style: int) -> dict[str, str]:
    return {"full_name": full(person, style)}


def place(person: Person) -> str:
    """The address on one line, with hyphens between its parts."""
    return " - ".join(person.address.lines())


def to(person: Person, style: int, civility: str, *before: str, home: bool = True) -> Block:
    """The window of an envelope. `home`: whether the kind has the fields of an address."""
    told = who(person, style) | (address_truth(person.address) if home else {})
    return address(*before, f"{civility} {full(person, style)}".strip(), *person.address.lines(),
                   truth=told)  # fmt: skip
