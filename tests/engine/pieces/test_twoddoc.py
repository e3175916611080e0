"""2D-Doc codes parsed: headers, fields, separators, encodings, and what is no 2D-Doc."""

from __future__ import annotations

import base64
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bastide.engine.pieces import twoddoc_message as message
from bastide.engine.pieces.kinds import KINDS
from bastide.engine.pieces.twoddoc import TwoDDoc, assemble, is_twoddoc, parse
from bastide.engine.pieces.twoddoc_kinds import kind_fields, mrz_kind
from bastide.engine.pieces.twoddoc_message import TwoDDocError

SIGNATURE = bytes(range(64))
WRITTEN = base64.b32encode(SIGNATURE).rstrip(b"=")
HEADS = {
    1: b"DC01FR0AXT4A0E840E8A01",
    2: b"DC02FR0AXT4A0E840E8A01",
    3: b"DC03FR0AXT4A0E840E8A0101",
    4: b"DC04FR0AXT4A0E840E8A0101FR",
}
BODY = b"10MME/ESSAI/ZOE\x1d2413100" + b"25AIX EN PROVENCE\x1d26FR"


def written(version: int = 4, body: bytes = BODY) -> bytes:
    if version == 1:
        return HEADS[1] + body + SIGNATURE.replace(b"\x00", b"\xff")
    return HEADS[version] + body + b"\x1f" + WRITTEN


@pytest.mark.parametrize("version", [1, 2, 3, 4])
def test_headers_of_every_version(version: int) -> None:
    code = parse(written(version))
    assert (code.version, code.issuer, code.certificate) == (version, "FR0A", "XT4A")
    assert (code.issued_on, code.signed_on) == (date(2010, 3, 5), date(2010, 3, 11))
    assert (code.document_type, code.country) == ("01", "FR" if version == 4 else "")
    assert code.fields == {
        "10": "MME/ESSAI/ZOE",
        "24": "13100",
        "25": "AIX EN PROVENCE",
        "26": "FR",
    }
    assert code.signed_data == HEADS[version] + BODY
    assert len(code.signature) == 64


def test_dates_that_are_none_and_test_authorities() -> None:
    code = parse(b"DC04FR00XT4AFFFF0E8A0101FR" + BODY + b"\x1f" + WRITTEN)
    assert code.issued_on is None
    assert code.is_test
    assert not parse(written()).is_test


def test_truncated_fields_are_told_and_left_out() -> None:
    code = parse(written(body=b"10MME/ESSAI/ZO\x1e2413100"))
    assert code.entries[0].truncated
    assert not code.entries[1].truncated
    slug, values = kind_fields(code)
    assert slug == "address_proof"
    assert values == {"postcode": "13100", "issue_date": "2010-03-05"}


def test_a_value_of_the_greatest_length_needs_no_separator() -> None:
    name = b"E" * 38
    code = parse(written(body=b"13" + name + b"2413100"))
    assert code.fields == {"13": "E" * 38, "24": "13100"}


def test_unknown_identifiers_are_kept_as_they_are() -> None:
    head = b"DC04FR03AV01FFFF25E42801FR"
    body = b"4X1234\x1d452025" + b"44241234567890146ESSAI ZOE"
    code = parse(head + body + b"\x1f" + WRITTEN)
    assert code.entries[0].value == "1234"
    assert not code.entries[0].known
    assert code.type_label.startswith("Avis d'impôt")
    slug, values = kind_fields(code)
    assert slug == "tax_notice"
    assert values["income_year"] == "2025"


def test_days_in_both_forms() -> None:
    code = parse(written(body=b"53123154124F5515032012"))
    assert [entry.day for entry in code.entries] == [
        date(2012, 10, 1),
        date(2012, 10, 31),
        date(2012, 3, 15),
    ]


def test_the_annex_is_not_signed() -> None:
    code = parse(written() + b"\x1d1812345")
    assert code.signed_data == HEADS[4] + BODY
    assert [entry.value for entry in code.annex] == ["12345"]
    assert "18" not in code.fields


