"""Fits and checks the confidence under which Bastide is silent. `python bench/calibrate_silence.py`

Answerable questions (the labelled document came first) against questions that the library cannot
answer: off-topic ones (`evals/off_topic.jsonl`), encyclopaedia questions asked to administrative
libraries, administrative questions asked to a region's library, and near misses (questions whose
labelled documents were taken out of the library). Prints the constants of `engine/confidence.py`,
then, for every set, the share that is silent at each threshold: of words alone, then with the
shipped retriever. Needs BASTIDE_DEV_DATA (default: ../shared/data).
"""

from __future__ import annotations

import dataclasses
import json
import math
import os
import random
import sys
import tempfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import numpy as np

from bastide.engine import confidence as model
from bastide.engine.chunk import chunk
from bastide.engine.confidence import Signals
from bastide.engine.extract import extract_with_signals
from bastide.engine.french import shipped_lexicon
from bastide.engine.meaning import Meaning
from bastide.engine.model import Hit, IndexedPassage, Passage, ReadDocument, Reader, Source
from bastide.engine.question import meaningful
from bastide.engine.vectors import Vectors, packed, text_of
from bastide.providers.embed_onnx import OnnxEmbedder
from bastide.providers.readers import jsonl, markdown
from bastide.providers.search_tantivy import CANDIDATES, TantivyIndex

HOME = Path(__file__).parents[1]
DATA = Path(os.environ.get("BASTIDE_DEV_DATA", HOME.parent / "shared/data")) / "retrieval"
EVALS = HOME / "src/bastide/usecases/ask/evals"
PAGES = HOME / "src/bastide/demo/garrigue/pages"
RETRIEVER = OnnxEmbedder()
SAMPLE = 220
THRESHOLDS = (0.1, 0.2, 0.3, 0.36, 0.38, 0.4, 0.405, 0.42, 0.45, 0.5, 0.6, 0.7, 0.8)
Asked = tuple[str, set[str]]


class Library:
    """Documents indexed in a temporary folder, searched as in production."""

    def __init__(self, documents: Iterable[ReadDocument], without: set[str] = frozenset()) -> None:
        self.sources: dict[int, Source] = {}
        self.passages: dict[int, Passage] = {}
        self.of: dict[int, list[Passage]] = {}
        changes = []
        for number, read in enumerate(documents, 1):
            if read.key in without:
                continue
            self.sources[number] = Source(number, read.key, read.title, read.theme, read.url)
            rows = []
            for piece in chunk(read):
                key = len(self.passages) + 1
                row = Passage(key, number, piece.position, piece.text, piece.headings, piece.kind)
                self.passages[key] = row
                self.of.setdefault(number, []).append(row)
                rows.append(
                    IndexedPassage(
                        key, number, read.title, read.theme, row.headings, row.text, row.kind
                    )
                )
            changes.append((number, rows))
        self.index = TantivyIndex(Path(tempfile.mkdtemp()), shipped_lexicon())
        self.index.apply(1, changes)
        rows = [p for _, some in changes for p in some]
        texts = [text_of(p.title, p.headings, p.text) for p in rows]
        found = RETRIEVER.embed(texts, deadline_s=math.inf)
        self.vectors = Vectors().with_more(
            (p.passage, p.document, packed(v)) for p, v in zip(rows, found, strict=True)
        )

    def ask(self, text: str, *, near: bool) -> tuple[str, Signals | None]:
        if not meaningful(text):
            return "", None
        reader = Reader(frozenset(), date.today())
        if near:
            meaning = Meaning(self.vectors, RETRIEVER.embed([text])[0], known=True)
            proposed = meaning.proposed
            limit = CANDIDATES + len(proposed)
            found = self.index.search(text, reader, limit=limit, also=proposed)
            found = meaning.order(found)[:20]
        else:
            found = self.index.search(text, reader, limit=20)
        hits = [
            Hit(self.passages[c.passage], self.sources[c.document], c.score, c.features)
            for c in found
        ]
        rest = self.of.get(hits[0].source.id, []) if hits else []
        _, signals = extract_with_signals(text, hits, shipped_lexicon(), rest)
        return (hits[0].source.key if hits else ""), signals


def labelled(folder: Path) -> list[Asked]:
    labels: dict[str, set[str]] = {}
    for line in (folder / "qrels.tsv").read_text().splitlines()[1:]:
        query, document, _ = line.split("\t")
        labels.setdefault(query, set()).add(document)
    rows = [json.loads(line) for line in (folder / "queries.jsonl").open()]
    return [(row["text"], labels.get(row["id"], set())) for row in rows]


def evals(name: str) -> list[dict]:
    return [json.loads(line) for line in (EVALS / name).open()]


def garrigue() -> list[ReadDocument]:
    found = []
    for path in sorted(PAGES.rglob("*.md")):
        key = str(path.relative_to(PAGES))
        if not key.startswith("interne/"):
            found += [dataclasses.replace(d, key=key) for d in markdown.read(path, key)]
    return found


