"""How well are minutes written without a model?

    python bench/minutes.py                 everything (BASTIDE_DEV_DATA: the data)
    python bench/minutes.py gold tune -v    one half of the gold set, with what went wrong

1. The gold set (`usecases/minutes/evals`): decisions and actions found, their owner, their due
   date, votes and outcome. `tune` served to write the rules, `test` did not.
2. FREDSum, the debates of the events in `HELD` (training/minutes.py never reads them), a summary
   of 260 words: ROUGE F1 (words with their accents, no stemming) against the mean of the two
   abstracts 1 and 3; sentence F1 against the annotators' extracts, at their own length. The first
   sentences, LexRank and MMR are measured beside.
3. Processor time of a transcript of one hour and of twelve.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "training"))

from bastide.engine.french import fold  # noqa: E402
from bastide.engine.minutes.model import Minutes, Said, Transcript, Turn  # noqa: E402
from bastide.engine.minutes.write import write  # noqa: E402

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
        len(told) == len(wanted) or len(wanted) == 1 and wanted[0] <= set().union(*told)
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
        if told and all(
            told[k] == v for k, v in mark["votes"].items() if v not in (None, 0) and k != "unanimous"
        ) and (not mark["votes"]["unanimous"] or told["unanimous"]):  # fmt: skip
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
        print(
            f"  {kind:9} precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f} ({right}/{wanted})"
        )
    for name in ("owner", "due", "no due", "outcome", "votes"):
        right, wanted = tally.counts[f"{name} right"], tally.counts[f"{name} wanted"]
        print(f"  {name:9} {right}/{wanted} {right / (wanted or 1):.3f}")
    if verbose:
        print(*sorted(tally.wrong, key=lambda line: line.split()[1:3]), sep="\n")


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


if __name__ == "__main__":
    main()
