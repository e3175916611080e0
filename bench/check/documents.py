"""How well documents are recognised and read, on a folder that `bench.check.generate` wrote.

    python -m bench.check.documents DIR [--cache DIR] [--json] [--show] [--reader module:function]

Prints macro-F1 of the kinds, the rate of « autre » on unknown documents, the confusions, and for
each field the share that is exactly right, wrong values apart from missing ones. Fields with a
check digit are totalled apart, and so are their wrong values that were taken for proved: none may
be. 2D-Docs are verified, the test authority trusted. Documents made unreadable on purpose (`cut`,
`blur`) are passed over. Synthetic documents: the figures say so.

A field is right when its normal form is the truth's; of names and texts case, accents,
punctuation and civilities do not count, and an address may hold more than the street's line
(`generate.wording.address_truth`).
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from bastide.engine.pieces.assemble import assemble
from bastide.engine.pieces.kinds import KINDS
from bastide.engine.pieces.lines import plain
from bastide.engine.pieces.model import Field, Piece
from bastide.engine.ports import ReadError
from bench.check.readings import PRODUCT, Readings, signed_codes

# What a key, a check digit or a machine readable zone's digit covers.
CHECKED = {"iban", "body_siret", "body_siren", "employer_siret", "nir", "fiscal_number"}
UNREADABLE = {"cut", "blur"}
_CIVIL = "MONSIEUR |MADAME |MME |M |MR |MLLE ".split("|")


def same(kind: str, name: str, read: str, true: str) -> bool:
    """Whether a value read is the true one, as the module's docstring says."""
    if KINDS[kind].fields[name] not in ("name", "text"):
        return read == true
    a, b = plain(read), plain(true)
    for title in _CIVIL:
        a, b = a.removeprefix(title), b.removeprefix(title)
    return a == b or (name == "address" and f" {b} " in f" {a} ")


@dataclass
class Tally:
    """The counts of one degradation. `fields`: (kind, name) → outcomes."""

    kinds: list[tuple[str, str]] = field(default_factory=list)
    fields: dict[tuple[str, str], Counter[str]] = field(
        default_factory=lambda: defaultdict(Counter)
    )
    cut_in_pieces: int = 0

    def report(self) -> dict[str, Any]:
        """The figures, ready for JSON."""
        scores: dict[str, float] = {}
        for kind in sorted({true for true, _ in self.kinds}):
            right = sum(t == r == kind for t, r in self.kinds)
            wrong = sum((t == kind) != (r == kind) for t, r in self.kinds)
            scores[kind] = 2 * right / (2 * right + wrong) if right else 0.0
        totals = {"checksummed": Counter[str](), "other": Counter[str]()}
        for (_, name), counts in self.fields.items():
            totals["checksummed" if name in CHECKED else "other"].update(counts)
        unknown = [read for true, read in self.kinds if true == "other"]
        confusions = Counter(pair for pair in self.kinds if pair[0] != pair[1])
        return {
            "documents": len(self.kinds),
            "macro_f1": sum(scores.values()) / len(scores),
            "other_kept_other": [unknown.count("other"), len(unknown)],
            "cut_in_pieces": self.cut_in_pieces,
            "confusions": {f"{t} read as {r}": n for (t, r), n in sorted(confusions.items())},
            "totals": {
                which: {"share": counts["right"] / n, "of": n, **counts}
                for which, counts in totals.items()
                if (n := sum(counts.values()))
            },
            "weak": {
                f"{kind}.{name}": dict(counts)
                for (kind, name), counts in sorted(self.fields.items())
                if counts["right"] < sum(counts.values())
            },
        }


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--reader", default=PRODUCT)
    parser.add_argument("--cache", type=Path, help="keep what the reader gave, by file")
    parser.add_argument("--json", action="store_true", help="the figures as JSON")
    parser.add_argument("--show", action="store_true", help="print each error")
    given = parser.parse_args(arguments)
    readings = Readings(given.reader, given.cache)
    tallies: dict[str, Tally] = defaultdict(Tally)
    truths = sorted((given.folder / "truth").glob("*.json"))
    cpu, pages = 0.0, 0
    for number, truth_file in enumerate(truths, 1):
        truth = json.loads(truth_file.read_text(encoding="utf-8"))
        folder = given.folder / truth["case"]
        names, files = [], []
        for path in sorted(folder.iterdir()):
            try:
                files.append(readings.of(path))
                names.append(path.name)
            except ReadError as error:
                print(f"{path.name}: {error}", file=sys.stderr)
        signed = signed_codes(files, date.fromisoformat(truth["on"]))
        began = time.process_time()
        pieces = assemble(files, signed)
        cpu += time.process_time() - began
        pages += sum(len(file.pages) for file in files)
        for document in truth["documents"]:
            if not UNREADABLE & set(document["conditions"]):
                tally = tallies[document["degradation"]]
                _count(tally, document, names, pieces, truth["case"] if given.show else "")
        if readings.fresh:
            print(f"\r{number}/{len(truths)}", end="", file=sys.stderr, flush=True)
    reports = {how: tally.report() for how, tally in sorted(tallies.items())}
    spent = 1000 * cpu / max(pages, 1)
    if given.json:
        whole = {"synthetic": True, "assemble_cpu_ms_a_page": round(spent, 1), **reports}
        print(json.dumps(whole, ensure_ascii=False, indent=1))
        return 0
    for how, report in reports.items():
        _print(how, report)
    print(f"assemble: {spent:.1f} ms of CPU a page, {pages} pages")
    return 0


