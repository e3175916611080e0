"""Every reading of a page of a known kind.

1. Numbers that prove themselves, the machine readable zone.
2. Labels, sentences, address blocks, names of bodies.
3. What follows from other fields (SIREN from SIRET, a register's status).
"""

from __future__ import annotations

import re
from dataclasses import replace

from bastide.engine.pieces import mrz
from bastide.engine.pieces.extract.bodies import bodies
from bastide.engine.pieces.extract.categories import categories
from bastide.engine.pieces.extract.date_roles import date_roles
from bastide.engine.pieces.extract.identity import printed_number, zone_readings
from bastide.engine.pieces.extract.labelled import labelled
from bastide.engine.pieces.extract.labels import says_only_labels
from bastide.engine.pieces.extract.people import (
    addressed,
    blocks,
    is_service,
    numbered_street,
    opens_a_complement,
    said_addresses,
    said_names,
    split_address,
)
from bastide.engine.pieces.extract.proofs import Wrong, proofs
from bastide.engine.pieces.extract.quote import quote, without_unit_prices
from bastide.engine.pieces.extract.reading import Reading, best, contested, name_words, normal
from bastide.engine.pieces.extract.sentences import sentences
from bastide.engine.pieces.extract.unlabelled import parts_of_name, unlabelled
from bastide.engine.pieces.kinds import IDENTITY, KINDS, Form
from bastide.engine.pieces.lines import Sheet, plain
from bastide.engine.pieces.recognise import is_title

_NAMES = frozenset(
    "full_name surname given_names usage_name holder body_name employer bank issuer "
    "training_title".split()
)


def read_page(
    sheet: Sheet, kind: str, zone: mrz.Mrz | None
) -> tuple[dict[str, Reading], list[Wrong]]:
    """The best reading of each field that a page gives, and the numbers whose key is wrong."""
    fields = KINDS[kind].fields
    readings: list[Reading] = []
    wrong: list[Wrong] = []
    for item in proofs(sheet, kind):
        (wrong if isinstance(item, Wrong) else readings).append(item)  # type: ignore[arg-type]
    readings += labelled(sheet, kind)
    readings += sentences(sheet, kind)
    readings += unlabelled(sheet, kind, fields)
    readings += date_roles(sheet, kind, fields)
    if kind not in IDENTITY:
        readings += _people(sheet, kind)
        readings += bodies(sheet, kind)
    if kind == "training_quote":
        readings = without_unit_prices([*readings, *quote(sheet)])
    if kind == "cv":
        readings += _contact(sheet)
    if kind == "qualiopi_certificate":
        readings += categories(sheet)
    if kind == "address_proof":
        readings = _hosted(sheet, readings)
    readings = [_tidy(r, kind) for r in readings if r.name in fields]
    readings = [r for r in readings if not (r.name in _NAMES and says_only_labels(r.value))]
    if sheet.page.reader != "text":
        # On paper a number without its right key has been misread.
        readings = [r for r in readings if r.proved or r.name != "fiscal_number"]
    readings += _towns(readings, fields)
    if kind == "rib":
        readings = _not_the_holder(readings)
    if "full_name" in fields and kind not in IDENTITY:
        readings += parts_of_name(sheet, best(readings))
    if kind in IDENTITY:
        readings += printed_number(sheet, kind)
        if zone is not None:
            readings += zone_readings(zone, best(readings))
    readings = _not_born([r for r in readings if r.value and r.name in fields])
    readings = _not_backwards(readings)
    optical = sheet.page.reader != "text"
    return contested(readings, best(readings), fields, optical), wrong


def _tidy(reading: Reading, kind: str) -> Reading:
    """Addresses parted, names without what follows them."""
    value, rank = reading.value, reading.rank
    if reading.name == "address":
        parts = split_address(reading.text)
        value = (
            parts[0]
            if parts
            else (value if kind != "company_registration" or re.match(r"\d", value) else "")
        )
        if not parts and (not value or opens_a_complement(plain(value))):
            value = numbered_street(reading.value)
    elif KINDS[kind].fields[reading.name] == "name" and reading.name != "holder":
        value = name_words(re.split(r"\s[–(]|,? née? ", value)[0])
        if reading.name == "full_name" and " " not in value:
            rank *= 0.5  # half of it was read
    return Reading(
        reading.name, value, reading.text, reading.words, rank,
        reading.proved, reading.repaired, reading.origin,
    )  # fmt: skip


_BORN_BEFORE = 14  # years: nobody younger is trained, employed or registered


def _not_born(readings: list[Reading]) -> list[Reading]:
    """Without the readings that take the person's day of birth for another day: it is read at its
    label, and much older than what else the page gives."""
    born = best(readings).get("birth_date")
    days = [r for r in readings if re.fullmatch(r"\d{4}-\d\d-\d\d", r.value)]
    newest = max((int(r.value[:4]) for r in days), default=0)
    if born is None or newest - int(born.value[:4]) < _BORN_BEFORE:
        return readings
    return [r for r in readings if r.name == "birth_date" or r.value != born.value]


def _towns(readings: list[Reading], fields: dict[str, Form]) -> list[Reading]:
    """The town that stands after a postcode: « Code postal, commune : 30000 Nîmes »."""
    if "city" not in fields or any(r.name == "city" for r in readings):
        return []
    found = (
        (r, re.fullmatch(r"\d{5},? ([A-ZÀ-Ÿ].+)", r.text)) for r in readings if r.name == "postcode"
    )
    return [Reading("city", m[1], m[1], r.words, r.rank) for r, m in found if m]


