"""How whole cases come out, by the production path, on folders that `bench.check.generate` wrote.

    python -m bench.check.cases DIR [--cache DIR] [--procedure NAME] [--json] [--show]

Prints, for each way of depositing: outcomes of sound and spoilt cases; the precision of
« complete » with its lower bound (Wilson, one-sided 95 %); the share of sound cases found complete;
false FAILED on the documents of sound cases; for each kind of defect, how many left the case not
complete, and in how many a finding points to the document concerned. Synthetic cases.

The test authority is trusted: the generator's 2D-Docs bear its signature.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import sys
import tempfile
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import django

from bastide.engine.pieces.judge import CaseFacts
from bastide.engine.pieces.model import Finding, Piece
from bastide.engine.pieces.procedure import Procedure, load
from bastide.engine.ports import ReadError
from bench.check.readings import Readings

HOME = Path(__file__).parents[2]
SCHEMES = HOME / "src/bastide/usecases/check/procedures"
# A defect of a document may be seen beside another one: who is compared with whom.
_WHOLE_CASE = {
    "same_person",
    "same_body",
    "duplicates",
    "presence",
    "one_of_each",
    "pages",
    "payee",
}


@dataclass
class Tally:
    """The counts of one way of depositing."""

    outcomes: Counter[tuple[str, str]] = field(default_factory=Counter)  # (sound|spoilt, outcome)
    documents: int = 0
    failed: int = 0
    found: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    causes: Counter[str] = field(default_factory=Counter)


def wilson(good: int, n: int, z: float = 1.645) -> float:
    """Lower bound of a share, one-sided 95 % (Wilson, 1927)."""
    if not n:
        return 0.0
    p = good / n
    centre = p + z * z / (2 * n)
    spread = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return (centre - spread) / (1 + z * z / n)


def examined(procedure: Procedure, folder: Path, on: date, readings: Readings) -> Any:
    """The case as the product examines it."""
    from bastide.usecases.check.flow import Unread, examine

    files, unread = [], []
    for path in sorted(folder.iterdir()):
        try:
            files.append(readings.of(path))
        except ReadError as error:
            unread.append(Unread(path.name, str(error)))
    facts = CaseFacts(deposited=on)
    return examine(procedure, files, facts, unread=unread, trust_test_authority=True)


def points(finding: Finding, kind: str, pieces: tuple[Piece, ...], checks: dict[str, str]) -> bool:
    """Whether a finding that is not PASSED looks at a document of that kind, or at the whole."""
    if finding.outcome == "PASSED":
        return False
    if any(index < len(pieces) and pieces[index].kind == kind for index in finding.pieces):
        return True
    return checks.get(finding.rule, finding.rule) in _WHOLE_CASE | {"file_unread", "readable"}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--procedure", default="pass-sud-formation")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--show", action="store_true", help="why sound cases are not complete")
    asked = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "bastide.site.settings"
    os.environ["BASTIDE_DATA_DIR"] = tempfile.mkdtemp(prefix="bastide-bench-")
    django.setup()
    text = (SCHEMES / f"{asked.procedure}.toml").read_text(encoding="utf-8")
    procedure = load(text, asked.procedure)
    checks = {rule.id: rule.check for rule in procedure.rules}
    readings = Readings(cache=asked.cache)
    tallies: dict[str, Tally] = defaultdict(Tally)
    truths = sorted((asked.folder / "truth").glob("*.json"))
    for number, path in enumerate(truths, 1):
        truth = json.loads(path.read_text(encoding="utf-8"))
        folder, on = asked.folder / truth["case"], date.fromisoformat(truth["on"])
        found = examined(procedure, folder, on, readings)
        ways = {document["degradation"] for document in truth["documents"]}
        way = ways.pop() if len(ways) == 1 else "mixed"
        for tally in (tallies[way], tallies["all"]):
            enter(tally, truth, found, checks)
        if asked.show:
            show(truth, found)
        print(f"{number}/{len(truths)} {truth['case']} {found.verdict.outcome}", file=sys.stderr)
    tallies = dict(tallies) if len(tallies) > 2 else {"all": tallies["all"]}
    for way, tally in tallies.items():
        print(
            json.dumps({way: figures(tally)}, ensure_ascii=False)
            if asked.json
            else told(way, tally)
        )


def enter(tally: Tally, truth: dict[str, Any], found: Any, checks: dict[str, str]) -> None:
    outcome, findings = found.verdict.outcome, found.verdict.findings
    tally.outcomes["sound" if truth["sound"] else "spoilt", outcome] += 1
    if truth["sound"]:
        tally.documents += len(truth["documents"])
        blamed = {
            i for f in findings if f.outcome == "FAILED" and f.level != "info" for i in f.pieces
        }
        blamed |= {
            -1 for f in findings if f.outcome == "FAILED" and not f.pieces and f.level != "info"
        }
        tally.failed += len(blamed)
        for finding in findings:
            if finding.outcome != "PASSED" and finding.level != "info":
                tally.causes[f"{finding.rule} {finding.outcome}"] += 1
    for one in truth["defects"]:
        count = tally.found[one["kind"]]
        count["n"] += 1
        count["checksum"] += one["checksum"]
        count["not complete"] += outcome != "complete"
        count["pointed"] += any(points(f, one["document"], found.pieces, checks) for f in findings)


def show(truth: dict[str, Any], found: Any) -> None:
    if truth["sound"] or found.verdict.outcome == "complete":
        kinds = [piece.kind for piece in found.pieces]
        print(f"== {truth['case']} sound={truth['sound']} {found.verdict.outcome} {kinds}")
        print("   defects:", [(d["kind"], d["document"]) for d in truth["defects"]])
        for finding in found.verdict.findings:
            if finding.outcome != "PASSED" and finding.level != "info":
                print(f"   {finding.rule} {finding.outcome}: {finding.message[:180]}")


def figures(tally: Tally) -> dict[str, Any]:
    counts = tally.outcomes
    sound = sum(n for (what, _), n in counts.items() if what == "sound")
    complete = sum(n for (_, outcome), n in counts.items() if outcome == "complete")
    right = counts["sound", "complete"]
    return {
        "cases": sum(counts.values()),
        "sound": sound,
        "complete": complete,
        "precision_of_complete": right / complete if complete else None,
        "lower_bound_95": wilson(right, complete),
        "sound_found_complete": right / sound if sound else None,
        "documents_of_sound_cases": tally.documents,
        "false_failed": tally.failed / tally.documents if tally.documents else None,
        "outcomes": {f"{what} {outcome}": n for (what, outcome), n in sorted(counts.items())},
        "defects": {kind: dict(count) for kind, count in sorted(tally.found.items())},
        "why_sound_cases_are_not_complete": dict(tally.causes.most_common(20)),
    }


def told(way: str, tally: Tally) -> str:
    of = figures(tally)

    def share(name: str) -> str:
        return "–" if of[name] is None else f"{of[name]:.3f}"

    lines = [
        f"\n## {way}: {of['cases']} synthetic cases, {of['sound']} of them sound",
        f"precision of « complete »: {share('precision_of_complete')} of {of['complete']}, "
        f"at least {of['lower_bound_95']:.3f} (95 %)",
        f"sound cases found complete: {share('sound_found_complete')}",
        f"false FAILED: {share('false_failed')} of {of['documents_of_sound_cases']} documents",
        f"outcomes: {of['outcomes']}",
        f"why sound cases are not complete: {of['why_sound_cases_are_not_complete']}",
    ]
    if tally.found:
        lines.append("| defect | n | not complete | pointed at |")
        lines.append("|---|---|---|---|")
    for kind, count in sorted(tally.found.items()):
        mark = " (checksum)" if count["checksum"] else ""
        lines.append(
            f"| {kind}{mark} | {count['n']} | {count['not complete']} | {count['pointed']} |"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    main()
