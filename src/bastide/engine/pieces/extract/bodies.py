"""Names of firms and bodies that no label tells: letterheads, legal forms, signing sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bastide.engine.pieces.extract.labelled import is_label, label_opens
from bastide.engine.pieces.extract.people import blocks, is_complement
from bastide.engine.pieces.extract.reading import CIVILITIES, Reading, name_words
from bastide.engine.pieces.kinds import KINDS
from bastide.engine.pieces.lines import Cell, Sheet, plain
from bastide.engine.pieces.recognise import cues

_FORM = r"(?:SARL|SASU?|EURL|SA|SCOP|SCIC|Association|EI|SNC|GIE)"
_FOOT = re.compile(rf"(?:^|[.!»] )(?P<name>[A-ZÀ-Ÿ0-9][^–|.:]{{2,60}}?) [–\-] {_FORM}\b")
_ATTESTS = (
    re.compile(r"(?:représentant|pour) (?:l'organisme|l’organisme|la société) (?P<body_name>[^,]{3,60}),"),
    re.compile(r"(?:soussignés?,?) (?P<issuer>[A-ZÀ-Ÿ][^,]{2,50}), (?:attestons|certifions)"),
    re.compile(r"(?P<issuer>(?:MDPH|Maison départementale des personnes handicapées) (?:de|du|des|d['’])[^,–.|]{2,40}?)(?= Maison| Commission| –|,|$)"),
)  # fmt: skip
_ISSUERS = {"address_proof": "issuer", "pay_slip": "employer", "rib": "bank", "rqth": "issuer",
            "qualiopi_certificate": "issuer"}  # fmt: skip


def bodies(sheet: Sheet, kind: str) -> Iterator[Reading]:
    """Readings of the body's, the employer's or the issuer's name."""
    fields = KINDS[kind].fields
    for pattern in _ATTESTS:
        for match in pattern.finditer(sheet.text):
            for name, text in match.groupdict().items():
                if name in fields:
                    span = sheet.span(*match.span(name))
                    words = name_words(text)
                    # The title of the page may run into the name in the reader's order.
                    rank = 0.85 if len(words.split()) <= 6 else 0.3
                    yield Reading(name, words, span.text, span.words, rank)
    own = _ISSUERS.get(kind, "body_name")
    if own not in fields:
        return
    for cell in sheet.cells:
        match: re.Match[str] | None = re.match(
            r"(?P<name>[A-ZÀ-Ÿ][^.,:|]{2,50}?) (?:atteste|certifie) que", cell.text
        )
        if match and own == "issuer":
            yield Reading(own, name_words(match["name"]), match["name"], cell.words, 0.85)
        match = re.match(rf"(?P<name>[A-ZÀ-Ÿ0-9][^–|:]{{2,60}}?) [–\-] {_FORM}\b", cell.text)
        if match and own == "body_name":
            yield Reading(own, name_words(match["name"]), match["name"], cell.words, 0.8)
        match = re.match(
            r"(?P<name>[^–|:]{3,50}?) [–\-] (?:société|établissement|association|entreprise)\b",
            cell.text, re.IGNORECASE,
        )  # fmt: skip
        if match and own in ("issuer", "bank"):
            yield Reading(own, name_words(match["name"]), match["name"], cell.words, 0.75)
    if own == "employer":
        for block in blocks(sheet)[1:]:
            if block.name and block.score < 3:
                yield Reading(own, block.name, block.name, block.name_words, 0.8)
    yield from _letterhead(sheet, own, kind)


def _letterhead(sheet: Sheet, name: str, kind: str) -> Iterator[Reading]:
    """The first short line that is no title, no person, no address: the sender's name.

    Above a SIRET or a postcode in its column it is surer.
    """
    for cell in sheet.cells[:12]:
        if not _may_name(cell, kind):
            continue
        under = sheet.below(cell, 1.6)
        address = any(re.search(r"\d{5}|SIRET|TSA|SERVICE|\d", c.text.upper()) for c in under)
        yield Reading(name, name_words(cell.text), cell.text, cell.words, 0.5 if address else 0.35)
        if address:
            return


def _may_name(cell: Cell, kind: str) -> bool:
    words = cell.plain.split()
    if not words or len(words) > 8 or re.search(r"\d{3,}|:|^\d", cell.text):
        return False
    if is_label(cell, kind) or is_complement(cell) or any(label_opens(cell, kind)):
        return False
    if words[0] in CIVILITIES or words[0] in (
        "AGENCE",
        "SERVICE",
        "CAISSE",
        "N",
        "NUMERO",
        "DATE",
        "PAGE",
    ):
        return False
    return (
        not any(
            cue.where == "title" and cue.weight > 0 and cue.phrase in cell.plain for cue in cues()
        )
        and len(plain(cell.text)) > 3
    )
