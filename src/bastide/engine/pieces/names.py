"""Whether two names are the same person's, by their tokens, and why, in French.

1. Each name becomes *readings*: which tokens are surnames, which are given names. A name whose
   order is unknown has several; « née », « épouse » and a usage name add surnames.
2. Readings are compared two by two, surnames first, then given names; the best agreement counts.
3. Accents, case, hyphens, apostrophes and titles never part two names. One confusion of optical
   readers in a token of five letters or more does not either; any other letter is « unsure ».

MARTIN is not MARTINEZ, N'DIAYE is NDIAYE, GÉRARD-LEFÈVRE may be LEFEVRE.
Source for surnames: code civil art. 225-1 (usage name), 311-21 (double names, either part in use);
a shared first given name is enough, as documents seldom print them all.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from bastide.engine.pieces.companies import compare_companies, same_company
from bastide.engine.pieces.likeness import Comparison, Likeness, token_likeness

__all__ = [
    "Comparison", "Likeness", "PersonName", "compare", "compare_companies", "same_company",
    "tokens",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name as a document gives it; `full_name` when it does not tell surname from given names."""

    surname: str = ""
    usage_name: str = ""
    given_names: str = ""
    full_name: str = ""


def compare(a: PersonName, b: PersonName) -> Comparison:
    """Compare two names; symmetric, blind to case, accents and punctuation.

    `unsure` too when one of the names is missing or has no given name: nothing proves them apart.
    """
    left, right = _readings(a), _readings(b)
    if not left or not right:
        return Comparison("unsure", "Un des deux noms manque ou n'a pas pu être lu.")
    best = max((_compare_readings(x, y) for x in left for y in right), key=lambda found: found[0])
    strength, _ = best
    if strength == 2 and _both_have_more(a, b):
        return Comparison("unsure", "Une partie du nom seulement est la même sur les deux pièces.")
    # Several pairs may agree as much and for other reasons: one order for both directions.
    reasons = {
        reason
        for score, reason in (_compare_readings(x, y) for x in left for y in right)
        if score == strength
    }
    return Comparison(_OUTCOMES[strength], min(reasons))


def tokens(text: str) -> tuple[str, ...]:
    """The tokens of a name: capitals, no accents, no titles; apostrophes glue, hyphens stay.

    >>> tokens("Mme Zoé N'Diaye-Lefèvre")
    ('ZOE', 'NDIAYE-LEFEVRE')
    """
    plain = _plain(text)
    plain = re.sub(r"\s*-\s*", "-", plain)
    found = [token.strip("-") for token in re.split(r"[^A-Z0-9|\-]+", plain)]
    return tuple(token for token in found if token and token not in _TITLES)


# --- readings ------------------------------------------------------------------------------------

_OUTCOMES: tuple[Likeness, ...] = ("different", "unsure", "same")
_TITLES = frozenset(
    "M MR MME MMES MLLE MLE MONSIEUR MADAME MADEMOISELLE DR DOCTEUR PR ME MAITRE VEUF".split()
)
_MARKERS = frozenset("NEE NE EPOUSE EPOUX EP EPSE VEUVE VVE DUSAGE".split())
_NOISE = frozenset("NOM PRENOM PRENOMS".split())
_PARTICLES = frozenset("DE DU DES D LA LE L EL AL BEN BENT VAN VON DER DEN DOS DA DI".split())
# Longer names than that are hostile or several persons; readings grow with the square.
_MOST_TOKENS = 12


class _Reading(NamedTuple):
    surnames: tuple[tuple[str, ...], ...]
    given: tuple[str, ...]


def _plain(text: str) -> str:
    text = text.replace("œ", "oe").replace("Œ", "OE").replace("æ", "ae").replace("Æ", "AE")
    text = unicodedata.normalize("NFKD", text.casefold())
    text = "".join(c for c in text if not unicodedata.combining(c)).upper()
    # « N'DIAYE », « N’ DIAYE », « D'ALMEIDA », « O'BRIEN » are one word each.
    return re.sub(r"\b([A-Z]{1,2})\s?['’‘`´ʼ]\s?(?=[A-Z])", r"\1", text)


@lru_cache(maxsize=4096)
def _readings(name: PersonName) -> tuple[_Reading, ...]:
    given = tokens(name.given_names)
    surnames = [*_married(tokens(name.surname)), *_married(tokens(name.usage_name))]
    if surnames:
        return (_Reading(tuple(dict.fromkeys(surnames)), given),)
    whole = [token for token in tokens(name.full_name) if token not in _NOISE][:_MOST_TOKENS]
    if given:
        # Given names are known, the rest of the full name is the surname.
        rest = [token for token in whole if token not in given] or whole
        return (_Reading(tuple(_married(tuple(rest))), given),) if rest else ()
    return tuple(dict.fromkeys(_splits(whole)))


