"""How whole cases come out, by the production path, on folders that `bench.check.generate` wrote.

    python -m bench.check.cases DIR [--cache DIR] [--jobs N] [--procedure NAME] [--json] [--show]

Prints, for each way of depositing: outcomes of sound and spoilt cases; the precision of
« complete » with its lower bound (Wilson, one-sided 95 %); the share of sound cases found complete;
documents of sound cases on which something FAILED; for each kind of defect, how many left the case
not complete, and how many were found (`found`). Then what the readings of this run cost. Synthetic
cases: the figures say so.

The test authority is trusted: the generator's 2D-Docs bear its signature.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import sys
import tempfile
import traceback
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path
from typing import Any

import django

from bastide.engine.pieces.judge import CaseFacts
from bastide.engine.pieces.procedure import Procedure, load
from bastide.engine.ports import ReadError
from bench.check.found import Scene
from bench.check.readings import Readings, Spent
from bench.check.tally import Tally, cost, figures, told

HOME = Path(__file__).parents[2]
SCHEMES = HOME / "src/bastide/usecases/check/procedures"


def examined(procedure: Procedure, folder: Path, truth: dict[str, Any], readings: Readings) -> Any:
    """What the product finds in a case, beside the truth: ready for `Tally.enter` and `show`."""
    from bastide.usecases.check.flow import Unread, examine

    files, unread = [], []
    for path in sorted((folder / truth["case"]).iterdir()):
        try:
            files.append(readings.of(path))
        except ReadError as error:
            unread.append(Unread(path.name, str(error)))
    facts = CaseFacts(deposited=date.fromisoformat(truth["on"]))
    got = examine(procedure, files, facts, unread=unread, trust_test_authority=True)
    names = [file.name for file in files]
    scene = Scene(procedure, truth["documents"], names, got.pieces, got.verdict.findings)
    documents, elsewhere = scene.blamed()
    ways = {document["degradation"] for document in truth["documents"]}
    return {
        "case": truth["case"],
        "way": ways.pop() if len(ways) == 1 else "mixed",
        "sound": truth["sound"],
        "outcome": got.verdict.outcome,
        "files": len(files),
        "documents": len(truth["documents"]),
        "failed": len(documents),
        "elsewhere": elsewhere,
        "causes": Counter(f"{f.rule} {f.outcome}" for _, f in scene.counted()),
        "defects": [defect | {"found": scene.found(defect)} for defect in truth["defects"]],
        "kinds": [piece.kind for piece in got.pieces],
        "reasons": [f"{f.rule} {f.outcome}: {f.message[:180]}" for _, f in scene.counted()],
    }


def _work(asked: argparse.Namespace, truths: list[Path], out: Any) -> None:
    """Examines some of the cases; puts a record for each, then what their readings cost."""
    try:
        os.environ["DJANGO_SETTINGS_MODULE"] = "bastide.site.settings"
        os.environ["BASTIDE_DATA_DIR"] = tempfile.mkdtemp(prefix="bastide-bench-")
        django.setup()
        text = (SCHEMES / f"{asked.procedure}.toml").read_text(encoding="utf-8")
        procedure = load(text, asked.procedure)
        readings = Readings(cache=asked.cache)
        for path in truths:
            truth = json.loads(path.read_text(encoding="utf-8"))
            out.put(examined(procedure, asked.folder, truth, readings))
        out.put((readings.closed(), readings.fresh))
    except BaseException:
        out.put(traceback.format_exc())
        raise


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--cache", type=Path, help="keep what the reader gave, by content; one "
                        "folder for each version of the reader")  # fmt: skip
    parser.add_argument("--jobs", type=int, default=1, help="processes (default 1)")
    parser.add_argument("--procedure", default="pass-sud-formation")
    parser.add_argument("--json", action="store_true", help="the figures as JSON, a line a way")
    parser.add_argument("--show", action="store_true",
                        help="why sound cases are not complete, what is not found")  # fmt: skip
    asked = parser.parse_args()
    truths = sorted((asked.folder / "truth").glob("*.json"))
    # Not forked: the libraries that read have threads of their own.
    context = multiprocessing.get_context("spawn")
    out = context.Queue()
    shares = [truths[rank :: asked.jobs] for rank in range(asked.jobs)]
    workers = [context.Process(target=_work, args=(asked, share, out)) for share in shares]
    for worker in workers:
        worker.start()
    tallies: dict[str, Tally] = defaultdict(Tally)
    spent, fresh, files, ended, seen = Spent(), 0, 0, 0, 0
    while ended < len(workers):
        got = out.get()
        if isinstance(got, str):
            for worker in workers:
                worker.terminate()
            print(got, file=sys.stderr)
            return 1
        if isinstance(got, tuple):
            spent.add(got[0])
            fresh += got[1]
            ended += 1
            continue
        seen, files = seen + 1, files + got["files"]
        for tally in (tallies[got["way"]], tallies["all"]):
            tally.enter(got)
        if asked.show:
            show(got)
        print(f"{seen}/{len(truths)} {got['case']} {got['outcome']}", file=sys.stderr)
    for worker in workers:
        worker.join()
    ways = dict(tallies) if len(tallies) > 2 else {"all": tallies["all"]}
    for way, tally in ways.items():
        if asked.json:
            print(json.dumps({way: figures(tally)}, ensure_ascii=False))
        else:
            print(told(way, tally))
    speed = cost(spent, asked.jobs, files - fresh)
    print(json.dumps({"reading": speed}) if asked.json else f"\nreading, in this run: {speed}")
    return 0


def show(record: dict[str, Any]) -> None:
    missed = [d["kind"] for d in record["defects"] if not d["found"]]
    if missed or record["sound"] or record["outcome"] == "complete":
        print(f"== {record['case']} sound={record['sound']} {record['outcome']} {record['kinds']}")
        print("   defects:", [(d["kind"], d["document"], d["found"]) for d in record["defects"]])
        for reason in record["reasons"]:
            print(f"   {reason}")


if __name__ == "__main__":
    sys.exit(main())
