"""A 2D-Doc's fields under our own names and in our normal forms (see `kinds`).

Truncated, empty and malformed values are left out: a field given here may be compared with what the
page says. Which type bears which field: ANTS v3.3.0, §8.1 to §8.5.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation

from bastide.engine.pieces import identifiers, mrz
from bastide.engine.pieces.twoddoc import TwoDDoc
from bastide.engine.pieces.twoddoc_message import Entry

Values = dict[str, str]


def kind_fields(code: TwoDDoc) -> tuple[str | None, Values]:
    """The kind of document (a slug of `kinds.KINDS`, None when we have none) and its fields."""
    entries: dict[str, Entry] = {}
    for entry in code.entries:
        if entry.value and not entry.truncated:
            entries.setdefault(entry.identifier, entry)
    read = _READERS.get(code.document_type)
    if read is None or code.encoding == "binary":
        return None, {}
    slug, values = read(code, entries)
    return slug, {name: value for name, value in values.items() if value}


def mrz_kind(zone: mrz.Mrz) -> str | None:
    """The kind of document that bears a machine readable zone, by its code and its state."""
    code = zone.document_code
    if code.startswith("P"):
        return "passport"
    # French residence permits: IR, IT (cards), TS (stickers of before 2011).
    if code in ("IR", "IT", "TS", "AR"):
        return "residence_permit"
    if zone.format == "FR-CNI" or code in ("I", "ID", "IC", "C", "AC"):
        return "identity_card"
    return None


def mrz_fields(zone: mrz.Mrz) -> Values:
    """A zone's fields under our names, in normal form; those whose check digit is wrong are left
    out."""
    values: Values = {
        "surname": zone.surname,
        "given_names": zone.given_names,
        "sex": zone.sex,
        "nationality": zone.nationality,
    }
    if "document_number" not in zone.wrong:
        values["document_number"] = zone.document_number
    if "birth_date" not in zone.wrong and zone.birth_date:
        values["birth_date"] = zone.birth_date.isoformat()
    if "expiry_date" not in zone.wrong and zone.expiry_date:
        values["expiry_date"] = zone.expiry_date.isoformat()
    return {name: value for name, value in values.items() if value}


_Reader = Callable[[TwoDDoc, dict[str, Entry]], tuple[str | None, Values]]


def _address_proof(code: TwoDDoc, entries: dict[str, Entry]) -> tuple[str | None, Values]:
    lines = [_text(entries, identifier) for identifier in ("20", "21", "22", "23")]
    return "address_proof", {
        **_beneficiary(entries),
        "address": " ".join(line for line in lines if line),
        "postcode": _text(entries, "24"),
        "city": _text(entries, "25"),
        "issue_date": _iso(code.issued_on),
    }


def _rib(code: TwoDDoc, entries: dict[str, Entry]) -> tuple[str | None, Values]:
    iban = identifiers.iban(_text(entries, "31"))
    bic = identifiers.bic(_text(entries, "32"))
    title, slash, rest = _text(entries, "30").partition("/")
    return "rib", {
        "holder": _words(rest.replace("/", " ") if slash else title),
        "iban": iban.value if iban and not iban.repaired else "",
        "bic": bic.value if bic else "",
    }


def _tax_notice(code: TwoDDoc, entries: dict[str, Entry]) -> tuple[str | None, Values]:
    issued = entries.get("4A") or entries.get("4B")
    return "tax_notice", {
        "full_name": _text(entries, "46"),
        "fiscal_number": _text(entries, "47") or _text(entries, "40"),
        "notice_reference": _text(entries, "44"),
        "income_year": _text(entries, "45"),
        "issue_date": _iso(issued.day if issued else None),
        "reference_income": _amount(_text(entries, "41")),
        "parts": _number(_text(entries, "43")),
    }


def _pay_slip(code: TwoDDoc, entries: dict[str, Entry]) -> tuple[str | None, Values]:
    siret = identifiers.siret(_text(entries, "50"))
    start, end = (entries[i].day if i in entries else None for i in ("53", "54"))
    one_month = start and end and (start.year, start.month) == (end.year, end.month)
    return "pay_slip", {
        **_beneficiary(entries),
        "employer": _text(entries, "5M"),
        "employer_siret": siret.value if siret and not siret.repaired else "",
        "period": f"{end:%Y-%m}" if end and one_month else "",
        "gross": _amount(_text(entries, "5A")),
        "net": _amount(_text(entries, "5C")),
        "issue_date": _iso(code.issued_on),
    }


def _identity(code: TwoDDoc, entries: dict[str, Entry]) -> tuple[str | None, Values]:
    kind = _text(entries, "65")
    slug = {"ID": "identity_card", "IR": "residence_permit"}.get(kind)
    if kind.startswith("P"):
        slug = "passport"
    birth, expiry = (entries[i].day if i in entries else None for i in ("69", "6O"))
    return slug, {
        "surname": _text(entries, "62"),
        "usage_name": _text(entries, "63"),
        "given_names": _words(_text(entries, "60").replace("/", " ")),
        "document_number": _text(entries, "66"),
        "nationality": _alpha3(_text(entries, "67")),
        "sex": _text(entries, "68"),
        "birth_date": _iso(birth),
        "birth_place": _text(entries, "6A"),
        "issue_date": _iso(code.issued_on),
        "expiry_date": _iso(expiry),
    }


def _zone(code: TwoDDoc, entries: dict[str, Entry]) -> tuple[str | None, Values]:
    """Spaces stand for fillers, and those at the end are gone."""
    text = _text(entries, "6F").replace(" ", "<")
    for count, width in ((2, 36), (2, 44), (3, 30)):
        size = count * width
        padded = text.ljust(size, "<")
        if len(text) > size:
            continue
        lines = [padded[at : at + width] for at in range(0, size, width)]
        zone = mrz.parse(lines, on=code.signed_on)
        if zone is not None and zone.valid:
            return mrz_kind(zone), mrz_fields(zone)
    return None, {}


_READERS: dict[str, _Reader] = {
    "00": _address_proof,
    "01": _address_proof,
    "02": _address_proof,
    "03": _rib,
    "05": _rib,
    "04": _tax_notice,
    "18": _tax_notice,
    "28": _tax_notice,
    "06": _pay_slip,
    "07": _identity,
    "08": _zone,
}


def _beneficiary(entries: dict[str, Entry]) -> Values:
    """« QUALITE/NOM/PRENOM » in field 10, or surname and given name in fields 13 and 12 (§7.1)."""
    if "13" in entries or "12" in entries:
        return {"surname": _text(entries, "13"), "given_names": _text(entries, "12")}
    parts = [_words(part) for part in _text(entries, "10").split("/")]
    if len(parts) >= 3:
        return {"surname": parts[1], "given_names": parts[2]}
    return {"full_name": _words(" ".join(parts))}


def _text(entries: dict[str, Entry], identifier: str) -> str:
    return entries[identifier].value if identifier in entries else ""


def _words(text: str) -> str:
    return " ".join(text.split())


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _amount(text: str) -> str:
    number = _number(text)
    return f"{Decimal(number):.2f}" if number else ""


def _number(text: str) -> str:
    try:
        value = Decimal(text.replace(",", "."))
    except InvalidOperation:
        return ""
    return f"{value.normalize():f}" if value.is_finite() else ""


def _alpha3(alpha2: str) -> str:
    import pycountry

    country = pycountry.countries.get(alpha_2=alpha2) if alpha2 else None
    return str(country.alpha_3) if country else ""
