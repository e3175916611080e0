"""Are the right figures read? Named queries against questions as people speak.

    python bench/records.py            found and right, wrong query run, on both halves
    python bench/records.py --tune     the threshold and the margin, on the open half only
    python bench/records.py --show     each question that went wrong

The queries are those of the demonstration, the questions `src/bastide/records/evals/*.jsonl`; the
day is fixed, so that « le mois dernier » is always the same.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import time
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bastide.site.settings")
import django

django.setup()

from bastide.engine.slots import parameter_from  # noqa: E402
from bastide.records.match import APART, ENOUGH, Asked, Known, known, match, ranked  # noqa: E402
from bastide.records.places import Communes, communes_of  # noqa: E402

SOURCE = Path(__file__).resolve().parents[1] / "src" / "bastide"
TODAY = date(2026, 11, 26)


def queries() -> Known:
    told = tomllib.loads((SOURCE / "demo/garrigue/records.toml").read_text(encoding="utf-8"))
    return known(
        [
            Asked(
                row["slug"],
                row["title"],
                tuple(row["examples"]),
                tuple(parameter_from(p) for p in row["parameters"]),
            )
            for row in told["queries"]
        ]
    )


def places() -> Communes:
    with (SOURCE / "demo/garrigue/communes.csv").open(encoding="utf-8") as file:
        return communes_of((row["insee"], row["name"]) for row in csv.DictReader(file))


def questions(half: str) -> list[dict[str, Any]]:
    path = SOURCE / "records" / "evals" / f"{half}.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def measure(
    half: str, of: Known, where: Communes, enough: float = ENOUGH, apart: float = APART
) -> dict[str, Any]:
    """Found and right (query and parameters), and wrong query run, as shares."""
    rows = questions(half)
    right, wrong = 0, []
    missed = []
    for row in rows:
        found = match(row["question"], of, where, TODAY, enough, apart)
        slug = found.slug if found else None
        told = dict(found.slots.values) if found else {}
        if row["query"] and (slug, told) == (row["query"], row["parameters"]):
            right += 1
        elif row["query"]:
            missed.append((row["question"], row["query"], slug, told))
        # A query runs only when nothing it needs is missing; another one that would ask is no harm.
        if found and not found.slots.missing and (slug, told) != (row["query"], row["parameters"]):
            wrong.append((row["question"], row["query"], slug, told))
    answered = sum(bool(row["query"]) for row in rows)
    return {
        "questions": len(rows),
        "answered": answered,
        "right": right / answered,
        "wrong": len(wrong) / len(rows),
        "missed": missed,
        "ran wrong": wrong,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tune", action="store_true")
    parser.add_argument("--show", action="store_true")
    chosen = parser.parse_args()
    of, where = queries(), places()
    if chosen.tune:
        for enough in (0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75):
            for apart in (0.0, 0.02, 0.04, 0.08):
                got = measure("tuning", of, where, enough, apart)
                print(f"{enough:.2f} {apart:.2f}  {got['right']:6.1%} {got['wrong']:6.1%}")
        return
    for half in ("tuning", "held"):
        started = time.perf_counter()
        got = measure(half, of, where)
        ms = (time.perf_counter() - started) * 1000 / got["questions"]
        print(
            f"{half:7} {got['questions']} questions, {got['answered']} to be answered: "
            f"found and right {got['right']:.1%}, wrong query run {got['wrong']:.1%}, "
            f"{ms:.1f} ms each"
        )
        if chosen.show and half == "tuning":
            for kind in ("missed", "ran wrong"):
                for line in got[kind]:
                    print(" ", kind, *line, sep=" | ")
                    for one in ranked(line[0], of, where, TODAY)[:2]:
                        print("     ", one.slug, round(one.score, 2), one.slots.rest,
                              dict(one.slots.values), one.slots.stray)  # fmt: skip


if __name__ == "__main__":
    main()
