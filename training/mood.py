"""Trains the mood model that the project ships: `src/bastide/engine/data/mood.bin`.

    python training/mood.py            # BASTIDE_DEV_DATA: where the public data are

1. Texts and their labels: tweets (`tweets/um_train`), subtitles with emotions
   (`emotions/xed_fr.tsv`; one line in five, drawn by its checksum, is left for measuring) and the
   training half of `citizens.jsonl`, written for the project. Reviews of series are never read.
2. Features are the engine's own (`bastide.engine.mood.features`).
3. Three logistic regressions with soft labels, L2, by Nesterov's accelerated gradient (numpy).
4. The threshold of anger and that of distress are moved so that 0.5 means « alert »: as many false
   alarms as accepted, by cross-validation on the citizens' training half.
5. Weights are rounded to a byte and packed.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

import numpy as np

from bastide.engine.mood.features import BUCKETS, DENSE, Seen, see
from bastide.engine.mood.model import HEADS, Model, shipped_path

HERE = Path(__file__).resolve().parent
DATA = Path(os.environ.get("BASTIDE_DEV_DATA", HERE.parents[1] / "shared" / "data")) / "sentiment"

# Plutchik's emotions as XED numbers them (Öhman et al., 2020): 1 anger, 2 anticipation, 3 disgust,
# 4 fear, 5 joy, 6 sadness, 7 surprise, 8 trust.
GLAD, SAD = {5, 8}, {1, 3, 4, 6}
# Weight of a row by its source: subtitles are projected labels, tweets speak of climate alone.
CITIZENS, TWEETS, SUBTITLES = 6.0, 0.4, 0.4
RIDGE = {"polarity": 3.0, "anger": 3.0, "distress": 1.0}
# The dense features that each judgement uses. Those of the first column were chosen without the
# citizens' sentences then without the tweets, measured on what was left out: the length and the
# signs of a text say more of where it comes from than of its mood. The cues of distress were
# written by hand with the training half in view, which would overrate them: their weight is set.
USED = {
    "polarity": "always balance mean glad sad share signs phrases anger_cues distress_cues",
    "anger": "always shout loud balance glad sad phrases anger_cues distress_cues",
    "distress": "always glad",
}
DISTRESS_CUES = 1.2
# Share of the citizens' other texts that may alert wrongly, in cross-validation.
FALSE_ALARMS = 0.06


@dataclass(frozen=True, slots=True)
class Row:
    """A text; for each head the share of « yes » (from 0 to 1) or None, and the row's weight."""

    seen: Seen
    targets: dict[str, float | None]
    weight: float


def citizens(half: str) -> list[dict]:
    """The sentences written for the project: half `train` or `held`."""
    rows = (HERE / "citizens.jsonl").read_text(encoding="utf-8").splitlines()
    return [row for row in map(json.loads, rows) if row["half"] == half]


def tweets(part: str) -> list[tuple[str, int]]:
    """Tweets with 0 negative, 1 neutral, 2 positive: part `train` or `val`."""
    folder = DATA / "tweets"
    texts = (folder / f"um_{part}.txt").read_text(encoding="utf-8").split("\n")
    labels = (folder / f"um_{part}.lab").read_text(encoding="utf-8").split()
    return [(text, int(label)) for text, label in zip(texts, labels, strict=False)]


def subtitles(part: str) -> Iterator[tuple[str, set[int]]]:
    """Subtitles with their emotions; one in five is of the part `held`."""
    for line in (DATA / "emotions" / "xed_fr.tsv").read_text(encoding="utf-8").splitlines():
        text, _, labels = line.partition("\t")
        if (crc32(text.encode()) % 5 == 0) == (part == "held") and labels:
            yield text, {int(n) for n in labels.split(",") if n.strip().isdigit()}


def rows() -> list[Row]:
    """Everything that the model learns from."""
    found = []
    for one in citizens("train"):
        told = {"polarity": (one["polarity"] + 1) / 2, "anger": one["anger"]}
        found.append(Row(see(one["text"]), told | {"distress": one["distress"]}, CITIZENS))
    for text, label in tweets("train"):
        # They speak of the climate: nobody there calls for help.
        found.append(Row(see(text), {"polarity": label / 2, "distress": 0.0}, TWEETS))
    for text, emotions in subtitles("train"):
        glad, sad = bool(emotions & GLAD), bool(emotions & SAD)
        told: dict[str, float | None] = {"polarity": 0.5 if glad == sad else float(glad)}
        told["anger"] = float(1 in emotions) if emotions & {1, 5, 8} else None
        if glad and not sad:
            told["distress"] = 0.0
        found.append(Row(see(text), told, SUBTITLES))
    return found


