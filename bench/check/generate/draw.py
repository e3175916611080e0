"""Drawing primitives: a pen that goes down the page, block after block. Units: points."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader, simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from .signed import MODULE
from .theme import Theme, register_fonts

if TYPE_CHECKING:
    from .sheet import Block

WIDTH, HEIGHT = A4


class Pen:
    """Draws blocks downwards; a column narrows it (`left`, `width`). `y` goes down."""

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
        if self.y < 0.14 * HEIGHT:
            self.next_page()
        left, width, top = self.left, self.width, self.y
        share = width / len(blocks)
        lowest = top
        for rank, block in enumerate(blocks):
            self.left, self.width, self.y = left + rank * share, share - (len(blocks) > 1) * 12, top
            getattr(self, "_" + block.style)(block)
            lowest = min(lowest, self.y)
        self.left, self.width, self.y = left, width, lowest - self.theme.size * self.theme.air
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

    # --- blocks

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
            self.wrap(text, size, True, "left" if t.title == "left" else "centre")
            if t.title == "underlined":
                self.canvas.line(self.left, self.y - 4, self.left + self.width, self.y - 4)
                self.y -= 6
        self._black()
        for line in block.lines:
            self.wrap(line, t.size, False, "left" if t.title == "left" else "centre")

    def _heading(self, block: Block) -> None:
        self._ink()
        self.wrap(block.text, self.theme.size * 1.15, True)
        self._black()

    def _lines(self, block: Block) -> None:
        self._black()
        for line in block.lines:
            self.wrap(line)

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

    def _entries(self, block: Block) -> None:
        t, size = self.theme, self.theme.size
        if block.text:
            self._ink()
            self.wrap(block.text, size * 1.1, True)
            self._black()
            self.y -= 3
        pairs = block.pairs or t.pairs
        if pairs in ("beside", "table") and self._crowded(block, size):
            pairs = "above"
        self._black()
        getattr(self, "_pairs_" + pairs)(block, size)

    def _crowded(self, block: Block, size: float) -> bool:
        """Whether a label would run into its value."""
        font = self.theme.font
        longest = max((stringWidth(e.label, font, size) for e in block.entries), default=0)
        return longest + 24 > self.width * 0.52

    def _label_width(self, block: Block, size: float) -> float:
        longest = max(
            (stringWidth(e.label, self.theme.font, size) for e in block.entries), default=0
        )
        return min(longest + 24, self.width * 0.52)

    def _value(self, text: str, x: float, width: float, size: float, bold: bool) -> None:
        font = self.theme.font + ("-bold" if bold else "")
        parts = simpleSplit(text, font, size, width) or [""]
        for rank, part in enumerate(parts):
            if rank:
                self.y -= size * 1.25
            self.say(part, size, bold, x)

    def _pairs_beside(self, block: Block, size: float) -> None:
        at = self._label_width(block, size)
        for entry in block.entries:
            self.y -= size * 1.55
            self.say(entry.label + (self.theme.colon if entry.label else ""), size)
            self._value(entry.text, self.left + at, self.width - at, size, True)

    def _pairs_dotted(self, block: Block, size: float) -> None:
        for entry in block.entries:
            self.y -= size * 1.6
            start = self.left + stringWidth(entry.label, self.theme.font, size) + 4
            wide = stringWidth(entry.text, self.theme.font + "-bold", size)
            if start + wide + 10 > self.left + self.width:
                self.say(entry.label + " :", size)
                self.y -= size * 1.25
                self._value(entry.text, self.left + 14, self.width - 14, size, True)
                continue
            self.say(entry.label, size)
            dots = "." * int((self.width + self.left - start - wide - 6) / stringWidth(
                ".", self.theme.font, size))  # fmt: skip
            self.say(dots, size, False, start)
            self.say(entry.text, size, True, self.left + self.width, "right")

    def _pairs_above(self, block: Block, size: float) -> None:
        columns = 2 if self.width > 330 and len(block.entries) > 3 else 1
        wide = self.width / columns
        for start in range(0, len(block.entries), columns):
            top, lowest = self.y, self.y
            for rank, entry in enumerate(block.entries[start : start + columns]):
                self.y = top - size * 1.35
                x = self.left + rank * wide
                self.canvas.setFillColorRGB(0.4, 0.4, 0.4)
                self.say(entry.label + self.theme.colon, size * 0.78, False, x)
                self._black()
                self.y -= size * 1.2
                self._value(entry.text, x, wide - 8, size * 1.02, True)
                lowest = min(lowest, self.y)
            self.y = lowest - size * 0.35

    def _pairs_table(self, block: Block, size: float) -> None:
        at = self._label_width(block, size)
        font = self.theme.font
        for rank, entry in enumerate(block.entries):
            parts = len(simpleSplit(entry.text, font, size, self.width - at - 8) or [""])
            height = size * 1.25 * parts + size * 0.6
            self._ink(0.12 if self.theme.zebra and rank % 2 else 0.0)
            self.canvas.rect(self.left, self.y - height, self.width, height, fill=1, stroke=0)
            self._ink(0.5)
            self.canvas.rect(self.left, self.y - height, self.width, height)
            self.canvas.line(self.left + at, self.y, self.left + at, self.y - height)
            self._black()
            bottom = self.y - height
            self.y -= size * 1.25
            self.say(entry.label + self.theme.colon, size, False, self.left + 5)
            self._value(entry.text, self.left + at + 6, self.width - at - 8, size, False)
            self.y = bottom

    def _pairs_run(self, block: Block, size: float) -> None:
        self.wrap(", ".join(f"{e.label} {e.text}".strip() for e in block.entries) + ".", size)

    def _pairs_columns(self, block: Block, size: float) -> None:
        """Two columns of « label: value », as forms do."""
        columns = 2 if self.width > 380 else 1
        wide = self.width / columns
        for start in range(0, len(block.entries), columns):
            top = lowest = self.y
            for rank, entry in enumerate(block.entries[start : start + columns]):
                self.y = top - size * 1.6
                x = self.left + rank * wide
                label = entry.label + (self.theme.colon if entry.label else "")
                self.say(label, size, False, x)
                at = stringWidth(label, self.theme.font, size) + 5
                if at > wide * 0.6:
                    self.y -= size * 1.25
                    at = 8
                self._value(entry.text, x + at, wide - at - 8, size, True)
                lowest = min(lowest, self.y)
            self.y = lowest

    def _table(self, block: Block) -> None:
        t, size = self.theme, self.theme.size * 0.92
        shares = block.widths
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
            for share, lines in zip(shares, parts, strict=True):
                wide = share * self.width
                if t.pairs != "dotted":
                    self.canvas.rect(x, top - height, wide, height)
                self._black()
                for number, line in enumerate(lines):
                    self.y = top - size * 1.2 * (number + 1)
                    amount = line[:1].isdigit() and ("," in line or line.endswith("€"))
                    if amount:
                        self.say(line, size, rank == 0, x + wide - 4, "right")
                    else:
                        self.say(line, size, rank == 0, x + 4)
                x += wide
                self._ink(0.6)
            self.y = top - height
            if t.pairs == "dotted":
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