def _not_the_holder(readings: list[Reading]) -> list[Reading]:
    """Without the bank's names that are the account's holder."""
    holder = best(readings).get("holder")
    own = plain(holder.value) if holder else ""
    return [r for r in readings if r.name != "bank" or plain(r.value) != own]


_DOUBTFUL = 0.55  # may pass a rule, never fail one


def _not_backwards(readings: list[Reading]) -> list[Reading]:
    """Doubts the two days of a validity that would end before it had begun, or on that day: one of
    them is another day."""
    kept = best(readings)
    first, last = kept.get("valid_from"), kept.get("valid_to")
    if first is None or last is None or last.value > first.value:
        return readings
    return [
        replace(r, rank=min(r.rank, _DOUBTFUL))
        if (r.name, r.value) in (("valid_from", first.value), ("valid_to", last.value))
        else r
        for r in readings
    ]


# « déclare loger à mon domicile », « la personne hébergée »; not « hébergé chez », « hébergement ».
_HOSTS = re.compile(r"\b(?:HEBERGER|LOGER|ACCUEILLIR|HEBERGEE?|LOGEE?)\b(?! (?:CHEZ|PAR)\b)")


def _hosted(sheet: Sheet, readings: list[Reading]) -> list[Reading]:
    """Of the names on a host's declaration, the host's counts less: it stands before what says
    that a person is lodged, whose name stands after."""
    said = next((c for c in sheet.cells if _HOSTS.search(c.plain) and not is_title(c)), None)
    if said is None:
        return readings
    names = [r for r in readings if r.name == "full_name" and r.words]
    after = {id(r) for r in names if r.words[0].box.top > said.box.top - 0.002}
    if not after:
        return readings
    return [
        r if r.name != "full_name" or id(r) in after else replace(r, rank=0.4 * r.rank)
        for r in readings
    ]


def _people(sheet: Sheet, kind: str) -> list[Reading]:
    fields = KINDS[kind].fields
    found: list[Reading] = []
    if kind == "company_registration":
        for cell in sheet.cells:
            if not re.match(r"(?:ADRESSE|SIEGE)", cell.plain):
                continue
            right = sheet.right_of(cell)
            candidates = [cell] + ([right] if right else []) + sheet.below(cell)
            for other in candidates:
                words = other.words
                if other.text.rstrip().endswith(":") or (other is cell and len(words) < 5):
                    continue
                more = sheet.below(other, 0.9)
                for text_words in (words, (*words, *more[0].words) if more else words):
                    parts = split_address(" ".join(w.text for w in text_words))
                    if parts:
                        values = zip(("address", "postcode", "city"), parts, strict=True)
                        found += [Reading(n, v, v, text_words, 0.9) for n, v in values]
                        break
        return found or _seat(sheet)
    if kind == "rib":
        return [
            Reading("holder", b.name, b.name, b.name_words, 0.5)
            for b in blocks(sheet)[:1]
            if b.name
        ]
    if "address" in fields:
        for spans in said_addresses(sheet):
            for name, span in zip(("address", "postcode", "city"), spans, strict=True):
                found.append(Reading(name, span.text.strip(" ,"), span.text, span.words, 0.58))
    if "full_name" in fields:
        for name, cell in addressed(sheet):
            found.append(Reading("full_name", name_words(name), cell.text, cell.words, 0.62))
        for span in said_names(sheet):
            found.append(Reading("full_name", name_words(span.text), span.text, span.words, 0.5))
    for block in blocks(sheet)[:1]:
        if block.score < 0:
            break
        rank = 0.85 if block.score >= 2 else 0.6
        if "address" in fields:
            found += [
                Reading("address", block.address, block.address, block.address_words, rank),
                Reading("postcode", block.postcode, block.postcode, block.town_words, rank),
                Reading("city", block.city, block.city, block.town_words, rank),
            ]
        # « C. FICTIF » above an address signs for a firm.
        if "full_name" in fields and block.name and not re.match(r"[A-ZÀ-Ÿ]\. ", block.name):
            found.append(Reading("full_name", block.name, block.name, block.name_words, rank - 0.1))
    return found


def _seat(sheet: Sheet) -> list[Reading]:
    """The first address, on one line or on two, when its label could not be read; the register's
    own stands at the head of the page or bears a service's marks."""
    for cell in sheet.cells:
        if cell.box.top < 0.1 or is_service(cell):
            continue
        more = sheet.below(cell, 0.9)
        for words in (cell.words, (*cell.words, *more[0].words) if more else cell.words):
            parts = split_address(" ".join(w.text for w in words))
            if parts and parts[0] and re.match(r"\d", parts[0]):
                values = zip(("address", "postcode", "city"), parts, strict=True)
                return [Reading(name, value, value, words, 0.5) for name, value in values]
    return []


def _contact(sheet: Sheet) -> list[Reading]:
    found: list[Reading] = []
    for cell in sheet.cells:
        for name in ("email", "phone"):
            value = normal("email" if name == "email" else "phone", cell.text)
            if value:
                found.append(Reading(name, value[0], cell.text, cell.words, 0.95))
    for at, cell in enumerate(sheet.cells[:25]):
        words = cell.text.split()
        name_like = 1 < len(words) <= 6 and all(re.match(r"[A-ZÀ-Ÿ]", w) for w in words)
        capitals = any(w == w.upper() and len(w) > 2 for w in words)
        if name_like and capitals and not re.search(r"\d|:", cell.text) and not is_title(cell):
            tall = max(w.box.bottom - w.box.top for w in cell.words) > 1.25 * sheet.height
            rank = 0.5 + 0.3 * tall - 0.005 * at
            found.append(Reading("full_name", name_words(cell.text), cell.text, cell.words, rank))
    return found
