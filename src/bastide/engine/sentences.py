"""French text cut into what can be quoted: sentences, list items, table rows, with exact offsets.

1. A line break always ends a unit; so does a full stop followed by a capital, unless it belongs to
   an abbreviation (« art. 12 », « M. Durand », « n° 3 »).
2. A line without a full stop that stands before text is a heading: never quoted as a sentence.
3. Lines after « … : » are items; each remembers the sentence that introduces it (`lead`).
4. A table's rows remember its header row the same way.

Every unit is a slice of the text: `text[start:end]`, without blanks at its ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bastide.engine.model import BlockKind

UnitKind = Literal["sentence", "item", "row", "heading"]

# Words; longer than that, a line without a full stop is text that lost its punctuation.
LONGEST_HEADING = 14
# Characters; a longer sentence that holds « : a ; b ; c » is read as an introduction and items.
LONGEST_SENTENCE = 300

_END = re.compile(r"[.!?…]+[»”\")\]]*(?=\s+[A-ZÀ-ÖØ-Þ0-9«“\"(\[–—-]|\s*$)")
_ABBREVIATED = re.compile(
    r"(?:^|[\s(«'’])(?:art|al|av|bd|cf|chap|ex|fig|hab|max|min|mme|mlle|mm|m|dr|me|mgr|p|pp|réf|ref"
    r"|st|ste|tél|tel|vol|éd|etc|env|approx|resp|[A-Z])\.$",
    re.IGNORECASE,
)
_MARKER = re.compile(r"(?:[-–—•*·▪◦‣]|\(?\d{1,2}[.)°]|[a-z]\))\s+")
_TERMINAL = re.compile(r"[.!?…:;,][»”\")\]]*$")


@dataclass(frozen=True, slots=True)
class Unit:
    """`text[start:end]`. `lead`: index of the unit that introduces this one, or -1."""

    start: int
    end: int
    kind: UnitKind = "sentence"
    lead: int = -1


def units(text: str, kind: BlockKind = "text") -> list[Unit]:
    """The units of a passage in reading order; they never overlap."""
    if kind == "table":
        return _table(text)
    found: list[Unit] = []
    lead = -1
    item_marked = item_lower = False
    lines = list(_lines(text))
    for number, (start, end) in enumerate(lines):
        line = text[start:end]
        marked = bool(_MARKER.match(line))
        lower = line[0].islower()
        if lead >= 0:
            first = found[-1].end <= found[lead].end
            if first:
                item_marked, item_lower = marked, lower
            # A question, a line that introduces another list, or another way of writing ends it.
            goes_on = not line.endswith("?") and (
                (marked == item_marked and (lower or not item_lower or marked))
                and (marked or lower or first or not line.endswith((".", ":")))
            )
            if goes_on:
                found.append(Unit(start, end, "item", lead))
                if line.endswith(".") and not marked:
                    lead = -1
                continue
            lead = -1
        if marked:
            found.append(Unit(start, end, "item"))
            continue
        words = len(line.split())
        follows = number + 1 < len(lines)
        if words <= LONGEST_HEADING and follows and not lower and not _TERMINAL.search(line):
            found.append(Unit(start, end, "heading"))
            continue
        if words <= LONGEST_HEADING and follows and line.endswith("?"):
            found.append(Unit(start, end, "heading"))
            continue
        for one, other in _sentences(text, start, end):
            found += _opened(text, one, other, len(found))
        if line.endswith(":"):
            lead = len(found) - 1
    return found


def _lines(text: str) -> Iterator[tuple[int, int]]:
    for match in re.finditer(r"[^\n\r\u2028\u2029]+", text):
        line = match.group()
        stripped = line.strip()
        if stripped:
            start = match.start() + line.index(stripped[0])
            yield start, start + len(stripped)


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for match in _END.finditer(text, start, end):
        stop = match.end()
        if stop >= end:
            break
        if match.group() == "." and _ABBREVIATED.search(text[max(at, stop - 8) : stop]):
            continue
        yield at, stop
        at = stop
        while at < end and text[at].isspace():
            at += 1
    if at < end:
        yield at, end


def _opened(text: str, start: int, end: int, index: int) -> Iterator[Unit]:
    """A long sentence that is a list in disguise, as its introduction and its items."""
    colon = text.find(" : ", start, end) if end - start > LONGEST_SENTENCE else -1
    if colon < 0 or " ; " not in text[colon:end]:
        yield Unit(start, end)
        return
    yield Unit(start, colon + 2)
    yield from _items(text, colon + 3, end, index)


def _items(text: str, start: int, end: int, lead: int) -> Iterator[Unit]:
    at = start
    for match in re.finditer(r";\s+", text[start:end]):
        yield from _slice(text, at, start + match.start() + 1, lead)
        at = start + match.end()
    yield from _slice(text, at, end, lead)


def _slice(text: str, start: int, end: int, lead: int) -> Iterator[Unit]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Unit(start, end, "item", lead)


def _table(text: str) -> list[Unit]:
    lines = list(_lines(text))
    return [
        Unit(start, end, "row" if number else "heading", 0 if number else -1)
        for number, (start, end) in enumerate(lines)
    ]
