"""Numbers that prove themselves; a repair needs a key, a demanded class and no rival."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import iban as iso_iban

from bastide.engine.pieces import identifiers
from bastide.engine.pieces.letters import DIGIT_FOR, LETTERS_FOR

IBAN = "FR1420041010050500013M02606"  # the example of the French registry entry
SPACED = "FR14 2004 1010 0505 0001 3M02 606"


def rib_iban(bank: int, branch: int, account: int) -> str:
    key = 97 - (89 * bank + 15 * branch + 3 * account) % 97
    bban = f"{bank:05d}{branch:05d}{account:011d}{key:02d}"
    return f"FR{iso_iban.calc_check_digits('FR00' + bban)}{bban}"


ibans = st.builds(
    rib_iban, st.integers(1, 99999), st.integers(0, 99999), st.integers(1, 99999999999)
)


@pytest.mark.parametrize("text", [SPACED, IBAN, SPACED.lower(), "IBAN : " + SPACED])
def test_iban_normal_form(text: str) -> None:
    assert identifiers.iban(text) == identifiers.Checked(IBAN, repaired=False, proved=True)


@given(ibans, st.data())
def test_one_wrong_digit_is_never_an_iban(value: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(2, len(value) - 1))
    digit = data.draw(st.sampled_from([d for d in "0123456789" if d != value[at]]))
    assert identifiers.iban(value[:at] + digit + value[at + 1 :]) is None


@given(ibans, st.data())
def test_a_confusion_where_a_digit_is_demanded_is_repaired(value: str, data: st.DataObject) -> None:
    # Bank, branch and keys; the account number allows letters, so nothing there is changed.
    places = [i for i in (*range(2, 14), 25, 26) if value[i] in LETTERS_FOR]
    if not places:
        return
    at = data.draw(st.sampled_from(places))
    read = data.draw(st.sampled_from(LETTERS_FOR[value[at]]))
    found = identifiers.iban(value[:at] + read + value[at + 1 :])
    assert found == identifiers.Checked(value, repaired=True, proved=True)


@given(ibans, st.data())
def test_a_letter_in_the_account_number_is_not_repaired(value: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(14, 24))
    if value[at] in LETTERS_FOR:
        read = LETTERS_FOR[value[at]][0]
        found = identifiers.iban(value[:at] + read + value[at + 1 :])
        assert found is None or found.value != value


@given(st.text(alphabet="FR0123456789OISBZ ", max_size=40))
def test_what_is_accepted_has_a_right_key(text: str) -> None:
    found = identifiers.iban(text)
    if found:
        assert iso_iban.is_valid(found.value)
        assert found.proved


@given(ibans, st.data())
def test_an_account_taken_for_digits_is_repaired(value: str, data: st.DataObject) -> None:
    places = [i for i in range(14, 25) if value[i] in LETTERS_FOR]
    if not places:
        return
    at = data.draw(st.sampled_from(places))
    read = value[:at] + data.draw(st.sampled_from(LETTERS_FOR[value[at]])) + value[at + 1 :]
    found = identifiers.iban(read, digits_only=True)
    assert found == identifiers.Checked(value, repaired=True, proved=True)
    assert [hit[2] for hit in identifiers.find_ibans(f"IBAN {read}.", digits_only=True)] == [found]
    assert identifiers.doubtful(read)
    assert not identifiers.doubtful(value)


def test_four_changes_are_too_many() -> None:
    assert identifiers.iban(SPACED.replace("2004", "2OO4")) is not None
    assert identifiers.iban("FR14 2OO4 1O1O 0505 0001 3M02 606") is None


def test_rib_key_must_be_right_inside_the_iban() -> None:
    bban = "20041010050500013M02607"  # the RIB key is 06
    value = f"FR{iso_iban.calc_check_digits('FR00' + bban)}{bban}"
    assert iso_iban.is_valid(value, check_country=False)
    assert identifiers.iban(value) is None


def test_rib_in_four_parts_and_its_bank() -> None:
    found = identifiers.iban_of_rib("30004", "00003", "12345678901", "43")
    assert found is not None
    assert found.value == "FR7630004000031234567890143"
    assert identifiers.iban_of_rib("30004", "00003", "12345678901", "44") is None
    bank = identifiers.bank_of(found.value)
    assert bank is not None
    assert "BNP" in bank[0]


def test_ibans_of_a_page_and_the_wrong_key() -> None:
    text = f"Titulaire : M. Essai\nIBAN {SPACED} BIC PSSTFRPPPAR\nAutre : {SPACED[:-1]}7, le 3 mai."
    (start, end, first), (other, _, wrong) = identifiers.find_ibans(text)
    assert text[start:end] == SPACED
    assert isinstance(first, identifiers.Checked)
    assert wrong == SPACED[:-1] + "7"
    assert text[other:].startswith("FR14")
    [apart] = identifiers.find_ibans(f"IBAN {' '.join(SPACED.replace(' ', ''))} BIC")
    assert isinstance(apart[2], identifiers.Checked)


@pytest.mark.parametrize(
    "text", ["DE 12 rue des Lilas 13100 Aix-en-Provence, France", "FR 2026", "", "FR14" * 30]
)
def test_prose_is_no_iban(text: str) -> None:
    assert identifiers.find_ibans(text) == []


@pytest.mark.parametrize(
    ("check", "right", "wrong"),
    [
        (identifiers.siren, "732 829 320", "732 829 321"),
        (identifiers.siret, "732 829 320 00074", "732 829 320 00075"),
        (identifiers.siret, "356 000 000 00048", "356 000 000 00049"),  # La Poste
        (identifiers.nir, "2 95 10 99 126 111 93", "2 95 10 99 126 111 94"),
        (identifiers.nir, "2 95 10 2A 126 111 22", "2 95 10 2A 126 111 23"),
        (identifiers.vat, "FR 40 303 265 045", "FR 41 303 265 045"),
        (identifiers.vat, "DE 136 695 976", "DE 136 695 978"),
        (identifiers.fiscal_number, "30 23 217 600 053", "30 23 217 600 054"),
    ],
)
def test_keys(check: object, right: str, wrong: str) -> None:
    assert callable(check)
    found = check(right)
    assert found is not None
    assert found.proved
    assert not found.repaired
    assert check(wrong) is None


def test_la_poste_establishment_by_its_sum() -> None:
    # Not a Luhn number, and a sum of digits that is a multiple of five.
    assert identifiers.siret("356 000 000 49837") is not None
    assert identifiers.siret("732 829 320 00004") is None


def test_luhn_repairs_two_letters_at_most() -> None:
    assert identifiers.siret("732 829 32O 00074") is not None
    assert identifiers.siret("732 829 32O OO074") is None
    assert identifiers.siren("73282932X") is None


def test_sirens_are_not_the_heads_of_sirets() -> None:
    text = "SIREN 732 829 320, SIRET : 732 829 320 00074 APE 8559A"
    (found,) = identifiers.find_sirens(text)
    assert text[found[0] : found[1]] == "732 829 320"
    assert found[0] == 6
    (siret,) = identifiers.find_sirets(text)
    assert siret[2] == identifiers.Checked("73282932000074", repaired=False, proved=True)


def test_nirs_of_a_page() -> None:
    (found,) = identifiers.find_nirs("N° 2 95 10 99 126 111 93 né(e)")
    assert isinstance(found[2], identifiers.Checked)
    (wrong,) = identifiers.find_nirs("N° 2 95 10 99 126 111 94")
    assert wrong[2] == "2 95 10 99 126 111 94"
    (corsican,) = identifiers.find_nirs("N° 2 95 10 2A 126 111 23")
    assert corsican[2] == "2 95 10 2A 126 111 23"


def test_numbers_without_a_key_are_not_proved() -> None:
    nda = identifiers.nda("93 13 12345 13")
    assert nda is not None
    assert not nda.proved
    assert identifiers.nda("93 13 1234 13") is None
    assert identifiers.nda("93 13 1234O 13") is None
    rncp = identifiers.rncp("RNCP n° 36788")
    assert rncp is not None
    assert rncp.value == "RNCP36788"
    assert [c.value for _, _, c in identifiers.find_rncps("RS5252 et fiche RNCP : 35584")] == [
        "RS5252",
        "RNCP35584",
    ]


def test_bic_is_proved_by_its_bank_only() -> None:
    alone = identifiers.bic("PSST FR PP PAR")
    assert alone == identifiers.Checked("PSSTFRPPPAR", repaired=False, proved=False)
    beside = identifiers.bic("PSSTFRPPPAR", IBAN)
    assert beside is not None
    assert beside.proved
    assert identifiers.bic("PSSTQQPP") is None
    assert identifiers.bic("P5STFRPP") is None


def test_tables_agree() -> None:
    for digit, letters in LETTERS_FOR.items():
        assert all(DIGIT_FOR[letter] == digit for letter in letters)


def test_the_end_of_another_column_is_no_part_of_a_number():
    (found,) = identifiers.find_sirets("085 925 410 | 00376 085 925 410 00376 8559A")
    assert found[2].value == "08592541000376"
    (found,) = identifiers.find_sirets("SIRET 00376 085 925 410, sans NIC")
    assert found[2] == "00376 085 925 410"
