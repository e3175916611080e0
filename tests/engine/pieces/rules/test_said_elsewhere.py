"""What pages say besides the values read on them: cut pages, other dates, whole names."""

from __future__ import annotations

import pytest

from bastide.engine.pieces.model import Page
from tests.engine.pieces.rules.cases import MARTIN, Made
from tests.engine.pieces.sheets import page
from tests.engine.pieces.test_cut import optical


def at(made: Made, kind: str) -> int:
    return next(i for i, one in enumerate(made.pieces) if one.kind == kind)


def with_page(made: Made, kind: str, shown: Page) -> Made:
    made.files[at(made, kind)] = made.file(at(made, kind), shown)
    return made


@pytest.mark.parametrize(
    ("kind", "outcome"), [("tax_notice", "INCONCLUSIVE"), ("identity_card", "PASSED")]
)
def test_a_cut_page_is_to_be_seen_unless_it_is_a_card(kind, outcome):
    made = with_page(Made(), kind, optical(0.85, bottom=0.6))
    assert made.outcome("lisible") == outcome


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Contrat depuis le 01/02/2020", "FAILED"),
        ("Contrat depuis le 01/02/2020, facture du 20/09/2026", "INCONCLUSIVE"),
        ("Contrat depuis le 01/02/2020, à payer le 20/10/2026", "FAILED"),
    ],
)
def test_an_old_date_fails_only_when_no_other_is_recent(text, outcome):
    made = Made(address_proof={"issue_date": "2020-02-01"})
    assert with_page(made, "address_proof", page(text)).outcome("domicile-recent") == outcome


@pytest.mark.parametrize(
    ("kind", "text", "outcome"),
    [
        ("training_quote", "Stagiaire : MARTIN-FICTIF Zoé", "PASSED"),
        ("training_quote", "Stagiaire : MARTIN-FICTIF Zoéline", "FAILED"),
        # A bill may be another's: what stands beside its label is not set aside.
        ("address_proof", "Chez Zoé MARTIN-FICTIF", "INCONCLUSIVE"),
        ("address_proof", "Je déclare héberger Madame Zoé MARTIN-FICTIF", "PASSED"),
    ],
)
def test_the_applicants_whole_name_counts_more_than_a_name_misplaced(kind, text, outcome):
    nobody = dict.fromkeys(MARTIN) | {"full_name": "ATELIER DES SONGES"}
    made = with_page(Made(**{kind: nobody}), kind, page(text))
    assert made.outcome("meme-personne") == outcome


def test_a_usage_name_printed_on_the_card_is_the_applicants():
    made = Made(training_quote=dict.fromkeys(MARTIN) | {"full_name": "Zoé LAVANDE"})
    assert made.outcome("meme-personne") == "FAILED"
    with_page(made, "identity_card", page("NOM D'USAGE\nLAVANDE"))
    assert made.outcome("meme-personne") == "PASSED"


def test_the_payee_is_the_body_that_the_quote_shows():
    made = Made(
        training_quote={"body_name": "SARL"},
        qualiopi_certificate={"body_name": None},
        rib={"holder": "ATELIER DES CIGALES"},
    )
    assert made.outcome("rib-titulaire") != "PASSED"
    with_page(made, "training_quote", page("SARL ATELIER DES CIGALES\n12 rue des Essais"))
    assert made.outcome("rib-titulaire") == "PASSED"


def test_an_end_beside_a_registration_that_goes_on_is_to_be_seen():
    ended = {"status": "ended", "end_date": "2026-09-01"}
    assert Made(registration_notice=ended).outcome("inscription") == "FAILED"
    made = Made(registration_notice=ended)
    with_page(made, "registration_notice", page("Madame Zoé MARTIN-FICTIF est bien inscrite"))
    assert made.outcome("inscription") == "INCONCLUSIVE"


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Vous êtes inscrite comme demandeur d'emploi depuis le 05/11/2024", "PASSED"),
        ("L'intéressée est demandeur d'emploi à la date de l'édition", "PASSED"),
        ("Inscrite sur la liste des demandeurs d'emploi depuis le 05/11/2024", "PASSED"),
        ("Madame MARTIN a été inscrite à compter du 10 janvier 2024 et il a été mis fin à cette "
         "inscription", "INCONCLUSIVE"),
        ("Date d'inscription : 05/11/2024", "INCONCLUSIVE"),
    ],
)  # fmt: skip
def test_a_registration_goes_on_only_when_the_page_says_so(text, outcome):
    made = Made(registration_notice={"status": None, "registered_since": "2024-11-05"})
    assert with_page(made, "registration_notice", page(text)).outcome("inscription") == outcome


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Bilans de compétences", "FAILED"),
        ("[ ] Actions de formation\n[X] Bilans de compétences", "INCONCLUSIVE"),
    ],
)
def test_a_category_named_but_not_read_is_to_be_seen(text, outcome):
    made = Made(qualiopi_certificate={"categories": "Bilans de compétences"})
    assert (
        with_page(made, "qualiopi_certificate", page(text)).outcome("qualiopi-actions") == outcome
    )


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Certificateur, SIRET 552 100 554 00025", "FAILED"),
        # The quote's own number stands on the certificate: the certifier's was read for it.
        ("Certificateur, SIRET 552 100 554 00025. Organisme : 732 829 320 00074", "INCONCLUSIVE"),
    ],
)
def test_a_number_of_another_firm_fails_only_when_the_bodys_own_is_absent(text, outcome):
    made = Made(qualiopi_certificate={"body_siret": "55210055400025"})
    assert with_page(made, "qualiopi_certificate", page(text)).outcome("siret") == outcome
