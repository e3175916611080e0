"""Trains the scores of sentences for the summary of minutes: `engine/data/minutes_salience.json`.

    python training/minutes.py         # BASTIDE_DEV_DATA: where the public data are

1. The 115 French debates of FREDSum that are for development (its test part is not read: it is not
   in the development data). `bench/minutes.py` measures by learning again without the events it
   measures on.
2. `kept`: for each sentence, the share of the two annotators who kept it. `dense`: for each clause,
   its pairs of words found in the abstracts 1 and 3, twice, and its stems found there, per word.
3. Ridge regression on the engine's own features (`bastide.engine.minutes.salience`).
   The penalty was chosen by the same cross-validation.
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bastide.engine.french import analyse
from bastide.engine.minutes.model import Turn
from bastide.engine.minutes.salience import Table, pieces, table
from bastide.engine.minutes.spoken import Heard, hear

HERE = Path(__file__).resolve().parent
DATA = Path(os.environ.get("BASTIDE_DEV_DATA", HERE.parents[1] / "shared" / "data"))
FREDSUM = DATA / "meetings" / "fredsum"
OUT = HERE.parent / "src" / "bastide" / "engine" / "data" / "minutes_salience.json"
ABSTRACTS = (1, 3)  # those the published figures are measured with; 2 is the second person's
USUAL = 300
RIDGE = 500.0


def event(name: str) -> str:
    return name.split("--")[0]


def debates() -> list[str]:
    return sorted(path.name for path in (FREDSUM / "transcript").glob("*.txt"))


def turns(name: str) -> tuple[Turn, ...]:
    """A debate's turns; a line without a speaker goes on with the turn before."""
    found: list[list[str]] = []
    for line in (FREDSUM / "transcript" / name).read_text(encoding="utf-8").splitlines():
        match = re.match(r"([^:\n]{1,40}?)\s*:\s*(.*)", line.strip())
        if match:
            found.append([match[1].strip(), match[2]])
        elif line.strip() and found:
            found[-1][1] += " " + line.strip()
    return tuple(Turn(n, text, who) for n, (who, text) in enumerate(found) if text)


def abstracts(name: str) -> list[str]:
    return [
        (FREDSUM / "summary_abstractive" / str(n) / name).read_text(encoding="utf-8")
        for n in ABSTRACTS
    ]


def squeezed(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.lower()).strip()


def extracts(name: str, heard: Sequence[Heard]) -> np.ndarray:
    """For each of the two annotators, which sentences are in his extract: `[2, sentences]`."""
    found = np.zeros((2, len(heard)))
    for row in (0, 1):
        path = FREDSUM / "summary_extractive" / str(row + 1) / name
        lines = [
            squeezed(re.sub(r"^[^:]{1,40}:\s*", "", line.strip()))
            for line in path.read_text(encoding="utf-8").splitlines()
        ]
        whole = " | ".join(lines)
        for place, one in enumerate(heard):
            said = squeezed(one.quote)
            found[row, place] = bool(said) and (
                (len(said.split()) >= 3 and said in whole) or said in lines
                or any(len(line.split()) >= 4 and line in said for line in lines)
            )  # fmt: skip
    return found


def pairs(text: str) -> Counter[tuple[str, str]]:
    words = re.findall(r"\w+", text.lower())
    return Counter(zip(words, words[1:], strict=False))


@dataclass
class Debate:
    """`kept`, by sentence of `whole`, and `dense`, by clause of `cut`: what is to be learnt."""

    name: str
    heard: list[Heard]
    whole: Table
    cut: Table
    kept: np.ndarray
    dense: np.ndarray


def read(names: Sequence[str], usual: Sequence[str]) -> list[Debate]:
    found = []
    for name in names:
        heard = hear(turns(name))
        whole, cut = (table(heard, pieces(heard, each), usual) for each in (True, False))
        told = abstracts(name)
        two, one = [pairs(text) for text in told], [set(analyse(text)) for text in told]
        dense = np.array([
            sum(
                2 * sum((pairs(piece.text) & t).values())
                + sum(stem in o for stem in set(analyse(piece.text)))
                for t, o in zip(two, one, strict=True)
            ) / 2 / max(piece.words, 6)
            for piece in cut.pieces
        ])  # fmt: skip
        kept = extracts(name, heard).mean(axis=0)[[one.heard for one in whole.pieces]]
        found.append(Debate(name, heard, whole, cut, kept, dense))
    return found


def usual_words(names: Sequence[str]) -> list[str]:
    """The most usual words of clauses, of those that every event but two says."""
    events: dict[str, set[str]] = {}
    often: Counter[str] = Counter()
    for name in names:
        for piece in pieces(hear(turns(name)), False):
            for word in set(re.findall(r"\w+", piece.text.lower())):
                often[word] += 1
                events.setdefault(word, set()).add(event(name))
    count = len({event(name) for name in names})
    return [word for word, _ in often.most_common() if len(events[word]) >= count - 2][:USUAL]


def fit(features: np.ndarray, target: np.ndarray, ridge: float) -> np.ndarray:
    """Weights of raw features and, last, the constant; the penalty is on standardised ones."""
    mean, scale = features.mean(axis=0), features.std(axis=0)
    scale[scale == 0] = 1
    seen = (features - mean) / scale
    square = seen.T @ seen + ridge * np.eye(seen.shape[1])
    found = np.linalg.solve(square, seen.T @ (target - target.mean())) / scale
    return np.append(found, target.mean() - mean @ found)


def learn(learnt: Sequence[Debate], ridge: float = RIDGE) -> tuple[np.ndarray, np.ndarray]:
    dense = fit(
        np.vstack([d.cut.features for d in learnt]),
        np.concatenate([d.dense for d in learnt]),
        ridge,
    )
    kept = fit(
        np.vstack([d.whole.features for d in learnt]),
        np.concatenate([d.kept for d in learnt]),
        ridge,
    )
    return dense, kept


def main() -> None:
    names = debates()
    usual = usual_words(names)
    learnt = read(names, usual)
    dense, kept = learn(learnt)
    rows = {
        "comment": "trained by training/minutes.py on FREDSum (CC BY-SA 4.0), see NOTICE.md",
        "usual": usual,
        "names": [*learnt[0].cut.names, "constant"],
        "dense": [float(f"{w:.4g}") for w in dense],
        "kept": [float(f"{w:.4g}") for w in kept],
    }
    OUT.write_text(json.dumps(rows, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")
    print(len(names), "debates,", OUT.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
