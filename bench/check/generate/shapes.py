"""Shapes of printed forms: fieldsets, ledgers, combs, ticked boxes, decks, charts, small print."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth

from .marks import Marks

if TYPE_CHECKING:
    from .sheet import Block

_FIGURE = re.compile(r"-?\d[\d\u00a0 .,]*( ?(€|EUR|%))?")


class Shapes(Marks):
    """Draws the furniture of forms that earlier generations of layouts did without."""

    def _fieldset(self, block: Block) -> None:
        """Blocks in a rounded frame, whose caption cuts the upper edge."""
        size, left, width, top = self.theme.size, self.left, self.width, self.y - 6
        self.left, self.width, self.y = left + 9, width - 18, top - (5 if block.text else 2)
        for rank, one in enumerate(block.inside):
            if rank:
                self.y -= size * 0.6
            keep = self.left, self.width
            getattr(self, "_" + one.style)(one)
            self.left, self.width = keep
        self.left, self.width = left, width
        self.y -= size * 0.7
        self._ink(0.8)
        self.canvas.setLineWidth(0.8)
        self.canvas.roundRect(left, self.y, width, top - self.y, 6)
        if block.text:
            font = self.theme.font + "-bold"
            points = self._fit(block.text, font, size * 0.95, width - 34)
            wide = stringWidth(block.text, font, points)
            self.canvas.setFillColorRGB(1, 1, 1)
            self.canvas.rect(left + 12, top - 4, wide + 8, 8, stroke=0, fill=1)
            self._ink()
            bottom, self.y = self.y, top - points * 0.33
            self.say(block.text, points, True, left + 16)
            self.y = bottom
        self._black()

    def _ledger(self, block: Block) -> None:
        """A table of columns parted by upright lines only; `text` « total »: last row bold."""
        size, font = self.theme.size * 0.92, self.theme.font
        rows, top = block.table, self.y
        body = rows[1:]
        ranged = [
            any("," in row[at] for row in body)
            and all(_FIGURE.fullmatch(row[at]) for row in body if row[at])
            for at in range(len(block.widths))
        ]
        for rank, cells in enumerate(rows):
            heavy = rank == 0 or (block.text == "total" and rank == len(rows) - 1)
            parts = [
                simpleSplit(cell, font + ("-bold" if heavy else ""), size, share * self.width - 8)
                or [""]
                for cell, share in zip(cells, block.widths, strict=True)
            ]
            high = max(map(len, parts)) * size * 1.22 + size * (0.7 if heavy else 0.35)
            start, x = self.y, self.left
            if heavy:
                self._ink(0.16)
                self.canvas.rect(self.left, start - high, self.width, high, stroke=0, fill=1)
                self._ink(0.9)
                self.canvas.setLineWidth(0.6)
                self.canvas.line(self.left, start - high, self.left + self.width, start - high)
                self.canvas.line(self.left, start, self.left + self.width, start)
            self._black()
            for share, some, right in zip(block.widths, parts, ranged, strict=True):
                wide = share * self.width
                for number, line in enumerate(some):
                    self.y = start - size * 1.22 * (number + 1) - (size * 0.1 if heavy else 0)
                    if rank == 0 and not right:
                        self.say(line, size, True, x + wide / 2, "centre")
                    else:
                        at = x + wide - 4 if right else x + 4
                        self.say(line, size, heavy, at, "right" if right else "left")
                x += wide
            self.y = start - high
        self.y -= 0 if block.text == "total" else size * 0.5
        self._ink(0.9)
        self.canvas.setLineWidth(0.6)
        self.canvas.rect(self.left, self.y, self.width, top - self.y)
        x = self.left
        for share in block.widths[:-1]:
            x += share * self.width
            self.canvas.line(x, self.y, x, top)
        self._black()

    def _comb(self, block: Block) -> None:
        """A label, then its value a character a cell, as on official forms."""
        size, font = self.theme.size, self.theme.font
        longest = max(stringWidth(e.label, font, size) for e in block.entries)
        at = min(longest + 10, self.width * 0.45)
        for entry in block.entries:
            room = self.width - at
            box = min(13.5, room / (len(entry.text) + 0.5))
            self.y -= max(size * 1.75, 17)
            self._black()
            self.say(entry.label, self._fit(entry.label, font, size, at - 6))
            x = self.left + at
            self.canvas.setLineWidth(0.5)
            for character in entry.text:
                if character == " ":
                    x += box * 0.5
                    continue
                self._ink(0.6)
                self.canvas.line(x, self.y - 3, x + box, self.y - 3)
                self.canvas.line(x, self.y - 3, x, self.y + 2)
                self.canvas.line(x + box, self.y - 3, x + box, self.y + 2)
                self._black()
                self.say(character, min(size, box), False, x + box / 2, "centre")
                x += box
        self.y -= 4

    def _checked(self, block: Block) -> None:
        """Boxes ticked by strokes of a pen: « x … » is ticked, « - … » is not.

        `text`: « two » columns of them, or « right » for a box after its words.
        """
        size, left, width = self.theme.size, self.left, self.width
        columns = 2 if block.text == "two" else 1
        wide = width / columns
        side = size * 0.95
        for start in range(0, len(block.lines), columns):
            top = lowest = self.y
            for rank, line in enumerate(block.lines[start : start + columns]):
                x = left + rank * wide
                edge = x + wide - side - 4 if block.text == "right" else x
                self.y = top
                self.left = x if block.text == "right" else x + side + 6
                self.width = wide - side - 14
                self._black()
                self.wrap(line[1:].strip())
                lowest = min(lowest, self.y)
                bottom = top - size * 1.4
                self.canvas.setLineWidth(0.8)
                self.canvas.rect(edge, bottom, side, side)
                if line[0] == "x":
                    self._stroke(edge, bottom, side)
            self.left, self.width = left, width
            self.y = lowest - size * 0.45

    def _stroke(self, x: float, y: float, side: float) -> None:
        """A tick drawn by hand, that leaves its box a little."""
        shake = [self.random.uniform(-0.12, 0.12) * side for _ in range(4)]
        self.canvas.saveState()
        self.canvas.setStrokeColorRGB(0.08, 0.10, 0.35)
        self.canvas.setLineWidth(1.5)
        path = self.canvas.beginPath()
        path.moveTo(x + side * 0.08 + shake[0], y + side * 0.55 + shake[1])
        path.lineTo(x + side * 0.42, y + side * 0.08)
        path.lineTo(x + side * 1.15 + shake[2], y + side * 1.2 + shake[3])
        self.canvas.drawPath(path)
        self.canvas.restoreState()

    def _deck(self, block: Block) -> None:
        """Columns parted by thin lines: a small label above, its value below."""
        size, wide = self.theme.size, self.width / len(block.entries)
        bold = self.theme.font + "-bold"
        cells = [simpleSplit(e.text, bold, size * 1.05, wide - 16) or [""] for e in block.entries]
        top, lowest = self.y, self.y
        for rank, (entry, parts) in enumerate(zip(block.entries, cells, strict=True)):
            x = self.left + rank * wide + (8 if rank else 0)
            self.y = top - size
            self._ink()
            label = self._fit(entry.label, self.theme.font, size * 0.8, wide - 14)
            self.say(entry.label, label, False, x)
            self._black()
            for part in parts:
                self.y -= size * 1.32
                self.say(part, size * 1.05, True, x)
            lowest = min(lowest, self.y)
        self.y = lowest - size * 0.4
        self._ink(0.4)
        self.canvas.setLineWidth(0.5)
        for rank in range(1, len(block.entries)):
            x = self.left + rank * wide
            self.canvas.line(x, top, x, self.y)
        self._black()

    def _masthead(self, block: Block) -> None:
        """A name at the left, lines at the right edge, a thick line of colour below."""
        size, left, width, top = self.theme.size, self.left, self.width, self.y
        self._ink()
        self.width = width * 0.56
        self.wrap(block.text, size * 1.5, True)
        name, self.y = self.y, top
        self._black()
        self.left, self.width = left + width * 0.58, width * 0.42
        for line in block.lines:
            self.wrap(line, size * 0.82, False, "right")
        self.left, self.width, self.y = left, width, min(self.y, name) - 7
        self._ink()
        self.canvas.setLineWidth(2.4)
        self.canvas.line(left, self.y, left + width, self.y)
        self.canvas.setLineWidth(0.6)
        self.canvas.line(left, self.y - 3, left + width, self.y - 3)
        self.y -= 4
        self._black()

    def _pill(self, block: Block) -> None:
        """White words on a rounded ground as wide as they are."""
        size, font = self.theme.size * 0.9, self.theme.font + "-bold"
        points = self._fit(block.text, font, size, self.width - 18)
        wide = stringWidth(block.text, font, points) + 18
        self._ink()
        self.canvas.roundRect(self.left, self.y - size * 1.9, wide, size * 1.8, size * 0.9,
                              stroke=0, fill=1)  # fmt: skip
        self.canvas.setFillColorRGB(1, 1, 1)
        self.y -= size * 1.3
        self.say(block.text, points, True, self.left + 9)
        self.y -= size * 0.7
        self._black()

    def _chart(self, block: Block) -> None:
        """Bars of what was used, month after month (`lines`: « label value »)."""
        size, high = self.theme.size * 0.72, 46.0
        self._black()
        if block.text:
            self.wrap(block.text, size * 1.2, True)
        bottom = self.y - high - 12
        step = min(30.0, self.width / len(block.lines))
        pairs = [line.rsplit(" ", 1) for line in block.lines]
        most = max(float(value) for _, value in pairs)
        for rank, (label, value) in enumerate(pairs):
            x, tall = self.left + rank * step, high * float(value) / most
            self._ink(1.0 if rank == len(pairs) - 1 else 0.45)
            self.canvas.rect(x + 3, bottom, step - 8, tall, stroke=0, fill=1)
            self._black()
            self.y = bottom - size
            self.say(label, size, False, x + step / 2 - 1, "centre")
            self.y = bottom + tall + 2
            self.say(value, size, False, x + step / 2 - 1, "centre")
        self.canvas.setLineWidth(0.5)
        self.canvas.line(self.left, bottom, self.left + step * len(pairs), bottom)
        self.y = bottom - size * 1.5

    def _newsprint(self, block: Block) -> None:
        """Small print in two columns, as the conditions at the back of a paper."""
        size, left, width, top = self.theme.size * 0.72, self.left, self.width, self.y
        half = width / 2 - 8
        parts = [p for line in block.lines for p in simpleSplit(line, self.theme.font, size, half)]
        rows = (len(parts) + 1) // 2
        self.canvas.setFillColorRGB(0.3, 0.3, 0.3)
        lowest = top
        for column in range(2):
            self.y = top
            for part in parts[column * rows : (column + 1) * rows]:
                self.y -= size * 1.25
                self.say(part, size, False, left + column * (half + 16))
            lowest = min(lowest, self.y)
        self.y = lowest - 2
        self._black()

    # --- labels and their values

    def _pairs_tabbed(self, block: Block, size: float) -> None:
        """« Label      : value », the colons one below the other."""
        at = self._label_width(block, size) - 10
        for entry in block.entries:
            self.y -= size * 1.45
            self.say(entry.label, self._fit(entry.label, self.theme.font, size, at - 6))
            self.say(":" if entry.label else "", size, False, self.left + at)
            self._value(entry.text, self.left + at + 9, self.width - at - 9, size, False)

    def _pairs_legend(self, block: Block, size: float) -> None:
        """Small coloured labels at the left of an upright line, values at its right."""
        at = min(self._label_width(block, size * 0.88) - 6, self.width * 0.45)
        top = self.y
        for entry in block.entries:
            self.y -= size * 1.6
            self._ink()
            self.say(entry.label, self._fit(entry.label, self.theme.font, size * 0.88, at - 8))
            self._black()
            self._value(entry.text, self.left + at + 8, self.width - at - 10, size, True)
        self.y -= size * 0.4
        self._ink(0.7)
        self.canvas.setLineWidth(1.1)
        self.canvas.line(self.left + at, self.y, self.left + at, top - size * 0.5)
        self._black()

    def _pairs_stacked(self, block: Block, size: float) -> None:
        """The label in bold, its value below it, set in."""
        for entry in block.entries:
            self.y -= size * 1.4
            self._ink()
            self.say(entry.label + (self.theme.colon if entry.label else ""), size * 0.95, True)
            self._black()
            self.y -= size * 1.25
            self._value(entry.text, self.left + 12, self.width - 12, size, False)
            self.y -= size * 0.15