def _married(found: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The surnames in « MARTIN épouse DUPONT »: one on each side of the marker."""
    parts: list[list[str]] = [[]]
    for token in found:
        if token in _MARKERS:
            parts.append([])
        elif token not in _NOISE:
            parts[-1].append(token)
    return [tuple(part) for part in parts if part]


def _splits(whole: list[str]) -> Iterable[_Reading]:
    """Every way to part a full name: surname first or last, any length; with « née X », X as a
    second surname."""
    marker = next((i for i, token in enumerate(whole) if token in _MARKERS), None)
    if marker is not None:
        before = [t for t in whole[:marker] if t not in _MARKERS]
        after = [t for t in whole[marker + 1 :] if t not in _MARKERS]
        for size in range(1, len(after) + 1):
            for reading in _splits(before + after[size:]):
                yield _Reading((*reading.surnames, tuple(after[:size])), reading.given)
        return
    if len(whole) == 1:
        yield _Reading((tuple(whole),), ())
    for size in range(1, len(whole)):
        yield _Reading((tuple(whole[:size]),), tuple(whole[size:]))
        yield _Reading((tuple(whole[-size:]),), tuple(whole[:-size]))


def _both_have_more(a: PersonName, b: PersonName) -> bool:
    """Whether two full names, neither of them in a known order, each have a token that the other
    lacks: « DUPONT Marie Claire » and « DUPONT Jean Claire » agree on nothing that is sure."""
    if any((n.surname, n.usage_name, n.given_names) != ("", "", "") for n in (a, b)):
        return False
    left, right = (
        [t for t in _parts(tokens(n.full_name)) if t not in _MARKERS and t not in _NOISE]
        for n in (a, b)
    )
    only_left = [p for p in left if all(token_likeness(p, q) != 2 for q in right)]
    only_right = [p for p in right if all(token_likeness(p, q) != 2 for q in left)]
    return bool(only_left and only_right) and "".join(only_left) != "".join(only_right)


# --- comparing: 2 same, 1 unsure, 0 different ----------------------------------------------------


def _compare_readings(x: _Reading, y: _Reading) -> tuple[int, str]:
    surname = max(_surname(s, t) for s in x.surnames for t in y.surnames)
    if surname == 0:
        return 0, "Les noms de famille sont différents."
    if not x.given or not y.given:
        return 1, "Le nom de famille concorde, mais un prénom manque."
    given = _given(x.given, y.given)
    if given == 0:
        return 0, "Le nom de famille concorde, mais les prénoms sont différents."
    if surname == given == 2:
        return 2, "Le nom et le premier prénom sont les mêmes."
    if surname == 1:
        return 1, "Les noms de famille se ressemblent sans être identiques."
    return 1, "Le nom est le même, les prénoms ne concordent qu'en partie."


@lru_cache(maxsize=8192)
def _surname(s: tuple[str, ...], t: tuple[str, ...]) -> int:
    left, right = _parts(s), _parts(t)
    joined = token_likeness("".join(left), "".join(right))
    if joined:
        return joined
    bare_left = [part for part in left if part not in _PARTICLES] or left
    bare_right = [part for part in right if part not in _PARTICLES] or right
    if bare_left == bare_right:
        return 1  # a particle is missing in one of them
    # One of the two parts of a double name (code civil art. 311-21 and 225-1).
    small, large = sorted((bare_left, bare_right), key=len)
    if len(small) < len(large) and all(
        any(token_likeness(p, q) == 2 for q in large) for p in small
    ):
        return 1
    return 0


@lru_cache(maxsize=8192)
def _given(s: tuple[str, ...], t: tuple[str, ...]) -> int:
    first = token_likeness(_joined(s[:1]), _joined(t[:1]))
    if first == 2:
        return 2
    # « Jean Pierre » and « Jean-Pierre »; a run of tokens on one side is one token on the other.
    if any(
        _joined(s[:i]) == _joined(t[:j])
        for i in range(1, min(3, len(s)) + 1)
        for j in range(1, min(3, len(t)) + 1)
    ):
        return 2
    if first == 1:
        return 1
    left, right = _parts(s), _parts(t)
    if any(token_likeness(p, q) == 2 for p in left for q in right):
        return 1  # a second given name, or one half of a double one
    initials = {left[0], right[0]}
    if any(len(i) == 1 for i in initials) and len({i[0] for i in initials}) == 1:
        return 1
    return 0


def _parts(found: tuple[str, ...]) -> list[str]:
    return [part for token in found for part in token.split("-") if part]


def _joined(found: tuple[str, ...]) -> str:
    return "".join(found).replace("-", "")
