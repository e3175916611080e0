"""Learns the words of each kind of document, and says what they are worth on layouts unseen.

    python -m bench.check.words DIR… [--other others.jsonl] --unseen [--rules COMMIT=GENERATION]…
    python -m bench.check.words DIR… [--other others.jsonl] --write

`DIR`: folders of `bench.check.generate`, as native PDFs. `--unseen` leaves out one generation of
layouts at a time (four layouts), learns on the others, and prints what the words alone tell of the
one left out. `--rules` takes the cues and the recognition of an earlier commit, made before the
failures of that generation were read: what was « autre » by them is what the second opinion
(`engine/pieces/words.py`) is there for. `wordings.txt` and the texts of `--other` are left out by
sixths. `--write` learns on everything, and writes `data/kinds_words.tsv`.

Synthetic documents: the figures say so. Identity documents are left out: their zone tells them.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from bastide.engine.pieces import recognise as product
from bastide.engine.pieces import words
from bastide.engine.pieces.kinds import IDENTITY
from bastide.engine.pieces.lines import Sheet
from bastide.engine.pieces.model import Box, Page, Quality, Word
from bastide.providers.pieces.pages import open_file
from tests.engine.pieces.sheets import page as page_of

HOME = Path(__file__).parents[2]
PIECES = "src/bastide/engine/pieces"
LEARNED = HOME / PIECES / "data/kinds_words.tsv"
TEXTS, PARTS = -1, 6  # the generation of texts that no layout sets, shared out in parts
_KEPT, _L2, _STEPS = 2_000, 0.1, 150
_FEWEST = 2  # generations that must say a word: else it is a layout's own


@dataclass(frozen=True, slots=True)
class Example:
    """A page: its kind, its generation (four layouts), and its features."""

    kind: str
    generation: int
    part: int
    sheet: Sheet
    found: frozenset[str]


def drawn(folder: Path) -> list[Example]:
    """The first pages of the documents of a folder."""
    made: list[Example] = []
    for path in sorted((folder / "truth").glob("*.json")):
        truth = json.loads(path.read_text(encoding="utf-8"))
        (document,) = truth["documents"]
        if document["kind"] in IDENTITY:
            continue
        first = min(document["files"], key=lambda one: one["page"])
        data = (folder / truth["case"] / first["name"]).read_bytes()
        _, _, pages = open_file(data, 50, 10**9)
        image, read = next(pages)
        laid = tuple(Word(text, Box(*box), line, sure) for text, box, line, sure in read)
        sheet = Sheet(Page(1, image.width, image.height, laid, Quality(True)))
        made.append(_example(document["kind"], document["layout"] // 4, 0, sheet))
    return made


def _example(kind: str, generation: int, part: int, sheet: Sheet) -> Example:
    return Example(kind, generation, part, sheet, words.features(sheet))


def written(others: Path | None) -> list[Example]:
    """Texts that no layout sets."""
    blocks = (Path(__file__).with_name("wordings.txt")).read_text(encoding="utf-8")
    texts = []
    for block in blocks.split("\n=== ")[1:]:
        head, _, text = block.partition("\n")
        texts.append((head.partition(" | ")[0], text))
    if others is not None:
        lines = others.read_text(encoding="utf-8").splitlines()
        texts += [("other", json.loads(line)["text"]) for line in lines]
    return [
        _example(kind, TEXTS, at % PARTS, Sheet(page_of(text))) for at, (kind, text) in
        enumerate(texts)
    ]  # fmt: skip


Model = tuple[tuple[str, ...], dict[str, tuple[float, ...]]]


def learn(examples: Sequence[Example]) -> Model:
    """Multinomial logistic regression, its least useful features left out, then learned again."""
    said: dict[str, set[Any]] = defaultdict(set)
    for one in examples:
        for feature in one.found:
            said[feature].add(one.generation if one.generation != TEXTS else (one.part,))
    # In order: the same examples give the same weights.
    known = sorted(feature for feature, where in said.items() if len(where) >= _FEWEST)
    kinds = tuple(sorted({one.kind for one in examples}))
    weights = _fit(examples, known, kinds)
    worth = np.abs(weights[:-1]).max(axis=1)
    kept = sorted(known[at] for at in np.argsort(-worth, kind="stable")[:_KEPT])
    weights = _fit(examples, kept, kinds)
    rows = {f: tuple(np.round(row, 2)) for f, row in zip(kept, weights, strict=False)}
    rows["#bias"] = tuple(np.round(weights[-1], 2))
    return kinds, rows


def _fit(examples: Sequence[Example], known: Sequence[str], kinds: tuple[str, ...]) -> Any:
    at = {feature: rank for rank, feature in enumerate(known)}
    table = np.zeros((len(examples), len(known) + 1), np.float32)
    table[:, -1] = 1
    for row, one in enumerate(examples):
        own = [at[feature] for feature in one.found if feature in at]
        table[row, own] = 3 / np.sqrt(max(1, len(own)))
    true = np.eye(len(kinds), dtype=np.float32)[[kinds.index(one.kind) for one in examples]]
    weights = np.zeros((table.shape[1], len(kinds)), np.float32)
    ahead, pace = weights.copy(), 1.0
    step = 1 / (0.5 * np.linalg.norm(table, 2) ** 2 + _L2)
    for _ in range(_STEPS):  # Nesterov's accelerated gradient
        scores = table @ ahead
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        slope = table.T @ (powers / powers.sum(axis=1, keepdims=True) - true) + _L2 * ahead
        newer = ahead - step * slope
        next_pace = (1 + (1 + 4 * pace * pace) ** 0.5) / 2
        ahead = newer + (pace - 1) / next_pace * (newer - weights)
        weights, pace = newer, next_pace
    return weights


def recogniser(commit: str | None) -> Any:
    """The module `recognise` with its table: the product's, or those of a commit."""
    if commit is None:
        return product
    folder = Path(tempfile.mkdtemp(prefix="bastide-rules-"))
    (folder / "data").mkdir()
    for name, to in (("recognise.py", "recognise.py"), ("data/kinds_cues.tsv",) * 2):
        shown = subprocess.run(
            ["git", "-C", str(HOME), "show", f"{commit}:{PIECES}/{name}"],
            check=True, capture_output=True,
        )  # fmt: skip
        (folder / to).write_bytes(shown.stdout)
    spec = importlib.util.spec_from_file_location(f"rules_{commit}", folder / "recognise.py")
    if spec is None or spec.loader is None:
        raise ImportError(commit)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def unseen(examples: Sequence[Example], rules: dict[int, str]) -> None:
    """Prints, for each generation left out, what the rules, the words and both tell of it."""
    for generation in sorted({e.generation for e in examples if e.generation != TEXTS}):
        left_out = [e for e in examples if e.generation == generation]
        model = learn([e for e in examples if e.generation != generation])
        _told(f"layouts {4 * generation}-{4 * generation + 3}", left_out, model,
              recogniser(rules.get(generation)), rules.get(generation, "today's"))  # fmt: skip
    texts: Counter[str] = Counter()
    for part in range(PARTS):
        left_out = [e for e in examples if (e.generation, e.part) == (TEXTS, part)]
        model = learn([e for e in examples if (e.generation, e.part) != (TEXTS, part)])
        texts += _counts(left_out, model, product)
    print("texts, by sixths; rules: today's", dict(texts))


