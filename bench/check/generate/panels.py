"""Blocks with a place or a ground of their own: panels, side columns, bands, foot of page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.lib.utils import simpleSplit

from .pairs import Pairs
from .paper import HEIGHT, WIDTH

if TYPE_CHECKING:
    from .sheet import Block

GAP = "\u00a0"  # among lines: an empty one


class Panels(Pairs):
    """Draws what stands out from the run of the page."""

    def _panel(self, block: Block) -> None:
        """Lines on a tinted ground, the first ones bigger: `text` its head."""
        size, left, width = self.theme.size, self.left, self.width
        font = self.theme.font
        inner = width - 20
        head = simpleSplit(block.text, font + "-bold", size * 1.1, inner) if block.text else []
        body = [part for line in block.lines for part in simpleSplit(line, font, size, inner)]
        height = (len(head) * size * 1.1 + len(body) * size) * 1.28 + 16
        self._ink(0.12)
        self.canvas.rect(left, self.y - height, width, height, stroke=0, fill=1)
        bottom = self.y - height
        self.left, self.width, self.y = left + 10, inner, self.y - 5
        self._ink()
        for line in head:
            self.wrap(line, size * 1.1, True)
        self._black()
        for line in body:
            self.wrap(line)
        self.left, self.width, self.y = left, width, bottom

    def _boxed(self, block: Block) -> None:
        """Lines in a frame, under a strip of colour that holds their head in white."""
        size, left, width, top = self.theme.size, self.left, self.width, self.y
        self._ink()
        self.canvas.rect(left, top - size * 1.6, width, size * 1.6, stroke=0, fill=1)
        self.canvas.setFillColorRGB(1, 1, 1)
        name = self.theme.font + "-bold"
        self.y -= size * 1.15
        self.say(block.text, self._fit(block.text, name, size * 0.95, width - 12), True, left + 6)
        self.y -= size * 0.5
        self.left, self.width = left + 6, width - 12
        self._black()
        for line in block.lines:
            self.wrap(line, size * 0.95)
        self.left, self.width = left, width
        self.y -= size * 0.6
        self._ink()
        self.canvas.setLineWidth(0.6)
        self.canvas.rect(left, self.y, width, top - self.y)
        self._black()

    def _edge(self, block: Block) -> None:
        """Tiny words that run up the left edge of the page, beside what is printed."""
        self.canvas.saveState()
        self.canvas.translate(16, 60)
        self.canvas.rotate(90)
        self.canvas.setFillColorRGB(0.4, 0.4, 0.4)
        self.canvas.setFont(self.theme.font, self._fit(block.text, self.theme.font, 6, 700))
        self.canvas.drawString(0, 0, block.text)
        self.canvas.restoreState()
        self._black()

    def _stack(self, block: Block) -> None:
        """Blocks one below the other in a column."""
        for rank, one in enumerate(block.inside):
            if rank:
                self.y -= self.theme.size * self.theme.air * 0.7
            left, width = self.left, self.width
            getattr(self, "_" + one.style)(one)
            self.left, self.width = left, width

    def _band(self, block: Block) -> None:
        """White words on a strip of colour."""
        size = self.theme.size * 1.02
        self._ink()
        self.canvas.rect(self.left, self.y - size * 1.7, self.width, size * 1.7, stroke=0, fill=1)
        self.canvas.setFillColorRGB(1, 1, 1)
        self.y -= size * 1.2
        name = self.theme.font + "-bold"
        self.say(block.text, self._fit(block.text, name, size, self.width - 12), True,
                 self.left + 6)  # fmt: skip
        self.y -= size * 0.5
        self._black()

    def _aside(self, block: Block) -> None:
        """Lines against the right edge, as the place and day of a letter."""
        self._black()
        for line in block.lines:
            self.wrap(line, 0, False, "right")

    def _bottom(self, block: Block) -> None:
        """Small print at the foot of the page; below the rest when that goes further down."""
        size = self.theme.size * 0.72
        parts = [p for line in block.lines for p in simpleSplit(line, self.theme.font, size,
                                                                self.width)]  # fmt: skip
        self.y = min(self.y, 30 + len(parts) * size * 1.28)
        self._ink(0.4)
        self.canvas.setLineWidth(0.4)
        self.canvas.line(self.left, self.y, self.left + self.width, self.y)
        self.canvas.setFillColorRGB(0.35, 0.35, 0.35)
        for part in parts:
            self.wrap(part, size, False, "centre")
        self._black()

    def _watermark(self, block: Block) -> None:
        """Large pale words across the page, under what is printed after them."""
        self.canvas.saveState()
        self.canvas.translate(WIDTH / 2, HEIGHT / 2)
        self.canvas.rotate(52)
        self.canvas.setFillColorRGB(0.925, 0.925, 0.925)
        name = self.theme.font + "-bold"
        self.canvas.setFont(name, self._fit(block.text, name, 92, 620))
        self.canvas.drawCentredString(0, -28, block.text)
        self.canvas.restoreState()
        self._black()

    def _tear(self, block: Block) -> None:
        """A dashed line to cut along, and small words above it."""
        self.y -= 6
        if block.text:
            self.wrap(block.text, self.theme.size * 0.72, False, "centre")
            self.y -= 4
        self.canvas.setDash(4, 3)
        self.canvas.setLineWidth(0.6)
        self.canvas.line(self.left, self.y, self.left + self.width, self.y)
        self.canvas.setDash()
        self.y -= 2
