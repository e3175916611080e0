"""What training bodies', registries', payrolls' and learners' layouts of this generation share."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

from ..eighth.paper import Makers
from ..sheet import Drawn, draw_rows
from ..wording import MONTHS


def drawn(makers: Makers, what: Any, number: int, random: Random) -> Drawn:
    """The document, by the maker of the layout `number` (36 to 39) and the look of its issuer."""
    theme, maker = makers[number - 36]
    return draw_rows(maker(what, random), theme, random.randrange(10**6))


def shouted(day: date) -> str:
    """« 03 MARS 2026 », as programs in capitals print."""
    return f"{day:%d} {MONTHS[day.month - 1].upper()} {day.year}"


def stars(*text: str) -> tuple[str, ...]:
    """« • … »: the lines of a list."""
    return tuple(f"• {line}" for line in text)


def figures(day: date) -> str:
    """« 03 03 2026 », for the cells of a comb."""
    return day.strftime("%d %m %Y")
