"""The weights: what is shipped, and what labels of one's own change to it.

The shipped file is zlib of a line of JSON (version, scales, dense weights) followed by one signed
byte a bucket and a head. A local model is JSON: what it adds to the shipped weights, a few thousand
buckets at most. Both are read as hostile data.
"""

from __future__ import annotations

import json
import math
import zlib
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from bastide.engine.mood.features import BUCKETS, DENSE, Seen
from bastide.engine.mood.meaning import Meaning, meaning_from

HEADS = ("polarity", "anger", "distress")
FORMAT = "bastide-mood-1"
# That of a local model which reads vectors.
FORMAT_MEANING = "bastide-mood-2"
# Bytes: far above what 1,000 labels can change, small enough to read at once.
LARGEST = 5_000_000


class NeedsVector(ValueError):
    """The model reads vectors (`Model.meaning`), and none was given."""


class BadModel(Exception):
    """A file that is no model of mood, or that of other features; the message is for a person."""


@dataclass(frozen=True, slots=True)
class Head:
    """One judgement: weights of the dense features, one byte a bucket and their scale."""

    dense: tuple[float, ...]
    scale: float
    buckets: array[int]


@dataclass(frozen=True, slots=True)
class Model:
    """The three judgements, and what local labels add (`dense`, `buckets` of polarity).

    `neutral`: half-width, on the score, of what is called neutral.
    """

    heads: Mapping[str, Head]
    local_dense: tuple[float, ...] = (0.0,) * len(DENSE)
    local: Mapping[int, float] = field(default_factory=dict)
    neutral: float = 0.25
    labels: int = 0
    meaning: Meaning | None = None

    def logit(self, seen: Seen, head: str, vector: Sequence[float] | None = None) -> float:
        """Log-odds of a judgement. Raises `NeedsVector`."""
        own = self.heads[head]
        total = sum(w * v for w, v in zip(own.dense, seen.dense, strict=True))
        buckets, scale = own.buckets, own.scale
        total += scale * sum([buckets[place] * v for place, v in seen.hashed.items()])
        if head == "polarity" and self.labels:
            total += sum(w * v for w, v in zip(self.local_dense, seen.dense, strict=True))
            local = self.local
            total += sum([local.get(place, 0.0) * v for place, v in seen.hashed.items()])
            if self.meaning is not None:
                if vector is None or len(vector) != len(self.meaning.weights):
                    raise NeedsVector(self.meaning.made_by)
                total += self.meaning.logit(vector)
        return total

    def weight(self, place: int, head: str) -> float:
        own = self.heads[head]
        extra = self.local.get(place, 0.0) if head == "polarity" else 0.0
        return own.buckets[place] * own.scale + extra

    @staticmethod
    def pack(heads: Mapping[str, tuple[Sequence[float], Sequence[float]]], path: Path) -> int:
        """Writes a shipped model from dense and bucket weights by head; returns its bytes."""
        told: dict[str, Any] = {"format": FORMAT, "dense_names": DENSE, "heads": {}}
        body = b""
        for name in HEADS:
            dense, buckets = heads[name]
            scale = max(map(abs, buckets)) / 127 or 1.0
            told["heads"][name] = {"dense": [round(w, 4) for w in dense], "scale": scale}
            body += array("b", (round(w / scale) for w in buckets)).tobytes()
        packed = zlib.compress(json.dumps(told).encode() + b"\n" + body, 9)
        path.write_bytes(packed)
        return len(packed)

    def save(self, path: Path) -> None:
        """Writes the local part, for `load`. Raises `OSError`."""
        path.write_text(json.dumps(self.as_data()), encoding="utf-8")

    def as_data(self) -> dict[str, Any]:
        """The local part, JSON-ready."""
        more = {} if self.meaning is None else {"meaning": self.meaning.as_data()}
        return {
            "format": FORMAT_MEANING if more else FORMAT,
            "features": list(DENSE),
            "labels": self.labels,
            "neutral": self.neutral,
            "dense": [round(w, 5) for w in self.local_dense],
            "buckets": {str(k): round(v, 4) for k, v in self.local.items() if abs(v) > 5e-4},
            **more,
        }


def shipped_path() -> Path:
    return Path(str(files("bastide.engine") / "data" / "mood.bin"))


@lru_cache(maxsize=1)
def shipped() -> Model:
    """The model of the project."""
    head, _, body = zlib.decompress(shipped_path().read_bytes()).partition(b"\n")
    told = json.loads(head)
    if tuple(told["dense_names"]) != DENSE or len(body) != BUCKETS * len(HEADS):
        raise BadModel("Le modèle livré ne correspond pas au programme : relancez l'entraînement.")
    heads = {}
    for number, name in enumerate(HEADS):
        weights = array("b", body[number * BUCKETS : (number + 1) * BUCKETS])
        one = told["heads"][name]
        heads[name] = Head(tuple(one["dense"]), one["scale"], weights)
    return Model(heads)


def load(path: Path) -> Model:
    """A local model on top of the shipped one. Raises `BadModel`, `OSError`."""
    if path.stat().st_size > LARGEST:
        raise BadModel("Ce fichier est trop gros pour un modèle d'humeur.")
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        raise BadModel("Ce fichier n'est pas un modèle d'humeur.") from error
    return from_data(data)


def from_data(data: Any) -> Model:
    """A local model from its data (`Model.as_data`). Raises `BadModel`."""
    if not isinstance(data, dict) or data.get("format") not in (
        FORMAT,
        FORMAT_MEANING,
    ):
        raise BadModel("Ce fichier n'est pas un modèle d'humeur.")
    if data.get("features") != list(DENSE):
        raise BadModel("Ce modèle vient d'une autre version : relancez « bastide listen train ».")
    try:
        dense = tuple(_finite(w) for w in data["dense"])
        buckets = {int(k): _finite(v) for k, v in data["buckets"].items()}
        neutral, labels = _finite(data["neutral"]), int(data["labels"])
        meaning = meaning_from(data["meaning"]) if data["format"] == FORMAT_MEANING else None
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise BadModel("Ce modèle d'humeur est abîmé.") from error
    if len(dense) != len(DENSE) or not all(0 <= k < BUCKETS for k in buckets) or labels < 1:
        raise BadModel("Ce modèle d'humeur est abîmé.")
    return Model(shipped().heads, dense, buckets, min(max(neutral, 0.0), 0.9), labels, meaning)


def _finite(value: Any) -> float:
    number = float(value)
    if not math.isfinite(number) or abs(number) > 1000:
        raise ValueError(value)
    return number
