"""Pages whose labels are in no table, or stand under their values: read all the same."""

from __future__ import annotations

import pytest

from bastide.engine.pieces.assemble import assemble
from bastide.engine.pieces.extract.date_roles import date_roles
from bastide.engine.pieces.kinds import KINDS
from bastide.engine.pieces.lines import Sheet
from bastide.engine.pieces.model import Box, Page, Quality, Word
from tests.engine.pieces.sheets import file, page


def read(text: str, kind: str) -> dict[str, str]:
    """The best date of each field by the words around it alone."""
    found: dict[str, tuple[float, str]] = {}
    for one in date_roles(Sheet(page(text)), kind, KINDS[kind].fields):
        found[one.name] = max(found.get(one.name, (0.0, "")), (one.rank, one.value))
    return {name: value for name, (_, value) in found.items()}


@pytest.mark.parametrize(
    ("kind", "text", "name", "value"),
    [
        ("address_proof", "Édité depuis l'espace client le 3 septembre 2026", "issue_date",
         "2026-09-03"),
        ("address_proof", "Date de souscription : 09/12/2023\nImprimé le : 03/09/2026",
         "issue_date", "2026-09-03"),
        ("address_proof", "Fictiville, le 8 janvier 2026\nPrélèvement : 28/01/2026", "issue_date",
         "2026-01-08"),
        ("registration_notice", "Votre inscription, enregistrée le 29/01/2025, est en cours",
         "registered_since", "2025-01-29"),
        ("rights_attestation", "Validité du : 01/01/2026  jusqu'au : 10/02/2027", "valid_from",
         "2026-01-01"),
        ("rights_attestation", "Validité du : 01/01/2026  jusqu'au : 10/02/2027", "valid_to",
         "2027-02-10"),
        ("registration_notice", "Il a été mis fin à cette inscription le 19 juin 2025", "end_date",
         "2025-06-19"),
        ("training_quote", "Sortie prévue : 17/03/2026", "end_date", "2026-03-17"),
        ("training_quote", "Offre ouverte jusqu'au 30/11/2026", "valid_to", "2026-11-30"),
        ("qualiopi_certificate", "Échéance du certificat : 05/01/2027", "valid_to", "2027-01-05"),
        ("rqth", "Cette décision prend effet le 18/08/2026", "valid_from", "2026-08-18"),
    ],
)  # fmt: skip
def test_a_date_is_told_by_the_words_around_it(kind, text, name, value):
    assert read(text, kind).get(name) == value


@pytest.mark.parametrize(
    "text",
    ["À régler avant le 03/07/2026", "Prochaine facture vers le 25/01/2027", "Contrat depuis le "
     "11/03/2024"],
)  # fmt: skip
def test_a_date_of_something_else_is_not_the_bills(text):
    assert "issue_date" not in read(text, "address_proof")


def test_labels_under_their_values_are_read():
    text = """
# CERTIFICAT QUALIOPI
La certification qualité a été délivrée au titre de la catégorie d'actions suivante :
Actions de formation

QF-62892-8  23/09/2025
Certificat N°  Prise d'effet du certificat

22/09/2028
Expiration du certificat
"""
    (piece,) = assemble([file(text)])
    said = {name: field.value for name, field in piece.fields.items()}
    assert said["valid_from"] == "2025-09-23"
    assert said["valid_to"] == "2028-09-22"


def test_a_typewriters_wide_spaces_do_not_part_words():
    """Letters of one width: a space is a little wider than a line of capitals is high."""
    tall, letter, words = 0.0085, 0.009, []
    for row in range(12):
        left = 0.08
        for text in "MADAME FICTIVE LINA HABITE ICI".split():
            right = left + letter * len(text)
            box = Box(left, 0.05 + 0.03 * row, right, 0.05 + 0.03 * row + tall)
            words.append(Word(text, box, row))
            left = right + 1.2 * tall / (1654 / 2339)
    sheet = Sheet(Page(1, 1654, 2339, tuple(words), Quality(True)))
    assert [len(row) for row in sheet.rows] == [1] * 12


def test_fees_and_totals_follow_from_arithmetic():
    text = """
# DEVIS
Formation : Secrétariat
N° SIRET : 732 829 320 00074
Prestation  Volume  Tarif HT  Total HT
Frais pédagogiques  280 h  31,50 €  8 820,00 €
Inscription et certification  1  80,00 €  80,00 €
Total HT  8 900,00 €
TVA 20 %  1 780,00 €
Ensemble  10 680,00 €
"""
    (piece,) = assemble([file(text)])
    assert piece.fields["fees"].value == "80.00"
    assert piece.fields["total_incl_tax"].value == "10680.00"
    assert not piece.notes