def _count(
    tally: Tally, document: dict[str, Any], names: list[str], pieces: tuple[Piece, ...], shown: str
) -> None:
    """`shown`: the case's name when its errors are to be printed."""
    kind = document["kind"]
    places = {(f["name"], f["page"]) for f in document["files"]}
    found = [
        (len(own), piece)
        for piece in pieces
        if (own := {(names[r.file], r.page) for r in piece.pages} & places)
    ]
    best = max(found, key=lambda item: (item[0], item[1].kind == kind), default=None)
    read_kind = best[1].kind if best else "missing"
    tally.cut_in_pieces += len(found) > 1
    tally.kinds.append((kind, read_kind))
    if shown and (read_kind != kind or len(found) > 1):
        print(f"{shown} {kind} read as {[p.kind for _, p in found]}")
    if kind == "other" or best is None or read_kind != kind:
        return
    for name, value in document["fields"].items():
        got = best[1].fields.get(name)
        outcome = _outcome(kind, name, got, value)
        tally.fields[kind, name][outcome] += 1
        if shown and outcome != "right":
            read = f"{got.value!r} ({got.confidence:.2f})" if got else None
            print(f"  {shown} {name}: {value!r} read {read} {outcome}")


def _outcome(kind: str, name: str, got: Field | None, true: str) -> str:
    if got is None:
        return "missing"
    if same(kind, name, got.value, true):
        return "right"
    return "wrong_proved" if got.proved else "wrong"


def _print(how: str, report: dict[str, Any]) -> None:
    print(
        f"== {how} (synthetic): {report['documents']} documents, "
        f"macro-F1 {report['macro_f1']:.3f}, {report['cut_in_pieces']} cut in pieces"
    )
    kept, unknown = report["other_kept_other"]
    if unknown:
        print(f"   other kept other: {kept}/{unknown}")
    for confusion, count in report["confusions"].items():
        print(f"   {confusion}: {count}")
    for name, counts in report["weak"].items():
        print(f"   {name}: {counts.get('right', 0)}/{sum(counts.values())} {counts}")
    for which, counts in report["totals"].items():
        rest = {k: v for k, v in counts.items() if k not in ("share", "of")}
        print(f"   {which} fields: {counts['share']:.4f} of {counts['of']} {rest}")


if __name__ == "__main__":
    sys.exit(main())
