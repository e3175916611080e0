"""PDF with a text layer, by pdfium: sections under the lines set larger, and their page.

A scan has no text and says so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pypdfium2 as pdfium

from bastide.engine.model import ReadDocument
from bastide.engine.ports import ReadError
from bastide.providers.readers import budget
from bastide.providers.readers.outline import Outline

LARGER = 1.2  # a heading is set in letters that much larger than most of the document
LONGEST_HEADING = 120
_LEVELS = 3
_PAGE_LEVEL = 9

Line = tuple[str, float]  # text, height of its letters in points (0: not known)


def read(path: Path, name: str) -> Iterator[ReadDocument]:
    try:
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise ReadError(
                "Le PDF est protégé par un mot de passe : déposez-le sans protection."
            ) from error
        raise ReadError("Le PDF est abîmé : il ne s'ouvre pas.") from error
    budget.check_pages(len(document))
    pages: list[tuple[int, list[Line]]] = []
    for number in range(len(document)):
        try:
            lines = _lines(document[number].get_textpage())
        except pdfium.PdfiumError:
            continue
        if any(text.strip() for text, _ in lines):
            pages.append((number + 1, lines))
    if not pages:
        raise ReadError(
            "Le PDF n'a pas de texte : c'est une image (un scan). Passez-le d'abord dans un "
            "logiciel de reconnaissance de caractères (OCR), ou déposez le document d'origine."
        )
    outline = Outline()
    levels = _heading_levels([line for _, lines in pages for line in lines])
    for number, lines in pages:
        outline.heading(_PAGE_LEVEL, f"Page {number}")
        for level, together in groupby(lines, key=lambda line: levels.get(line[1], 0)):
            text = "\n".join(text for text, _ in together)
            if level and len(text) <= LONGEST_HEADING and re.search(r"[^\W\d_]{2}", text):
                outline.heading(level, text)
                outline.heading(_PAGE_LEVEL, f"Page {number}")
            else:
                outline.paragraph(_unwrapped(text))
    title = str(document.get_metadata_dict().get("Title") or "").strip()
    yield ReadDocument(key=name, title=title or Path(name).stem, blocks=outline.blocks())


def _lines(page: pdfium.PdfTextPage) -> list[Line]:
    """The lines of a page in reading order, each with the height of its first letter."""
    text = page.get_text_range()
    known = len(text) == page.count_chars()  # else a letter's place in the text is not its number
    lines: list[Line] = []
    at = 0
    for line in text.splitlines(keepends=True):
        height = 0.0
        if known and line.strip():
            first = at + len(line) - len(line.lstrip())
            _, bottom, _, top = page.get_charbox(first, loose=True)
            height = round(top - bottom, 1)
        lines.append((line.rstrip("\r\n"), height))
        at += len(line)
    return lines


def _heading_levels(lines: list[Line]) -> dict[float, int]:
    """The level of headings of each height that is clearly larger than the body's."""
    letters: Counter[float] = Counter()
    for text, height in lines:
        letters[height] += len(text)
    body = letters.most_common(1)[0][0]
    larger = sorted((h for h in letters if body and h >= body * LARGER), reverse=True)
    return {height: min(rank, _LEVELS) for rank, height in enumerate(larger, 1)}


def _unwrapped(text: str) -> str:
    """Lines cut by the page's width joined again; a line that ends a sentence stays one."""
    lines = [" ".join(line.replace("￾", "").split()) for line in text.splitlines()]
    joined = re.sub(r"(?<=[^\n.:;!?…])\n(?=[a-zà-öø-ÿ(])", " ", "\n".join(lines))
    return re.sub(r"\n{2,}", "\n", joined).strip()
