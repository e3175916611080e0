"""Numbers that tell who somebody is: accounts, cards, social security, companies, plates, files.

1. Numbers that prove themselves by their key (IBAN, NIR, SIRET, SIREN, fiscal number, bank
   card) are found wherever they stand. What has the form of an IBAN or of a NIR, or stands after
   its label, is found though its key is wrong: a slip does not make it public.
2. Numbers without a key (passport, identity card, file, plate of before 2009) need their label, or
   a form that nothing else has.

Sources: arrêté du 9 février 2009 (plates; before it, arrêté du 5 novembre 1984), ISO/IEC 7812
(cards, Luhn), code de l'urbanisme A424-… (numbers of permits); for the keys see
`engine.pieces.identifiers`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bastide.engine.personal.kinds import Kind, Span
from bastide.engine.pieces.accounts import find_ibans
from bastide.engine.pieces.identifiers import (
    Checked,
    find_fiscal_numbers,
    find_nirs,
    find_sirens,
    find_sirets,
)

_N = (
    r"(?:[ ]?(?:est|:|n[°ºo]\.?|num[ée]ro|#|=|\t|-|\(|sous le|le(?= )|\([a-zA-Z]{2,12}\))){0,3}"
    r"[ \t]*"
)
_GAP = r"[ .\-]?"
_NIR_MONTHS = frozenset([*range(1, 13), *range(20, 43), *range(50, 100)])


def numbers(view: str) -> Iterator[Span]:
    """Every number of these kinds; they may overlap. `view`: see `view`."""
    for start, end, _ in find_ibans(view):
        yield Span(start, end, "iban")
    yield from _ribs(view)
    yield from _proved(view)
    for kind, pattern in _LABELLED:
        for found in pattern.finditer(view):
            if sum(c.isdigit() for c in found["number"]) >= _FEWEST[kind]:
                yield Span(found.start("number"), found.end("number"), kind)
                also = _AND.match(view, found.end("number")) if kind == "file" else None
                if also:
                    yield Span(also.start("number"), also.end("number"), kind)
    yield from _cards(view)
    yield from _plates(view)
    for found in _PERMIT.finditer(view):
        yield Span(found.start(), found.end(), "file")


def _proved(view: str) -> Iterator[Span]:
    for start, end, found in find_nirs(view):
        digits = re.sub(r"[^0-9A-Za-z]", "", view[start:end])
        sure = isinstance(found, Checked) and not found.repaired
        plain = sum(c.isdigit() for c in digits) >= 13 and digits[0] in "123478"
        if sure or (plain and digits[3:5].isdigit() and int(digits[3:5]) in _NIR_MONTHS):
            yield Span(start, end, "nir")
    for find, kind in (
        (find_fiscal_numbers, "tax"),
        (find_sirets, "siret"),
        (find_sirens, "siren"),
    ):
        for start, end, found in find(view):
            if isinstance(found, Checked) and not found.repaired and not _amount(view, start, end):
                yield Span(start, end, kind)  # type: ignore[arg-type]


def _amount(view: str, start: int, end: int) -> bool:
    """Whether a proved number of nine digits is rather a sum: « 732 829 320 € »."""
    after = view[end : end + 10]
    return bool(re.match(r"[ ]?(?:€|euros?\b|,\d)", after)) or view[start - 1 : start] in (",", "+")


_RIB = re.compile(
    r"(?<![\w.,-])(?P<bank>\d{5})[ \t]+(?P<branch>\d{5})[ \t]+(?P<account>[0-9A-Z]{11})[ \t]+"
    r"(?P<key>\d{2})(?!\w)"
)


def _ribs(view: str) -> Iterator[Span]:
    """Bank, branch, account and key: the form is nothing else's, whatever the key."""
    for found in _RIB.finditer(view):
        yield Span(found.start(), found.end(), "iban")


_CARD = re.compile(r"(?<![\w.,+-])\d(?:[ -]?\d){12,18}(?![\w])")


def _cards(view: str) -> Iterator[Span]:
    for found in _CARD.finditer(view):
        digits = re.sub(r"\D", "", found[0])
        grouped = re.fullmatch(r"\d{4}([ -]?)\d{4}\1\d{4}\1\d{1,7}", found[0]) is not None
        if len(digits) in (15, 16) and digits[0] in "3456" and grouped and luhn(digits):
            yield Span(found.start(), found.end(), "card")


