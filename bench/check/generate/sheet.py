"""A sheet: named blocks laid out in rows, drawn as a PDF with a text layer.

A kind's module says *what* is printed (blocks, with the truth that each carries); a `Layout` says
*in which order*, side by side or not, and its `Theme` how it looks. A block that a layout does not
place is not printed, and its truth is not claimed.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from .draw import Pen
from .theme import Theme

BREAK = "---"  # in the rows of a layout: next page
Row = str | tuple[str, ...]


@dataclass(frozen=True)
class Entry:
    """A label and its value. `truth`: what a reader of it must give, by field name."""

    label: str
    text: str
    truth: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Block:
    """What is printed together.

    `style`: letterhead, title, lines, address, entries, table, paragraph, total, sign, stamp,
    code, grid, foot, heading; panel, boxed, stack, band, aside, bottom, edge, watermark, tear
    (`panels`); qr, bars, rubber, ticks, strip, small, centred, ruledhead, rail, plain (`marks`);
    fieldset, ledger, comb, checked, deck, masthead, pill, chart, newsprint (`shapes`).
    `pairs` forces how entries are drawn, whatever the theme says. `share`: width of the block
    beside the others of its row. `inside`: the blocks of a stack or a fieldset, one
    below the other.
    """

    style: str
    text: str = ""
    lines: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()
    table: tuple[tuple[str, ...], ...] = ()
    widths: tuple[float, ...] = ()
    picture: Image.Image | None = None
    pairs: str = ""
    truth: dict[str, str] = field(default_factory=dict)
    share: float = 1.0
    inside: tuple[Block, ...] = ()

    def all_truth(self) -> dict[str, str]:
        told = dict(self.truth)
        for block in self.inside:
            told |= block.all_truth()
        for entry in self.entries:
            told |= entry.truth
        return told


@dataclass(frozen=True)
class Layout:
    """The order of the blocks; a tuple is a row of columns."""

    number: int
    theme: Theme
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Drawn:
    """A document as printed: its PDF, how many pages, the truth that is on it.

    `later`: names of the fields that only a page after the first prints; `lowest`: how far down the
    drawing went, in points from the bottom.
    """

    pdf: bytes
    pages: int
    truth: dict[str, str]
    later: frozenset[str] = frozenset()
    lowest: float = 99.0


def letterhead(name: str, *lines: str) -> Block:
    return Block("letterhead", name, lines)


def title(*lines: str) -> Block:
    return Block("title", lines[0], lines[1:])


def lines(*text: str, truth: dict[str, str] | None = None) -> Block:
    return Block("lines", lines=text, truth=truth or {})


def address(*text: str, truth: dict[str, str] | None = None) -> Block:
    return Block("address", lines=text, truth=truth or {})


def entries(*items: Entry, head: str = "", pairs: str = "") -> Block:
    return Block("entries", head, entries=tuple(e for e in items if e.label or e.text), pairs=pairs)


def paragraph(text: str, truth: dict[str, str] | None = None) -> Block:
    return Block("paragraph", text, truth=truth or {})


def table(
    rows: list[tuple[str, ...]], widths: tuple[float, ...], truth: dict[str, str] | None = None
) -> Block:
    return Block("table", table=tuple(rows), widths=widths, truth=truth or {})


def sign(*text: str, truth: dict[str, str] | None = None) -> Block:
    return Block("sign", lines=text, truth=truth or {})


def foot(*text: str, truth: dict[str, str] | None = None) -> Block:
    return Block("foot", lines=text, truth=truth or {})


def draw(blocks: dict[str, Block], layout: Layout, seed: int) -> Drawn:
    """Draws the blocks that the layout places.

    Raises KeyError when the layout names a block that the kind does not have. A block that is
    optional is given as an empty paragraph by the kind.
    """
    return draw_rows(
        [
            row
            if row == BREAK
            else tuple(blocks[name] for name in ((row,) if isinstance(row, str) else row))
            for row in layout.rows
        ],
        layout.theme,
        seed,
    )


def draw_rows(rows: Sequence[str | Block | tuple[Block, ...]], theme: Theme, seed: int) -> Drawn:
    """Draws the rows one below the other: a block, blocks side by side, or BREAK."""
    paper = io.BytesIO()
    canvas = Canvas(paper, pagesize=A4, invariant=1)
    canvas.setProducer(theme.producer)
    canvas.setCreator(theme.producer)
    pen = Pen(canvas, theme, seed)
    truth: dict[str, str] = {}
    first: set[str] = set()
    pen.start_page()
    for row in rows:
        if isinstance(row, str):
            pen.next_page()
            continue
        chosen = [row] if isinstance(row, Block) else list(row)
        pen.row(chosen)
        for block in chosen:
            truth |= block.all_truth()
            if pen.pages == 1:
                first |= set(block.all_truth())
    pen.finish()
    return Drawn(paper.getvalue(), pen.pages, truth, frozenset(set(truth) - first), pen.lowest)


def layouts(themes: tuple[Theme, ...], *rows: tuple[Row, ...]) -> tuple[Layout, ...]:
    """Numbers the layouts of a kind; each takes the theme of its rank."""
    return tuple(
        Layout(number, replace(themes[number]), order) for number, order in enumerate(rows)
    )