def vector(signals: Signals | None, names: Iterable[str]) -> list[float]:
    return [getattr(signals, name) or 0.0 if signals else 0.0 for name in names]


def fit(rows: np.ndarray, labels: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Logistic regression with a ridge, by Newton's steps; the intercept is free."""
    rows = np.hstack([np.ones((len(rows), 1)), rows])
    ridge = np.diag([0.0] + [2.0] * (rows.shape[1] - 1))
    beta = np.zeros(rows.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-rows @ beta))
        slope = rows.T @ (weights * (labels - p)) - ridge @ beta
        curve = rows.T @ (rows * (weights * p * (1 - p))[:, None]) + ridge
        beta = beta + np.linalg.solve(curve, slope)
    return beta


def main() -> None:
    if not DATA.is_dir():
        sys.exit(f"Development data not found in {DATA}: set BASTIDE_DEV_DATA.")
    rng = random.Random(7)
    public = list(jsonl.read(DATA / "service_public/corpus.jsonl", "corpus.jsonl"))
    questions = labelled(DATA / "service_public/questions")
    messages = labelled(DATA / "service_public/messages")
    labour = rng.sample(labelled(DATA / "labour"), SAMPLE)
    wikipedia = [(q, set()) for q, _ in rng.sample(labelled(DATA / "wikipedia"), SAMPLE)]
    region = [(row["text"], {row["document"]}) for row in evals("garrigue.jsonl")]
    off = {
        split: [(row["text"], set()) for row in evals("off_topic.jsonl") if row["split"] == split]
        for split in ("tune", "held", "fresh")
    }
    key = {d for _, found in [*questions, *messages] for d in found}
    libraries = {
        "public": Library(public),
        "public without the labelled": Library(public, key),
        "labour": Library(jsonl.read(DATA / "labour/corpus.jsonl", "corpus.jsonl")),
        "region": Library(garrigue()),
    }
    # name, library, questions, answerable, weight of the set in the fit (0: only measured)
    plan = [
        ("questions", "public", questions, True, 1.0),
        ("messages", "public", messages, True, 1.0),
        ("labour queries", "labour", labour, True, 0.5),
        ("region's questions", "region", region, True, 1.0),
        ("off-topic (tune), public", "public", off["tune"], False, 1.5),
        ("off-topic (tune), labour", "labour", off["tune"], False, 1.0),
        ("off-topic (tune), region", "region", off["tune"], False, 1.5),
        ("encyclopaedia, public", "public", wikipedia, False, 0.3),
        ("off-topic (held), public", "public", off["held"], False, 1.5),
        ("off-topic (held), labour", "labour", off["held"], False, 1.0),
        ("off-topic (held), region", "region", off["held"], False, 1.5),
        ("off-topic (fresh), public", "public", off["fresh"], False, 0.0),
        ("off-topic (fresh), labour", "labour", off["fresh"], False, 0.0),
        ("off-topic (fresh), region", "region", off["fresh"], False, 0.0),
        ("public questions, region", "region", questions, False, 0.0),
        ("near misses, public", "public without the labelled", questions, False, 0.0),
    ]
    curve(libraries, plan, near=False)
    curve(libraries, plan, near=True)


def curve(libraries: dict[str, Library], plan: list, *, near: bool) -> None:
    """Fits on the sets of the plan that have a weight; prints constants and shares."""
    names = list(model.COEFFICIENTS_NEAR if near else model.COEFFICIENTS)
    seen = {}
    rows, labels, weights = [], [], []
    for name, library, asked, answerable, weight in plan:
        found = [(libraries[library].ask(text, near=near), want) for text, want in asked]
        vectors = np.array([vector(signals, names) for (_, signals), _ in found])
        right = np.array([first in want for (first, _), want in found])
        seen[name] = (vectors, right, answerable)
        # Another document would often do: a first citation without a label is not counted wrong.
        use = right if answerable else ~right
        if weight:
            rows.append(vectors[use])
            labels.append(np.full(use.sum(), float(answerable)))
            weights.append(np.full(use.sum(), weight))
    beta = fit(np.vstack(rows), np.concatenate(labels), np.concatenate(weights))
    print("\nWith the shipped retriever" if near else "Words alone")
    print(f"INTERCEPT = {beta[0]:.2f}")
    for name, value in zip(names, beta[1:], strict=True):
        print(f'    "{name}": {value:.2f},')
    print(f"\n{'share silent under':36s}" + "".join(f"{t:7g}" for t in THRESHOLDS))
    for name, (vectors, right, answerable) in seen.items():
        p = 1 / (1 + np.exp(-(beta[0] + vectors @ beta[1:])))
        line = "".join(f"{(p < t).mean():7.3f}" for t in THRESHOLDS)
        print(f"{name:36s}{line}   n={len(p)} {'answerable' if answerable else ''}")
        if answerable and "-v" in sys.argv:
            print(f"{'  of which rightly answered':36s}", end="")
            print("".join(f"{(p[right] < t).mean():7.3f}" for t in THRESHOLDS))


if __name__ == "__main__":
    main()
