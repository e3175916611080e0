"""Identity documents: the zone that machines read, checked against what is printed.

The zone proves dates, and numbers where its digits can or the page says the same; printed names
are kept when the zone agrees with them, because they have the accents and all the given names that
the zone cuts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bastide.engine.pieces import mrz
from bastide.engine.pieces.extract.reading import Reading
from bastide.engine.pieces.lines import Sheet, plain
from bastide.engine.pieces.names import PersonName, compare
from bastide.engine.pieces.twoddoc_kinds import mrz_fields

_CHECKED = ("document_number", "birth_date", "expiry_date")
_NAMES = ("surname", "given_names")
# Letters and digits that readers confuse and whose values differ by ten or twenty (ICAO Doc 9303-3,
# 4.9: A is 10, Z is 35), so that no check digit, which counts modulo ten, tells one from the other.
# O and 9 differ by fifteen: two of them read for one another make thirty.
_UNTOLD = frozenset("6GQ1L8SFP")


def zone_readings(zone: mrz.Mrz, printed: dict[str, Reading]) -> Iterator[Reading]:
    """The zone's fields; a printed name that the zone agrees with takes its place."""
    values = mrz_fields(zone)
    for name, value in values.items():
        proved = zone.valid and name in _CHECKED
        text = value
        # A field's own check digit may be right when the digit of the whole is not.
        rank = 0.99 if zone.valid else 0.95 if name in _CHECKED else 0.3
        if name == "document_number" and proved and _may_be_another(zone):
            shown = printed.get(name)
            if shown is None or shown.value != value:
                proved, rank = False, 0.6
        if name in _NAMES:
            # No digit covers an ICAO zone's names, and K (20) counts as « < » (0) modulo 10.
            rank = min(rank, 0.5)
        if name in _NAMES and name in printed and _same_name(name, value, printed[name].value):
            value, rank = printed[name].value, 0.99
        yield Reading(name, value, text, (), rank, proved, zone.repaired, "mrz")


def _may_be_another(zone: mrz.Mrz) -> bool:
    """Whether a number could be read otherwise with the same check digit: where its form does not
    say which places are digits. It does on the old French card and on a French passport.

    A repair is one of several that the digit allows.
    """
    if zone.format == "FR-CNI" or (zone.format == "TD3" and zone.issuing_state == "FRA"):
        return False
    number = zone.document_number
    return zone.repaired or bool(_UNTOLD & set(number)) or sum(c in "O9" for c in number) > 1


def _same_name(name: str, zone: str, printed: str) -> bool:
    read = re.sub(r"[^A-Z]", "", plain(zone))
    shown = re.sub(r"[^A-Z]", "", plain(printed))
    if shown == read or (
        name == "given_names" and (shown.startswith(read) or read.startswith(shown))
    ):
        return True
    key = "surname" if name == "surname" else "given_names"
    other = "given_names" if name == "surname" else "surname"
    left = PersonName(**{key: zone, other: "X"})
    right = PersonName(**{key: printed, other: "X"})
    return compare(left, right).outcome == "same"


def printed_number(sheet: Sheet, kind: str) -> Iterator[Reading]:
    """A document number that stands alone, in the form of its kind."""
    forms = {
        "identity_card": r"(?<!\w)(?:\d{12}|[A-Z0-9]{2}[A-Z0-9]{7})(?!\w)",
        "passport": r"(?<!\w)\d{2}[A-Z]{2}\d{5}(?!\w)",
        "residence_permit": r"(?<!\w)(?=[A-Z0-9]*\d)(?=[A-Z0-9]*[A-Z])[A-Z0-9]{9}(?!\w)",
    }
    for match in re.finditer(forms[kind], sheet.text):
        if re.search(r"\d", match[0]):
            span = sheet.span(*match.span())
            yield Reading("document_number", match[0], span.text, span.words, 0.4)
