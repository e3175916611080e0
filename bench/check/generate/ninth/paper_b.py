"""What training bodies', registries', payrolls' and learners' layouts of this generation share."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from ..eighth.paper import Makers
from ..sheet import Block, Drawn, Entry, draw_rows


def drawn(makers: Makers, what: Any, number: int, random: Random) -> Drawn:
    """The document, by the maker of the layout `number` (32 to 35) and the look of its issuer."""
    theme, maker = makers[number - 32]
    return draw_rows(maker(what, random), theme, random.randrange(10**6))


def fiche(certification: str) -> str:
    """« RNCP 36805 »: the letters of a certification apart from its number."""
    letters = certification.rstrip("0123456789")
    return f"{letters} {certification[len(letters) :]}"


def bare(value: Decimal) -> str:
    """« 1234,56 »: no currency, thousands not parted."""
    return f"{value:.2f}".replace(".", ",")


def loose(day: date) -> str:
    """« 03 / 04 / 2026 », as forms print."""
    return day.strftime("%d / %m / %Y")


def head(text: str, truth: dict[str, str]) -> Block:
    """A heading that is itself a value: the title of a training, the name of a firm."""
    return Block("heading", text, truth=truth)


def sums(*items: Entry) -> Block:
    """Amounts in a frame at the right; the last one in bold."""
    return Block("total", entries=tuple(item for item in items if item.label))


def dash(*text: str) -> tuple[str, ...]:
    """« - … »: the lines of a list."""
    return tuple(f"- {line}" for line in text)
