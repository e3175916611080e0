"""`python -m bench.check.generate`: writes synthetic files and their truth."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from . import defects, filing, spoil_dates, spoil_money, spoil_papers, spoil_persons, theme, write

# Importing them fills the table of defects.
SPOILERS = (spoil_dates, spoil_persons, spoil_money, spoil_papers)
_EPILOG = """\
One folder a case, with the files a citizen would send; the truth is DIR/truth/<case>.json, outside.
Persons and firms are fictitious, keys and signatures right (2D-Docs under the test authority FR00).
Layouts 0-19 are the split « tune », 20-23 « test », 24-27 « blind », 28-31 « unseen »,
32-35 « fresh »: never tune on « test » nor on « fresh »; what failed on « blind » and on « unseen »
has been read, so that they are unseen no more.

  python -m bench.check.generate --out /somewhere --cases 50 --seed 1 --split tune --defects mixed
  python -m bench.check.generate --out /somewhere --documents 40 --kind tax_notice --split test
  python -m bench.check.generate --out /somewhere --cases 60 --seed 1 --split blind --defects none
  python -m bench.check.generate --out /somewhere --documents 4 --kind rib --split blind
  python -m bench.check.generate --out /somewhere --documents 4 --kind all --split unseen
  python -m bench.check.generate --out /somewhere --documents 4 --kind all --split fresh
"""


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bench.check.generate",
        description="Synthetic training-aid files, to measure « Check ».",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--out", type=Path, metavar="DIR", help="where to write")
    parser.add_argument("--cases", type=int, metavar="N", help="write N files of documents")
    parser.add_argument("--documents", type=int, metavar="N",
                        help="write N single documents of --kind")  # fmt: skip
    parser.add_argument("--kind", default="all",
                        help="a kind of document, or all: N of each (default)")  # fmt: skip
    parser.add_argument("--first", type=int, default=0, metavar="N",
                        help="number of the first one, to share a run out (default 0)")  # fmt: skip
    parser.add_argument("--seed", default="0", help="same seed, same bytes (default 0)")
    parser.add_argument("--split", choices=("tune", "test", "blind", "unseen", "fresh", "latest"),
                        default="tune", help="which layouts: 0-19 (default), then by fours "
                        "20-23, 24-27, 28-31, 32-35")  # fmt: skip
    parser.add_argument("--degradation", choices=(*filing.DEGRADATIONS, "mixed"), default="native")
    parser.add_argument("--defects", default="none", metavar="none|mixed|KIND",
                        help="mixed: a third sound, the others with one defect or two; "
                        "upside_down: two documents so, and still sound")  # fmt: skip
    parser.add_argument("--list-defects", action="store_true", help="print the table and leave")
    return parser


def main(arguments: list[str] | None = None) -> int:
    parser = _parser()
    given = parser.parse_args(arguments)
    if given.list_defects:
        for kind, one in sorted(defects.DEFECTS.items()):
            mark = "checksum" if one.checksum else ""
            print(f"{kind:32} {one.family:14} {one.expected:13} {mark:9} {one.says}")
        return 0
    if given.out is None or (given.cases is None) == (given.documents is None):
        parser.error("--out, and one of --cases and --documents, are needed")
    if given.defects not in ("none", "mixed", "upside_down", *defects.DEFECTS):
        parser.error(f"unknown defect {given.defects}: see --list-defects")
    kinds = list(filing.WORDS) if given.kind == "all" else [given.kind]
    if not set(kinds) <= set(filing.WORDS):
        parser.error(f"unknown kind {given.kind}: one of {', '.join(filing.WORDS)}")
    began = time.perf_counter()
    if given.cases is not None:
        total = write.write_cases(given.out, given.cases, given.seed, given.split,
                                  given.degradation, given.defects, given.first)  # fmt: skip
    else:
        total = sum(
            write.write_documents(given.out, given.documents, given.seed, given.split,
                                  given.degradation, kind, given.first)
            for kind in kinds
        )  # fmt: skip
    taken = time.perf_counter() - began
    if theme.missing:
        print(f"fonts absent, replaced: {', '.join(theme.missing)}", file=sys.stderr)
    print(f"{total} documents in {taken:.1f} s ({total / taken:.1f} a second) under {given.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
