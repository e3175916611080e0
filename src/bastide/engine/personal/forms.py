"""Numbers, days and places as forms, notes of calls, chats and scans write them.

1. Accounts in boxes (« Banque 30004 Guichet 00823… »); numbers of social security misread.
2. Numbers of files after the words of bills, meters, letters and answers to a question asked on the
   line above (« votre numéro de dossier ? »).
3. Days of birth in boxes, misread, or asked on the line above.
4. Addresses from « demeurant » or « Adresse : » down to the postcode and the town.

Every repetition is bounded, and so is the cost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bastide.engine.personal.kinds import Kind, Span
from bastide.engine.personal.ways import MONTH, TOWN

_BOXED_RIB = re.compile(
    r"(?i:banque)[^\d\n]{1,20}(?P<bank>\d{5})[^\d\n]{1,25}(?P<branch>\d{5})\D{1,30}?"
    r"(?P<account>(?<!\w)[0-9A-Z]{11})[^\d\n]{1,25}(?P<key>\d{2})(?!\d)"
)
_D = r"[\dOIl]"
_MISREAD_NIR = re.compile(
    r"(?<![\w.,-])[12l](?P<by>[ .])"
    rf"{_D}{{2}}(?P=by){_D}{{2}}(?P=by)(?:{_D}{{2}}|2[AB])(?P=by){_D}{{3}}(?P=by){_D}{{3}}"
    rf"(?:(?P=by){_D}{{2}})?(?!\w)"
)
_CODE = (
    r"(?P<number>[A-Z]{0,6}[ ]?\d[A-Z0-9]*(?:[ /._-][A-Z0-9]*\d[A-Z0-9]*){0,5}(?:[ ][A-Z](?!\w))?)"
)
_LETTERED = r"(?P<number>[A-Z]{1,8}(?:[/._-][A-Z]{1,8}){0,2}[/._-][A-Z0-9._/-]{2,24}(?<=[A-Z0-9]))"
_NOT_DAY = rf"(?!\d{{1,2}}(?:er)?[ ](?:{MONTH})|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}(?![\w/.]))"
_SIGN = r"(?:[ ]?(?:n[°ºo]\.?|num[ée]ro|:|#|est(?:[ ]le)?)){0,3}"
# What is billed, metered, paid or granted to one person or household.
_OWNED = (
    r"facture (?:de |d')?(?:cantine|eau|cr[èe]che|p[ée]riscolaire)|quittance(?: (?:de )?loyer)?"
    r"|r[ée]f(?:[ée]rences?|\.)? (?:client|abonn[ée]|usager|famille|allocataire|contrat)"
    r"|(?:n[°º]|num[ée]ro) (?:client|abonn[ée]|alloc(?:ataire|\.)?|contrat|compteur|adh[ée]rent)"
    r"|alloc(?:\.|ataire)|pdl|prm|pce|apl|pajemploi|cesu|urssaf|avis d'imposition"
    r"|pv|proc[èe]s-verbal|avis de contravention|titre ex[ée]cutoire|client|ticket"
    r"|r[ée]f[ée]rences? (?:[àa] rappeler|de l'avis|du dossier|du contrat)"
)
_FILES = (
    re.compile(rf"(?i:(?<!\w)(?:{_OWNED}))(?i:{_SIGN})[ \t]*{_NOT_DAY}{_CODE}(?![\w%€]|[ ]?€|,\d)"),
    re.compile(rf"(?i:(?<!\w)(?:{_OWNED}))(?i:{_SIGN})[ \t]*{_LETTERED}(?![\w])"),
    # « N/Réf : DGS/PL/26-0412 », « Réf. CCAS/2026/0193 »
    re.compile(rf"(?i:(?<!\w)(?:[nv]/[ ]?)?r[ée]f(?:[ée]rences?)?)\.?[ ]?:?[ ]?{_LETTERED}(?!\w)"),
    # « Indiquez votre numéro de dossier » then, on the next line, who answers and the number.
    re.compile(
        r"(?i:num[ée]ro (?:de |d')(?:dossier|demande|contrat|allocataire|client|usager))"
        r"[ ]?[?:.]?[ ]*"
        rf"\n[^\n\d]{{0,12}}(?:\d{{1,2}}[:h]\d\d[^\n\d]{{0,3}})?[^\n\d:]{{0,30}}:[ ]?(?:{_CODE}"
        rf"|(?P<lettered>[A-Z]{{1,6}}[/-][A-Z0-9/-]{{3,20}}))(?!\w)"
    ),
)
_FEWEST = 4
_BOXES = rf"{_D}{{1,2}}[ ]?[./|-][ ]?{_D}{{1,2}}[ ]?[./|-][ ]?(?:{_D}{{4}}|{_D}{{2}})"
_BIRTHS = re.compile(
    r"(?i:(?<!\w)(?:n[ée]{1,2}?(?:[ ]?\(e\)|e)?[ ][Il1]e|n[ée]{1,2}?(?:[ ]?\(e\)|e)?"
    r"|date[ ]de[ ]naissance|ddn|naissance))[ \t]*[:|]?[ \t]*"
    rf"(?P<day>(?:{_D}[ ]){{7}}{_D}(?!\w)|{_BOXES}(?!\w)|{_D}{{2}}[ ]{_D}{{2}}[ ]{_D}{{4}}(?!\w)"
    rf"|{_D}{{1,2}}(?:er)?[ ](?i:{MONTH})[ ]{_D}{{4}}(?!\w))"
)
_ASKED_BIRTH = re.compile(
    r"(?i:date de naissance)[ ]?[?:.]?[ ]*\n[^\n\d]{0,12}(?:\d{1,2}[:h]\d\d[^\n\d]{0,3})?"
    rf"[^\n\d:]{{0,30}}:[ ]?(?P<day>\d{{1,2}}[./-]\d{{1,2}}[./-](?:19|20)\d\d"
    rf"|\d{{1,2}}[ ](?:{MONTH})[ ]"
    r"(?:19|20)\d\d)(?!\d)"
)
_LIVES = re.compile(
    r"(?i:(?<!\w)(?:demeurant|domicili[ée]e?s?|r[ée]sidant|habitant|[ée]cri(?:t|re|vez)))(?!\w)[ ]?"
    rf"(?:(?:à|au|aux|chez)[ ])?(?P<where>[^.;:\n\d]{{0,50}}?(?:[^;:\n]{{3,90}}?){TOWN})"
)
_FORM = re.compile(
    r"(?i:(?<!\w)adresse)(?i:[ ](?:d'imposition|de|du|postale|actuelle|personnelle)[^\n:]{0,40})?"
    rf"[ ]*[:\t]?[ \t]*\n?(?P<where>(?:[^\n:;?]{{2,48}}\n){{0,4}}?"
    rf"[^\n:;?]{{0,40}}?(?<![\d/-]){TOWN})"
)
# A number that a scan misread, a blank before a comma.
_MISREAD_WAY = re.compile(
    r"(?<![\w.,/-])(?P<where>[lI]\d{1,3}[ ]?,?[ ](?i:rue|avenue|av\.|bd|boulevard|place|chemin"
    rf"|impasse|all[ée]e|route|cours|quai)[ ][^\n,;:]{{2,40}}?(?:[ ]?,[ ]?{TOWN}|(?=[,;.\n])))"
)
_LONG_TOWN = re.compile(rf"(?P<where>(?i:lot\.|lotissement)[ ][^\n;:.]{{3,40}},[ ]{TOWN})")


def forms(view: str) -> Iterator[Span]:
    """What stands in boxes, notes and answers; may overlap with what other rules find."""
    for found in _BOXED_RIB.finditer(view):
        for name in ("bank", "branch", "account", "key"):
            yield Span(found.start(name), found.end(name), "iban")
    for found in _MISREAD_NIR.finditer(view):
        if sum(c.isdigit() for c in found[0]) >= 9:
            yield Span(found.start(), found.end(), "nir")
    for pattern in _FILES:
        for found in pattern.finditer(view):
            name = "number" if found["number"] else "lettered"
            if sum(c.isdigit() for c in found[name]) >= _FEWEST:
                yield Span(found.start(name), found.end(name), "file")
    placed: tuple[tuple[re.Pattern[str], str, Kind], ...] = (
        (_BIRTHS, "day", "birth"), (_ASKED_BIRTH, "day", "birth"), (_LIVES, "where", "address"),
        (_FORM, "where", "address"), (_MISREAD_WAY, "where", "address"),
        (_LONG_TOWN, "where", "address"),
    )  # fmt: skip
    for pattern, name, kind in placed:
        for found in pattern.finditer(view):
            if any(c.isdigit() for c in found[name]):
                yield Span(found.start(name), found.end(name), kind)
