"""How well are minutes written without a model?

    python bench/minutes.py                 everything (BASTIDE_DEV_DATA: the data)
    python bench/minutes.py gold tune -v    one half of the gold set, with what went wrong

1. The gold set (`usecases/minutes/evals`): decisions and actions found, their owner, their due
   date, votes and outcome. `tune` served to write the rules, `test` did not.
2. FREDSum's 115 development debates in five folds by event (no debate is summarised by weights
   that read one of its event), a summary of 260 words: ROUGE F1 (words with their accents, no
   stemming), mean over the abstracts 1 and 3; sentence F1 against the annotators' extracts, at
   their own length. The first sentences, LexRank and MMR are measured beside, with and without the
   speakers' names, which our lines bear.
3. Processor time of a transcript of one hour and of twelve.
"""

from __future__ import annotations

import argparse
import json
import re
import runpy
import statistics
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import numpy as np

from bastide.engine.french import fold
from bastide.engine.minutes.model import Minutes, Said, Transcript, Turn
from bastide.engine.minutes.salience import Table, Weights, pieces, table
from bastide.engine.minutes.select import Chooser, Pick, joined, pick
from bastide.engine.minutes.spoken import Heard, hear
from bastide.engine.minutes.summary import summarise
from bastide.engine.minutes.write import write

ROOT = Path(__file__).resolve().parents[1]

BUDGET = 260  # words of a summary of FREDSum
EVALS = ROOT / "src" / "bastide" / "usecases" / "minutes" / "evals"
_ARTICLE = {"le", "la", "les", "l", "du", "de", "des", "d", "un", "une", "m", "mme", "au", "aux"}


# The gold set.


