"""What triage sees of a mail: stems, pairs of stems, n-grams of characters, hashed and weighted.

A word weighs by its rarity in everyday French (`engine.everyday`): known before any example, so
that the names of the services alone can already tell them apart. N-grams of characters make up for
misspellings and telegraphic writing.
"""

from __future__ import annotations

import math
from functools import lru_cache
from zlib import crc32

from bastide.engine.everyday import everyday_idf
from bastide.engine.french import fold, shipped_lexicon, tokens

BUCKETS = 1 << 15
# Characters of a mail that are read.
LONGEST = 6_000
WORD, PAIR, CHARS = 1.0, 0.5, 0.6
# Weight of a word that everyday French does not have among its most usual ones.
RARE = 7.0


def features(text: str) -> dict[int, float]:
    """Bucket → weight, of norm 1; empty for a text without a word."""
    stems: list[str] = []
    values: dict[int, float] = {}
    shape: dict[int, float] = {}
    text = text[:LONGEST]
    for token in tokens(text, shipped_lexicon()):
        if not token.stem:
            continue
        stems += token.stem.split()
        for bucket, weight in _characters(fold(text[token.start : token.end])):
            shape[bucket] = shape.get(bucket, 0.0) + weight
    for stem in stems:
        bucket = _bucket(f"w{stem}")
        values[bucket] = values.get(bucket, 0.0) + WORD * rarity(stem)
    for one, other in zip(stems, stems[1:], strict=False):
        bucket = _bucket(f"p{one} {other}")
        values[bucket] = values.get(bucket, 0.0) + PAIR * math.sqrt(rarity(one) * rarity(other))
    # Said twice is not twice as much.
    total = {bucket: math.sqrt(value) for bucket, value in values.items()}
    for bucket, value in shape.items():
        total[bucket] = total.get(bucket, 0.0) + CHARS * math.sqrt(value)
    norm = math.sqrt(sum(value * value for value in total.values()))
    return {bucket: value / norm for bucket, value in total.items()} if norm else {}


@lru_cache(maxsize=50_000)
def rarity(stem: str) -> float:
    """How much a stem tells, from 0.2 (said everywhere) to `RARE`; a number tells little."""
    if stem.isdigit():
        return 0.3
    return max(0.2, min(everyday_idf(stem), RARE))


@lru_cache(maxsize=50_000)
def _characters(word: str) -> tuple[tuple[int, float], ...]:
    """The n-grams of 4 and 5 characters of a word, which share what the word weighs."""
    if len(word) < 4 or word.isdigit():
        return ()
    framed = f"<{word}>"
    grams = {framed[at : at + n] for n in (4, 5) for at in range(len(framed) - n + 1)}
    stems = shipped_lexicon().stems(word)
    share = max((rarity(stem) for stem in stems), default=0.2) / len(grams)
    return tuple((_bucket(f"c{gram}"), share) for gram in sorted(grams))


def _bucket(name: str) -> int:
    return crc32(name.encode("utf-8", "replace")) % BUCKETS
