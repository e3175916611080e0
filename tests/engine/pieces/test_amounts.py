"""Amounts, strictly."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bastide.engine.pieces.amounts import agree, find_amounts, parse_amount, product_agrees

cents = st.integers(0, 99_999_999)


def grouped(number: int, separator: str) -> str:
    return f"{number:,}".replace(",", separator)


@given(cents, st.sampled_from([" ", "\u00a0", "\u202f", ".", ""]))
def test_every_form_gives_the_amount_back(value: int, separator: str) -> None:
    euros = grouped(value // 100, separator)
    text = f"{euros},{value % 100:02d} €"
    assert parse_amount(text) == Decimal(value) / 100
    assert [found[2] for found in find_amounts(f"Total : {text}.")] == [Decimal(value) / 100]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9 500 €", "9500"),
        ("1.234,50 EUR", "1234.50"),
        ("35,00€/h", "35"),
        ("35 € HT / heure", "35"),
        ("1234.50", "1234.50"),
        ("1,234.50", "1234.50"),
        ("1.234", "1234"),
        ("-12,00 €", "-12"),
        ("9500 euros TTC", "9500"),
        ("€ 12,50", "12.50"),
    ],
)
def test_forms_of_documents(text: str, expected: str) -> None:
    assert parse_amount(text) == Decimal(expected)


@pytest.mark.parametrize("text", ["1,234", "12,5,0", "1 23,00", "abc", "", "1O,00 €", "12 000 0 €"])
def test_nothing_is_guessed(text: str) -> None:
    assert parse_amount(text) is None


def test_a_page_holds_other_numbers() -> None:
    text = (
        "Devis 2026-014 du 03.02.2026, 35,50 heures à 35,00 €/h, TVA 20,00 %\n"
        "Total HT : 1 242,50  TVA : 248,50  Total TTC : 1 491,00 € tél. 04.91.00.00.00"
    )
    assert [str(value) for _, _, value in find_amounts(text)] == [
        "35.00",
        "1242.50",
        "248.50",
        "1491.00",
    ]


@given(cents, st.sampled_from(["0", "5.5", "10", "20"]))
def test_sums_that_agree(value: int, rate: str) -> None:
    excl = Decimal(value) / 100
    vat = (excl * Decimal(rate) / 100).quantize(Decimal("0.01"))
    assert agree(excl, Decimal(rate), vat, excl + vat) is True
    assert agree(excl, Decimal(rate), vat, excl + vat + Decimal("0.10")) is False
    assert agree(excl, None, None, excl) is None
    assert agree(excl, Decimal(rate), None, excl + vat) is True


def test_hours_times_rate() -> None:
    assert product_agrees(Decimal("35.5"), Decimal(35), Decimal("1242.50"))
    assert not product_agrees(Decimal("35.5"), Decimal(35), Decimal("1242.60"))
