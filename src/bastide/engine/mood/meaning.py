"""What the meaning of a text adds to a local model: a weight for each number of its vector.

Vectors are given by the caller (`made_by` says by what); the shipped model does without. What is
shipped (`data/mood_meaning.json`, `training/mood_meaning.py`) is where local learning starts from.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

# Numbers of a vector at most: those of the shipped retriever are 512.
LONGEST = 4096


@dataclass(frozen=True, slots=True)
class Meaning:
    """Weights of a vector's numbers in the log-odds of polarity, and a constant."""

    made_by: str
    weights: tuple[float, ...]
    constant: float = 0.0

    def logit(self, vector: Sequence[float]) -> float:
        """Raises `ValueError` for a vector of another length."""
        pairs = zip(self.weights, vector, strict=True)
        return self.constant + math.fsum(w * v for w, v in pairs)

    def as_data(self) -> dict[str, Any]:
        return {
            "made_by": self.made_by,
            "weights": [round(w, 4) for w in self.weights],
            "constant": round(self.constant, 4),
        }


def meaning_from(data: Any) -> Meaning:
    """From `Meaning.as_data`, hostile. Raises `ValueError`, `TypeError`, `KeyError`."""
    name, weights = data["made_by"], data["weights"]
    if not isinstance(name, str) or not isinstance(weights, list) or len(weights) > LONGEST:
        raise ValueError("meaning")
    numbers = [float(w) for w in [*weights, data["constant"]]]
    if not all(math.isfinite(w) and abs(w) <= 1000 for w in numbers):
        raise ValueError("meaning")
    return Meaning(name, tuple(numbers[:-1]), numbers[-1])


@lru_cache(maxsize=1)
def shipped_meaning() -> Meaning:
    """Where local learning starts from, for vectors of the shipped retriever."""
    path = files("bastide.engine") / "data" / "mood_meaning.json"
    return meaning_from(json.loads(path.read_text(encoding="utf-8")))