def luhn(digits: str) -> bool:
    """Whether the last digit is the key of the others (ISO/IEC 7812-1, annex B)."""
    doubled = [int(d) * (1 + at % 2) for at, d in enumerate(reversed(digits))]
    return sum(d - 9 * (d > 9) for d in doubled) % 10 == 0


_CODE = (
    r"[A-Za-z]{0,6}[ ]?[A-Z0-9][A-Za-z0-9]*(?:[/._\-][A-Za-z0-9]+)*"
    r"(?:[ ]\d[A-Z0-9]*|[ ][A-Z](?!\w))*"
)
# What a number of a file is called. A law, a decision, a market or an article has a number too:
# that is nobody's.
_FILE = (
    r"dossiers?(?: (?:de|d')[ ]?\w{3,20}| \w{3,15})?|demandes?(?: de \w{3,15}| d'\w{3,15})?"
    r"|allocataires?"
    r"|demandeu(?:r|se)s?(?: d'emploi| d'asile)?|b[ée]n[ée]ficiaires?|usag[eè]re?s?|clients?"
    r"|abonn[ée]e?s?|abonnement|affaire|proc[ée]dure|rg|titre|carte"
    r"|num[ée]ro unique(?: d[ée]partemental)?"
    r"|adh[ée]rente?s?|siao|police|parquet|assurance|assur[ée]e?s?|matricule|sinistre"
    r"|identifiant(?: (?!unique)[\wÀ-ÿ]{2,15}){0,2}"
    r"|[ée]tudiante?|[ée]l[èe]ve|ine|agent|administr[ée]|redevable|contribuable|r[ôo]le"
    r"|r[ée]clamation"
    r"|requ[êe]te|ticket|signalement|suivi|contrat|compte(?: client| usager)?|foyer"
    r"|carte (?:d'abonn[ée]e?"
    r"|d'invalidit[ée]|mobilit[ée] inclusion|de transport|vitale|jeune)|inscription|candidature"
    r"|facture|titre de recettes?|affili[ée]e?|adresser|rpps|pole emploi|france travail|caf|msa"
    r"|mdph"
    r"|cpam|num[ée]ro (?:d'usager|d'allocataire)|apog[ée]e|parcoursup|r[ée]f[ée]rence dossier"
    r"|unique(?: d'enregistrement)?|unique de demande"
    r"|agr[ée]ment"
)
_NOT_FILES = r"(?!\d{1,2}(?:er)?[ ](?:janv|f[ée]v|mars|avr|mai|juin|juil|ao|sept|oct|nov|d[ée]c))"
# What has a number that is nobody's.
_NOBODYS = (
    r"(?!march|d[ée]lib|arr[êe]t|lot\b|page|article|loi\b|d[ée]cret|ligne|salle|version|poste"
    r"|[ée]tage"
    r"|rue|tva|parcelle|cerfa|convention|vert\b|court\b|ordre|code|ao[uû]t|ann[ée]e)"
)
_SIGN = r"(?:n[°ºo]\.?s?|nos?\.?|num[ée]ros?|r[ée]f(?:[ée]rences?|\.)?|id|#|:|\t)"
_LABELLED: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        "iban",
        re.compile(
            rf"(?i:\biban\b|\brib\b){_N}"
            r"(?P<number>[A-Z]{2}[ ]?\d\d(?:[ ]?[A-Z0-9]){10,30})(?!\w)"
        ),
    ),
    (
        "nir",
        re.compile(
            r"(?i:\bnir\b|\bs[ée]cu(?:rit[ée] sociale)?\b|\binsee\b|\bn[°ºo][ ]?ss\b"
            r"|\bimmatriculation sociale\b)"
            rf"(?i:[ ](?:est|de \w+))?{_N}(?P<number>[123478](?:{_GAP}[0-9ABab]){{12,14}})(?!\w)"
        ),
    ),
    ("siret", re.compile(rf"(?i:\bsiret\b){_N}(?P<number>\d(?:{_GAP}\d){{13}})(?!\w)")),
    (
        "siren",
        re.compile(
            rf"(?i:\bsiren\b|\brcs(?:[ ][a-zà-ÿ-]+){{0,2}}){_N}"
            rf"(?P<number>(?:[AB][ ])?\d(?:{_GAP}\d){{8}})(?!\w)"
        ),
    ),
    ("siren", re.compile(r"(?<!\w)(?P<number>FR[ .-]?[0-9A-HJ-NP-Z]{2}[ .-]?\d{3}[ .-]?\d{3}[ .-]"
           r"?\d{3})(?!\w)")),
    (
        "tax",
        re.compile(
            r"(?i:\bnum[ée]ro fiscal\b|\bn[°ºo][ ]?fiscal\b|\bspi\b|\br[ée]f[ée]rence fiscale\b)"
            rf"(?i:[ ]de r[ée]f[ée]rence)?{_N}(?P<number>[0-3](?:{_GAP}\d){{12}})(?!\w)"
        ),
    ),
    (
        "card",
        re.compile(
            r"(?i:\bcarte (?:bancaire|bleue|de cr[ée]dit|visa|mastercard)\b|\bcb\b)"
            rf"{_N}(?P<number>\d(?:[ \-]?\d){{12,18}})(?!\w)"
        ),
    ),
    (
        "identity",
        re.compile(
            r"(?i:\bpasseport\b|\bcni\b|\bcarte (?:nationale )?d'identit[ée]\b"
            r"|\btitre de s[ée]jour\b"
            r"|\bcarte de s[ée]jour\b|\bcarte de r[ée]sident\b|\bpermis(?: de conduire)?\b"
            r"|\br[ée]c[ée]piss[ée]\b"
            r"|\bvisa\b|\bpi[èe]ce d'identit[ée]\b|\bagdref\b|\b[ée]tranger(?=[ ]+n[°ºo]))"
            r"(?i:[ ](?:fran[çc]aise?|perdue?|vol[ée]e?|trouv[ée]e?|p[ée]rim[ée]e?"
            rf"|biom[ée]trique|pluriannuelle?|europ[ée]en))?{_N}"
            r"(?P<number>(?=[A-Z0-9 ]{0,6}\d)(?=(?:[ ]?[A-Z0-9]){8})[A-Z0-9]{2,4}"
            r"(?:[ ]?[A-Z0-9]{2,5}){1,4})(?!\w)"
        ),
    ),
    (
        "file",
        re.compile(
            rf"(?i:\b(?:{_FILE}))(?i:[ ]*\([^()\n]{{1,20}}\))?[ ]*(?i:{_SIGN}|est le|sous le)[ ]*"
            rf"(?i:n[°ºo]\.?|num[ée]ro|:)?[ \t]*:?[ \t]*{_NOT_FILES}(?P<number>{_CODE})(?![\w])"
        ),
    ),
    (
        "file",
        re.compile(
            rf"(?i:\b(?:n[°ºo]\.?|num[ée]ro|r[ée]f[ée]rence|id))[ ]*(?i:de |d'|du |de la |de l'"
            rf"|usager )?"
            rf"(?i:votre |son |mon |notre )?(?i:{_FILE})[ ]*(?i:est|:|\(|\t|="
            rf"|-)?[ \t]*(?i:le )?{_NOT_FILES}"
            rf"(?P<number>{_CODE})(?![\w])"
        ),
    ),
    # « mon identifiant de demandeur d'emploi est… », « enregistrée sous le numéro… ».
    (
        "file",
        re.compile(
            rf"(?i:\b(?:num[ée]ro|n[°º]|identifiant|r[ée]f[ée]rence)(?:[ ](?:de |d'|du )?{_NOBODYS}"
            r"[a-zà-ÿ'-]{2,14}){0,3}[ ]?(?::|est)(?:[ ]le)?[ ]?(?:n[°º])?[ ]?)"
            rf"{_NOT_FILES}(?P<number>(?=[A-Z\-/]{{0,6}}\d[\dA-Z/\-]{{3}}){_CODE})(?![\w])"
        ),
    ),
    (
        "file",
        re.compile(
            r"(?i:\b(?:r[ée]f[ée]renc[ée]e?s?|(?:enregistr[ée]e?s? |connue? |suivie? )?sous (?:le"
            r"|la))[ ]"
            rf"(?:n[°º]\.?|num[ée]ro|r[ée]f[ée]rence|sous le n[°º])?[ ]?:?[ ]?)"
            rf"(?P<number>(?=[A-Z\-/]{{0,6}}\d[\dA-Z/\-]{{3}}){_CODE})(?![\w])"
        ),
    ),
    # « allocataire 1234567 A », « demande DEM-2026-00451 »: what comes right after is nothing else.
    (
        "file",
        re.compile(
            r"(?i:\b(?:allocataire|matricule|demandeur d'emploi|demandeuse d'emploi|dossier"
            r"|sinistre"
            r"|identifiant|adh[ée]rente?|ine|nne|siao|parquet|police|rg|num[ée]ro unique"
            r"|num[ée]ro national d'[ée]lecteur|dossier de [a-zà-ÿ]{3,20})"
            r"(?:[ ]n[°º])?(?: (?:caf|msa|p[ôo]le emploi"
            r"|france travail|mdph|d[ée]partemental|r[ée]gional))?)[ ]*:?[ ]+"
            rf"(?P<number>(?=[A-Z]{{0,4}}[\-/ ]?\d\d[/-]?\d){_CODE})(?![\w])"
        ),
    ),
    (
        "file",
        re.compile(
            r"(?i:\b(?:demande|r[ée]f[ée]rence|r[ée]clamation|sinistre|dossier|ticket|requ[êe]te"
            r"|signalement|candidature|inscription))[ ]+"
            r"(?P<number>[A-Z]{1,6}[\-/]\d{2,}[A-Z0-9]*(?:[\-/][A-Z0-9]+)*)(?![\w])"
        ),
    ),
    (
        "plate",
        re.compile(
            r"(?i:\bimmatricul[ée]+e?s?\b|\bimmat\b\.?|\bimmatriculation\b|\bplaque\b|\bv[ée]hicule\b)"
            rf"(?i:[ ](?:du v[ée]hicule|min[ée]ralogique))?{_N}"
            r"(?P<number>(?i:[A-Z]{2}[ .\-]?\d{3}[ .\-]?[A-Z]{2}|\d{1,4}[ .\-]?[A-Z]{2,3}[ .\-]?"
            r"(?:\d{2,3}|2[AB])))(?!\w)"
        ),
    ),
)  # fmt: skip
_FEWEST: dict[Kind, int] = {
    "iban": 10, "nir": 12, "siret": 14, "siren": 9, "tax": 13, "card": 13, "identity": 2, "file": 3,
    "plate": 3,
}  # fmt: skip

