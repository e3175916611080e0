"""How alike two words of a name are, given what optical readers take for one another."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, NamedTuple

from rapidfuzz.distance import DamerauLevenshtein

Likeness = Literal["same", "unsure", "different"]


class Comparison(NamedTuple):
    """What comparing gave, and one sentence in French that says why."""

    outcome: Likeness
    reason: str


@lru_cache(maxsize=16384)
def token_likeness(p: str, q: str) -> int:
    """2 when equal or one reader's confusion apart, 1 when another letter apart, both only in
    tokens of five letters or more; else 0."""
    p, q = p.replace("-", ""), q.replace("-", "")
    if p == q:
        return 2
    if min(len(p), len(q)) < 5:
        return 0
    if q in _misread(p) or p in _misread(q):
        return 2
    return 1 if DamerauLevenshtein.distance(p, q) == 1 else 0


_CONFUSIONS = (
    ("O", "0"), ("O", "Q"), ("D", "0"), ("I", "1"), ("L", "1"), ("I", "L"), ("I", "|"), ("L", "|"),
    ("S", "5"), ("B", "8"), ("Z", "2"), ("G", "6"), ("A", "4"), ("RN", "M"), ("VV", "W"),
)  # fmt: skip


@lru_cache(maxsize=4096)
def _misread(token: str) -> frozenset[str]:
    """Every word one confusion away from a token."""
    found: set[str] = set()
    for x, y in _CONFUSIONS:
        for old, new in ((x, y), (y, x)):
            at = token.find(old)
            while at >= 0:
                found.add(token[:at] + new + token[at + len(old) :])
                at = token.find(old, at + 1)
    return frozenset(found)
