"""What agrees and what does not inside one document: totals, check digits, signed codes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from bastide.engine.pieces import identifiers, mrz
from bastide.engine.pieces.amounts import agree, product_agrees
from bastide.engine.pieces.kinds import KINDS
from bastide.engine.pieces.lines import Sheet, plain
from bastide.engine.pieces.model import Field, Note, PageRef, Signed
from bastide.engine.pieces.names import PersonName, compare

_NAMES = ("surname", "given_names", "usage_name", "full_name", "holder")
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
    """Totals of a quote that disagree: hours × rate, excluding tax + VAT = including tax."""
    if kind != "training_quote":
        return []
    known = {n: Decimal(f.value) for n, f in fields.items() if KINDS[kind].fields[n] in
             ("amount", "number")}  # fmt: skip
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


def signed_against(
    kind: str, fields: dict[str, Field], codes: Sequence[Signed]
) -> tuple[dict[str, Field], list[Note]]:
    """Fields completed and vouched for by valid codes; what the page says otherwise is noted."""
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
            elif _alike(name, printed.value, value):
                kept[name] = replace(printed, proved=True, confidence=1.0)
            else:
                message = f"La page dit « {printed.value} », le 2D-Doc signé « {value} »."
                notes.append(Note("twoddoc_disagrees", message, printed.page, printed.box))
    return kept, notes


def _alike(name: str, printed: str, signed: str) -> bool:
    if name in _NAMES:
        left, right = PersonName(full_name=printed), PersonName(full_name=signed)
        return compare(left, right).outcome != "different"
    if name == "reference_income":
        return Decimal(printed) == Decimal(signed)
    if name == "iban":
        checked = identifiers.iban(signed)
        return bool(checked and checked.value == printed)
    if name == "issue_date":
        # The code bears the day it was made, which may differ from the day printed by a few.
        return True
    return plain(printed) == plain(signed) or plain(signed) in plain(printed)
