"""Marks of modern papers: square codes, bars, rubber stamps, ticks, rails, plain tables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import zxingcpp
from PIL import Image
from reportlab.lib.utils import ImageReader, simpleSplit

from .panels import Panels
from .paper import HEIGHT

if TYPE_CHECKING:
    from .sheet import Block

_FIGURE = re.compile(r"-?(\d{1,3}([\u00a0\u202f ]\d{3})+|\d+)([.,]\d{2,4})?( ?(€|EUR|euros|%|h))?")

_AMOUNT = re.compile(r"\d[,.\u00a0\u202f ]\d|€|EUR|^0$")


class Marks(Panels):
    """Draws what earlier generations of layouts did without."""

    def _qr(self, block: Block) -> None:
        """A square code of `text`, its words (`lines`) at its right."""
        code = zxingcpp.create_barcode(block.text, zxingcpp.BarcodeFormat.QRCode)
        side, left, width, top = 58.0, self.left, self.width, self.y - 4
        picture = Image.fromarray(code.to_image(scale=4)).convert("L")
        self.canvas.drawImage(ImageReader(picture), left, top - side, side, side)
        self.left, self.width, self.y = left + side + 6, width - side - 6, top - 4
        self._black()
        for line in block.lines:
            self.wrap(line, self.theme.size * 0.8)
        self.left, self.width, self.y = left, width, min(self.y, top - side)

    def _bars(self, block: Block) -> None:
        """A line of bars and their number, as on what goes by post."""
        self._black()
        x, top = self.left, self.y - 4
        while x < self.left + min(self.width - 4, 150):
            wide = self.random.choice((0.6, 1.2, 1.8))
            self.canvas.rect(x, top - 16, wide, 16, fill=1, stroke=0)
            x += wide + self.random.choice((0.8, 1.4, 2.0))
        self.y = top - 23
        self.say(block.text, 6.5)
        self.y -= 4

    def _rubber(self, block: Block) -> None:
        """A rubber stamp askew at the right of the column, over what stands there."""
        font, size = self.theme.font, 10.0
        wide = max(len(line) for line in block.lines) * size * 0.62 + 16
        tall = len(block.lines) * size * 1.3 + 10
        self.canvas.saveState()
        self.canvas.translate(self.left + self.width - wide * 0.6, self.y - tall * 0.2)
        self.canvas.rotate(self.random.uniform(-9, 9))
        for paint in (self.canvas.setStrokeColorRGB, self.canvas.setFillColorRGB):
            paint(*((0.70, 0.12, 0.15) if block.text == "red" else (0.15, 0.22, 0.60)))
        self.canvas.setLineWidth(1.6)
        self.canvas.roundRect(-wide / 2, -tall / 2, wide, tall, 4)
        for rank, line in enumerate(block.lines):
            self.canvas.setFont(font + "-bold", self._fit(line, font + "-bold", size, wide - 10))
            self.canvas.drawCentredString(0, tall / 2 - size * 1.3 * (rank + 1), line)
        self.canvas.restoreState()
        self._black()

    def _ticks(self, block: Block) -> None:
        """Boxes to tick: a line that begins with « x » is ticked, with « - » is not."""
        size, left, width = self.theme.size, self.left, self.width
        for line in block.lines:
            self._black()
            self.canvas.setLineWidth(0.7)
            side, bottom = size * 0.8, self.y - size * 1.28
            self.canvas.rect(left, bottom, side, side)
            if line[0] == "x":
                self.canvas.line(left, bottom, left + side, bottom + side)
                self.canvas.line(left, bottom + side, left + side, bottom)
            self.left, self.width = left + size * 1.4, width - size * 1.4
            self.wrap(line[1:].strip())
            self.left, self.width = left, width
            self.y -= 1

    def _strip(self, block: Block) -> None:
        """One row of framed cells, a small label at the top of each and its value below."""
        size, wide = self.theme.size, self.width / len(block.entries)
        bold = self.theme.font + "-bold"
        cells = [simpleSplit(e.text, bold, size, wide - 8) or [""] for e in block.entries]
        height, top = size * (1.5 + 1.25 * max(map(len, cells))) + 3, self.y - 2
        for rank, (entry, parts) in enumerate(zip(block.entries, cells, strict=True)):
            x = self.left + rank * wide
            self._ink(0.5)
            self.canvas.setLineWidth(0.5)
            self.canvas.rect(x, top - height, wide, height)
            self._ink()
            self.y = top - size
            self.say(entry.label, self._fit(entry.label, self.theme.font, size * 0.72, wide - 8),
                     False, x + 4)  # fmt: skip
            self._black()
            for part in parts:
                self.y -= size * 1.25
                self.say(part, size, True, x + 4)
        self.y = top - height

    def _small(self, block: Block) -> None:
        self.canvas.setFillColorRGB(0.35, 0.35, 0.35)
        for line in block.lines:
            self.wrap(line, self.theme.size * 0.76)
        self._black()

    def _centred(self, block: Block) -> None:
        """`text` in large letters, then the lines, all in the middle."""
        if block.text:
            self._ink()
            self.wrap(block.text, self.theme.size * 1.45, True, "centre")
            self._black()
            self.y -= 2
        for line in block.lines:
            self.wrap(line, 0, False, "centre")

    def _ruledhead(self, block: Block) -> None:
        """A heading above a line across the column."""
        self._ink()
        self.wrap(block.text, self.theme.size * 1.1, True)
        self.y -= 3
        self.canvas.setLineWidth(0.9)
        self.canvas.line(self.left, self.y, self.left + self.width, self.y)
        self.y -= 1
        self._black()

    def _rail(self, block: Block) -> None:
        """A strip of colour down the left edge of the page, with words that run up it."""
        self._ink()
        self.canvas.rect(0, 0, 26, HEIGHT, stroke=0, fill=1)
        self.canvas.saveState()
        self.canvas.translate(17, 60)
        self.canvas.rotate(90)
        self.canvas.setFillColorRGB(1, 1, 1)
        self.canvas.setFont(self.theme.font, self._fit(block.text, self.theme.font, 9, 700))
        self.canvas.drawString(0, 0, block.text)
        self.canvas.restoreState()
        self._black()

    def _plain(self, block: Block) -> None:
        """A table of hairlines: small grey heads, figures at the right.

        `text` « total »: the last row is bold.
        """
        size, font = self.theme.size * 0.92, self.theme.font
        body = block.table[1:]
        ranged = [
            any(_AMOUNT.search(row[at]) for row in body)
            and all(_FIGURE.fullmatch(row[at]) for row in body if row[at])
            for at in range(len(block.widths))
        ]
        for rank, cells in enumerate(block.table):
            heavy = block.text == "total" and rank == len(block.table) - 1
            here = size * (0.85 if rank == 0 else 1)
            parts = [
                simpleSplit(cell, font + ("-bold" if heavy else ""), here, share * self.width - 8)
                or [""]
                for cell, share in zip(cells, block.widths, strict=True)
            ]
            top = self.y
            x = self.left
            for share, some, right in zip(block.widths, parts, ranged, strict=True):
                wide = share * self.width
                self.canvas.setFillColorRGB(*((0.4,) * 3 if rank == 0 else (0.08,) * 3))
                for number, line in enumerate(some):
                    self.y = top - here * 1.3 * (number + 1)
                    at = x + wide - 4 if right else x + 2
                    self.say(line, here, heavy, at, "right" if right else "left")
                x += wide
            self.y = top - here * 1.3 * max(map(len, parts)) - here * 0.45
            self._ink(0.9 if rank == 0 else 0.35)
            self.canvas.setLineWidth(0.8 if rank == 0 else 0.3)
            self.canvas.line(self.left, self.y, self.left + self.width, self.y)
        self._black()
