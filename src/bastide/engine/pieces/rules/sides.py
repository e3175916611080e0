"""Whether an identity document is whole: both sides of a card, and on each what it must bear.

A French card or passport bears a machine readable zone, and in print the name that the zone
bears (règlement (UE) 2019/1157, annexe I; ICAO Doc 9303, parts 3 to 5; the card of 1995 to 2021 has
its zone under the photograph).
"""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz.distance import DamerauLevenshtein

from bastide.engine.pieces import mrz
from bastide.engine.pieces.kinds import IDENTITY
from bastide.engine.pieces.lines import Sheet
from bastide.engine.pieces.model import Piece
from bastide.engine.pieces.names import tokens
from bastide.engine.pieces.recognise import zone_of
from bastide.engine.pieces.rules.case import Case, heading
from bastide.engine.pieces.rules.reading import see
from bastide.engine.pieces.rules.registry import Judged

# An old French card (before 2021-08) bears 12 characters, its back bears the dates; the new one
# (règlement (UE) 2019/1157) bears 9 and its machine readable zone on the back.
_OLD_NUMBER, _NEW_NUMBER = 12, 9
_LONG = 4  # letters of a name that may be read one letter wrong and still be that name


def sides(case: Case, index: int, piece: Piece) -> list[Judged]:
    """FAILED for the back of an old card that is surely absent; INCONCLUSIVE for what may be cut
    or not read: a side, the zone, the printed name."""
    if piece.kind not in IDENTITY:
        return []
    back = _back(case, index, piece) if piece.kind == "identity_card" else None
    missing = back or _zone_or_name(case, index, piece)
    return [missing] if missing else []


def _back(case: Case, index: int, piece: Piece) -> Judged | None:
    if len(piece.pages) != 1:
        return None
    number = see(index, piece, "document_number")
    page = case.page(piece.pages[0])
    dated = see(index, piece, "expiry_date") or see(index, piece, "issue_date")
    if not number or not page or dated:
        return None
    old = len(number.field.value) == _OLD_NUMBER
    new = len(number.field.value) == _NEW_NUMBER and page.mrz is None
    if not (old or new):
        return None
    certain = old and (number.field.proved or number.field.origin in ("text", "agent"))
    reason = "Un seul côté de la carte d'identité semble fourni : il manque le verso."
    return Judged(
        "FAILED" if certain else "INCONCLUSIVE",
        reason,
        {"missing": "le verso"},
        (index,),
        ("document_number",),
        number.field.page,
        number.field.box,
    )


def _zone_or_name(case: Case, index: int, piece: Piece) -> Judged | None:
    """What the sides of this document, given in one piece or in several, do not bear."""
    sheets = [
        sheet
        for other in case.pieces
        if other.kind == piece.kind
        for _, sheet in case.sheets(other)
    ]
    zones = [zone for sheet in sheets if (zone := zone_of(sheet)) is not None]
    if not zones:
        missing = "la zone de lecture automatique (les lignes de « < »)"
    elif not any(_printed(zone, sheets) for zone in zones):
        missing = "le nom imprimé"
    else:
        return None
    reason = (
        f"{heading(piece)} : {missing} n'a pas été trouvé{'' if zones else 'e'}. "
        "Un côté manque, ou l'image est coupée : à vérifier."
    )
    page = piece.pages[0] if piece.pages else None
    return Judged("INCONCLUSIVE", reason, {"missing": missing}, (index,), page=page)


def _printed(zone: mrz.Mrz, sheets: list[Sheet]) -> bool:
    """Whether a part of the zone's surname is printed outside the zone."""
    parts = [part for token in tokens(zone.surname) for part in token.split("-") if len(part) > 1]
    words = {word for sheet in sheets for word in _words(sheet)}
    return not parts or any(_alike(part, word) for part in parts for word in words)


def _words(sheet: Sheet) -> Iterator[str]:
    for cell in sheet.cells:
        if "<" not in cell.text:
            for token in tokens(cell.text):
                yield token
                yield from token.split("-")


def _alike(part: str, word: str) -> bool:
    return part == word or (
        min(len(part), len(word)) >= _LONG and DamerauLevenshtein.distance(part, word) == 1
    )
