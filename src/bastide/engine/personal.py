"""Where a text names a person or tells how to reach one: spans, with what each is.

1. Identifiers that prove themselves by their key (IBAN, NIR, fiscal number, SIRET, SIREN), and what
   has the form of an IBAN or of a NIR though its key is wrong: a slip does not make it public.
2. Telephone numbers of ten digits and e-mail addresses; short numbers are those of services.
3. Postal addresses: a number, a kind of way, its name, the postcode and town that follow.
4. Dates of birth, after « né le ».
5. Names (`engine.person_names`), by their cues. A name without any is not found: this lowers what
   leaves the house, it does not make a text anonymous (CJEU C-582/14, recital 26 GDPR).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from bastide.engine import contacts
from bastide.engine.person_names import person_names
from bastide.engine.pieces.identifiers import (
    Checked,
    Found,
    find_fiscal_numbers,
    find_ibans,
    find_nirs,
    find_sirens,
    find_sirets,
)

Label = Literal["IDENTIFIANT", "TELEPHONE", "COURRIEL", "ADRESSE", "NAISSANCE", "PERSONNE"]


class Span(NamedTuple):
    """`text[start:end]` is personal."""

    start: int
    end: int
    label: Label


def personal(text: str) -> list[Span]:
    """Every span found, in the order of the rules above; spans may overlap."""
    names = [Span(start, end, "PERSONNE") for start, end in person_names(text)]
    return [*_identifiers(text), *_contacts(text), *_addresses(text), *_births(text), *names]


def _identifiers(text: str) -> Iterator[Span]:
    as_read: tuple[Callable[[str], list[Found]], ...] = (find_ibans, find_nirs)
    proved = (find_fiscal_numbers, find_sirets, find_sirens)
    for find in (*as_read, *proved):
        for start, end, found in find(text):
            sure = isinstance(found, Checked) and not found.repaired
            if sure or (find in as_read and sum(c.isdigit() for c in text[start:end]) > 8):
                yield Span(start, end, "IDENTIFIANT")


def _contacts(text: str) -> Iterator[Span]:
    for one in contacts.found(text):
        if one.kind == "email":
            yield Span(one.start, one.end, "COURRIEL")
        elif one.kind == "phone" and len(one.normal) >= 10:
            yield Span(one.start, one.end, "TELEPHONE")


_WAYS = (
    "rue|avenue|av\\.?|boulevard|bd|bld|place|pl\\.|chemin|ch\\.|impasse|imp\\.|all[ée]es?|route|rte"
    "|cours|quai|square|passage|traverse|mont[ée]e|lotissement|lot\\.|r[ée]sidence|hameau|lieu-dit"
    "|esplanade|promenade|rond-point|sentier|venelle|ruelle|villa|cit[ée]|faubourg|fbg|voie|mail"
)
_TOWN = (
    r"\d{5}[ \t]+[A-ZÀ-ÖØ-Þ][\w'’\-]*"
    r"(?:[ \t\-](?:[A-ZÀ-ÖØ-Þ][\w'’\-]*|l[eèa]s?|sur|sous|en|d[eu]s?|CEDEX|\d{1,2}))*"
)
_ADDRESS = re.compile(
    rf"(?<![\w.,])\d{{1,4}}(?:[ \t]?(?:bis|ter|quater|[A-D]))?,?[ \t]+(?i:{_WAYS})[ \t]+"
    rf"[^\n,;:.|()\[\]!?]{{1,60}}?(?=[ \t]+{_TOWN}|[ \t]*[\n,;:.|()\[\]!?]|$)"
    rf"(?:[ \t]*,?[ \t]*\n?[ \t]*{_TOWN})?"
)


def _addresses(text: str) -> Iterator[Span]:
    for found in _ADDRESS.finditer(text):
        yield Span(found.start(), found.end(), "ADRESSE")


_MONTHS = (
    "janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[uû]t|septembre|octobre|novembre|d[ée]cembre"
)
_BIRTH = re.compile(
    r"\b(?:n[ée]e?s?(?:\(e\))?[ \t]+le|date de naissance[ \t]*:?|naissance[ \t]*:)[ \t]+"
    rf"(?P<day>\d{{1,2}}(?:er)?(?:[./\-]\d{{1,2}}[./\-]|[ \t]+(?:{_MONTHS})[ \t]+)\d{{2,4}})",
    re.IGNORECASE,
)


def _births(text: str) -> Iterator[Span]:
    for found in _BIRTH.finditer(text):
        yield Span(found.start("day"), found.end("day"), "NAISSANCE")
