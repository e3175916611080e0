"""Numbers that prove themselves: IBAN, SIRET, SIREN, NIR, VAT, fiscal number; and some that do not.

Each function takes a text that should be one number, spaces and dots allowed, and gives its normal
form, or nothing when the text does not have the number's form or its key is wrong. A confusion of
the reader (O for 0, S for 5…) is undone only in a place where the form demands the other class,
only when the key proves it, and only when one single reading is proved.

Sources: ISO 13616 (IBAN), Comité français d'organisation et de normalisation bancaires (RIB key),
code de commerce R123-220 to R123-222 (SIREN, SIRET, Luhn; La Poste's exception), Insee (NIR),
directive 2006/112/CE art. 215 (VAT), DGFiP « format SPI » (fiscal number).
"""

from __future__ import annotations

import re
from collections.abc import Callable

from stdnum.eu import vat as eu_vat
from stdnum.fr import nif as fr_nif
from stdnum.fr import nir as fr_nir
from stdnum.fr import siren as fr_siren
from stdnum.fr import siret as fr_siret
from stdnum.fr import tva as fr_tva

from bastide.engine.pieces.accounts import (
    bank_of,
    bic,
    doubtful,
    find_ibans,
    iban,
    iban_of_rib,
)
from bastide.engine.pieces.letters import DIGIT_FOR, Class, compact, readings
from bastide.engine.pieces.proofs import MOST_LUHN, MOST_MOD_97, Checked, Found, unique

__all__ = [
    "Checked", "Found", "bank_of", "bic", "doubtful", "find_fiscal_numbers", "find_ibans",
    "find_nirs", "find_rncps", "find_sirens", "find_sirets", "fiscal_number", "iban",
    "iban_of_rib", "nda", "nir", "rncp", "siren", "siret", "vat",
]  # fmt: skip


def siren(text: str) -> Checked | None:
    """A SIREN of nine digits whose Luhn key is right."""
    return unique(compact(text), ("digit",) * 9, MOST_LUHN, fr_siren.is_valid)


def siret(text: str) -> Checked | None:
    """A SIRET of fourteen digits whose keys are right (La Poste's establishments by their sum)."""
    return unique(compact(text), ("digit",) * 14, MOST_LUHN, _siret_right)


def nir(text: str) -> Checked | None:
    """A NIR (social security number) of fifteen characters whose key is right."""
    return unique(compact(text), _NIR_CLASSES, MOST_MOD_97, _nir_right)


def vat(text: str) -> Checked | None:
    """A VAT number of a member state; only the French form is repaired, in its nine digits."""
    raw = compact(text)
    if raw.startswith("FR"):
        classes: tuple[Class, ...] = ("letter", "letter", "any", "any", *("digit",) * 9)
        return unique(raw, classes, MOST_LUHN, fr_tva.is_valid)
    if len(raw) > 4 and raw[:2].isalpha() and eu_vat.is_valid(raw):
        return Checked(raw, repaired=False, proved=True)
    return None


def fiscal_number(text: str) -> Checked | None:
    """A « numéro fiscal de référence » of thirteen digits whose key (mod 511) is right."""
    return unique(compact(text), ("digit",) * 13, MOST_MOD_97, fr_nif.is_valid)


def nda(text: str) -> Checked | None:
    """A « numéro de déclaration d'activité » (code du travail L6351-1): eleven digits, no key."""
    raw = compact(text)
    if not re.fullmatch(r"\d{11}", raw) or not int(raw):
        return None
    return Checked(raw, repaired=False, proved=False)


_RNCP = re.compile(
    r"(?<![A-Za-z0-9])(?P<list>RNCP|RS)[ \u00a0]?(?:n[°ºo]?[ \u00a0]?)?[:\-]?[ \u00a0]?"
    r"(?P<number>\d{2,6})(?!\d)",
    re.IGNORECASE,
)


def rncp(text: str) -> Checked | None:
    """A certification of France compétences: `RNCP12345` or `RS1234`. It has no key."""
    found = _RNCP.fullmatch(text.strip())
    return _certification(found) if found else None


