"""What stands around a value or a page tells it, whatever the title and the labels."""

from __future__ import annotations

import pytest

from bastide.engine.pieces.assemble import assemble
from bastide.engine.pieces.model import Piece
from tests.engine.pieces.rules.cases import Made
from tests.engine.pieces.rules.test_said_elsewhere import with_page
from tests.engine.pieces.sheets import file, page


def read(text: str) -> Piece:
    (piece,) = assemble([file(text)], ())
    return piece


RECORD = """
France Travail
# Relevé de situation
Identifiant : 0373636J
Date d'inscription : 22/07/2025
État au jour de l'édition : {state}
Vos derniers paiements
août 2025 : 892,36 €
"""


def test_a_record_that_says_the_state_of_an_identified_person_is_a_notice():
    assert read(RECORD.format(state="inscrit(e)")).kind == "registration_notice"
    assert read(RECORD.format(state="payé")).kind == "other"


INSURED = """
# ATTESTATION DE GARANTIE {what}
Mutuelle de l'Ébauche
certifie garantir par police en cours
Au nom de : Mme Léa PROTOTYPE
{place}
7 montée des Fables
13400 Aubagne
"""


def test_a_guarantee_of_a_home_is_a_proof_of_address():
    home = INSURED.format(what="HABITATION", place="le logement sis, du locataire")
    assert read(home).kind == "address_proof"
    assert read(INSURED.format(what="DOMMAGES", place="le voilier amarré")).kind == "other"


def test_who_lodges_and_who_is_lodged_make_a_hosts_declaration():
    text = """
# ATTESTATION SUR L'HONNEUR DE DOMICILIATION
Personne qui héberge : Monsieur Ismaël PROTOTYPE
Personne hébergée : Mme Zoé TÉMOIN
Adresse : 108 place de l'Ébauche, 83000 Toulon
Le 04/09/2025
"""
    assert read(text).kind == "address_proof"
    assert read(text.replace("qui héberge", "une").replace("hébergée", "deux")).kind == "other"


def test_a_holder_stands_above_the_address_whatever_the_label():
    piece = read("""
# RELEVE D'IDENTITE BANCAIRE
OUVERT POUR  : MÉTIERS DE L'ÉBAUCHE PRO
OÙ  : 201 BIS RUE DU PROTOTYPE - 83300 DRAGUIGNAN
IBAN : FR76 3000 6000 0112 3456 7890 189
""")
    assert piece.fields["holder"].value == "MÉTIERS DE L'ÉBAUCHE PRO"


@pytest.mark.parametrize(
    ("said", "outcome"), [("ATELIER DES CIGALES", "PASSED"), ("Banque Modèle", "INCONCLUSIVE")]
)
def test_a_holder_that_no_label_tells_is_looked_for_by_the_payees_name(said: str, outcome: str):
    made = with_page(Made(rib={"holder": None}), "rib", page(f"RIB\n{said}\nDevise : euro"))
    assert made.outcome("rib-titulaire") == outcome


QUOTE = """
# DEVIS DE FORMATION
Intitulé : Comptable assistant RNCP37121
Volume : 70 heures
Article  Qté  TVA  Total HT
Heure de formation  70  21,25 € 0 %  1487,50 €
Sous-total HT  TVA  Total TTC
1487,50 €  {vat} €  {total} €
"""


def notes(text: str) -> list[str]:
    return [note.code for note in read(text).notes]


def test_the_price_of_an_hour_is_no_vat():
    piece = read(QUOTE.format(vat="0,00", total="1487,50"))
    assert piece.fields["vat_amount"].value == "0.00"
    assert not piece.notes


def test_totals_that_disagree_are_still_noted():
    text = QUOTE.replace("0 %", "20 %")
    assert not notes(text.format(vat="297,50", total="1785,00"))
    assert notes(text.format(vat="297,50", total="1985,00")) == ["totals_disagree"]


DECISION = """
# Reconnaissance de la qualité de travailleur handicapé
Maison départementale des personnes handicapées
M. Ismaël FACTICE, né le 20 mars 1994
Décision prise le

5 avr. 2025


Commence le

5 avr. 2025


Se termine le

{end}
"""


def test_a_right_does_not_end_the_day_that_it_begins():
    assert "valid_to" not in read(DECISION.format(end="jamais : sans limite")).fields
    ends = read(DECISION.format(end="5 avr. 2035"))
    assert ends.fields["valid_to"].value == "2035-04-05"
    same = read(DECISION.format(end="5 avr. 2025")).fields.get("valid_to")
    assert same is None or same.confidence < 0.6


@pytest.mark.parametrize(
    ("other", "outcome"), [("13001", "PASSED"), ("13002", "INCONCLUSIVE"), (None, "INCONCLUSIVE")]
)
def test_a_postcode_doubted_on_paper_is_sure_when_another_document_bears_it(
    other: str | None, outcome: str
):
    made = Made(tax_notice={"postcode": other}).read_as("address_proof", "postcode", 0.4)
    assert made.outcome("residence") == outcome


def test_two_documents_that_agree_on_a_doubted_postcode_never_fail_it():
    doubted = {"postcode": "75011"}
    made = Made(tax_notice=doubted, address_proof=doubted)
    assert made.read_as("address_proof", "postcode", 0.4).outcome("residence") == "INCONCLUSIVE"
