"""What the layouts of this generation share: how rows become a document, some ways of writing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from ..people import Person
from ..seventh.paper import (
    GAP,
    Makers,
    Rows,
    aside,
    band,
    bars,
    bottom,
    boxed,
    called,
    capitals,
    centred,
    commas,
    dots,
    edge,
    eur,
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
    plain,
    qr,
    rail,
    rubber,
    ruledhead,
    short,
    slash,
    small,
    stack,
    strip,
    tear,
    term,
    to,
    watermark,
    weekday,
    who,
    whole,
    wide,
    window,
    words,
)
from ..sheet import Block, Drawn, Entry, draw_rows, lines
from ..wording import full

__all__ = [
    "GAP", "Makers", "Rows", "aside", "band", "bars", "blank", "bottom", "boxed", "brief",
    "called", "capitals", "centred", "chart", "checked", "comb", "commas", "dashes", "deck",
    "dots", "drawn", "edge", "eur", "fieldset", "formal", "glued", "heading", "hidden",
    "identity", "iso", "ledger", "masthead", "money", "month", "named", "newsprint", "nothing",
    "of_month", "padded", "panel", "pill", "place", "plain", "qr", "rail", "rubber",
    "ruledhead", "short", "slash", "small", "spelt", "stack", "strip", "tear", "term", "tiny",
    "to", "watermark", "weekday", "who", "whole", "wide", "window", "words",
]  # fmt: skip

_BRIEF = "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.".split()


def drawn(makers: Makers, what: Any, number: int, random: Random) -> Drawn:
    """The document, by the maker of the layout `number` (28 to 31) and the look of its issuer."""
    theme, maker = makers[number - 28]
    return draw_rows(maker(what, random), theme, random.randrange(10**6))


def brief(day: date) -> str:
    """« 3 avr. 2026 », as programs that know the language shorten it."""
    return f"{day.day} {_BRIEF[day.month - 1]} {day.year}"


def dashes(day: date) -> str:
    return day.strftime("%d-%m-%Y")


def tiny(day: date) -> str:
    """« 03.04.26 »."""
    return day.strftime("%d.%m.%y")


def glued(value: Decimal) -> str:
    """« 1234,56 € »: thousands not parted."""
    return f"{value:.2f}".replace(".", ",") + " €"


def spelt(value: Decimal) -> str:
    """« 1 234,56 euros »."""
    return money(value, " euros")


def hidden(*truths: dict[str, str]) -> Block:
    """Nothing to see: the truth of what blocks without a truth of their own print."""
    told: dict[str, str] = {}
    for one in truths:
        told |= one
    return Block("lines", truth=told)


def fieldset(caption: str, *blocks: Block, share: float = 1.0) -> Block:
    """Blocks in a rounded frame, whose caption cuts the upper edge."""
    return Block("fieldset", caption, inside=blocks, share=share)


def comb(*items: Entry) -> Block:
    return Block("comb", entries=items)


def checked(*text: str, form: str = "", truth: dict[str, str] | None = None) -> Block:
    """Boxes ticked by a pen: « x … » is ticked, « - … » is not. `form`: « two » or « right »."""
    return Block("checked", form, text, truth=truth or {})


def deck(*items: Entry) -> Block:
    return Block("deck", entries=items)


def masthead(name: str, *text: str) -> Block:
    return Block("masthead", name, text)


def pill(text: str) -> Block:
    return Block("pill", text)


def chart(head: str, *bars_: str) -> Block:
    """Bars, each from « label value »."""
    return Block("chart", head, bars_)


def newsprint(*text: str) -> Block:
    return Block("newsprint", lines=text)


def ledger(
    rows: list[tuple[str, ...]],
    widths: tuple[float, ...],
    truth: dict[str, str] | None = None,
    total: bool = False,
) -> Block:
    """A table of upright lines. `total`: its last row is bold."""
    return Block("ledger", "total" if total else "", table=tuple(rows), widths=widths,
                 truth=truth or {})  # fmt: skip


def formal(person: Person) -> str:
    """« Mme Zoé FABLE (née MODÈLE) »."""
    born = f" (né{person.e} {person.surname})" if person.usage_name else ""
    return f"{person.short} {full(person, 1)}{born}"


def blank(rows: int = 1) -> Block:
    return lines(*(GAP,) * rows)
