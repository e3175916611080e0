"""What rules say of whole cases: doubt, missing or repeated documents, proof, making."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bastide.engine.pieces.model import Box, Note, PageRef, PdfTraits, Quality, Signed
from bastide.engine.pieces.names import PersonName
from bastide.engine.pieces.rules.person import department
from bastide.engine.pieces.similar import fingerprint
from tests.engine.pieces.rules.cases import ZONE, Made, page, piece


def test_a_sound_case_is_complete():
    verdict = Made().verdict()
    assert [f for f in verdict.findings if f.outcome != "PASSED" and f.level != "info"] == []
    assert verdict.outcome == "complete"


P, F, I = "PASSED", "FAILED", "INCONCLUSIVE"  # noqa: E741


def test_a_reason_gives_the_values_compared_and_where_they_stand():
    [finding] = Made(training_quote={"hourly_rate": "36.00"}).findings("taux-horaire")
    assert "36,00\u00a0€/h HT ; le plafond est de 35,00\u00a0€/h" in finding.message
    assert "À rejeter par un agent" in finding.message
    assert finding.page == PageRef(3, 1)
    assert finding.box == Box(0, 0, 1, 0.1)
    assert "lue le" in finding.source


def test_over_a_cap_an_agent_decides_and_the_share_left_is_computed():
    made = Made(training_quote={"hours": "300", "total_excl_tax": "10500.00",
                                "total_incl_tax": "10500.00"})  # fmt: skip
    [finding] = made.findings("plafond")
    assert "1\u202f000,00\u00a0€" in finding.message
    assert made.verdict().outcome == "to_be_seen"
    dear = {"hourly_rate": "36.00", "total_excl_tax": "7200.00", "total_incl_tax": "7200.00"}
    assert Made(training_quote=dear).verdict().outcome == "to_be_seen"


@pytest.mark.parametrize("confidence", [0.3, 0.59])
def test_a_doubtful_reading_decides_nothing(confidence):
    for expiry in ("2032-01-09", "2026-09-30"):
        made = Made(identity_card={"expiry_date": expiry})
        assert (
            made.read_as("identity_card", "expiry_date", confidence).outcome("identite-valide") == I
        )


def test_a_middling_reading_may_pass_but_never_fail():
    good = Made().read_as("identity_card", "expiry_date", 0.7)
    assert good.outcome("identite-valide") == P
    bad = Made(identity_card={"expiry_date": "2026-09-30"})
    assert bad.read_as("identity_card", "expiry_date", 0.7).outcome("identite-valide") == I
    assert bad.read_as("identity_card", "expiry_date", 0.9).outcome("identite-valide") == F


def test_a_missing_document_makes_the_case_incomplete():
    made = Made().without("tax_notice")
    [failed] = [f for f in made.findings("presence") if f.outcome == F]
    assert "dernier avis d'imposition" in failed.applicant
    assert made.verdict().outcome == "incomplete"


def test_an_unrecognised_document_may_be_the_missing_one():
    made = Made()
    made.pieces = [replace(p, kind="other") if p.kind == "tax_notice" else p for p in made.pieces]
    assert made.outcome("presence") == I
    assert made.verdict().outcome == "to_be_seen"


def test_a_passport_is_an_identity_document_too():
    made = Made()
    made.pieces = [
        replace(p, kind="passport") if p.kind == "identity_card" else p for p in made.pieces
    ]
    assert made.verdict().outcome == "complete"


def test_an_unsure_kind_is_to_be_seen():
    made = Made()
    made.pieces[0] = replace(made.pieces[0], confidence=0.4)
    assert made.outcome("presence") == I


def test_an_unreadable_page_is_asked_again_and_a_blank_one_is_not():
    made = Made()
    bad = Quality(False, ("blurred",), "Photographiez à la lumière du jour.")
    made.files[2] = made.file(2, page(quality=bad))
    [finding] = made.findings("lisible")
    assert "lumière du jour" in finding.applicant
    assert made.verdict().outcome == "incomplete"
    made.files[2] = made.file(2, page(), page(2, quality=Quality(False, ("blank",))))
    assert made.verdict().outcome == "complete"


@pytest.mark.parametrize(
    ("texts", "outcome"),
    [(["Page 1/2", "Page 2/2"], P), (["Page 1/2"], F), (["Page 1 sur 1"], P), (["sans"], P)],
)
def test_pagination_tells_a_missing_page(texts, outcome):
    made = Made()
    made.files[5] = made.file(5, *(page(i, t) for i, t in enumerate(texts, start=1)))
    refs = tuple(PageRef(5, i) for i in range(1, len(texts) + 1))
    made.pieces[5] = replace(made.pieces[5], pages=refs)
    assert made.outcome("pages") == outcome


def test_an_unrecognised_page_may_be_the_missing_one():
    made = Made()
    made.files[5] = made.file(5, page(1, "Page 1/2"))
    made.pieces.append(piece("other", 7, {}))
    made.files.append(made.file(7))
    assert made.outcome("pages") == I
    assert made.verdict().outcome == "to_be_seen"


def test_a_page_whose_number_was_not_read_may_be_the_missing_one():
    made = Made()
    made.files[5] = made.file(5, page(1, "Page 1/2"))
    made.pieces.append(piece("tax_notice", 7, {}))
    made.files.append(made.file(7, page(1, "Suite")))
    assert [f.outcome for f in made.findings("pages")] == [I]
    made.files[7] = made.file(7, page(1, "Page 1/2"))  # the same page twice
    assert [f.outcome for f in made.findings("pages")] == [F]


def test_one_side_of_an_old_card_is_not_enough():
    front = {"issue_date": None, "expiry_date": None, "document_number": "111084C00123"}
    assert Made(identity_card=front).outcome("pages") == F
    read = Made(identity_card=front).read_as("identity_card", "document_number", 0.9)
    assert read.outcome("pages") == I


@pytest.mark.parametrize(
    ("reader", "code", "outcome"),
    [("text", "iban_digits_wrong", F), ("tesseract", "iban_digits_wrong", I),
     ("tesseract", "twoddoc_disagrees", F), ("text", "unknown_code", P)],
)  # fmt: skip
def test_notes_of_the_reading_are_honoured(reader, code, outcome):
    made = Made()
    made.files[6] = made.file(6, page(reader=reader))
    made.pieces[6] = replace(made.pieces[6], notes=(Note(code, "clé fausse.", PageRef(6, 1)),))
    assert made.outcome("anomalies") == outcome


@pytest.mark.parametrize(
    ("reader", "outcome", "case"), [("text", F, "incomplete"), ("tesseract", I, "to_be_seen")]
)
def test_a_wrong_key_is_told_as_such_and_not_as_unread(reader, outcome, case):
    made = Made(rib={"iban": None})
    made.files[6] = made.file(6, page(reader=reader))
    box = Box(0.1, 0.2, 0.3, 0.4)
    note = Note("iban_digits_wrong", "La clé du numéro « FR76 3000 » est fausse.",
                PageRef(6, 1), box)  # fmt: skip
    made.pieces[6] = replace(made.pieces[6], notes=(note,))
    [finding] = made.findings("rib-cle")
    assert (finding.outcome, finding.page, finding.box) == (outcome, PageRef(6, 1), box)
    assert "la clé de l'IBAN est fausse" in finding.message
    assert "FR76 3000" in finding.message
    assert made.verdict().outcome == case


@pytest.mark.parametrize(
    ("signature", "outcome", "case"),
    [("valid", P, "complete"), ("forged", F, "to_be_seen"), ("revoked", F, "to_be_seen"),
     ("expired_list", I, "complete"), ("unknown_issuer", I, "complete"),
     ("test_authority", I, "complete"), ("unreadable", I, "complete")],
)  # fmt: skip
def test_absence_of_proof_is_no_fault_but_a_forgery_is_seen(signature, outcome, case):
    made = Made()
    signed = Signed(
        "28", {}, signature, "dit.", "FR00", "0001", None, PageRef(5, 1), Box(0, 0, 1, 1)
    )
    made.pieces[5] = replace(made.pieces[5], signed=(signed,))
    assert made.outcome("cachet") == outcome
    assert made.verdict().outcome == case


def test_a_document_deposited_twice_is_seen():
    made = Made()
    made.files.append(replace(made.files[5], name="again.pdf"))
    made.pieces.append(replace(made.pieces[5], pages=(PageRef(7, 1),)))
    assert made.outcome("doublons") == F
    assert Made().outcome("doublons") == P


def test_a_document_of_another_case_is_seen_but_the_body_s_own_are_not():
    made = Made()
    mine = [fingerprint(p, made.files, "D-7") for p in made.pieces]
    made.facts = replace(made.facts, known=(mine[5],))
    [finding] = made.findings("autre-dossier")
    assert finding.outcome == F
    assert "D-7" in finding.message
    made.facts = replace(made.facts, known=(mine[4], mine[6]))
    assert made.outcome("autre-dossier") == P


@pytest.mark.parametrize(
    ("pdf", "count"),
    [(PdfTraits(revisions=2), 1), (PdfTraits(revisions=2, linearized=True), 0),
     (PdfTraits(producer="Adobe Photoshop"), 1), (PdfTraits(producer="Banque 3.1"), 0)],
)  # fmt: skip
def test_how_a_pdf_was_made_is_information_only(pdf, count):
    made = Made()
    made.files[6] = replace(made.files[6], pdf=pdf)
    assert len(made.findings("fabrication")) == count
    assert made.verdict().outcome == "complete"


def test_two_documents_on_one_page_are_no_duplicate():
    made = Made()
    made.pieces[1] = replace(made.pieces[1], pages=made.pieces[0].pages)
    assert made.outcome("doublons") == P


def test_the_latest_of_two_notices_gives_the_quotient():
    made = Made(tax_notice={"income_year": "2024"})
    values = {"income_year": "2025", "reference_income": "7200.00", "parts": "1"}
    made.pieces.append(piece("tax_notice", 7, values))
    made.files.append(made.file(7))
    [finding] = made.findings("frais-annexes")
    assert "600,00\u00a0€ : 2,50" in finding.message


@pytest.mark.parametrize(
    ("text", "outcome"), [("Durée 200 heures", P), ("Taux horaire illisible", I), ("35 €/h", I)]
)
def test_a_quote_without_a_rate_is_sound_unless_it_speaks_of_one(text, outcome):
    made = Made(training_quote={"hourly_rate": None})
    made.files[3] = made.file(3, page(1, text))
    assert made.outcome("calculs") == outcome


def test_a_total_with_tax_alone_is_not_compared_with_a_rate_without_tax():
    alone = {"total_excl_tax": None, "vat_rate": None, "total_incl_tax": "8400.00"}
    assert Made(training_quote=alone).outcome("calculs") == I
    assert Made(training_quote={**alone, "vat_rate": "20"}).outcome("calculs") == P


@pytest.mark.parametrize(
    ("text", "outcome"), [("Vous êtes inscrite", P), ("Date de cessation d'inscription", I)]
)
def test_a_notice_that_speaks_of_an_end_is_to_be_seen(text, outcome):
    made = Made(registration_notice={"status": None})
    made.files[1] = made.file(1, page(1, text))
    assert made.outcome("inscription") == outcome


def test_two_quotes_that_differ_are_to_be_seen():
    made = Made()
    other = piece("training_quote", 7, {n: f.value for n, f in made.pieces[3].fields.items()})
    fields = {**other.fields, "quote_number": replace(other.fields["quote_number"], value="D27")}
    made.pieces.append(replace(other, fields=fields))
    made.files.append(made.file(7))
    assert made.outcome("un-de-chaque") == I


def test_a_declared_applicant_is_the_reference():
    made = Made()
    made.facts = replace(made.facts, applicant=PersonName("DURAND-FICTIF", "", "Paul"))
    assert made.outcome("meme-personne") == F


@pytest.mark.parametrize(
    ("postcode", "where"),
    [("13001", "13"), ("20000", "2A"), ("20190", "2A"), ("20200", "2B"), ("20600", "2B"),
     ("97411", "974"), ("98800", "988"), ("1300", ""), ("A3001", "")],
)  # fmt: skip
def test_the_department_of_a_postcode(postcode, where):
    assert department(postcode) == where


def test_what_a_document_says_is_never_taken_for_a_message():
    made = Made(identity_card={"surname": "{0.__class__}"})
    assert any("{0.__class__}" in f.message for f in made.findings("meme-personne"))


@pytest.mark.parametrize(
    ("text", "zone", "missing"),
    [
        ("NEUTRE", None, "la zone de lecture automatique"),
        ("Taille : 1,68 m", ZONE, "le nom imprimé"),
        ("NEUTRF", ZONE, ""),  # one letter misread
    ],
)
def test_an_identity_document_bears_its_zone_and_the_name_of_its_zone(text, zone, missing):
    made = Made()
    made.files[0] = made.file(0, page(text=text, mrz=zone))
    found = [f for f in made.findings("pages") if f.outcome != P]
    assert [f.outcome for f in found] == ([I] if missing else [])
    assert all(missing in f.message for f in found)
    assert made.verdict().outcome == ("to_be_seen" if missing else "complete")


def test_the_zone_may_stand_on_a_side_deposited_apart():
    made = Made()
    made.files[0] = made.file(0, page(text="NEUTRE"))
    made.files.append(made.file(len(made.files), page(text="Taille", mrz=ZONE)))
    made.pieces.append(piece("identity_card", len(made.files) - 1, {}))
    assert made.outcome("pages") == P
