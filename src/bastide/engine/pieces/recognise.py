"""What kind of document a page is, with a confidence; « other » rather than a wrong guess.

1. What proves: a 2D-Doc's type, a machine readable zone.
2. What weighs: titles and wordings (`data/kinds_cues.tsv`), numbers with a right key.
3. A kind needs a minimum of evidence and a clear lead over the next; else the page is « other ».
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product
from pathlib import Path

from rapidfuzz import fuzz

from bastide.engine.pieces import identifiers, mrz
from bastide.engine.pieces.dates import find_dates
from bastide.engine.pieces.kinds import KINDS
from bastide.engine.pieces.lines import Cell, Sheet, plain, starts_with
from bastide.engine.pieces.twoddoc_kinds import mrz_kind

# Weights and these two bounds were set on the « tune » layouts of bench/check/generate.
EVIDENCE = 5.0
_LEAD = 1.0
_SURE = 9.0  # evidence that another document's title does not outweigh
_IN_TEXT = 90.0
_LISTED = 4
# What a signed code or a machine readable zone weighs: more than titles and wordings together.
_PROOF = 12.0


@dataclass(frozen=True, slots=True)
class Cue:
    """A wording and what it weighs for a kind."""

    kind: str
    where: str
    weight: float
    phrase: str


@dataclass(frozen=True, slots=True)
class Recognised:
    """The kind of a page. `scores`: evidence by kind; `titled`: a title of the kind was read."""

    kind: str
    confidence: float
    scores: dict[str, float]
    titled: bool


@cache
def cues() -> tuple[Cue, ...]:
    """The table of wordings."""
    table = Path(__file__).with_name("data") / "kinds_cues.tsv"
    found: list[Cue] = []
    for line in table.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, where, weight, phrase = line.split("\t")
            found.append(Cue(kind, where, float(weight), phrase))
    return tuple(found)


def recognise(
    sheet: Sheet,
    zone: mrz.Mrz | None = None,
    signed_kinds: Iterable[str] = (),
    table: Sequence[Cue] | None = None,
) -> Recognised:
    """The kind of a page. `zone`: its machine readable zone; `signed_kinds`: of its 2D-Docs;
    `table`: other cues than the product's, for measures."""
    scores = dict.fromkeys(KINDS, 0.0)
    titled: set[str] = set()
    for kind in signed_kinds:
        scores[kind] += _PROOF
    if zone is not None and (kind_of_zone := mrz_kind(zone)):
        scores[kind_of_zone] += _PROOF if zone.valid else 8.0
    openings = _openings(sheet)
    seen: set[tuple[str, str]] = set()
    needed: dict[str, bool] = {}
    for cue in cues() if table is None else table:
        if cue.where == "needs":
            needed[cue.kind] = needed.get(cue.kind, False) or _says(sheet.plain, cue.phrase)
            continue
        if (cue.kind, cue.phrase) in seen and cue.where == "title":
            continue
        if cue.where == "title":
            rank = max(
                (
                    r * starts_with(text, cue.phrase) / 100
                    for text, r in openings
                    if not _goes_on(text, cue)
                ),
                default=0,
            )
        else:
            rank = 1.0 if _says(sheet.plain, cue.phrase) else 0.0
        if rank:
            scores[cue.kind] += cue.weight * rank
            seen.add((cue.kind, cue.phrase))
            if cue.where == "title" and cue.weight >= 4 and rank >= 0.85:
                titled.add(cue.kind)
    _numbers(sheet, scores)
    if identifiers.find_rncps(sheet.text):
        needed["training_quote"] = True
    if three_years(sheet.text):
        # A Qualiopi certificate is given for three years (arrêté du 6 juin 2019).
        needed["qualiopi_certificate"] = True
        scores["qualiopi_certificate"] += 2.0 if _NATIONAL_MARK.search(sheet.plain) else 0.0
    if any(_granted(row) for row in sheet.rows):
        scores["rqth"] += 4.0
    _said_whole(sheet, scores)
    for kind, said in needed.items():
        if not said:
            scores[kind] = min(scores[kind], EVIDENCE - 1)
    other = scores.pop("other")
    ranked = sorted(scores.items(), key=lambda item: -item[1])
    (kind, best), (_, second) = ranked[0], ranked[1]
    lead = best - max(second, 0.0, other)
    # The title of another document, and none of the kind: the kind is only spoken of.
    entitled = "other" in titled and kind not in titled and best < _SURE
    # A page that speaks of many kinds is a list of documents to bring, or a letter about them.
    listed = sum(score >= 2 for _, score in ranked[1:]) >= _LISTED and best < _PROOF
    if best < EVIDENCE or lead < _LEAD or entitled or (listed and kind not in titled):
        return Recognised("other", 1.0 - min(0.5, max(best, 0.0) / 12), scores, "other" in titled)
    confidence = min(0.99, 0.5 + 0.04 * best + 0.03 * lead)
    return Recognised(kind, confidence, scores, kind in titled)


