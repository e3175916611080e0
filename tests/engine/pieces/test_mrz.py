"""Machine readable zones: the specimens of ICAO Doc 9303, and the old French card's."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bastide.engine.pieces.mrz import check_digit, parse

ON = date(2026, 1, 15)
TD3 = (
    "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
    "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
)
TD1 = (
    "I<UTOD231458907<<<<<<<<<<<<<<<",
    "7408122F1204159UTO<<<<<<<<<<<6",
    "ERIKSSON<<ANNA<MARIA<<<<<<<<<<",
)
TD2 = ("I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "D231458907UTO7408122F1204159<<<<<<<6")
MRV_A = (
    "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
    "L8988901C4XXX4009078F96121096ZE184226B<<<<<<",
)
MRV_B = ("V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "L8988901C4XXX4009078F9612109<<<<<<<<")
OLD_CARD = ("IDFRABERTHIER<<<<<<<<<<<<<<<<<<<<<<<", "8806923102858CORINNE<<<<<<<6512068F6")
ALL = {"TD1": TD1, "TD2": TD2, "TD3": TD3, "MRV-A": MRV_A, "MRV-B": MRV_B, "FR-CNI": OLD_CARD}


@pytest.mark.parametrize(("form", "lines"), ALL.items())
def test_specimens(form: str, lines: tuple[str, ...]) -> None:
    found = parse(lines, on=ON)
    assert found is not None
    assert found.format == form
    assert found.valid
    assert not found.repaired
    assert found.lines == lines


def test_fields_of_a_passport() -> None:
    found = parse(TD3, on=ON)
    assert found is not None
    assert (found.surname, found.given_names) == ("ERIKSSON", "ANNA MARIA")
    assert (found.document_number, found.nationality, found.sex) == ("L898902C3", "UTO", "F")
    assert found.birth_date == date(1974, 8, 12)
    assert found.expiry_date == date(2012, 4, 15)
    assert found.personal_number == "ZE184226B"


def test_fields_of_the_old_french_card() -> None:
    found = parse(OLD_CARD, on=ON)
    assert found is not None
    assert (found.surname, found.given_names) == ("BERTHIER", "CORINNE")
    assert found.document_number == "880692310285"
    assert found.birth_date == date(1965, 12, 6)
    assert found.issue_month == "1988-06"
    assert found.expiry_date is None


@given(st.sampled_from(sorted(ALL)), st.data())
def test_a_changed_digit_of_a_date_is_seen(form: str, data: st.DataObject) -> None:
    places = {"TD1": (1, 0), "FR-CNI": (1, 27)}.get(form, (1, 13))
    line, start = places
    at = data.draw(st.integers(start, start + 5))
    lines = list(ALL[form])
    old = lines[line][at]
    new = data.draw(st.sampled_from([d for d in "0123456789" if d != old]))
    lines[line] = lines[line][:at] + new + lines[line][at + 1 :]
    found = parse(lines, on=ON)
    assert found is not None
    assert "birth_date" in found.wrong


@pytest.mark.parametrize(
    ("lines", "read"),
    [
        (TD3, (TD3[0], TD3[1].replace("740812", "74O8I2"))),
        (TD1, (TD1[0], TD1[1].replace("7408122", "74O8l22"), TD1[2])),
        (OLD_CARD, (OLD_CARD[0], OLD_CARD[1].replace("8806", "88O6"))),
        (OLD_CARD, (OLD_CARD[0].replace("BERTHIER", "BERTH1ER"), OLD_CARD[1])),
    ],
)
def test_confusions_that_digits_prove(lines: tuple[str, ...], read: tuple[str, ...]) -> None:
    found = parse(read, on=ON)
    assert found is not None
    assert found.valid
    assert found.repaired
    assert found.lines == lines


def test_a_letter_where_letters_are_allowed_stays() -> None:
    found = parse((TD3[0], TD3[1].replace("L898902C3", "L8989O2C3")), on=ON)
    assert found is not None
    assert "document_number" in found.wrong
    assert found.document_number == "L8989O2C3"


def test_fillers_lost_by_the_reader() -> None:
    found = parse((TD3[0][:-3], TD3[1] + "", "x"), on=ON)
    assert found is not None
    assert found.valid
    assert found.surname == "ERIKSSON"


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("ERIKSSON<<ANNA<MARIA<<<K<<KKLC", ("ERIKSSON", "ANNA MARIA")),
        ("ERIKSSON<K<ANNA<MARIA<<<<<<<<<", ("ERIKSSON", "ANNA MARIA")),
        ("ERIKSS0N<<ANNA<K<<<<<<<<<<<<<<", ("ERIKSSON", "ANNA")),
        ("VAN<DER<BERG<<LESLIE<<<<<<<<<<", ("VAN DER BERG", "LESLIE")),
        ("ERIKSSON<<KLEX<<<<<<<<<<<<<<<<", ("ERIKSSON", "KLEX")),
        ("ERIKSSON<<<<<<<<<<<<<<<<<<<<<<", ("ERIKSSON", "")),
    ],
)
def test_letters_that_are_fillers_misread(line: str, names: tuple[str, str]) -> None:
    found = parse((*TD1[:2], line), on=ON)
    assert found is not None
    assert (found.surname, found.given_names) == names


def test_states_hold_no_digit() -> None:
    found = parse((TD1[0], TD1[1].replace("UTO", "UT0"), TD1[2]), on=ON)
    assert found is not None
    assert (found.nationality, found.valid) == ("UTO", True)


def test_centuries() -> None:
    def born(year: str) -> date | None:
        birth = f"{year}0101"
        line = f"D231458907UTO{birth}{check_digit(birth)}F1204159<<<<<<<"
        composite = check_digit(line[:10] + line[13:20] + line[21:35])
        found = parse((TD2[0], line + composite), on=ON)
        assert found is not None
        assert found.valid
        return found.birth_date

    assert born("26") == date(2026, 1, 1)
    assert born("27") == date(1927, 1, 1)


def test_long_document_number_of_a_td1() -> None:
    number = "D23145890734"
    digit = check_digit(number)
    first = f"I<UTO{number[:9]}<{number[9:]}{digit}<<<<<<<<<<<"
    assert len(first) == 30
    second = TD1[1][:29]
    composite = check_digit(first[5:30] + second[0:7] + second[8:15] + second[18:29])
    found = parse((first, second + composite, TD1[2]), on=ON)
    assert found is not None
    assert found.valid
    assert found.document_number == number


@pytest.mark.parametrize(
    "lines", [(), ("ABC",), ("<" * 44, "<" * 44), ("A" * 36, "B" * 36), ("A" * 30,) * 3]
)
def test_what_is_no_zone(lines: tuple[str, ...]) -> None:
    assert parse(lines, on=ON) is None


def test_a_french_card_of_today() -> None:
    number, birth, expiry = "X4RTBPFW4", "900713", "340211"
    first = f"IDFRA{number}{check_digit(number)}<<<<<<<<<<<<<<<"
    second = f"{birth}{check_digit(birth)}F{expiry}{check_digit(expiry)}FRA<<<<<<<<<<<"
    composite = check_digit(first[5:30] + second[0:7] + second[8:15] + second[18:29])
    found = parse((first, second + composite, "ESSAI<<ZOE<ANNA<<<<<<<<<<<<<<<"), on=ON)
    assert found is not None
    assert (found.format, found.valid, found.document_code) == ("TD1", True, "ID")
    assert (found.document_number, found.nationality) == (number, "FRA")
    assert found.expiry_date == date(2034, 2, 11)


@given(st.lists(st.text(max_size=50), max_size=5))
def test_hostile_lines_never_raise(lines: list[str]) -> None:
    parse(lines, on=ON)


@given(st.text(alphabet="ABC019<", min_size=1, max_size=30))
def test_check_digit_sees_one_change_of_digit(text: str) -> None:
    for at, character in enumerate(text):
        if character.isdigit():
            other = text[:at] + str((int(character) + 1) % 10) + text[at + 1 :]
            assert check_digit(other) != check_digit(text)
