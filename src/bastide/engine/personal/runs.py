"""Runs of capitalised words in a text: what names are cut from.

One pass over the words, so that a line of any length costs its length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bastide.engine.french import fold
from bastide.engine.personal import words
from bastide.engine.personal.cues import after_title

UPPER = "[^\\W\\d_a-zà-öø-ÿœşğıłśżźćńčšžőűāēīō]"
_TOKEN = re.compile(
    rf"(?<![\w@])(?:{UPPER}\.(?:-?{UPPER}\.)*(?!\w)|{UPPER}\w*(?:'\w+)*(?:-\w+(?:'\w+)*)*)"
)
_PARTICLE = (
    r"(?:d[eu]|des|de la|la|le|van|von|der|den|ben|bin|el|al|da|dos|das|di|del|della|y|ould)"
)
_GAP = re.compile(rf"[ ]+(?:{_PARTICLE}[ ]+)*(?:d'|de l')?")
_LONGEST_GAP = 20
_LONGEST_RUN = 8
_LONGEST_WORD = 60
# Elided words before a capital that begins a sentence: « L'Association », « J'Appelle ».
_ELIDED = re.compile(r"(?:[LJCST]|Qu)'(?=\w)")


@dataclass(frozen=True, slots=True)
class Token:
    """A capitalised word at `[start, end)`. `linked`: a particle stands before it in its run."""

    start: int
    end: int
    text: str
    linked: bool = False

    @property
    def initial(self) -> bool:
        return self.text.endswith(".")

    @property
    def upper(self) -> bool:
        return len(self.text) > 1 and self.text.isupper() and not self.initial

    @property
    def particle(self) -> bool:
        return fold(self.text) in words.PARTICLES

    @property
    def first(self) -> bool:
        return not self.initial and words.first_name(self.text)

    @property
    def last(self) -> bool:
        return not self.initial and words.surname(self.text)

    @property
    def common(self) -> bool:
        return not self.initial and words.common(self.text)

    @property
    def place(self) -> bool:
        return words.place(self.text)

    @property
    def strange(self) -> bool:
        """Neither a word of French, a place nor the initials of a body."""
        return not (self.initial or self.common or self.place or words.acronym(self.text))

    @property
    def named(self) -> bool:
        """It can be a surname without any other cue than a first name beside it."""
        return self.initial or self.particle or self.strange or (self.last and not self.place)


def runs(view: str) -> Iterator[list[Token]]:
    """The runs of a text whose spaces and apostrophes are plain, cut where a name cannot go on."""
    run: list[Token] = []
    for found in _TOKEN.finditer(view):
        token = _token(view, found)
        if token is None:
            continue
        titled = after_title(view, token.start)
        bare = token.text.rstrip(".")
        stops = words.stop(bare, titled=titled) and not _initial(token, view)
        if run:
            between = view[run[-1].end : token.start]
            linked = len(between) <= _LONGEST_GAP and _GAP.fullmatch(between) is not None
            particle = linked and bool(between.strip())
            odd = token.place or token.upper or (token.common and not token.last)
            cut = particle and odd and not token.particle
            if cut and run[-1].first and token.text.startswith(("Saint-", "Sainte-")):
                cut = False  # « Édouard de Saint-Ferréol »
            if not linked or stops or cut or len(run) >= _LONGEST_RUN:
                yield run
                run = []
            elif particle:
                token = Token(token.start, token.end, token.text, linked=True)
        if not stops:
            run.append(token)
    if run:
        yield run


def _token(view: str, found: re.Match[str]) -> Token | None:
    """The word without what is elided before it; none for « L'arrêt », or what no name is."""
    start = found.start()
    elided = _ELIDED.match(found[0])
    if elided:
        start += elided.end()
        if view[start].islower():
            return None
    if found.end() - start > _LONGEST_WORD:
        return None
    return Token(start, found.end(), view[start : found.end()])


def _initial(token: Token, view: str) -> bool:
    """« A. Martin »: an initial is no word; « M. Martin » has a title."""
    return token.initial and token.text != "M." and view[token.end : token.end + 1] == " "
