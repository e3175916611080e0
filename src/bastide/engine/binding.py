"""Whether a figure of a sentence is said of what its source says it of.

« L'hébergement est payé 3 € » holds only words and figures of a table where 3 € is for a meal. The
figure's own row, item or clause must share at least as many telling words with the sentence as any
other that holds a figure of the same kind.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bastide.engine.covered import stands_for
from bastide.engine.figures import Figure, agrees, figures
from bastide.engine.french import Lexicon, analyse
from bastide.engine.located import Evidence

_PARTS = re.compile(r"[;:,.!?\n]\s|\s(?:et|mais|ou|puis|contre|sauf)\s|\s\|\s|\s[–-]\s")
_RANGE = re.compile(r"\s*(?:[-–]|à|au|et|ou)\s*(?:le\s|la\s)?\s*", re.IGNORECASE)


def misplaced(sentence: str, evidence: Sequence[Evidence], lexicon: Lexicon) -> Figure | None:
    """The first figure of the sentence that its source gives to something else; None if all are
    in their place."""
    said = figures(sentence, lexicon)
    for one in said:
        alike = [f for f in said if (f.kind, f.unit) == (one.kind, one.unit)]
        about = sentence if len(alike) == 1 else _around(sentence, one)
        about = about.replace(sentence[one.start : one.end], " ")
        if _elsewhere(one, _clauses(evidence), about, lexicon):
            return one
        for piece in evidence:
            if piece.kind != "row" and _elsewhere(one, _cut(piece.text), about, lexicon):
                return one
    return _turned(sentence, said, evidence, lexicon)


_GIVEN = re.compile(
    r"\b(?:vers|pay|donn|accord|attribu|allou|rembours|remis|remet|transm|envo[iy]|distribu)\w*"
    r"(?P<rest>[^.;:!?|\n]{0,90})",
    re.IGNORECASE,
)
_TO = re.compile(
    r"\b(?:au|aux|à (?:la |l['’]|leurs? |son |sa |ses |chaque |tous les |toutes les )?)\s*"
    r"(?P<who>[a-zà-ÿ-]{3,})",
    re.IGNORECASE,
)


def other_recipient(sentence: str, evidence: Sequence[Evidence], lexicon: Lexicon) -> str | None:
    """Whom the sentence says that something is given to, when its source gives it to others:
    « versée au jeune » for « versée à l'auto-école »."""
    held = frozenset(stem for one in evidence for _, stem in _recipients(one.whole, lexicon))
    if not held:
        return None
    for who, stem in _recipients(sentence, lexicon):
        if not stands_for(stem, held, lexicon):
            return who
    return None


def _recipients(text: str, lexicon: Lexicon) -> list[tuple[str, str]]:
    """(word, stem) of those to whom something is given, paid or sent."""
    found = []
    for given in _GIVEN.finditer(text):
        for match in _TO.finditer(given["rest"]):
            stems = analyse(match["who"], lexicon)
            if len(stems) == 1 and stems[0] not in _TIMES:
                found.append((match["who"], stems[0]))
    return found


_TIMES = frozenset(
    stem
    for word in "début fin mois partir moins plus tard maximum minimum titre moment bout cas "
    "inscription date compte domicile".split()
    for stem in analyse(word)
)


def _clauses(evidence: Sequence[Evidence]) -> list[str]:
    return [piece.text for piece in evidence if piece.kind != "heading"]


def _cut(text: str) -> list[str]:
    return [part for part in _PARTS.split(text) if part and part.strip()]


def _around(sentence: str, one: Figure) -> str:
    """The clause of the sentence in which a figure stands."""
    at = 0
    for match in _PARTS.finditer(sentence):
        if match.start() >= one.end:
            return sentence[at : match.start()]
        if match.end() <= one.start:
            at = match.end()
    return sentence[at:]


def _elsewhere(one: Figure, clauses: list[str], about: str, lexicon: Lexicon) -> bool:
    own: list[frozenset[str]] = []
    rivals: list[frozenset[str]] = []
    for clause in clauses:
        held = [f for f in figures(clause, lexicon) if (f.kind, f.unit) == (one.kind, one.unit)]
        if any(agrees(replace(one, bound=f.bound), f, lexicon) for f in held):
            own.append(frozenset(analyse(clause, lexicon)))
        elif held:
            rivals.append(frozenset(analyse(clause, lexicon)))
    if not own or not rivals:
        return False
    told = list(dict.fromkeys(analyse(about, lexicon)))
    shared = [
        (sum(stands_for(s, stems, lexicon) for s in told if not _everywhere(s, own + rivals)))
        for stems in own + rivals
    ]
    return max(shared[len(own) :]) > max(shared[: len(own)])


def _everywhere(stem: str, clauses: list[frozenset[str]]) -> bool:
    return all(stem in clause for clause in clauses)


def _turned(
    sentence: str, said: list[Figure], evidence: Sequence[Evidence], lexicon: Lexicon
) -> Figure | None:
    """A range told the wrong way round: « de 18 h à 8 h » for « 8 h - 18 h »."""
    for one, other in zip(said, said[1:], strict=False):
        if one.kind != other.kind or not _RANGE.fullmatch(sentence[one.end : other.start]):
            continue
        pairs = [
            (a, b)
            for piece in evidence
            for held in [figures(piece.whole, lexicon)]
            for index, a in enumerate(held)
            for b in held[index + 1 :]
        ]
        if not any(agrees(one, a, lexicon) and agrees(other, b, lexicon) for a, b in pairs):
            return other
    return None
