"""How well pages are read, and at what cost, beside tesseract alone; and what each step brings.

    python -m bench.check.reading [--documents N] [--seed S]
                                  [--split tune|test|blind|unseen|fresh|latest]
                                  [--variants a,b] [--ablation | --native N]

Each page is drawn by `bench.check.generate`, spoilt in each way, and read by the product's path and
by tesseract alone (fra, psm 3, at 200 dpi). Prints the share of the words of the page's own text
that were read exactly (accents kept, as a bag), CPU seconds a page, the slowest twentieth, and the
most memory that a process of the reader held. With `--ablation`, instead, the share and the CPU
seconds when a step of the reading is left out; with `--native`, how fast one PDF of N printed
documents is read. Synthetic pages: the figures say so.

CPU is that of the processes that have ended: the reader is closed before it is counted. The
product's is that of the pages alone; starting the reader and its first page are taken off.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

import cv2
import numpy as np
import pypdfium2
from PIL import Image

from bastide.engine.pieces.kinds import KINDS
from bastide.providers.pieces import (
    read_page,
    read_pieces,
    second_reader,
    straighten,
    tesseract,
)
from bastide.providers.pieces.sandbox import close_idle_child
from bench.check.generate import case, degrade, filing, printers
from bench.check.generate.write import _layouts
from bench.check.readings import children_spent

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


# What is left out → (module, name, what stands in its place).
_WITHOUT: dict[str, tuple[tuple[Any, str, Any], ...]] = {
    "nothing": (),
    "flattening": ((straighten, "sheet_corners", lambda grey: None),),
    "even light": ((straighten, "uneven", lambda grey: 0.0),),
    "turning (side, slant)": (
        (read_page, "_EVIDENT", -1.0),  # every page lies the right way up
        (straighten, "slant", lambda grey: 0.0),
    ),
    "second reader": ((second_reader, "words_of", lambda grey: []),),
    # No reading is poor: neither upside down, nor as received, nor by the second reader.
    "any second try": ((read_page, "_POOR", -1.0),),
}


@contextmanager
def without(step: str) -> Iterator[None]:
    """The reading in this process, a step left out. Raises AttributeError when it is renamed."""
    with ExitStack() as stack:
        for module, name, instead in _WITHOUT[step]:
            stack.enter_context(patch.object(module, name, instead))
        yield


def _cpu() -> float:
    """CPU seconds of this process and of the children that have ended."""
    own = resource.getrusage(resource.RUSAGE_SELF)
    return own.ru_utime + own.ru_stime + children_spent()[0]


Paper = tuple[Any, Counter[str]]  # a page as a picture, and its words


def _printed(documents: int, seed: int, split: str) -> Iterator[bytes]:
    """Documents that are not identity papers, as PDFs."""
    kinds = [k for k in KINDS if k not in ("identity_card", "passport", "residence_permit")]
    for number in range(documents):
        random = Random(f"{seed} {number}")
        layout = random.choice(_layouts(split))
        facts = case.single(random, kinds[number % len(kinds)], case.deposit_day(random))
        yield printers.render(facts, layout, number).pdf


def _papers(documents: int, seed: int, split: str) -> list[Paper]:
    return [(degrade.pages_of(pdf)[0], _words(pdf)[0]) for pdf in _printed(documents, seed, split)]


def _spoilt(name: str, papers: list[Paper]) -> list[tuple[Any, int]]:
    return [VARIANTS[name](page, Random(f"{name} {n}")) for n, (page, _) in enumerate(papers)]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, default=12)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--split",
        choices=["tune", "test", "blind", "unseen", "fresh", "latest"],
        default="tune",
    )
    parser.add_argument("--variants", default=",".join(VARIANTS))
    parser.add_argument("--ablation", action="store_true", help="leave out a step at a time")
    parser.add_argument("--native", type=int, default=0, metavar="N",
                        help="the speed of one PDF of N printed documents")  # fmt: skip
    asked = parser.parse_args()
    if asked.native:
        _native(asked.native, asked.seed, asked.split)
        return
    papers = _papers(asked.documents, asked.seed, asked.split)
    names = asked.variants.split(",")
    print(f"{len(papers)} synthetic pages, split {asked.split}")
    if asked.ablation:
        print(f"| without | {' | '.join(f'{name} | CPU' for name in names)} |")
        print("|---" * (2 * len(names) + 1) + "|")
        for step in _WITHOUT:
            print(f"| {step} | {' | '.join(_left_out(step, name, papers) for name in names)} |",
                  flush=True)  # fmt: skip
        return
    print(
        "| variant | product | CPU s/page | p95 s | poor pages | readers | tesseract alone | CPU |"
    )
    print("|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            _variant(name, papers, Path(folder) / "page.jpg")
    # Linux counts what this process held when it started them, hence « at most ».
    print(f"most memory of one process of the reader: at most {children_spent()[1]:.0f} MB")


def _native(pages: int, seed: int, split: str) -> None:
    """Seconds by the clock to read one PDF, the reader already started."""
    pdfs = list(_printed(pages, seed, split))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "native.pdf"
        path.write_bytes(filing.joined(pdfs))
        read_pieces(path, path.name)
        began = time.monotonic()
        count = len(read_pieces(path, path.name).file.pages)
        taken = time.monotonic() - began
    print(
        f"{count} synthetic pages of one native PDF in {taken:.2f} s: {count / taken:.1f} a second"
    )


def _left_out(step: str, name: str, papers: list[Paper]) -> str:
    """Share of the words and CPU seconds a page, a step left out, in this process."""
    pictures = _spoilt(name, papers)
    shares = []
    with without(step):
        read_page.read_page(_shown(*pictures[0]), [])  # what is loaded once is not counted
        before = _cpu()
        for (picture, quality), (_, true) in zip(pictures, papers, strict=True):
            message, _ = read_page.read_page(_shown(picture, quality), [])
            shares.append(_share(Counter(word[0] for word in message["words"]), true))
    return f"{np.mean(shares):.3f} | {(_cpu() - before) / len(papers):.2f}"


def _shown(picture: Any, quality: int) -> Image.Image:
    """The picture as the reader is given it, through JPEG."""
    coded = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
    decoded = cv2.imdecode(coded, cv2.IMREAD_COLOR)
    assert decoded is not None
    return Image.fromarray(decoded[:, :, ::-1])


def _variant(name: str, papers: list[Paper], path: Path) -> None:
    pictures = _spoilt(name, papers)
    close_idle_child()
    path.write_bytes(degrade.jpeg(*pictures[0]))
    before = _cpu()
    read_pieces(path, path.name)
    close_idle_child()
    start = _cpu() - before
    shares, seconds = [], []
    readers: Counter[str] = Counter()
    unreadable = 0
    before = _cpu()
    read_pieces(path, path.name)  # as above: the start and the first page
    for (picture, quality), (_, true) in zip(pictures, papers, strict=True):
        path.write_bytes(degrade.jpeg(picture, quality))
        began = time.monotonic()
        found = read_pieces(path, path.name).file.pages[0]
        seconds.append(time.monotonic() - began)
        shares.append(_share(Counter(w.text for w in found.words), true))
        readers[found.reader] += 1
        unreadable += not found.quality.readable
    close_idle_child()
    cost = (_cpu() - before - start) / len(papers)
    alone = []
    before = _cpu()
    for (picture, _), (_, true) in zip(pictures, papers, strict=True):
        grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
        scale = 2339 / max(grey.shape)
        sized = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        alone.append(_share(Counter(w[0] for w in tesseract.words_of(sized)), true))
    peer = (_cpu() - before) / len(papers)
    told = " ".join(f"{reader} {count}" for reader, count in readers.most_common())
    print(
        f"| {name} | {np.mean(shares):.3f} | {cost:.2f} | {np.quantile(seconds, 0.95):.1f} "
        f"| {unreadable} | {told} | {np.mean(alone):.3f} | {peer:.2f} |",
        flush=True,
    )


if __name__ == "__main__":
    main()
