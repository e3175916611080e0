"""Does a phrase of the authority's own (a card's question, a subject's words) match a question?

Two measures, both on stems, weighted by how rare a word is among the phrases compared:
- `likeness`: how much two questions say the same thing (harmonic mean of both coverages);
- `contains`: whether all the words of a short phrase are in a question.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from bastide.engine.french import Lexicon, analyse, shipped_lexicon


def stems_of(text: str, lexicon: Lexicon | None = None) -> frozenset[str]:
    """The distinct stems of a phrase, each acronym opened as well."""
    words = lexicon or shipped_lexicon()
    stems = analyse(text, words)
    return frozenset(stems)


def likeness(
    one: frozenset[str],
    other: frozenset[str],
    weights: Mapping[str, float],
    lexicon: Lexicon | None = None,
) -> float:
    """From 0 (nothing in common) to 1 (the same words, or others of their families)."""
    words = lexicon or shipped_lexicon()
    forth = _covered(one, other, weights, words)
    back = _covered(other, one, weights, words)
    return 2 * forth * back / (forth + back) if forth and back else 0.0


def _covered(
    one: frozenset[str], other: frozenset[str], weights: Mapping[str, float], lexicon: Lexicon
) -> float:
    total = sum(weights.get(t, 1.0) for t in one)
    found = sum(weights.get(t, 1.0) for t in one if near(t, other, lexicon))
    return found / total if total else 0.0


def near(stem: str, others: frozenset[str], lexicon: Lexicon) -> bool:
    """Whether a stem, its family, or the whole of what it abbreviates, is among others."""
    if stem in others or any(member in others for member in lexicon.family(stem)):
        return True
    opened = lexicon.expansion(stem)
    return bool(opened) and all(word in others for word in opened)


def contains(asked: frozenset[str], phrase: frozenset[str], lexicon: Lexicon) -> bool:
    """Whether a question holds every word of a phrase (or words of their families)."""
    return bool(phrase) and all(near(stem, asked, lexicon) for stem in phrase)


def rarity(phrases: Sequence[Iterable[str]]) -> dict[str, float]:
    """A weight for each stem: 1 for one that a single phrase holds, less for a common one."""
    counts: dict[str, int] = {}
    for phrase in phrases:
        for stem in set(phrase):
            counts[stem] = counts.get(stem, 0) + 1
    return {stem: 1 / (1 + 0.15 * (n - 1)) for stem, n in counts.items()}
