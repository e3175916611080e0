"""Sentences chosen for the summary: central, told early in a turn, marked by cues, not repeated."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np

from bastide.engine.french import analyse
from bastide.engine.minutes.spoken import Heard, tidy

BUCKETS = 2048


def vectors(heard: Sequence[Heard]) -> np.ndarray:
    """TF-IDF of each sentence, hashed by stem, of length one: `[sentences, BUCKETS]`."""
    from zlib import crc32

    counts = [Counter(crc32(w.encode()) % BUCKETS for w in analyse(one.quote)) for one in heard]
    spread = Counter(b for one in counts for b in one)
    found = np.zeros((len(heard), BUCKETS), dtype=np.float32)
    for row, one in enumerate(counts):
        for place, count in one.items():
            found[row, place] = (1 + math.log(count)) * math.log(1 + len(heard) / spread[place])
    norms = np.linalg.norm(found, axis=1, keepdims=True)
    return found / np.where(norms == 0, 1, norms)


def choose(heard: Sequence[Heard], words: int) -> list[int]:
    """Places of the sentences kept, in order: `words` words at most, as they are shown."""
    if not heard:
        return []
    table = vectors(heard)
    centre = table.mean(axis=0)
    score = table @ centre
    score = score / (score.max() or 1)
    length = np.array([one.words for one in heard])
    score = score * np.clip(length / 20, 0, 1)
    score[[n for n, one in enumerate(heard) if one.plain.rstrip().endswith("?")]] *= 0.5
    kept: list[int] = []
    left = words
    repeated = np.zeros(len(heard), dtype=np.float32)
    open_ = np.ones(len(heard), dtype=bool)
    while left > 0:
        value = np.where(open_, score - 0.6 * repeated, -np.inf)
        best = int(np.argmax(value))
        if not np.isfinite(value[best]):
            break
        open_[best] = False
        size = len(tidy(heard[best].quote).split())
        if size > left:
            continue
        kept.append(best)
        left -= size
        repeated = np.maximum(repeated, table @ table[best])
    return sorted(kept)
