"""Documents that are none of those asked for stay « autre », whatever they speak of."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bastide.engine.pieces.assemble import assemble
from bastide.engine.pieces.model import Box, PageRef, Signed
from tests.engine.pieces.sheets import file

OTHERS = [
    json.loads(line)
    for line in Path(__file__).with_name("others.jsonl").read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize("other", OTHERS, ids=[other["about"] for other in OTHERS])
def test_a_document_that_is_not_asked_for_is_other(other: dict[str, str]) -> None:
    assert [piece.kind for piece in assemble([file(other["text"])])] == ["other"]


def test_an_identity_code_steers_to_the_document_that_the_page_says() -> None:
    code = Signed(
        "07", {"document_number": "X4RTBPFW4"}, "valid", "", "FR05", "0001", None, PageRef(0, 1),
        Box(0.8, 0.1, 0.9, 0.2),
    )  # fmt: skip
    page = "Titre de séjour\nNom : SPÉCIMEN\nPrénom : Lina"
    (piece,) = assemble([file(page)], [code])
    assert piece.kind == "residence_permit"
    assert assemble([file("Nom : SPÉCIMEN\nPrénom : Lina")])[0].kind == "other"


def test_a_passport_number_in_the_code_tells_a_passport() -> None:
    code = Signed(
        "08", {"document_number": "18FV29211"}, "valid", "", "FR05", "0001", None, PageRef(0, 1),
        Box(0.8, 0.1, 0.9, 0.2),
    )  # fmt: skip
    assert assemble([file("Nom : SPÉCIMEN\nPrénom : Lina")], [code])[0].kind == "passport"
