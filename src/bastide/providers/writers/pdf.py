"""A PDF that can be read, searched and copied, from blocks of text, tables and pictures.

1. Every text is cleaned for the font and escaped: what was read in a file never becomes markup.
2. Headings make the document's outline; its title and its language are in its properties.
3. Each page bears the banner (if there is one), the footer and its number.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.lib.utils import ImageReader
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    Image,
    PageTemplate,
    Paragraph,
    Spacer,
    TableStyle,
)
from reportlab.platypus import Table as Grid

from bastide.providers.writers import fonts
from bastide.providers.writers.printable import drawable

Tone = Literal["plain", "soft", "strong", "alert"]
# A cell longer than this is cut: a row that is higher than a page cannot be laid out.
LONGEST_CELL = 1200
# A paragraph may run over pages; beyond this it is no message, and it would fill the document.
LONGEST_TEXT = 20_000


@dataclass(frozen=True, slots=True)
class Heading:
    """`level`: 1 to 3."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Text:
    """`kept`: on the same page as what follows."""

    text: str
    tone: Tone = "plain"
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """`rows`: the first is the head. `widths`: shares of the page's width."""

    rows: Sequence[Sequence[str]]
    widths: Sequence[float]


@dataclass(frozen=True, slots=True)
class Picture:
    """`image`: JPEG or PNG bytes. `caption`: says in words what is shown, for who cannot see."""

    image: bytes
    caption: str
    width: float = 0.55  # share of the page's width


Block = Heading | Text | Table | Picture

_MARGIN = 1.8 * cm
_WIDTH = A4[0] - 2 * _MARGIN
_TALLEST = 7 * cm
_INK, _SOFT, _RED = (
    colors.HexColor("#16202b"),
    colors.HexColor("#4d5a68"),
    colors.HexColor("#b21818"),
)
_LINE, _SHEET = colors.HexColor("#d5dae1"), colors.HexColor("#f0f2f5")


def write_pdf(title: str, blocks: Sequence[Block], *, footer: str = "", banner: str = "") -> bytes:
    """The document. `banner`: a warning in red on every page; empty for none."""
    drawn = fonts.ready()
    written = io.BytesIO()
    document = _document(
        written, _clean(title, drawn), _clean(footer, drawn), _clean(banner, drawn)
    )
    document.build([part for block in blocks for part in _laid_out(block, drawn)])
    return written.getvalue()


def _clean(text: str, drawn: Callable[[str], bool]) -> str:
    return " ".join(drawable(text, drawn).split(" "))[:300].replace("\n", " ")


def _style(name: str, size: float, **more: Any) -> ParagraphStyle:
    values: dict[str, Any] = {
        "fontName": fonts.TEXT,
        "fontSize": size,
        "leading": size * 1.4,
        "textColor": _INK,
        "spaceAfter": 4,
        "splitLongWords": 1,
    }
    return ParagraphStyle(name, **(values | more))


_HEADINGS = {
    1: _style("h1", 17, fontName=fonts.BOLD, spaceAfter=8, keepWithNext=1),
    2: _style("h2", 12.5, fontName=fonts.BOLD, spaceBefore=12, spaceAfter=5, keepWithNext=1),
    3: _style("h3", 10, fontName=fonts.BOLD, spaceBefore=8, spaceAfter=2, keepWithNext=1),
}
_TONES = {
    "plain": _style("plain", 9.5),
    "soft": _style("soft", 8.5, textColor=_SOFT),
    "strong": _style("strong", 10.5, fontName=fonts.BOLD),
    "alert": _style("alert", 10, fontName=fonts.BOLD, textColor=_RED),
}
_CAPTION = _style("caption", 8.5, textColor=_SOFT, spaceBefore=4, spaceAfter=8)
_CELL, _HEAD = (
    _style("cell", 8.5, spaceAfter=0),
    _style("head", 8, fontName=fonts.BOLD, spaceAfter=0),
)


def _laid_out(block: Block, drawn: Callable[[str], bool]) -> list[Flowable]:
    if isinstance(block, Heading):
        level = min(3, max(1, block.level))
        heading = _paragraph(block.text, _HEADINGS[level], drawn)
        heading.outlined = (level, _clean(block.text, drawn))
        return [heading]
    if isinstance(block, Text):
        paragraph = _paragraph(block.text[:LONGEST_TEXT], _TONES[block.tone], drawn)
        paragraph.keepWithNext = int(block.kept)
        return [paragraph]
    if isinstance(block, Table):
        return _grid(block, drawn)
    return _picture(block, drawn)