@cache
def _longer(kind: str, phrase: str) -> tuple[str, ...]:
    """The titles that go on after a phrase, of the kind itself; of any kind after another's."""
    return tuple(
        cue.phrase
        for cue in cues()
        if cue.where == "title"
        and cue.weight > 0
        and cue.kind != "other"
        and kind in (cue.kind, "other")
        and cue.phrase.startswith(phrase + " ")
    )


def _goes_on(text: str, cue: Cue) -> bool:
    """Whether a title is a longer one than a cue that speaks against a kind: « Attestation de
    présence à l'entrée » is no « Attestation de présence »."""
    if cue.weight > 0 and cue.kind != "other":
        return False
    return any(starts_with(text, phrase) for phrase in _longer(cue.kind, cue.phrase))


# « Mes expériences » is the title « expériences ».
_DETERMINERS = frozenset("MON MA MES VOTRE VOS NOTRE NOS LE LA LES L UN UNE".split())


def is_title(cell: Cell, kind: str = "") -> bool:
    """Whether a cell holds the title of a document or of one of its parts; of a known kind, a title
    of another counts only when it is most of the cell (« Savoir-faire Fictifs » heads a quote)."""
    words = cell.plain.count(" ") + 1
    return any(
        cue.where == "title"
        and cue.weight > 0
        and cue.phrase in cell.plain
        and (not kind or cue.kind in (kind, "other") or cue.phrase.count(" ") + 2 >= words)
        for cue in cues()
    )


def _openings(sheet: Sheet) -> list[tuple[str, float]]:
    """What may be a title, with how much it looks like one (0.4 to 1).

    A title stands in a cell of its own, is short, larger than the text or in capitals; a label of
    a form or a sentence of a letter weighs less.
    """
    found: list[tuple[str, float]] = []
    for cell in sheet.cells:
        words = cell.plain.split()
        while len(words) > 1 and words[0] in _DETERMINERS:
            words = words[1:]
        if not words or len(words) > 16 or cell.text.rstrip().endswith((",", ";")):
            continue
        if _goes_on_from_above(sheet, cell):
            continue
        tall = _height(cell) > 1.12 * sheet.height
        capitals = cell.text == cell.text.upper() and len(words) > 1
        rank = 1.0 if tall else 0.85 if capitals else 0.75 if cell.box.top < 0.35 else 0.5
        if len(sheet.rows[cell.row]) > 1 and not tall:
            rank *= 0.8
        if re.search(r":\s*\S", cell.text):
            rank *= 0.6
        found.append((" ".join(words), rank))
    return found


def _goes_on_from_above(sheet: Sheet, cell: Cell) -> bool:
    """Whether a line ends the sentence of the one above: « Transmettez / l'attestation »."""
    if not cell.text[:1].islower():
        return False
    above = sheet.above(cell, 1.0)
    return above is not None and len(above.words) > 3 and above.text.rstrip()[-1] not in ".:!?"


def _height(cell: Cell) -> float:
    return max(word.box.bottom - word.box.top for word in cell.words)


@lru_cache(maxsize=16384)
def _says(text: str, phrase: str) -> bool:
    if f" {phrase} " in f" {text} ":
        return True
    # Short wordings are too near to ordinary words to allow a slip.
    return len(phrase) >= 12 and fuzz.partial_ratio(phrase, text) >= _IN_TEXT


def _numbers(sheet: Sheet, scores: dict[str, float]) -> None:
    text = sheet.text
    proved = [f for _, _, f in identifiers.find_ibans(text) if not isinstance(f, str)]
    if proved:
        scores["rib"] += 2.0 if len({f.value for f in proved}) == 1 else 0.0
    elif "IBAN" not in sheet.plain:
        scores["rib"] -= 2.0
    if any(not isinstance(f, str) for _, _, f in identifiers.find_nirs(text)):
        scores["rights_attestation"] += 1.0
        scores["pay_slip"] += 1.0
    if any(not isinstance(f, str) for _, _, f in identifiers.find_fiscal_numbers(text)):
        scores["tax_notice"] += 1.0
    if any(not isinstance(f, str) for _, _, f in identifiers.find_sirets(text)):
        for kind in ("training_quote", "company_registration", "qualiopi_certificate"):
            scores[kind] += 0.5
    if identifiers.find_rncps(text):
        scores["training_quote"] += 1.0
    if re.search(r"[\w.\-]+@[\w\-]+\.\w+", text) and re.search(r"\b(?:19|20)\d\d\s*[–\-]", text):
        scores["cv"] += 2.0
    periods = sum(bool(_PERIOD.match(cell.text)) for cell in sheet.cells[:200])
    if periods >= 3 and "€" not in text:
        scores["cv"] += 2.0
        if re.search(r"@[\w\-]+\.\w", text) or re.search(r"(?<!\d)0[67](?:[ .]?\d\d){4}", text):
            scores["cv"] += 1.5
    if re.search(r"\bJE SOUSSIGN", plain(text)) and "HEBERGE" in sheet.plain:
        scores["address_proof"] += 2.0


