"""Addresses without a town, in words of every day: ways less usual, places called, homes told.

1. A number and a way that has another name (« cour », « carrefour »), an adjective before it
   (« ancien chemin »), or that is a word of every day (« jardin », « port »: a capital follows).
2. A way without its number after who lives there (« son logement rue… », « chez moi, rue… »).
3. `widened`: what stands before and after an address and is of it (stairs, floor, box, building).

Every repetition is bounded, and so is the cost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bastide.engine.personal.kinds import Span
from bastide.engine.personal.ways import END, MONTH, NAMED, REST, TOWN, WAYS

_U = r"[A-ZÀ-ÖØ-ÞŒ]"
_NUMBER = r"\d{1,4}(?:[ ]?(?:bis|ter|quater|[A-Da-d](?!\w)))?"
_MORE = (
    r"cour|carrefour|descente|digue|c[oô]teau|rocade|boucle|corniche|carriera|raccourci|rang|patio|ave\."
    # La Poste's own abbreviations (NF Z 10-011), in capitals.
    r"|(?-i:SQ|HAM|QUA|QU|TRA|MTE|CRS|PROM|FG|VLA|CHS|CAR|ESP|GAL|PAS|PRV|RLE|RPT|SEN|VTE|DSC|CTRE)"
    r"|traverse|ronde|esplanade|belv[ée]d[èe]re"
)
_AMBIGUOUS = r"escaliers?|terrasses?|jardins?|aire|port|cour|carr[ée]|jet[ée]e|plage|bord|coteaux?"
_OLD = r"vieux|vieille|ancienn?e?|petite?|nouveau|nouvelle|grande?|haute?|basse?"
_MORE_NUMBERED = re.compile(
    rf"(?<![\w.,/°-])(?i:n°[ ]?)?{_NUMBER}[ ]?,?[ ]+(?:(?i:(?:{_OLD})[ ](?:{WAYS}|{_MORE})"
    rf"|{_MORE})(?!\w)"
    rf"[ ]+{NAMED}|(?i:vieille|ancienne|petite|grande|nouvelle)[ ](?i:route|rue)(?!\w)"
    rf"|(?i:{_AMBIGUOUS})[ ](?:d[eu]s?[ ]|de[ ]la[ ]|de[ ]l'|d')(?:la[ ])?{_U}[\w'-]{{1,20}}"
    rf"(?:[ ]{_U}[\w'-]{{1,20}}){{0,3}}"
    r"|(?i:le|la|les)[ ](?:Clos|Terrasses?|Hauts?|Jardins?|Villas?|Mas|Domaines?|Parc|Hameaux?"
    r"|Vergers?"
    r"|Bastides?|R[ée]sidences?|Cottages|Pr[ée]s?|Oliviers|Pins|Moulins?|Vignes|Coteaux|Bourg|Village)"
    rf"(?:[ ](?:d[eu]s?|de[ ]la|d'|de[ ]l')?[ ]?{_U}?[\w'-]{{2,20}}){{0,3}}"
    r"|(?i:chemin|route|voie)[ ](?i:rurale?|vicinale?|d[ée]partementale|communale?|nationale)"
    rf"[ ](?:n°[ ]?)?\d{{1,3}}|place[ ]du[ ]\d{{1,2}}(?:er)?[ ](?:{MONTH})"
    rf"(?:[ ]\d{{4}})?){REST}{END}"
)
# « rue Haute, 12 »: the number last.
_LAST = re.compile(
    rf"(?<!\w)(?i:rue|avenue|av\.|boulevard|bd|chemin|impasse|all[ée]e|quai|cours)[ ]{NAMED}"
    rf"[ ]?,[ ]\d{{1,3}}(?:[ ]?(?:bis|ter))?(?=[ ]*(?:[.;\n]|\Z|,[ ]*(?:{TOWN}"
    rf"|{_U}[\w-]+[ ]*(?:[.;,\n]|\Z))))"
)
_AT = (
    r"(?:(?:est|c'est|se[ ]trouve|situ[ée]e?)[ ])?(?:(?:au|à|sur|dans|en|de|du"
    r"|sur)[ ])?(?:la[ ]|l'|le[ ]|les[ ]"
    r")"
    r"?"
)
_HERS = (
    r"(?<!\w)(?i:chez[ ](?:moi|lui|elle|nous|eux)|(?:mon|ma|son|sa|notre|leur"
    r"|votre)[ ](?:appartement"
    r"|logement|maison|domicile|adresse(?![ ](?:e-?mail|mail|courriel|ip|[ée]lectronique|web"
    r"|internet))(?:[ ][a-zà-ÿ]{3,12})?|immeuble|studio|appart|t[1-5])"
    r"|d[ée]m[ée]nag(?:e|ent|er|eons)|emm[ée]nag\w{1,4}|vi[st]|vivent|vivant|habit(?:e|ent|ant|ons)|lo?ge(?:ant)?"
    r"|lieu[ ]de[ ]r[ée]sidence|domicile|dom\.|dem\.|demeurant|demeure|domicili[ée]e?s?"
    r"|r[ée]sid(?:e|ant|ent)"
    r"|adresse(?:[ ][a-zà-ÿ]{3,12})?(?=[ ]*[:=])|voie(?=[ ]*[:=])|rue(?=[ ]*[:=]))(?!\w)"
)
_HOUSE = re.compile(
    rf"{_HERS}[ ]*[:=,]?[ ]*(?i:{_AT})(?P<where>(?:{_U}[\w'-]{{2,25}},[ ])?(?i:{WAYS}|ferme|mas"
    r"|bastide|moulin"
    rf"|lieu[ -]?dit|cabanon|ch[âa]teau)(?!\w)[ ]+(?:[«\"“][ ]?)?{NAMED}(?:[ ]?[»\"”])?{REST}{END}"
    rf"|(?:L[ae]s?[ ]|L'){_U}[\w'-]{{1,20}}(?:[ ](?:d[eu]s?[ ]|de[ ]la[ ]"
    rf"|d')?{_U}?[\w'-]{{2,20}}){{0,3}},[ ]"
    rf"{_U}[\w'-]{{2,25}})"
)
# « Mas des Oliviers, route d'Arles »; « Cité Bel Air, entrée 4 ».
_PLACE = re.compile(
    r"(?<![\w'-])(?i:mas|villa|ferme|domaine|ch[âa]teau|moulin|bastide|hameau|r[ée]sidence|r[ée]s\."
    r"|lotissement|lot\.|cit[ée]|hlm|immeuble|imm\.|tour|quartier)[ ](?:d[eu]s?[ ]|de[ ]la[ ]"
    r"|L[ae]s?[ ]|L')?"
    rf"{_U}[\w'-]{{1,20}}(?:[ ](?:d[eu]s?[ ]|de[ ]la[ ])?{_U}[\w'-]{{1,20}}){{0,3}}[ ]?[,–-]?[ ]?"
    r"(?:(?i:chemin|route|impasse|rue|avenue|boulevard|all[ée]e|place|traverse"
    rf"|mont[ée]e)[ ]{NAMED}"
    r"|(?i:entr[ée]e|b[âa]t(?:iment|\.)?|bt|esc(?:alier|\.)?|app?t\.?|appartement|porte|bloc|villa|lot|n[°º])"
    rf"[ ]?(?:n[°º][ ]?)?(?:\d{{1,4}}|[A-Z]\d{{0,3}})(?!\w)){REST}{END}"
)
# Abroad: « Via Roma 12, 00100 Roma », « rue de Verdun 12, 1000 Bruxelles », « Hauptstrasse 12, … ».
_ABROAD = re.compile(
    r"(?<!\w)(?:(?i:via|viale|piazza|calle|avenida|rua|rue|avenue|chauss[ée]e|chemin"
    rf"|place)[ ]{NAMED}"
    rf"|{_U}[a-zß]{{2,20}}(?:strasse|straße|str\.|weg|platz|straat"
    r"|laan))[ ]\d{1,4}[a-c]?[ ]?[,–-]?[ \n]"
    rf"(?:[A-Z]{{1,2}}-)?\d{{4,5}}[ ]{_U}[\w'-]{{2,25}}"
    rf"|(?<![\w.,])\d{{1,4}}[ ](?:{_U}[a-z]+[ ]){{1,3}}"
    r"(?:Street|Road|Avenue|Lane|Square|Drive)(?!\w)(?:,[ ][A-Z][\w' -]{2,30})?"
)
# « 12,rue Haute », « 12rue Haute »: no blank before the way.
_TIGHT = re.compile(
    rf"(?<![\w.,/-])\d{{1,4}}(?:bis|ter)?,?(?:rue|avenue|av\.|boulevard|bd|place|chemin|impasse|all[ée]e|route|quai)"
    rf"[ ]{NAMED}{REST}{END}"
)
# « 12, 14 rue Haute »
_SIDE = re.compile(r"(?<![\w.,/-])\d{1,4}(?:[ ]?(?:bis|ter))?[ ]?(?:,|&|et)[ ]?\Z")
_SIGN = re.compile(r"(?i)(?<!\w)n[°º][ ]?\Z")
_PART = (
    r"(?:b[âa]t(?:iment|\.)?|bt\.?|app?t?\.?|appartement|esc(?:alier|\.)?|entr[ée]e|porte|pte|[ée]t(?:age|\.)?"
    r"|bo[îi]te(?:[ ]aux[ ]lettres)?|bal|bloc|tour|studio|chambre|ch\.?|logement|logt|lgt|lot"
    r"|hall|villa"
    r"|interphone|digicode|casier|emplacement|box|pavillon|all[ée]e)"
)
_UPSTAIRS = (
    r"(?:au[ ])?\d{1,2}(?:er|e|[èe]me|è)?[ ](?:[ée]tage|[ée]t\.?)(?:[ ](?:gauche|droite|face))?"
    r"|(?:au[ ])?(?:rdc|rez[ -]de[ -](?:chauss[ée]e|jardin))(?:[ ](?:gauche|droite|face))?"
    r"|(?:à[ ])?(?:gauche|droite)|au[ ]fond[ ](?:de[ ]la[ ]cour|à[ ](?:gauche|droite))"
    r"|c[ôo]t[ée][ ](?:rue|cour|jardin)|(?:au[ ])?(?:premier|deuxi[èe]me|second|troisi[èe]me"
    r"|quatri[èe]me)"
    r"(?:[ ][ée]tage)?"
)
_AFTER = re.compile(
    rf"(?:[ ]?[,–-]?[ ]?(?:(?i:{_PART})[ .]{{0,2}}(?:n[°º][ ]?)?(?:\d{{1,4}}[A-Z]?"
    r"|[A-Z]\d{0,4})(?!\w)"
    rf"|(?i:{_UPSTAIRS})(?!\w)|\d{{1,2}}(?:er|e|[èe]me)(?=[ ]*(?:[.,;)\n]|\Z)))"
    r"|(?:(?<=\de)|(?<=\der)|(?<=ème))[ ](?:[ée]tage|[ée]t\.)|/[ ]?(?:app?t\.?"
    r"|b[âa]t\.?)[ ]?[A-Z0-9]{1,4}(?!\w)"
    r"|[ ]?[,–-][ ]?(?i:b[âa]timent|immeuble|r[ée]sidence)[ ]«[ ]?[^«»\n]{2,25}»"
    rf"|[ ]\({_U}[\w'-]{{2,25}}\)"
    rf"|,?[ ]\d{{4}}[ ]{_U}[\w'-]{{2,25}}|[ ]\d{{5}}(?!\w)|\nFrance(?!\w)|[ ]\((?i:portail|maison"
    r"|porte|immeuble|interphone|derri[èe]re|face|pr[èe]s"
    r"|au-dessus|en face|c[ôo]t[ée]|la r[ée]union|guadeloupe|martinique|guyane|mayotte|\d{1,2}e"
    r"|rdc|appt|b[âa]t"
    r"|chez)[^()\n]{0,30}\)){1,6}"
)
_BEFORE = re.compile(
    rf"(?<!\w)(?:(?i:{_PART})[ .]{{0,2}}(?:n[°º][ ]?)?(?:\d{{1,4}}[A-Z]?"
    r"|[A-Z]\d{0,4})[ ]?[,–-]?[ ]){1,4}\Z"
)
# « Les Pins, 12 rue Haute », « chez Mme Untel 12 rue Haute », « au 4e du 12 rue Haute »
_HOUSE_BEFORE = re.compile(
    rf"(?<![\w'-])(?:(?:L[ae]s?[ ]|L'){_U}[\w'-]{{1,20}}(?:[ ]{_U}[\w'-]{{1,20}}){{0,2}}"
    r"|(?i:maison|clos|mas|villa|ccas"
    rf"|hlm)(?:[ ](?:d[eu]s?[ ])?{_U}[\w'-]{{1,20}}){{0,2}}),[ ]\Z|(?i:au[ ])?\d{{1,2}}(?:er|e"
    r"|[èe]me)[ ]?(?:[ée]t(?:age|\.)?)?"
    r"[ ](?:du[ ])?\Z"
)
_PART_ALONE = re.compile(rf"(?<!\w)(?i:{_PART})[ .]{{0,2}}(?:n[°º][ ]?)?\Z")
_NEAR = 60
# A postcode and a town in small letters, right after a way: « , 04230 montarel ».
_SMALL_TOWN = re.compile(
    r"[ ]?[,–-]?[ \n](?:F-)?\d{5}[ ](?!euros?|km|hab|fois|pers|ans)[a-zà-ÿ][\w'-]{2,25}"
    r"(?:[ ](?:l[ea]s?|sur|sous|ste?|sainte?|en|d[eu]s?)[ ][a-zà-ÿ][\w'-]{1,20}){0,3}"
)


def streets(view: str) -> Iterator[Span]:
    """Every one; they may overlap. `view`: see `view`."""
    for pattern in (_MORE_NUMBERED, _LAST, _PLACE, _ABROAD, _TIGHT):
        for found in pattern.finditer(view):
            yield Span(found.start(), _end(view, found.start(), found.end()), "address")
    for found in _HOUSE.finditer(view):
        start = found.start("where")
        yield Span(start, _end(view, start, found.end()), "address")


def widened(view: str, span: Span) -> Span:
    """An address with what stands right before and after it and is of it."""
    start, end = span.start, span.end
    after = _SMALL_TOWN.match(view, end) or _AFTER.match(view, end)
    while after is not None and after.end() > end:
        end = after.end()
        after = _AFTER.match(view, end)
    floor = max(0, start - _NEAR)
    near = view[floor:start]
    for pattern in (_PART_ALONE, _SIDE, _SIGN, _BEFORE, _HOUSE_BEFORE):
        if (
            pattern in (_PART_ALONE, _SIDE, _SIGN, _HOUSE_BEFORE)
            and not view[start : start + 1].isdigit()
        ):
            continue
        before = pattern.search(near)
        if before:
            start, near = floor + before.start(), near[: before.start()]
    return Span(start, end, "address")


def _end(view: str, start: int, end: int) -> int:
    while end > start and view[end - 1] in " \t\n,;.(–-":
        end -= 1
    return end
