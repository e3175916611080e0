"""Pages made to last: their cost is bounded, whatever they hold."""

from __future__ import annotations

import time
from random import Random

import pytest

from bastide.engine.pieces.assemble import assemble, extract_as
from bastide.engine.pieces.model import Box, FileRead, Page, PageRef, Quality, Word

WORDS = (
    "FORMATION devis Total HT RIB IBAN FR14 2004 1010 0505 12/03/2026 de 1 234,50 € SIRET "
    "732829320 00074 Nom : Mme Fictive Lina attestation 35 heures"
).split()
# Seconds of CPU for a page; one takes 0.1 to 0.7 here, an unbounded search minutes.
MOST = 5.0


def grid(texts: list[str], across: int) -> list[Word]:
    rows = max(1, len(texts) // across)
    found = []
    for at, text in enumerate(texts):
        row, column = divmod(at, across)
        top, left = row / (rows + 1), column / across
        box = Box(left, top, left + 0.8 / across, top + 0.5 / (rows + 1))
        found.append(Word(text, box, row, 0.9))
    return found


def drawn(count: int) -> list[str]:
    random = Random(1)
    return [random.choice(WORDS) for _ in range(count)]


PAGES = {
    "fifty thousand words": grid(drawn(50_000), 20),
    "one endless line": grid(drawn(50_000), 50_000),
    "thousands of labels": grid(["Nom :"] * 5_000, 10),
    "a heap of words in one place": [Word(t, Box(0.1, 0.5, 0.2, 0.51), 0) for t in drawn(20_000)],
    "one word without end": [Word("1" * 200_000, Box(0, 0.1, 1, 0.11), 0)],
    "towns and nothing else": grid(["13100 Aix"] * 20_000, 3),
    "sentences never ended": grid(["INSCRITE", "DU", "12/03/2026"] * 7_000, 20),
}


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("reader", ["text", "tesseract"])
def test_a_page_costs_no_more_than_its_bound(name: str, reader: str) -> None:
    page = Page(1, 1654, 2339, tuple(PAGES[name]), Quality(True), reader=reader)
    read = FileRead("hostile.pdf", "0" * 64, "application/pdf", (page,))
    began = time.process_time()
    assemble([read])
    for kind in ("training_quote", "identity_card", "pay_slip"):
        extract_as(kind, [read], [PageRef(0, 1)])
    assert time.process_time() - began < 4 * MOST
