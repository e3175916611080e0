"""Bank accounts: IBAN, RIB, BIC (see `identifiers` for the rules and the sources)."""

from __future__ import annotations

import re
from functools import cache

from stdnum import iban as iso_iban

from bastide.engine.pieces.letters import DIGIT_FOR, Class, compact, readings
from bastide.engine.pieces.proofs import MOST_MOD_97, Checked, Found, unique


def iban(text: str, *, digits_only: bool = False) -> Checked | None:
    """An IBAN whose key is right; for France and Monaco the RIB key inside must be right too.

    An account number may hold letters, so nothing is repaired there, unless the caller takes it
    that it holds none (`digits_only`): then confusions are undone there too, key permitting.
    """
    raw = compact(text).removeprefix("IBAN")
    for start in {raw[:2], *readings(raw[:2], ("letter", "letter"), 2)}:
        classes = _iban_classes(start, digits_only)
        if classes and len(raw) == len(classes):
            return unique(raw, classes, MOST_MOD_97, _iban_proved)
    return None


def iban_of_rib(bank: str, branch: str, account: str, key: str) -> Checked | None:
    """The French IBAN of a RIB given in four parts, when its key is right."""
    parts = (compact(bank), compact(branch), compact(account), compact(key))
    raw = "".join(parts)
    if tuple(map(len, parts)) != (5, 5, 11, 2):
        return None
    found = unique(raw, _iban_classes("FR")[4:], MOST_MOD_97, _rib_key_right)
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


def doubtful(text: str) -> bool:
    """Whether a wrong key may be the reader's fault: letters that are often read for digits stand
    where digits may. To be reported as unreadable rather than as a « clé fausse »."""
    return any(character in DIGIT_FOR for character in compact(text)[2:])


def find_ibans(text: str, *, digits_only: bool = False) -> list[Found]:
    """Every IBAN of a text: proved, or what has an IBAN's form and a wrong key, as it was read.

    A string in the third place is a « clé fausse »: country, length and classes of characters are
    an IBAN's, the key is not (see `doubtful`). At most one separator stands between two characters.
    « F R 7 6 3… » is one. `digits_only`: see `iban`.
    """
    found: list[Found] = []
    after = 0
    for opening in _IBAN_OPENING.finditer(text):
        if opening.start() < after:
            continue
        hit = _iban_at(text, opening, digits_only)
        if hit:
            found.append(hit)
            after = hit[1]
    return found


_IBAN_OPENING = re.compile(
    r"(?<![A-Za-z0-9])(?:[A-Z][ \u00a0\u202f][A-Z](?=[ \u00a0\u202f]\d[ \u00a0\u202f]\d )"
    r"|[A-Za-z0-9]{2}(?=[ \u00a0\u202f.\-]?[0-9A-Za-z|!]))"
)
_ANOTHER = re.compile(r"IBAN|FR\d{5}")
_SEPARATORS = frozenset(" \u00a0\u202f.-\n")


def _iban_at(text: str, found: re.Match[str], digits_only: bool) -> Found | None:
    """The IBAN of an opening: as many characters as its country asks for, no more."""
    start, opening = found.start(), compact(found[0])
    for country in {opening, *readings(opening, ("letter", "letter"), 2)}:
        classes = _iban_classes(country)
        if not classes:
            continue
        end = _end_of(text, start, len(classes))
        if end is None:
            continue
        raw = compact(text[start:end])
        if _ANOTHER.search(raw, 4):
            continue  # what stands before « IBAN FR76… » is no part of it, whatever its key
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
