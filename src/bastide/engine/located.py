"""Where a quote stands in its passage, and the whole sentences that it touches.

A model writes ' for ’, a plain blank for one that does not break, « " » for « « ». Those are
forgiven; a changed letter is not. What is kept is always the slice of the stored passage, widened
to whole sentences: half a sentence can hide the negation of the other half.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from bastide.engine.model import Passage
from bastide.engine.sentences import Unit, units

_SAME = str.maketrans(
    {"’": "'", "ʼ": "'", "‘": "'", "–": "-", "—": "-", "‑": "-", "«": '"', "»": '"', "“": '"',
     "”": '"', "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\n": " ", "\t": " ", "\r": " "}
)  # fmt: skip
_AROUND = " \"'….,;:"
# Letters or digits: a shorter quote is found everywhere and proves nothing.
SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Quote:
    """What a model says that a passage says. `passage`: the passage's identifier."""

    passage: int
    text: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """A unit of a passage that a quote touches: `passage.text[start:end]`.

    `lead`: the words that introduce it (a list's sentence, a table's header), or nothing.
    """

    passage: Passage
    start: int
    end: int
    kind: str = "sentence"
    lead: str = ""

    @property
    def text(self) -> str:
        return self.passage.text[self.start : self.end]

    @property
    def whole(self) -> str:
        return f"{self.lead} {self.text}" if self.lead else self.text


@lru_cache(maxsize=512)
def _plain(text: str) -> tuple[str, tuple[int, ...]]:
    """The text with its typography levelled, blanks run together, and where each character was."""
    kept: list[str] = []
    at: list[int] = []
    for index, char in enumerate(text.translate(_SAME)):
        if char == " " and (not kept or kept[-1] == " "):
            continue
        kept.append(char)
        at.append(index)
    return "".join(kept), tuple(at)


def located(quote: str, text: str) -> tuple[int, int] | None:
    """Where the quote stands in the text; None if it is not there word for word."""
    wanted = _plain(quote)[0].strip(_AROUND)
    if len(re.sub(r"\W", "", wanted)) < SHORTEST:
        return None
    plain, at = _plain(text)
    found = plain.find(wanted)
    if found < 0:
        return None
    return at[found], at[found + len(wanted) - 1] + 1


@lru_cache(maxsize=512)
def _units(text: str, kind: str) -> tuple[Unit, ...]:
    return tuple(units(text, kind))  # type: ignore[arg-type]


def evidence(quote: Quote, passage: Passage) -> tuple[Evidence, ...]:
    """The units that the quote touches, in reading order; none if it is not in the passage."""
    place = located(quote.text, passage.text)
    if place is None or quote.passage != passage.id:
        return ()
    start, end = place
    every = _units(passage.text, passage.kind)
    found = []
    for unit in every:
        if unit.start < end and unit.end > start:
            lead = every[unit.lead] if unit.lead >= 0 else None
            said = passage.text[lead.start : lead.end] if lead else ""
            found.append(Evidence(passage, unit.start, unit.end, unit.kind, said))
    return tuple(found)
