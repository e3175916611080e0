"""Building blocks under a path of headings, as a reader walks down a document."""

from __future__ import annotations

from bastide.engine.model import Block, BlockKind


class Outline:
    """Collects paragraphs under headings of levels 1, 2, 3…; one text block a section."""

    def __init__(self) -> None:
        self._path: list[tuple[int, str]] = []
        self._paragraphs: list[str] = []
        self._blocks: list[Block] = []

    def heading(self, level: int, text: str) -> None:
        self._close()
        text = " ".join(text.split())
        self._path = [(at, title) for at, title in self._path if at < level]
        if text:
            self._path.append((level, text))

    def paragraph(self, text: str) -> None:
        if text.strip():
            self._paragraphs.append(text.strip())

    def table(self, rows: list[list[str]]) -> None:
        """A table, first row its header; cells lose their line breaks, empty rows are dropped."""
        lines = [
            " | ".join(" ".join(cell.split()) for cell in row)
            for row in rows
            if any(cell.strip() for cell in row)
        ]
        if len(lines) == 1:
            self.paragraph(lines[0])
        elif lines:
            self.block("\n".join(lines), "table")

    def block(self, text: str, kind: BlockKind) -> None:
        self._close()
        self._blocks.append(Block(text, self._headings(), kind))

    def blocks(self) -> tuple[Block, ...]:
        self._close()
        return tuple(self._blocks)

    def _headings(self) -> tuple[str, ...]:
        return tuple(title for _, title in self._path)

    def _close(self) -> None:
        if self._paragraphs:
            self._blocks.append(Block("\n".join(self._paragraphs), self._headings()))
            self._paragraphs = []
