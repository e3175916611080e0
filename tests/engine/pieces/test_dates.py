"""Dates and months, strictly."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bastide.engine.pieces.dates import find_dates, find_months, parse_date, parse_month

MONTHS = (
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
)
days = st.dates(date(1900, 1, 1), date(2099, 12, 31))


@given(days)
def test_every_form_gives_the_day_back(day: date) -> None:
    name = MONTHS[day.month - 1]
    for text in (
        f"{day:%d/%m/%Y}",
        f"{day.day}.{day.month}.{day.year}",
        f"{day:%d-%m-%Y}",
        f"{day:%d %m %Y}",
        day.isoformat(),
        f"{'1er' if day.day == 1 else day.day} {name} {day.year}",
        f"{day:%d} {name.upper()} {day.year}",
    ):
        assert parse_date(text) == day
        assert [found[2] for found in find_dates(f"le {text}, à Garrigue")] == [day]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3 févr. 2026", date(2026, 2, 3)),
        ("1 er déc. 2025", date(2025, 12, 1)),
        ("O3/02/2O26", date(2026, 2, 3)),
        ("l2/11/2025", date(2025, 11, 12)),
        ("ler mai 2025", date(2025, 5, 1)),
        ("03 / 02 / 2026", date(2026, 2, 3)),
    ],
)
def test_forms_of_documents(text: str, expected: date) -> None:
    assert parse_date(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "31/02/2026",
        "00/01/2026",
        "12/31/2026",
        "03/02-2026",
        "3/2/26",
        "03/02/1726",
        "3 brumaire 2026",
        "1.2.2026.4",
        "06 12 20 26 31",
        "S3/02/2026",
        "IO/OI/IOOI",
        "",
        "03/02/2026 04/02/2026",
    ],
)
def test_nothing_is_guessed(text: str) -> None:
    assert parse_date(text) is None


def test_a_year_of_two_digits_is_near() -> None:
    assert parse_date("03/02/26") == date(2026, 2, 3)
    assert parse_date("03.02.85") == date(1985, 2, 3)
    assert find_dates("Tél. 06.10.11.12.13, portable 06 10 11 12 13") == []
    assert find_dates("version 1.2.26, 12/26") == []


def test_months_are_not_parts_of_dates() -> None:
    text = "Bulletin de mars 2026, payé le 31/03/2026 ; période 02/2026 ; le 3 avril 2026"
    assert [month for _, _, month in find_months(text)] == ["2026-03", "2026-02"]
    assert parse_month("Mars 2026") == "2026-03"
    assert parse_month("13/2026") is None


@given(st.text(alphabet="0123456789/.- OIlmars\n", max_size=60))
def test_found_dates_are_in_order_and_apart(text: str) -> None:
    found = find_dates(text)
    assert all(left[1] <= right[0] for left, right in zip(found, found[1:], strict=False))
