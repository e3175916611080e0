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
from dataclasses import dataclass
from functools import cache

from stdnum import iban as iso_iban
from stdnum.eu import vat as eu_vat
from stdnum.fr import nif as fr_nif
from stdnum.fr import nir as fr_nir
from stdnum.fr import siren as fr_siren
from stdnum.fr import siret as fr_siret
from stdnum.fr import tva as fr_tva

from bastide.engine.pieces.letters import DIGIT_FOR, Class, compact, readings

# A key of two digits (mod 97, 511) lets one reading in about a hundred through by chance, Luhn one
# in ten: with more changes than this, chance would begin to prove anything.
_MOST_MOD_97 = 3
_MOST_LUHN = 2


@dataclass(frozen=True, slots=True)
class Checked:
    """A number in normal form. `proved`: its own key is right; `repaired`: a character changed."""

    value: str
    repaired: bool
    proved: bool


def iban(text: str, *, digits_only: bool = False) -> Checked | None:
    """An IBAN whose key is right; for France and Monaco the RIB key inside must be right too.

    An account number may hold letters, so nothing is repaired there, unless the caller takes it
    that it holds none (`digits_only`): then confusions are undone there too, key permitting.
    """
    raw = compact(text).removeprefix("IBAN")
    for start in {raw[:2], *readings(raw[:2], ("letter", "letter"), 2)}:
        classes = _iban_classes(start, digits_only)
        if classes and len(raw) == len(classes):
            return _unique(raw, classes, _MOST_MOD_97, _iban_proved)
    return None


def iban_of_rib(bank: str, branch: str, account: str, key: str) -> Checked | None:
    """The French IBAN of a RIB given in four parts, when its key is right."""
    parts = (compact(bank), compact(branch), compact(account), compact(key))
    raw = "".join(parts)
    if tuple(map(len, parts)) != (5, 5, 11, 2):
        return None
    found = _unique(raw, _iban_classes("FR")[4:], _MOST_MOD_97, _rib_key_right)
    if found is None:
        return None
    digits = iso_iban.calc_check_digits("FR00" + found.value)
    return Checked(f"FR{digits}{found.value}", found.repaired, proved=True)


def bank_of(iban_value: str) -> tuple[str, tuple[str, ...]] | None:
    """The bank that an IBAN in normal form belongs to: its name and its BICs, when they are known.

    From schwifty's table of banks, which lags behind mergers: for information, not for a verdict.
    """
    from schwifty import IBAN
    from schwifty.exceptions import SchwiftyException

    try:
        known = IBAN(iban_value)
        name = known.bank_name or known.bank_short_name
        bics = (str(known.bic),) if known.bic else ()
    except SchwiftyException:
        return None
    return (name or "", bics) if name or bics else None


def bic(text: str, iban_value: str | None = None) -> Checked | None:
    """A BIC of eight or eleven characters (ISO 9362). It has no key: nothing is repaired.

    `proved` only when `iban_value` (normal form, itself proved) belongs to a bank with that BIC.
    """
    raw = compact(text)
    if not re.fullmatch(r"[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?", raw):
        return None
    from schwifty import BIC

    if not BIC(raw, allow_invalid=True).is_valid:  # an unknown country
        return None
    bank = bank_of(iban_value) if iban_value else None
    agrees = bank is not None and any(known[:8] == raw[:8] for known in bank[1])
    return Checked(raw, repaired=False, proved=agrees)


def siren(text: str) -> Checked | None:
    """A SIREN of nine digits whose Luhn key is right."""
    return _unique(compact(text), ("digit",) * 9, _MOST_LUHN, fr_siren.is_valid)


def siret(text: str) -> Checked | None:
    """A SIRET of fourteen digits whose keys are right (La Poste's establishments by their sum)."""
    return _unique(compact(text), ("digit",) * 14, _MOST_LUHN, _siret_right)


def nir(text: str) -> Checked | None:
    """A NIR (social security number) of fifteen characters whose key is right."""
    return _unique(compact(text), _NIR_CLASSES, _MOST_MOD_97, _nir_right)


def vat(text: str) -> Checked | None:
    """A VAT number of a member state; only the French form is repaired, in its nine digits."""
    raw = compact(text)
    if raw.startswith("FR"):
        classes: tuple[Class, ...] = ("letter", "letter", "any", "any", *("digit",) * 9)
        return _unique(raw, classes, _MOST_LUHN, fr_tva.is_valid)
    if len(raw) > 4 and raw[:2].isalpha() and eu_vat.is_valid(raw):
        return Checked(raw, repaired=False, proved=True)
    return None


def fiscal_number(text: str) -> Checked | None:
    """A « numéro fiscal de référence » of thirteen digits whose key (mod 511) is right."""
    return _unique(compact(text), ("digit",) * 13, _MOST_MOD_97, fr_nif.is_valid)


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


Found = tuple[int, int, "Checked | str"]


def doubtful(text: str) -> bool:
    """Whether a wrong key may be the reader's fault: letters that are often read for digits stand
    where digits may. To be reported as unreadable rather than as a « clé fausse »."""
    return any(character in DIGIT_FOR for character in compact(text)[2:])


def find_ibans(text: str, *, digits_only: bool = False) -> list[Found]:
    """Every IBAN of a text: proved, or what has an IBAN's form and a wrong key, as it was read.

    A string in the third place is a « clé fausse »: country, length and classes of characters are
    an IBAN's, the key is not (see `doubtful`). At most one separator stands between two characters.
    `digits_only`: see `iban`.
    """
    found: list[Found] = []
    after = 0
    for opening in _IBAN_OPENING.finditer(text):
        if opening.start() < after:
            continue
        hit = _iban_at(text, opening.start(), digits_only)
        if hit:
            found.append(hit)
            after = hit[1]
    return found