# « dossiers n° 2026-0412 et 2026-0413 »
_AND = re.compile(
    r"(?:,| et| ou)[ ](?:n[°º][ ]?)?(?P<number>[A-Z]{0,4}-?\d{2,}[-/]?\d{2,}[A-Z]?)(?!\w)"
)
_PERMIT = re.compile(
    r"(?<!\w)(?:PCMI|PC|DP|PA|PD|CU[AB]?)[ ]?\d{3}[ ]?\d{3}[ ]?\d{2}[ ]?[A-Z]?\d{4,5}(?!\w)"
)
# I, O and U are on no plate; SS and WW are kept (arrêté du 9 février 2009, article 1).
_LETTERS = "[A-HJ-NP-TV-Z]{2}"
_SIV = re.compile(
    rf"(?<![\w-])(?:{_LETTERS}(?P<gap>[ .]?)\d{{3}}(?P=gap){_LETTERS}"
    rf"|(?i:{_LETTERS}-?\d{{3}}-?{_LETTERS})"
    # Letters misread or mistyped; Belgium's form.
    r"|[A-Z]{2}[-–]\d{3}[-–][A-Z]{2}|[1-9]-[A-Z]{3}-\d{3})(?![\w-])"
)
_FNI = re.compile(
    r"(?<![\w.,/-])(?!(?:19|20)\d\d-)(?!\d{4}.?[A-Z]{3})[1-9]\d{0,3}(?P<gap>[ \-]?)"
    r"(?P<letters>[A-HJ-NP-TV-Z]{2,3})(?P=gap)(?:0[1-9]|[1-9]\d|2[AB]|97[1-6])(?![\w-])"
)
_UNITS = frozenset(
    "KM CM MM KG HT TTC HT EUR TVA CV CC HP GB MB KWH KW MW AV BD PC CP CS BP ML PM".split()
)
_WORDS = frozenset("DE LA LE ET EN DU AU NE SE CE SA MA TA RN RD".split())


def _plates(view: str) -> Iterator[Span]:
    for found in _SIV.finditer(view):
        spaced = found["gap"] == " "
        if not spaced or (found[0][:2] not in _WORDS and found[0][-2:] not in _UNITS):
            yield Span(found.start(), found.end(), "plate")
    for found in _FNI.finditer(view):
        if found["letters"] not in _UNITS and found["letters"] not in _WORDS:
            yield Span(found.start(), found.end(), "plate")
