"""Sound cases of fictitious people, to be altered one value at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from importlib.resources import files as resources
from typing import Any

from bastide.engine.pieces.judge import CaseFacts, judge
from bastide.engine.pieces.model import (
    Box,
    Field,
    FileRead,
    Finding,
    MrzZone,
    Page,
    PageRef,
    Piece,
    Quality,
    Verdict,
    Word,
)
from bastide.engine.pieces.procedure import Procedure, load

DEPOSITED = date(2026, 10, 1)
BODY = {"body_name": "Atelier des Cigales", "body_siret": "73282932000074"}
MARTIN = {"surname": "MARTIN-FICTIF", "given_names": "Zoé"}
SOUND: dict[str, dict[str, str]] = {
    "identity_card": {**MARTIN, "birth_date": "1990-05-12", "nationality": "FRA",
                      "issue_date": "2022-01-10", "expiry_date": "2032-01-09",
                      "document_number": "X4RTBPFW4"},
    "registration_notice": {**MARTIN, "birth_date": "1990-05-12", "status": "registered",
                            "registered_since": "2026-02-01", "issue_date": "2026-09-20"},
    "address_proof": {**MARTIN, "postcode": "13001", "issue_date": "2026-09-01"},
    "training_quote": {**BODY, **MARTIN, "start_date": "2026-11-02", "end_date": "2027-02-26",
                       "hours": "200", "hourly_rate": "35.00", "total_excl_tax": "7000.00",
                       "vat_rate": "0", "total_incl_tax": "7000.00", "quote_number": "D26"},
    "qualiopi_certificate": {**BODY, "categories": "Actions de formation",
                             "valid_from": "2024-11-02", "valid_to": "2026-11-02"},
    "tax_notice": {**MARTIN, "income_year": "2025", "reference_income": "14400.00",
                   "parts": "2"},
    "rib": {"holder": "SARL ATELIER DES CIGALES", "iban": "FR7630006000011234567890189"},
}  # fmt: skip
PROVED = ("iban", "body_siret")
# It names nobody of the case: what a test takes from the fields, no page gives back.
ZONE = MrzZone(
    (
        "IDFRAX4RTBPFW45<<<<<<<<<<<<<<<",
        "9005127F3201098FRA<<<<<<<<<<<6",
        "NEUTRE<<<<<<<<<<<<<<<<<<<<<<<<",
    ),
    Box(0, 0.8, 1, 0.95),
)


def scheme(name: str = "pass-sud-formation") -> Procedure:
    path = resources("bastide.usecases.check") / "procedures" / f"{name}.toml"
    return load(path.read_text(encoding="utf-8"), path.name)


def page(number: int = 1, text: str = "", **traits: Any) -> Page:
    box = Box(0, 0, 1, 1)
    words = tuple(Word(word, box, 0) for word in text.split())
    return Page(number, 100, 100, words, traits.pop("quality", Quality(True)), **traits)


def piece(kind: str, index: int, values: Mapping[str, str | None], **traits: Any) -> Piece:
    ref = PageRef(index, 1)
    fields = {
        name: Field(name, value, value, ref, Box(0, 0, 1, 0.1), 1.0, "text", name in PROVED)
        for name, value in values.items()
        if value is not None
    }
    return Piece(kind, 0.99, (ref,), fields, **traits)


class Made:
    """A sound case; `but` alters values of a kind (None removes one), `without` a document."""

    def __init__(self, **kinds: Mapping[str, str | None]) -> None:
        every = {**SOUND, **{k: {} for k in kinds if k not in SOUND}}
        self.pieces = [
            piece(kind, i, {**values, **kinds.get(kind, {})})
            for i, (kind, values) in enumerate(every.items())
        ]
        self.files = [
            self.file(i, page(text="NEUTRE", mrz=ZONE))
            if one.kind == "identity_card"
            else self.file(i)
            for i, one in enumerate(self.pieces)
        ]
        self.facts = CaseFacts(DEPOSITED)

    @staticmethod
    def file(index: int, *pages: Page) -> FileRead:
        return FileRead(
            f"piece-{index}.pdf", f"{index:064x}", "application/pdf", pages or (page(),)
        )

    def read_as(self, kind: str, name: str, confidence: float) -> Made:
        """The field as an optical reader gave it."""
        for i, one in enumerate(self.pieces):
            if one.kind == kind:
                field = replace(one.fields[name], origin="ocr", confidence=confidence, proved=False)
                self.pieces[i] = replace(one, fields={**one.fields, name: field})
        return self

    def without(self, kind: str) -> Made:
        self.pieces = [one for one in self.pieces if one.kind != kind]
        # Its file goes too, or it would be an unrecognised document.
        held = {ref.file for one in self.pieces for ref in one.pages}
        blank = page(quality=Quality(False, ("blank",)))
        self.files = [f if i in held else self.file(i, blank) for i, f in enumerate(self.files)]
        return self

    def on(self, day: date) -> Made:
        self.facts = replace(self.facts, deposited=day)
        return self

    def verdict(self, name: str = "pass-sud-formation") -> Verdict:
        return judge(scheme(name), self.files, self.pieces, self.facts)

    def findings(self, rule: str) -> list[Finding]:
        return [finding for finding in self.verdict().findings if finding.rule == rule]

    def outcome(self, rule: str) -> str:
        found = self.findings(rule)
        return max((f.outcome for f in found), key=("PASSED", "INCONCLUSIVE", "FAILED").index)
