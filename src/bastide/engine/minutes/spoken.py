"""Spoken French: turns cut into sentences with their places, and hesitations taken out.

What is shown (`tidy`) is cleaned; what is quoted stays as it was said: a slice of the turn.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bastide.engine.days import unaccented
from bastide.engine.minutes.model import Said, Turn
from bastide.engine.sentences import units

# A transcript without punctuation is cut at the words that link, this many words apart or more,
# and anywhere after `LONGEST` words: what is quoted must stay short enough to be read.
SHORTEST, LONGEST = 12, 45
# Characters of a sentence at most: beyond, it is no speech, and it is cut wherever it is.
MOST_LETTERS = 1500
# Commas spare a sentence from being cut so, up to this many words.
ENDLESS = 150
_MORE = re.compile(r"(?<=[?!…])\s+|(?<=[^\W\d_]{4}\.)\s+(?=[a-zà-ÿ])")
_LINK = re.compile(
    r"\s+(?=(?:et donc|donc|alors|ensuite|et puis|après|du coup|bon|ok|d['’]accord|par contre|sinon"
    r"|maintenant|et là|voilà|euh donc|parce que|mais|et (?:on|je|nous|vous|il))\s)",
    re.IGNORECASE,
)
_DASH = re.compile(r"^[\s\-–—•*>]+")

_FILLER = re.compile(
    r"(?:,\s*)?(?<![\w'’-])(?:e+u+h+|h+e+u+|h+u+m+|m+h+m+|h+m+|b+e+n|b+a+h|hein|pff+|ouh"
    r"|(?<=, )quoi(?=[,.])|voyez[- ]vous|tu vois|vous voyez|tu sais|si vous voulez|si tu veux"
    r"|comment dire|je sais pas moi|je veux dire)(?![\w'’-])(?:\s*(?:\.\.\.|…|,))*",
    re.IGNORECASE,
)
# Pronouns said twice on purpose: « nous nous sommes réunis », « vous vous en chargez ».
_TWICE = re.compile(
    r"(?<![\w'’-])(?!(?:nous|vous|très|si|oui|non)\s)((?:[\w'’-]+\s+){0,3}?[\w'’-]+)"
    r"(?:\s*(?:,|\.\.\.|…)?\s+\1)+(?![\w'’-])",
    re.IGNORECASE,
)
_CUT_SHORT = re.compile(r"(?<![\w'’-])[\w'’]{1,12}-(?=\s|,|$)(?:\s*,)?")
_OPENING = re.compile(
    r"^(?:(?:et|mais|donc|alors|bon|bien|ok|okay|oui|ouais|voilà|enfin|écoutez?|écoute|bref|du coup"
    r"|eh bien|en fait|d['’]accord|très bien|parfait|et puis|ensuite|voyons|allez|ah|oh|là"
    r"|à mon avis|moi|je pense que|je crois que|je dirais que|c['’]est-à-dire que)"
    r"(?:\s*[,.…]+\s*|\s+))+(?=\S)",
    re.IGNORECASE,
)
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Heard:
    """A sentence at `[start, end)` of a turn's text. `plain`: lower case without accents, each
    character in its place."""

    turn: Turn
    start: int
    end: int
    place: int
    plain: str

    @property
    def quote(self) -> str:
        return self.turn.text[self.start : self.end]

    @property
    def words(self) -> int:
        return len(self.plain.split())

    def said(self, text: str = "") -> Said:
        turn = self.turn
        shown = text or tidy(self.quote)
        return Said(shown, self.quote, turn.speaker, turn.start, turn.number)


def hear(turns: tuple[Turn, ...]) -> list[Heard]:
    """Every sentence of a meeting in order; `place` is its rank."""
    found: list[Heard] = []
    for turn in turns:
        for start, end in cut(turn.text):
            found.append(Heard(turn, start, end, len(found), unaccented(turn.text[start:end])))
    return found


def cut(text: str) -> Iterator[tuple[int, int]]:
    """Where the sentences of a turn are."""
    flat = re.sub(r"[\n\r\u2028\u2029]", " ", text)
    dash = _DASH.match(flat)
    offset = dash.end() if dash else 0
    for unit in units(flat[offset:]):
        for start, end in _split(flat, unit.start + offset, unit.end + offset, _MORE):
            for begin, stop in _shorter(flat, start, end):
                yield from _in_letters(flat, begin, stop)


def _split(text: str, start: int, end: int, at: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    for match in at.finditer(text, start, end):
        if match.start() > start:
            yield start, match.start()
        start = match.end()
    if start < end:
        yield start, end


def _shorter(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A stretch without punctuation cut at the words that link."""
    stretch = text[start:end]
    words = len(stretch.split())
    if words <= LONGEST or (words <= ENDLESS and stretch.count(",") * 15 > words):
        yield start, end
        return
    begin, count = start, 0
    pieces = list(_split(text, start, end, _LINK))
    for one, (a, b) in enumerate(pieces):
        count += len(text[a:b].split())
        last = one == len(pieces) - 1
        if last or count >= SHORTEST:
            yield from _bounded(text, begin, b)
            begin, count = (pieces[one + 1][0] if not last else b), 0


def _in_letters(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A stretch cut between two words so that none is longer than `MOST_LETTERS`."""
    while end - start > MOST_LETTERS:
        stop = text.rfind(" ", start + 1, start + MOST_LETTERS)
        stop = stop if stop > 0 else start + MOST_LETTERS
        yield start, stop
        start = stop + (text[stop] == " ")
    if start < end:
        yield start, end


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    words = list(re.finditer(r"\S+", text[start:end]))
    for at in range(0, len(words), LONGEST):
        some = words[at : at + LONGEST]
        yield start + some[0].start(), start + some[-1].end()


def tidy(said: str) -> str:
    """The words without hesitations, repetitions and openings, as a sentence is written."""
    text = _SPACE.sub(" ", said)
    text = _FILLER.sub(" ", text)
    text = _CUT_SHORT.sub(" ", text)
    text = _SPACE.sub(" ", text).strip(" ,;-–")
    for _ in range(2):
        text = _TWICE.sub(r"\1", text)
    shorter = _OPENING.sub("", text)
    if len(shorter.split()) >= 3:
        text = shorter
    text = re.sub(r"\s+([,.])", r"\1", text)
    text = re.sub(r"([,;])(?:\s*[,;])+", r"\1", text).strip(" ,;")
    if not text:
        return _SPACE.sub(" ", said).strip()
    text = text[0].upper() + text[1:]
    return text if text[-1] in ".!?…»" else text + "."
