"""What the layouts of this generation share: how rows become a document, some ways of writing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

from ..fourth.paper import (
    capitals,
    dots,
    money,
    month,
    of_month,
    padded,
    place,
    slash,
    to,
    who,
    whole,
    words,
)
from ..panels import GAP
from ..people import Person
from ..sheet import Block, Drawn, draw_rows, lines
from ..theme import Theme
from ..wording import full

__all__ = [
    "GAP", "Makers", "Rows", "aside", "band", "bottom", "capitals", "dots", "drawn", "identity",
    "iso", "money", "month", "named", "nothing", "of_month", "padded", "panel", "place", "short",
    "slash", "stack", "tear", "to", "watermark", "weekday", "who", "whole", "wide", "window",
    "words",
]  # fmt: skip

Rows = Sequence[str | Block | tuple[Block, ...]]
Makers = Sequence[tuple[Theme, Callable[..., Rows]]]
_DAYS = "lundi mardi mercredi jeudi vendredi samedi dimanche".split()


def drawn(makers: Makers, what: Any, number: int, random: Random) -> Drawn:
    """The document, by the maker of the layout `number` (16 to 19) and the look of its issuer."""
    theme, maker = makers[number - 16]
    return draw_rows(maker(what, random), theme, random.randrange(10**6))


def short(day: date) -> str:
    """« 03/03/26 », as accounting software prints."""
    return day.strftime("%d/%m/%y")


def iso(day: date) -> str:
    return day.isoformat()


def weekday(day: date) -> str:
    """« mardi 3 mars 2026 »."""
    return f"{_DAYS[day.weekday()]} {words(day)}"


def identity(person: Person, joint: str = ", ", only: bool = False) -> dict[str, str]:
    """The truth of a civil status printed name by name. `only`: the first given name alone."""
    told = {"surname": person.surname,
            "given_names": person.given[0] if only else joint.join(person.given)}  # fmt: skip
    return told | ({"usage_name": person.usage_name} if person.usage_name else {})


def wide(share: float, block: Block) -> Block:
    """The block, so many times as wide as an ordinary one of its row."""
    return replace(block, share=share)


def nothing(share: float = 1.0) -> Block:
    """An empty column, that pushes what follows to the right."""
    return wide(share, lines())


def stack(*blocks: Block, share: float = 1.0) -> Block:
    return Block("stack", inside=blocks, share=share)


def window(person: Person, civility: str, home: bool = True) -> Block:
    """The window of an envelope in capitals, as the post asks; name before given name."""
    plain = to(person, 2, civility, home=home)
    return replace(plain, lines=tuple(line.upper() for line in plain.lines))


def panel(head: str, *text: str, truth: dict[str, str] | None = None, share: float = 1.0) -> Block:
    return Block("panel", head, text, truth=truth or {}, share=share)


def band(text: str) -> Block:
    return Block("band", text)


def aside(*text: str, truth: dict[str, str] | None = None) -> Block:
    return Block("aside", lines=text, truth=truth or {})


def bottom(*text: str, truth: dict[str, str] | None = None) -> Block:
    return Block("bottom", lines=text, truth=truth or {})


def watermark(text: str) -> Block:
    return Block("watermark", text)


def tear(text: str = "") -> Block:
    return Block("tear", text)


def named(person: Person, style: int) -> str:
    """Civility and name, as a sentence says them."""
    return f"{person.civility} {full(person, style)}"
