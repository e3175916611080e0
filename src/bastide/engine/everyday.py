"""How often a word is said in everyday French: it tells the words of the trade from the others."""

from __future__ import annotations

import math
from functools import lru_cache
from importlib.resources import files

# Words. The length of a text in which a word is expected; 300 is that of a short page.
# 100 and 1,000 serve less well on the sets of docs/silence.md.
PAGE = 300


@lru_cache(maxsize=1)
def _frequencies() -> dict[str, float]:
    path = files("bastide.engine") / "data" / "everyday_french.tsv"
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return {row[0]: 10 ** float(row[1]) for row in rows if len(row) == 2}


@lru_cache(maxsize=50_000)
def everyday_idf(stem: str) -> float:
    """Minus the logarithm of the share of everyday pages that say the word; infinite for a word
    that is not among the 3,000 most usual.
    """
    frequency = _frequencies().get(stem)
    return math.inf if frequency is None else -math.log(1 - math.exp(-PAGE * frequency))
