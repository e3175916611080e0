"""What the measure of whole cases counts as found, and as wrongly blamed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from bastide.engine.pieces.model import Finding, PageRef, Piece
from bastide.engine.pieces.procedure import load

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

pytest.importorskip("reportlab")

from bench.check import found
from bench.check.cases import SCHEMES
from bench.check.generate import __main__ as command
from bench.check.generate import defects
from bench.check.tally import Tally, wilson

assert command.SPOILERS  # importing them fills the table of defects
SCHEME = load((SCHEMES / "pass-sud-formation.toml").read_text(encoding="utf-8"), "pass-sud")
NAMES = ("a.pdf", "b.pdf", "c.pdf")


def document(kind: str, name: str, *spoilt: str) -> dict[str, Any]:
    return {"kind": kind, "files": [{"name": name, "page": 1}], "defects": list(spoilt)}


def piece(kind: str, file: int) -> Piece:
    return Piece(kind, 1.0, (PageRef(file, 1),), {}, (), ())


def finding(rule: str, outcome: str, *pieces: int, level: str = "required",
            message: str = "") -> Finding:  # fmt: skip
    return Finding(rule=rule, outcome=outcome, level=level, message=message, pieces=pieces)  # type: ignore[arg-type]


def scene(documents: list[dict[str, Any]], *findings: Finding) -> found.Scene:
    pieces = [piece(d["kind"], rank) for rank, d in enumerate(documents)]
    return found.Scene(SCHEME, documents, NAMES, pieces, findings)


def test_every_defect_is_the_concern_of_checks_that_the_scheme_makes() -> None:
    made = {rule.check for rule in SCHEME.rules if rule.level != "info"} | {"file_unread"}
    for kind in defects.DEFECTS:
        assert set(found.concerns(kind)) <= made, kind
    for kind in {*found.CONCERNS, *found.PAIRS}:
        assert any(one == kind or one.startswith(kind) for one in defects.DEFECTS) or (
            kind == "other_person_identity"
        )


OLD = {"kind": "notice_old", "document": "registration_notice"}


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        (finding("avis-recent", "FAILED", 0), "FAILED"),
        (finding("avis-recent", "INCONCLUSIVE", 0), "INCONCLUSIVE"),
        (finding("avis-recent", "PASSED", 0), ""),
        (finding("avis-recent", "FAILED", 0, level="info"), ""),
        (finding("avis-recent", "FAILED", 1), ""),  # of another document
        (finding("meme-personne", "FAILED", 0), ""),  # a rule that does not concern it
    ],
)
def test_a_defect_is_found_by_its_rule_on_its_document(said: Finding, outcome: str) -> None:
    documents = [
        document("registration_notice", "a.pdf", "notice_old"),
        document("address_proof", "b.pdf"),
    ]
    assert scene(documents, said).found(OLD) == outcome


def test_a_defect_may_be_found_on_the_document_it_is_compared_with() -> None:
    documents = [
        document("qualiopi_certificate", "a.pdf", "siret_differs"),
        document("training_quote", "b.pdf"),
        document("cv", "c.pdf"),
    ]
    defect = {"kind": "siret_differs", "document": "qualiopi_certificate"}
    assert scene(documents, finding("siret", "FAILED", 1)).found(defect) == "FAILED"
    assert scene(documents, finding("siret", "FAILED", 2)).found(defect) == ""


def test_a_missing_document_is_found_when_it_is_named() -> None:
    defect = {"kind": "missing_tax_notice", "document": "tax_notice"}
    named = finding("presence", "FAILED", message="Manque : dernier avis d'imposition.")
    other = finding("presence", "FAILED", message="Manque : RIB.")
    assert scene([], named).found(defect) == "FAILED"
    assert scene([], other).found(defect) == ""


def test_documents_are_blamed_once_and_only_by_what_failed() -> None:
    documents = [document("rib", "a.pdf"), document("tax_notice", "b.pdf")]
    blamed, elsewhere = scene(
        documents,
        finding("rib-cle", "FAILED", 0),
        finding("rib-titulaire", "FAILED", 0),
        finding("dernier-avis", "INCONCLUSIVE", 1),
        finding("presence", "FAILED", message="Manque : pièce d'identité."),
    ).blamed()
    assert (blamed, elsewhere) == ({0}, 1)


def test_the_bound_of_the_issue_needs_some_six_hundred_cases() -> None:
    assert wilson(600, 600) >= 0.99 > wilson(260, 260)


def test_a_tally_counts_each_defect_once() -> None:
    tally = Tally()
    tally.enter({"sound": False, "outcome": "complete",
                 "defects": [OLD | {"checksum": False, "found": "INCONCLUSIVE"}]})  # fmt: skip
    count = tally.found["notice_old"]
    assert (count["n"], count["found"], count["FAILED"], count["not complete"]) == (1, 1, 0, 0)
