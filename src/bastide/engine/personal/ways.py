"""What addresses are made of: kinds of ways and their names, floors and buildings, towns.

Pieces of patterns, shared by `addresses` and `streets`. Atomic groups bound their cost.
Source: NF Z 10-011 (lines of an address), as La Poste tells it.
"""

from __future__ import annotations

CAPITAL = r"[A-ZÀ-ÖØ-ÞŒ]"
WAYS = (
    r"rue|r\.?|avenue|av\.?|ave|boulevard|bd\.?|bld\.?|boul\.|place|pl\.?|chemin|ch\.|che|chem\.?"
    r"|impasse|imp\.?"
    r"|all[ée]es?|all\.?|route|rte\.?|cours|quai|square|sq\.|passage|pass\.|traverse|trav\.?"
    r"|mont[ée]e|c[ôo]te"
    r"|lotissement|lot\.?|r[ée]sidence|r[ée]s\.?|hameau|lieu-dit|lieudit|esplanade|promenade"
    r"|rond-point"
    r"|sentier|venelle|ruelle|villa|villas|blvd|traverse|cit[ée]|faubourg|fbg|voie|mail|clos|domaine|parvis"
    r"|porte|pont"
    r"|z\.[ai]\.(?:c\.)?"
    r"|draille|carrera|carraire|calade|rampe|galerie|parc|quartier|grande?[ -]rue|grand-rue|enclos"
    r"|sente"
    r"|drève|venelle|levée|chaussée|zone|za|zi|zac"
)
_CONNECT = r"(?:l[eèa]s?|l[eè]z|sur|sous|en|d[eu]s?|aux?|et)"
TOWN = (
    rf"(?:F-)?(?:\d{{5}}|\d{{2}}[ ]\d{{3}})[ \t]+(?:{CAPITAL}[\w']*|l[ae]s?[ ]{CAPITAL}[\w']*|L')"
    rf"(?:[ \-](?:(?:{_CONNECT}[ \-]){{0,3}}(?:[dl]')?{CAPITAL}[\w']*|cedex(?!\w)"
    r"|\d{1,2}(?![\w.])))*"
)
_LINK = (
    r"(?:de la|de l'|d'|l'|des|du|de|aux|au|à la|à|les|le|la|en|sur|sous|saint|sainte|st|ste|et)"
)
# A point ends an initial or an abbreviation (« Gal. »); after a longer word, the sentence.
_WORD = (
    rf"(?:{CAPITAL}(?>(?:[\w']|\.(?=\w)|(?<!\w{{4}})\.)*)(?:-[\w']+(?:(?<=-\w)\.)?)*"
    rf"|\d{{1,4}}(?:er|re|e|è?me)?(?:-[\w']+)*(?![\w]))"
)
MONTH = (
    r"janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[uû]t|septembre|octobre|novembre|d[ée]cembre"
)
# Atomic groups (`(?>`): what a name or a complement took is not tried again in smaller pieces.
LINKS = rf"(?>(?:(?!(?:aux?|à)[ ]\d){_LINK}(?:[ ]+|(?<=')|(?=[A-ZÀ-Þ]))){{0,4}})"
NAMED = (
    rf"(?>{LINKS}{_WORD}(?:[ \-]+(?:(?i:{MONTH})(?!\w)|{LINKS}{_WORD})){{0,5}}"
    rf"|(?:{_LINK}[ ]?){{0,3}}[a-zà-öø-ÿ][\w'-]{{2,30}}(?:[ ](?:d[eu]s?|de la|[ée]mile|jean|victor"
    r"|saint)[ ][a-zà-öø-ÿ][\w'-]{1,30})?)"
)
FLOOR = (
    r"(?:[1-9]\d?(?:er|e|[èe]me)[ ](?:[ée]tage|[ée]t\.?)|rdc|rez-de-chauss[ée]e)"
    r"(?:[ ](?:porte[ ])?(?:gauche|droite|face|\d{1,3}(?!\w)|[A-Z](?!\w)))?"
    r"|[1-9]\d?(?:er|e|[èe]me)[ ](?:gauche|droite|face)|[1-9]\d?(?:er|e|[èe]me)(?=[ ]*[,)–\n-])"
)
REST = (
    rf"(?>(?:[ \t]*[,;–(-]?[ \t]*(?i:{FLOOR})(?!\w)|[ \t]*(?:[,;–(-]"
    rf"|\n)?[ \t]*(?i:b[âa]t(?:iment|\.)?|appt\.?|apt\.?|appartement"
    r"|r[ée]s(?:idence|\.)?|esc(?:alier|\.)?|[ée]tage|entr[ée]e|porte|bo[îi]te|b\.?p\.?|c\.?s\.?|tsa"
    r"|bloc|tour|bt\.?|all[ée]e|logt|studio|lotissement|pavillon"
    r"|immeuble|imm\.?|hall|chambre|ch\.|logement|lot\.?|lieu-dit|lieudit|hameau|quartier|villa"
    r"|[1-9]\d?(?:er|e|[èe]me)[ ](?:[ée]tage|gauche|droite|face))[ ]*(?i:n[°º])?[ ]?"
    rf"{LINKS}(?:{CAPITAL}?[\w']{{1,20}}(?!\w)|\d{{1,5}})(?:[ -]{CAPITAL}[\w']*){{0,3}}\)?){{0,4}})"
)
# A town without its postcode ends the address: « , Lauze. », « à Lauze », « à lauze, ».
_ONLY_TOWN = (
    r"(?:[ ]?[,–-][ ]?(?:(?:S(?:ain)?te?|L[ae]s?)[ -]"
    rf"|L')?{CAPITAL}[\w']{{2,20}}(?:-[\w']{{1,20}}){{0,5}}"
    rf"(?:[ ](?:d[eu]s?|de[ ]la|sur|sous|l[eè][sz]|en)[ ]{CAPITAL}[\w'-]{{2,20}})?"
    rf"(?:[ ]?\(\d{{2,5}}\)|[ ]-?[ ]?\d{{5}}(?!\d))?(?=[ ]*(?:[.,;:\n)»]|-[ ]|\Z))"
    rf"|[ ][àa][ ](?:L[ae]s?[ ]|S(?:ain)?te?[ ])?{CAPITAL}[\w']{{2,20}}(?:-[\w']{{1,20}}){{0,5}}"
    rf"(?:[ ]?\(\d{{2,5}}\)|[ ]\d{{5}}(?!\d))?"
    r"|[ ]à[ ](?!c[ôo]t|droite|gauche|partir|compter|proxi|l'|la\b|son|mon|midi|ce)"
    r"[a-zà-ÿ]{3,20}(?:-[a-zà-ÿ]{1,20}){0,5}(?=[ ]*(?:[.,;:\n)]|\Z)))"
)
_NOTE = r"(?:[ ]?\((?=[a-zà-ÿ])[^()\n\d]{2,35}\)(?=[ ]*(?:,|\n|\d{5}[ ])))?"
END = rf"{_NOTE}(?:[ \t]*[,–(-]?[ \t]*\n?[ \t>]*(?:à[ ])?{TOWN}\)?|{_ONLY_TOWN}|[ ]\(\d{{5}}\))?"
