"""How local learning of mood does on domains that the model has not learnt: what its numbers,
the variances of `bastide.engine.mood.alike` and those of `local`, were chosen with.

    python bench/mood_domains.py [--draws 6] [--english FOLDER]     BASTIDE_DEV_DATA: the data

Each of three domains in turn (tweets, subtitles, citizens' sentences; texts that are neither good
nor bad are left out) is taken from what the shipped weights are learnt from; 100 of its texts are
drawn or asked for, some more are known without their label, the others are judged. The reviews of
series, which `bench/mood.py` measures on, are not read. `--english`: the weights of the vectors
are also learnt from the texts of that folder (`training/mood_meaning.py`), as the shipped ones are.
"""

from __future__ import annotations

import argparse
import sys
from array import array
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from bastide.engine.mood import alike, asking, local
from bastide.engine.mood.features import DENSE, Seen, see
from bastide.engine.mood.meaning import Meaning
from bastide.engine.mood.model import Head, Model

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "training"))
import mood as training
import mood_meaning

LABELS, ROUND = 100, 20
# Texts without a label: as many as leave some to judge.
UNLABELLED = {"tweets": 600, "subtitles": 1400, "citizens": 350}
MOST, SHORTEST = 3000, 25  # subtitles: how many, and their letters
# Constant, dense weights, buckets, vectors: how freely they may move. The first line is what was
# shipped before; others of the grid that was tried are said in `docs/mood.md`.
SETTINGS = [
    (0.3, 0.3, 10.0, 0.0),
    (2.0, 1.0, 1.0, 0.0),
    (2.0, 1.0, 1.0, 1.0),
]


def domain(name: str) -> tuple[list[str], np.ndarray]:
    """Texts of a domain and their polarity, −1 or 1."""
    if name == "tweets":
        rows = [(text, label - 1) for text, label in training.tweets("train")]
    elif name == "citizens":
        rows = [(r["text"], r["polarity"]) for h in ("train", "held") for r in training.citizens(h)]
    else:
        found = [pair for part in ("train", "held") for pair in training.subtitles(part)]
        rows = [
            (text, int(bool(e & training.GLAD)) - int(bool(e & training.SAD)))
            for text, e in found
            if len(text) >= SHORTEST
        ]
    rows = [row for row in rows if row[1]]
    order = np.random.default_rng(0).permutation(len(rows))[:MOST]
    return [rows[i][0] for i in order], np.array([rows[i][1] for i in order])


def without(
    name: str, english: Mapping[str, list[tuple[str, float, float]]]
) -> tuple[Model, Meaning]:
    """The weights, and those of the vectors, learnt from the other sources; the latter from the
    English texts too."""
    kept = {key: rows for key, rows in mood_meaning.sources().items() if key != name}
    columns = [list(zip(*r, strict=True)) for r in [*kept.values(), *english.values()]]
    weights = training.learn(
        [training.Row(see(t), {"polarity": y}, w) for rows in kept.values() for t, y, w in rows],
        "polarity",
    )
    dense, buckets = weights[: len(DENSE)], weights[len(DENSE) :]
    scale = float(np.abs(buckets).max()) / 127
    head = Head(tuple(dense), scale, array("b", (round(w / scale) for w in buckets)))
    read = mood_meaning.fit(
        [mood_meaning.vectors(list(texts)) for texts, _, _ in columns],
        [np.array(targets) for _, targets, _ in columns],
        [np.array(w) for _, _, w in columns],
    )
    return Model({"polarity": head}), Meaning("left out", tuple(read))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--draws", type=int, default=6)
    parser.add_argument("--english", type=Path)
    given_args = parser.parse_args()
    draws = given_args.draws
    english = mood_meaning.english(given_args.english) if given_args.english else {}
    for name, beside in UNLABELLED.items():
        texts, truth = domain(name)
        base, meaning = without(name, english)
        alike.shipped_meaning = lambda found=meaning: found
        local.shipped = asking.shipped = lambda found=base: found
        seen, vectors = [see(text) for text in texts], mood_meaning.vectors(texts)
        told = np.array([base.logit(one, "polarity") for one in seen])
        print(
            f"{name}, {len(texts)} texts, nothing learnt: {np.mean((told > 0) == (truth > 0)):.3f}"
        )
        for setting in SETTINGS:
            constant, dense, buckets, freedom = setting
            alike.FREE_CONSTANT, alike.FREE_DENSE = constant, dense
            alike.FREE_BUCKETS, alike.FREE_VECTORS = buckets, freedom
            right: dict[str, list[float]] = {"drawn": [], "with texts": [], "asked for": []}
            for draw in range(draws):
                order = np.random.default_rng(draw).permutation(len(texts))
                pool, judged = order[: LABELS + beside], order[LABELS + beside :]
                given = None if not freedom else vectors
                for way in right:
                    own = asked(pool, seen, truth, given) if way == "asked for" else pool[:LABELS]
                    rest = pool[LABELS:] if way == "with texts" else pool[:0]
                    model = local.learn(
                        [(seen[i], int(truth[i])) for i in own],
                        [seen[i] for i in rest],
                        None if given is None else given[np.r_[own, rest]],
                    )
                    said = np.array(
                        [
                            model.logit(seen[i], "polarity", None if given is None else given[i])
                            for i in judged
                        ]
                    )
                    right[way].append(float(np.mean((said > 0) == (truth[judged] > 0))))
            told_ways = ", ".join(
                f"{way} {np.mean(v):.3f} ± {np.std(v):.3f}" for way, v in right.items()
            )
            print(f"  {setting}: {told_ways}", flush=True)


def asked(
    pool: np.ndarray, seen: list[Seen], truth: np.ndarray, vectors: np.ndarray | None
) -> np.ndarray:
    """The labels that `bastide listen train --suggest` asks for, `ROUND` at a time."""
    own: list[int] = []
    while len(own) < LABELS:
        rest = [i for i in pool if i not in own]
        places = asking.worth_labelling(
            [(seen[i], int(truth[i])) for i in own],
            [seen[i] for i in rest],
            ROUND,
            None if vectors is None else vectors[[*own, *rest]],
        )
        own += [rest[place] for place in places]
    return np.array(own)


if __name__ == "__main__":
    main()