def said(text: str) -> dict[str, str]:
    (piece,) = assemble([file(text)])
    return {name: field.value for name, field in piece.fields.items()}


QUOTE = """
# DEVIS N° D-2026-118
Prestataire
ATELIER FICTIF (SAS)
12 rue des Essais
13100 Aix
N° SIRET : 732 829 320 00074
Mme Lina DE FICTIF
Dates  05/03/26 - 25/06/26
Action de formation  Secrétariat
Durée totale  70 h
Numéro de déclaration d'activité : 93840303384
"""


def test_a_form_s_words_are_nobody_s_name_and_a_civility_opens_one():
    values = said(QUOTE)
    assert values["body_name"] == "ATELIER FICTIF"
    assert values["full_name"] == "Lina DE FICTIF"
    assert values["quote_number"] == "D-2026-118"


def test_two_dates_and_a_dash_are_from_and_to():
    values = said(QUOTE)
    assert (values["start_date"], values["end_date"]) == ("2026-03-05", "2026-06-25")


def test_a_table_of_two_columns_has_its_values_beside_its_labels():
    values = said("""
# Attestation d'entrée en formation
Organisme de formation : Atelier Fictif
Apprenant  Lina FICTIF
Né(e) le  15.09.1982
Parcours  Comptable assistant
Entrée  23.10.2026
Sortie  30.10.2026
""")
    assert values["training_title"] == "Comptable assistant"
    assert (values["start_date"], values["end_date"]) == ("2026-10-23", "2026-10-30")


def test_a_date_may_begin_at_the_end_of_a_line():
    values = read(
        "La fin du parcours est fixée au 23\nnovembre 2026, sauf imprévu", "entry_attestation"
    )
    assert values == {"end_date": "2026-11-23"}


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("[X] 1° Actions de formation\n[ ] 2° Bilans de compétences\n[X] 4° Actions de formation "
         "par apprentissage",
         "Actions de formation, Actions de formation par apprentissage"),
        ("Périmètre : Actions de formation, Bilans de compétences",
         "Actions de formation, Bilans de compétences"),
    ],
)  # fmt: skip
def test_categories_are_those_ticked_or_told_after_a_colon(lines, expected):
    values = said(f"# CERTIFICAT QUALIOPI\nCertificat QF-62892-8\n{lines}\nValable du 02/01/2026 "
                  "au 01/01/2029")  # fmt: skip
    assert values["categories"] == expected


def test_a_box_s_title_is_not_the_taxpayer():
    values = said("""
# AVIS D'IMPÔT 2026
Impôt sur les revenus de 2025
Adresse au 1er janvier
12 rue des Essais
13100 AIX
Numéro fiscal : 15 17 050 397 902
Revenu fiscal de référence : 9 280
""")
    assert "full_name" not in values


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Votre facture électricité du 8 juillet 2026", "2026-07-08"),
        ("Facture internet, période du 08/07/2026 au 07/08/2026", None),
    ],
)
def test_a_bill_is_of_its_day_and_not_of_its_period(text, expected):
    assert read(text, "address_proof").get("issue_date") == expected


def test_a_column_headed_total_is_not_the_total():
    (piece,) = assemble(
        [
            file("""
# DEVIS
Formation : CAP Cuisine
N° SIRET : 732 829 320 00074
Description  Qté  Prix unitaire HT  Total HT
CAP Cuisine  315 heure  23,50 €  7 402,50 €
Frais de dossier  1 forfait  150,00 €  150,00 €
Total HT
7 552,50 €
TVA 20 %
1 510,50 €
Total TTC
9 063,00 €
""")
        ]
    )
    assert piece.fields["total_excl_tax"].value == "7552.50"
    assert piece.fields["total_incl_tax"].value == "9063.00"


def test_a_second_page_that_speaks_of_another_document_is_still_the_second():
    first = """
# FRANCE TRAVAIL
# AVIS DE SITUATION
Monsieur Cédric FICTIF est inscrit comme demandeur d'emploi depuis le 4 mars 2025
Réf. : 6452316D
Page 1/2
"""
    second = """
Informations complémentaires
# Attestation d'entrée en formation
Projet professionnel validé
6452316D - page 2/2
"""
    (piece,) = assemble([file(first, second)])
    assert piece.kind == "registration_notice"
    assert len(piece.pages) == 2


def test_a_category_that_is_not_certified_is_none():
    values = said("""
# CERTIFICAT QUALIOPI
Certificat QF-62892-8, valable du 02/01/2026 au 01/01/2029
Actions de formation  OUI
Bilans de compétences  NON
""")
    assert values["categories"] == "Actions de formation"
