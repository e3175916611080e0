"""What of a sentence is not the engine's to translate, each piece replaced by a mark.

1. Addresses, telephone numbers, mails (`engine.contacts`); variables of templates; codes, dates and
   hours in figures.
2. Terms of the glossary, with how the target language writes them.
3. In French, names after a civility, and addresses (`engine.personal`): « Mme Blanc » does not
   become « Sra. Blanco ».

Of two that overlap, the glossary's wins, then the longer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from bastide.engine import contacts
from bastide.engine.personal.addresses import addresses
from bastide.engine.personal.names import person_names
from bastide.engine.personal.view import view_of
from bastide.engine.translation import marks
from bastide.engine.translation.glossary import Glossary
from bastide.engine.translation.model import Kept
from bastide.engine.translation.segments import Sentence

What = Literal["link", "placeholder", "term", "name", "number"]
_VARIABLE = re.compile(
    r"\{\{[^{}]{1,200}\}\}|\{%[^%]{1,200}%\}|\$\{[^{}]{1,200}\}|\{[^{}\s]{0,80}\}"
    r"|%\([^()\s]{1,80}\)[sdif]|%[sdif](?![^\W\d_])|<<[^<>]{1,80}>>|#\w{2,40}#|«\s?[A-Z_]{2,40}\s?»"
    r"|</?[A-Za-z][\w:.-]{0,40}(?:\s+[\w:.-]{1,40}\s*=\s*(?:\"[^\"<>]{0,200}\"|'[^'<>]{0,200}'))*\s*/?>"
    r"|&(?:#\d{1,6}|[A-Za-z]{2,12});|\\[ntr]"
)
# Letters and figures in one word (« CO2 », « A50 », « FR76… »), figures with their own signs
# (« 2021-1310 », « 12/03/2026 », « 14:30 »): an identifier, a date, an hour. Ordinals and numbers
# with a unit glued to them are words.
_CODE = re.compile(
    r"(?<![\w'’])(?=[\w./:\-]*\d)(?:[A-Z]{1,6}\.[ \u00a0]?)?\w+(?:[/:._\-]\w+)+(?!\w)"
    r"|(?<!\w)(?=\w*\d)(?=\w*[A-Z])[A-Z0-9]{2,40}(?!\w)"
)
_HAS_DIGITS_AND_SIGNS = re.compile(r"\d+(?:[/:._\-]\d+)+|(?=.*\d)(?=.*[A-Z_]).+")
_NUMBER = re.compile(r"(?<![\w.,])\d[\d \u00a0\u202f.,]*\d(?![\w])|(?<![\w.,])\d+(?![\w])")
_CIVILITY = re.compile(r"\b(?:M|MM|Mme|Mmes|Mlle|Dr|Me|Monsieur|Madame|Maître)\b\.?\s")
_CIVILITY_BEFORE = re.compile(_CIVILITY.pattern + r"\s*$")
_STREET = re.compile(r"\d[^\W\d_]{0,6},?\s+[^\W\d_]")
_OURS = re.compile("[\ue000-\uf8ff\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]+|\ufffc")
# Characters: what a mark may stand for.
LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Piece:
    """`[start, end)` of a sentence, and how it is written in the translation.

    `singular`: the sentence has it in the plural, which the glossary does not give.
    """

    start: int
    end: int
    what: What
    written: str
    singular: bool = False


def pieces(text: str, language: str, glossary: Glossary) -> list[Piece]:
    """What is kept of a sentence, in reading order."""
    found: list[Piece] = []
    for one in _candidates(text, language, glossary):
        if one.end - one.start <= LONGEST and _free(one, found):
            found.append(one)
    return sorted(found, key=lambda one: one.start)


def with_numbers(text: str, kept: Sequence[Piece]) -> list[Piece]:
    """The same with the numbers of the sentence that stand in none of them."""
    numbers = (_as_is(text, m.start(), m.end(), "number") for m in _NUMBER.finditer(text))
    return sorted([*kept, *(n for n in numbers if _free(n, kept))], key=lambda one: one.start)


def _free(one: Piece, found: Sequence[Piece]) -> bool:
    return all(one.end <= other.start or one.start >= other.end for other in found)


def _candidates(text: str, language: str, glossary: Glossary) -> Iterator[Piece]:
    for use in glossary.uses(text):
        yield Piece(use.start, use.end, "term", use.written, use.singular)
    for match in _VARIABLE.finditer(text):
        yield _as_is(text, match.start(), match.end(), "placeholder")
    for contact in contacts.found(text):
        yield _as_is(text, contact.start, contact.end, "link")
    for match in _CODE.finditer(text):
        if _HAS_DIGITS_AND_SIGNS.fullmatch(match.group()):
            yield _as_is(text, match.start(), match.end(), "placeholder")
    if language == "fr":
        for start, end in _persons_and_streets(text):
            yield _as_is(text, start, end, "name")
    for match in _OURS.finditer(text):
        yield _as_is(text, match.start(), match.end(), "placeholder")


def _persons_and_streets(text: str) -> Iterator[tuple[int, int]]:
    """Names after a civility (without one, it may be a thing's, as « Marine royale », which engines
    know); addresses that begin with a number."""
    if _CIVILITY.search(text):
        for start, end in person_names(text):
            if _CIVILITY_BEFORE.search(text, 0, start):
                yield start, end
    if _STREET.search(text):
        for span in addresses(view_of(text)):
            if text[span.start].isdigit() and span.end - span.start > 12:
                yield span.start, span.end


def _as_is(text: str, start: int, end: int, what: What) -> Piece:
    return Piece(start, end, what, text[start:end])


class Marks:
    """The marks of one call of an engine, and what each stands for."""

    def __init__(self) -> None:
        self.kept: list[Kept] = []
        self._numbers: dict[Kept, int] = {}

    def mark(self, one: Kept) -> str:
        """The mark of a piece; the piece itself once there are too many."""
        if one not in self._numbers:
            if len(self.kept) >= marks.MOST:
                return one.source
            self._numbers[one] = len(self.kept)
            self.kept.append(one)
        return marks.kept(self._numbers[one])

    def marked(self, sentence: Sentence, kept: Sequence[Piece]) -> str:
        """The sentence with marks for what is kept and around what has a format."""
        runs: list[tuple[str, int]] = []
        at = 0
        for piece in kept:
            runs += marks.cut(sentence.runs, at, piece.start)
            within = marks.cut(sentence.runs, piece.start, piece.end)
            source = sentence.text[piece.start : piece.end]
            if source == piece.written:  # each of its formats stays on its own letters
                runs += [(self.mark(Kept(text, text)), number) for text, number in within]
            else:
                runs.append((self.mark(Kept(source, piece.written)), within[0][1]))
            at = piece.end
        runs += marks.cut(sentence.runs, at, len(sentence.text))
        return marks.written(runs)

    def restored(self, text: str) -> str:
        """A translation with what the marks stand for; a mark of nothing is dropped."""

        def put(match: re.Match[str]) -> str:
            number = marks.number_of(match.group())
            return self.kept[number].target if number < len(self.kept) else ""

        return marks.KEPT.sub(put, text)
