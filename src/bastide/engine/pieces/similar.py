"""Duplicates of documents, inside a case and across cases, without keeping their words.

1. A piece's *fingerprint*: SHA-256 of its files, MinHash of its words, hashes of its own numbers,
   its dates and amounts.
2. Same file; or same numbers; or nearly the same words, and neither number, date nor amount that
   says otherwise: two bills of one issuer differ in little else.

MinHash: Broder, « On the resemblance and containment of documents » (1997); the share of equal
minima estimates the Jaccard likeness of the bags of words, with a standard deviation of
√(j (1 − j) / 64): 0.045 at 0.85.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bastide.engine.pieces.amounts import find_amounts
from bastide.engine.pieces.dates import find_dates, find_months
from bastide.engine.pieces.letters import fold
from bastide.engine.pieces.model import FileRead, Page, Piece

_MINIMA = 64
# Words that two readings of one scan share: 3 % of words misread in each (our tesseract figure at
# 200 dpi) leave 0.94 / 1.06 = 0.89. Forms of one issuer filled for two persons share less.
_SAME_WORDS = 0.85
# Two photographs of one page share less (0.84 seen): enough when they bear the same dates and
# amounts, at least so many.
_SAME_WORDS_AND_VALUES, _WITNESSES = 0.7, 3
# Below this many words likeness means nothing (a card's back, a blank page).
_FEWEST_WORDS = 30
# Two bills share the day of the contract, or a period's end and the next one's beginning; two
# readings of one bill share all but what was misread.
_SAME_VALUES = 0.5
# A word under this confidence is not compared: it may be a misreading.
_SURE_WORD = 0.6
_MOST_VALUES = 40

# The numbers that belong to one document, or one account, and to no other of its kind.
_OWN_NUMBERS: dict[str, tuple[str, ...]] = {
    "identity_card": ("document_number",),
    "passport": ("document_number",),
    "residence_permit": ("document_number",),
    "rib": ("iban",),
    "tax_notice": ("notice_reference",),
    "qualiopi_certificate": ("certificate_number",),
    "training_quote": ("quote_number", "body_siret", "total_incl_tax"),
    "registration_notice": ("identifier", "issue_date"),
    "pay_slip": ("employer_siret", "nir", "period"),
}


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What is kept of a piece to know it again. `case`: reference of the case it belongs to.

    `files`: SHA-256 of its files; `minima`: MinHash of its words, empty when they are too few;
    `number`: hash of its own numbers, empty when one of them was not read; `days`: its dates and
    months, ISO 8601; `amounts`: in euros.
    """

    kind: str
    files: tuple[str, ...]
    minima: tuple[int, ...] = ()
    number: str = ""
    case: str = ""
    days: tuple[str, ...] = ()
    amounts: tuple[str, ...] = ()


def fingerprint(piece: Piece, files: Sequence[FileRead], case: str = "") -> Fingerprint:
    """The fingerprint of a piece of a case."""
    refs = [ref for ref in piece.pages if 0 <= ref.file < len(files)]
    hashes = tuple(sorted({f"{files[ref.file].sha256}#{ref.page}" for ref in refs}))
    pages = [page for ref in refs for page in files[ref.file].pages if page.number == ref.page]
    words = [word.text for page in pages for word in page.words]
    days, amounts = _values(pages)
    return Fingerprint(piece.kind, hashes, minima(words), _number(piece), case, days, amounts)


def same(a: Fingerprint, b: Fingerprint) -> str:
    """Why two pieces are the same document, one clause in French; empty when they are not."""
    if set(a.files) & set(b.files):
        return "le fichier est le même, octet pour octet"
    if a.kind != b.kind:
        return ""
    if a.number and b.number:
        return "les mêmes numéros y figurent" if a.number == b.number else ""
    if _differ(a.days, b.days) or _differ(a.amounts, b.amounts):
        return ""
    common = len(set(a.days) & set(b.days)) + len(set(a.amounts) & set(b.amounts))
    enough = _SAME_WORDS_AND_VALUES if common >= _WITNESSES else _SAME_WORDS
    if likeness(a.minima, b.minima) >= enough:
        return "le texte est presque le même"
    return ""


def _differ(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether half at least of what one page says is not on the other; not when one says none."""
    least = min(len(a), len(b))
    return bool(least) and len(set(a) & set(b)) <= _SAME_VALUES * least


def likeness(a: tuple[int, ...], b: tuple[int, ...]) -> float:
    """The estimated Jaccard likeness (0 to 1) of two texts from their minima; 0 when unknown."""
    if not a or len(a) != len(b):
        return 0.0
    return sum(x == y for x, y in zip(a, b, strict=True)) / len(a)


def minima(words: Sequence[str]) -> tuple[int, ...]:
    """The MinHash of a list of words, repetitions counted; empty under `_FEWEST_WORDS` words."""
    tokens = re.findall(r"[A-Z0-9]+", fold(" ".join(words)))
    if len(tokens) < _FEWEST_WORDS:
        return ()
    counted: Counter[str] = Counter()
    hashes: list[int] = []
    for token in tokens:
        counted[token] += 1
        digest = hashlib.blake2b(f"{token}#{counted[token]}".encode(), digest_size=8).digest()
        hashes.append(int.from_bytes(digest))
    return tuple(min((h * a + b) % _PRIME for h in hashes) for a, b in _PERMUTATIONS)


def _values(pages: Sequence[Page]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The dates and the amounts of pages, in order."""
    days: set[str] = set()
    amounts: set[str] = set()
    for page in pages:
        lines: dict[int, list[str]] = {}
        for word in page.words:
            if word.confidence >= _SURE_WORD:
                lines.setdefault(word.line, []).append(word.text)
        for line in map(" ".join, lines.values()):
            days |= {day.isoformat() for _, _, day in find_dates(line)}
            days |= {month for _, _, month in find_months(line)}
            amounts |= {f"{amount:.2f}" for _, _, amount in find_amounts(line) if amount}
    return tuple(sorted(days)[:_MOST_VALUES]), tuple(sorted(amounts)[:_MOST_VALUES])


def _number(piece: Piece) -> str:
    names = _OWN_NUMBERS.get(piece.kind, ())
    values = [piece.fields[name].value for name in names if name in piece.fields]
    if not names or len(values) != len(names):
        return ""
    return hashlib.sha256("|".join((piece.kind, *values)).encode()).hexdigest()


# Universal hashing, (h × a + b) mod p, p the Mersenne prime 2⁶¹ − 1 (Carter and Wegman, 1979).
_PRIME = (1 << 61) - 1


def _coefficient(seed: str) -> int:
    return int.from_bytes(hashlib.blake2b(seed.encode(), digest_size=8).digest()) % _PRIME or 1


_PERMUTATIONS = tuple((_coefficient(f"a{i}"), _coefficient(f"b{i}")) for i in range(_MINIMA))
