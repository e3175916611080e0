"""Pages set by hand for the tests: lines of text become words with boxes, two spaces part cells."""

from __future__ import annotations

from bastide.engine.pieces.model import Box, FileRead, Page, Quality, Word

_LEFT, _TOP, _STEP, _HEIGHT, _LETTER = 0.08, 0.05, 0.022, 0.012, 0.009


def page(text: str, number: int = 1) -> Page:
    """A4 page of the lines of `text`; a run of two spaces or more starts a cell in a new column.

    A line that begins with `#` is a title, half as tall again.
    """
    words: list[Word] = []
    for row, line in enumerate(text.strip("\n").split("\n")):
        tall = 1.5 if line.startswith("#") else 1.0
        top = _TOP + row * _STEP
        left = _LEFT
        for at, cell in enumerate(part for part in line.lstrip("# ").split("  ") if part.strip()):
            left = max(left + 0.05, _LEFT + 0.3 * at) if at else left
            for text_word in cell.split():
                right = left + _LETTER * len(text_word)
                box = Box(left, top, right, top + _HEIGHT * tall)
                words.append(Word(text_word, box, row))
                left = right + 0.006
    return Page(number, 1654, 2339, tuple(words), Quality(True))


def file(*texts: str, name: str = "piece.pdf") -> FileRead:
    """A file whose pages are these texts."""
    pages = tuple(page(text, number) for number, text in enumerate(texts, 1))
    return FileRead(name, "0" * 64, "application/pdf", pages)
