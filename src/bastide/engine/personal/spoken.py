"""Mails and telephones written as they are said, or misread by optical recognition.

« odile tiret bas faux arobase poste point fr », « zéro six, trente-neuf… », « 01 99 O0 23 45 ».
Every repetition is bounded, and so is the cost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bastide.engine.personal.kinds import Span

_SIGNS = r"(?:point|dot|tiret(?:[ ](?:bas|du[ ](?:six|6|huit|8)))?|underscore)"
_SPELLED_MAIL = re.compile(
    rf"(?i)(?<!\w)[\w-]{{1,30}}(?:[ ]{_SIGNS}[ ][\w-]{{1,30}}){{0,4}}[ ](?:arobase|arobaze|arobas"
    r"|at)[ ]"
    rf"[\w-]{{1,30}}(?:[ ]{_SIGNS}[ ][\w-]{{1,30}}){{1,3}}"
)
# Signs kept apart by blanks on purpose, words between brackets, a comma for the point.
_DOT = r"(?:\.|[ ]\.[ ]|[ ](?:point|dot|POINT|DOT)[ ]|[ ]?[\[({](?:point|dot|POINT|DOT)[\])}][ ]?)"
_SIGNED = (
    r"(?:[ ]?@[ ]?|[ ]?[\[({<*_-](?i:at|a|arobase?|arobaze|chez|@)[\])}>*_-][ ]?"
    r"|[ ](?i:arobase|arobaze|arobas)[ ]|[ ]AT[ ])"
)
_APART = re.compile(
    rf"(?<![\w@.+-])\w[\w+'-]{{0,40}}(?:{_DOT}[\w+'-]{{1,40}}){{0,4}}{_SIGNED}"
    rf"[\w-]{{1,40}}(?:{_DOT}[\w-]{{1,40}}){{0,4}}(?:{_DOT}|,(?=(?:com|fr|net|org|eu)\b)"
    r"|\.[ ](?=(?:com|fr|net|org|eu|gouv)\b))[A-Za-z]{2,24}(?!\w)"
)
# « a.labour at poste.fr », « jean_petit chez poste point com »: a name in parts, then a domain.
_AT = re.compile(
    r"(?<![\w@.+'-])(?=[\w-]{0,40}[._\d])\w[\w-]{0,40}(?:\.[\w-]{1,40}){0,3}[ ](?i:at|à|a|chez)[ ]"
    r"[\w-]{2,40}(?:\.|[ ](?:point|dot)[ ])(?:fr|com|net|org|eu|re|info|example)(?!\w)"
)
# A usual provider, the end forgotten: « marie.b@gmail ».
_CUT = re.compile(
    r"(?i)(?<![\w@.+-])\w[\w.+'-]{0,60}[ ]?@[ ]?(?:gmail|hotmail|outlook|orange|wanadoo|free|sfr"
    r"|laposte"
    r"|yahoo|live|icloud|proton(?:mail)?|bbox|neuf|numericable|aol|msn|club-internet)(?![\w@])"
)
# Ten figures in any groups, cut by a line or by dashes; no day, no number of a service (08…).
_GAPS = r"(?:[ ]{0,2}[./,_·•…–|*:;=~-][ ]{0,2}|[ ]{1,2}|[ ]?\n[ ]?)?"
_ANYHOW = re.compile(
    r"(?<![\w+/-])(?<!\d[.,])(?!0?\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d)"
    rf"(?:\(?(?:\+|00)[ ]?\(?33\)?{_GAPS}(?:\(?0\)?[ ]?)?\(?"
    rf"|\(?0\)?[ ]?)[1-79]\)?(?:{_GAPS}\d){{8}}(?!(?!x\d|p\.|poste|et\b)[\w/]|[.,-]\d"
    r"|[ ]?(?:€|euros?|h\d))"
)
_UNIT = r"z[ée]ro|une?|deux|trois|quatre|cinq|six|sept|huit|neuf"
_NUMBER = (
    rf"(?:{_UNIT}|dix|onze|douze|treize|quatorze|quinze|seize|vingts?|trente|quarante|cinquante"
    r"|soixante|septante|huitante|octante|nonante|et)"
)
_SPELLED_PHONE = re.compile(
    rf"(?i)(?<!\w)(?:(?:double[ ])?z[ée]ro|plus[ ]trente[ -]trois)[ ,-]{{1,2}}(?:{_UNIT})"
    rf"(?:[ ,.-]{{1,2}}{_NUMBER}){{4,18}}(?![\w-])"
)
# « zéro six 39 98 douze 34 », « 06 trente-neuf … »: words among the figures.
_MIXED = re.compile(
    rf"(?i)(?<!\w)(?:0[ ]?[1-79]|z[ée]ro[ ](?:{_UNIT}|[1-79]))(?=[\d ,.-]{{1,16}}[a-z]"
    rf"|[a-z -]{{1,40}}\d)"
    rf"(?:[ ,.-]{{1,2}}(?:{_NUMBER}|\d{{1,2}})(?!\w)){{4,18}}"
)
# « 04 65 71 12 34 / 35 »: the last figures of a second line.
_ALSO = re.compile(r"[ ]?(?:/|ou|et)[ ]?\d\d(?![\w/:]|[.,]\d|[ ]?(?:\d|h\b|€|euros?))")
# O for 0, I or l for 1: pairs, most of them digits.
_MISREAD = re.compile(
    r"(?<![\w.,-])[Oo][1-79]\d{8}(?!\w)|(?<![\w.,-])[0Oo][1-9Il](?:[ .\-]{1,2}[\dOoIlSB]{2}){4}"
    r"(?!\w)"
)
# Broken by words: « 06 39 98… 12 34 », « le 06 39 98, puis 12 34 ».
_BROKEN = re.compile(
    r"(?<![\w.,+/-])(?P<head>0[1-79](?:[ .-]?\d\d){1,3})[ ]?(?:…|\.{2,3}|,|[»\"]"
    r"|-)?[ ]?[^\d\n€]{0,24}?"
    r"[ «\"…](?P<tail>\d\d(?:[ .-]?\d\d){0,2})(?![\w/:]|[.,]\d|[ ]?(?:€|euros?|h\b|%|ans|mois"
    r"|jours))"
)
_TEN = 10
_FEWEST = 7
# 00 and a country, apart from what follows: « 00 212 5 37 … »; or in one run, for the countries and
# the overseas territories that write most to French town halls.
_ABROAD = re.compile(
    r"(?<![\w+.,/-])00[ ]?(?!33)[1-9]\d{0,2}[ .\-](?:\d{1,4}[ .\-]){1,5}\d{2,7}(?!\w)"
    r"|(?<![\w+.,/-])00(?:3[249]|4[0149]|35[123]|21[236]|22[1-9]|23[5-7]|24[1-3]|26[129]|50[89]"
    r"|59[0146]|68[1-9]|90)\d{7,10}(?!\w)"
)

# After what announces a telephone, whatever its length: without its 0, abroad, of six digits in
# Nouvelle-Calédonie or Wallis-et-Futuna. Neither a date nor an amount.
_ANNOUNCED = re.compile(
    r"\b(?:t[ée]l(?:[ée]phone)?s?|portable|port|mobile|mob|gsm|whatsapp|fixe"
    r"|(?:joignable|joindre|r?appel(?:er|ez|ez-moi|le))[ ](?:moi[ ])?au)\b\.?[ ]?(?:perso(?:nnel)?"
    r"|pro(?:fessionnel)?|domicile|bureau)?[ ]?[:=]?[ ]?(?!\d{1,2}[./-]\d{1,2}[./-]\d{2,4}(?!\d"
    r"|[./-]\d))"
    r"(?P<number>\(?\+?\d(?:[ ./,_·()-]{0,3}\d){5,14})(?![\w%]|[ ]?(?:€|euros?\b|[.,/]\d))",
    re.IGNORECASE,
)


def spoken(view: str) -> Iterator[Span]:
    for found in _SPELLED_MAIL.finditer(view):
        yield Span(found.start(), found.end(), "email")
    for pattern in (_APART, _AT, _CUT):
        for found in pattern.finditer(view):
            yield Span(found.start(), found.end(), "email")
    for found in _ANYHOW.finditer(view):
        also = _ALSO.match(view, found.end())
        yield Span(found.start(), also.end() if also else found.end(), "phone")
    for found in _BROKEN.finditer(view):
        if sum(c.isdigit() for c in found["head"] + found["tail"]) == _TEN:
            yield Span(found.start("head"), found.end("head"), "phone")
            yield Span(found.start("tail"), found.end("tail"), "phone")
    for found in _MIXED.finditer(view):
        yield Span(found.start(), found.end(), "phone")
    for found in _ANNOUNCED.finditer(view):
        yield Span(found.start("number"), found.end("number"), "phone")
    for found in _SPELLED_PHONE.finditer(view):
        yield Span(found.start(), found.end(), "phone")
    for pattern, fewest in ((_MISREAD, _FEWEST), (_ABROAD, 10)):
        for found in pattern.finditer(view):
            if sum(c.isdigit() for c in found[0]) >= fewest:
                yield Span(found.start(), found.end(), "phone")
