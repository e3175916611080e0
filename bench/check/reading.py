"""How well pages are read, and at what cost, beside tesseract alone.

    python -m bench.check.reading [--documents N] [--seed S] [--split tune|test] [--variants a,b]

Each page is drawn by `bench.check.generate`, spoilt in each way, and read by the product's path and
by tesseract alone (fra, psm 3, at 200 dpi). Prints the share of the words of the page's own text
that were read exactly (accents kept, as a bag), CPU seconds a page, the slowest twentieth, and the
most memory that a reader held. Synthetic pages: the figures say so.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import cv2
import numpy as np
import psutil
import pypdfium2

from bastide.engine.pieces.kinds import KINDS
from bastide.providers.pieces import read_pieces, tesseract
from bench.check.generate import case, degrade, printers
from bench.check.generate.write import _layouts

Spoil = Callable[[Any, Random], tuple[Any, int]]


def _turned(degrees: float) -> Spoil:
    def spoil(page: Any, random: Random) -> tuple[Any, int]:
        if degrees % 90 == 0:
            return np.ascontiguousarray(np.rot90(page, int(degrees) // 90)), 80
        height, width = page.shape[:2]
        turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
        return cv2.warpAffine(page, turn, (width, height), borderValue=(255, 255, 255)), 80

    return spoil


VARIANTS: dict[str, Spoil] = {
    "clean 200 dpi": lambda page, random: (page, 90),
    "skew 3°": _turned(3),
    "turned 90°": _turned(90),
    "upside down": _turned(180),
    "scan": degrade.scan,
    "photo": degrade.photo,
    "fax": lambda page, random: (cv2.cvtColor(degrade.fax(page, random), cv2.COLOR_GRAY2BGR), 90),
    "out of focus": lambda page, random: (degrade.unreadable(page, random), 80),
}


def _words(pdf: bytes) -> list[Counter[str]]:
    document = pypdfium2.PdfDocument(pdf)
    return [Counter(page.get_textpage().get_text_range().split()) for page in document]


def _share(read: Counter[str], true: Counter[str]) -> float:
    return sum((read & true).values()) / max(1, sum(true.values()))


def _cpu() -> float:
    """CPU seconds of this process, of its readers, and of what they started and waited for."""
    every = [psutil.Process(), *psutil.Process().children()]
    return sum(sum(one.cpu_times()[:4]) for one in every)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--documents", type=int, default=12)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--split", choices=["tune", "test"], default="tune")
    parser.add_argument("--variants", default=",".join(VARIANTS))
    asked = parser.parse_args()
    kinds = [k for k in KINDS if k not in ("identity_card", "passport", "residence_permit")]
    pages: list[tuple[str, Any, Counter[str]]] = []
    for number in range(asked.documents):
        random = Random(f"{asked.seed} {number}")
        kind = kinds[number % len(kinds)]
        layout = random.choice(_layouts(asked.split))
        facts = case.single(random, kind, case.deposit_day(random))
        pdf = printers.render(facts, layout, number).pdf
        page, true = degrade.pages_of(pdf)[0], _words(pdf)[0]
        pages.append((kind, page, true))
    print(f"{len(pages)} synthetic pages, split {asked.split}")
    print(
        "| variant | product | CPU s/page | p95 s | poor pages | readers | tesseract alone | CPU |"
    )
    print("|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for name in asked.variants.split(","):
            _variant(name, pages, Path(folder))
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"most memory of one reader: {most:.0f} MB")


def _variant(name: str, pages: list[tuple[str, Any, Counter[str]]], folder: Path) -> None:
    shares, alone, seconds = [], [], []
    readers: Counter[str] = Counter()
    unreadable = 0
    alone_cost, spent = 0.0, _cpu()
    for number, (_, page, true) in enumerate(pages):
        spoilt, quality = VARIANTS[name](page, Random(f"{name} {number}"))
        path = folder / "page.jpg"
        path.write_bytes(degrade.jpeg(spoilt, quality))
        began = time.monotonic()
        found = read_pieces(path, "page.jpg").file.pages[0]
        seconds.append(time.monotonic() - began)
        shares.append(_share(Counter(w.text for w in found.words), true))
        readers[found.reader] += 1
        unreadable += not found.quality.readable
        grey = cv2.cvtColor(spoilt, cv2.COLOR_BGR2GRAY)
        scale = 2339 / max(grey.shape)
        before = _cpu()
        sized = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        peer = tesseract.words_of(sized)
        alone_cost += _cpu() - before
        alone.append(_share(Counter(w[0] for w in peer), true))
    time.sleep(0.2)  # the last reader ends after its answer
    cost = (_cpu() - spent - alone_cost) / len(pages)
    told = " ".join(f"{reader} {count}" for reader, count in readers.most_common())
    print(
        f"| {name} | {np.mean(shares):.3f} | {cost:.2f} "
        f"| {np.quantile(seconds, 0.95):.1f} "
        f"| {unreadable} | {told} | {np.mean(alone):.3f} | {alone_cost / len(pages):.2f} |",
        flush=True,
    )


if __name__ == "__main__":
    main()
