"""How well documents are recognised and read, on a folder that `bench.check.generate` wrote.

    python -m bench.check.documents DIR [--reader module:function] [--show]

Prints macro-F1 of the kinds, the rate of « autre » on unknown documents, the confusions, and for
each field the share that is exactly right, wrong values apart from missing ones. Fields with a
check digit are totalled apart. Synthetic documents: the figures say so.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bastide.engine.pieces.assemble import assemble
from bastide.engine.pieces.kinds import KINDS
from bastide.engine.pieces.lines import plain
from bastide.engine.pieces.model import FileRead

CHECKED = {"iban", "body_siret", "body_siren", "employer_siret", "nir", "fiscal_number"}
Reader = Callable[[Path, str], Any]  # a FileRead, or what has one as its `file`


def same(kind: str, name: str, read: str, true: str) -> bool:
    """Exact match; accents, capitals and punctuation of names and texts apart."""
    if KINDS[kind].fields[name] in ("name", "text"):
        civil = "MONSIEUR |MADAME |MME |M |MR |MLLE ".split("|")
        a, b = plain(read), plain(true)
        for title in civil:
            a, b = a.removeprefix(title), b.removeprefix(title)
        return a == b
    return read == true


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--reader", default="bastide.providers.pieces.sandbox:read_pieces")
    parser.add_argument("--show", action="store_true", help="print each error")
    given = parser.parse_args()
    module, _, function = given.reader.partition(":")
    reader: Reader = getattr(importlib.import_module(module), function)
    by: dict[str, list[tuple[str, str]]] = defaultdict(list)
    fields: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    split: Counter[str] = Counter()
    for truth_file in sorted((given.folder / "truth").glob("*.json")):
        truth = json.loads(truth_file.read_text(encoding="utf-8"))
        folder = given.folder / truth["case"]
        names = sorted(p.name for p in folder.iterdir())
        read = [reader(folder / name, name) for name in names]
        files = [one if isinstance(one, FileRead) else one.file for one in read]
        pieces = assemble(files)
        for document in truth["documents"]:
            kind, how = document["kind"], document["degradation"]
            places = {(f["name"], f["page"]) for f in document["files"]}
            found = [
                (len(own), p)
                for p in pieces
                if (own := {(names[r.file], r.page) for r in p.pages} & places)
            ]
            best = max(found, key=lambda item: (item[0], item[1].kind == kind), default=None)
            read_kind = best[1].kind if best else "missing"
            split[how] += len(found) > 1
            by[how].append((kind, read_kind))
            if given.show and (read_kind != kind or len(found) > 1):
                print(f"{truth['case']} {kind} read as {[p.kind for _, p in found]}")
            if kind == "other" or best is None or read_kind != kind:
                continue
            for name, value in document["fields"].items():
                got = best[1].fields.get(name)
                outcome = (
                    "missing" if got is None else "right"
                    if same(kind, name, got.value, value) else "wrong"
                )  # fmt: skip
                proved = "+proved" if outcome == "wrong" and got is not None and got.proved else ""
                fields[how, kind, name][outcome + proved] += 1
                if given.show and outcome != "right":
                    shown = got.value if got else None
                    print(f"  {truth['case']} {name}: {value!r} read {shown!r}{proved}")
    for how, pairs in sorted(by.items()):
        report(how, pairs, fields, split[how])
    return 0


def report(
    how: str,
    pairs: list[tuple[str, str]],
    fields: dict[tuple[str, str, str], Counter[str]],
    split: int,
) -> None:
    """Prints the figures of one degradation."""
    scores: list[float] = []
    for kind in sorted({true for true, _ in pairs}):
        right = sum(t == r == kind for t, r in pairs)
        wrong = sum((t == kind) != (r == kind) for t, r in pairs)
        scores.append(2 * right / (2 * right + wrong) if right else 0.0)
    f1 = sum(scores) / len(scores)
    print(f"== {how} (synthetic): {len(pairs)} documents, macro-F1 {f1:.3f}, {split} cut in pieces")
    unknown = [r for t, r in pairs if t == "other"]
    if unknown:
        print(f"   other kept other: {unknown.count('other')}/{len(unknown)}")
    for (true, read), count in sorted(Counter(p for p in pairs if p[0] != p[1]).items()):
        print(f"   {true} read as {read}: {count}")
    totals: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    for (where, kind, name), counts in sorted(fields.items()):
        if where != how:
            continue
        totals[name in CHECKED].update(counts)
        total = sum(counts.values())
        if counts["right"] < total:
            print(f"   {kind}.{name}: {counts['right']}/{total} {dict(counts)}")
    for checked, counts in totals.items():
        total = sum(counts.values())
        if total:
            label = "checksummed" if checked else "other"
            print(f"   {label} fields: {counts['right'] / total:.4f} of {total} {dict(counts)}")


if __name__ == "__main__":
    sys.exit(main())