def test_base_32_has_one_spelling() -> None:
    last = WRITTEN[-1:]
    spelled = [WRITTEN[:-1] + bytes([c]) for c in b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"]
    refused = 0
    for text in spelled:
        try:
            parse(HEADS[4] + BODY + b"\x1f" + text)
        except TwoDDocError:
            refused += 1
    assert last in [text[-1:] for text in spelled]
    # Three bits of the last letter are spare: four spellings are canonical.
    assert refused == 28


def binary() -> bytes:
    """The header that §3.3.4 gives as its example, in version 4, with two blocks. Its bytes say
    ABC12 where its text says ACB12."""
    head = bytes.fromhex("DC047BAF7B9D59C064CF2E91EA2F7C4AAA0001")
    return head + bytes.fromhex("0A045A94B3DE") + bytes.fromhex("AF00") + b"\xff\x40" + SIGNATURE


def test_binary_codes() -> None:
    code = parse(binary() + bytes.fromhex("CC0101"))
    assert (code.encoding, code.issuer, code.certificate) == ("binary", "FR0A", "ABC12")
    assert (code.issued_on, code.signed_on) == (date(2010, 3, 5), date(2010, 3, 11))
    assert (code.document_type, code.perimeter) == ("AA", "0001")
    assert code.fields == {"0x0A": "5A94B3DE", "0xAF": ""}
    assert code.signature == SIGNATURE
    assert code.signed_data == binary()[: -len(SIGNATURE) - 2]
    assert [entry.identifier for entry in code.annex] == ["0xCC"]
    assert kind_fields(code) == (None, {})


def test_mixed_codes() -> None:
    payload = HEADS[4] + b"2413100" + bytes.fromhex("CC03") + b"\xff\xfe\xfd\xff\x40" + SIGNATURE
    code = parse(payload)
    assert code.encoding == "mixed"
    assert code.fields == {"24": "13100", "0xCC": "FFFEFD"}
    assert code.signature == SIGNATURE
    assert code.signed_data == payload[: -len(SIGNATURE) - 2]


def test_examples_of_the_specification() -> None:
    assert message.c40(bytes.fromhex("7BA7")) == "FRA"
    assert message.c40(bytes.fromhex("7B9D200F2D0A")) == "FR0112345"
    assert message.binary_day(bytes.fromhex("5FB3E1")) == date(1969, 6, 27)
    assert message.binary_day(bytes.fromhex("9961B0")) == date(2016, 10, 5)


def test_a_code_over_several_barcodes() -> None:
    whole = written()
    parts = [b"EABC02" + whole[:40], b"EABC12" + whole[40:90], b"EABC22" + whole[90:]]
    assert assemble([parts[2], b"https://exemple.invalid", parts[0], parts[1]]) == [whole]
    assert assemble(parts[:2]) == []
    assert assemble([whole]) == [whole]


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b"DC",
        b"DC05FR0AXT4A0E840E8A0101FR" + BODY,
        HEADS[4],
        HEADS[4] + BODY,
        HEADS[4] + BODY + b"\x1f",
        HEADS[4] + BODY + b"\x1fAB1",
        HEADS[4].lower() + BODY + b"\x1f" + WRITTEN,
        b"\xdc\x04" + b"\xff" * 17,
        binary()[:-3],
        b"https://exemple.invalid",
        written() * 200,
    ],
)
def test_what_is_no_code(payload: bytes) -> None:
    with pytest.raises(TwoDDocError, match=r"\.$"):
        assert len(parse(payload).signature) in (64, 96, 132)


@given(st.binary(max_size=300), st.sampled_from([b"", HEADS[1], HEADS[4], b"\xdc\x04"]))
def test_hostile_bytes_raise_nothing_else(data: bytes, head: bytes) -> None:
    try:
        code = parse(head + data)
    except TwoDDocError:
        return
    kind_fields(code)


@pytest.fixture(scope="module")
def official(data_dir: Path) -> list[dict[str, Any]]:
    text = (data_dir / "pieces" / "2ddoc" / "conformance" / "payloads.json").read_text()
    return list(json.loads(text))


@pytest.fixture(scope="module")
def codes(official: list[dict[str, Any]]) -> list[TwoDDoc]:
    return [parse(bytes.fromhex(entry["payload_hex"])) for entry in official]


@pytest.mark.data
def test_official_codes_are_read(official: list[dict[str, Any]], codes: list[TwoDDoc]) -> None:
    assert len(codes) == 66
    for entry, code in zip(official, codes, strict=True):
        assert (code.version, code.document_type) == (int(entry["version"]), entry["type"])
        assert code.document_type in message.TYPES
        assert is_twoddoc(bytes.fromhex(entry["payload_hex"]))
        assert all(found.known for found in code.entries)


@pytest.mark.data
def test_official_codes_under_our_names(codes: list[TwoDDoc]) -> None:
    found: dict[str, dict[str, str]] = {}
    for code in codes:
        slug, values = kind_fields(code)
        if slug:
            assert set(values) <= set(KINDS[slug].fields)
            found.setdefault(code.document_type, values)
    assert found["04"]["reference_income"] == "63198.00"
    assert found["04"]["parts"] == "2.75"
    assert found["04"]["issue_date"] == "2022-07-31"
    assert found["03"]["iban"] == "FR7030002005500000157845Z02"
    assert found["06"]["period"] == "2012-10"
    assert found["08"] == {
        "surname": "SPECIMEN",
        "given_names": "NATACHA",
        "sex": "F",
        "nationality": "FRA",
        "document_number": "07CD12304",
        "birth_date": "1973-07-12",
        "expiry_date": "2016-03-06",
    }


def test_zones_tell_their_kind() -> None:
    from bastide.engine.pieces.mrz import parse as parse_zone

    zone = parse_zone(
        ("IDFRABERTHIER<<<<<<<<<<<<<<<<<<<<<<<", "8806923102858CORINNE<<<<<<<6512068F6"),
        on=date(2026, 1, 1),
    )
    assert zone is not None
    assert mrz_kind(zone) == "identity_card"
