"""What the layouts of this generation share: how rows become a document, some ways of writing."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from ..people import Person
from ..sheet import Block, Drawn, Entry, draw_rows
from ..sixth.paper import (
    GAP,
    Makers,
    Rows,
    aside,
    band,
    bottom,
    boxed,
    capitals,
    commas,
    dots,
    edge,
    heading,
    identity,
    iso,
    money,
    month,
    named,
    nothing,
    of_month,
    padded,
    panel,
    place,
    short,
    slash,
    stack,
    tear,
    to,
    watermark,
    weekday,
    who,
    whole,
    wide,
    window,
    words,
)
from ..wording import full

__all__ = [
    "GAP", "Makers", "Rows", "aside", "band", "bars", "bottom", "boxed", "called", "capitals",
    "centred", "commas", "dots", "drawn", "edge", "eur", "heading", "identity", "iso", "money",
    "month", "named", "nothing", "of_month", "padded", "panel", "place", "plain", "point", "qr",
    "rail", "rubber", "ruledhead", "short", "slash", "small", "stack", "strip", "tear", "term",
    "ticks", "to", "watermark", "weekday", "who", "whole", "wide", "window", "words",
]  # fmt: skip


def drawn(makers: Makers, what: Any, number: int, random: Random) -> Drawn:
    """The document, by the maker of the layout `number` (24 to 27) and the look of its issuer."""
    theme, maker = makers[number - 24]
    return draw_rows(maker(what, random), theme, random.randrange(10**6))


def eur(value: Decimal) -> str:
    """« 1 234,56 EUR »."""
    return money(value, " EUR")


def point(value: Decimal) -> str:
    """« 1234.56 EUR », as some programs print."""
    return f"{value:.2f} EUR"


def term(day: date) -> tuple[date, date]:
    """The first and the last day of the month."""
    first = day.replace(day=1)
    return first, (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def called(person: Person) -> str:
    """« Madame FABLE Zoé, née MODÈLE »: birth name told where another is used."""
    born = f", né{person.e} {person.surname}" if person.usage_name else ""
    return f"{person.civility} {full(person, 0)}{born}"


def qr(target: str, *text: str) -> Block:
    """A square code and the words at its right."""
    return Block("qr", f"https://verification.example.org/{target}", text)


def bars(number: str) -> Block:
    return Block("bars", number)


def rubber(*text: str, red: bool = False) -> Block:
    return Block("rubber", "red" if red else "", text)


def ticks(*text: str, truth: dict[str, str] | None = None) -> Block:
    """Boxes to tick: « x … » is ticked, « - … » is not."""
    return Block("ticks", lines=text, truth=truth or {})


def strip(*items: Entry) -> Block:
    return Block("strip", entries=items)


def small(*text: str, truth: dict[str, str] | None = None) -> Block:
    return Block("small", lines=text, truth=truth or {})


def centred(head: str, *text: str, truth: dict[str, str] | None = None) -> Block:
    return Block("centred", head, text, truth=truth or {})


def ruledhead(text: str) -> Block:
    return Block("ruledhead", text)


def rail(text: str) -> Block:
    return Block("rail", text)


def plain(
    rows: list[tuple[str, ...]],
    widths: tuple[float, ...],
    truth: dict[str, str] | None = None,
    total: bool = False,
) -> Block:
    """A table of hairlines. `total`: its last row is bold."""
    return Block("plain", "total" if total else "", table=tuple(rows), widths=widths,
                 truth=truth or {})  # fmt: skip
