"""What is put in the place of personal data: masks, or pseudonyms that stay the same in a document.

1. A mask says the kind: « [NOM] ».
2. A pseudonym has the form of what it replaces (`fakes`, `fake_names`): the same value, or another
   writing of it, gets the same one, and no pseudonym stands in the text already.

Pseudonymised is not anonymous: who holds the key, or knows the story, may still tell who it is
(GDPR article 4, 5; recital 26).
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bastide.engine.personal.fake_names import FakeNames
from bastide.engine.personal.fakes import Fakes
from bastide.engine.personal.kinds import MASKS, Kind, Span

__all__ = ["MASKS", "Replacement", "applied", "replacements"]


@dataclass(frozen=True, slots=True)
class Replacement:
    """`new` in the place of `text[start:end]`, which is `value`."""

    start: int
    end: int
    kind: Kind
    value: str
    new: str


def replacements(text: str, spans: Iterable[Span], *, pseudonyms: bool) -> list[Replacement]:
    """What to put in the place of each span, in order. The same text gives the same ones."""
    ordered = sorted(spans)
    if not pseudonyms:
        return [
            Replacement(s.start, s.end, s.kind, text[s.start : s.end], MASKS[s.kind])
            for s in ordered
        ]
    # No secret: who would guess the draw needs the source, and then has the values.
    draw = random.Random(hashlib.sha256(text.encode("utf-8", "replace")).digest())  # noqa: S311
    names = FakeNames(text, [s for s in ordered if s.kind == "name"], draw)
    fakes = Fakes(text, draw)
    made = []
    for span in ordered:
        value = text[span.start : span.end]
        new = names.of(span) if span.kind == "name" else fakes.of(span.kind, value)
        made.append(Replacement(span.start, span.end, span.kind, value, new))
    return made


def applied(text: str, made: Sequence[Replacement]) -> str:
    """The text with the replacements in place; they are in order and apart."""
    pieces, at = [], 0
    for one in made:
        pieces += [text[at : one.start], one.new]
        at = one.end
    return "".join([*pieces, text[at:]])
