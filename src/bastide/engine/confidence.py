"""How surely the library holds an answer to the question: when to be silent.

A logistic model of eleven features that any library has, or of those and two more where the shipped
retriever tells how near the library is to the question; both fitted by
`python bench/calibrate_silence.py`, which prints the constants below and the curves of
`docs/silence.md`. Below `SILENT` the page says that the base is silent.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from bastide.engine.beyond import beyond
from bastide.engine.model import Hit

INTERCEPT = -3.83
COEFFICIENTS = {
    "document_cover": 2.57,
    "title_cover": 1.63,
    "title_and_cover": 1.68,
    "strength": 1.38,
    "pairs": 1.83,
    "terms": 1.66,
    "agreement": 0.66,
    "unknown": -1.12,
    "trade": 3.00,
    "beyond": -1.43,
    "size": -0.89,
}
# The same and the meaning.
INTERCEPT_NEAR = -4.92
COEFFICIENTS_NEAR = {
    "document_cover": 2.26,
    "title_cover": 1.09,
    "title_and_cover": 1.32,
    "strength": 0.98,
    "pairs": 1.64,
    "terms": 1.68,
    "agreement": 0.37,
    "unknown": -0.86,
    "trade": 2.54,
    "beyond": -1.32,
    "size": -0.76,
    "closeness": 2.32,
    "passage_closeness": 2.47,
}
SILENT = 0.405
NEAR = 8  # hits among which agreement is looked for


@dataclass(frozen=True, slots=True)
class Signals:
    """What the confidence is made of; every one from 0 to 1, but `size`.

    `document_cover`: share of the question's weight (rare words weigh more, unknown ones most)
    that the first document holds; `title_cover`: share of its title that the question holds;
    `title_and_cover`: their product; `strength`: score beside the best possible one; `pairs`: share
    of the question's adjacent pairs found in the passage; `terms`: number of words, on a
    logarithmic scale (8 or more: 1); `agreement`: share of the first hits that are of the first
    one's theme (its document if it has no theme); `unknown`: share of words that the library
    does not know, nor a word for them; `trade`: share of words more usual in the library than in
    everyday French; `beyond`: 1 for a form of question that pages of procedure seldom answer;
    `size`: decimal logarithm of the number of documents (1,000 or more, the most measured: 3): the
    more a library holds, the less it proves that the words of a question are in it. `closeness`,
    `passage_closeness`: cosine of the question with the first document (mean of its three nearest
    passages) and with its passage found, by the shipped retriever; None: not known.
    """

    document_cover: float
    title_cover: float
    title_and_cover: float
    strength: float
    pairs: float
    terms: float
    agreement: float
    unknown: float
    trade: float
    beyond: float
    size: float
    closeness: float | None = None
    passage_closeness: float | None = None

    @classmethod
    def of(cls, question: str, hits: Sequence[Hit]) -> Signals:
        """The signals of a search that found something."""
        first, own = hits[0].source, hits[0].features

        def share(name: str) -> float:
            value = own.get(name, 0.0)
            return min(1.0, max(0.0, value)) if math.isfinite(value) else 0.0

        near = [h.source for h in hits[:NEAR]]
        alike = sum(
            s.theme[:2] == first.theme[:2] if first.theme else s.id == first.id for s in near
        )
        return cls(
            share("document_cover"),
            share("title_cover"),
            share("title_cover") * share("document_cover"),
            share("strength"),
            share("pairs"),
            min(1.0, math.log2(max(1.0, own.get("terms", 1.0))) / 3),
            alike / len(near),
            share("unknown"),
            share("trade"),
            float(beyond(question)),
            min(3.0, math.log10(max(1.0, own.get("documents", 1.0)))),
            own.get("closeness"),
            own.get("passage_closeness"),
        )


def confidence(signals: Signals) -> float:
    """From 0 to 1, how surely the question can be answered. Not a share of right answers: see
    « Is it a probability? » in `docs/silence.md`.
    """
    if signals.closeness is None:
        total, weights = INTERCEPT, COEFFICIENTS
    else:
        total, weights = INTERCEPT_NEAR, COEFFICIENTS_NEAR
    total += sum(weight * (getattr(signals, name) or 0.0) for name, weight in weights.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
