"""How well is the mood of a text told, on what the shipped model has not learnt?

    python bench/mood.py               everything (about ten minutes; BASTIDE_DEV_DATA: the data)
    python bench/mood.py --draws 4     fewer draws of a hundred labels

1. A domain never seen, two classes: reviews of series (evaluation only).
2. The same after 100 labels of that domain, drawn at random or asked for by twenty among 1,500, on
   the half that is left; with and without 1,400 of the domain's texts that bear no label, with and
   without the vectors of the shipped retriever.
3. The half of the citizens' sentences that was not learnt: polarity, anger, distress.
4. Bytes of the model, milliseconds of processor a text.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import time
from pathlib import Path

import numpy as np

from bastide.engine.mood.asking import worth_labelling
from bastide.engine.mood.features import see
from bastide.engine.mood.judge import judge
from bastide.engine.mood.local import learn
from bastide.engine.mood.model import Model, shipped, shipped_path
from bastide.engine.mood.turns import citizens_words
from bastide.providers.mood_vectors import to_learn

ROOT = Path(__file__).resolve().parents[1]
DATA = Path(os.environ.get("BASTIDE_DEV_DATA", ROOT.parent / "shared" / "data")) / "sentiment"
LABELS, UNLABELLED, ROUND = 100, 1400, 20


def series() -> list[tuple[str, int]]:
    rows = []
    for name in ("allo_train", "allo_dev"):
        for line in (DATA / "series" / f"{name}.tsv").read_text(encoding="utf-8").splitlines():
            label, _, text = line.partition("\t")
            if text:
                rows.append((text, 1 if label == "1" else -1))
    return rows


def held() -> list[dict]:
    lines = (ROOT / "training" / "citizens.jsonl").read_text(encoding="utf-8").splitlines()
    return [row for row in map(json.loads, lines) if row["half"] == "held"]


def domain(draws: int) -> None:
    rows = series()
    seen = [see(text) for text, _ in rows]
    truth = np.array([polarity for _, polarity in rows])
    start = time.process_time()
    vectors = to_learn([text for text, _ in rows])
    each = (time.process_time() - start) / len(rows) * 1000
    print(f"series: {each:.1f} ms of processor a vector")
    table = None if vectors is None else np.array(vectors)
    base = shipped()

    def right(model, places) -> float:
        told = [
            model.logit(seen[i], "polarity", None if model.meaning is None else table[i])
            for i in places
        ]
        return float(np.mean((np.array(told) > 0) == (truth[places] > 0)))

    def drawn(labelled, others, read) -> Model:
        given = None if not read else table[np.r_[labelled, others]]
        return learn([(seen[i], int(truth[i])) for i in labelled], [seen[i] for i in others], given)

    def asked(pool, read) -> np.ndarray:
        """The labels that `bastide listen train --suggest` asks for, `ROUND` at a time."""
        labelled: list[int] = []
        while len(labelled) < LABELS:
            rest = np.array([i for i in pool if i not in set(labelled)])
            places = worth_labelling(
                [(seen[i], int(truth[i])) for i in labelled],
                [seen[i] for i in rest],
                ROUND,
                None if not read else table[np.r_[np.array(labelled, dtype=int), rest]],
            )
            labelled += [int(rest[place]) for place in places]
        return np.array(labelled)

    every = np.arange(len(rows))
    print(f"series, {len(rows)} reviews, nothing learnt: {right(base, every):.3f}", flush=True)
    for beside, read, chosen in (
        (0, False, False),
        (0, True, False),
        (0, True, True),
        (UNLABELLED, False, False),
        (UNLABELLED, True, False),
        (UNLABELLED, True, True),
    ):
        if read and table is None:
            continue
        found = []
        for draw in range(draws):
            order = np.random.default_rng(draw).permutation(len(rows))
            pool = order[: LABELS + UNLABELLED]
            labelled = asked(pool, read) if chosen else pool[:LABELS]
            others = np.array([i for i in pool if i not in set(labelled)], dtype=int)[:beside]
            found.append(right(drawn(labelled, others, read), order[len(pool) :]))
        print(
            f"series, {LABELS} labels {'asked for' if chosen else 'drawn'}, {beside} texts "
            f"without, {'vectors' if read else 'words alone'}: {statistics.mean(found):.3f}, "
            f"deviation {statistics.pstdev(found):.3f}, from {min(found):.3f} to {max(found):.3f} "
            f"({draws} draws)",
            flush=True,
        )
    alerts = [judge(text) for text, _ in rows]
    print(f"series, distress told: {sum(m.distress for m in alerts)} of {len(rows)}")
    print(f"series, anger told: {sum(m.anger for m in alerts)} of {len(rows)}")


def citizens() -> None:
    rows = held()
    moods = [judge(row["text"]) for row in rows]
    sign = {"negative": -1, "neutral": 0, "positive": 1}
    good = sum(sign[m.polarity] == row["polarity"] for m, row in zip(moods, rows, strict=True))
    print(f"citizens, held half, three classes: {good} of {len(rows)}")
    for head in ("anger", "distress"):
        pairs = [(getattr(m, head), row[head]) for m, row in zip(moods, rows, strict=True)]
        pairs = [pair for pair in pairs if pair[1] is not None]
        yes = sum(bool(truth) for _, truth in pairs)
        hit = sum(told and bool(truth) for told, truth in pairs)
        false = sum(told and not truth for told, truth in pairs)
        print(f"citizens, {head}: {hit} of {yes} found, {false} false of {len(pairs) - yes}")


def cost() -> None:
    print(f"model: {shipped_path().stat().st_size} bytes")
    for name, texts in (
        ("citizens", [row["text"] for row in held()]),
        ("series", [text for text, _ in series()]),
    ):
        start = time.process_time()
        for text in texts:
            judge(citizens_words(text))
        each = (time.process_time() - start) / len(texts) * 1000
        print(f"{name}: {each:.2f} ms of processor a text")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--draws", type=int, default=10)
    citizens()
    cost()
    domain(parser.parse_args().draws)


if __name__ == "__main__":
    main()
