"""Names that the case knows already, found on a piece: readings that need no label."""

from __future__ import annotations

from bastide.engine.pieces.lines import Sheet, union
from bastide.engine.pieces.mentions import Mention, firm_on, person_on, surname_on
from bastide.engine.pieces.model import Field, Origin, PageRef, Piece
from bastide.engine.pieces.names import PersonName, compare, tokens
from bastide.engine.pieces.recognise import zone_of
from bastide.engine.pieces.rules.case import Case
from bastide.engine.pieces.rules.reading import Seen
from bastide.engine.pieces.twoddoc_kinds import mrz_fields

# No digit covers a zone's names; that they agree with another document's makes them likely.
_MACHINE = 0.85


def person_seen(case: Case, index: int, piece: Piece, name: PersonName) -> Seen | None:
    """Where a piece bears a person's whole name, as a reading of `full_name`; None without."""
    for ref, sheet in case.sheets(piece):
        found = person_on(sheet, name)
        if found is not None:
            return Seen(index, _field("full_name", found, ref, sheet))
    return None


def also_named(case: Case, holder: int, name: PersonName, reference: PersonName) -> Seen | None:
    """Where the identity document bears a name that its first reading missed: a usage name printed
    apart, or the zone that machines read. `name`: of another piece; `reference`: as read first."""
    piece = case.pieces[holder]
    given = tokens(reference.given_names)[:1]
    whole = tokens(name.full_name)
    surname = name.usage_name or name.surname or " ".join(t for t in whole if t not in given)
    if given and given[0] not in (whole or tokens(name.given_names)):
        return None
    for ref, sheet in case.sheets(piece):
        found = surname_on(sheet, surname)
        if found is not None:
            return Seen(holder, _field("usage_name", found, ref, sheet))
        zone = zone_of(sheet)
        values = mrz_fields(zone) if zone is not None else {}
        machine = PersonName(
            surname=values.get("surname", ""), given_names=values.get("given_names", "")
        )
        if compare(name, machine).outcome == "same":
            box = sheet.page.mrz.box if sheet.page.mrz is not None else None
            text = f"{machine.given_names} {machine.surname}"
            return Seen(holder, Field("full_name", text, text, ref, box, _MACHINE, "mrz"))
    return None


def firm_seen(case: Case, index: int, piece: Piece, name: str, field: str) -> Seen | None:
    """Where a piece bears a firm's name, as a reading of `field`; None without."""
    for ref, sheet in case.sheets(piece):
        found = firm_on(sheet, name)
        if found is not None:
            return Seen(index, _field(field, found, ref, sheet))
    return None


def _field(name: str, found: Mention, ref: PageRef, sheet: Sheet) -> Field:
    origin: Origin = "text" if sheet.page.reader == "text" else "ocr"
    box = sheet.shown(union(found.words))
    return Field(name, found.text, found.text, ref, box, found.confidence, origin)
