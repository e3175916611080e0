"""Two rankings made one: that of the words, and that of the meaning when vectors are there.

Reciprocal rank fusion (Cormack, Clarke and Büttcher, SIGIR 2009): a passage is worth the sum of
1 / (K + its rank) over both. Ranks and not scores: the cosines of two models share no scale, and
nothing here needs to be set again when an authority changes its model.

The order is the fused one; the scores remain those of the words, handed out in that order, so that
whoever compares scores after (`engine.extract`, a page past its review) reads the same scale.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bastide.engine.model import Candidate

K = 60
# Weight of the meaning's rank beside the words': half, so that a poor model costs little. With
# hashed bags of words for vectors (no meaning at all): -2 points of ndcg@10 on messages, -4 on
# questions; at 1, -3 and -8. To be set again on a real model.
MEANING = 0.5


def fused(found: Sequence[Candidate], near: Mapping[int, float]) -> list[Candidate]:
    """The candidates in the order of both rankings. `found`: as `engine.rank` ranked them.

    `near`: passage → closeness to the question (cosine), for those that have a vector; one that has
    none is ranked last by meaning; one that shares no word (score 0), last by words.
    """
    by_meaning = sorted(
        (c.passage for c in found if c.passage in near), key=lambda p: (-near[p], p)
    )
    ranks = {passage: rank for rank, passage in enumerate(by_meaning, 1)}
    last = len(found)
    worth = {
        c.passage: 1 / (K + (rank if c.score > 0 else last))
        + MEANING / (K + ranks.get(c.passage, last))
        for rank, c in enumerate(found, 1)
    }
    order = sorted(found, key=lambda c: -worth[c.passage])  # stable: at equal worth, the words
    scores = sorted((c.score for c in found), reverse=True)
    return [replace(c, score=score) for c, score in zip(order, scores, strict=True)]