def _told(name: str, examples: Sequence[Example], model: Model, rules: Any, which: str) -> None:
    print(f"{name}; rules: {which}", dict(_counts(examples, model, rules)), flush=True)


def _counts(examples: Sequence[Example], model: Model, rules: Any) -> Counter[str]:
    counts: Counter[str] = Counter()
    for one in examples:
        first = rules.recognise(one.sheet)
        by_words = words.most_likely(one.found, model)[0]
        both = words.second_opinion(one.sheet, first, model).kind
        sort = "other" if one.kind == "other" else "kinds"
        counts[f"{sort} of"] += 1
        for way, told in (("rules", first.kind), ("words", by_words), ("both", both)):
            counts[f"{sort} right by {way}"] += told == one.kind
            counts[f"{sort} wrong by {way}"] += told not in (one.kind, "other")
    return counts


def write(model: Model) -> None:
    kinds, weights = model
    lines = ["# Learned by bench/check/words.py from synthetic documents; not to be edited.",
             "\t".join(("feature", *kinds))]  # fmt: skip
    lines += ["\t".join((f, *(f"{w:g}" for w in row))) for f, row in sorted(weights.items())]
    LEARNED.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", type=Path, nargs="+", metavar="DIR")
    parser.add_argument("--other", type=Path, help="texts of « autre » documents, JSON lines")
    parser.add_argument("--rules", action="append", default=[], metavar="COMMIT=GENERATION")
    parser.add_argument("--unseen", action="store_true")
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    examples = [one for folder in asked.folders for one in drawn(folder)] + written(asked.other)
    if asked.unseen:
        pairs = [rule.split("=") for rule in asked.rules]
        unseen(examples, {int(generation): commit for commit, generation in pairs})
    if asked.write:
        write(learn(examples))
    return 0


if __name__ == "__main__":
    sys.exit(main())
