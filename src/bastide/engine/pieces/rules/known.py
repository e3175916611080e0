"""Names that the case knows already, found on a piece: readings that need no label."""

from __future__ import annotations

from bastide.engine.pieces.lines import Sheet, union
from bastide.engine.pieces.mentions import Mention, firm_on, person_on
from bastide.engine.pieces.model import Field, Origin, PageRef, Piece
from bastide.engine.pieces.names import PersonName
from bastide.engine.pieces.rules.case import Case
from bastide.engine.pieces.rules.reading import Seen


def person_seen(case: Case, index: int, piece: Piece, name: PersonName) -> Seen | None:
    """Where a piece bears a person's whole name, as a reading of `full_name`; None without."""
    for ref, sheet in case.sheets(piece):
        found = person_on(sheet, name)
        if found is not None:
            return Seen(index, _field("full_name", found, ref, sheet))
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
