"""Pages, rows and lines of text, from the top of the page downwards. Units: points."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from .theme import Theme, register_fonts

if TYPE_CHECKING:
    from .sheet import Block

WIDTH, HEIGHT = A4


class Paper:
    """Where the drawing stands; a column narrows it (`left`, `width`). `y` goes down."""

    def __init__(self, canvas: Canvas, theme: Theme, seed: int) -> None:
        register_fonts()
        self.canvas, self.theme = canvas, theme
        self.random = Random(seed)
        self.left, self.width = theme.margin, WIDTH - 2 * theme.margin
        self.y = HEIGHT - theme.margin
        self.pages = 0
        self.lowest = self.y

    # --- pages and rows

    def start_page(self) -> None:
        self.pages += 1
        self.y = HEIGHT - self.theme.margin
        if self.theme.frame:
            inset = self.theme.margin - 14
            self._ink(0.6)
            self.canvas.setLineWidth(0.7)
            self.canvas.rect(inset, inset, WIDTH - 2 * inset, HEIGHT - 2 * inset)

    def next_page(self) -> None:
        self.canvas.showPage()
        self.start_page()

    def finish(self) -> None:
        self.canvas.showPage()
        self.canvas.save()

    def row(self, blocks: list[Block]) -> None:
        fixed = blocks[0].style in (
            "bottom",
            "edge",
            "watermark",
        )  # at a place of its own on the page
        if self.y < 0.14 * HEIGHT and not fixed:
            self.next_page()
        left, width, top = self.left, self.width, self.y
        unit = width / sum(block.share for block in blocks)
        lowest, x = top, left
        for block in blocks:
            self.left, self.width, self.y = x, unit * block.share - (len(blocks) > 1) * 12, top
            getattr(self, "_" + block.style)(block)
            lowest = min(lowest, self.y)
            x += unit * block.share
        air = 0 if fixed else self.theme.size * self.theme.air
        self.left, self.width, self.y = left, width, lowest - air
        self.lowest = min(self.lowest, lowest)

    # --- text

    def _ink(self, share: float = 1.0) -> None:
        self.canvas.setStrokeColorRGB(*(1 - (1 - c) * share for c in self.theme.colour))
        self.canvas.setFillColorRGB(*(1 - (1 - c) * share for c in self.theme.colour))

    def _black(self) -> None:
        self.canvas.setFillColorRGB(0.08, 0.08, 0.08)
        self.canvas.setStrokeColorRGB(0.08, 0.08, 0.08)

    def say(
        self, text: str, size: float = 0, bold: bool = False, x: float = -1, to: str = "left"
    ) -> None:
        """One line at the present height, without moving down."""
        size = size or self.theme.size
        text = text.replace("'", "’") if self.theme.curly else text
        self.canvas.setFont(self.theme.font + ("-bold" if bold else ""), size)
        x = self.left if x < 0 else x
        if to == "left":
            self.canvas.drawString(x, self.y, text)
        elif to == "right":
            self.canvas.drawRightString(x, self.y, text)
        else:
            self.canvas.drawCentredString(x, self.y, text)

    def wrap(self, text: str, size: float = 0, bold: bool = False, to: str = "left") -> None:
        """Lines of text across the column, moving down."""
        size = size or self.theme.size
        font = self.theme.font + ("-bold" if bold else "")
        x = {"left": self.left, "right": self.left + self.width}.get(to, self.left + self.width / 2)
        for line in simpleSplit(text, font, size, self.width):
            self.y -= size * 1.28
            self.say(line, size, bold, x, to)

    def _fit(self, text: str, font: str, size: float, width: float) -> float:
        while size > 5 and stringWidth(text, font, size) > width:
            size -= 0.5
        return size
