"""What triage sees of a mail: subjects of the trade, stems, pairs of stems, n-grams of characters.

A word weighs by its rarity in everyday French (`engine.everyday`), known before any example; the
subjects (`subjects`) tell apart the names of the services alone, and words that no example has
said. N-grams of characters make up for misspellings. All are hashed into `BUCKETS`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache
from zlib import crc32

from bastide.engine.french import fold, shipped_lexicon
from bastide.engine.mail.subjects import heard, names, rarity, subjects

BUCKETS = 1 << 15
# Characters of a mail that are read.
LONGEST = 6_000
# Shares of the three groups, and weight of a pair of stems against a stem.
WORDS, CHARACTERS, SUBJECTS = 1.0, 1.0, 0.7
PAIR = 0.5
# Weight of subjects that is evidence enough: one common word that says a subject counts for less.
EVIDENCE = 50.0


def features(text: str) -> dict[int, float]:
    """Bucket → weight, of norm 1; empty for a text without a word."""
    found = heard(text[:LONGEST])
    said = [stem for _, stem in found]
    words: dict[int, float] = {}
    shape: dict[int, float] = {}
    for word, stem in found:
        _add(words, _bucket(f"w{stem}"), rarity(stem))
        for bucket, weight in _characters(fold(word)):
            _add(shape, bucket, weight)
    for one, other in zip(said, said[1:], strict=False):
        _add(words, _bucket(f"p{one} {other}"), PAIR * math.sqrt(rarity(one) * rarity(other)))
    about = {_bucket(f"s{name}"): weight for name, weight in subjects(said).items()}
    told = SUBJECTS * math.sqrt(min(1.0, sum(about.values()) / EVIDENCE))
    total: dict[int, float] = {}
    for group, share in ((words, WORDS), (shape, CHARACTERS), (about, told)):
        norm = math.sqrt(sum(group.values()))
        for bucket, weight in group.items():
            # The root: said twice is not twice as much.
            _add(total, bucket, share * math.sqrt(weight) / norm)
    return _unit(total)


def subject_features(name: str) -> dict[int, float]:
    """What a text that tells of nothing but a subject would be."""
    return {_bucket(f"s{name}"): 1.0}


def main_subject(seen: Mapping[int, float]) -> str:
    """The subject that weighs most in a text's features; empty without any."""
    weights = {name: seen.get(_bucket(f"s{name}"), 0.0) for name in names()}
    best = max(weights, key=lambda name: weights[name])
    return best if weights[best] else ""


def _unit(values: Mapping[int, float]) -> dict[int, float]:
    norm = math.sqrt(sum(value * value for value in values.values()))
    return {bucket: value / norm for bucket, value in values.items()} if norm else {}


def _add(values: dict[int, float], bucket: int, weight: float) -> None:
    values[bucket] = values.get(bucket, 0.0) + weight


@lru_cache(maxsize=50_000)
def _characters(word: str) -> tuple[tuple[int, float], ...]:
    """The n-grams of 4 and 5 characters of a word, which share what the word weighs."""
    if len(word) < 4 or word.isdigit():
        return ()
    framed = f"<{word}>"
    grams = {framed[at : at + n] for n in (4, 5) for at in range(len(framed) - n + 1)}
    share = max((rarity(stem) for stem in shipped_lexicon().stems(word)), default=0.2) / len(grams)
    return tuple((_bucket(f"c{gram}"), share) for gram in sorted(grams))


def _bucket(name: str) -> int:
    return crc32(name.encode("utf-8", "replace")) % BUCKETS
