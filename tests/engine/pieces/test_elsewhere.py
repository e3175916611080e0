"""Values that stand elsewhere than beside a label of their own."""

from __future__ import annotations

import pytest

from bastide.engine.pieces.assemble import assemble
from bastide.engine.pieces.extract.people import split_address
from bastide.engine.pieces.identifiers import find_ibans
from tests.engine.pieces.sheets import file
from tests.engine.pieces.test_other_tables import read


def test_what_stands_before_an_iban_is_no_part_of_it():
    # By chance the key of « QA10 QMANOSQUEIBANFR2699994037 » is right.
    ((_, _, found),) = find_ibans("QA10 Q MANOSQUE IBAN FR26 9999 4037 0375 4117 4586 X17")
    assert not isinstance(found, str)
    assert found.value == "FR2699994037037541174586X17"


@pytest.mark.parametrize(
    "said",
    [
        "Résidence Les Tests 93 allée des Essais 84300 Cavaillon",
        "Étage 3 porte 7 - 93 allée des Essais, 84300 Cavaillon",
        "93 allée des Essais, 84300 Cavaillon",
    ],
)
def test_a_street_is_found_after_its_complement(said):
    assert split_address(said) == ("93 allée des Essais", "84300", "Cavaillon")


CERTIFICATE = """
# Certificat de l'organisme de formation
Marque de certification Qualiopi
{name}
Prestations couvertes
- Actions de formation
Ce certificat prend effet le 15/04/2025 pour une période de trois ans et expire le 14/04/2028.
Certificat valable sous réserve de l'audit de surveillance entre le 14e et le 22e mois.
"""


@pytest.mark.parametrize(
    "name",
    [
        "Certif Exemple délivre à CAMPUS IMAGINAIRE, déclarée sous le numéro 93050265513",
        "Nom : CAMPUS IMAGINAIRE  N° Siret : 018 633 495 00140",
        "Nous certifions que l'organisme CAMPUS IMAGINAIRE satisfait aux exigences du référentiel",
    ],
)
def test_the_firm_that_a_certificate_is_given_to(name):
    piece = read(CERTIFICATE.format(name=name))
    assert piece.kind == "qualiopi_certificate"
    assert piece.fields["body_name"].value == "CAMPUS IMAGINAIRE"
    assert "certificate_number" not in piece.fields  # « 14e » is none


def test_the_line_that_ends_a_sentence_is_no_title():
    first = """
# Confirmation de votre inscription
Nous vous confirmons votre inscription sur la liste des demandeurs d'emploi depuis le 14/01/2025.
Identifiant : 9189712S
page 1 sur 2
"""
    second = """
Se former
Pendant la formation vous restez inscrit et pouvez percevoir une rémunération. Transmettez
l'attestation d'entrée en stage dès le premier jour.
page 2 sur 2
"""
    (piece,) = assemble([file(first, second)], ())
    assert piece.kind == "registration_notice"


def test_the_heading_of_a_column_of_days_is_not_the_documents_day():
    piece = read("""
# Échéancier de paiement
Contrat d'eau - document établi le 12/06/2026
Mme Fatoumata EXEMPLE
107 chemin de la Fiction
84000 Avignon
Date  Montant TTC
05/07/2026  131,26 €
05/08/2026  131,26 €
Ce document peut être présenté comme justificatif de domicile. Référence du contrat d'eau potable
""")
    assert piece.fields["issue_date"].value == "2026-06-12"


def test_the_holder_of_an_account_is_not_its_bank():
    piece = read("""
Crédit Imaginaire
# RELEVÉ D'IDENTITÉ BANCAIRE
Titulaire du compte
LE FAUX CAMPUS PROVENCE
33 rue du Prototype
06600 Antibes
IBAN FR76 9999 3046 2190 7325 2194 086
""")
    assert piece.fields["bank"].value == "Crédit Imaginaire"


QUOTE = """
# Devis
ATELIER DES MODÈLES
Référence D202504-396
Émis le 19/04/2025
CAP Cuisine, parcours adulte
RNCP38430 · 210 heures · du 05/08/2025 au 16/09/2025
Prestation  Unité  Tarif unitaire HT
Formation, coût par heure stagiaire  heure  32,75 €
Total hors taxes  6 877,50 €
Taxes (0 %)  0,00 €
À payer  6 877,50 €
L'acceptation de ce devis vaut commande.
NDA : 93060924269
"""


def test_a_quote_whose_title_stands_above_its_code():
    fields = read(QUOTE).fields
    assert fields["training_title"].value == "CAP Cuisine, parcours adulte"
    assert fields["total_incl_tax"].value == "6877.50"
    assert fields["vat_rate"].value == "0"


def test_the_price_of_an_hour_is_no_number_of_hours():
    assert read(QUOTE.replace("· 210 heures ", "")).fields.get("hours") is None


def test_the_first_day_is_told_after_the_date():
    piece = read("""
# Attestation d'entrée en stage
La direction atteste que Monsieur MODÈLE Mamadou
s'est présenté dans nos locaux le 28/07/2025, premier jour de l'action « Développeur web », et y
est inscrit jusqu'au 04/08/2025.
""")
    assert piece.fields["start_date"].value == "2025-07-28"
    assert piece.fields["end_date"].value == "2025-08-04"


def test_second_pages_go_to_the_document_whose_number_they_bear():
    notice = """
# CERTIFICAT D'INSCRIPTION
sur la liste des demandeurs d'emploi
Monsieur Jean ÉCHANTILLON est inscrit depuis le 21/09/2025. Identifiant 8617796L
A. MODÈLE
Page 1/2
"""
    its_second = """
Projet validé : entrée en formation
Conseiller : A. MODÈLE
8617796L - page 2/2
"""
    extract = """
# Extrait Kbis
Immatriculation au registre du commerce et des sociétés
010 784 890 R.C.S. Fictiville
010 784 890 R.C.S. Fictiville - page 1/2
"""
    another = """
Gestion, direction
A. MODÈLE
Né(e) le 17/11/1968 à Fictiville
010 784 890 R.C.S. Fictiville - page 2/2
"""
    files = [file(t, name=f"{n}.jpg") for n, t in enumerate((another, notice, extract, its_second))]
    pieces = {p.kind: [ref.file for ref in p.pages] for p in assemble(files, ())}
    assert pieces == {"registration_notice": [1, 3], "company_registration": [2, 0]}


def test_a_decision_without_an_end_and_a_date_with_dashes():
    piece = read("""
# ATTESTATION RQTH
La CDAPH reconnaît la qualité de travailleur handicapé de Madame Zoé FICTIVE née le 13/06/1983
Cette reconnaissance prend effet le 02-janvier-2026 et n'est assortie d'aucune date de fin.
""")
    assert piece.fields["valid_from"].value == "2026-01-02"
