"""An address read backwards, from the postcode and the town that end it.

« Chez Mme Untel, appartement 17 - 3e étage / 24 rue Haute / 13990 LAUZE »: before a postcode and
its town, the parts that commas, dashes and ends of lines cut are of the address as long as each
looks like one (a number and a way, a building, a floor, a box, a place called, whose home it is).

Every look back is bounded (`_BACK`, `_PARTS`), and so is the cost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bastide.engine.personal.kinds import Span
from bastide.engine.personal.ways import TOWN

_TOWN = re.compile(rf"(?<![\w./-])(?:F-|FR-)?{TOWN}")
_BACK = 170
_PARTS = 6
_CUT = re.compile(r"[ \t]*(?:,|;|\n[ \t>]*|[ ][–—-][ ]|[ ]/[ ]|[ ]\|[ ])[ \t]*")
_U = r"[A-ZÀ-ÖØ-ÞŒ]"
_WAY = (
    r"(?:rue|r\.|avenue|av\.?|ave|boulevard|bd\.?|bld|boul\.?|blvd|place|pl\.?|chemin|ch\.|che|chem\.?"
    r"|impasse|imp\.?|all[ée]es?|all\.?|route|rte\.?|cours|quai|square|sq\.?|passage|pass\.?"
    r"|traverse|trav\.?|mont[ée]e|c[ôo]te|esplanade|promenade|rond-point|sentier|venelle|ruelle"
    r"|faubourg|fbg|voie|mail|clos|parvis|draille|calade|carraire|enclos|sente|lev[ée]e"
    r"|chauss[ée]e|grande?[ -]rue|grand'?[ -]?rue|pont|galerie|z\.?[ai]\.?c?\.?|zone|parc"
    r"|cd|rd|rn)"
)
# What names a place, a home, a part of a building.
_BUILT = (
    r"(?:b[âa]t(?:iment|\.)?|bt\.?|appartement|app?t\.?|appart\.?|r[ée]s(?:idence|\.)?|esc(?:alier"
    r"|\.)?|[ée]tage|entr[ée]e|porte|bo[îi]te|bloc|tour|immeuble|imm\.?|hall|chambre|ch\.|logement"
    r"|logt|lgt|studio|villas?|pavillon|maison|lot\.?|lotissement|h[ôo]tel|foyer|ehpad|chrs|cada"
    r"|ccas|camping|p[ée]niche|hameau|ham\.|lieu[ -]?dit|l\.?d\.?|quartier|qu?\.|qrt|mas|ferme"
    r"|domaine|ch[âa]teau|moulin|bastide|cabanon|campagne|le[ ]bourg|bourg|cit[ée]|hlm|ensemble"
    r"|groupe[ ]scolaire|centre|rdc|rez-de-chauss[ée]e|chez|c/o|s/c|b\.?p\.?|c\.?s\.?|tsa"
    r"|les[ ]hauts|clos|parc|ranch|corps[ ]de[ ]ferme|all[ée]e|aire)"
)
_STARTS = re.compile(
    rf"(?:(?:n[°º][ ]?)?\d{{1,5}}[ ]?(?:bis|ter|quater|[A-Da-d](?!\w))?"
    rf"(?:[ ]?(?:[-/à]|ou|et)[ ]?\d{{1,5}}[ ]?(?:bis|ter)?)?(?:[ ]|\Z)"
    rf"|(?:{_WAY}|{_BUILT})(?![\w'])|[1-9]\d?(?:er|e|re|[èe]me)(?![\w])"
    rf"|(?:L[aeA]?[sE]?S?|L')[ ]?(?-i:{_U})|[«\"(]|[A-D]\d{{0,3}}\Z|au[ ]|à[ ])",
    re.IGNORECASE,
)
_SURE = re.compile(
    r"(?:(?:n[°º][ ]?)?\d{1,4}[ ]?(?:bis|ter|quater"
    r"|[A-Da-d](?!\w))?(?:[ ]?[-/][ ]?\d{1,4})?[ ,]"
    rf"|(?:{_WAY}|{_BUILT})(?![\w'])|L[ae]s?[ ]|L')",
    re.IGNORECASE,
)
# A sentence, a label, a day or an hour is no part of an address.
_NONE = re.compile(
    r"[:@€?!=]|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|\d{1,2}[ ]?h(?:[ ]?\d\d)?\b|\.[ ]+[A-Z][a-z]{3}"
    r"|(?i:\b(?:n[ée]e?s?|le \d|t[ée]l|mail|euros?|mairie|pr[ée]fecture|conseil|commune"
    r"|soci[ée]t[ée]"
    r"|est|sont|a|ont|j'ai|je|nous|vous|il|elle|qui|que|dossier|arr[êe]t[ée])\b)"
)
_LEADS = re.compile(
    r"(?i)(?:[^\n]{0,90}(?<!\w)(?:demeurant|domicili[ée]e?s?|habit\w{1,4}|r[ée]sid\w{1,4}|h[ée]berg[ée]e?s?"
    r"|log[ée]e?s?|situ[ée]e?|sise?|adresse|adr\.?|dem\.|dom\.|[ée]crire|vit"
    r"|vivant)(?!\w)[ ]?[:=]?[ ]*"
    r"(?:(?:postale|actuelle|est)[ ]*:?[ ]*)?(?:(?:au|à l'|à la|à|aux|en|dans)[ ]+)?)"
)


def from_towns(view: str) -> Iterator[Span]:
    """Every address that ends by a postcode and a town, from where it begins."""
    for found in _TOWN.finditer(view):
        start = _begin(view, found.start())
        if start < found.start():
            yield Span(start, found.end(), "address")


def _begin(view: str, at: int) -> int:
    """Where the address that ends by the town at `at` begins; `at` when nothing is of it."""
    floor = max(0, at - _BACK)
    near = view[floor:at]
    cuts = [(0, 0), *((m.start(), m.end()) for m in _CUT.finditer(near)), (len(near), len(near))]
    begin, sure = at, False
    for (_, left), (right, _) in list(zip(cuts, cuts[1:], strict=False))[-1 : -_PARTS - 1 : -1]:
        part = near[left:right]
        if not part.strip():
            continue
        shift, led = _led(part)
        part = part[shift:]
        if left == 0 and floor and not led:
            break  # cut in the middle of a word, perhaps
        if len(part) > 60 or _NONE.search(part) or not _STARTS.match(part):
            break
        begin = floor + left + shift
        sure = sure or _SURE.match(part) is not None
        if led:
            break
    return begin if sure else at


def _led(part: str) -> tuple[int, bool]:
    """How much of a part only leads to an address (« demeurant au »), and whether it does."""
    lead = _LEADS.match(part)
    return (lead.end(), True) if lead else (0, False)
