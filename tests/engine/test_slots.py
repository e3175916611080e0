"""Parameters read from a question, as people say them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bastide.engine.days import days, months
from bastide.engine.slots import (
    Parameter,
    ParameterError,
    accepted,
    in_figures,
    parameter_from,
    read,
)
from bastide.records.places import communes_of

TODAY = date(2026, 11, 26)
PLACES = communes_of([("99003", "Cigalon"), ("99002", "Saint-Thym-sur-Lauze"), ("99004", "Rouze")])
LINE = Parameter("ligne", "identifier", "Ligne", pattern=r"\d{1,3}", cues=("ligne", "car"))
FILE = Parameter("numero", "identifier", "Numéro", pattern=r"\d{4}-\d{4}")
STATE = Parameter(
    "statut",
    "choice",
    "État",
    choices={"traitée": ("finie",), "en attente": ("pas encore traitées",)},
)


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("le 12 mars", "2026-03-12"),
        ("le 1er décembre", "2025-12-01"),
        ("12/03/2026", "2026-03-12"),
        ("2026-03-12", "2026-03-12"),
        ("hier", "2026-11-25"),
        ("avant-hier", "2026-11-24"),
        ("aujourd'hui", "2026-11-26"),
        ("lundi dernier", "2026-11-23"),
        ("le douze mars deux mille vingt-six", "2026-03-12"),
    ],
)
def test_days(said: str, value: str):
    assert [d.value for d in days(in_figures(said), TODAY)] == [value]


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("en mars", "2026-03"),
        ("en décembre", "2025-12"),
        ("MARS 2025", "2025-03"),
        ("03/2026", "2026-03"),
        ("2026-03", "2026-03"),
        ("le mois dernier", "2026-10"),
        ("ce mois-ci", "2026-11"),
        ("en août", "2026-08"),
    ],
)
def test_months(said: str, value: str):
    assert [m.value for m in months(said, TODAY)] == [value]


def test_a_day_is_not_a_month_and_nonsense_is_neither():
    assert months("le 12 mars 2026", TODAY) == []
    assert days("le 31 février 2026", TODAY) == []
    assert days("ligne 42", TODAY) == []


@pytest.mark.parametrize(
    "said",
    ["2026-0412", "2026/0412", "2026 412", "2026-412", "2026 – 0412",
     "deux mille vingt-six tiret zéro quatre cent douze"],
)  # fmt: skip
def test_a_files_number_however_it_is_said(said: str):
    assert read(f"où en est le dossier {said} ?", [FILE], PLACES, TODAY).values == {
        "numero": "2026-0412"
    }


@pytest.mark.parametrize("said", ["ligne 11", "ligne n° 11", "la ligne onze", "ligne de car 11"])
def test_a_line_after_its_word(said: str):
    found = read(said, [LINE], PLACES, TODAY)
    assert found.values == {"ligne": "11"}
    assert not found.stray


def test_the_longest_way_of_saying_a_choice_wins():
    found = read("les demandes pas encore traitées", [STATE], PLACES, TODAY)
    assert found.values == {"statut": "en attente"}
    assert read("demandes traitees", [STATE], PLACES, TODAY).values == {"statut": "traitée"}
    both = read("traitées ou en attente", [STATE], PLACES, TODAY)
    assert both.missing == (STATE,)


def test_communes_are_found_whatever_their_spelling():
    place = Parameter("commune", "commune", "Commune")
    for said in ("à cigalon", "à CIGALON", "st thym sur lauze", "à Saint Thym-sur-Lauze",
                 "à Cigallon"):  # fmt: skip
        assert read(said, [place], PLACES, TODAY).values, said
    assert not read("il roule à Paris", [place], PLACES, TODAY).values
    assert not read("rouge", [place], PLACES, TODAY).values


def test_what_no_parameter_takes_is_told():
    found = read("ligne 11 à Cigalon en mars, dossier 77", [LINE], PLACES, TODAY)
    assert set(found.stray) == {"Cigalon", "mars 2026", "77"}


def test_a_typed_value_is_read_the_same_way():
    assert accepted(FILE, " 2026 412 ", PLACES, TODAY) == ("2026-0412", "2026-0412")
    assert accepted(STATE, "traitée", PLACES, TODAY)[0] == "traitée"
    with pytest.raises(ParameterError):
        accepted(FILE, "x' OR 1=1", PLACES, TODAY)
    with pytest.raises(ParameterError):
        accepted(FILE, "", PLACES, TODAY)


@pytest.mark.parametrize(
    "told",
    [{}, {"name": "A b", "type": "text"}, {"name": "a", "type": "sql"},
     {"name": "a", "type": "choice"}, {"name": "a", "type": "identifier", "pattern": "(a+)+"},
     {"name": "a", "type": "identifier", "pattern": "["}],
)  # fmt: skip
def test_a_wrong_description_is_refused(told: dict[str, str]):
    with pytest.raises(ParameterError):
        parameter_from(told)


@given(st.text(max_size=80))
def test_any_text_is_read_without_error(text: str):
    found = read(text, [LINE, FILE, STATE], PLACES, TODAY)
    assert {p.name for p in found.missing} | set(found.values) == {"ligne", "numero", "statut"}


@given(st.dates(date(2020, 1, 1), TODAY))
def test_a_day_written_in_full_is_that_day(day: date):
    names = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
    said = f"le {day.day} {names.split()[day.month - 1]} {day.year}"
    assert [d.value for d in days(said, TODAY)] == [day.isoformat()]
    assert [d.value for d in days(f"{day:%d/%m/%Y}", TODAY)] == [day.isoformat()]