def _paragraph(text: str, style: ParagraphStyle, drawn: Callable[[str], bool]) -> Any:
    return Paragraph(escape(drawable(text, drawn)).replace("\n", "<br/>"), style)


def _grid(block: Table, drawn: Callable[[str], bool]) -> list[Flowable]:
    if not block.rows:
        return []
    cells = [
        [_paragraph(_cut(cell), _CELL if number else _HEAD, drawn) for cell in row]
        for number, row in enumerate(block.rows)
    ]
    whole = sum(block.widths) or 1.0
    grid = Grid(cells, colWidths=[_WIDTH * w / whole for w in block.widths], repeatRows=1)
    grid.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("BACKGROUND", (0, 0), (-1, 0), _SHEET),
                ("LINEBELOW", (0, 0), (-1, -1), 0.5, _LINE),
                ("LEFTPADDING", (0, 0), (-1, -1), 4),
                ("RIGHTPADDING", (0, 0), (-1, -1), 4),
                ("TOPPADDING", (0, 0), (-1, -1), 3),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
            ]
        )
    )
    return [grid, Spacer(1, 6)]


def _cut(text: str) -> str:
    lines = text.split("\n")[:25]
    text = "\n".join(lines)
    return text if len(text) <= LONGEST_CELL else f"{text[:LONGEST_CELL]}…"


def _picture(block: Picture, drawn: Callable[[str], bool]) -> list[Flowable]:
    caption = _paragraph(block.caption, _CAPTION, drawn)
    try:
        wide, high = ImageReader(io.BytesIO(block.image)).getSize()
    except Exception:  # reportlab lets through whatever its decoder raises
        return [caption]
    if not wide or not high:
        return [caption]
    scale = min(_WIDTH * min(1.0, block.width) / wide, _TALLEST / high)
    shown = Image(io.BytesIO(block.image), wide * scale, high * scale, hAlign="LEFT")
    shown.keepWithNext = 1
    return [shown, caption]


def _document(written: io.BytesIO, title: str, footer: str, banner: str) -> Any:
    document = BaseDocTemplate(
        written, pagesize=A4, title=title, author="Bastide", subject=footer, lang="fr-FR"
    )
    top = 1.5 * cm + (1.1 * cm if banner else 0)
    frame = Frame(_MARGIN, 1.6 * cm, _WIDTH, A4[1] - 1.6 * cm - top, 0, 0, 0, 0, id="page")

    def around(canvas: Any, _document: Any) -> None:
        canvas.saveState()
        if banner:
            _draw_banner(canvas, banner)
        canvas.setFillColor(_SOFT)
        canvas.setFont(fonts.TEXT, 7.5)
        canvas.drawString(_MARGIN, 0.9 * cm, footer)
        canvas.drawRightString(A4[0] - _MARGIN, 0.9 * cm, f"page {canvas.getPageNumber()}")
        canvas.restoreState()

    entries = 0
    deepest = 0

    def outline(flowable: Any) -> None:
        nonlocal entries, deepest
        outlined = getattr(flowable, "outlined", None)
        if outlined is None:
            return
        level, text = outlined
        deepest = min(level, deepest + 1)  # a viewer refuses an outline that skips a level
        entries += 1
        document.canv.bookmarkPage(f"h{entries}")
        document.canv.addOutlineEntry(text, f"h{entries}", level=deepest - 1, closed=False)

    document.addPageTemplates(PageTemplate("page", [frame], onPage=around))
    document.afterFlowable = outline
    return document


def _draw_banner(canvas: Any, banner: str) -> None:
    canvas.setFillColor(_RED)
    canvas.rect(0, A4[1] - 1.1 * cm, A4[0], 1.1 * cm, stroke=0, fill=1)
    canvas.setFillColor(colors.white)
    size = 8.5
    while size > 5 and canvas.stringWidth(banner, fonts.BOLD, size) > _WIDTH:
        size -= 0.25
    canvas.setFont(fonts.BOLD, size)
    canvas.drawString(_MARGIN, A4[1] - 0.7 * cm, banner)
