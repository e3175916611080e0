"""A case with two files read, its pieces and its findings, in an organisation's scope."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from bastide.engine.pieces.model import (
    Box,
    Field,
    FileRead,
    Finding,
    Note,
    Page,
    PageRef,
    Piece,
    Quality,
    Verdict,
    Word,
)
from bastide.engine.pieces.procedure import Procedure
from bastide.engine.pieces.similar import fingerprint
from bastide.tenants.scope import scope
from bastide.usecases.check import (
    examinations,
    forms,
    keeping,
    readings,
    tasks,
    views_case,
    views_cases,
    views_served,
)
from bastide.usecases.check.models import Case

NIR = "1 85 05 78 006 084 91"


def picture() -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (62, 88), "white").save(written, "JPEG")
    return written.getvalue()


def page(number: int = 1, text: str = "RELEVÉ D'IDENTITÉ BANCAIRE") -> Page:
    words = tuple(
        Word(word, Box(0.1 * n, 0.1, 0.1 * n + 0.08, 0.12), 1, 0.9)
        for n, word in enumerate(text.split())
    )
    return Page(number, 620, 880, words, Quality(True))


def field(name: str, value: str, at: PageRef, **more: Any) -> Field:
    given = {"box": Box(0.1, 0.2, 0.5, 0.25), "confidence": 0.95, "origin": "ocr"} | more
    return Field(name, value, value, at, **given)


def upload(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


RIB = Piece(
    "rib",
    0.97,
    (PageRef(0, 1),),
    {
        "iban": field("iban", "FR7630006000011234567890189", PageRef(0, 1), proved=True),
        "holder": field("holder", "EXEMPLE Zoé", PageRef(0, 1), confidence=0.5),
    },
    notes=(Note("seen", "vu", PageRef(0, 1)),),
)
RIGHTS = Piece(
    "rights_attestation",
    0.9,
    (PageRef(1, 1), PageRef(1, 2)),
    {"nir": field("nir", NIR.replace(" ", ""), PageRef(1, 2), proved=True)},
)
FINDINGS = (
    Finding(
        "rib_holder",
        "FAILED",
        "required",
        "Le titulaire du RIB n'est pas le demandeur.",
        source="Règlement, article 4",
        pieces=(0,),
        fields=("holder",),
        page=PageRef(0, 1),
        box=Box(0.1, 0.2, 0.5, 0.25),
    ),
    Finding("nir", "INCONCLUSIVE", "review", f"Le numéro {NIR} diffère.", page=PageRef(1, 2)),
    Finding("iban_key", "PASSED", "required", "La clé de l'IBAN est juste.", pieces=(0,)),
)


@pytest.fixture(scope="session")
def examples() -> Any:
    """The pieces and findings that `case` holds, and what makes others."""
    return SimpleNamespace(
        rib=RIB,
        rights=RIGHTS,
        findings=FINDINGS,
        page=page,
        picture=picture,
        upload=upload,
        field=field,
    )


@pytest.fixture
def schemes(monkeypatch: pytest.MonkeyPatch) -> dict[str, Procedure]:
    """The schemes of the installation: one, without rules."""
    known = {
        "essai": Procedure(
            "essai", "Aide d'essai", "1", date(2020, 1, 1), None, "", (), (), (), retention=24
        )
    }
    for module in (forms, tasks, views_case, views_cases, views_served):
        monkeypatch.setattr(module, "procedures", lambda: known)
    return known


@pytest.fixture
def scheme(schemes: dict[str, Procedure]) -> Procedure:
    return schemes["essai"]


@pytest.fixture
def need_nir(schemes: dict[str, Procedure]) -> Any:
    """`need_nir()`: from now on, the scheme needs the NIR."""
    return lambda: schemes.update(essai=replace(schemes["essai"], needs_nir=True))


@pytest.fixture
def instructor(member):
    return member("instructor")


@pytest.fixture
def in_scope(organisation):
    with scope(organisation):
        yield organisation


@pytest.fixture
def case(in_scope, instructor) -> Case:
    """Two files read and examined; nothing waits."""
    made = keeping.open_case(
        Case(
            reference="2026-0001",
            surname="EXEMPLE",
            given_names="Zoé",
            procedure="essai",
            deposited=date(2026, 11, 2),
        ),
        instructor,
    )
    reads = [
        FileRead("rib.pdf", "a" * 64, "application/pdf", (page(),)),
        FileRead("droits.pdf", "b" * 64, "application/pdf", (page(1), page(2, f"NIR {NIR}"))),
    ]
    rows = [keeping.deposit(made, upload(read.name, read.name.encode()), None) for read in reads]
    for row, read in zip(rows, reads, strict=True):
        readings.keep_reading(row, read, [picture() for _ in read.pages])
    pieces = (RIB, RIGHTS)
    prints = [fingerprint(piece, reads) for piece in pieces]
    verdict = Verdict("essai", "1", "incomplete", FINDINGS)
    examinations.keep_examination(made, rows, pieces, prints, verdict)
    return made
