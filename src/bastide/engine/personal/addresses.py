"""Where somebody lives.

1. A number, a kind of way, its name; what completes it (building, flat), the postcode and the town
   that follow, on the same line or the next ones.
2. After « demeurant », « habite », « adresse : »: a way without a number, a place called.
3. A postcode and a town after one of these, or alone on the line under a name.

Sources: NF Z 10-011 (lines of an address), as La Poste tells it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bastide.engine.personal.kinds import Span
from bastide.engine.personal.ways import CAPITAL, END, FLOOR, LINKS, NAMED, REST, TOWN, WAYS

_NUMBER = (
    r"\d{1,4}(?:[ ]?(?:bis|ter|quater|[A-Da-d](?!\w)))?(?:[ ]?(?:[-/à]|(?:ou"
    r"|et)(?:[ ]au)?[ ])[ ]?\d{1,4}(?:[ ]?(?:bis|ter))?"
    r")"
    r"?"
)
_NUMBERED = re.compile(
    rf"(?<![\w.,/°-])(?:n°[ ]?)?{_NUMBER}[ ]?,?[ ]+(?:de la |de l'|du |des )?"
    rf"(?:(?i:{WAYS})(?!\w)[ ]+{NAMED}|(?i:grande?[ -]rue|grand'rue)(?!\w))"
    rf"(?:[ ]prolong[ée]e?)?{REST}{END}"
)
# What stands before the number: « Résidence Les Lilas, bât. B, appt 12, ».
_BEFORE = re.compile(
    r"(?:(?i:r[ée]s(?:idence|\.)|b[âa]t(?:iment|\.)?|appartement|app?t\.?|villa|immeuble|imm\."
    r"|esc(?:alier|\.)?"
    r"|[ée]tage|porte|hall|bloc|tour|lotissement|foyer|logement|chambre|\d{1,2}(?:er|e"
    r"|[èe]me)[ ][ée]t(?:age|\.)?"
    r"|cit[ée]|hlm|le clos|domaine|parc|les hauts|ehpad|cada|chrs|chez|c/o|groupe[ ]scolaire"
    r"|[ée]cole|hameau|lieu[ -]?dit|quartier|ferme|mas|ch[âa]teau|h[ôo]tel|centre|pavillon|studio"
    r"|bt|lot\.?"
    r"|rdc|entr[ée]e|pension)(?:[ ]+[\w'.°-]{1,20}){0,4}[ ]*(?:[,–-]"
    r"|\n)[ ]*){1,4}\Z"
)
_BEFORE_NEAR = 110
# A place called, a building, then the postcode and the town.
_BUILT = re.compile(
    rf"(?P<where>(?:{CAPITAL}[\w'-]{{1,30}}(?:[ ][\w'-]{{1,30}}){{0,5}}[ ]*,[ ]*)?(?i:b[âa]t"
    r"(?:iment"
    rf"|\.)?"
    rf"|app?t\.?"
    rf"|appartement"
    rf"|esc(?:alier|\.)?)[ ]?(?:n°[ ]?)?[A-Z0-9]{{1,4}}[ ]*[,–-]?[ ]*\n?[ ]*{TOWN})"
)
_UNDER = re.compile(
    rf"(?m)^[ \t>]*(?P<where>(?:L[ae]s?[ ]|L'|(?i:mas|ferme|campagne|quartier|domaine|ch[âa]teau"
    rf"|moulin|villa"
    rf"|bastide|hameau|chemin|route)[ ])[\w' -]{{2,40}}\n[ \t>]*{TOWN})[ \t]*$"
)
_BARE_WAY = re.compile(
    r"(?<![\w.,/°-])(?i:[1-9]\d{0,3}(?:[ ]?(?:bis|ter))?,?[ ]+(?:le|la|les)[ ])"
    rf"{CAPITAL}[\w'-]{{1,30}}(?:[ ](?:d[eu]s?[ ])?{CAPITAL}[\w'-]{{1,30}}){{0,5}}{REST}[ ]*,?[ ]"
    rf"*\n?[ ]*{TOWN}"
)
# « 418, RD 15 », « 1204 CD 12, Montarel »
_ROAD = re.compile(
    r"(?<![\w.,/°-])\d{1,4}(?:[ ]?(?:bis|ter))?[ ]?,?[ ](?:RD|CD|RN|VC|D"
    r"|N)\.?[ ]?\d{1,4}[A-Z]?(?!\w)"
    rf"(?:[ ]?[,–-][ ]?{CAPITAL}[\w'-]{{2,20}}(?:[ ](?:de[ ]la[ ]"
    rf"|d[eu]s?[ ])?{CAPITAL}[\w'-]{{1,20}}){{0,3}})?{END}"
)
_LIVES = re.compile(
    r"(?i:\b(?:dem\.(?=[ ])|dom\.(?=[ ])|adr\.?[ ]?:|hab\.(?=[ ])|(?:vit|vivant|vivent"
    r"|cr[èe]che)(?=[ ]au?x?[ ])"
    r"|adresse[ ](?:est|c'est)|adresse[ ]?=|demeur(?:ant|e|ait|ent)|domicili[ée]e?s?|habit(?:e"
    r"|ons|ant|ait|ent|er)|r[ée]sid(?:e"
    r"|ant|ait)"
    r"|log[ée]e?s?|h[ée]berg[ée]e?s?|sise?s?|adresse(?: (?:postale|compl[èe]te|du domicile"
    r"|personnelle"
    r"|actuelle|de facturation))?[ ]*[:\t]|domicile[ ]*[:\t]|situ[ée]e? (?=au|à))(?!\w)"
    r"[ \t]*(?:[ ](?:actuellement|d[ée]sormais|toujours|maintenant|tous deux))?[ ]*(?:au|à l'|à la"
    r"|à|aux|en"
    r"|chez [^\n,;]{2,30},)?[ \t]*:?[ \t]*)"
    rf"(?P<where>(?:(?i:{WAYS})(?!\w)[ ]+{NAMED}|(?i:lieu-?dit|le bourg|bourg|ferme|mas|bastide"
    rf"|ch[âa]teau"
    rf"|cabanon|moulin)(?:[ ]+{NAMED})?|(?:L[ae]s?"
    rf"|L')[ ]?{CAPITAL}[\w'-]{{1,30}}(?:[ ]{CAPITAL}[\w'-]{{1,30}}){{0,5}}"
    rf"(?=[ ]*,?[ ]*\n?[ ]*\d{{5}}[ ])|(?=\d{{5}}[ ]){TOWN}){REST}{END})"
)
_PLACED = re.compile(
    rf"(?m)(?:^|(?<=, )|(?<=\t))[ ]*(?P<where>(?i:lieu-?dit|le bourg|hameau|quartier|r[ée]sidence"
    rf"|lotissement"
    rf"|villa|mas|ferme|domaine|bp|cs|tsa|chemin|route|impasse|mont[ée]e)[ ]+{NAMED}{REST}"
    rf"[ ]*[,–-]?[ ]*\n?[ ]*{TOWN})"
)
_BOX = re.compile(
    r"(?<!\w)(?P<where>(?:BP|B\.P\.|CS|C\.S\.|TSA|(?i:bo[îi]te[ ]postale"
    r"|poste[ ]restante[ ,]*(?=\d{5}[ ])))[ ]?(?:\d{1,6}"
    rf"|\d{{2}}[ ]\d{{3}})[ ]*[,–-]?[ ]*\n?[ ]*{TOWN})"
)
# The number after the way: « rue des Lilas, n° 12 ».
_REVERSED = re.compile(
    rf"(?<!\w)(?P<where>(?i:rue|avenue|av\.|boulevard|bd|place|chemin|impasse|all[ée]e|route"
    rf"|quai|cours)"
    rf"[ ]{NAMED}[ ]?,?[ ](?:(?:au[ ])?(?i:n[°º]|num[ée]ro)[ ]?)\d{{1,4}}(?:[ ]?(?:bis"
    rf"|ter))?(?!\w){REST}{END})"
)
# « Code postal / Ville : 13990 LAUZE », « CP 13990 », « Ville : Lauze ».
_BOXED = re.compile(
    r"(?i:(?<!\w)(?:code[ ]?postal|cp|ville|commune)(?:[ ]?(?:/|et|-)[ ]?(?:code[ ]postal|ville"
    r"|commune))?(?:[ ]de[ ]r[ée]sidence)?)[ ]*(?:[:=\t|])[ \t]*\n?[ \t]*"
    rf"(?P<where>{TOWN})"
)
# In a form, the postcode under the way, then the town: « CP : 13990 / Ville : Lauze ».
_FIELDS = re.compile(
    r"(?i:(?<!\w)(?:code[ ]?postal|cp))[ ]*[:=\t|][ \t]*(?P<code>\d{5}|\d\d[ ]\d{3})(?!\d)"
    r"(?:[ \t,;|]*\n?[ \t]*(?i:ville|commune|localit[ée])[ ]*[:=\t|][ \t]*"
    rf"(?P<town>{CAPITAL}[\w'-]{{1,30}}(?:[ -]{CAPITAL}?[\w'-]{{1,30}}){{0,4}}))?"
)
# A home and its room, a flat and its residence, without a way.
_HOME = re.compile(
    r"(?<!\w)(?P<where>(?i:foyer|ehpad|r[ée]sidence(?:[ ]autonomie)?|h[ôo]tel|chrs|r[ée]s\.|villa"
    r"|lotissement|les[ ]hauts|camping|p[ée]niche)"
    rf"[ ]{LINKS}{CAPITAL}[\w'-]{{1,20}}(?:[ ]{LINKS}{CAPITAL}[\w'-]{{1,20}}){{0,3}}"
    r"(?:[ ]*[,–-]?[ ]*(?i:(?:chambre|ch\.?|b[âa]t(?:iment|\.)?|app?t\.?|appartement|logement|lot"
    r"|esc(?:alier|\.)?|porte|studio|emplacement|n[°º])[ ]*(?:n[°º][ ]?)?[A-Z0-9]{1,5}(?!\w)"
    rf"|(?:{FLOOR})(?!\w))){{1,4}}(?:{END}))"
)
# « BÂT 3, Les Romarins, Lauze »
_FLAT = re.compile(
    r"(?<!\w)(?P<where>(?i:b[âa]t(?:iment|\.)?|app?t\.?|appartement|villa|lot)[ ]?(?:n[°º][ ]?)?"
    rf"[A-Z0-9]{{1,4}}[ ]?[,–-][ ]?(?:(?i:r[ée]s(?:idence|\.)|lotissement)[ ])?(?:L[ae]s?[ ]"
    rf"|L'){CAPITAL}[\w'-]{{1,20}}"
    rf"(?:[ ]{CAPITAL}[\w'-]{{1,20}}){{0,3}}{END})"
)
# A farm or a place called, then the postcode and the town, anywhere.
_CALLED = re.compile(
    r"(?<![\w'-])(?P<where>(?:(?i:mas|ferme|campagne|quartier|domaine|ch[âa]teau|moulin|bastide"
    r"|hameau"
    r"|lieu[ -]?dit|chemin|route|impasse|za|zi|zac|rue|avenue|boulevard|place|cours|allée|quai"
    r"|villa"
    r"|r[ée]sidence|cité|lotissement|parc|bd|av\.?|chem\.?|imp\.?|all\.?|rte"
    rf"|ch\.)[ ](?:[«\"“][ ]?)?{NAMED}"
    r"(?:[ ]?[»\"”])?"
    rf"|L[ae]s?[ ]{CAPITAL}[\w'-]{{2,20}}(?:[ ]{CAPITAL}[\w'-]{{1,20}}){{0,3}})"
    rf"(?:[ ]?,[ ](?i:chemin|route|impasse|rue|quartier|hameau|lieu[ -]?dit)[ ]{NAMED})?{REST}"
    rf"[ ]*[,–-]?[ ]*\n?[ ]*{TOWN})"
)
# Ways that are something else after a number: « 3 places », « 12 parc », « 2 voies ».
_COUNTED = re.compile(
    r"(?i)(?:n°[ ]?)?\d+[ ,]+(?:place|cours|voie|porte|passage|mail|parc|pont|zone|quai|lot)s?\b"
)


def addresses(view: str) -> Iterator[Span]:
    """Every address; they may overlap. `view`: see `view`."""
    for found in _NUMBERED.finditer(view):
        if not _only_counted(found[0]):
            start = found.start()
            before = _BEFORE.search(view, max(0, start - _BEFORE_NEAR), start)
            start = before.start() if before else start
            yield Span(start, _end(view, start, found.end()), "address")
    for pattern in (
        _LIVES,
        _PLACED,
        _BOX,
        _BUILT,
        _UNDER,
        _REVERSED,
        _BOXED,
        _HOME,
        _FLAT,
        _CALLED,
    ):
        for found in pattern.finditer(view):
            start, end = found.start("where"), found.end("where")
            yield Span(start, _end(view, start, end), "address")
    for pattern in (_BARE_WAY, _ROAD):
        for found in pattern.finditer(view):
            yield Span(found.start(), _end(view, found.start(), found.end()), "address")
    for found in _FIELDS.finditer(view):
        yield Span(found.start("code"), found.end("code"), "address")
        if found["town"]:
            yield Span(found.start("town"), found.end("town"), "address")


def _only_counted(text: str) -> bool:
    """« 3 place de … » is an address, « 20 cours de français » and « 4 places » are not."""
    counted = _COUNTED.match(text)
    if counted is None:
        return False
    if re.match(r"(?i)(?:n°[ ]?)?\d+,?[ ]+zone[ ]+\d?[A-Z]{1,3}\d?[a-z]?(?!\w)", text):
        return True  # of a plan
    following = text[counted.end() :].lstrip(" ")
    plural = counted[0].lower().endswith("s") and not counted[0].lower().endswith("cours")
    return plural or not re.search(rf"{CAPITAL}", following)


def _end(view: str, start: int, end: int) -> int:
    """Blanks and an opening left at the end are not of the address."""
    while end > start and view[end - 1] in " \t\n,;.(–-":
        end -= 1
    if view[end - 1] == ")" and "(" not in view[start:end]:
        end -= 1
    return end
