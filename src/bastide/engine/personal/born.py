"""Days of birth that no « né le » announces: after kin, an age, in a table, before their label.

1. « mon fils, 12/03/2014 », « Léo, 12 ans (12/03/2014) », « 12/03/1980 (date de naissance) ».
2. A day of long ago alone in a cell of a table (`;`, `|`, tabulations).
3. After « né », words between: « née à Gap (05) en mars 1980 », « né au printemps 1950 », boxes.

Every repetition is bounded, and so is the cost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bastide.engine.personal.kinds import Span
from bastide.engine.personal.ways import MONTH

_YEAR = r"(?:19[0-9]\d|20[0-2]\d)"
_DATE = rf"\d{{1,2}}[./-]\d{{1,2}}[./-](?:{_YEAR}|\d\d)(?![\d/.-]\d|\d)"
_LETTERED = rf"\d{{1,2}}(?:er)?[ ](?:{MONTH})[ ]{_YEAR}(?!\d)"
_ABRIDGED = r"janv?|f[ée]vr?|mars?|avr|mai|juin|juill?|ao[uû]t?|sept?|oct|nov|d[ée]c"
_KIN = (
    r"fils|filles?|enfants?|b[ée]b[ée]|mari|femme|[ée]poux|[ée]pouse|conjointe?|m[èe]re|p[èe]re|fr[èe]re"
    r"|s[œo]e?ur|neveu|ni[èe]ce|petit-fils|petite-fille|compagn(?:e|on)|a[îi]n[ée]e?|cadette?|jumeaux"
    r"|jumelles|benjamine?|[ée]l[èe]ve|patiente?|r[ée]sidente?|assur[ée]e?|d[ée]funte?|agente?"
)
_NEE = r"(?<!\w)n[ée]{1,2}s?(?:[ ]?\(e\)s?|\.e|·e)?"
_PATTERNS = (
    re.compile(rf"(?i)(?<!\w)(?:{_KIN})[ ]?[,:(–-][ ]?(?P<day>{_DATE}|{_LETTERED})"),
    re.compile(rf"(?i)(?<!\w)\d{{1,3}}[ ]ans[ ]?[,:(–-][ ]?(?:le[ ])?(?P<day>{_DATE}|{_LETTERED})"),
    re.compile(
        rf"(?i)(?<![\d/.])(?P<day>{_DATE}|{_LETTERED})[ ]?[,(:–-]{{1,2}}[ ]?"
        r"(?:date[ ]de[ ]naissance|naissance|ddn)"
    ),
    re.compile(
        r"(?<=[;|\t])[ ]?(?P<day>\d{1,2}[./-]\d{1,2}[./-](?:19[2-9]\d|200\d|201\d)"
        r"|(?:19[2-9]\d|200\d|201\d)-\d\d-\d\d)"
        r"(?=[ ]?(?:[;|\t]|\n|\Z))"
    ),
    # « Né(e) le* : », « né le (jj/mm/aaaa) : », « c'est le », « 12-mar-80 », « 12,03,1980 »
    re.compile(
        rf"(?i)(?:{_NEE}[ ](?:le|ce|un)|(?:date|jour)s?[ ]de[ ]naissance|date_?(?:de_?)?naissance"
        r"|naissance|ddn(?:/lieu)?|dob|d\.o\.b\.?|anniv(?:ersaire|\.)?|(?-i:N\.)[ ]le|n[ée]e?[ ]du"
        r"|vu[ ]le[ ]jour[ ]le|venue?[ ]au[ ]monde[ ]le|naquit[ ]le|n[ée]-e[ ]le"
        r"|n[ée]e?s?[ ]respectivement[ ]les?|n[ée]e?[ ]sous[ ]x[ ]le)"
        r"(?:[ ]?[*¹]|[ ]?\((?:jj|ex)[^()\n]{0,20}\)|[ ]?,?[ ]c'est(?:[ ]le)?){0,2}[ ]?[:"
        r"|=–-]?[ ]?(?:le[ ])?"
        rf"(?P<day>{_DATE}|{_LETTERED}|(?:[X-]{{1,2}}/){{2}}{_YEAR}|(?:19|20)\d\d-\d\d-\d\d"
        rf"|\d{{1,2}}(?:er)?[ ]de[ ](?:{MONTH})[ ]{_YEAR}"
        rf"|\d{{1,2}}/\d{{1,2}}(?![\d/])|\d{{1,2}}[ ]?[-., ]?(?:{_ABRIDGED})\.?[ ]?[-., ]?"
        rf"(?:{_YEAR}|\d\d)(?!\d)"
        rf"|\d{{1,2}}(?:er)?[ ](?:{MONTH})[ ]de[ ]l'an(?:n[ée]e)?[ ]{_YEAR}"
        rf"|\d{{1,2}},\d{{1,2}},(?:{_YEAR}|\d\d)(?!\d)"
        rf"|(?:0?[1-9]|1[0-2])[/.-]{_YEAR}(?!\d)|\d{{1,2}}(?:er)?[ ](?:{MONTH})(?![\w])"
        r"|\|?(?:\d[ |]{1,3}){1,2}[/|]?[ ]?(?:\d[ |]{1,3}){1,2}[/|]?[ ]?(?:\d[ "
        r"|]{1,3}){1,3}\d(?!\w))"
    ),
    re.compile(
        rf"(?i){_NEE}[ ](?:[\w'-]{{2,25}}[ ])?(?:[àa]|au|aux"
        r"|en)[ ][^\n;:.\d]{2,50}?(?:\(\d\w{1,2}\))?[ ,]{1,2}(?:en|le)[ ]"
        rf"(?P<day>{_DATE}|{_LETTERED}|(?:(?:{MONTH})[ ])?{_YEAR}(?!\d)|\d\d(?=[ ]*(?:[,.;)\n]"
        r"|\Z)))"
    ),
    re.compile(
        rf"(?i){_NEE}[ ](?:avant[ ]|apr[èe]s[ ]|entre[ ]|au[ ]|durant[ ]l'|pendant[ ]l'|à[ ]l'"
        r"|en[ ]|l'|dans[ ]les[ ]|aux[ ]environs[ ]de[ ]|autour[ ]de[ ])"
        rf"(?:printemps|[ée]t[ée]|automne|hiver)?[ ]?(?:de[ ])?(?P<day>{_YEAR}(?!\d))"
    ),
    re.compile(
        r"(?i)(?<!\w)naissance[ ](?:de|d')[ ]?[\w'-]{2,20}(?:[ ][\w'-]{2,20})?[ ,]{1,2}"
        rf"(?:le|du|en)[ ](?P<day>{_DATE}|{_LETTERED})"
    ),
    re.compile(
        rf"(?i){_NEE}[ ](?:par|avant|sous|[àa]|pr[ée]matur\w{{0,9}})[ ][a-zà-ÿ' ]{{2,25}}[ ]le[ ]"
        rf"(?P<day>{_DATE}|{_LETTERED})"
    ),
    re.compile(
        rf"(?i)(?<!\w)ses[ ]\d{{1,3}}[ ]ans[ ](?:le|en)[ ](?P<day>{_DATE}"
        rf"|\d{{1,2}}(?:er)?[ ](?:{MONTH})(?!\w))"
    ),
)


def born(view: str) -> Iterator[Span]:
    """Every one; they may overlap. `view`: see `view`."""
    for pattern in _PATTERNS:
        for found in pattern.finditer(view):
            if found["day"]:
                yield Span(found.start("day"), found.end("day"), "birth")
