"""Two rankings made one: that of the words, and that of the meaning when vectors are there.

A passage is worth its standardised score by words, plus the standardised closeness of its document
(the mean of its `NEAREST` passages nearest to the question) and of itself, each at its weight.
Standardised over the candidates of the question (mean 0, deviation 1): the scores of words and the
cosines of any model come to one scale, and nothing needs to be set again when a model changes.
Weights and the alternatives measured: docs/retriever.md.

The order is the fused one; the scores remain those of the words, handed out in that order, so that
whoever compares scores after (`engine.extract`, a page past its review) reads the same scale.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bastide.engine.model import Candidate

NEAREST = 3
DOCUMENT, PASSAGE = 0.2, 0.2


def fused(
    found: Sequence[Candidate], near: Mapping[int, float], documents: Mapping[int, float]
) -> list[Candidate]:
    """The candidates in the order of both rankings. `found`: as `engine.rank` ranked them.

    `near`: passage → closeness to the question (cosine); `documents`: document → mean closeness of
    its nearest passages. What has no vector is as far as the farthest.
    """
    words = _standard([c.score for c in found])
    passage = _standard(_known([near.get(c.passage) for c in found]))
    document = _standard(_known([documents.get(c.document) for c in found]))
    worth = [
        w + DOCUMENT * d + PASSAGE * p for w, d, p in zip(words, document, passage, strict=True)
    ]
    order = sorted(range(len(found)), key=lambda i: -worth[i])  # stable: at equal worth, the words
    scores = sorted((c.score for c in found), reverse=True)
    return [replace(found[i], score=score) for i, score in zip(order, scores, strict=True)]


def with_closeness(
    found: Sequence[Candidate], near: Mapping[int, float], documents: Mapping[int, float]
) -> list[Candidate]:
    """The candidates, each bearing how near it and its document are: for the confidence."""
    return [
        replace(
            c,
            features={
                **c.features,
                "closeness": documents.get(c.document, 0.0),
                "passage_closeness": near.get(c.passage, 0.0),
            },
        )
        for c in found
    ]


def _known(values: Sequence[float | None]) -> list[float]:
    farthest = min((v for v in values if v is not None), default=0.0)
    return [farthest if v is None else v for v in values]


def _standard(values: Sequence[float]) -> list[float]:
    if not values:
        return []
    mean = sum(values) / len(values)
    deviation = (sum((v - mean) ** 2 for v in values) / len(values)) ** 0.5
    return [(v - mean) / deviation if deviation > 1e-9 else 0.0 for v in values]