class Table:
    """Rows as a sparse matrix: `row`, `column`, `value` of what is not zero. Of the dense features,
    those named in `used`."""

    def __init__(self, seen: Sequence[Seen], used: str) -> None:
        self.count = len(seen)
        kept = [at for at, name in enumerate(DENSE) if name in used.split()]
        row, column, value = [], [], []
        for at, one in enumerate(seen):
            for place in kept:
                row.append(at)
                column.append(place)
                value.append(one.dense[place])
            for place, amount in one.hashed.items():
                row.append(at)
                column.append(len(DENSE) + place)
                value.append(amount)
        self.row, self.column = np.array(row), np.array(column)
        self.value = np.array(value)

    def times(self, weights: np.ndarray) -> np.ndarray:
        return np.bincount(self.row, self.value * weights[self.column], self.count)

    def back(self, errors: np.ndarray) -> np.ndarray:
        return np.bincount(self.column, self.value * errors[self.row], len(DENSE) + BUCKETS)


def fit(
    table: Table, target: np.ndarray, weight: np.ndarray, ridge: float, steps: int = 300
) -> np.ndarray:
    """Weights of least penalised log-loss. The dense features are hardly penalised."""
    penalty = np.full(len(DENSE) + BUCKETS, ridge)
    penalty[: len(DENSE)] = 0.3 * ridge
    penalty[0] = 1e-3
    squares = np.bincount(table.row, table.value**2, table.count)
    rate = 1.0 / (0.25 * float(np.max(squares)) * weight.sum() * 0.25 + ridge)
    now = np.zeros_like(penalty)
    ahead, before = now.copy(), now.copy()
    best = np.inf
    for step in range(1, steps + 1):
        guess = 1 / (1 + np.exp(-table.times(ahead)))
        slope = table.back(weight * (guess - target)) + penalty * ahead
        before, now = now, ahead - rate * slope
        loss = _loss(table, now, target, weight, penalty)
        if loss > best:  # overshot: start again from here, shorter
            rate *= 0.5
            ahead = before.copy()
            now = before
            continue
        best = loss
        rate *= 1.05
        ahead = now + (step - 1) / (step + 2) * (now - before)
    return now


def _loss(
    table: Table, weights: np.ndarray, target: np.ndarray, weight: np.ndarray, penalty: np.ndarray
) -> float:
    z = table.times(weights)
    fit_loss = np.sum(weight * (np.logaddexp(0, z) - target * z))
    return float(fit_loss + 0.5 * np.sum(penalty * weights**2))


def learn(learned: Sequence[Row], head: str) -> np.ndarray:
    kept = [r for r in learned if r.targets.get(head) is not None]
    target = np.array([r.targets[head] for r in kept], dtype=float)
    weight = np.array([r.weight for r in kept])
    weights = fit(Table([r.seen for r in kept], USED[head]), target, weight, RIDGE[head])
    if head == "distress":
        weights[DENSE.index("distress_cues")] = DISTRESS_CUES
    return weights


def alerting(learned: Sequence[Row], head: str) -> float:
    """How much to add to the constant so that half certainty is where `FALSE_ALARMS` of the other
    texts alert, by five-fold cross-validation on the citizens' training half (their weight tells
    them apart)."""
    own = [r for r in learned if r.weight == CITIZENS and r.targets.get(head) is not None]
    other = [r for r in learned if r.weight != CITIZENS]
    scores: list[tuple[float, float]] = []
    for fold in range(5):
        rest = [r for n, r in enumerate(own) if n % 5 != fold]
        left = [r for n, r in enumerate(own) if n % 5 == fold]
        told = Table([r.seen for r in left], " ".join(DENSE)).times(learn([*other, *rest], head))
        scores += [(float(s), float(r.targets[head] or 0)) for s, r in zip(told, left, strict=True)]
    calm = sorted(s for s, yes in scores if not yes)
    cut = calm[-1 - int(FALSE_ALARMS * len(calm))]
    found = sum(yes for s, yes in scores if s > cut) / sum(yes for _, yes in scores)
    print(f"{head}: {found:.2f} found in cross-validation, alert above {cut:.2f}")
    return -cut


def main() -> None:
    learned = rows()
    print(len(learned), "texts")
    heads = {}
    for head in HEADS:
        weights = learn(learned, head)
        if head != "polarity":
            weights[0] += alerting(learned, head)
        heads[head] = (weights[: len(DENSE)].tolist(), weights[len(DENSE) :].tolist())
    size = Model.pack(heads, shipped_path())
    print(size, "bytes", file=sys.stderr)


if __name__ == "__main__":
    main()
