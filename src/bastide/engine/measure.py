"""Measures of a ranking of documents against labels (binary relevance).

Recall@k: share of a query's labels found in the first k. MRR: Voorhees, TREC-8 (1999). nDCG with
log2 discount: Järvelin and Kekäläinen, ACM TOIS 20 (2002).
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence


def recall(ranked: Sequence[str], labels: Collection[str], k: int) -> float:
    return len(set(ranked[:k]) & set(labels)) / len(set(labels))


def reciprocal_rank(ranked: Sequence[str], labels: Collection[str], k: int = 10) -> float:
    return next((1 / n for n, key in enumerate(ranked[:k], 1) if key in labels), 0.0)


def ndcg(ranked: Sequence[str], labels: Collection[str], k: int = 10) -> float:
    gain = sum(1 / math.log2(n + 1) for n, key in enumerate(ranked[:k], 1) if key in labels)
    best = sum(1 / math.log2(n + 1) for n in range(1, min(k, len(set(labels))) + 1))
    return gain / best


def percentile(values: Sequence[float], share: float) -> float:
    """The nearest-rank percentile, `share` from 0 to 1; 0 of nothing."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, math.ceil(share * len(ordered)) - 1)] if ordered else 0.0


def mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
