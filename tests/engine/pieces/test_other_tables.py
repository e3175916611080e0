"""Documents whose tables, titles and sentences are another author's: told, or left in doubt."""

from __future__ import annotations

from bastide.engine.pieces.assemble import assemble
from bastide.engine.pieces.model import Box, PageRef, Piece, Signed
from tests.engine.pieces.sheets import file


def read(text: str, *codes: Signed) -> Piece:
    (piece,) = assemble([file(text)], codes)
    return piece


NOTICE = """
# Avis de situation déclarative à l'impôt sur le revenu 2025
établi au titre des revenus de 2024
Numéro fiscal : 2880326295642
Référence de l'avis : 2413318515937
Nom : CHIMÈRE
Prénoms : Karim
Revenu fiscal de référence : 14 038 €
Nombre de parts : 3,00
"""


def code(**fields: str) -> Signed:
    box = Box(0.8, 0.1, 0.9, 0.2)
    return Signed("28", fields, "valid", "", "FR03", "0001", None, PageRef(0, 1), box)


def test_a_signed_number_that_stands_elsewhere_on_the_page_is_no_disagreement():
    swapped = NOTICE.replace("2880326295642", "0").replace("2413318515937", "2880326295642")
    piece = read(swapped.replace(": 0\n", ": 2413318515937\n"), code(fiscal_number="2880326295642"))
    assert piece.fields["fiscal_number"].value == "2880326295642"
    assert not [note for note in piece.notes if note.code == "twoddoc_disagrees"]


def test_a_signed_number_that_stands_nowhere_on_the_page_disagrees():
    piece = read(NOTICE, code(fiscal_number="2990326295642"))
    assert [note.code for note in piece.notes] == ["twoddoc_disagrees"]


def test_the_longer_title_is_the_one_that_counts():
    text = """
# ATTESTATION DE PRÉSENCE{end}
Stagiaire : M. Rémi FABULEUX
Dates de la session : du 15.07.2025 au 12.08.2025
Nous attestons que la personne ci-dessus a bien intégré la session de formation.
"""
    assert read(text.format(end=" À L'ENTRÉE")).kind == "entry_attestation"
    assert read(text.format(end="").replace("a bien intégré", "a suivi")).kind == "other"


def test_the_hosts_name_is_not_the_lodgers():
    piece = read("""
# DÉCLARATION SUR L'HONNEUR
# Hébergement d'un tiers
Nom et prénom : Madame Chloé ROMANESQUE
Adresse : 111 allée des Chimères, 84300 Cavaillon
déclare loger gratuitement à mon domicile
Nom et prénom : Rémi FICTIF
Cavaillon, le 21/06/2026
""")
    assert (piece.kind, piece.fields["full_name"].value) == ("address_proof", "Rémi FICTIF")


CERTIFICATE = """
# CERTIFICAT QUALIOPI
Certificat QF-62892-8 du 02/01/2026 au 01/01/2029
délivré au titre des catégories{how} :
{first}Actions de formation
{second}Bilans de compétences
"""


def test_categories_whose_ticks_are_drawn_are_in_doubt():
    drawn = read(CERTIFICATE.format(how=" cochées", first="", second=""))
    assert drawn.fields["categories"].confidence < 0.4
    said = read(CERTIFICATE.format(how=" cochées", first="[x] ", second="[ ] "))
    assert said.fields["categories"].value == "Actions de formation"
    assert said.fields["categories"].confidence > 0.8
    assert (
        read(CERTIFICATE.format(how="", first="", second="")).fields["categories"].confidence > 0.8
    )


def test_a_table_whose_labels_stand_under_their_values_beside_one_whose_labels_stand_above():
    piece = read("""
# Devis
Organisme de formation : ÉCOLE DU SPÉCIMEN
Formation : Habilitation électrique BR

21.04.2026  28.04.2026
Premier jour  Dernier jour

Heures  Prix unitaire HT  Total HT
35  9,00 €  315,00 €
""")
    days = {name: piece.fields[name].value for name in ("start_date", "end_date")}
    assert days == {"start_date": "2026-04-21", "end_date": "2026-04-28"}


def test_a_line_of_decisions_that_grants_the_quality_is_one():
    text = """
# MDA de l'Illusion
Décisions du 28 septembre 2024
Vous avez demandé  Réponse  Début  Fin
Qualité de travailleur handicapé (RQTH)  {answer}  28.09.2024  28.09.2029
Allocation aux adultes handicapés  Non
"""
    assert read(text.format(answer="Oui")).kind == "rqth"
    assert read(text.format(answer="Non")).kind == "other"


def test_a_name_that_a_sentence_tells_with_its_civility():
    piece = read("""
# Quittance de loyer
Habitat Fictif Provence
Reçu ce jour de Madame Solène N'MAQUETTE la somme de 695,48 euros, charges
comprises, pour la location du logement sis au 129 bis chemin de la Fiction, 04000 Digne-les-Bains
Fictiville, le 21 juillet 2025
""")
    assert piece.fields["full_name"].value == "Solène N'MAQUETTE"
    assert piece.fields["full_name"].confidence <= 0.5  # may pass a rule, never fail one


def test_two_persons_told_in_sentences_are_left_alone():
    piece = read("""
# Quittance de loyer
Reçu de Madame Solène MAQUETTE la somme de 695,48 euros remise par Monsieur Paul FICTIF ce jour
pour la location du logement sis au 129 bis chemin de la Fiction, 04000 Digne-les-Bains
""")
    assert "full_name" not in piece.fields


def test_of_a_row_of_headings_the_next_one_is_no_value():
    piece = read("""
# Quittance de loyer établie le 10/06/2026
BAILLEUR  LOCATAIRE  BIEN LOUÉ
Agence Modèle  Marie DE FABULEUX  Appartement vide
27 rue des Essais  32 avenue du Test  32 avenue du Test
99999 Fictiville  06130 Grasse  06130 Grasse
""")
    assert piece.fields["full_name"].value == "Marie DE FABULEUX"
