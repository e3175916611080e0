"""From files as read to documents that say something.

1. Each page is laid out (`lines`) and classified (`recognise`, then `words` where that tells none).
2. Pages are put together into documents (`segment`).
3. Fields are read on each page of a document (`extract`), the best reading of each is kept.
4. Signed codes and check digits vouch; what disagrees is noted, with its box (`checks`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bastide.engine.pieces.extract.checks import arithmetic, signed_against, zone_notes
from bastide.engine.pieces.extract.page import read_page
from bastide.engine.pieces.extract.reading import Reading
from bastide.engine.pieces.kinds import IDENTITY, KINDS
from bastide.engine.pieces.lines import Sheet, union
from bastide.engine.pieces.model import Field, FileRead, Note, Page, PageRef, Piece, Signed
from bastide.engine.pieces.recognise import recognise, zone_of
from bastide.engine.pieces.segment import Group, Seen, long_numbers, pagination, segment
from bastide.engine.pieces.words import second_opinion

# The types of 2D-Doc that tell a kind (ANTS v3.3.0, section 6.1; see `twoddoc_kinds`). Types 07 and
# 08 are of identity documents: the page's words, and a passport's number, say of which.
_SIGNED_KINDS = {
    "00": ("address_proof",), "01": ("address_proof",), "02": ("address_proof",),
    "03": ("rib",), "05": ("rib",), "04": ("tax_notice",), "18": ("tax_notice",),
    "28": ("tax_notice",), "06": ("pay_slip",), "07": IDENTITY, "08": IDENTITY,
}  # fmt: skip
_PASSPORT = re.compile(r"\d{2}[A-Z]{2}\d{5}")
# The mean confidence at which the reader asks for no second pass (`providers.pieces.read_page`).
_READ_WELL = 0.85


def assemble(files: Sequence[FileRead], signed: Sequence[Signed] = ()) -> tuple[Piece, ...]:
    """The documents of a case, in the order in which they were deposited.

    `signed`: the 2D-Docs found on its pages, with what their signatures are worth; `PageRef.file`
    is an index in `files`.
    """
    seen = [
        _look(PageRef(index, page.number), page, signed)
        for index, file in enumerate(files)
        for page in file.pages
    ]
    return tuple(_piece(group, signed) for group in segment(seen))


def extract_as(
    kind: str, files: Sequence[FileRead], pages: Sequence[PageRef], signed: Sequence[Signed] = ()
) -> Piece:
    """What pages say when an agent tells their kind; pages that are not there are passed over."""
    found = {(ref.file, ref.page): ref for ref in pages}
    seen = [
        _look(found[index, page.number], page, signed)
        for index, file in enumerate(files)
        for page in file.pages
        if (index, page.number) in found
    ]
    return _piece(Group(kind, seen), signed)


def _look(ref: PageRef, page: Page, signed: Sequence[Signed]) -> Seen:
    sheet = Sheet(page)
    zone = zone_of(sheet)
    kinds = {kind for code in signed if code.page == ref for kind in _signed_kinds(code)}
    found, number = recognise(sheet, zone, kinds), pagination(sheet)
    if number is None or number[0] == 1:  # what follows a first page is told by that one
        found = second_opinion(sheet, found)
    return Seen(ref, sheet, zone, found, number, long_numbers(sheet))


def _signed_kinds(code: Signed) -> tuple[str, ...]:
    kinds = _SIGNED_KINDS.get(code.document_type, ())
    number = code.fields.get("document_number", "")
    return ("passport",) if kinds == IDENTITY and _PASSPORT.fullmatch(number) else kinds


def _piece(group: Group, signed: Sequence[Signed]) -> Piece:
    refs = tuple(page.ref for page in group.pages)
    codes = tuple(code for code in signed if code.page in refs)
    own = [p.recognised.confidence for p in group.pages if p.recognised.kind == group.kind]
    confidence = max(own, default=0.5)
    if group.kind == "other":
        return Piece("other", confidence, refs, {}, codes)
    fields: dict[str, Field] = {}
    notes: list[Note] = []
    for page in group.pages:
        readings, wrong = read_page(page.sheet, group.kind, page.zone)
        for reading in readings.values():
            made = _field(reading, page)
            old = fields.get(made.name)
            if old is None or (made.proved, made.confidence) > (old.proved, old.confidence):
                fields[made.name] = made
        notes += [
            Note(w.code, w.message, page.ref, page.sheet.shown(union(w.words))) for w in wrong
        ]
        notes += zone_notes(page.zone, page.sheet, page.ref, fields)
    proved = {f.name for f in fields.values() if f.proved}
    notes = [n for n in notes if _stands(n, proved)]
    _complete(group.kind, fields)
    notes += arithmetic(group.kind, fields)
    fields, disagreements = signed_against(group.kind, fields, codes, _said(group))
    return Piece(group.kind, round(confidence, 3), refs, fields, codes, (*notes, *disagreements))


def _said(group: Group) -> str:
    return " ".join(page.sheet.plain for page in group.pages)


def _stands(note: Note, proved: set[str]) -> bool:
    """A wrong NIR or SIRET beside a right one is another person's or a misreading; a wrong IBAN is
    noted only when no other is right."""
    name = note.code.removesuffix("_digits_wrong")
    return not any(field == name or field.endswith(f"_{name}") for field in proved)


def _field(reading: Reading, page: Seen) -> Field:
    origin = reading.origin or ("text" if page.sheet.page.reader == "text" else "ocr")
    box = page.sheet.shown(union(reading.words))
    if box is None and reading.origin == "mrz" and page.sheet.page.mrz is not None:
        box = page.sheet.page.mrz.box
    confidence = reading.confidence
    if origin == "ocr" and not reading.proved:
        # A page read badly as a whole makes each of its words doubtful.
        confidence *= min(1.0, page.sheet.page.quality.confidence / _READ_WELL)
    return Field(
        reading.name, reading.value, reading.text, page.ref, box, round(confidence, 3), origin,
        reading.proved, reading.repaired,
    )  # fmt: skip


def _complete(kind: str, fields: dict[str, Field]) -> None:
    """What other fields prove: the SIREN that opens a SIRET, a register's extract in force."""
    siret = fields.get("body_siret")
    if siret is not None and "body_siren" in KINDS[kind].fields:
        fields["body_siren"] = _as(siret, "body_siren", siret.value[:9])
    if kind == "company_registration" and "status" not in fields and "body_siren" in fields:
        # An extract of the register lists those registered; removals are written on it. No word
        # says so: it stays a guess.
        inferred = _as(fields["body_siren"], "status", "active", proved=False)
        fields["status"] = replace(inferred, confidence=round(0.6 * inferred.confidence, 3))
    if kind == "registration_notice" and "status" not in fields:
        end, since = fields.get("end_date"), fields.get("registered_since")
        source = end or since
        if source is not None:
            value = "ended" if end is not None else "registered"
            fields["status"] = _as(source, "status", value, proved=False)


def _as(source: Field, name: str, value: str, proved: bool | None = None) -> Field:
    return Field(
        name, value, source.text, source.page, source.box, source.confidence, source.origin,
        source.proved if proved is None else proved, source.repaired,
    )  # fmt: skip
