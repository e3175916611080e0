"""Where a text names a person or tells how to reach one: spans, with what each is.

1. Identifiers that prove themselves by their key (IBAN, NIR, fiscal number, SIRET, SIREN), and what
   has the form of an IBAN or of a NIR though its key is wrong: a slip does not make it public.
2. Telephone numbers of ten digits and e-mail addresses; short numbers are those of services.
3. Postal addresses: a number, a kind of way, its name, the postcode and town that follow.
4. Dates of birth, after « né le ».
5. Names, by their cues: a title, « je m'appelle », « nom : », a signature after a closing formula,
   a usual first name followed by a capital. A name without any cue is not found: this lowers what
   leaves the house, it does not make a text anonymous (CJEU C-582/14, recital 26 GDPR).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from bastide.engine import contacts
from bastide.engine.french import rows_of
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
    return [*_identifiers(text), *_contacts(text), *_addresses(text), *_births(text), *_names(text)]


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


_UPPER = "A-ZÀ-ÖØ-Þ"
_WORD = rf"[{_UPPER}][\w'’]*(?:-[{_UPPER}][\w'’]*)*"
_PARTICLE = r"(?:d[eu]|des|de la|la|le|van|von|ben|bin|el|al|da|dos|di|del)"
_NAME = rf"{_WORD}(?:[ \t]+(?:{_PARTICLE}[ \t]+|d['’])?{_WORD}){{0,3}}"
_FULL = rf"{_WORD}(?:[ \t]+(?:{_PARTICLE}[ \t]+|d['’])?{_WORD}){{1,3}}"
_TITLE = re.compile(
    r"(?<!\w)(?:MM?\.|Mr\.?|Mmes?\.?|Mlles?\.?|Monsieur|Madame|Mademoiselle|Ma[îi]tre|Me|Dr\.?|Docteur"
    rf"|Docteure|Pr\.?|Professeure?)[ \t]+(?P<name>{_NAME})"
)
_SAID = re.compile(
    r"(?i:\bje m['’]appelle|\bmon nom est|\bmon pr[ée]nom est|\bnom (?:de famille|d['’]usage"
    r"|de naissance)[ \t]*:|\b(?:pr[ée])?noms?(?: et pr[ée]noms?)?[ \t]*:|\bsign[ée][ \t]*:?"
    r"|\bnomm[ée]e?|\bl['’]int[ée]ress[ée]e?[ \t]*:|\bdemandeu(?:r|se)[ \t]*:)"
    rf"[ \t]+(?P<name>{_NAME})"
)
_SELF = re.compile(rf"(?i:\bje suis|\bici|\bc['’]est)[ \t]+(?P<name>{_FULL})")
_CLOSING = re.compile(
    r"(?i:cordialement|salutations|sentiments|bien à vous|respectueusement|merci d['’]avance"
    r"|cdlt|bonne journée)[^\n]{0,60}\n(?P<after>(?:[^\n]*\n?){1,4})"
)
_ALONE = re.compile(rf"^[ \t]*(?P<name>{_FULL})[ \t]*$", re.MULTILINE)
_GIVEN = re.compile(rf"(?<![\w'’])(?P<name>{_FULL})")
# Capitals that begin a sentence or name an office, not a person.
_NO_NAME = frozenset(
    "Bonjour Bonsoir Merci Le La Les Un Une Je Il Elle Nous Vous Ils Elles On Ce Cette Ces Mon Ma "
    "Mes Votre Vos Notre Nos Président Présidente Maire Directeur Directrice Préfet Préfète "
    "Ministre Mme Mlle Madame Monsieur Mademoiselle Mesdames Messieurs Pour Par Dans Avec Sans "
    "Sur Chez Et Ou".split()
)


def _names(text: str) -> Iterator[Span]:
    for pattern in (_TITLE, _SAID, _SELF):
        for found in pattern.finditer(text):
            yield from _kept(text, found.start("name"), found.end("name"))
    for closing in _CLOSING.finditer(text):
        for found in _ALONE.finditer(text, closing.start("after"), closing.end("after")):
            yield from _kept(text, found.start("name"), found.end("name"))
    for found in _GIVEN.finditer(text):
        yield from _with_first_name(text, found.start("name"), found.end("name"))


def _kept(text: str, start: int, end: int) -> Iterator[Span]:
    words = list(re.finditer(_WORD, text[start:end]))
    if words and words[0].group() not in _NO_NAME:
        yield Span(start, end, "PERSONNE")


def _with_first_name(text: str, start: int, end: int) -> Iterator[Span]:
    """From a usual first name on, or from the capitals just before it (« DUPONT Jean »)."""
    words = list(re.finditer(_WORD, text[start:end]))
    for number, word in enumerate(words):
        if word.group().split("-")[0].capitalize() not in _first_names():
            continue
        if number + 1 < len(words):
            begin = number - 1 if number and words[number - 1].group().isupper() else number
            yield Span(start + words[begin].start(), end, "PERSONNE")
        elif words[number - 1].group().isupper() and len(words[number - 1].group()) > 1:
            yield Span(start + words[number - 1].start(), end, "PERSONNE")
        return


@lru_cache(maxsize=1)
def _first_names() -> frozenset[str]:
    return frozenset(name for row in rows_of("first_names.tsv") for name in row)
