"""Pages of a fictitious paper, from the top downwards. Units: points."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader, simpleSplit
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = A4
SPECIMEN = "SPÉCIMEN – document fictif, sans valeur"


@dataclass(frozen=True, slots=True)
class Look:
    """The two faces of the demonstration's papers; fonts are those that every PDF reader has."""

    font: str
    bold: str
    colour: tuple[float, float, float]
    left: float = 56


PLAIN = Look("Helvetica", "Helvetica-Bold", (0.08, 0.24, 0.5))
CLASSIC = Look("Times-Roman", "Times-Bold", (0.4, 0.12, 0.1), 64)


class Sheet:
    """Where the drawing stands: `y` goes down, a full page is followed by another."""

    def __init__(self, canvas: Canvas, look: Look = PLAIN) -> None:
        self.canvas, self.look = canvas, look
        self.y = HEIGHT - 60
        self._specimen()

    def next_page(self) -> None:
        self.canvas.showPage()
        self.y = HEIGHT - 60
        self._specimen()

    def _specimen(self) -> None:
        """At the foot of every page, apart from what is to be read."""
        self.canvas.setFont(self.look.font, 7)
        self.canvas.setFillColorRGB(0.45, 0.45, 0.45)
        self.canvas.drawCentredString(WIDTH / 2, 24, SPECIMEN)
        self.canvas.setFillColorRGB(0.08, 0.08, 0.08)

    def line(self, text: str, size: float = 10.5, *, bold: bool = False, x: float = 0) -> None:
        self.y -= size * 1.35
        self.canvas.setFont(self.look.bold if bold else self.look.font, size)
        self.canvas.drawString(x or self.look.left, self.y, text)

    def gap(self, height: float = 14) -> None:
        self.y -= height

    def letterhead(self, name: str, *lines: str) -> None:
        self.canvas.setFillColorRGB(*self.look.colour)
        self.line(name, 15, bold=True)
        self.canvas.setFillColorRGB(0.08, 0.08, 0.08)
        for text in lines:
            self.line(text, 9)
        self.gap()

    def addressee(self, *lines: str) -> None:
        for text in lines:
            self.line(text, x=WIDTH / 2 + 20)
        self.gap(24)

    def title(self, text: str) -> None:
        self.canvas.setFillColorRGB(*self.look.colour)
        for part in simpleSplit(text, self.look.bold, 17, WIDTH - 2 * self.look.left):
            self.line(part, 17, bold=True)
        self.canvas.setFillColorRGB(0.08, 0.08, 0.08)
        self.gap()

    def paragraph(self, text: str) -> None:
        for part in simpleSplit(text, self.look.font, 10.5, WIDTH - 2 * self.look.left):
            self.line(part)
        self.gap()

    def entries(self, *pairs: tuple[str, str]) -> None:
        """Labels in a column, values beside them."""
        for label, value in pairs:
            self.line(f"{label} :")
            self.y += 10.5 * 1.35
            self.line(value, bold=True, x=self.look.left + 190)
        self.gap()

    def table(self, rows: Sequence[Sequence[str]], shares: Sequence[float]) -> None:
        """`shares`: the width of each column, of that of the page between its margins."""
        wide = WIDTH - 2 * self.look.left
        for rank, row in enumerate(rows):
            self.y -= 20
            x = self.look.left
            self.canvas.setFont(self.look.font if rank else self.look.bold, 10)
            for cell, share in zip(row, shares, strict=True):
                self.canvas.rect(x, self.y - 6, share * wide, 20)
                self.canvas.drawString(x + 5, self.y, cell)
                x += share * wide
        self.gap(24)

    def code(self, picture: Image.Image, module: int) -> None:
        """A 2D-Doc, 0.42 mm a module of `module` pixels: ANTS asks for 0.4 mm or more (§ 2.3)."""
        side = picture.width / module * 0.42 * mm
        self.y -= side + 6
        self.canvas.drawImage(ImageReader(picture), self.look.left, self.y, side, side)
        self.canvas.setFont(self.look.font, 6)
        self.canvas.drawString(self.look.left + 14, self.y + side, "2D-DOC")
        self.gap()


Paper = Callable[[Sheet], None]


def pdf_of(*papers: Paper, look: Look = PLAIN) -> bytes:
    """The papers one after the other in a PDF, each from a new page."""
    written = io.BytesIO()
    canvas = Canvas(written, pagesize=A4)
    canvas.setCreator("Bastide, démonstration")
    sheet = Sheet(canvas, look)
    for rank, paper in enumerate(papers):
        if rank:
            sheet.next_page()
        paper(sheet)
    canvas.showPage()
    canvas.save()
    return written.getvalue()


def day(when: date) -> str:
    """« 26/11/2026 »."""
    return f"{when:%d/%m/%Y}"


def euros(amount: Decimal) -> str:
    """« 1 234,50 € »."""
    return f"{amount:,.2f} €".replace(",", " ").replace(".", ",")


def spaced(text: str, *sizes: int) -> str:
    """`text` cut in groups of these sizes, the last one until the end."""
    parts, at = [], 0
    for rank in range(len(text)):
        size = sizes[min(rank, len(sizes) - 1)]
        if at < len(text):
            parts.append(text[at : at + size])
        at += size
    return " ".join(parts)
