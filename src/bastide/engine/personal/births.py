"""The day somebody was born.

1. After « né le », « date de naissance », « DDN »: digits, a month in letters, all in words.
2. A full date right after a name, long enough ago.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bastide.engine.personal.kinds import Span
from bastide.engine.personal.ways import MONTH

_WORDS = (
    r"(?:premier|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze"
    r"|seize|vingt|trente|quarante|cinquante|soixante|cents?|mil(?:le)?|et|une?)(?!\w)"
)
_IN_WORDS = (
    rf"{_WORDS}(?:[ -]{_WORDS}){{0,3}}[ ]+(?:{MONTH})[ ]+"
    rf"(?:\d{{4}}|{_WORDS}(?:[ -]{_WORDS}){{1,9}})"
)
_ABRIDGED = r"(?:janv|f[ée]vr?|avr|juill?|sept|oct|nov|d[ée]c)\.?"
_DAY = (
    r"(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)[ ]+)?"
    rf"(?:{_IN_WORDS}|[\dO]\d?(?:er?|ᵉʳ)?(?:[ ]?[./\-–][ ]?\d{{1,2}}[ ]?[./\-][ ]?(?:\d{{4}}"
    r"|\d{2})"
    rf"|[ ]+(?:{MONTH}|janv\.?|f[ée]vr?\.?"
    r"|avr\.?|juil\.?|sept\.?|oct\.?|nov\.?|d[ée]c\.?)[ ]+(?:\d{4}|\d{2}))"
    # « le 3 du 4 1966 », « 12 du mois de mars 59 », « 04.IX.2015 », « 1960/04/18 »
    r"|\d{1,2}(?:er)?[ ]du[ ](?:mois[ ]d(?:e[ ]|'))?(?:\d{1,2}"
    rf"|{MONTH})(?:[ ]de)?[ ](?:l'an(?:n[ée]e)?[ ])?"
    rf"(?:\d{{4}}|\d{{2}})|\d{{1,2}}(?:er)?[ ./-]?(?:{MONTH}|{_ABRIDGED})[ ./-]?(?:\d{{4}}|\d{{2}})"
    rf"|\d{{1,2}}(?:er)?[ ](?:{MONTH})[ ]{_WORDS}(?:[ -]{_WORDS}){{1,9}}"
    r"|\d{1,2}[ ]?[./-][IVX]{1,4}[./-][ ]?\d{2,4}|\d{4}[/.]\d{1,2}[/.]\d{1,2}"
    r"|\d{1,2}[ ]\d{1,2}[ ](?:(?:19|20)\d\d|\d\d)(?![\d ]|[ ]?\d)|\d{1,2}[ ][IVX]{1,4}[ ]\d{4}"
    r"|\d{6}(?!\d)"
    r"|\d{4}-\d{2}-\d{2}|\d{8}(?!\d)"
    r"|\d{2}[ ]\d{2}[ ]\d{4}(?!\d))"
)
_BIRTH = re.compile(
    r"\b(?:n[ée]{1,2}?s?(?:[ ]?\(e\)s?|\.e|·e|e|es)?(?:[ ](?:à|en|au"
    r"|aux)[ ][^\n,;:.]{2,40}?|(?-i:(?:[ ][A-ZÀ-Ý][\w'-]{1,20}){1,3}))?[ ,(]+le"
    r"|(?:dates?|jour)[ ]de[ ]naissance(?:[ ]?\([^()\n]{1,25}\))?(?:[ ](?:du|de la"
    r"|de l')[ ]?[^\n:\t]{2,30})?"
    r"(?:[ ]est(?:[ ]le)?)?|(?:dt?\.?[ ]?)?(?:de[ ])?nais(?:sance|s?\.?)"
    r"|ddn(?:[ ][a-zà-ÿ]{3,10})?|d\.?d\.?n\.?|d\.[ ]?n\.|d/n|dn(?=[ ]?:)|born(?:[ ]on)?"
    r"|d[ ](?:de[ ])?naiss\.?|n[ée]e?[ ]?:|n[ée]e?"
    r"|naissance[ ]?=|birth\w{0,8}[ ]?="
    r"|n[ée]\(e\))[ \t]*(?:[?:]?[ ]?\n[ \t]*|[:;(\t|.]?[ \t]*)(?:le[ ])?"
    rf"(?P<day>{_DAY})(?!\d)",
    re.IGNORECASE,
)


# Months and years alone: « nés 02/2019 et 11/2022 », « DDN 06/1949 », « née en 12/36 », « (2014) »
_MONTHLY = re.compile(
    r"\b(?:n[ée]{1,2}s?(?:[ ]?\(e\)s?)?(?:[ ](?:en|vers|courant))?|ddn|d\.d\.n\.?"
    r"|(?:dates?[ ]de[ ])?nais(?:sance|s?\.))[ ]?[:(]?[ ]?"
    r"(?P<day>(?:0?[1-9]|1[0-2])[ ]?[/.-][ ]?(?:(?:19|20)\d\d|\d\d)(?![\d/.-]\d|\d)"
    rf"|(?:{MONTH}|{_ABRIDGED})[ ](?:(?:19|20)\d\d|\d\d)(?!\d)|(?:19|20)\d\d(?![\d/-])"
    r"|(?<=en[ ])\d\d(?=[ ]?(?:[,.;)\n]|et[ ]|\Z)))",
    re.IGNORECASE,
)
# « nés le 12/03/2014, le 5/6/2016 et le 7/8/2019 »: after a birth, others.
_THEN = re.compile(
    rf"[ ]?(?:,|et|ou|/|;|puis|&)[ ]?(?:n[ée]e?[ ])?(?:le[ ]|en[ ])?(?P<day>{_DAY}"
    r"|(?:0?[1-9]|1[0-2])[/.](?:19|20)\d\d|(?:19|20)\d\d)(?![\d/.-]\d|\d|[ ]?(?:€|euros?|h\b|%))",
    re.IGNORECASE,
)
_MOST_THEN = 8
# « elle est du 12/03/1960 », « je suis du 3 mai 71 », « ses 18 ans le 4 mai 2026 »
_IS_OF = re.compile(
    r"\b(?:(?:il|elle|qui|je|lui)[ ](?:est|suis)|c'est[ ]un[e]?)[ ](?:n[ée]{1,2}[ ])?(?:du"
    rf"|de[ ]l'ann[ée]e|de)[ ](?P<day>{_DAY})(?!\d)",
    re.IGNORECASE,
)


_ONLY_YEAR = re.compile(
    rf"\b(?:(?:n[ée]{{1,2}}s?|n[ée]\(e\))[ ](?:en|vers|courant|d[ée]but|fin|au[ ]mois[ ]d[e'])"
    rf"|n[ée]e?(?=[ ](?:19|20)\d\d\b)|(?:il|elle|qui)[ ]est[ ]de"
    r"|ann[ée]e[ ]de[ ]naissance[ ]?:?|de[ ]la[ ]classe)[ ](?:le[ ])?"
    rf"(?P<day>(?:(?:{MONTH}|\d{{1,2}}[/.-])[ ]*)?(?:19|20)\d\d"
    rf"|(?<=[ée] en )\d\d(?=[ ]?(?:[,.;)\n]|\Z))|(?<=[ée]e en )\d\d(?=[ ]?(?:[,.;)\n]|\Z)))"
    r"(?!\d)",
    re.IGNORECASE,
)
# A day and a month without a year: « née le 3 mai », « a eu 3 ans le 1er février ».
_NO_YEAR = re.compile(
    rf"(?i)\b(?:n[ée]{{1,2}}s?(?:\(e\))?[ ](?:le|un|les)|(?:a[ ]eu|aura|f[êe]t\w{{1,6}}[ ](?:ses"
    rf"|mes|leurs))"
    rf"[ ]\d{{1,3}}[ ]ans[ ](?:le|ce)|anniv(?:ersaire|\.)?(?:[ ]est)?[ ]?(?:le|:))[ ]"
    rf"(?P<day>\d{{1,2}}(?:er)?[ ](?:{MONTH}|{_ABRIDGED})(?:[ ](?:19|20)\d\d)?"
    rf"|\d{{1,2}}[/.]\d{{1,2}}(?:[/.]\d{{2,4}})?)(?![\w/.]\d)"
    rf"(?:(?:,[ ]|[ ]et[ ])(?:le[ ])?(?P<also>\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}))?"
)


_NUMBERS = r"\d{1,2}[./-]\d{1,2}[./-](?:19\d\d|20[012]\d)"
# « (12/03/1980) » after a capitalised word that dates no text; « 12/03/1980, 45 ans »; « nés le …
# et le … »; « anniversaire le … ».
_AROUND = re.compile(
    r"(?<![\w'’-])(?!(?:Loi|D[ée]cret|Arr[êe]t[ée]|D[ée]lib[ée]ration|Circulaire|Convention|Facture"
    r"|Devis|Courrier|Lettre|Contrat|March[ée]|Statuts|Version|JO|PV)\b)"
    rf"[A-ZÀ-Ý][\wÀ-ÿ'’-]+[ ]\((?P<a>{_NUMBERS})\)"
    # « M. Fictif, 21 rue Haute, 01/05/1971, 06… »: alone between two commas, and long ago.
    r"|(?<=[,;|–(][ ])(?P<e>\d{1,2}[./-]\d{1,2}[./-](?:19[2-9]\d|200\d|201[0-5]))(?=[ ]?[,;|)–])"
    rf"|(?<!\d)(?P<b>{_NUMBERS}"
    rf"|\d{{1,2}}(?:er)?[ ](?:{MONTH})[ ]19\d\d)[ ]?[,(–-]?[ ]?\(?\d{{1,3}}[ ]ans\b"
    rf"|\b(?i:anniversaire|fêt\w+ (?:ses|mes) \d{{1,3}} ans)[ ](?:est[ ])?(?:le|du)[ ]"
    rf"(?P<c>{_DAY})(?!\d)"
    rf"|\b(?i:n[ée]{{1,2}}s)[ ]le[ ]{_DAY}[ ](?:et|puis)[ ]le[ ](?P<d>{_DAY})(?!\d)"
)


def births(view: str) -> Iterator[Span]:
    for found in _NO_YEAR.finditer(view):
        yield Span(found.start("day"), found.end("day"), "birth")
        if found["also"]:
            yield Span(found.start("also"), found.end("also"), "birth")
    for found in _ONLY_YEAR.finditer(view):
        yield Span(found.start("day"), found.end("day"), "birth")
    for pattern in (_BIRTH, _MONTHLY, _IS_OF):
        for found in pattern.finditer(view):
            yield Span(found.start("day"), found.end("day"), "birth")
            at = found.end("day")
            for _ in range(_MOST_THEN if pattern is not _IS_OF else 0):
                then = _THEN.match(view, at)
                if then is None:
                    break
                yield Span(then.start("day"), then.end("day"), "birth")
                at = then.end("day")
    for found in _AROUND.finditer(view):
        day = found.lastgroup or "a"
        yield Span(found.start(day), found.end(day), "birth")


# « Nabil Fictif, 23/07/1983 »: a full date right after a name, long enough ago.
_BESIDE = re.compile(
    r"[ \t]{1,4}(?P<only>\d\d?[./-]\d\d?[./-](?:19[2-9]\d|200\d|201\d|202[0-3]))(?![\d/.-])"
    r"|[ \t]*[,;"
    r"|/(–-][ ]*(?P<day>(?:\d{1,2}[./-]\d{1,2}[./-]"
    rf"|\d{{1,2}}(?:er)?[ ](?:{MONTH}|(?:janv|f[ée]vr?|avr|juil|sept|oct|nov|d[ée]c)\.?)[ ])"
    r"(?:19\d{2}|20[01]\d|202[0-3])|\d{1,2}[./-]\d{1,2}[./-](?:[03-9]\d|1[0-9]|2[0-3])(?![\d/.-])|(?:19\d\d"
    r"|20[01]\d)-[01]\d-[0-3]\d"
    # « Théa, 03/2021 », « Coralie V., 2001 »
    r"|(?:0?[1-9]|1[0-2])/(?:19[2-9]\d|20[01]\d|202[0-3])(?![\d/])"
    r"|(?<=,[ ])(?:19[2-9]\d|200\d|201[0-5])(?=[ ]*(?:[.,;)\n]|\Z))"
    # « Simone Arnoux (1929) »
    r"|(?<=\()(?:(?:0?[1-9]|1[0-2])/)?(?:19[2-9]\d|20[01]\d)(?=\))|(?<=\()(?:0[1-9]|1[0-2])/[3-9]\d(?=\)))(?!\d)"
)


def born_beside(view: str, ends: Iterable[int]) -> Iterator[Span]:
    """Dates that follow names ending at `ends`."""
    for end in ends:
        found = _BESIDE.match(view, end)
        if found:
            name = "day" if found["day"] else "only"
            yield Span(found.start(name), found.end(name), "birth")
