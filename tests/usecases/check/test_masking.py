"""The NIR is shown only where the scheme needs it; other numbers are left alone."""

from __future__ import annotations

import pytest

from bastide.usecases.check.masking import HIDDEN, mask, shown_value

NIR = "185057800608491"


@pytest.mark.parametrize("written", [NIR, "1 85 05 78 006 084 91", "1.85.05.78.006.084.91"])
def test_a_nir_is_hidden_however_it_is_written(written):
    assert mask(f"Le numéro {written} diffère.") == f"Le numéro {HIDDEN} diffère."


def test_two_of_them_are_hidden():
    assert mask(f"{NIR} et {NIR}") == f"{HIDDEN} et {HIDDEN}"


@pytest.mark.parametrize(
    "text",
    [
        "FR7630006000011234567890189",
        "« FR76 3000 6000 0112 3456 7890 189 »",
        "SIRET 732 829 320 00074",
        "9 600,00 €",
        "12/03/2026",
    ],
)
def test_other_numbers_stay(text):
    assert mask(text) == text


def test_the_field_itself_is_hidden_unless_it_is_needed():
    assert shown_value("pay_slip", "nir", NIR, needed=False) == HIDDEN
    assert shown_value("pay_slip", "nir", NIR, needed=True) == NIR
    assert shown_value("pay_slip", "nir", "", needed=False) == ""
    assert shown_value("rib", "holder", "Zoé EXEMPLE", needed=False) == "Zoé EXEMPLE"
