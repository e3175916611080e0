"""How probable it is that the first citation answers: when to be silent.

A logistic model of a handful of features that any library has, fitted by
`python bench/calibrate_silence.py`, which prints the constants below and the curve of
`docs/silence.md`. Below `SILENT` the page says that the base is silent.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from bastide.engine.model import Hit

INTERCEPT = -4.0
COEFFICIENTS = {
    "document_cover": 3.0,
    "passage_cover": 2.0,
    "title_cover": 1.0,
    "strength": 2.0,
    "pairs": 1.0,
    "sentence_cover": 1.0,
    "unknown": -2.0,
    "terms": 0.5,
}
SILENT = 0.5


@dataclass(frozen=True, slots=True)
class Signals:
    """What the confidence is made of; every share from 0 to 1.

    `terms`: words of the question, on a logarithmic scale (8 words or more: 1).
    """

    document_cover: float
    passage_cover: float
    title_cover: float
    strength: float
    pairs: float
    sentence_cover: float
    unknown: float
    terms: float
    held: float

    @classmethod
    def of(cls, hits: Sequence[Hit], sentence_cover: float, held: bool) -> Signals:
        own = hits[0].features

        def share(name: str) -> float:
            value = own.get(name, 0.0)
            return min(1.0, max(0.0, value)) if math.isfinite(value) else 0.0

        terms = max(1.0, own.get("terms", 1.0))
        return cls(
            share("document_cover"),
            max(
                (h.features.get("passage_cover", 0.0) for h in hits if h.source == hits[0].source),
                default=0.0,
            ),
            share("title_cover"),
            share("strength"),
            share("pairs"),
            min(1.0, max(0.0, sentence_cover)),
            share("unknown"),
            min(1.0, math.log2(terms) / 3),
            float(held),
        )


def confidence(signals: Signals) -> float:
    """Probability, 0 to 1, that the first citation answers the question."""
    total = INTERCEPT + sum(
        weight * getattr(signals, name) for name, weight in COEFFICIENTS.items()
    )
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
