"""Addresses, and the persons that letters are sent to: the lines above a postcode and a town."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from bastide.engine.pieces.extract.reading import CIVILITIES, is_proper, name_words
from bastide.engine.pieces.lines import Cell, Sheet, Span, plain
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
_LEFT = 0.4  # share of the page's width
_CONTACT = re.compile(r"\S@\S|^(?:\+33 ?|0)\d(?:[ .]?\d\d){4}")
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
    street = street or next(filter(None, map(numbered_street, parts)), "")
    return street, found["postcode"], " ".join(found["city"].split())


_AFTER_COMPLEMENT = re.compile(
    r"(?<!\w)\d{1,4}(?: ?(?:bis|ter|quater|[A-D]))?,? (?:rue|avenue|av|boulevard|bd|place|chemin|"
    r"route|all[ée]es?|impasse|cours|quai|square|mont[ée]e|traverse|passage|esplanade|voie|sentier|"
    r"ruelle|corniche|promenade|faubourg|cit[ée]|lotissement|hameau|clos)\b.*",
    re.IGNORECASE,
)


def numbered_street(text: str) -> str:
    """The street with its number that ends a line opened by a complement, or nothing:
    « Résidence Les Tests 9 allée des Essais »."""
    found = _AFTER_COMPLEMENT.search(text)
    return found[0].strip(" ,") if found else ""


# A street with its number, a postcode and a town in a sentence: « 12 rue des Essais, 13100 Aix ».
_SAID = re.compile(
    r"(?<![\w/])(?P<street>\d{1,4}(?: (?:BIS|TER|QUATER|[A-D]))?,? (?:RUE|AVENUE|AV|BOULEVARD|BD|"
    r"PLACE|CHEMIN|ROUTE|ALLEES?|IMPASSE|COURS|QUAI|SQUARE|MONTEE|TRAVERSE|PASSAGE|ESPLANADE|"
    r"VOIE|SENTIER|RUELLE|CORNICHE|PROMENADE|FAUBOURG|CITE|LOTISSEMENT|HAMEAU|CLOS)\b"
    r"[^,.;:\d]{0,50}?),? "
    r"(?:[–-] )?(?P<postcode>\d{5}),? (?P<city>[A-Z][A-Z'’\-]*(?: [A-Z'’\-]+){0,4})"
)
_HOME = re.compile(
    r"\b(?:LOGEMENT|DOMICILE|HEBERGE\w*|DEMEURANT|RESIDANT|HABITANT|LOCAL|ADRESSE|SITUEE?S?|"
    r"CONSOMMATION|LOYER|DOMICILIEE?|APPARTEMENT|MAISON|PAVILLON|STUDIO|SISE?S?|BIEN|OCCUP\w*|"
    r"LOUEE?|LOGE\w*|RISQUE)\b"
)


def said_addresses(sheet: Sheet) -> Iterator[tuple[Span, Span, Span]]:
    """Street, postcode and town of the addresses that sentences and entries tell as a home's."""
    for found in list(_SAID.finditer(sheet.folded))[:20]:
        if not _HOME.search(sheet.folded[max(0, found.start() - 120) : found.start()]):
            continue
        street, postcode = sheet.span(*found.span("street")), sheet.span(*found.span("postcode"))
        end = found.end("city")
        # A town's name goes on in words that open with a capital: it ends where prose begins.
        city = sheet.text[found.start("city") : end]
        kept = re.match(
            r"[A-ZÀ-Ÿ][\w'’\-]*(?: (?:[A-ZÀ-Ÿ][\w'’\-]*|(?:sur|en|de|la|le|les|sous)\b))*", city
        )
        if kept:
            stop = found.start("city") + len(
                re.sub(r"(?: (?:sur|en|de|la|le|les|sous))+$", "", kept[0])
            )
            yield street, postcode, _together(sheet.span(found.start("city"), stop), sheet)


def _together(span: Span, sheet: Sheet) -> Span:
    """The words of a passage that stand on one line without a gap: the next cell is another's."""
    kept = span.words[:1]
    for before, word in pairwise(span.words):
        tall = max(before.box.bottom - before.box.top, word.box.bottom - word.box.top)
        if (
            before.line != word.line
            or (word.box.left - before.box.right) * sheet.ratio > 1.5 * tall
        ):
            break
        kept = (*kept, word)
    return Span(" ".join(word.text for word in kept), kept)


# What follows a married name.
BORN = re.compile(r",? (?:\(?née?|épouse|veuve) ")
# « Madame la Directrice », « Monsieur le Maire » name nobody.
_OFFICE = re.compile(
    r"(?:DIRECT|PRESIDENT|MAIRE|PREFET|CHEF|RESPONSABLE|PROVISEUR|GERANT|MINISTRE|SECRETAIRE|"
    r"CONSEILLER|JUGE|GREFFIER|COMPTABLE|TRESOR|COMMISSAIRE|RECTEUR|RECTRICE|DOYEN|INSPECT)"
)


