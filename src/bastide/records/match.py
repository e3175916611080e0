"""Which named query a question asks for, if any, and with which parameters. No model.

1. Words that no query knows are set right when they are one slip away from a word that one does.
2. For each query, its parameters are read (`engine.slots`), and what they took is left out.
3. What is left is compared with the query's examples and title, stem by stem, rare words weighing
   more (`engine.matching`).
4. It is this query only if the likeness is high enough, no other query is as close, the question
   does not speak of what the query ignores (a month, a commune, a number), and it does not ask how
   to do something. Else none: a wrong figure is worse than silence.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from rapidfuzz.distance import OSA

from bastide.engine.asked import waits_for
from bastide.engine.french import Lexicon, fold, shipped_lexicon
from bastide.engine.matching import likeness, near, rarity, stems_of
from bastide.engine.slots import Parameter, Places, Slots, read

# Both were chosen by `python bench/records.py --tune` on the half of the evaluation set that is
# open to tuning, then measured on the other half: see docs/records.md.
ENOUGH = 0.60
APART = 0.04
# Share of the question's weight that no phrase of the query may know: « le prix de la carte ».
UNKNOWN = 0.5
_HOLE = re.compile(r"\{\w+\}")
_NARROWS = re.compile(
    r"(?<!\w)(?:à|a|au|aux)\s+(?:l['’]|la\s+|les?\s+)?(?P<after>[^\W\d_][\w-]{2,})"
    r"|(?<=[\w,] )(?P<proper>[A-ZÀ-Ÿ][^\W\d_][\w-]+)"
)
_WORD = re.compile(r"[^\W\d_]{5,}")
# How an agent introduces a question, and how one asks for a figure: they tell nothing apart.
_IDLE_WORDS = (
    "dame monsieur usager téléphone donner dire savoir regarder vérifier besoin chiffre "
    "nombre nb nbre combien total région garrigue actuellement moment jour aujourd'hui quel client "
    "mère maman papa père fils fille gens personne numéro svp prendre reste"
)
# Another side of the same subject, which figures of files do not tell: what a thing costs, when it
# opens, how long it is valid, what to do once it is lost.
_ASPECTS = re.compile(
    r"\b(?:prix|tarifs?|co[uû]te(?:nt|ra)?|gratuit\w*|horaires?|adresse|t[ée]l[ée]phone|conditions?"
    r"|plafond|maximum|perdue?s?|perte|vol[ée]e?s?|rembours\w*|contest\w*|recours|valables?"
    r"|priorit\w*|crit[èe]res?|r[èe]gles?"
    r"|validit[ée]|date limite|inscri\w*|cumul\w*|renouvel\w*|formulaires?|menus?|arr[êe]ts?)\b",
    re.IGNORECASE,
)
_PROCEDURE = frozenset({"steps", "papers", "right", "place", "who"})


@dataclass(frozen=True, slots=True)
class Asked:
    """A named query as the matching knows it. An example's `{name}` stands for a parameter."""

    slug: str
    title: str
    examples: tuple[str, ...]
    parameters: tuple[Parameter, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A query, how surely it is the one (0 to 1), and what the question says of its parameters."""

    slug: str
    score: float
    slots: Slots


@dataclass(frozen=True, slots=True)
class Known:
    """What is computed once for the queries of an organisation."""

    queries: tuple[Asked, ...]
    phrases: Mapping[str, tuple[frozenset[str], ...]]
    intents: Mapping[str, frozenset[str]]
    aspects: Mapping[str, frozenset[str]]
    weights: Mapping[str, float]
    vocabulary: Mapping[str, str]
    lexicon: Lexicon


def known(queries: Sequence[Asked], lexicon: Lexicon | None = None) -> Known:
    """Prepares the queries of an organisation."""
    words = lexicon or shipped_lexicon()
    phrases: dict[str, tuple[frozenset[str], ...]] = {}
    intents: dict[str, frozenset[str]] = {}
    aspects: dict[str, frozenset[str]] = {}
    vocabulary: dict[str, str] = {}
    for query in queries:
        lines = [query.title, *query.examples]
        bare = [_HOLE.sub(" ", line) for line in lines]
        stems = [_stems(line, words) for line in bare]
        phrases[query.slug] = tuple(dict.fromkeys(s for s in stems if s))
        intents[query.slug] = frozenset(kind for line in query.examples for kind in waits_for(line))
        aspects[query.slug] = frozenset().union(*map(_aspects, bare))
        said = [w for p in query.parameters for k, v in (p.choices or {}).items() for w in (k, *v)]
        cues = [cue for p in query.parameters for cue in p.cues]
        for line in [*bare, *said, *cues]:
            vocabulary |= {fold(w): w for w in _WORD.findall(line)}
    together = {slug: set().union(*sets) for slug, sets in phrases.items()}
    weights = rarity([sorted(stems) for stems in together.values()])
    return Known(tuple(queries), phrases, intents, aspects, weights, vocabulary, words)


def ranked(question: str, of: Known, places: Places, today: date) -> list[Match]:
    """Every query with its score, the likeliest first; those that cannot be it score 0."""
    text = spelt(question, of)
    places = _Once(places)
    aspects = _aspects(text)
    wanted = frozenset(waits_for(text)) & _PROCEDURE
    found = []
    for query in of.queries:
        slots = read(text, query.parameters, places, today, of.lexicon)
        asked = _stems(slots.rest, of.lexicon)
        best = max(
            (likeness(asked, phrase, of.weights, of.lexicon) for phrase in of.phrases[query.slug]),
            default=0.0,
        )
        if not asked and slots.values and not slots.missing and _names_a_row(query):
            best = 1.0  # a file's number alone is a question about that file
        strange = (
            slots.stray
            or _names_elsewhere(slots.rest, of)
            or _unknown(asked, of.phrases[query.slug], of) > UNKNOWN
            or (wanted and not wanted & of.intents[query.slug])
            or (aspects and not aspects & of.aspects[query.slug])
        )
        found.append(Match(query.slug, 0.0 if strange else best, slots))
    # Two queries may differ by what they take alone: the one that explains more of it comes first.
    return sorted(
        found,
        key=lambda m: (-round(m.score, 3), len(m.slots.missing), -len(m.slots.values), m.slug),
    )


def match(
    question: str,
    of: Known,
    places: Places,
    today: date,
    enough: float = ENOUGH,
    apart: float = APART,
) -> Match | None:
    """The query that the question asks for, or none when none is sure."""
    order = ranked(question, of, places, today)
    if not order or order[0].score < enough:
        return None
    first = order[0]
    rivals = [m for m in order[1:] if first.score - m.score < apart]
    return None if any(_as_full(m.slots, first.slots) for m in rivals) else first


def _as_full(one: Slots, other: Slots) -> bool:
    """Whether as much of a query is known: « en attente » alone is not of the query by commune."""
    return len(one.missing) <= len(other.missing) and len(one.values) >= len(other.values)


def _names_a_row(query: Asked) -> bool:
    return any(p.type == "identifier" and not p.cues for p in query.parameters)


def spelt(question: str, of: Known) -> str:
    """The question with the words that are a slip away from one that the queries use set right."""

    def right(found: re.Match[str]) -> str:
        word = found.group()
        plain = fold(word)
        if plain in of.vocabulary:
            return of.vocabulary[plain]  # with its accents, which the stemmer needs
        stems = of.lexicon.stems(word)
        if any(near(stem, frozenset(of.weights), of.lexicon) for stem in stems):
            return word
        most = 1 if len(plain) < 8 else 2
        close = [
            (OSA.distance(plain, other), other)
            for other in of.vocabulary
            if other[0] == plain[0] and abs(len(other) - len(plain)) <= most
        ]
        best = min(close, default=(99, ""))
        return of.vocabulary[best[1]] if best[0] <= most else word

    return _WORD.sub(right, question)


def _unknown(asked: frozenset[str], phrases: Sequence[frozenset[str]], of: Known) -> float:
    """Share of what is asked, rare words weighing more, that is in none of the phrases."""
    every = frozenset().union(*phrases)
    total = sum(of.weights.get(stem, 1.0) for stem in asked)
    strange = sum(of.weights.get(s, 1.0) for s in asked if not near(s, every, of.lexicon))
    return strange / total if total else 0.0


def _names_elsewhere(rest: str, of: Known) -> bool:
    """Whether what is left names a place or a proper noun that no query knows.

    « à Digne » where Digne is not of the table of communes must not give the figures of the whole
    region: a word right after « à », or with a capital within the sentence, narrows the question.
    """
    every = frozenset(of.weights)
    for found in _NARROWS.finditer(rest):
        stems = of.lexicon.stems(found["after"] or found["proper"])
        if any(s not in _idle() and not near(s, every, of.lexicon) for s in stems):
            return True
    return False


class _Once:
    """Communes looked for once a text, however many queries read it."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._found: dict[str, list[tuple[int, int, str, str]]] = {}

    def find(self, text: str) -> list[tuple[int, int, str, str]]:
        if text not in self._found:
            self._found[text] = self._places.find(text)
        return self._found[text]


def _aspects(text: str) -> frozenset[str]:
    return frozenset(fold(found)[:5] for found in _ASPECTS.findall(text))


@lru_cache(maxsize=1)
def _idle() -> frozenset[str]:
    return stems_of(_IDLE_WORDS)


def _stems(text: str, lexicon: Lexicon) -> frozenset[str]:
    return frozenset(s for s in stems_of(text, lexicon) if s not in _idle() and not s.isdigit())
