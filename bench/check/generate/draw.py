"""Drawing primitives: a pen that goes down the page, block after block. Units: points."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader, simpleSplit

from .panels import GAP
from .shapes import Shapes
from .signed import MODULE

if TYPE_CHECKING:
    from .sheet import Block


def _is_amount(text: str) -> bool:
    return text[:1].isdigit() and ("," in text or text.endswith("€"))


class Pen(Shapes):
    """Draws each style of block; a block moves the pen down by its height."""

    def _letterhead(self, block: Block) -> None:
        t, size = self.theme, self.theme.size
        if t.head == "banner":
            self._ink()
            self.canvas.rect(self.left, self.y - 30, self.width, 30, stroke=0, fill=1)
            self.canvas.setFillColorRGB(1, 1, 1)
            self.y -= 21
            self.say(block.text, self._fit(block.text, t.font + "-bold", 16, self.width - 20), True,
                     self.left + 10)  # fmt: skip
            self.y -= 10
            self._black()
            for line in block.lines:
                self.wrap(line, size * 0.85)
            return
        if t.head in ("bar", "frame"):
            self._beside_a_bar(block, framed=t.head == "frame")
            return
        where = {"centre": "centre", "right": "right"}.get(t.head, "left")
        if t.head in ("left", "split"):
            self._ink()
            self._mark(self.left + 13, self.y - 14)
            left, width = self.left, self.width
            self.left, self.width = left + 36, width - 36
            self.wrap(block.text, size * 1.35, True)
            self._black()
            if t.head == "left":
                for line in block.lines:
                    self.wrap(line, size * 0.85)
            else:
                self.wrap(" – ".join(block.lines), size * 0.85)
            self.left, self.width = left, width
            return
        self._ink()
        self.wrap(block.text, size * 1.35, True, where)
        self._black()
        for line in block.lines:
            self.wrap(line, size * 0.85, False, where)
        if t.head == "rule":
            self.y -= 5
            self.canvas.line(self.left, self.y, self.left + self.width, self.y)

    def _beside_a_bar(self, block: Block, framed: bool) -> None:
        """Name and lines to the right of a bar of colour, or in a frame."""
        size, left, width, top = self.theme.size, self.left, self.width, self.y
        self.left, self.width = left + 12, width - 20
        self._ink()
        self.wrap(block.text, size * (1.15 if framed else 1.4), True)
        self._black()
        for line in block.lines:
            self.wrap(line, size * 0.88)
        self.left, self.width = left, width
        self.y -= 5
        self._ink()
        if framed:
            self.canvas.setLineWidth(0.8)
            self.canvas.rect(left, self.y, width, top - self.y)
        else:
            self.canvas.rect(left, self.y, 4, top - self.y, fill=1, stroke=0)
        self._black()

    def _mark(self, x: float, y: float) -> None:
        """An invented mark: a few shapes drawn at random."""
        for _ in range(3):
            shape = self.random.randrange(3)
            dx, dy = self.random.uniform(-6, 6), self.random.uniform(-6, 6)
            if shape == 0:
                self.canvas.circle(x + dx, y + dy, self.random.uniform(4, 9), fill=1, stroke=0)
            elif shape == 1:
                self.canvas.rect(x + dx - 6, y + dy - 6, 12, 9, fill=0, stroke=1)
            else:
                self.canvas.line(x - 12, y + dy, x + 12, y - dy)

    def _title(self, block: Block) -> None:
        t = self.theme
        text = block.text.upper() if t.caps else block.text
        where = {"left": "left", "bar": "left", "right": "right"}.get(t.title, "centre")
        size = self._fit(text, t.font + "-bold", t.size * 1.7, self.width - 16)
        self.y -= 8
        if t.title in ("boxed", "banner"):
            height = size * 1.9
            self._ink(0.18 if t.title == "boxed" else 1)
            self.canvas.rect(self.left, self.y - height, self.width, height, fill=1, stroke=0)
            self._ink()
            if t.title == "boxed":
                self.canvas.rect(self.left, self.y - height, self.width, height)
                self._black()
            else:
                self.canvas.setFillColorRGB(1, 1, 1)
            self.y -= size * 1.3
            self.say(text, size, True, self.left + self.width / 2, "centre")
            self.y -= size * 0.6
        else:
            self._ink()
            top = self.y
            if t.title == "bar":
                self.left, self.width = self.left + 11, self.width - 11
            self.wrap(text, size, True, where)
            if t.title == "underlined":
                self.canvas.line(self.left, self.y - 4, self.left + self.width, self.y - 4)
                self.y -= 6
            elif t.title == "bar":
                self.left, self.width = self.left - 11, self.width + 11
                self.canvas.rect(self.left, self.y - 3, 5, top - self.y, fill=1, stroke=0)
        self._black()
        for line in block.lines:
            self.wrap(line, t.size, False, where)

    def _heading(self, block: Block) -> None:
        self._ink()
        self.wrap(block.text, self.theme.size * 1.15, True)
        self._black()

    def _lines(self, block: Block) -> None:
        self._black()
        for line in block.lines:
            self.wrap(line)
            if line == GAP:
                self.y -= self.theme.size * 0.9

    def _address(self, block: Block) -> None:
        self._black()
        self.y -= 4
        for line in block.lines:
            self.wrap(line, self.theme.size * 1.02)

    def _paragraph(self, block: Block) -> None:
        self._black()
        for part in block.text.split("\n"):
            self.wrap(part)
            self.y -= self.theme.size * 0.25

    def _foot(self, block: Block) -> None:
        self.canvas.setFillColorRGB(0.35, 0.35, 0.35)
        for line in block.lines:
            self.wrap(line, self.theme.size * 0.72, False, "centre")
        self._black()

    def _table(self, block: Block) -> None:
        t, size = self.theme, self.theme.size * 0.92
        shares = block.widths
        ranged = [
            t.ranged and any(_is_amount(row[column]) for row in block.table[1:])
            for column in range(len(shares))
        ]
        for rank, cells in enumerate(block.table):
            font = t.font + ("-bold" if rank == 0 else "")
            parts = [
                simpleSplit(c, font, size, s * self.width - 8) or [""]
                for c, s in zip(cells, shares, strict=True)
            ]
            height = max(len(p) for p in parts) * size * 1.25 + size * 0.6
            if rank == 0:
                self._ink(0.2)
                self.canvas.rect(self.left, self.y - height, self.width, height, fill=1, stroke=0)
            elif t.zebra and rank % 2 == 0:
                self._ink(0.08)
                self.canvas.rect(self.left, self.y - height, self.width, height, fill=1, stroke=0)
            self._ink(0.6)
            self.canvas.setLineWidth(0.5)
            x, top = self.left, self.y
            for share, lines, right in zip(shares, parts, ranged, strict=True):
                wide = share * self.width
                if t.rules == "grid":
                    self.canvas.rect(x, top - height, wide, height)
                self._black()
                for number, line in enumerate(lines):
                    self.y = top - size * 1.2 * (number + 1)
                    if _is_amount(line) or (right and rank == 0):
                        self.say(line, size, rank == 0, x + wide - 4, "right")
                    else:
                        self.say(line, size, rank == 0, x + 4)
                x += wide
                self._ink(0.6)
            self.y = top - height
            if t.rules == "rows":
                self.canvas.line(self.left, self.y, self.left + self.width, self.y)
        self._black()

    def _total(self, block: Block) -> None:
        """Amounts at the right, in a box."""
        size, wide = self.theme.size, self.width * (0.5 if self.width > 300 else 1)
        height = len(block.entries) * size * 1.6 + 6
        left = self.left + self.width - wide
        self._ink()
        self.canvas.rect(left, self.y - height, wide, height)
        self._black()
        for rank, entry in enumerate(block.entries):
            self.y -= size * 1.6
            last = rank == len(block.entries) - 1
            self.say(entry.label, size, last, left + 6)
            self.say(entry.text, size, last, left + wide - 6, "right")
        self.y -= 8

    def _sign(self, block: Block) -> None:
        """Place, date, name, a scribble, and one time in two a round stamp."""
        self._black()
        for line in block.lines:
            self.wrap(line)
        left, top = self.left + self.random.uniform(10, 60), self.y - 10
        self.canvas.setStrokeColorRGB(0.1, 0.1, 0.5)
        self.canvas.setLineWidth(1)
        path = self.canvas.beginPath()
        x, y = left, top - 14
        path.moveTo(x, y)
        for _ in range(self.random.randint(4, 8)):
            steps = [self.random.uniform(-14, 26) for _ in range(3)]
            highs = [self.random.uniform(-16, 16) for _ in range(3)]
            path.curveTo(x + steps[0], y + highs[0], x + steps[1], y + highs[1],
                         x + abs(steps[2]), y + highs[2] / 2)  # fmt: skip
            x += abs(steps[2])
        self.canvas.drawPath(path)
        if self.random.random() < 0.5 and block.text:
            self._round_stamp(block.text, self.left + min(self.width - 60, 200), top - 22)
        self.y = top - 42
        self._black()

    def _round_stamp(self, text: str, x: float, y: float) -> None:
        self.canvas.saveState()
        self.canvas.translate(x, y)
        self.canvas.rotate(self.random.uniform(-25, 25))
        self.canvas.setStrokeColorRGB(0.35, 0.15, 0.55)
        self.canvas.setFillColorRGB(0.35, 0.15, 0.55)
        self.canvas.circle(0, 0, 30)
        self.canvas.circle(0, 0, 26)
        self.canvas.setFont(self.theme.font + "-bold", self._fit(text, self.theme.font, 8, 46))
        self.canvas.drawCentredString(0, 2, text)
        self.canvas.setFont(self.theme.font, 6)
        self.canvas.drawCentredString(0, -9, "* cachet fictif *")
        self.canvas.restoreState()

    def _code(self, block: Block) -> None:
        """A 2D-Doc, at 0.42 mm a module: the specification recommends 0.4 mm or more (page 34)."""
        assert block.picture is not None
        side = block.picture.width / MODULE * 0.42 * mm
        self.canvas.drawImage(ImageReader(block.picture), self.left, self.y - side - 8, side, side)
        self.canvas.setFont(self.theme.font, 6)
        self.canvas.drawString(self.left + 14, self.y - 6, "2D-DOC")
        self.y -= side + 10

    def _grid(self, block: Block) -> None:
        """Character boxes, as on forms: `lines` holds the groups of characters."""
        size = self.theme.size
        x = self.left
        total = sum(len(g) for g in block.lines) + len(block.lines) * 0.6
        box = min(15.0, self.width / total)
        self._black()
        if block.text:
            self.wrap(block.text, size * 0.9)
            self.y -= 3
        self.canvas.setLineWidth(0.5)
        for group in block.lines:
            for character in group:
                self.canvas.rect(x, self.y - 16, box, 16)
                self.canvas.setFont(self.theme.font, min(size, box))
                self.canvas.drawCentredString(x + box / 2, self.y - 12, character)
                x += box
            x += box * 0.6
        self.y -= 20
