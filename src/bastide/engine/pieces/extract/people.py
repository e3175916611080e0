"""Addresses, and the persons that letters are sent to: the lines above a postcode and a town."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bastide.engine.pieces.extract.reading import CIVILITIES, name_words
from bastide.engine.pieces.lines import Cell, Sheet, plain
from bastide.engine.pieces.model import Word

_TOWN = re.compile(
    r"(?<!\d)(?P<postcode>\d{5}),?\s+(?P<city>[A-ZÀ-Ÿ][\w'’ \-]+?)\s*(?P<cedex>CEDEX.*)?$"
)
_STREET = re.compile(
    r"\b(?:RUE|AVENUE|AV|BOULEVARD|BD|BLD|PLACE|PL|CHEMIN|CHE|ROUTE|RTE|ALLEE|ALLEES|ALL|IMPASSE|IMP|"
    r"COURS|QUAI|SQUARE|MONTEE|TRAVERSE|LOTISSEMENT|LOT|LIEU DIT|HAMEAU|PASSAGE|ESPLANADE|VOIE|"
    r"SENTIER|RUELLE|CORNICHE|PROMENADE|FAUBOURG|CITE|VILLA|MAIL|ROND POINT|DRAILLE|CALADE|CLOS)\b"
)
_NUMBERED = re.compile(r"^\d{1,4}(?: ?(?:BIS|TER|QUATER|[A-D]))?,? +\S")
_COMPLEMENT = re.compile(
    r"^(?:RESIDENCE|RES|BATIMENT|BAT|APPARTEMENT|APPT|APT|ETAGE|ESCALIER|ESC|ENTREE|CHEZ|PORTE|"
    r"IMMEUBLE|BP|CS|TSA|HALL|LOGEMENT)\b"
)
_BODY = re.compile(r"^(?:N |NUMERO )?(?:SIRET|SIREN|APE|CODE APE|NAF|TEL|URSSAF|RCS|NDA)\b|SIRET")
_SERVICE = re.compile(
    r"\b(?:CEDEX|TSA|CS \d|BP \d|SERVICE|CENTRE DES|DIRECTION|AGENCE|SIRET|FICTIVILLE)\b"
)


@dataclass(frozen=True, slots=True)
class Block:
    """An address block. `score`: how much it looks like the person's."""

    name: str
    name_words: tuple[Word, ...]
    address: str
    address_words: tuple[Word, ...]
    postcode: str
    city: str
    town_words: tuple[Word, ...]
    score: float


def split_address(text: str) -> tuple[str, str, str] | None:
    """`(street, postcode, city)` of an address on one line; complements are left out."""
    found = _TOWN.search(text.strip(" .,;"))
    if not found:
        return None
    parts = [p.strip() for p in re.split(r"[,–]| - ", text[: found.start()]) if p.strip()]
    street = next((p for p in parts if _NUMBERED.match(plain(p))), "") or next(
        (p for p in parts if _STREET.search(plain(p)) and not _COMPLEMENT.match(plain(p))), ""
    )
    return street, found["postcode"], " ".join(found["city"].split())


def is_complement(cell: Cell) -> bool:
    """Whether a cell is a line of an address that is neither street nor town."""
    return bool(_COMPLEMENT.match(cell.plain) or _NUMBERED.match(cell.plain))


def blocks(sheet: Sheet) -> list[Block]:
    """The address blocks of a page, the likeliest addressee first."""
    return sorted(_blocks(sheet), key=lambda block: -block.score)


def _blocks(sheet: Sheet) -> Iterator[Block]:
    for cell in sheet.cells:
        found = _TOWN.match(cell.text)
        if not found:
            continue
        lines: list[Cell] = []
        above = sheet.above(cell)
        while above is not None and len(lines) < 6:
            lines.append(above)
            above = sheet.above(above)
        street, name, extra = _parts(lines)
        if street is None:
            continue
        words = name.text if name else ""
        named: tuple[Word, ...] = name.words if name else ()
        if name is not None and extra is not None:
            words, named = f"{name.text} {extra.text}", (*name.words, *extra.words)
        first = plain(words).split()[:1]
        civil = bool(first and first[0] in CIVILITIES)
        score = 3.0 * civil + (1.0 if name else -2.0) + (cell.box.left > 0.45) * 0.5
        if found["cedex"] or any(_SERVICE.search(line.plain) for line in (*lines, cell)):
            score -= 4.0
        if any(_BODY.search(line.plain) for line in sheet.below(cell, 2.0)):
            score -= 3.0
        if name is not None and not civil and words.upper() == words and len(words.split()) > 1:
            score += 1.0
        yield Block(
            name_words(words), named, street.text.strip(" ,"), street.words,
            found["postcode"], " ".join(found["city"].split()), cell.words, score,
        )  # fmt: skip


def _parts(lines: list[Cell]) -> tuple[Cell | None, Cell | None, Cell | None]:
    """Street line, name line and, of a name on two lines, the second; from the bottom up."""
    street: Cell | None = None
    rest: list[Cell] = []
    for at, line in enumerate(lines):
        if _COMPLEMENT.match(line.plain):
            continue
        if street is None:
            if _NUMBERED.match(line.plain) or _STREET.search(line.plain):
                street = line
                continue
            if at >= 2:
                break
            continue
        rest.append(line)
    names: list[Cell] = []
    for line in rest:
        if re.search(r"\d{5}|[:@]|^\d", line.text) or len(line.plain.split()) > 9:
            break
        names.append(line)
        if line.plain.split()[:1] and line.plain.split()[0] in CIVILITIES:
            break
    if not names:
        return street, None, None
    top = names[-1]
    civil = top.plain.split()[0] in CIVILITIES if top.plain else False
    if civil and len(names) == 2:
        return street, top, names[0]
    if civil:
        return street, top, None
    return street, names[0], None
