"""A text cut into sentences and the blanks between them: joined again, they are the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bastide.engine.sentences import units
from bastide.engine.translation import marks

# Characters. Longer, it is a text without punctuation, which engines read in more than linear time.
LONGEST = 1200
# What would be taken for a mark of ours.
_FOREIGN = re.compile(f"[{marks.kept(0)}-\U000fffff{marks.UNKNOWN}]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, the blanks behind it, and its pieces with their formats."""

    text: str
    after: str
    runs: marks.Runs

    @property
    def key(self) -> Sentence:
        """The sentence without what follows it: equal when translated alike."""
        return Sentence(self.text, "", self.runs)


@dataclass(frozen=True, slots=True)
class Cut:
    """A text without its marks, cut: `before` and each sentence with its `after` make it again."""

    plain: str
    before: str
    sentences: tuple[Sentence, ...]


def cut(text: str) -> Cut:
    """The sentences of a text, which may hold marks of format."""
    text = _FOREIGN.sub("\ufffd", text)
    runs = marks.runs_of(text)
    plain = "".join(piece for piece, _ in runs)
    found = [piece for one in units(plain) for piece in _pieces(plain, one.start, one.end)]
    starts = [start for start, _ in found]
    nexts = [*starts[1:], len(plain)] if starts else []
    sentences = tuple(
        Sentence(plain[start:end], plain[end:following], marks.cut(runs, start, end))
        for (start, end), following in zip(found, nexts, strict=True)
    )
    return Cut(plain, plain[: starts[0]] if starts else plain, sentences)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A unit as it is; one that is too long for a sentence, cut where a blank allows it."""
    while end - start > LONGEST:
        blank = max(text.rfind(" ", start + 1, start + LONGEST), start)
        stop = blank if blank > start else start + LONGEST
        if text[start:stop].strip():
            yield start, stop
        start = stop
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        yield start, end