def addressed(sheet: Sheet) -> Iterator[tuple[str, Cell]]:
    """Cells that are a person's name with its civility and nothing else, a label before a colon
    apart: « M. Maxime MAQUETTE », « Concerne : Mme Zoé FICTIVE »."""
    for cell in sheet.cells:
        words = BORN.split(cell.text.rpartition(":")[2])[0].split()
        if (
            3 <= len(words) <= 8
            and plain(words[0]) in CIVILITIES
            and plain(words[1]) not in (*CIVILITIES, "OU", "ET")
            and not (plain(words[1]) in ("LE", "LA") and _OFFICE.match(plain(words[2])))
        ):
            rest = " ".join(words[1:])
            if is_proper(rest) and not re.search(r"[\d:;@(]|,\s*$", rest):
                yield " ".join(words), cell


_WORD = r"[A-ZÀ-Ÿ][\w'’\-]*"
_SAID_NAME = re.compile(
    r"(?<![\w.])(?:Monsieur|Madame|Mademoiselle|MONSIEUR|MADAME|MADEMOISELLE|M\.|Mr\.?|MR\.?|Mme|MME|"
    rf"Mlle|MLLE)\s+(?P<name>{_WORD}(?:\s(?:(?:de|du|des|de la|le|la|d['’])\s)?{_WORD}){{1,5}})"
)


def said_names(sheet: Sheet) -> Iterator[Span]:
    """The person whom the page's sentences name with a civility, where they name one only: « reçu
    de Madame Zoé FICTIVE la somme de… »."""
    spans = [
        sheet.span(*found.span("name"))
        for found in list(_SAID_NAME.finditer(sheet.text))[:20]
        if not _OFFICE.match(plain(found["name"]))
    ]
    spans = [_together(span, sheet) for span in spans]
    spans = [span for span in spans if len(span.words) > 1]
    named = [frozenset(plain(span.text).split()) for span in spans]
    if named and all(one <= max(named, key=len) for one in named):
        yield max(spans, key=lambda span: len(span.words))


def opens_a_complement(said: str) -> bool:
    """Whether plain words open as a line of an address that is neither street nor town."""
    return bool(_COMPLEMENT.match(said))


def is_complement(cell: Cell) -> bool:
    """Whether a cell is a line of an address that is neither street nor town."""
    return bool(_COMPLEMENT.match(cell.plain) or _NUMBERED.match(cell.plain))


def is_service(cell: Cell) -> bool:
    """Whether a cell is of an administration's or a firm's own address."""
    return bool(_SERVICE.search(cell.plain))


def blocks(sheet: Sheet) -> list[Block]:
    """The address blocks of a page, the likeliest addressee first."""
    return sorted(_blocks(sheet), key=lambda block: -block.score)


def _blocks(sheet: Sheet) -> Iterator[Block]:
    for cell in sheet.cells:
        found = _TOWN.match(cell.text)
        if not found:
            yield from _on_one_line(sheet, cell)
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
        # Of a form, the home's address stands under « Logement », without a name.
        headed = any(_HOME.match(line.plain) for line in lines)
        named_so = 1.0 if name else 0.0 if headed else -2.0
        score = 3.0 * civil + named_so + (cell.box.left > 0.45) * 0.5
        if found["cedex"] or any(_SERVICE.search(line.plain) for line in (*lines, cell)):
            score -= 4.0
        under = sheet.below(cell, 2.0)
        if any(_BODY.search(line.plain) for line in under):
            score -= 3.0
        elif any(_CONTACT.search(line.text) for line in under):
            # A firm's letterhead, at the left; a client's mobile may stand under his address.
            score -= 3.0 if cell.box.left < _LEFT else 0.5
        if name is not None and not civil and words.upper() == words and len(words.split()) > 1:
            score += 1.0
        yield Block(
            name_words(words), named, street.text.strip(" ,"), street.words,
            found["postcode"], " ".join(found["city"].split()), cell.words, score,
        )  # fmt: skip


def _on_one_line(sheet: Sheet, cell: Cell) -> Iterator[Block]:
    """A name above its address on one line: « 12 rue des Essais, 13100 Aix »."""
    parts = split_address(cell.text) if re.search(r"\d{5}", cell.text) else None
    above = sheet.above(cell, 3.0) if parts and parts[0] else None
    if parts is None or above is None or _SERVICE.search(cell.plain) or len(cell.words) > 16:
        return
    first = above.plain.split()[:1]
    civil = bool(first and first[0] in CIVILITIES)
    capitals = any(len(w.text) > 2 and w.text == w.text.upper() for w in above.words)
    # A column of values may open each with its label's colon.
    if (
        re.search(r"\d{5}|^\d|[:@]", above.text.lstrip(": "))
        or len(above.words) > 7
        or not (civil or capitals)
    ):
        return
    score = 2.5 * civil - 0.5 - 3.0 * any(_BODY.search(c.plain) for c in sheet.below(cell, 2.0))
    yield Block(
        name_words(above.text), above.words, parts[0], cell.words, parts[1], parts[2],
        cell.words, score,
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
