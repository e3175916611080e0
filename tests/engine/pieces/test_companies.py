"""Firms' names compared."""

from __future__ import annotations

import pytest

from bastide.engine.pieces.companies import compare_companies, same_company


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("SARL L'Atelier des Lavandes", "ATELIER DES LAVANDES S.A.R.L.", "same"),
        ("Garrigue & Fils", "GARRIGUE ET FILS SAS", "same"),
        ("Garrigue Formation", "Garrigue Formations", "unsure"),
        ("AFPX", "Association pour la formation professionnelle en Xaintrie", "unsure"),
        ("GRETA Garrigue", "GRETA Lavandes", "different"),
        ("", "Garrigue", "unsure"),
    ],
)
def test_companies(a: str, b: str, expected: str) -> None:
    assert compare_companies(a, b).outcome == expected
    assert compare_companies(b, a).outcome == expected
    assert same_company(a, b) is (expected == "same")