_NATIONAL_MARK = re.compile(r"\bQUALIOPI\b|\bRNQ\b|REFERENTIEL NATIONAL|\b2019 565\b|\bL 6316\b")
_MOST_DATES = 40


def three_years(text: str) -> bool:
    """Whether two dates of a text are three years apart, to the day or to the eve."""
    days = {day for _, _, day in find_dates(text)[:_MOST_DATES]}
    return any(
        b.year - a.year in (2, 3) and -1 <= (b - a).days - 1095 <= 1 for a in days for b in days
    )


# What a kind says in any layout, weighed together: each alone is said by other documents too.
_EMPLOYMENT = re.compile(r"\b(?:FRANCE TRAVAIL|POLE EMPLOI|DEMANDEURS? D EMPLOI)\b")
_OF_STATE = re.compile(r"(?:ETAT|SITUATION|STATUT|INSCRIPTION)\b")
_VOUCHES = re.compile(r"\b(?:ATTEST|CERTIFI)\w*")
_INSURES = re.compile(r"\b(?:GARANTI\w*|ASSURE\w*|ASSURANCE|COUVR\w+)\b")
_HOME = re.compile(r"\b(?:LOGEMENT|HABITATION|APPARTEMENT|RISQUES? LOCATIFS?|LOCATAIRE)\b")
_ON_HONOUR = re.compile(r"\b(?:SUR L HONNEUR|SOUSSIGNE\w*|DECLARATION|DECLARONS?|CERTIFI\w+)\b")
_HOST = re.compile(r"\bHEBERGE(?:ANT|UR|USE)\w*|\bQUI HEBERGE\b|\bVOUS HEBERGEZ\b")
_LODGED = re.compile(r"\bHEBERGEE?S?\b(?! A\b)|\bLOGEE?\b|CHEZ UN TIERS|\bVIT CHEZ\b")


def _said_whole(sheet: Sheet, scores: dict[str, float]) -> None:
    """What a document says whatever its title: that somebody is registered, beside the identifier
    that only France Travail gives; that a home is insured; who lodges and who is lodged."""
    identified = re.search(r"(?<!\w)\d{7}[A-Z](?!\w)", sheet.text)
    if identified and _EMPLOYMENT.search(sheet.plain) and any(_registered(r) for r in sheet.rows):
        scores["registration_notice"] += 8.0
    said = sheet.plain
    if _VOUCHES.search(said) and _INSURES.search(said) and _HOME.search(said):
        scores["address_proof"] += 2.5
    if _ON_HONOUR.search(said) and _HOST.search(said) and _LODGED.search(said):
        scores["address_proof"] += 4.0


def _registered(row: list[Cell]) -> bool:
    """A line « État au jour de l'édition : inscrit(e) »: the label, then nothing but the state."""
    label, _, told = row[0].text.partition(":")
    answers = [plain(told), *(cell.plain for cell in row[1:3])]
    return bool(_OF_STATE.match(plain(label))) and any(
        re.match(r"INSCRITE?(?: E)?(?: |$)", answer) for answer in answers
    )


def _granted(row: list[Cell]) -> bool:
    """A line of a table of decisions that grants the quality of disabled worker."""
    said = " ".join(cell.plain for cell in row)
    if not re.search(r"\bRQTH\b|\bTRAVAILLEUR HANDICAPE\b", said) or len(row) < 2:
        return False
    answers = [cell.plain for cell in row[1:]]
    return any(re.match(r"(?:OUI|ACCORD|ACCORDEE?|FAVORABLE|ATTRIBUEE?)\b", a) for a in answers)


# How a line of a CV opens: « 2018 – 2021 : », « depuis 2016 », « 2017 Baccalauréat ».
_PERIOD = re.compile(
    r"[-•]?\s*(?:De |Depuis |En |\d\d/)?(?:19|20)\d\d(?:$|\s*(?:[:–—\-(à/]|[A-Z]))", re.IGNORECASE
)


def zone_of(sheet: Sheet) -> mrz.Mrz | None:
    """The machine readable zone of a page: as its reader gave it, else looked for in its words."""
    own = [c.text.replace(" ", "") for c in sheet.cells if "<" in c.text and len(c.text) > 20]
    given = list(sheet.page.mrz.lines) if sheet.page.mrz is not None else []
    found = [zone for lines in _mixed(given, own) if (zone := mrz.parse(lines)) is not None]
    return next((z for z in found if z.valid), found[0] if found else None)


def _mixed(given: list[str], own: list[str]) -> Iterable[list[str]]:
    """The zone's reading, the page's, then line by line: only right check digits choose."""
    if given:
        yield given
    if len(own) >= 2:
        yield own
    if len(given) == len(own):
        yield from (list(lines) for lines in product(*zip(given, own, strict=True)))
