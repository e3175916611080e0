"""What the layouts of this generation share: how rows become a document, some ways of writing."""

from __future__ import annotations

from random import Random
from typing import Any

from ..fifth.paper import (
    GAP,
    Makers,
    Rows,
    aside,
    band,
    bottom,
    capitals,
    dots,
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
from ..people import Address
from ..sheet import Block, Drawn, draw_rows

__all__ = [
    "GAP", "Makers", "Rows", "aside", "band", "bottom", "boxed", "capitals", "commas", "dots",
    "drawn", "edge", "heading", "identity", "iso", "money", "month", "named", "nothing",
    "of_month", "padded", "panel", "place", "short", "slash", "stack", "tear", "to", "watermark",
    "weekday", "who", "whole", "wide", "window", "words",
]  # fmt: skip


def drawn(makers: Makers, what: Any, number: int, random: Random) -> Drawn:
    """The document, by the maker of the layout `number` (20 to 23) and the look of its issuer."""
    theme, maker = makers[number - 20]
    return draw_rows(maker(what, random), theme, random.randrange(10**6))


def boxed(head: str, *text: str, truth: dict[str, str] | None = None, share: float = 1.0) -> Block:
    """Lines in a frame under a strip of colour that names them: « Vos références »."""
    return Block("boxed", head, text, truth=truth or {}, share=share)


def edge(text: str) -> Block:
    """The small print that runs up the left edge of a bill."""
    return Block("edge", text)


def heading(text: str) -> Block:
    return Block("heading", text)


def commas(where: Address) -> str:
    """The address on one line, with commas between its parts."""
    return ", ".join(where.lines())
