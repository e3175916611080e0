"""Scoring again, field by field, the passages that an index proposes.

Whichever engine proposed the candidates, the order is the same: everything here is computed from
the tokens of the candidates and from counts of the whole library.

score of a passage = title + theme + best passage + whole document   (BM25 of single words)
                   + adjacent pairs of words in the passage and in the title
                   + how much of the title was asked (a title said whole is what the call is about)

The theme path and the mix of passage and document follow what was measured on three sets; pairs of
adjacent words (« congé parental », « carte grise ») are what brought most: + 5 points of ndcg@10 on
long messages. Short keyword queries want the title to weigh more, long messages less. Every figure:
`python bench/search.py`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from bastide.engine.everyday import everyday_idf
from bastide.engine.french import Lexicon, analyse, shipped_lexicon
from bastide.engine.model import Candidate
from bastide.engine.packed import PackedCounts, PackedStems, pair_keys, stem_keys

K1 = 0.9
B = 0.75
B_TITLE = 0.8
B_THEME = 0.5
IDF_POWER = 0.8
TITLE_SHORT, TITLE_LONG = 1.3, 0.6  # weight of the title, questions of 3 words and of 11
THEME = 0.9
PASSAGE = 0.5
DOCUMENT = 0.5
SHORT_PASSAGE = 0.6  # a passage counts as no shorter than this share of the mean
PASSAGE_PAIRS = 0.45
TITLE_PAIRS = 0.2
# Share of the title's words that the question says, squared, beside the best possible score: + 1.9
# points of ndcg@10 on messages, + 0.9 on labour, none on questions; 0.05 to 0.08 give the same.
TITLE_ASKED = 0.06
ACRONYM = 0.25  # weight of the words of an acronym, in proportion to the acronym itself
LONG_OTHERS = 0.7  # how much less such words weigh in a long message, which has words enough
FAMILY = 0.2  # weight of the other words of a family
LONGEST_QUESTION = 60  # distinct stems kept of a question, the rarest first


@dataclass(frozen=True, slots=True)
class Question:
    """A question's stems in order, its pairs of adjacent stems, and what may stand for a stem.

    `others`: stem → the stem of the question it stands for, and its weight (0 to 1).
    """

    terms: tuple[str, ...]
    pairs: frozenset[tuple[str, str]]
    others: Mapping[str, tuple[str, float]]

    def with_others(self, more: Mapping[str, tuple[str, float]]) -> Question:
        added = {k: v for k, v in more.items() if k not in self.terms and k not in self.others}
        return Question(self.terms, self.pairs, {**self.others, **added})


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
    body: PackedCounts


@dataclass(frozen=True, slots=True)
class PassageTokens:
    passage: int
    document: int
    stems: PackedStems


def question(text: str, lexicon: Lexicon | None = None) -> Question:
    """A question as the ranking reads it. Repeated words count once."""
    words = lexicon or shipped_lexicon()
    stems = analyse(text, words)
    terms = tuple(dict.fromkeys(stems))
    pairs = set(zip(stems, stems[1:], strict=False))
    others: dict[str, tuple[str, float]] = {}
    for stem in terms:
        opened = words.expansion(stem)
        pairs.update(zip(opened, opened[1:], strict=False))
        for other, weight in [
            *((o, ACRONYM) for o in opened),
            *((o, FAMILY) for o in words.family(stem)),
        ]:
            if other not in terms and others.get(other, ("", 0.0))[1] < weight:
                others[other] = (stem, weight)
    return Question(terms, frozenset(pairs), others)


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
    limit: int,
) -> list[Candidate]:
    """The `limit` best candidates, best first, with the features that the confidence is made of.

    `df`: number of documents that hold a stem; `pair_df`: that hold two stems side by side.
    """
    idfs = {t: idf(df(t), counts.documents) for t in asked.terms}
    known = [t for t in asked.terms if df(t) > 0]
    if len(known) > LONGEST_QUESTION:
        known = sorted(known, key=lambda t: -idfs[t])[:LONGEST_QUESTION]
    weights = {t: idfs[t] ** IDF_POWER for t in known}
    spread = min(1.0, max(0.0, (len(asked.terms) - 3) / 8))
    title_weight = TITLE_SHORT + (TITLE_LONG - TITLE_SHORT) * spread
    stands: dict[str, list[str]] = {}
    for other, (term, share) in asked.others.items():
        if df(other) > 0 and (term in weights or term not in known):
            # A rarer relative is worth no more than the word that was used.
            own = idfs.get(term, math.inf)  # a word begun stands for nothing yet
            share *= 1 - LONG_OTHERS * spread
            weights[other] = share * min(idf(df(other), counts.documents), own) ** IDF_POWER
            stands.setdefault(term, []).append(other)
    if not weights:
        return []
    pairs = {
        pair: idf(frequency, counts.documents) ** IDF_POWER
        for pair in asked.pairs
        if (frequency := pair_df(*pair))
    }
    # A word that the library does not know (misspelt, or another word of a family that it knows) is
    # worth what the known word that stands for it is worth.
    replaced = {t for t in stands if t not in weights and t in idfs}
    for term in replaced:
        idfs[term] = max(idf(df(other), counts.documents) for other in stands[term])
    mass = sum(idfs.values()) or 1.0
    ceiling = (K1 + 1) * sum(weights.values()) * (PASSAGE + DOCUMENT + title_weight)

    def covered(*fields: Collection[str]) -> float:
        """Share of the question's weight found in the fields, a known word's relative for half."""
        total = 0.0
        for term, own in idfs.items():
            if any(term in f for f in fields):
                total += own
            elif any(other in f for other in stands.get(term, ()) for f in fields):
                total += own if term in replaced else own / 2
        return total / mass

    every = [*idfs, *(o for o in weights if o not in idfs)]
    whole: dict[int, float] = {}
    bodies: dict[int, dict[str, int]] = {}
    for number, document in documents.items():
        title_length = sum(document.title.values())
        body = bodies[number] = document.body.counts(every)
        whole[number] = (
            title_weight * _field(weights, document.title, title_length, counts.title, B_TITLE)
            + THEME
            * _field(weights, document.theme, sum(document.theme.values()), counts.theme, B_THEME)
            + DOCUMENT * _field(weights, body, document.body.length, counts.document, B)
            + TITLE_PAIRS
            * sum(
                weight * _tf(1, title_length, counts.title, B_TITLE)
                for pair, weight in pairs.items()
                if pair in document.title_pairs
            )
            + TITLE_ASKED
            * ceiling
            * (len(weights.keys() & document.title.keys()) / max(1, len(document.title))) ** 2
        )

    words, together = stem_keys(every), pair_keys(pairs)
    ranked: list[tuple[float, PassageTokens, dict[str, int], int]] = []
    for passage in passages:
        if passage.document in whole:
            # A line of four words is not four times as good as a paragraph that says more.
            length = max(passage.stems.length, int(SHORT_PASSAGE * counts.passage))
            held = passage.stems.counts(words)
            own = PASSAGE * _field(weights, held, length, counts.passage, B)
            seen = passage.stems.pair_counts(together) if len(held) > 1 else {}
            own += PASSAGE_PAIRS * sum(
                pairs[pair] * _tf(n, length, counts.passage, B) for pair, n in seen.items()
            )
            ranked.append((whole[passage.document] + own, passage, held, len(seen)))
    ranked.sort(key=lambda r: (-r[0], r[1].document, r[1].passage))

    of_the_trade = sum(idfs[t] < everyday_idf(t) for t in known)
    trade = of_the_trade / max(1, len(asked.terms))

    # What the confidence is made of is computed for those that are shown only.
    found: list[Candidate] = []
    for total, passage, held, seen_pairs in ranked[:limit]:
        title = documents[passage.document].title
        title_mass = sum(idf(df(t), counts.documents) for t in title) or 1.0
        in_title = sum(idf(df(t), counts.documents) for t in title if t in weights)
        features = {
            "strength": total / ceiling,
            "passage_cover": covered(held, title),
            "document_cover": covered(bodies[passage.document]),
            "title_cover": in_title / title_mass,
            "pairs": seen_pairs / len(asked.pairs) if asked.pairs else 0.0,
            "terms": float(len(asked.terms)),
            "unknown": 1 - (len(known) + len(replaced)) / max(1, len(asked.terms)),
            "trade": trade,
            "documents": float(counts.documents),
        }
        found.append(Candidate(passage.passage, passage.document, total, features))
    return found


def _field(
    weights: Mapping[str, float], tokens: Mapping[str, int], length: int, mean: float, b: float
) -> float:
    norm = K1 * (1 - b + b * length / max(mean, 1.0))
    total = 0.0
    for term in weights.keys() & tokens.keys():
        count = tokens[term]
        total += weights[term] * count * (K1 + 1) / (count + norm)
    return total
