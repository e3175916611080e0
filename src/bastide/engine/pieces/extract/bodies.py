# ruff: noqa: E501 - a pattern is read whole
"""Names of firms and bodies that no label tells: letterheads, legal forms, signing sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bastide.engine.pieces.dates import find_dates, find_months
from bastide.engine.pieces.extract.labels import is_label, label_opens, says_only_labels
from bastide.engine.pieces.extract.people import blocks, is_complement
from bastide.engine.pieces.extract.reading import CIVILITIES, Reading, is_proper, name_words
from bastide.engine.pieces.kinds import KINDS
from bastide.engine.pieces.lines import Cell, Sheet, plain
from bastide.engine.pieces.recognise import is_title

_FORM = r"(?:SARL|SASU?|EURL|SA|SCOP|SCIC|Association|EI|SNC|GIE)"
# Words that the names of banks, of certifiers bear most often.
_OWN_WORDS = {
    "rib": re.compile(r"\b(?:\w*BANQUE|BANK|CREDIT|CAISSE|EPARGNE|MUTUEL|POSTALE|POPULAIRE)\b"),
    "qualiopi_certificate": re.compile(
        r"\b(?:CERTIF\w*|AUDIT\w*|QUALIT\w*|CONTROLE|VERITAS|AFNOR)\b"
    ),
}
_ATTESTS = (
    re.compile(r"(?:représentant|pour) (?:l'organisme|l’organisme|la société) (?P<body_name>[^,]{3,60}),"),
    re.compile(r"(?:soussignés?,?) (?P<issuer>[A-ZÀ-Ÿ][^,]{2,50}), (?:attestons|certifions)"),
    re.compile(r"(?P<issuer>(?:MDPH|Maison départementale des personnes handicapées) (?:de|du|des|d['’])[^,–.|]{2,40}?)(?= Maison| Commission| –|,|$)"),
)  # fmt: skip
_IN_CELL: tuple[tuple[re.Pattern[str], tuple[str, ...], float], ...] = (
    (
        re.compile(r"(?P<name>[A-ZÀ-Ÿ][^.,:|]{2,50}?) (?:atteste|certifie) que"),
        ("issuer",),
        0.85,
    ),
    (
        re.compile(rf"(?P<name>[A-ZÀ-Ÿ0-9][^–|:]{{2,60}}?) [–—\-] {_FORM}\b"),
        ("body_name",),
        0.8,
    ),
    (
        re.compile(
            r"(?P<name>[^–—|:]{3,50}?) [–—\-] (?:société|établissement|association|entreprise)\b",
            re.IGNORECASE,
        ),
        ("issuer", "bank"),
        0.75,
    ),
)
# The authority that decides on the RQTH: code de l'action sociale et des familles, L241-5 and L146-3.
_HOUSE = re.compile(
    r"(?P<name>(?:MDPH|MDA|MDPHE|Maison départementale|Maison de l['’]autonomie|Commission des droits)"
    r"\b(?: (?:de|du|des|d['’]|la|le|les|l['’])? ?.{2,60})?)"
)
# « La directrice de la maison départementale atteste que… » names no body.
_IN_OFFICE = re.compile(
    r"(?:LE |LA |L )?(?:DIRECT|PRESIDENT|RESPONSABLE|CHEF|SECRETAIRE|SOUSSIGNE|GERANT)"
)
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
                    rank = 0.78 if len(words.split()) <= 6 else 0.3
                    yield Reading(name, words, span.text, span.words, rank)
    own = _ISSUERS.get(kind, "body_name")
    if own not in fields:
        return
    for cell in sheet.cells:
        for pattern, owners, rank in _IN_CELL:
            found = pattern.match(cell.text)
            if found and own in owners:
                name = name_words(found["name"])
                if _IN_OFFICE.match(plain(name)):
                    continue
                # What stands after another cell may be the end of a name.
                rank = rank if cell.at == 0 else 0.6 * rank
                yield Reading(own, name, found["name"], cell.words, rank)
        found = _HOUSE.fullmatch(cell.text) if kind == "rqth" else None
        if found:
            yield Reading(own, name_words(found["name"]), found["name"], cell.words, 0.8)
    if own == "employer":
        for block in blocks(sheet)[1:]:
            if block.name and block.score < 3:
                yield Reading(own, block.name, block.name, block.name_words, 0.8)
    if own in ("employer", "body_name"):
        yield from _above_siret(sheet, own, kind)
    elif "body_name" in fields:
        yield from _above_siret(sheet, "body_name", kind)
    yield from _letterhead(sheet, own, kind)
    if kind in ("company_registration", "qualiopi_certificate"):
        yield from _set_large(sheet, kind)


_LARGE = 1.35  # of the height of the page's words


def _set_large(sheet: Sheet, kind: str) -> Iterator[Reading]:
    """The firm's name where it is set larger than the text, as extracts and certificates do."""
    tall = [
        (max(word.box.bottom - word.box.top for word in cell.words), cell)
        for cell in sheet.cells
        if 0.05 < cell.box.top < 0.6 and _may_name(cell, kind)
    ]
    certifier = _OWN_WORDS.get(kind)
    large = [
        (height, cell)
        for height, cell in tall
        if height >= _LARGE * sheet.height and not (certifier and certifier.search(cell.plain))
    ]
    rank = 0.72 if kind == "company_registration" else 0.55
    # Of stamps, one word; of an authority, a common noun: « Institut de la statistique ».
    large = [(h, cell) for h, cell in large if len(cell.words) > 1 and is_proper(cell.text)]
    for _, cell in sorted(large, key=lambda one: -one[0])[:1]:
        yield Reading("body_name", _bare(cell.text), cell.text, cell.words, rank)


