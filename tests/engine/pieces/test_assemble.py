"""Documents recognised, put together and read: pages set by hand, no layout of the generator."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bastide.engine.pieces.assemble import assemble
from bastide.engine.pieces.kinds import KINDS
from bastide.engine.pieces.model import Box, FileRead, PageRef, Piece, Signed
from tests.engine.pieces.sheets import file

RIB = """
# Relevé d'identité bancaire
Banque de la Garrigue
Titulaire du compte : Madame Lina FICTIVE
Code banque  Code guichet
IBAN : FR14 2004 1010 0505 0001 3M02 606
"""
QUOTE = """
# DEVIS DE FORMATION
ATELIER DES LAVANDES FICTIVES
N° SIRET : 732 829 320 00074
Déclaration d'activité n° 93 13 00000 13
Devis n° : D-2026-17
Établi le : 02/03/2026
Valable jusqu'au : 02/06/2026
Intitulé de la formation : Assistant de gestion fictive
Stagiaire : Lina FICTIVE
Dates : du 04/05/2026 au 30/06/2026
Durée : 100 heures
Taux horaire HT : 30,00 €
Total HT : 3 000,00 €
TVA (20 %) : 600,00 €
Total TTC : {incl}
"""
NOTICE = """
France Travail
# Avis de situation
Monsieur Yanis EXEMPLE
12 rue des Essais
13100 Aix-en-Provence
Identifiant : 1234567A
Monsieur Yanis EXEMPLE est inscrit sur la liste des demandeurs d'emploi depuis le 3 février 2026.
Fait à Aix, le 5 mars 2026
"""
FRONT = """
RÉPUBLIQUE FRANÇAISE
# Carte nationale d'identité
Nom : {}
Prénom(s) : Lina
Né(e) le : 03.02.1990
"""
LETTER = """
# Objet : votre demande
Madame, Monsieur,
Vous trouverez ci-joint mon RIB, le devis de la formation et mon avis de situation.
Je joindrai mon avis d'impôt dès que possible.
Veuillez agréer mes salutations distinguées.
"""


def only(*texts: str) -> Piece:
    (piece,) = assemble([file(*texts)])
    return piece


def values(piece: Piece) -> dict[str, str]:
    return {name: found.value for name, found in piece.fields.items()}


def test_a_rib_is_proved_by_its_key_and_has_a_box() -> None:
    piece = only(RIB)
    assert piece.kind == "rib"
    iban = piece.fields["iban"]
    assert (iban.value, iban.proved) == ("FR1420041010050500013M02606", True)
    assert iban.box is not None
    assert iban.page == PageRef(0, 1)
    assert piece.fields["holder"].value == "Lina FICTIVE"


def test_a_wrong_key_is_a_note_never_a_value() -> None:
    piece = only(RIB.replace("3M02 606", "3M02 607"))
    assert piece.kind == "rib"
    assert "iban" not in piece.fields
    assert [note.code for note in piece.notes] == ["iban_digits_wrong"]
    assert piece.notes[0].box is not None


def test_a_quote_is_read_with_its_amounts() -> None:
    piece = only(QUOTE.format(incl="3 600,00 €"))
    assert piece.kind == "training_quote"
    read = values(piece)
    wanted = {
        "body_siret": "73282932000074",
        "body_siren": "732829320",
        "body_nda": "93130000013",
        "quote_number": "D-2026-17",
        "issue_date": "2026-03-02",
        "valid_to": "2026-06-02",
        "training_title": "Assistant de gestion fictive",
        "full_name": "Lina FICTIVE",
        "start_date": "2026-05-04",
        "end_date": "2026-06-30",
        "hours": "100",
        "hourly_rate": "30.00",
        "total_excl_tax": "3000.00",
        "vat_rate": "20",
        "vat_amount": "600.00",
        "total_incl_tax": "3600.00",
    }
    assert {name: read.get(name) for name in wanted} == wanted
    assert piece.notes == ()


def test_totals_that_disagree_are_noted() -> None:
    piece = only(QUOTE.format(incl="3 650,00 €"))
    assert [note.code for note in piece.notes] == ["totals_disagree"]


def test_a_notice_tells_the_person_and_the_day_in_a_sentence() -> None:
    piece = only(NOTICE)
    assert piece.kind == "registration_notice"
    read = values(piece)
    assert read["full_name"] == "Yanis EXEMPLE"
    assert (read["address"], read["postcode"]) == ("12 rue des Essais", "13100")
    assert (read["registered_since"], read["issue_date"]) == ("2026-02-03", "2026-03-05")
    assert (read["identifier"], read["status"]) == ("1234567A", "registered")


@pytest.mark.parametrize(
    "text",
    [
        LETTER,
        "# Contrat de travail\nEntre les soussignés, employeur et salarié\nSalaire brut : 1 900 €",
        "# Facture\nATELIER FICTIF\nDéclaration d'activité n° 93130000013\nFormation : 300,00 €",
        "# Relevé de compte\nAncien solde\nIBAN FR14 2004 1010 0505 0001 3M02 606",
        "# Recette\nBattre les œufs et la farine",
        "",
    ],
)
def test_what_only_mentions_a_document_is_other(text: str) -> None:
    assert only(text).kind == "other"


def test_one_file_may_hold_several_documents() -> None:
    pieces = assemble([file(RIB, NOTICE, QUOTE.format(incl="3 600,00 €"))])
    assert [p.kind for p in pieces] == ["rib", "registration_notice", "training_quote"]
    assert [p.pages for p in pieces] == [(PageRef(0, n),) for n in (1, 2, 3)]


def test_a_second_page_goes_on_with_the_first() -> None:
    first = NOTICE + "\nPage 1/2"
    second = "Suite de l'avis – identifiant 1234567A\nPériodes\nPage 2/2"
    assert len(assemble([file(first, second)])) == 1
    (apart,) = assemble([file(first), file(second)])
    assert apart.pages == (PageRef(0, 1), PageRef(1, 1))


def test_the_readers_slips_do_not_hide_a_title() -> None:
    noisy = NOTICE.replace("Avis de situation", "Avis de sltuation").replace("liste", "Iiste")
    assert only(noisy).kind == "registration_notice"


def signed(outcome: str, **fields: str) -> Signed:
    box = Box(0.8, 0.1, 0.9, 0.2)
    code = Signed("03", fields, "valid", "", "FR03", "0001", None, PageRef(0, 1), box)
    return replace(code, outcome=outcome)


def test_a_valid_code_that_disagrees_with_the_page_is_noted() -> None:
    other = "FR7630006000011234567890189"
    (piece,) = assemble([file(RIB)], [signed("valid", iban=other)])
    assert "twoddoc_disagrees" in [note.code for note in piece.notes]
    (forged,) = assemble([file(RIB)], [signed("forged", iban=other)])
    assert "twoddoc_disagrees" not in [note.code for note in forged.notes]


def test_a_code_vouches_only_for_what_it_was_compared_with() -> None:
    sent = """
    # Facture d'électricité
    Date de facture :  03/02/2026
    Titulaire du contrat :  Lina FICTIVE
    Abonnement  Consommation
    """
    code = replace(signed("valid", issue_date="2026-02-01"), document_type="00")
    (piece,) = assemble([file(sent)], [code])
    assert (piece.fields["issue_date"].value, piece.fields["issue_date"].proved) == (
        "2026-02-03",
        False,
    )
    same = replace(signed("valid", issue_date="2026-02-03"), document_type="00")
    assert assemble([file(sent)], [same])[0].fields["issue_date"].proved


def read_by_ocr(text: str, confidence: float, page_confidence: float = 0.95) -> FileRead:
    """The pages of a text as an optical reader of that confidence gives them."""
    flat = file(text)
    page = flat.pages[0]
    words = tuple(replace(w, confidence=confidence) for w in page.words)
    quality = replace(page.quality, confidence=page_confidence)
    return replace(flat, pages=(replace(page, words=words, quality=quality, reader="tesseract"),))


def test_totals_that_a_reader_doubts_are_not_said_to_disagree() -> None:
    wrong = QUOTE.format(incl="3 650,00 €")
    (sure,) = assemble([read_by_ocr(wrong, 0.96)])
    assert [note.code for note in sure.notes] == ["totals_disagree"]
    (doubtful,) = assemble([read_by_ocr(wrong, 0.7)])
    assert "totals_disagree" not in [note.code for note in doubtful.notes]


def test_a_page_read_badly_lowers_the_confidence_of_what_is_not_proved() -> None:
    (well,) = assemble([read_by_ocr(RIB, 0.9, 0.9)])
    (badly,) = assemble([read_by_ocr(RIB, 0.9, 0.4)])
    assert badly.fields["holder"].confidence < 0.5 * well.fields["holder"].confidence
    assert badly.fields["iban"].proved
    assert badly.fields["iban"].confidence == well.fields["iban"].confidence


def test_a_status_that_no_word_tells_is_a_guess() -> None:
    (piece,) = assemble(
        [file("# Extrait Kbis\nGreffe du tribunal\nImmatriculation au RCS : 732 829 320")]
    )
    status = piece.fields["status"]
    assert (status.value, status.proved) == ("active", False)
    assert status.confidence < piece.fields["body_siren"].confidence


def test_the_sides_of_a_card_deposited_far_apart_are_one_document() -> None:
    front = FRONT.format("FICTIVE")
    back = (
        "Adresse : 3 RUE DES ESSAIS\nCarte valable jusqu'au : 12.03.2036\nDélivrée le : 13.03.2021"
    )
    pieces = assemble([file(back), file(RIB), file(NOTICE), file(front)])
    assert sorted(p.kind for p in pieces) == ["identity_card", "registration_notice", "rib"]
    card = next(p for p in pieces if p.kind == "identity_card")
    assert {ref.file for ref in card.pages} == {0, 3}
    assert values(card)["expiry_date"] == "2036-03-12"


def test_two_fronts_are_two_documents() -> None:
    pieces = assemble([file(FRONT.format("FICTIVE")), file(FRONT.format("EXEMPLE"))])
    assert [len(p.pages) for p in pieces] == [1, 1]


def test_values_are_found_when_the_reader_lost_their_labels() -> None:
    (slip,) = assemble(
        [
            file(
                "# Bulletin de paie\nFICTIVE Lina\nDécembre 2025\n03/01/2026\n"
                "Salaire de base  151,67  17,06  2587,51\n"
                "Total des cotisations et contributions  569,25\nNet payé avant impôt  2018,26 €"
            )
        ]
    )
    read = values(slip)
    assert (read["period"], read["issue_date"]) == ("2025-12", "2026-01-03")
    assert read["gross"] == "2587.51"
    assert slip.fields["issue_date"].confidence < 0.5


@given(st.lists(st.text(max_size=120), max_size=4))
def test_any_text_gives_pieces_that_hold_each_page_once(texts: list[str]) -> None:
    pieces = assemble([file(*(t.replace("#", "") for t in texts))] if texts else [])
    refs = [ref for piece in pieces for ref in piece.pages]
    assert sorted(refs, key=lambda r: r.page) == [PageRef(0, n + 1) for n in range(len(texts))]
    for piece in pieces:
        assert set(piece.fields) <= set(KINDS[piece.kind].fields)
