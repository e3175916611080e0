"""Numbers with a key, wherever they stand, and notes on those whose key is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bastide.engine.pieces import identifiers
from bastide.engine.pieces.extract.reading import Reading
from bastide.engine.pieces.identifiers import Checked, Found
from bastide.engine.pieces.kinds import KINDS
from bastide.engine.pieces.lines import Sheet
from bastide.engine.pieces.model import Word


@dataclass(frozen=True, slots=True)
class Wrong:
    """A number whose key is wrong: the note's code, its sentence, the words."""

    code: str
    message: str
    words: tuple[Word, ...]


_SIRET_FIELD = {"pay_slip": "employer_siret"}


def proofs(sheet: Sheet, kind: str) -> Iterator[Reading | Wrong]:
    """The kind's numbers on a page, proved ones as readings, wrong ones as what to note."""
    fields = KINDS[kind].fields
    siret = _SIRET_FIELD.get(kind, "body_siret")
    if "iban" in fields:
        yield from _each(sheet, identifiers.find_ibans(sheet.text), "iban", "IBAN", "iban")
        yield from _rib_parts(sheet)
        yield from _bics(sheet)
    if siret in fields:
        yield from _each(sheet, identifiers.find_sirets(sheet.text), siret, "SIRET", "siret")
    if "body_siren" in fields:
        for reading in _each(sheet, identifiers.find_sirens(sheet.text), "body_siren", "SIREN", ""):
            if isinstance(reading, Reading):
                yield reading
    if "nir" in fields:
        yield from _each(sheet, identifiers.find_nirs(sheet.text), "nir", "sécurité sociale", "nir")
    if "fiscal_number" in fields:
        found = identifiers.find_fiscal_numbers(sheet.text)
        yield from _each(sheet, found, "fiscal_number", "fiscal", "")
        yield from _notice_references(sheet)
    if "certification" in fields:
        for start, end, code in identifiers.find_rncps(sheet.text):
            span = sheet.span(start, end)
            yield Reading("certification", code.value, span.text, span.words, 0.95)
    if "body_nda" in fields:
        yield from _declarations(sheet)


def _each(
    sheet: Sheet, found: list[Found], name: str, label: str, code: str
) -> Iterator[Reading | Wrong]:
    for start, end, number in found:
        span = sheet.span(start, end)
        before = sheet.folded[max(0, start - 45) : start]
        if isinstance(number, Checked):
            near = label.upper() in before or name == "iban"
            if name == "fiscal_number":
                near = "FISCAL" in before
            rank = 0.95 if near else 0.75
            yield Reading(name, number.value, span.text, span.words, rank, True, number.repaired)
        elif code and (name == "iban" or _asked(code, before)):
            message = f"La clé du numéro « {number.strip()} » est fausse."
            yield Wrong(f"{code}_digits_wrong", message, span.words)


def _asked(code: str, before: str) -> bool:
    """Whether the words before a run of digits say that it is that number."""
    wanted = {"siret": r"SIRET|ETABLISSEMENT", "nir": r"SECU|SOCIAL|IMMATRICULATION|\bNIR\b|\bSS\b"}
    return bool(re.search(wanted[code], before[-32:]))


def _rib_parts(sheet: Sheet) -> Iterator[Reading]:
    """The bank's code, the branch's, the account and its key: in the text, or on a table's row."""
    run = re.compile(r"(?<!\w)(\d{5}) +(\d{5}) +([0-9A-Z]{11}) +(\d{2})(?!\w)")
    for match in run.finditer(sheet.text):
        found = identifiers.iban_of_rib(*match.groups())
        if found:
            span = sheet.span(*match.span())
            yield Reading("iban", found.value, span.text, span.words, 0.7, True, found.repaired)
    for row in sheet.rows:
        text = " ".join(cell.text for cell in row[:8])
        on_row = run.search(text)
        found = identifiers.iban_of_rib(*on_row.groups()) if on_row else None
        if found:
            words = tuple(word for cell in row for word in cell.words)
            yield Reading("iban", found.value, text, words, 0.6, True, found.repaired)


def _bics(sheet: Sheet) -> Iterator[Reading]:
    pattern = (
        r"(?:BIC|SWIFT)[^A-Z0-9]{0,12}(?P<n>[A-Z]{4}[A-Z]{2}[A-Z0-9]{2}(?:[A-Z0-9]{3})?)(?!\w)"
    )
    for match in re.finditer(pattern, sheet.text):
        found = identifiers.bic(match["n"])
        if found:
            span = sheet.span(*match.span("n"))
            yield Reading("bic", found.value, span.text, span.words, 0.9)


def _notice_references(sheet: Sheet) -> Iterator[Reading]:
    """Thirteen characters, « 25 06 6889955 23 » (two of the year first)."""
    for match in re.finditer(r"(?<!\w)\d{2} ?[0-9A-Z]{2} ?[0-9A-Z]{7} ?\d{2}(?!\w)", sheet.text):
        value = match[0].replace(" ", "")
        before = sheet.folded[max(0, match.start() - 60) : match.start()]
        if re.search(r"AVIS", before) and "FISCAL" not in before[-25:]:
            span = sheet.span(*match.span())
            yield Reading("notice_reference", value, span.text, span.words, 0.8)


def _declarations(sheet: Sheet) -> Iterator[Reading]:
    label = (
        r"(?:DECLARATION D ?['’]? ?ACTIVITE|\bNDA|\bN[°O]? ?DA|DECL\. ACTIVITE"
        r"|\bDECLAREE? SOUS LE N(?:UMERO|[ °O]+))"
    )
    pattern = rf"{label}[^0-9]{{0,60}}(?P<n>\d(?:[ .]?\d){{10}})(?!\d)"
    for match in re.finditer(pattern, sheet.folded):
        found = identifiers.nda(match["n"])
        if found:
            span = sheet.span(*match.span("n"))
            yield Reading("body_nda", found.value, span.text, span.words, 0.9)