def find_rncps(text: str) -> list[tuple[int, int, Checked]]:
    """Every certification code of a text, with where it stands."""
    return [(f.start(), f.end(), _certification(f)) for f in _RNCP.finditer(text)]


def _certification(found: re.Match[str]) -> Checked:
    number = found["number"].lstrip("0") or "0"
    return Checked(found["list"].upper() + number, repaired=False, proved=False)


def find_sirets(text: str) -> list[Found]:
    """Every run of fourteen digits of a text, proved or as it was read (not every run is a SIRET:
    a wrong one means something only beside the word)."""
    return _find(_SIRET_RUN, text, siret, ("digit",) * 14)


def find_sirens(text: str) -> list[Found]:
    """Every run of nine digits that is no part of a run of fourteen, proved or as it was read."""
    taken = [(start, end) for start, end, _ in find_sirets(text)]
    return [
        hit
        for hit in _find(_SIREN_RUN, text, siren, ("digit",) * 9)
        if not any(start < hit[1] and hit[0] < end for start, end in taken)
    ]


def find_nirs(text: str) -> list[Found]:
    """Every run of fifteen characters in the form of a NIR, proved or as it was read."""
    return _find(_NIR_RUN, text, nir, _NIR_CLASSES)


def find_fiscal_numbers(text: str) -> list[Found]:
    """Every run of thirteen digits of a text, proved a fiscal number or as it was read."""
    return _find(_FISCAL_RUN, text, fiscal_number, ("digit",) * 13)


# --- how they are found and proved ---------------------------------------------------------------

_GAP = r"[ \u00a0\u202f.\-]?"
_DIGIT_LIKE = "[0-9" + "".join(re.escape(c) for c in DIGIT_FOR) + "ol]"
_EDGE = r"(?<![\w])"


def _run(length: int) -> re.Pattern[str]:
    return re.compile(rf"{_EDGE}{_DIGIT_LIKE}(?:{_GAP}{_DIGIT_LIKE}){{{length - 1}}}(?!\w)")


_SIRET_RUN = _run(14)
_SIREN_RUN = _run(9)
_FISCAL_RUN = _run(13)
_NIR_RUN = re.compile(
    rf"{_EDGE}{_DIGIT_LIKE}(?:{_GAP}{_DIGIT_LIKE}){{5}}{_GAP}[0-9A-Za-z](?:{_GAP}{_DIGIT_LIKE}){{6}}"
    rf"(?: ?/ ?|{_GAP}){_DIGIT_LIKE}{_GAP}{_DIGIT_LIKE}(?!\w)"
)
_NIR_CLASSES: tuple[Class, ...] = (*("digit",) * 6, "any", *("digit",) * 8)


def _find(
    pattern: re.Pattern[str],
    text: str,
    check: Callable[[str], Checked | None],
    classes: tuple[Class, ...],
) -> list[Found]:
    """Every run that the key proves, or whose characters are all of the class they must be.

    A run that starts within one whose key is wrong is taken in its stead when its key is right:
    of « 00376 085 925 410 00376 » the first five digits end another column.
    """
    found: list[Found] = []
    at = 0
    while run := pattern.search(text, at):
        checked, end = check(run[0]), run.end()
        later = run
        for _ in range(_COLUMNS if checked is None else 0):
            nearer = pattern.search(text, later.start() + 1, end + _LONGEST)
            if nearer is None or nearer.start() >= end:
                break
            later = nearer
            if proof := check(later[0]):
                run, checked = later, proof
                break
        if checked is not None or any(readings(compact(run[0]), classes, 0)):
            found.append((run.start(), run.end(), checked or run[0]))
        at = run.end()
    return found


_LONGEST = 40  # characters of a run, its spaces included
_COLUMNS = 3  # groups of digits before a run that are taken for another column's


def _siret_right(value: str) -> bool:
    return bool(fr_siret.is_valid(value)) and bool(int(value[:9]))


def _nir_right(value: str) -> bool:
    return bool(fr_nir.is_valid(value))
