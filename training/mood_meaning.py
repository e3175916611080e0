"""Where a local mood model that reads vectors starts from: `data/mood_meaning.json`.

    python training/mood_meaning.py FOLDER     # BASTIDE_DEV_DATA: where the public data are

A logistic regression on the vectors of the shipped retriever, of the texts that `training/mood.py`
learns from with the same weights, and of English texts that people scored: the retriever comes from
a network of sixteen languages, and what they say crosses over. FOLDER: that of the English texts,
`hutto_ICWSM_2014` (MIT, © 2014 C.J. Hutto), which the source of the PyPI package vaderSentiment
2.5 holds in `additional_resources`. Each source is centred, since it is the place of a text within
its own domain that tells.
"""

from __future__ import annotations

import json
import math
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))
import mood as training

from bastide.engine.mood.meaning import Meaning
from bastide.engine.mood.model import shipped_path
from bastide.providers.embed_onnx import OnnxEmbedder, name_of

# Chosen with each source left out in turn (`bench/mood_domains.py`).
RIDGE = 10.0
STEPS = 12
# Opinions on products, tweets, sentences of a newspaper's editorials. Opinions on films, there too,
# are left out: reviews of series are what the bench measures on.
ENGLISH = ("amazonReviewSnippets", "tweets", "nytEditorialSnippets")
# Log-odds of « good » for a point of their scores (mean of twenty persons or more, −4 to 4), and
# the weight of such a text; neither was tuned.
A_POINT, SNIPPET = 1.2, 1.0


def sources() -> dict[str, list[tuple[str, float, float]]]:
    """Text, share of « good », weight of the row, by source."""
    told = [(t, emotions) for t, emotions in training.subtitles("train")]
    sides = [(t, bool(e & training.GLAD), bool(e & training.SAD)) for t, e in told]
    return {
        "citizens": [
            (r["text"], (r["polarity"] + 1) / 2, training.CITIZENS)
            for r in training.citizens("train")
        ],
        "tweets": [(t, label / 2, training.TWEETS) for t, label in training.tweets("train")],
        "subtitles": [
            (t, 0.5 if glad == sad else float(glad), training.SUBTITLES) for t, glad, sad in sides
        ],
    }


def english(folder: Path) -> dict[str, list[tuple[str, float, float]]]:
    """The same of English texts. Raises `OSError`."""
    found = {}
    for name in ENGLISH:
        lines = (folder / f"{name}_GroundTruth.txt").read_text(encoding="latin-1").splitlines()
        rows = [row for row in (line.split("\t") for line in lines) if len(row) > 2]
        found[name] = [(r[2], 1 / (1 + math.exp(-A_POINT * float(r[1]))), SNIPPET) for r in rows]
    return found


def vectors(texts: list[str]) -> np.ndarray:
    return np.array(OnnxEmbedder().embed(texts, deadline_s=3600.0))


def fit(
    groups: list[np.ndarray], targets: list[np.ndarray], weights: list[np.ndarray]
) -> np.ndarray:
    """Weights of the numbers of a vector, by Newton's method; each group is centred."""
    x = np.concatenate([np.c_[g - g.mean(0), np.ones(len(g))] for g in groups])
    y, w = np.concatenate(targets), np.concatenate(weights)
    found = np.zeros(x.shape[1])
    penalty = np.full(x.shape[1], RIDGE)
    penalty[-1] = 1e-3
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-(x @ found)))
        curve = np.maximum(w * p * (1 - p), 1e-3)
        slope = x.T @ (w * (p - y)) + penalty * found
        found -= np.linalg.solve((x.T * curve) @ x + np.diag(penalty), slope)
    return found[:-1]


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    given = [*sources().values(), *english(Path(sys.argv[1])).values()]
    columns = [list(zip(*rows, strict=True)) for rows in given]
    found = fit(
        [vectors(list(texts)) for texts, _, _ in columns],
        [np.array(targets) for _, targets, _ in columns],
        [np.array(weights) for _, _, weights in columns],
    )
    told = Meaning(name_of(), tuple(float(w) for w in found)).as_data()
    told["weights"] = [round(w, 3) for w in told["weights"]]
    path = shipped_path().parent / "mood_meaning.json"
    path.write_text(json.dumps(told) + "\n", encoding="utf-8")
    print(path.stat().st_size, "bytes", file=sys.stderr)


if __name__ == "__main__":
    main()
