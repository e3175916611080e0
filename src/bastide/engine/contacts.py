"""Web addresses, telephone numbers and e-mail addresses found in a text, with where they stand.

Only those of the directory and of the source's own site are shown as they are; the others carry
« non vérifié » (see `classify`). French numbers: ten digits, international form, short numbers
(3xxx, 1xx, 10xx, 116 xxx) when a word of telephony stands near, as in the numbering plan of Arcep.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

ContactKind = Literal["url", "phone", "email"]

_EMAIL = re.compile(
    r"[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}\b"
)
_URL = re.compile(
    r"(?:https?://|www\.)[^\s<>\"'«»()\[\]{}|\\^`]{2,500}"
    r"|\b(?:[a-z0-9-]{2,63}\.){1,6}(?:gouv\.fr|fr|com|org|net|eu"
    r"|info)\b(?:/[^\s<>\"'«»()\[\]]{0,300})?",
    re.IGNORECASE,
)
_SEPARATED = r"[ \u00a0\u202f.\-]?"
_PHONE = re.compile(
    rf"(?<![\d,.])(?:(?:\+|00)33{_SEPARATED}(?:\(0\){_SEPARATED})?[1-9]|0{_SEPARATED}[1-9])"
    rf"(?:{_SEPARATED}\d){{8}}(?!\d)"
)
# What a number is followed by when it is an hour, a day, a quantity, a house's or an article's.
_HOUR = r"(?:h(?:eures?|rs?)?(?:[ \u00a0\u202f]?\d\d)?|:\d\d)(?![a-zà-ÿ])"
_MONTH = r"(?:janv|f[ée]v|mars|avr|mai|juin|juil|ao[ûu]t|sept|oct|nov|d[ée]c)[a-zà-ÿ.]*"
_BLANK = r"[ \u00a0\u202f]?"
_STREET = (
    r"(?:bis\b[ ,]*)?,?[ ]?(?:rue|avenue|av\.|bd|boulevard|place|chemin|impasse|all[ée]e|cours"
    r"|quai|route)\b"
)
_SHORT = re.compile(
    rf"(?<![\d,.€/:])(?<!\d[hH])(?<!\d[hH] )(?:3\d[ \u00a0\u202f.]?\d\d|10\d\d|116{_BLANK}\d{{3}}"
    r"|1[15][0-9]|1[578])(?![\d€%])(?![.,/-]\d)"
    rf"(?!{_BLANK}(?:€|euros?|%|ans\b|jours?\b|mois\b|km|minutes?\b|min\b|{_HOUR}|{_MONTH}|{_STREET}))"
    # « 15-17 h », « de 15 à 17 h », « 15 ou 17 h »
    rf"(?!{_BLANK}(?:[-–—/]|à|et|ou){_BLANK}\d{{1,2}}{_BLANK}(?:{_HOUR}|{_MONTH}))",
    re.IGNORECASE,
)
# « joignable jusqu'à 17 », « avant le 15 »: a limit, not what is dialled.
_LIMIT = re.compile(
    r"(?:jusqu['’]?(?:à|au)|avant(?: le)?|apr[èe]s(?: le)?|d[èe]s(?: le)?|d['’]ici(?: le| au)?"
    r"|vers|entre|article|art\.|alin[ée]a|page|p\.)\s*$",
    re.IGNORECASE,
)
# « le 15 » is a day, unless one is told to dial it.
_THE = re.compile(r"(?<!\w)le\s*$", re.IGNORECASE)
_DIAL = re.compile(
    r"(?:num[ée]ro|compos\w*|appel\w*|joindre|joignez|tap\w*|faites|ou)\s+le\s*$", re.IGNORECASE
)
_TELEPHONY = re.compile(
    r"(?:t[ée]l(?:[ée]phon\w*|\.)?|appel\w*|num[ée]ro|compos\w*|joindre|sms|contact\w*)\W*"
    r"(?:\w+\W+){0,6}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Found:
    """A contact at `[start, end)` of the text; `normal` is what two writings of it share."""

    kind: ContactKind
    start: int
    end: int
    text: str
    normal: str


def found(text: str) -> list[Found]:
    """The contacts of a text in reading order, none inside another."""
    seen: list[Found] = []

    def free(start: int, end: int) -> bool:
        return all(end <= other.start or start >= other.end for other in seen)

    seen += [_made("email", text, m.start(), m.end()) for m in _EMAIL.finditer(text)]
    for match in _URL.finditer(text):
        end = match.start() + len(match.group().rstrip(".,;:!?…'’"))
        if free(match.start(), end):
            seen.append(_made("url", text, match.start(), end))
    for match in _PHONE.finditer(text):
        if free(match.start(), match.end()):
            seen += [_made("phone", text, match.start(), match.end())]
    for match in _SHORT.finditer(text):
        before = text[max(0, match.start() - 60) : match.start()]
        day = len(match.group()) == 2 and _THE.search(before) and not _DIAL.search(before)
        limit = day or _LIMIT.search(before)
        if _TELEPHONY.search(before) and not limit and free(match.start(), match.end()):
            seen.append(_made("phone", text, match.start(), match.end()))
    return sorted(seen, key=lambda one: one.start)


def _made(kind: ContactKind, text: str, start: int, end: int) -> Found:
    return Found(kind, start, end, text[start:end], normal(kind, text[start:end]))


def normal(kind: ContactKind, written: str) -> str:
    """One form for all writings: digits from 0, lower case, neither scheme, `www.` nor final /."""
    if kind == "phone":
        digits = re.sub(r"\D", "", written.replace("(0)", ""))
        for prefix in ("0033", "33"):
            if digits.startswith(prefix) and len(digits) == len(prefix) + 9:
                return "0" + digits[len(prefix) :]
        return digits
    if kind == "email":
        return written.strip().lower()
    address = re.sub(r"^https?://", "", written.strip(), flags=re.IGNORECASE)
    host, slash, path = address.partition("/")
    host = host.lower().removeprefix("www.")
    return (host + slash + path.partition("#")[0]).rstrip("/")


def host(address: str) -> str:
    """The host of an address in its normal form; empty for what is not an address."""
    try:
        name = urlsplit(address if "//" in address else f"//{address}").hostname or ""
    except ValueError:
        return ""
    return name.lower().removeprefix("www.")


def classify(contact: Found, verified: Collection[str], source_url: str = "") -> bool:
    """Whether a contact may be shown as verified.

    `verified`: normal forms of the directory's contacts. `source_url`: the document's own address,
    whose host vouches for addresses on it.
    """
    if contact.normal in verified:
        return True
    own = host(source_url)
    return bool(own) and contact.kind == "url" and host(contact.text) == own
