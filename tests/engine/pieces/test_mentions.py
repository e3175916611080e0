"""A known name is found whole on a page, and no part of another's name passes for it."""

from __future__ import annotations

import pytest

from bastide.engine.pieces.lines import Sheet
from bastide.engine.pieces.mentions import firm_on, person_on
from bastide.engine.pieces.names import PersonName
from tests.engine.pieces.sheets import page

JEAN = PersonName(surname="MARTIN", given_names="Jean, Paul")
ANNE = PersonName(surname="DE LA FICTION", given_names="Anne-Laure")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (JEAN, "M. Jean MARTIN"),
        (JEAN, "MARTIN JEAN PAUL"),
        (JEAN, "Je certifie que Monsieur Jean MARTIN, né le 3 mars 1980, est inscrit"),
        (JEAN, "Stagiaire : MARTIN Jean"),
        (ANNE, "MADAME DE LA FICTION ANNE-LAURE"),
        (ANNE, "Anne Laure de la Fiction"),
    ],
)
def test_a_whole_name_is_found(name, text):
    assert person_on(Sheet(page(text)), name) is not None


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (JEAN, "M. Jean MARTINEZ"),
        (JEAN, "Paul Jean MARTIN"),
        (JEAN, "Jean MARTIN DUPONT"),
        (JEAN, "Jean MARTIN-DUPONT"),
        (JEAN, "MARTIN Jean-Pierre"),
        (JEAN, "Madame Zoé MARTIN"),
        (ANNE, "Anne-Laure FICTION"),
    ],
)
def test_another_name_is_not(name, text):
    assert person_on(Sheet(page(text)), name) is None


def test_a_firm_is_found_whatever_its_form_and_on_two_lines():
    sheet = Sheet(page("Titulaire :\nSCOP Atelier des\nModèles"))
    assert firm_on(sheet, "ATELIER DES MODÈLES") is not None
    assert firm_on(sheet, "ATELIER DES SONGES") is None
