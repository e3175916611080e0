"""The report of a case: all that was found, from where, and who decides."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from importlib import import_module
from typing import Any

import pypdfium2
from hypothesis import given, settings
from hypothesis import strategies as st

from bastide.engine.pieces.model import (
    Field,
    FileRead,
    Page,
    Piece,
    Quality,
    Verdict,
)
from bastide.usecases.check.account import TEST_AUTHORITY
from bastide.usecases.check.flow import Unread
from bastide.usecases.check.report import Done, ReportFacts, pdf_report

drafted: Any = import_module("tests.usecases.check.drafted")

NIR = "185057800608491"
FACTS = ReportFacts(
    deposited=date(2026, 11, 2),
    made=date(2026, 11, 26),
    reference="2026-0001",
    person="Zoé Exemple",
    organisation="Région d'Essai",
)
PAGES = (
    Page(1, 620, 880, (), Quality(True)),
    Page(2, 620, 880, (), Quality(False, ("blurred",), "Photographiez-la sans bouger.")),
)
FILES = (FileRead("rib été.pdf", "a" * 64, "application/pdf", PAGES),)


def field(name: str, value: str, **more: Any) -> Field:
    given = {"confidence": 0.9, "origin": "ocr"} | more
    return Field(name, value, value, drafted.FIRST, drafted.BOX, **given)


PIECES = (
    Piece(
        "rib",
        0.97,
        (drafted.FIRST, replace(drafted.FIRST, page=2)),
        {"iban": field("iban", "FR7630006000011234567890189", proved=True)},
    ),
    Piece("rights_attestation", 0.8, (drafted.FIRST,), {"nir": field("nir", NIR)}),
)
VERDICT = Verdict(
    "essai",
    "2026-1",
    "incomplete",
    (
        drafted.finding("rib_holder", pieces=(0,), page=drafted.FIRST, box=drafted.BOX),
        drafted.finding("rate", pieces=(0,)),
        drafted.finding("quote_present", outcome="PASSED"),
    ),
)


def made(**more: Any) -> bytes:
    given: dict[str, Any] = {
        "facts": FACTS,
        "procedure": drafted.scheme(),
        "files": FILES,
        "images": ((drafted.picture(), drafted.picture()),),
        "pieces": PIECES,
        "verdict": VERDICT,
    } | more
    return pdf_report(**given)


def text_of(document: bytes) -> str:
    opened = pypdfium2.PdfDocument(document)
    text = "\n".join(page.get_textpage().get_text_bounded() for page in opened)
    return " ".join(text.replace("\u00a0", " ").split())


def pictures(document: bytes) -> int:
    opened = pypdfium2.PdfDocument(document)
    return sum(1 for page in opened for o in page.get_objects() if o.type == 3)


def test_it_says_what_was_found_why_and_who_decides():
    text = text_of(made(unread=[Unread("cassé.pdf", "Le fichier est abîmé.")]))
    for said in (
        "incomplet",
        "aucune personne n'a encore décidé",
        "La machine ne refuse et n'accepte aucun dossier",
        "Aide d'essai, version 2026-1",
        "À remplacer ou à compléter (1)",
        "motif de rib_holder",
        "pas en règle · RIB, rib été.pdf page 1 · Règlement, article 4",
        "À regarder par un agent (1)",
        "FR76 3000 6000 0112 3456 7890 189",
        "prouvé",
        "Page 2 difficile à lire. Photographiez-la sans bouger.",
        "cassé.pdf",
        "Le fichier est abîmé.",
    ):
        assert said in text, said
    assert TEST_AUTHORITY not in text


def test_the_trail_says_who_decided_and_why():
    at = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
    done = Done(at, "Agathe Exemple", "a demandé des pièces", "Il manque le devis.")
    text = text_of(made(trail=[done]))
    assert "20/11/2026 09:30 Agathe Exemple a demandé des pièces Il manque le devis." in text


def test_a_letter_in_the_trail_is_given_whole():
    at = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
    letter = "\n".join(f"- ligne {n} de la lettre" for n in range(200))
    text = text_of(made(trail=[Done(at, "Agathe Exemple", "a demandé des pièces", letter)]))
    assert "Texte du 20/11/2026 09:30, Agathe Exemple" in text
    assert all(f"- ligne {n} de la lettre" in text for n in range(200))


def test_a_trusted_test_authority_is_said_on_every_page():
    document = made(facts=replace(FACTS, test_authority=True))
    for page in pypdfium2.PdfDocument(document):
        text = " ".join(page.get_textpage().get_text_bounded().split())
        assert "Autorité de test acceptée" in text


def test_the_social_security_number_is_shown_only_where_the_scheme_needs_it():
    said = drafted.finding("rib_holder", message=f"Le {NIR} diffère.", pieces=(1,))
    verdict = replace(VERDICT, findings=(said,))
    assert NIR not in text_of(made(verdict=verdict))
    assert NIR in text_of(made(verdict=verdict, procedure=drafted.scheme(needs_nir=True)))


def test_no_picture_shows_a_masked_number():
    whole = pictures(made(procedure=drafted.scheme(needs_nir=True)))
    assert whole == 1
    assert pictures(made()) == 0
    assert pictures(made(pieces=PIECES[:1])) == 1


def test_a_missing_or_broken_image_leaves_the_words():
    for images in ((), ((b"x",),), ((),)):
        assert "motif de rib_holder" in text_of(made(images=images))


def test_an_endless_message_is_laid_out():
    long = drafted.finding("x", message="mot " * 6000, page=drafted.FIRST, box=drafted.BOX)
    assert made(verdict=replace(VERDICT, findings=(long, long))).startswith(b"%PDF")


anything = st.text(st.characters(codec=None), max_size=400)


@settings(max_examples=25, deadline=None)
@given(anything, anything)
def test_nothing_that_was_read_stops_the_report(name: str, value: str):
    files = (replace(FILES[0], name=name),)
    piece = Piece("rib", 0.5, (drafted.FIRST,), {"holder": field("holder", value)})
    verdict = replace(VERDICT, findings=(drafted.finding("x", message=value, source=name),))
    facts = replace(FACTS, person=value, reference=name)
    document = made(facts=facts, files=files, pieces=(piece,), verdict=verdict)
    assert document.startswith(b"%PDF")
