"""From a document's blocks to its passages: short enough to be read at a glance.

A passage is verbatim text of one block, or of neighbouring blocks under the same headings; no
sentence is cut unless it is itself longer than a passage. A table stays whole with its header row;
only one far too long for a screen is split by rows, its header row repeated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bastide.engine.model import Block, Chunk, ReadDocument

# In words. Chosen on the development sets with bench/search.py: 90 to 180 is a plateau.
WANTED_WORDS = 120
LONGEST_WORDS = 180
LONGEST_TABLE_ROWS = 40

_SENTENCE_END = re.compile(r"(?<=[.!?…;:])\s+(?=[A-ZÀ-ÖØ-Þ0-9«\"(–•-])|\n+")


def chunk(document: ReadDocument) -> list[Chunk]:
    """The document's passages in reading order. A document without text has none."""
    pieces: list[Block] = []
    for block in document.blocks:
        if not block.text.strip():
            continue
        for text in _split(block):
            last = pieces[-1] if pieces else None
            if (
                last
                and block.kind == last.kind == "text"
                and last.headings == block.headings
                and _words(last.text) + _words(text) <= WANTED_WORDS
            ):
                pieces[-1] = Block(f"{last.text}\n{text}", last.headings, "text")
            else:
                pieces.append(Block(text, block.headings, block.kind))
    return [Chunk(i, piece.text, piece.headings, piece.kind) for i, piece in enumerate(pieces)]


def _words(text: str) -> int:
    return len(text.split())


def _split(block: Block) -> Iterator[str]:
    text = block.text.strip()
    if block.kind == "qa":
        yield text
    elif block.kind == "table":
        yield from _rows(text)
    elif _words(text) <= LONGEST_WORDS:
        yield text
    else:
        yield from _sentences(text)


def _rows(table: str) -> Iterator[str]:
    header, *rows = table.split("\n")
    if len(rows) <= LONGEST_TABLE_ROWS:
        yield table
        return
    for start in range(0, len(rows), LONGEST_TABLE_ROWS):
        yield "\n".join([header, *rows[start : start + LONGEST_TABLE_ROWS]])


def _sentences(text: str) -> Iterator[str]:
    """Runs of whole sentences of about `WANTED_WORDS` words, each an exact slice of the text."""
    start = 0
    previous = 0
    for match in [*_SENTENCE_END.finditer(text), None]:
        end = match.start() if match else len(text)
        if _words(text[start:end]) > WANTED_WORDS and previous > start:
            yield text[start:previous].strip()
            start = previous
        previous = match.end() if match else len(text)
    rest = text[start:].strip()
    if rest:
        yield from _cut(rest)


def _cut(text: str) -> Iterator[str]:
    """A run without a sentence end that is far too long is cut between words, as a last resort."""
    while _words(text) > 4 * LONGEST_WORDS:
        at = [m.end() for m in re.finditer(r"\S+", text)][2 * LONGEST_WORDS]
        yield text[:at].strip()
        text = text[at:].strip()
    if text:
        yield text
