"""Scoring again, field by field, the passages that an index proposes.

Whichever engine proposed the candidates, the order is the same: everything here is computed from
the tokens of the candidates and from counts of the whole library.

score of a passage = title + theme + best passage + whole document   (BM25 of single words)
                   + adjacent pairs of words in the passage and in the title

The theme path and the mix of passage and document follow what was measured on three sets; pairs of
adjacent words (« congé parental », « carte grise ») are what brought most: + 5 points of ndcg@10 on
long messages. Short keyword queries want the title to weigh more, long messages less. Every figure:
`python bench/search.py`.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bastide.engine.french import Lexicon, analyse, shipped_lexicon
from bastide.engine.model import Candidate

K1 = 0.9
B = 0.75
B_TITLE = 0.8
B_THEME = 0.5
IDF_POWER = 0.8
TITLE_SHORT, TITLE_LONG = 1.3, 0.6  # weight of the title, questions of 3 words and of 11
THEME = 0.6
PASSAGE = 0.5
DOCUMENT = 0.5
PASSAGE_PAIRS = 0.35
TITLE_PAIRS = 0.2
ACRONYM_WEIGHT = 0.5
LONGEST_QUESTION = 60  # distinct stems kept of a question, the rarest first


@dataclass(frozen=True, slots=True)
class Question:
    """A question's stems with their weights, in order, and its pairs of adjacent stems."""

    terms: Mapping[str, float]
    pairs: frozenset[tuple[str, str]]
    unknown: int = 0

    @property
    def length(self) -> int:
        return len(self.terms)


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts of the whole library: documents, passages, mean lengths in stems per field."""

    documents: int
    passages: int
    title: float
    theme: float
    passage: float
    document: float


@dataclass(frozen=True, slots=True)
class DocumentTokens:
    """A candidate document: stems of its title, of its theme path, and of its whole text."""

    document: int
    title: Mapping[str, int]
    title_pairs: frozenset[tuple[str, str]]
    theme: Mapping[str, int]
    body: Mapping[str, int]
    length: int


@dataclass(frozen=True, slots=True)
class PassageTokens:
    passage: int
    document: int
    tokens: Sequence[str]


def question(text: str, lexicon: Lexicon | None = None) -> Question:
    """A question as the ranking reads it. Repeated words count once."""
    words = lexicon or shipped_lexicon()
    stems = analyse(text, words)
    terms: dict[str, float] = dict.fromkeys(stems, 1.0)
    pairs = set(zip(stems, stems[1:], strict=False))
    for stem in list(terms):
        opened = words.expansion(stem)
        for other in opened:
            terms.setdefault(other, ACRONYM_WEIGHT)
        pairs.update(zip(opened, opened[1:], strict=False))
    return Question(terms, frozenset(pairs))


def idf(df: int, documents: int) -> float:
    """Inverse document frequency, as in BM25 (Robertson and Spärck Jones, Lucene's variant)."""
    return math.log(1 + (documents - df + 0.5) / (df + 0.5))


def _tf(count: float, length: int, mean: float, b: float) -> float:
    return count * (K1 + 1) / (count + K1 * (1 - b + b * length / max(mean, 1.0)))


def score(
    asked: Question,
    passages: Sequence[PassageTokens],
    documents: Mapping[int, DocumentTokens],
    counts: Counts,
    df: Callable[[str], int],
    pair_df: Callable[[str, str], int],
) -> list[Candidate]:
    """The candidates, best first, with the features that the confidence is made of.

    `df`: number of documents that hold a stem; `pair_df`: that hold two stems side by side.
    """
    idfs = {t: idf(df(t), counts.documents) for t in asked.terms}
    known = {t: w for t, w in asked.terms.items() if df(t) > 0}
    if len(known) > LONGEST_QUESTION:
        rarest = sorted(known, key=lambda t: -idfs[t])[:LONGEST_QUESTION]
        known = {t: known[t] for t in rarest}
    if not known:
        return []
    weights = {t: w * idfs[t] ** IDF_POWER for t, w in known.items()}
    pairs = {
        pair: idf(together, counts.documents) ** IDF_POWER
        for pair in asked.pairs
        if pair[0] in known and pair[1] in known and (together := pair_df(*pair))
    }
    spread = min(1.0, max(0.0, (asked.length - 3) / 8))
    title_weight = TITLE_SHORT + (TITLE_LONG - TITLE_SHORT) * spread
    mass = sum(idfs[t] * w for t, w in asked.terms.items()) or 1.0
    ceiling = (K1 + 1) * sum(weights.values()) * (PASSAGE + DOCUMENT + title_weight)

    fixed: dict[int, tuple[float, float, float]] = {}
    for number, document in documents.items():
        title, theme = document.title, document.theme
        title_length = sum(title.values())
        whole = title_weight * _field(weights, title, title_length, counts.title, B_TITLE)
        whole += THEME * _field(weights, theme, sum(theme.values()), counts.theme, B_THEME)
        whole += DOCUMENT * _field(weights, document.body, document.length, counts.document, B)
        whole += TITLE_PAIRS * sum(
            w * _tf(1, title_length, counts.title, B_TITLE)
            for pair, w in pairs.items()
            if pair in document.title_pairs
        )
        title_mass = sum(idf(df(t), counts.documents) for t in title) or 1.0
        in_title = sum(idfs[t] for t in known if t in title)
        body_mass = sum(
            idfs[t] * known[t] for t in known if t in document.body or t in title or t in theme
        )
        fixed[number] = (whole, min(1.0, in_title / title_mass), body_mass / mass)

    found: list[Candidate] = []
    for passage in passages:
        if passage.document not in fixed:
            continue
        whole, title_cover, body_cover = fixed[passage.document]
        body = Counter(passage.tokens)
        length = len(passage.tokens)
        own = PASSAGE * _field(weights, body, length, counts.passage, B)
        seen = Counter(
            pair
            for pair in zip(passage.tokens, passage.tokens[1:], strict=False)
            if pair in pairs
        )
        own += PASSAGE_PAIRS * sum(
            pairs[pair] * _tf(n, length, counts.passage, B) for pair, n in seen.items()
        )
        title = documents[passage.document].title
        covered = sum(idfs[t] * known[t] for t in known if t in body or t in title)
        total = whole + own
        found.append(
            Candidate(
                passage.passage,
                passage.document,
                total,
                {
                    "strength": total / ceiling,
                    "passage_cover": covered / mass,
                    "document_cover": body_cover,
                    "title_cover": title_cover,
                    "pairs": len(seen) / len(asked.pairs) if asked.pairs else 0.0,
                    "terms": float(asked.length),
                    "unknown": (asked.length - len(known)) / asked.length,
                },
            )
        )
    found.sort(key=lambda c: (-c.score, c.document, c.passage))
    return found


def _field(
    weights: Mapping[str, float], tokens: Mapping[str, int], length: int, mean: float, b: float
) -> float:
    return sum(
        weight * _tf(tokens[term], length, mean, b)
        for term, weight in weights.items()
        if term in tokens
    )
