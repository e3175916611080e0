"""Labels and their values: side by side, one above the other, in a table, in columns…"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth

from .paper import Paper

if TYPE_CHECKING:
    from .sheet import Block


class Pairs(Paper):
    """Draws `entries` in the manner of the theme, or in the one that the block forces."""

    def _entries(self, block: Block) -> None:
        t, size = self.theme, self.theme.size
        if block.text:
            self._ink()
            self.wrap(block.text, size * 1.1, True)
            self._black()
            self.y -= 3
        pairs = block.pairs or t.pairs
        if pairs in ("beside", "table", "gutter") and self._crowded(block, size):
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

    def _pairs_edges(self, block: Block, size: float) -> None:
        """The label at the left edge, the value at the right one; below it when both are long."""
        font = self.theme.font
        for entry in block.entries:
            wide = stringWidth(entry.text, font + "-bold", size)
            beside = wide + stringWidth(entry.label, font, size) + 34 < self.width
            self.y -= size * 1.5
            self.say(entry.label, size)
            if beside:
                edge = self.left + self.width - (0 if self.width > 330 else 14)
                self.say(entry.text, size, True, edge, "right")
            else:
                self.y -= size * 1.25
                self._value(entry.text, self.left, self.width, size, True)

    def _pairs_bold(self, block: Block, size: float) -> None:
        """« **label**: value », running on to the next lines from the left edge."""
        for entry in block.entries:
            label = entry.label + (self.theme.colon if entry.label else "")
            at = stringWidth(label, self.theme.font + "-bold", size) + (6 if label else 0)
            self.y -= size * 1.4
            self.say(label, size, True)
            if at + 60 > self.width:
                self.y -= size * 1.25
                at = 0
            self._value(entry.text, self.left + at, self.width - at, size, False)

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

    def _pairs_boxes(self, block: Block, size: float) -> None:
        """Cells in two columns, a small label at the top of each and its value below."""
        columns = 2 if self.width > 330 and len(block.entries) > 1 else 1
        wide = self.width / columns
        font = self.theme.font + "-bold"
        self.y -= 3
        for start in range(0, len(block.entries), columns):
            cells = block.entries[start : start + columns]
            parts = [len(simpleSplit(e.text, font, size, wide - 14) or [""]) for e in cells]
            top, height = self.y, size * (1.3 + 1.25 * max(parts)) + 4
            for rank, entry in enumerate(cells):
                x = self.left + rank * wide
                span = wide if len(cells) == columns else self.width
                self._ink(0.5)
                self.canvas.setLineWidth(0.5)
                self.canvas.rect(x, top - height, span, height)
                self.y = top - size * 1.05
                self._ink()
                label = entry.label + self.theme.colon
                self.say(label, self._fit(label, self.theme.font, size * 0.78, wide - 12), x=x + 6)
                self._black()
                self.y -= size * 1.25
                self._value(entry.text, x + 6, wide - 14, size, True)
            self.y = top - height

    def _pairs_gutter(self, block: Block, size: float) -> None:
        """Labels aligned to the right of a gutter, values to its left."""
        at = self._label_width(block, size)
        for entry in block.entries:
            self.y -= size * 1.6
            self.say(entry.label + (self.theme.colon if entry.label else ""), size, False,
                     self.left + at - 5, "right")  # fmt: skip
            self._value(entry.text, self.left + at + 3, self.width - at - 3, size, False)

    def _pairs_under(self, block: Block, size: float) -> None:
        """The value, then its label in small grey letters below it."""
        columns = 2 if self.width > 330 and len(block.entries) > 2 else 1
        wide = self.width / columns
        for start in range(0, len(block.entries), columns):
            top = lowest = self.y
            for rank, entry in enumerate(block.entries[start : start + columns]):
                x = self.left + rank * wide
                self.y = top - size * 1.35
                self._value(entry.text, x, wide - 10, size * 1.05, True)
                self.y -= size * 0.95
                self.canvas.setFillColorRGB(0.42, 0.42, 0.42)
                self.say(entry.label, size * 0.76, x=x)
                self._black()
                lowest = min(lowest, self.y)
            self.y = lowest - size * 0.55

    def _pairs_ruled(self, block: Block, size: float) -> None:
        """Label at the left, value at the right, a thin line below."""
        font = self.theme.font + "-bold"
        for entry in block.entries:
            self.y -= size * 1.5
            label = stringWidth(entry.label, self.theme.font, size)
            self.say(entry.label, size)
            if label + stringWidth(entry.text, font, size) + 12 > self.width:
                self.y -= size * 1.25
                for rank, part in enumerate(simpleSplit(entry.text, font, size, self.width)):
                    self.y -= size * 1.25 if rank else 0
                    self.say(part, size, True, self.left + self.width, "right")
            else:
                self.say(entry.text, size, True, self.left + self.width, "right")
            self._ink(0.3)
            self.canvas.setLineWidth(0.4)
            self.canvas.line(self.left, self.y - 3, self.left + self.width, self.y - 3)
            self._black()
            self.y -= 1.5
