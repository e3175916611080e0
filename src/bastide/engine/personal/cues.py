"""What stands before or after capitals and says that they are, or are not, a person's name.

Each pattern is tried on a short stretch beside the capitals, so that its cost is bounded.
"""

from __future__ import annotations

import re
from typing import Literal

Cue = Literal["named_after", "title", "titles", "label", "list", "role", "about", "towards", ""]
_NEAR = 90
_LIST_GAP = 60

_TITLE = re.compile(
    r"(?:(?<![\w.])(?:M|Mr|Mme|Mlle|Dr|Pr|Me)\.?|(?i:(?<!\w)(?:madame|monsieur|mademoiselle"
    r"|ma[îi]tre"
    r"|docteure?|professeure?|mme|mlle|mr|père|abbé|sœur|soeur|capitaine|lieutenant|adjudant"
    r"|brigadier|colonel|commandant|major|veuve|vve)))[ ]+(?:(?:née|veuve|vve|ép(?:ouse"
    r"|\.))[ ]+)?\Z"
)
_TITLES = re.compile(r"(?<!\w)(?:MM\.?|Mmes\.?|Mlles\.?|(?i:messieurs|mesdames))[ ]+\Z")
# What bears the name of somebody, or of something: right before the name, or with « de » between.
_RANK = (
    r"(?:[ ]+(?:docteur|g[ée]n[ée]ral|mar[ée]chal|pr[ée]sident|commandant|colonel|capitaine|abb[ée]"
    r"|professeur|monseigneur|soldat|lieutenant|p[èe]re|s[œo]e?ur|dr|pr)\.?)?"
)
_NAMED_AFTER = re.compile(
    r"(?i)(?<!\w)(?:lyc[ée]e|coll[èe]ge|[ée]cole|rue|avenue|av\.|boulevard|bd|place|quai|cours"
    r"|impasse"
    r"|all[ée]e|chemin|route|esplanade|square|pont|stade|gymnase|piscine|salle|m[ée]diath[èe]que"
    r"|biblioth[èe]que|mus[ée]e|th[ée][âa]tre|h[ôo]pital|clinique|foyer|r[ée]sidence|internat"
    r"|campus"
    r"|universit[ée]|cit[ée]|arr[êe]t|gare|station|parc|jardin|festival|fondation|saint|sainte|st"
    r"|ste"
    r"|mont|lac|col|port|tour|fort|prix|loi|virus|cyclone|temp[êe]te|fus[ée]e|cr[èe]che"
    r"|amphith[ée][âa]tre|b[âa]timent|faubourg|passage|rond-point|traverse|mont[ée]e|sentier|ruelle"
    r"|promenade|parvis|hameau|quartier|lotissement|ehpad|ime|alsh|chapelle|[ée]glise|cath[ée]drale"
    r"|basilique|paroisse|conservatoire|auditorium|op[ée]ra|cin[ée]ma|caserne|a[ée]roport"
    r"|exposition"
    r"|spectacle|concert|album|barrage|viaduc|tunnel|aire|camping|complexe|vall[ée]e|massif"
    r"|algorithme"
    r"|th[ée]or[èe]me|syndrome|[ée]chelle|zac|skatepark|dojo|halle|kiosque|fontaine|statue)s?"
    r"(?:[ ]+(?:municipale?|r[ée]gionale?|public|publique|scolaire|social|sociale|sportif|culturel"
    r"|polyvalente|primaire|maternelle|[ée]l[ée]mentaire|priv[ée]e?|des f[êe]tes|de conf[ée]rences?"
    rf"|d'exposition|de r[ée]union|de|du|des|la|le|l|d))*{_RANK}[ '\-«\"]*\Z"
    r"|(?i:(?<!\w)(?:espace|centre|maison|groupe|soci[ée]t[ée]|entreprise|association|club|site"
    r"|ligne"
    r"|appli(?:cation)?|dispositif|aide|carte|ch[èe]que|pass|plan|programme|auto-[ée]cole|score"
    r"|sarl|sas"
    r"|sasu|eurl|sci|scop|ets|[ée]tablissements?|cabinet|garage|boulangerie|menuiserie"
    r"|ma[çc]onnerie"
    r"|boucherie|restaurant|caf[ée]|h[ôo]tel|cha[îi]ne|magasin|supermarch[ée]|marque|mod[èe]le"
    r"|logiciel"
    r"|plateforme|projet|op[ée]ration|journal|revue|film|livre|roman|commune|ville|village|canton"
    r"|pays"
    r"|d[ée]partement|r[ée]gion|maladie|m[ée]thode|bar[èe]me|taux|lot|zone)s?"
    rf"(?:[ ]+(?:social|scolaire|culturel|sportif|associatif))?{_RANK}[ \-«\"]+\Z)"
)
_LABEL = re.compile(
    r"(?i)(?<!\w)(?:je (?:m'appelle|me nomme|suis)|mon (?:nom|pr[ée]nom)(?: de famille)? (?:est|:)"
    r"|s'appel(?:le|ait)|(?:pr[ée])?nomm[ée]e?s?|d[ée]nomm[ée]e?|soussign[ée]e?,?|au nom de"
    r"|sign[ée][ ]?:?|l'int[ée]ress[ée]e?[ ]?:|n[ée]e(?=[ ]+\Z)|[ée]pouse|ex-[ée]pouse|alias|dite?"
    r"|nom (?:de famille|d'usage|de naissance|marital|de jeune fille|d'[ée]poux|complet"
    r"|patronymique)"
    r"[^\n:]{0,20}[:\t]"
    r"|sonne[rz]?(?:[ ]chez|[ ]à)?(?=[ :«\"]+\Z)|(?:son|mon|le"
    r"|leur)[ ]nom[ ]?[,:]?(?:[ ]?c'est)?(?=[ ]+\Z)"
    r"|(?-i:Nom|NOM|Pr[ée]noms?|PR[EÉ]NOMS?)(?:[ ](?i:de[ ](?:naissance|famille|jeune[ ]fille)"
    r"|d'usage|marital"
    r"|usuel))?(?=[ ]+\Z)"
    r"|(?:pr[ée])?noms?(?:[ ]?\(s\))?(?:[ ]?(?:et|/"
    r"|,)[ ]?(?:pr[ée])?noms?(?:[ ]?\(s\))?)?[^\n:\w]{0,4}"
    r"(?:(?:du|de la|de l'|des?)[ ]?[^\n:]{2,40})?[:=\t])[ \t]*[«\"]?[ ]?\Z"
)
_LIST = re.compile(
    r"(?i)(?:(?<!\w)(?:pr[ée]sente?s?|absente?s?|excus[ée]e?s?|participante?s?|secr[ée]taires?"
    r"|secr[ée]taire de s[ée]ance|rapporteure?s?|destinataires?|copies?|cci?|exp[ée]diteur|from|to"
    r"|contacts?|r[ée]f[ée]rente?s?|interlocut(?:eur|rice)s?|responsables?|instruct(?:eur|rice)"
    r"|r[ée]dact(?:eur|rice)|r[ée]dig[ée] par|anim(?:ateur|atrice)|pr[ée]sidente?|pouvoirs?"
    r"|procurations?|demandeu(?:r|se)s?|b[ée]n[ée]ficiaires?|usag[eè]re?s?|locataires?"
    r"|propri[ée]taires?"
    r"|t[ée]moins?|agente?s?|[ée]l[èe]ves?|enfants?|parents?|m[èe]re|p[èe]re|conjointe?|allocataire"
    r"|titulaire|assur[ée]e?|patiente?|cliente?|appelante?|personnes?|membres?(?: du [\w ]{3,20})?"
    r"|votant|votants|contre|abstentions?|pour|candidate?s?|invit[ée]e?s?|assistaient"
    r"|intervenante?s?"
    r"|nageurs?|stagiaires?|tut(?:eur|rice)|suivi par|transmis [àa]|attribu[ée] [àa])"
    r"(?:[ ]+(?:de s[ée]ance|[ée]galement|[àa] la r[ée]union|principale?|l[ée]gale?))?"
    r"(?:[ ]?\([^()\n]{0,30}\))?|(?:^|\n)[ \t>]*(?:de"
    r"|[àa]))[ ]*[:\t][ \t]*(?:\n?[ \t]*[-•*–][ ]*)?\Z"
    r"|(?i:(?<!\w)(?:suivi|r[ée]dig[ée]|[ée]tabli|instruit|pr[ée]sent[ée]|valid[ée]|sign[ée]"
    r"|anim[ée]"
    r"|transmis|trait[ée]|accompagn[ée]|re[çc]u)e?s?[ ]par[ ]+\Z)"
)
_ROLE = re.compile(
    r"(?<!\w)(?:l'|la |le |les |un |une |notre |mon |ma |mes |son |sa |leur |votre |vos |de |d'"
    r"|,[ ]?)?"
    r"(?:directrice|directeur|maire|adjointe?|conseill[eè]re?|pr[ée]sidente?|vice-pr[ée]sidente?"
    r"|secr[ée]taire|agente?|coll[èe]gue|voisine?|fils|fille|mari|femme|[ée]poux|[ée]pouse|fr[èe]re"
    r"|s[œo]e?ur|m[èe]re|p[èe]re|maman|papa|tante|oncle|cousine?|neveu|ni[èe]ce|grand-m[èe]re"
    r"|grand-p[èe]re|petit-fils|petite-fille|beau-fr[èe]re|belle-s[œo]e?ur|beau-p[èe]re"
    r"|belle-m[èe]re"
    r"|conjointe?|compagn(?:e|on)|enfants?|b[ée]b[ée]|instruct(?:eur|rice)|gardienn?e?|proviseure?"
    r"|infirmi[eè]re?|[ée]ducat(?:eur|rice)|assistante? sociale|assistante? maternelle|avocate?"
    r"|notaire"
    r"|m[ée]decin|architecte|ing[ée]nieure?|tut(?:eur|rice)|curat(?:eur|rice)|mandataire"
    r"|usag[eè]re?"
    r"|[ée]l[èe]ve|[ée]tudiante?|apprentie?|stagiaire|candidate?|locataire|propri[ée]taire"
    r"|b[ée]n[ée]ficiaire|demandeu(?:r|se)|patiente?|cliente?|chauffeur|conduct(?:eur|rice)"
    r"|anim(?:ateur|atrice)|techni(?:cien|cienne)|famille|consorts|indivision|succession|feue?"
    r"|d[ée]funte?|copine|copain|amie?|r[ée]f[ée]rente?|bailleresse|bailleur|professeure?"
    r"|ma[îi]tresse"
    r"|principale?|rapporteure?|[ée]lue?|s[ée]nat(?:eur|rice)|d[ée]put[ée]e?|pr[ée]fet"
    r"|pr[ée]f[èe]te"
    r"|tr[ée]sori[eè]re?|coordinat(?:eur|rice)|psychologue|orthophoniste|kin[ée]sith[ée]rapeute"
    r"|jeune|petite?|dame|cher|ch[èe]re|chers)s?"
    r"(?:[ ]+(?:municipale?|d[ée]partementale?|r[ée]gionale?|communautaire|sociale?|technique"
    r"|principale?"
    r"|adjointe?|g[ée]n[ée]rale?|a[îi]n[ée]e?|cadette?|d[ée]l[ée]gu[ée]e?|maternelle?|paternelle?"
    r"|de s[ée]ance|d'accueil|l[ée]gale?))*[ ]?,?[ ]+\Z",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"(?i)(?<!\w)(?:accord|avis|retour|visite|sant[ée]|p[èe]re|m[èe]re|fils|fille|anniversaire"
    r"|dossier|demande|inscription|bourse|carte|compte|contrat|courrier|rib|facture"
    r"|mail"
    r"|message|appel|situation|prise en charge|signalement|lettre|proposition|intervention"
    r"|d[ée]part"
    r"|arriv[ée]e|remplacement|audition|entretien|r[ée]ponse|plainte|recours|attestation|acte"
    r"|mariage"
    r"|d[ée]c[èe]s|naissance|divorce|licenciement|r[ée]clamation|candidature|certificat|fiche"
    r"|logement"
    r"|appartement|domicile|terrain|parcelle|v[ée]hicule|voiture|enfants?|num[ée]ro|adresse|absence"
    r"|cong[ée]s?|succession)[ ]+(?:de[ ]+|d')\Z"
    r"|(?i:(?<!\w)(?:de la part de|au sujet de|au profit de|en faveur de|[àa] l'attention de"
    r"|[àa] la demande de|pr[ée]venir|rappeler|joindre|contacter|relancer|convoquer"
    r"|h[ée]berg\w{1,3}"
    r"(?: chez)?|(?:gard|accompagn|repr[ée]sent|remplac|suivi|rempl|sign)[ée]?e? par"
    r"|dossier|affaire)[ ]+\Z)"
)
_TOWARDS = re.compile(
    r"(?i)(?:(?<![\w'-])(?:à|de|par|pour|avec|chez|que|et|envers|selon|contre|entre)[ ]+"
    r"|(?<!\w)(?:d|qu)')\Z"
)
_DOES = re.compile(
    r"[ ]+et (?:sa|son|ses|leurs?)\b|"
    r"[ ]+(?:(?:m|t|l|n|s|nous|vous|lui)'?[ ]*)?(?:ne[ ]+|y[ ]+|en[ ]+)?"
    r"(?:attend|habite|travaille|demande|dit|parle|voudrait|veut|vit|conduit|appelle|rappelle"
    r"|[ée]crit"
    r"|d[ée]m[ée]nage|souhaite|touche|propose|rappelle|indique|pr[ée]cise|explique|signale|informe"
    r"|conteste|accepte|refuse|intervient|regrette|s'inqui[èe]te|vote|pr[ée]sente|remercie|ajoute"
    r"|est (?:venue?|pass[ée]e?|n[ée]e?|arriv[ée]e?|partie?|absente?|excus[ée]e?|h[ée]berg[ée]e?)"
    r"|sera|va|n'est|n'a|n'ira|doit|peut|viendra|rappellera|remplace|revient|passe|part|suit|garde"
    r"|prend|fait|envoie"
    r"|relit"
    r"|pr[ée]vient|reprend|quitte|ira|a bien|est d'accord|est malade|insiste|soumet|confirme"
    r"|souligne"
    r"|r[ée]clame|cherche|sollicite|d[ée]clare|r[ée]pond|r[ée]side|vient|vend|ach[èe]te|donne"
    r"|assure|entre en"
    r"|a (?:dit|perdu|re[çc]u|pay[ée]|d[ée]m[ée]nag[ée]|laiss[ée]|rempli|appel[ée]|rat[ée]"
    r"|sign[ée]|eu"
    r"|fait|d[ée]pos[ée]|transmis|envoy[ée]|demand[ée]|quitt[ée]|t[ée]l[ée]phon[ée]|refus[ée]"
    r"|accept[ée]"
    r"|[ée]t[ée]|donn[ée]|propos[ée]|pr[ée]sent[ée]))\b"
    r"|[ ]*,[ ]*(?:n[ée]e?|domicili[ée]e?|demeurant|[âa]g[ée]e?|r[ée]sidant|repr[ée]sent[ée]e?"
    r"|maire"
    r"|adjointe?|directeur|directrice|agente?|conseill[eè]re?)\b"
    r"|[ ]*[(<][^()<>\n]{0,60}(?:@|\bmaire\b|\badjoint|\bn[ée]e?\b|\bans\b)"
)
_AND = re.compile(
    r"[ ]*(?:\([^()\n]{0,40}\)|,[ ][a-zà-ÿ][a-zà-ÿ' ]{3,30}(?=[,;\n]))?"
    r"[ ]*(?:[,;/&+]|,?[ ]*\b(?:et|ou)\b|,?[ ]*\bainsi que\b|\n[ ]*[-•*–]|\n)[ ]*"
    r"(?:(?:MM?|Mmes?|Mlles?|Mr|Dr|Me)\.?[ ]+|(?:Madame|Monsieur|Mesdames|Messieurs)[ ]+)?"
)


def after_title(view: str, start: int) -> bool:
    near = view[max(0, start - 30) : start]
    return bool(_TITLE.search(near) or _TITLES.search(near))


def cue(view: str, start: int) -> Cue:
    """What the text before `start` says of the capitals that begin there."""
    near = view[max(0, start - _NEAR) : start]
    if _NAMED_AFTER.search(near):
        return "named_after"
    kinds: tuple[tuple[Cue, re.Pattern[str]], ...] = (
        ("titles", _TITLES), ("title", _TITLE), ("label", _LABEL), ("list", _LIST), ("role", _ROLE),
        ("about", _ABOUT), ("towards", _TOWARDS),
    )  # fmt: skip
    return next((kind for kind, pattern in kinds if pattern.search(near)), "")


def does(view: str, end: int) -> bool:
    """Whether what follows is what a person does or is."""
    return _DOES.match(view[end : end + _NEAR]) is not None


def goes_on(view: str, end: int, start: int) -> bool:
    """Whether the capitals at `start` continue an enumeration of persons that stopped at `end`."""
    between = view[end:start]
    return len(between) <= _LIST_GAP and _AND.fullmatch(between) is not None
