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
    for ref, sheet in case.sheets(case.pieces[holder]):
        machine = _machine(sheet)
        box = sheet.page.mrz.box if sheet.page.mrz is not None else None
        if machine is not None and compare(name, machine).outcome == "same":
            text = f"{machine.given_names} {machine.surname}"
            return Seen(holder, Field("full_name", text, text, ref, box, _MACHINE, "mrz"))
        for given in {reference.given_names, machine.given_names if machine else ""} - {""}:
            found = surname_on(sheet, _surname(name, given))
            if found is None:
                continue
            borne = PersonName(surname=_surname(name, given), given_names=given)
            if compare(name, borne).outcome == "same":
                return Seen(holder, _field("usage_name", found, ref, sheet))
    return None


def _machine(sheet: Sheet) -> PersonName | None:
    """The name in the machine readable zone of a page."""
    zone = zone_of(sheet)
    if zone is None:
        return None
    values = mrz_fields(zone)
    return PersonName(surname=values.get("surname", ""), given_names=values.get("given_names", ""))


def _surname(name: PersonName, given: str) -> str:
    """The usage name, else the surname, else what a full name holds besides the given names."""
    known = {part for token in tokens(given) for part in (token, *token.split("-"))}
    rest = " ".join(token for token in tokens(name.full_name) if token not in known)
    return name.usage_name or name.surname or rest


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
