"""Figures in a sentence, as French readers expect them."""

from __future__ import annotations

import pytest

from bastide.engine.phrase import amount_of, filled, holes, written


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (12345, "12\u202f345"),
        (12.5, "12,50"),
        (12.0, "12"),
        (0, "0"),
        (None, "–"),
        ("2026-11-20", "20/11/2026"),
        ("2026-13-45", "2026-13-45"),
        (True, "oui"),
        ("1,5", "1,5"),
    ],
)
def test_values(value: object, told: str):
    assert written(value) == told


def test_a_sentence_takes_its_columns_and_its_parameters():
    assert holes("{n} à {:commune}") == {"n", ":commune"}
    assert filled("{n} à {:commune}", {"n": 1200}, {"commune": "Cigalon"}) == (
        "1\u202f200 à Cigalon"
    )


def test_a_value_of_the_database_is_never_a_hole():
    assert filled("{a}", {"a": "{b}", "b": "secret"}, {}) == "{b}"


def test_what_chooses_singular_or_plural():
    assert amount_of(1, {"n": 0}) == 0
    assert amount_of(1, {"n": None}) == 0
    assert amount_of(1, {"n": 1}) == 1
    assert amount_of(1, {"numero": "2026-0412"}) == 1
    assert amount_of(4, {"piece": "devis"}) == 4
    assert amount_of(0, {}) == 0