def find_sirets(text: str) -> list[Found]:
    """Every run of fourteen digits of a text, proved or as it was read (not every run is a SIRET:
    a wrong one means something only beside the word)."""
    return _find(_SIRET_RUN, text, siret)


def find_sirens(text: str) -> list[Found]:
    """Every run of nine digits that is no part of a run of fourteen, proved or as it was read."""
    taken = [(start, end) for start, end, _ in find_sirets(text)]
    return [
        hit
        for hit in _find(_SIREN_RUN, text, siren)
        if not any(start < hit[1] and hit[0] < end for start, end in taken)
    ]


def find_nirs(text: str) -> list[Found]:
    """Every run of fifteen characters in the form of a NIR, proved or as it was read."""
    return _find(_NIR_RUN, text, nir)


def find_fiscal_numbers(text: str) -> list[Found]:
    """Every run of thirteen digits of a text, proved a fiscal number or as it was read."""
    return _find(_FISCAL_RUN, text, fiscal_number)


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
    rf"{_EDGE}{_DIGIT_LIKE}(?:{_GAP}{_DIGIT_LIKE}){{5}}{_GAP}[0-9A-Za-z](?:{_GAP}{_DIGIT_LIKE}){{8}}(?!\w)"
)
_NIR_CLASSES: tuple[Class, ...] = (*("digit",) * 6, "any", *("digit",) * 8)
_IBAN_OPENING = re.compile(r"(?<![A-Za-z0-9])[A-Za-z0-9]{2}(?=[ \u00a0\u202f.\-]?[0-9A-Za-z|!])")
_SEPARATORS = frozenset(" \u00a0\u202f.-\n")


def _find(
    pattern: re.Pattern[str], text: str, check: Callable[[str], Checked | None]
) -> list[Found]:
    """Every run of the pattern, or nothing for a run with more letters than a key may undo."""
    found: list[Found] = []
    for run in pattern.finditer(text):
        checked = check(run[0])
        letters = sum(not c.isdigit() for c in compact(run[0]))
        if checked is not None or letters == 0:
            found.append((run.start(), run.end(), checked or run[0]))
    return found


def _iban_at(text: str, start: int, digits_only: bool) -> Found | None:
    """The IBAN that opens at an offset: as many characters as its country asks for, no more."""
    opening = compact(text[start : start + 2])
    for country in {opening, *readings(opening, ("letter", "letter"), 2)}:
        classes = _iban_classes(country)
        if not classes:
            continue
        end = _end_of(text, start, len(classes))
        if end is None:
            continue
        raw = compact(text[start:end])
        checked = iban(raw, digits_only=digits_only)
        if checked is not None:
            return start, end, checked
        # A wrong key is told only of what cannot be prose: a country, mostly digits, all classes.
        digits = sum(c.isdigit() for c in raw)
        if country == opening and digits >= 0.7 * len(raw) and any(readings(raw, classes, 3)):
            return start, end, text[start:end]
    return None


def _end_of(text: str, start: int, length: int) -> int | None:
    """Where `length` letters and digits end, one separator at most between two of them."""
    count = 0
    separated = False
    for at in range(start, min(len(text), start + 2 * length)):
        character = text[at]
        if character in _SEPARATORS:
            if separated:
                return None
            separated = True
            continue
        if not compact(character):
            return None
        separated = False
        count += 1
        if count == length:
            follows = text[at + 1 : at + 2]
            return None if follows.isalnum() else at + 1
    return None


def _unique(
    raw: str, classes: tuple[Class, ...], most: int, proved: Callable[[str], bool]
) -> Checked | None:
    """The one reading that the key proves; none when several are proved or none is."""
    right = [candidate for candidate in readings(raw, classes, most) if proved(candidate)]
    if len(right) != 1:
        return None
    return Checked(right[0], repaired=right[0] != raw, proved=True)


@cache
def _iban_classes(country: str, digits_only: bool = False) -> tuple[Class, ...]:
    """The class of each character of a country's IBAN, from the registry of ISO 13616 (SWIFT)."""
    from schwifty import exceptions, registry

    try:
        form = registry.get_iban_spec(country)
    except exceptions.SchwiftyException:
        return ()
    names: dict[str, Class] = {"n": "digit", "a": "letter"}
    classes: list[Class] = ["letter", "letter", "digit", "digit"]
    for length, kind in re.findall(r"(\d+)!([nac])", form.bban_spec):
        classes.extend([names.get(kind, "digit" if digits_only else "any")] * int(length))
    return tuple(classes)


def _iban_proved(value: str) -> bool:
    if value[:2] in ("FR", "MC") and not _rib_key_right(value[4:]):
        return False
    return bool(iso_iban.is_valid(value, check_country=False))


# Letters of an account number stand for digits in the RIB key: A, J → 1; B, K, S → 2; I, R, Z → 9.
_RIB_DIGITS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "12345678912345678923456789")


def _rib_key_right(bban: str) -> bool:
    """Bank (5), branch (5), account (11), key (2): 89 × bank + 15 × branch + 3 × account + key is a
    multiple of 97."""
    digits = bban.translate(_RIB_DIGITS)
    bank, branch, account, key = digits[:5], digits[5:10], digits[10:21], digits[21:]
    if not digits.isdigit() or len(digits) != 23:
        return False
    return (89 * int(bank) + 15 * int(branch) + 3 * int(account) + int(key)) % 97 == 0


def _siret_right(value: str) -> bool:
    return bool(fr_siret.is_valid(value)) and bool(int(value[:9]))


def _nir_right(value: str) -> bool:
    return bool(fr_nir.is_valid(value))
