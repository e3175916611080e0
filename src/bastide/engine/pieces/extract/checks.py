"""What agrees and what does not inside one document: totals, check digits, signed codes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from bastide.engine.pieces import identifiers, mrz
from bastide.engine.pieces.amounts import agree, product_agrees
from bastide.engine.pieces.kinds import KINDS, Form
from bastide.engine.pieces.lines import Sheet, plain
from bastide.engine.pieces.model import Field, Note, PageRef, Signed
from bastide.engine.pieces.names import PersonName, compare

_NAMES = ("surname", "given_names", "usage_name", "full_name", "holder")
# An optical reading under this is no ground to say that a document disagrees with itself.
_SURE = 0.75
_DOUBTED = 0.3
# What stands beside its label, or was tied by arithmetic, is over this; a contested value is under.
_PLACED = 0.6
_FRENCH = {"document_number": "numéro", "birth_date": "date de naissance",
           "expiry_date": "date d'expiration", "personal_number": "numéro personnel",
           "composite": "clé d'ensemble"}  # fmt: skip


def zone_notes(
    zone: mrz.Mrz | None, sheet: Sheet, ref: PageRef, fields: dict[str, Field]
) -> list[Note]:
    """The check digits of a machine readable zone that are wrong."""
    if zone is None or zone.valid:
        return []
    box = sheet.page.mrz.box if sheet.page.mrz else None
    names = ", ".join(_FRENCH.get(name, name) for name in zone.wrong)
    message = f"Chiffres de contrôle faux dans la zone de lecture automatique : {names}."
    return [Note("mrz_digits_wrong", message, ref, box)]


def arithmetic(kind: str, fields: dict[str, Field]) -> list[Note]:
    """Totals of a quote that disagree: hours × rate, excluding tax + VAT = including tax.

    An amount that an optical reader doubts is left out: it may be a digit misread. So is one whose
    place is doubtful or contested: the rule on sums then asks for a look, nothing is said false.
    """
    if kind != "training_quote" or not all(_sure(f) for n, f in fields.items() if n == "fees"):
        return []
    known = {n: Decimal(f.value) for n, f in fields.items() if KINDS[kind].fields[n] in
             ("amount", "number") and _sure(f) and _placed(f)}  # fmt: skip
    notes: list[Note] = []
    hours, rate, total = (known.get(n) for n in ("hours", "hourly_rate", "total_excl_tax"))
    fees = known.get("fees", Decimal(0))
    incl = known.get("total_incl_tax")
    vat, percent = known.get("vat_amount"), known.get("vat_rate")
    if (
        hours
        and rate
        and total is not None
        and not any(product_agrees(hours, rate, amount) for amount in (total, total - fees))
    ):
        at = fields["total_excl_tax"]
        message = f"{hours} h × {rate} € font {hours * rate:.2f} €, le devis dit {total} €."
        notes.append(Note("totals_disagree", message, at.page, at.box))
    if total is not None and incl is not None and not notes:
        # Fees stand inside the total or beside it.
        tries = [agree(total + extra, percent, vat, incl) for extra in {Decimal(0), fees}]
        if all(found is False for found in tries):
            at = fields["total_incl_tax"]
            message = f"HT {total} €, TVA {vat} € et TTC {incl} € ne s'accordent pas."
            notes.append(Note("totals_disagree", message, at.page, at.box))
    return notes


def _placed(field: Field) -> bool:
    """Whether a value stands where something says what it is."""
    return field.proved or field.confidence >= _PLACED


def _sure(field: Field) -> bool:
    return field.origin != "ocr" or field.proved or field.confidence >= _SURE


def signed_against(
    kind: str, fields: dict[str, Field], codes: Sequence[Signed], said: str = ""
) -> tuple[dict[str, Field], list[Note]]:
    """Fields completed and vouched for by valid codes; what the page says otherwise is noted, or
    doubted where its reader was not sure.

    `said`: the plain text of the pages. A number or a name that is signed and stands on them was
    only taken from another place: the signed one is kept.
    """
    kept, notes = dict(fields), []
    for code in codes:
        if code.outcome != "valid":
            continue
        for name, value in code.fields.items():
            if name not in KINDS[kind].fields or not value:
                continue
            printed = kept.get(name)
            if printed is None:
                kept[name] = Field(name, value, value, code.page, code.box, 1.0, "barcode", True)
                continue
            form = KINDS[kind].fields[name]
            alike = _alike(name, form, printed.value, value)
            if alike is False and form in ("code", "name") and _stands(form, value, said):
                kept[name] = Field(name, value, value, code.page, code.box, 1.0, "barcode", True)
                continue
            if alike:
                kept[name] = replace(printed, proved=True, confidence=1.0)
            elif alike is False and not _sure(printed):
                # A digit misread, or a page altered: nobody may rely on it before looking.
                kept[name] = replace(printed, confidence=min(printed.confidence, _DOUBTED))
            elif alike is False:
                message = f"La page dit « {printed.value} », le 2D-Doc signé « {value} »."
                notes.append(Note("twoddoc_disagrees", message, printed.page, printed.box))
    return kept, notes


def _stands(form: Form, signed: str, said: str) -> bool:
    """Whether a signed number, or every word of a signed name, stands in a plain text."""
    if form == "name":
        words = plain(signed).split()
        return bool(words) and set(words) <= set(said.split())
    return len(signed) >= 9 and plain(signed).replace(" ", "") in said.replace(" ", "")


def _alike(name: str, form: Form, printed: str, signed: str) -> bool | None:
    """Whether the page and the code say the same; None when one cannot vouch for the other."""
    if name in _NAMES:
        found = compare(_person(name, printed), _person(name, signed)).outcome
        return {"same": True, "different": False}.get(found)
    if name == "issue_date":
        # The code bears the day it was made, which may differ from the day printed by a few.
        return True if printed == signed else None
    if form in ("amount", "number"):
        return Decimal(printed) == Decimal(signed)
    if form == "iban":
        checked = identifiers.iban(signed)
        return bool(checked and checked.value == printed)
    left, right = plain(printed), plain(signed)
    # An address is printed or signed with a complement; a number is the same or it is not.
    return left == right or (
        form == "text"
        and bool(left and right)
        and (f" {right} " in f" {left} " or f" {right} ".endswith(f" {left} "))
    )


def _person(name: str, text: str) -> PersonName:
    """A name to compare; « X » stands for the part of it that neither side is asked about."""
    if name in ("surname", "usage_name"):
        return PersonName(surname=text, given_names="X")
    if name == "given_names":
        return PersonName(surname="X", given_names=text)
    return PersonName(full_name=text)