def meetings(half: str) -> list[dict]:
    lines = (EVALS / f"{half}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def transcript(meeting: dict) -> Transcript:
    turns = tuple(
        Turn(n, turn["text"], turn["speaker"], n * 12.0) for n, turn in enumerate(meeting["turns"])
    )
    return Transcript(turns, meeting["title"], date.fromisoformat(meeting["day"]))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", fold(text))


def same_place(said: Said, mark: dict) -> bool:
    """Whether half of the shorter of the two quotes, in the same turn, is the other's."""
    if said.turn != mark["turn"]:
        return False
    one, two = Counter(_words(said.quote)), Counter(_words(mark["quote"]))
    return sum((one & two).values()) >= 0.5 * min(sum(one.values()), sum(two.values()))


def same_owner(who: str, names: Sequence[str]) -> bool:
    """Whether the owners are those of the gold set, articles and titles left out."""
    told = [{w for w in _words(one) if w not in _ARTICLE} for one in re.split(r",| et ", who)]
    told = [one for one in told if one]
    wanted = [{w for w in _words(one) if w not in _ARTICLE} for one in names]
    if len(told) < len(wanted):
        return False
    return all(any(w <= t or t <= w for t in told) for w in wanted) and (
        len(told) == len(wanted) or (len(wanted) == 1 and wanted[0] <= set().union(*told))
    )


@dataclass
class Tally:
    """Counts over a half: `right` of `found` and of `wanted`, by kind; details of those matched."""

    counts: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def f1(self, kind: str) -> tuple[float, float, float]:
        right, found, wanted = (self.counts[f"{kind} {x}"] for x in ("right", "found", "wanted"))
        precision, recall = right / (found or 1), right / (wanted or 1)
        return precision, recall, 2 * precision * recall / ((precision + recall) or 1)


def compare(meeting: dict, minutes: Minutes, tally: Tally) -> None:
    found = [("decision", one.said, one) for one in minutes.decisions]
    found += [("action", one.said, one) for one in minutes.actions]
    taken: set[int] = set()
    for mark in meeting["marks"]:
        kind = mark["kind"]
        tally.counts[f"{kind} wanted"] += 1
        hit = next(
            (n for n, (k, said, _) in enumerate(found)
             if n not in taken and k == kind and same_place(said, mark)), None,
        )  # fmt: skip
        if hit is None:
            tally.wrong.append(f"{meeting['id']} MISSED {kind}: {mark['quote']}")
            continue
        taken.add(hit)
        tally.counts[f"{kind} right"] += 1
        (_action if kind == "action" else _decision)(meeting["id"], mark, found[hit][2], tally)
    for n, (kind, said, one) in enumerate(found):
        tally.counts[f"{kind} found"] += 1
        if n not in taken:
            who = f" [{one.who}]" if kind == "action" else ""
            tally.wrong.append(f"{meeting['id']} FALSE {kind}: {said.quote}{who}")


def _action(name: str, mark: dict, one, tally: Tally) -> None:
    tally.counts["owner wanted"] += 1
    if same_owner(one.who, mark["who"]):
        tally.counts["owner right"] += 1
    else:
        tally.wrong.append(f"{name} OWNER {one.who!r} for {mark['who']}: {mark['quote']}")
    due = one.due.isoformat() if one.due else None
    side = "due" if mark["due"] else "no due"
    tally.counts[f"{side} wanted"] += 1
    if due == mark["due"]:
        tally.counts[f"{side} right"] += 1
    else:
        tally.wrong.append(f"{name} DUE {due} for {mark['due']}: {mark['quote']}")


def _decision(name: str, mark: dict, one, tally: Tally) -> None:
    tally.counts["outcome wanted"] += 1
    if one.adopted == mark["adopted"]:
        tally.counts["outcome right"] += 1
    else:
        tally.wrong.append(f"{name} OUTCOME {one.adopted}: {mark['quote']}")
    if mark["votes"]:
        tally.counts["votes wanted"] += 1
        told = one.votes and {
            "for": one.votes.for_, "against": one.votes.against,
            "abstentions": one.votes.abstentions, "unanimous": one.votes.unanimous,
        }  # fmt: skip
        counts = {k: v for k, v in mark["votes"].items() if v and k != "unanimous"}
        same = bool(told) and all(told[k] == v for k, v in counts.items())
        if same and (told["unanimous"] or not mark["votes"]["unanimous"]):
            tally.counts["votes right"] += 1
        else:
            tally.wrong.append(f"{name} VOTES {told} for {mark['votes']}: {mark['quote']}")


def gold(half: str) -> Tally:
    tally = Tally()
    for meeting in meetings(half):
        compare(meeting, write(transcript(meeting)), tally)
    for name in ("right", "found", "wanted"):
        tally.counts[f"both {name}"] = (
            tally.counts[f"decision {name}"] + tally.counts[f"action {name}"]
        )
    return tally


def told_gold(half: str, verbose: bool) -> None:
    tally = gold(half)
    print(f"gold set, half « {half} »")
    for kind in ("decision", "action", "both"):
        precision, recall, f1 = tally.f1(kind)
        right, wanted = tally.counts[f"{kind} right"], tally.counts[f"{kind} wanted"]
        print(f"  {kind:9} precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}"
              f" ({right}/{wanted})")  # fmt: skip
    for name in ("owner", "due", "no due", "outcome", "votes"):
        right, wanted = tally.counts[f"{name} right"], tally.counts[f"{name} wanted"]
        print(f"  {name:9} {right}/{wanted} {right / (wanted or 1):.3f}")
    if verbose:
        print(*sorted(tally.wrong, key=lambda line: line.split()[1:3]), sep="\n")


# FREDSum.


def rouge(told: str, reference: str) -> tuple[float, float, float]:
    """F1 of words, of pairs of words, of the longest common subsequence (Lin, 2004)."""
    one, two = (re.findall(r"\w+", text.lower()) for text in (told, reference))
    found = []
    for n in (1, 2):
        a, b = (Counter(zip(*(w[i:] for i in range(n)), strict=False)) for w in (one, two))
        found.append(_f1(sum((a & b).values()), sum(a.values()), sum(b.values())))
    row = [0] * (len(two) + 1)
    for word in one:
        now = [0]
        for at, other in enumerate(two):
            now.append(row[at] + 1 if word == other else max(row[at + 1], now[at]))
        row = now
    return found[0], found[1], _f1(row[-1], len(one), len(two))


def _f1(shared: float, one: float, two: float) -> float:
    return 2 * shared / (one + two) if one + two else 0.0


def lexrank(seen: Table) -> np.ndarray:
    """LexRank (Erkan and Radev, 2004), continuous, damping 0.15."""
    likeness = np.maximum(seen.vectors @ seen.vectors.T, 0)
    walk = likeness / np.maximum(likeness.sum(axis=1, keepdims=True), 1e-9)
    score = np.ones(len(walk)) / len(walk)
    for _ in range(50):
        score = 0.15 / len(walk) + 0.85 * walk.T @ score
    return score


def baselines(heard: Sequence[Heard], words: int) -> dict[str, list[Pick]]:
    seen = table(heard, pieces(heard, True), ())
    count = len(seen.pieces)
    central = seen.vectors @ seen.vectors.mean(axis=0)
    scores = {
        "lead": (-np.arange(count, dtype=float), 0.0),
        "LexRank": (lexrank(seen), 0.0),
        "MMR": (central, 1.0),
    }
    return {
        name: joined(seen, pick(seen, score, words, repeated))
        for name, (score, repeated) in scores.items()
    }


def sentence_f1(picked: Sequence[Pick], extract: np.ndarray) -> float:
    chosen = {one.heard for one in picked}
    right = sum(extract[place] for place in chosen)
    return _f1(right, len(chosen), extract.sum())


FOLDS = 5


def fredsum() -> None:
    """Five folds of events: each debate is summarised by weights that never read its event."""
    learning = runpy.run_path(str(ROOT / "training" / "minutes.py"))
    names = learning["debates"]()
    events = sorted({learning["event"](name) for name in names})
    rouges: dict[str, list[tuple[float, ...]]] = {}
    sentences: dict[str, list[float]] = {}
    for part in range(FOLDS):
        out = set(events[part::FOLDS])
        rest = [name for name in names if learning["event"](name) not in out]
        usual = learning["usual_words"](rest)
        dense, kept = learning["learn"](learning["read"](rest, usual))
        learnt = Weights(tuple(usual), (), dense, kept)
        for name in names:
            if learning["event"](name) in out:
                _debate(name, learning, learnt, rouges, sentences)
    print(f"FREDSum, {len(names)} debates, {FOLDS} folds by event, at most {BUDGET} words")
    for system, rows in rouges.items():
        mean = np.mean(rows, axis=0)
        print(f"  {system:26} ROUGE-1 {mean[0]:.3f} -2 {mean[1]:.4f} -L {mean[2]:.3f}"
              f"  {mean[3]:.0f} words")  # fmt: skip
    for system, values in sentences.items():
        print(f"  {system:30} sentence F1 {statistics.mean(values):.3f}")


def _debate(
    name: str, learning: dict, learnt: Weights,
    rouges: dict[str, list[tuple[float, ...]]], sentences: dict[str, list[float]],
) -> None:  # fmt: skip
    heard = hear(learning["turns"](name))
    told = baselines(heard, BUDGET)
    lines = {k: [one.text for one in picked] for k, picked in told.items()}
    lines |= {
        f"{k}, speakers named": [f"{heard[p.heard].turn.speaker} : {p.text}" for p in picked]
        for k, picked in told.items()
    }
    for label, named in (("Bastide, names left out", False), ("Bastide", True)):
        points = summarise(heard, (), BUDGET, named=named, learnt=learnt)
        lines[label] = [line.text for point in points for line in point.lines]
    for system, texts in lines.items():
        summary = " ".join(" ".join(texts).split()[:BUDGET])
        scores = np.mean([rouge(summary, text) for text in learning["abstracts"](name)], axis=0)
        rouges.setdefault(system, []).append((*scores, len(summary.split())))
    human = learning["extracts"](name, heard)
    sentences.setdefault("one annotator for the other", []).append(
        _f1((human[0] * human[1]).sum(), human[0].sum(), human[1].sum())
    )
    for extract in human:
        own = int(sum(h.words for h, kept in zip(heard, extract, strict=True) if kept))
        picked = {**baselines(heard, own), "Bastide": Chooser(heard, own, learnt).within(own)}
        for system, chosen in picked.items():
            sentences.setdefault(system, []).append(sentence_f1(chosen, extract))


def hours(count: int) -> None:
    """Processor time of the minutes of so many hours of speech (10,000 words an hour)."""
    words: list[Turn] = []
    total = 0
    source = [turn for meeting in meetings("tune") for turn in meeting["turns"]]
    while total < 10_000 * count:
        turn = source[len(words) % len(source)]
        words.append(Turn(len(words), turn["text"], turn["speaker"], total / 2.8))
        total += len(turn["text"].split())
    start = time.process_time()
    write(Transcript(tuple(words), "Séance", date(2026, 3, 10)))
    print(f"{count} h, {total} words: {time.process_time() - start:.2f} s of processor")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument(
        "part", nargs="?", default="all", choices=["all", "gold", "fredsum", "time"]
    )
    parser.add_argument("half", nargs="?", default="both", choices=["both", "tune", "test"])
    parser.add_argument("-v", "--verbose", action="store_true")
    asked = parser.parse_args()
    if asked.part in ("all", "gold"):
        for half in ("tune", "test") if asked.half == "both" else (asked.half,):
            told_gold(half, asked.verbose)
    if asked.part in ("all", "fredsum"):
        fredsum()
    if asked.part in ("all", "time"):
        for count in (1, 12):
            hours(count)


if __name__ == "__main__":
    main()