def _above_siret(sheet: Sheet, name: str, kind: str) -> Iterator[Reading]:
    """The name that opens the column of lines in which a SIRET stands: a firm's letterhead."""
    for cell in sheet.cells:
        if not re.search(r"\bSIRET\b|\bSIREN\b", cell.plain):
            continue
        column: list[Cell] = []
        above = sheet.above(cell, 2.6)
        while above is not None and len(column) < 6:
            column.append(above)
            above = sheet.above(above)
        named = [c for c in column if _may_name(c, kind)]
        if not named:
            continue
        top = named[-1]
        words = top.words
        at = column.index(top)
        second = column[at - 1] if at else None
        # A long name goes on in capitals on a second line.
        if second is not None and second in named and second.text == second.text.upper():
            words = (*words, *second.words)
        text = " ".join(word.text for word in words)
        yield Reading(name, _bare(text), text, words, 0.7)


def _bare(text: str) -> str:
    """A firm's name without its legal form between brackets."""
    return name_words(re.sub(rf"\s*\({_FORM}\)$", "", text))


def _letterhead(sheet: Sheet, name: str, kind: str) -> Iterator[Reading]:
    """The first short line that is no title, no person, no address: the sender's name.

    Above a SIRET or a postcode in its column it is surer.
    """
    above: Cell | None = None
    for cell in sheet.cells[:12]:
        if cell.box.top > 0.4:
            return
        if name == "employer" and cell.box.top > 0.2:
            return  # tables and the employee come after the letterhead
        if not _may_name(cell, kind):
            continue
        under = sheet.below(cell, 1.6)
        address = any(re.search(r"\d{5}|SIRET|TSA|SERVICE|\d", c.text.upper()) for c in under)
        rank = 0.5 if address else 0.35
        value = _bare(cell.text)
        # A name comes again in the footer, under the signature; a motto does not.
        again = sheet.plain.count(plain(value)) > 1
        own = _OWN_WORDS.get(kind)
        rank += 0.1 * again + 0.15 * (own is not None and bool(own.search(cell.plain)))
        rank *= 1.0 if is_proper(cell.text) else 0.7
        yield Reading(name, value, cell.text, cell.words, rank)
        if address and above is not None and sheet.above(cell) is above:
            # The motto stands between the name and the address.
            yield Reading(name, _bare(above.text), above.text, above.words, rank + 0.05)
        if address:
            return
        above = cell


def _may_name(cell: Cell, kind: str) -> bool:
    words = cell.plain.split()
    if says_only_labels(cell.text):
        return False
    if (
        not words
        or not cell.text[:1].isupper()
        or len(words) > 8
        or re.search(r"\d{5,}|:|^\d", cell.text)
    ):
        return False
    if (
        is_label(cell, kind)
        or is_complement(cell)
        or (kind != "rib" and any(label_opens(cell, kind)))
    ):
        return False
    if re.match(r"[A-Z]\. [A-ZÀ-Ÿ]{2}", cell.text):
        return False  # who signs: « P. CHIMÈRE »
    if re.fullmatch(r"[A-Z0-9]{8}|[A-Z0-9]{11}", cell.text):
        return False  # a BIC, a reference
    if find_dates(cell.text) or find_months(cell.text) or not re.search(r"[a-zA-Z]{3}", cell.text):
        return False
    if words[0] in CIVILITIES or words[0] in (
        "AGENCE",
        "SERVICE",
        "GREFFE",
        "REGISTRE",
        "TRIBUNAL",
        *(() if kind == "rib" else ("CAISSE",)),
        "N",
        "NUMERO",
        "DATE",
        "PAGE",
    ):
        return False
    if re.fullmatch(r"[A-Z]*-?\d[A-Z\d\-/]*", cell.text) or "QUALIOPI" in words:
        return False  # a reference, a brand
    return not is_title(cell, kind) and len(plain(cell.text)) > 3
