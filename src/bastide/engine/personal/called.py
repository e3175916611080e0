"""Numbers of files by exclusion: what is numbered belongs to somebody unless it is nobody's.

1. After « n° », « numéro », « réf. », « identifiant », « code », with a few words between: a number
   of three figures or more, or of letters and figures.
2. A code of capitals and figures in parts (« TA-00417-F », « 2026-A-1147 »), wherever it stands.
3. What is left of seven figures or more, sums aside, and words of capitals and figures.

Nobody's, when said just before: laws, decisions, markets, articles, plots, forms, rooms, bills…
(`_NOBODYS`). Every repetition is bounded, and so is the cost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bastide.engine.personal.kinds import Span
from bastide.engine.personal.ways import MONTH

_NOBODYS = re.compile(
    r"(?i)(?<!\w)(?:march[ée]s?|d[ée]lib[ée]rations?|arr[êe]t[ée]?s?|lois?|d[ée]crets?"
    r"|art(?:icles?)?"
    r"|lots?|pages?|lignes?|salles?|versions?|poste|[ée]tages?|tva|parcelles?|section"
    r"|cadastr\w{0,6}"
    r"|cerfa|conventions?|vert|court|ordre|ao[uû]t|ann[ée]es?|zones?|bus|chapitre|annexes?"
    r"|circulaires?|avenants?|d[ée]cisions?|ordonnances?|directives?|r[èe]glements?|devis|factures?"
    r"|commandes?|budgets?|imputation|nature|s[ée]ance|lampadaires?|cand[ée]labres?|tranche|point"
    r"|question|consultation|offres?|boamp|jo|insee|ape|naf|uai|rne|normes?|iso|nf|relev[ée]s?"
    r"|index|mod[èe]le"
    r"|r[ée]solution|motion|amendement|bulletin|registre|ccag|cctp|dce|postal|rgpd|directive"
    r"|formulaire|plan|routes?|d[ée]partementale|nationale|autoroute|ligne|voie|quai|borne|poteau"
    r"|compteurs? de rue|r[ée]f[ée]rences? (?:du )?produit|s[ée]rie|taille|accord"
    r"|jurisprudence|arr[êe]ts?|pourvoi|av(?:enue)?|rue|bd|boulevard|chemin|all[ée]e|impasse|place"
    r"|intervention|s[ée]ries?|colis|isbn|issn|collectivit[ée]|communes?|[ée]tablissement|revenus?"
    r"|suivant|num[ée]ro vert|indigo|azur|num[ée]ro court|urgences?|standard)(?!\w)"
)
# Said before a comma too: « délibération du 4 mars, n° … ».
_DECIDED = re.compile(
    r"(?i)(?<!\w)(?:d[ée]lib[ée]rations?|arr[êe]t[ée]s?|lois?|d[ée]crets?|march[ée]s?"
    r"|circulaires?)(?!\w)"
)
_SIGN = (
    r"(?<!\w)(?i:n[°º][ ]?s?\.?|№|n[o0]\.|no(?=[ ](?:dossier|alloc|\d))|#(?=\d{3})|num[ée]ros?"
    r"|num\.?|nr|r[ée]f(?:[ée]rences?|\.)?|identifiants?"
    r"|id(?=[ :])|code[ ](?:usager|client|famille|abonn[ée]e?|personnel|adh[ée]rent)|matricule"
    r"|dossiers?|pass|navigo|badge|compteur|contrat|quittance|bo[îi]tier|allocataire|licence"
    r"|(?:n/|v/)r[ée]f|pensionn[ée]e?s?|soci[ée]taire|adh[ée]rente?s?|locataire)(?:(?<=[°º])|(?!\w))"
)
# Right after what is always somebody's, whatever else is said around: no look at `_NOBODYS`.
_OWN = re.compile(
    r"(?<!\w)(?i:(?:pass|carte)(?:[ ](?:de[ ])?(?:bus|transports?|navigo|tram|train"
    r"|m[ée]diath[èe]que"
    r"|biblioth[èe]que|d[ée]ch[èe]terie|piscine))?|ine(?:[ ][ée]lectoral)?|nne|adeli|rpps|fip|rum"
    r"|carsat"
    r"|cnav|cnracl|ircantec|agirc|msa|caf|mdph|[ée]crou|t[ée]l[ée]d[ée]clarant"
    r"|acc[èe]s[ ]en[ ]ligne"
    r"|rqth|pmi|aed|aemo|crip|masp|mjpm|ppa|cvec|fsl|ase|doss?\.?|r[ée]clamation"
    r"|code[ ]d?'?acc[èe]s|aah|aeeh|pch|apa|rsa|asi|aspa|cmi|ofpra|ofii|siao|dalo|n[ud]d|dls"
    r"|main[ ]courante"
    r"|acte(?:[ ]de[ ](?:naissance|mariage|d[ée]c[èe]s))?|livret(?:[ ]de[ ]famille)?|ch[èe]que|cir"
    r"|pension|retraite|tutelle|curatelle|agr[ée]ment|licence|permis[ ]de[ ]chass\w{1,3}|puce"
    r"|tatouage)"
    r"(?:[ ]?(?:n[°ºo]\.?|num[ée]ro|r[ée]f[ée]rence|r[ée]f\.?|:|#|=)){0,3}[ ]{0,2}"
    r"(?!\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}(?![\w/-])|(?:19|20)\d\d(?![\w/-]|[ ]\d)"
    rf"|\d{{1,2}}(?:er)?[ ](?i:{MONTH})|\d{{1,3}}(?:[ ]\d{{3}}){{0,2}}(?:,\d\d)?[ ]?(?:€|euros?|%"
    r"|h\b|mois|ans)|08)"
    r"(?P<number>(?=(?:[A-Z+/ .-]{0,8}\d){3})(?:[A-Z+]{1,8}[ /.-]?)?\d[\dA-Z]{0,20}"
    r"(?:[ /._-](?=[A-Z]{0,4}\d|[A-Z]{2,5}[ ]\d)[\dA-Z]{1,20}){0,6}(?:[ ][A-Z](?![\w'.]"
    r"|[ ][A-Z][a-z]))?)(?![\w%€@]|[ ]?€|,\d)"
)
# Words between the sign and the number: never another figure, never the end of the sentence.
_BETWEEN = r"(?:[^\d\n.;!?@€]|\.(?=[ ]?:)){0,45}?[?]?[ ]?\n?[ ]?"
_NOT_DAY = (
    rf"(?!\d{{1,2}}(?:er)?[ ](?i:{MONTH}|janv|f[ée]vr?|avr|juil|sept|oct|nov|d[ée]c)(?!\w)"
    r"|\d{1,2}[ ]?[/.-][ ]?\d{1,2}[ ]?[/.-][ ]?\d{2,4}(?![\w/-]|\.\d)|\d{1,2}[/.]\d{2,4}(?![\w/.-])"
    r"|\d{1,2}[ ]?(?:h|:)[ ]?\d\d|(?:19|20)\d\d(?![\w/-]|[ ]\d{4})|0?8\d\d[ ]|08[ ])"
)
_NUMBER = (
    r"(?P<number>(?:[A-Z]{1,6}[ ]?[/._#-]?)?(?=[A-Z]{0,6}\d|[A-Z]{1,8}[/._-])[A-Z0-9]{1,20}"
    r"(?:[/._-][A-Z0-9]{1,20}){0,5}(?:[ ](?:\d[A-Z0-9]{0,11}|[A-Z]{1,2}\d{2,12})){0,6}"
    r"(?:[ ][A-Z](?![\w'.]|[ ][A-Z][a-z])|[ ][A-Z](?=\.(?:\s*\Z|\n)))?"
    r"|[a-z]{1,4}[/-]?\d{3,12}[a-z]?)"
)
_NUMBERED = re.compile(
    rf"{_SIGN}(?P<between>{_BETWEEN})(?<![\w,+'-])[#]?{_NOT_DAY}{_NUMBER}(?![\w%€@]|[ ]?€|,\d"
    rf"|[ ]?(?i:euros?|ans"
    r"|h|m2|m²|m3|km|kg|kwh|litres?|mois|jours?|semaines?)(?!\w)|[.]\d|[ ]?[*]\d)"
)
# Letters and figures in parts: four figures at least, a letter, and no article of a code.
_PARTS = re.compile(
    r"(?<![\w.,/@#+-])(?![LRDA]\.?[ ]?\d)(?=[A-Z0-9/_-]{0,12}[A-Z])(?=(?:[A-Z/_-]{0,8}\d){4})"
    r"[A-Z0-9]{1,12}(?:[/_-][A-Z0-9]{1,12}){1,4}(?![\w@/]|-\w|,\d)"
)
# What is left: seven figures or more in groups; a word of capitals and three figures or more.
_LEFT = re.compile(
    rf"(?<![\w.,/+=&?_%#-])(?:(?<!\d[ ])|(?<=[a-zà-ÿ][ ]\d[ ])){_NOT_DAY}(?:\d{{2,}}"
    r"(?:[ ./_-]?\d{1,}){1,6}(?<=\d{2})(?:[ ]\d(?!\d))?|"
    r"(?=[A-Z]{0,6}\d)(?=(?:[A-Z]{0,6}\d){3})(?=\d{0,18}[A-Z])[A-Z0-9]{6,24})"
    r"(?![\w%€@]|[ ]?€|[,.:/]\d|[ ]?(?i:euros?|k€|hab|m2|m²|m3|km|kg|kwh|voix|mois|jours)(?!\w))"
)
_LONG = 7
_NEAR = 45
_FEWEST, _FEWEST_LETTERED = 3, 2


def called(view: str) -> Iterator[Span]:
    """Every one; they may overlap. `view`: see `view`."""
    for found in _NUMBERED.finditer(view):
        number = found["number"]
        figures = sum(c.isdigit() for c in number)
        lettered = any(c.isalpha() for c in number) or "/" in number or "-" in number
        enough = figures >= (_FEWEST_LETTERED if lettered and len(number) >= 5 else _FEWEST)
        if enough and not _nobodys(view, found.start(), found.start("number")):
            yield Span(found.start("number"), found.end("number"), "file")
    for found in _OWN.finditer(view):
        yield Span(found.start("number"), found.end("number"), "file")
    for found in _PARTS.finditer(view):
        letters = max(map(len, re.findall(r"[A-Z]+", found[0])))
        if letters <= 6 and not _nobodys(view, found.start(), found.start()):
            yield Span(found.start(), found.end(), "file")
    for found in _LEFT.finditer(view):
        figures = sum(c.isdigit() for c in found[0])
        lettered = figures < len(found[0]) and found[0].isalnum()
        if (lettered or (figures >= _LONG and not _sum(found[0]))) and not _nobodys(
            view, found.start(), found.start()
        ):
            yield Span(found.start(), found.end(), "file")


def _sum(number: str) -> bool:
    """Whether it may be a sum or a quantity: groups of three from the right (« 1 204 500 »)."""
    return re.fullmatch(r"[1-9]\d{0,2}(?:[ .]\d{3}){1,3}", number) is not None


def _nobodys(view: str, sign: int, number: int) -> bool:
    """Whether what is numbered, in the few words before the sign or after it, is nobody's."""
    before = view[max(0, sign - _NEAR) : sign]
    before = re.split(r"[.;:!?\n]", before)[-1]
    if _DECIDED.search(before):
        return True
    before = re.split(r"[,(]", before)[-1]
    noun = " ".join(before.split()[-3:])
    return _NOBODYS.search(noun + " " + view[sign:number]) is not None
