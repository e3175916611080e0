"""How French meetings say that something is settled, as patterns of unaccented text."""

from __future__ import annotations

import re

_BODY = (
    r"(?:on|nous|je|j['’]|la commission|le comite|le bureau|le conseil(?: municipal| communautaire"
    r"| departemental| syndical| d['’]administration| de quartier)?|l['’]assemblee|le groupe"
    r"(?: de travail)?|le jury|la reunion|le copil|le comite de pilotage|les elus|les membres"
    r"|le college|l['’]equipe)"
)
_BETWEEN = (
    r"(?:\s+(?:donc|alors|bien|ainsi|du coup|finalement|quand meme|plutot|la|les?|l['’]|vous|leur"
    r"|lui|y|en|tous|ensemble|collectivement|par consequent|se|nous|meme|officiellement))*\s*"
)
_DECIDES = (
    r"(?:decid(?:e|ons)|valid(?:e|ons)|approuv(?:e|ons)|adopt(?:e|ons)|reti(?:ent|ens)|retenons"
    r"|act(?:e|ons)|enterin(?:e|ons)|chois(?:it|is|issons)|opt(?:e|ons)|fix(?:e|ons)|fig(?:e|eons)"
    r"|maint(?:ient|iens|enons)|report(?:e|ons)|ajourn(?:e|ons)|annul(?:e|ons)|supprim(?:e|ons)"
    r"|abandonn(?:e|ons)|renonc(?:e|ons)|ecart(?:e|ons)|refus(?:e|ons)|rejett?(?:e|ons)"
    r"|accord(?:e|ons)|attribu(?:e|ons)|autoris(?:e|ons)|tranch(?:e|ons)|accept(?:e|ons)"
    r"|conv(?:ient|enons) (?:de|que)|design(?:e|ons)|elit|elisons|privilegi(?:e|ons)|retir(?:e|ons)"
    r"|part(?:ons)? (?:donc )?(?:sur|la-dessus)|rest(?:e|ons) (?:sur|a)|gard(?:e|ons)"
    r"|conserv(?:e|ons)|confi(?:e|ons)|declar(?:e|ons)|s['’]arret(?:e|ons) sur|arretons|met"
    r"(?:tons)? d['’]accord"
    r"|tomb(?:e|ons) d['’]accord|suspend(?:s|ons)?|repouss(?:e|ons)|prononc(?:e|ons)"
    r"|emet(?:tons)? un avis|rend(?:ons)? un avis|laiss(?:e|ons) tomber|decal(?:e|ons)"
    r"|donn(?:e|ons|ent) (?:un avis|(?:son|notre|mon|leur) (?:accord|aval|feu vert)|"
    r"(?:le )?feu vert)"
    r"|(?:suis|est|sommes) (?:tous )?d['’]accord (?:pour(?! dire)|que)|avan(?:ce|cons) (?:la|le"
    r"|l['’])"
    r"|pren(?:d|ds|ons) (?:la|cette|une) decision|fai(?:t|sons) le choix|reconduis(?:ons)?"
    r"|reconduit|prolong(?:e|eons)|pren(?:d|ds|ons) acte|ne (?:retient|retenons|soutient) pas"
    r"|se porte|nous portons|pren(?:d|ds) la plus-value|l['’]?en accord(?:e|ons))"
)
DONE = (
    r"(?:decidee?s?|validee?s?|approuvee?s?|adoptee?s?|retenue?s?|actee?s?|enterinee?s?|arretee?s?"
    r"|fixee?s?|maintenue?s?|reportee?s?|ajournee?s?|annulee?s?|abandonnee?s?|ecartee?s?"
    r"|refusee?s?|rejetee?s?|accordee?s?|attribuee?s?|autorisee?s?|confirmee?s?|tranchee?s?"
    r"|convenue?s?|designee?s?|elue?s?|votee?s?|repoussee?s?|suspendue?s?|prononcee?s?"
    r"|choisie?s?|supprimee?s?|instauree?s?|limitee?s?|reconduite?s?|prolongee?s?|decalee?s?"
    r"|gelee?s?|integree?s?|modifiee?s?|imposee?s?|lancee?s?|cale(?:e?s?)|deplacee?s?"
    r"|creee?s?|retiree?s?|portee?s? a|classee?s? sans suite|infructueu(?:x|se)|acquise?s?"
    r"|renvoyee?s?"
    r"|rendue?s? obligatoires?|obligatoire)"
)
_ADVERBS = (
    r"(?:\s+(?:donc|ainsi|alors|bien|du coup|desormais|officiellement|definitivement|par consequent"
    r"|dorenavant|tous|toutes))*"
)
# What hangs on another clause settles nothing: « les textes qui sont votés ».
_FREE = r"(?<!\bqui )(?<!\bque )(?<!qu')(?<!qu’)(?<!\bsi )(?<!\bcomme )(?<!\bquand )(?<!\bdont )"
# « On attend l'audit avant de choisir »: to wait for something first is settled too.
WAITS = re.compile(
    r"\b(?:on attend|nous attendons) .{3,60} (?:avant de|pour (?:choisir|decider|trancher))"
)
ACTIVE = re.compile(rf"{_FREE}(?<![\w'’-]){_BODY}{_BETWEEN}(?<![\w]){_DECIDES}(?!\w)")
PASSIVE = re.compile(
    rf"{_FREE}(?<![\w'’-])(?:est|sont|c['’]est|reste|restent|sera|seront){_ADVERBS}\s+{DONE}(?!\w)"
)
ALONE = re.compile(
    rf"^(?:(?:euh|bon|donc|alors|ok|voila|bien|tres bien|parfait|et|c['’]est|oui)[\s,]+)*{DONE}"
    r"(?=\s*(?:[.,;:!]|$|a l['’]unanim|a la majorit|avec|sous reserve|par \d|par \w+ voix|pour"
    r"|en l['’]etat|moins))"
    rf"|[:,]\s+{DONE}\s+a l['’](?:unanimite|majorite)"
)
NAMED = re.compile(
    r"\bdecision\s*:|\b(?:avis (?:tres |plutot )?(?:favorable|defavorable|conforme)"
    r"|accord de principe"
    r"|on est (?:tous )?d['’]accord (?:pour|que)|c['’]est (?:donc )?(?:non|oui)\b"
    r"|va (?:donc )?pour (?:le|la|les|l['’]|un|une|\w)|sans suite|c['’]est (?:ferme|acte|vote"
    r"|regle|decide|arrete|valide|acquis|une regle|la regle|obligatoire|tranche|plie)"
    r"|(?:autorisation|accord|delegation) (?:est )?donnee?|sursis (?:a statuer|pour)|feu vert"
    r"|l['’]emportent?|(?:a|ont|recueille|obtient) la majorite)\b"
)
# « désormais », « à partir du 1er » before or after what becomes the rule.
FROM_NOW = re.compile(
    r"\b(?:desormais|dorenavant|a (?:partir|compter) (?:du (?:\d|premier|mois|lundi|mardi)|de "
    r"(?:\d{4}|janvier|fevrier|mars|avril|mai|juin|juillet"
    r"|septembre|octobre|novembre|decembre|lundi|mardi|mercredi|jeudi|vendredi|demain|la rentree"
    r"|maintenant|cette annee)|d['’](?:aujourd|aout|avril|octobre))|jusqu['’]a nouvel ordre"
    r"|(?:cette|l['’])? ?(?:annee|fois) prochaine,? ce sera)"
)
WILL_BE = re.compile(
    r"(?<!qui )\b(?:(?:aura|auront) (?:donc )?lieu|se (?:tiendra|tiendront|reunira"
    r"|deroulera|fera|feront)"
    r"|s['’]arretera|iront a|(?:sera|seront) (?:donc )?(?:(?:le|au|en|a) (?:\d"
    r"|premier|un|lundi|mardi|mercredi|jeudi|vendredi|samedi|printemps|janvier|fevrier|mars"
    r"|avril|mai"
    r"|juin|juillet|aout|septembre|octobre|novembre|decembre)|son |notre |fournie?s?|ouverte?s?"
    r"|fermee?s?|gardee?s?|gratuite?s?|confiee?s?|prise par"
    r"|appliquee?s?|desormais)\b|perd(?:ent)? leur place|gard(?:e|ent) (?:son|leur)|rest(?:e|ent)"
    r" (?:les|la|le|ferme|dans|a|ouvert)|passe(?:nt)? (?:donc )?a (?:\d|un|deux|trois|quatre|cinq)"
    r"|basculent|rouvre)\b"
)
# « Pas de travaux avant huit heures », « Interdiction de… », « Prochain comité le… ».
NOMINAL = re.compile(
    r"^(?:(?:donc|alors|bon|ok|non|et|du coup|la|allez|par contre|en attendant)[\s,]+)*"
    r"(?:(?:(?:pas|plus) (?:de |d['’])|(?:aucune?|zero) (?!n['’]|ne ))(?!(?:remarque|mot"
    r"|candidat|automatic|objection|observation|souci|probleme"
    r"|opposition|abstention|question|quoi|commentaire|date|nouvelle|reponse|debat|mal|trop|encore"
    r"|tout|du tout|vraiment|forcement|facile|mure?|question|idee|voix|d['’]accord|besoin|sur|avant"
    r"|le |la |les |si |possible|certain|grave)s?\b)[a-z]"
    r"|interdiction d|fermeture d|report d|maintien d|ouverture d|attribution d|renouvellement d"
    r"|suppression d|mise en \w+ (?:repouss|fix|maint|confirm)\w+|prochaine? (?:\w+ ){1,3}(?:le"
    r"|au) )"
)
# The day of the next meeting is told; nothing is settled of a matter.
MEETS_AGAIN = re.compile(
    r"^(?:(?:donc|alors|bon|ok|et|voila|enfin)[\s,]+)*(?:(?:la|le|notre) )?prochaine? "
    r"(?:reunion|seance|conseil|comite|commission|copil|bureau|assemblee|rencontre|rendez-vous)\b"
    r"[^,;:]{0,30}?(?:\ble|\bau|\best|\baura lieu|\bse tiendra|\bsera|\blundi|\bmardi|\bmercredi"
    r"|\bjeudi|\bvendredi|\bsamedi)\b"
)
PAST_COMPOUND = re.compile(
    rf"(?<![\w'’-])(?:on a|nous avons|on s['’]est|j['’]ai)"
    rf"(?:\s+(?:donc|bien|ainsi|du coup|finalement|mis))*\s+(?:(?!vote){DONE}|mis d['’]accord)"
    rf"|{_FREE}\b(?:a|ont) (?:donc |ainsi |finalement )?ete (?:donc |ainsi |finalement )?{DONE}"
    r"(?! par l[ea'’])"
)
REJECTED = re.compile(
    r"\b(?:rejet\w*|repouss\w+ (?:par|a l['’]unanimite)|amendement .{0,30}repouss|refus\w*"
    r"|ecart\w*|abandonn\w*|renonc\w*|defavorable|pas (?:retenue?s?"
    r"|adoptee?s?"
    r"|validee?s?|approuvee?s?|accordee?s?|recevable)|laiss\w+ tomber|classee?s? sans suite"
    r"|c['’]est (?:donc )?non|(?:ne|n['’])\s?\w* ?(?:retient|retenons|valide|donne|donnons|accorde"
    r"|soutient|ouvre|poursuivons|poursuit|derogeons|prend|fait|fera|financ\w+|y va)\s+pas"
    r"|pas (?:de suite|question)|donc pas d|^non\b"
    r"|,\s*(?:donc )?non\b)"
)
NEGATED_DONE = re.compile(rf"\bn['’](?:est|sont)\s+(?:donc\s+)?pas\s+{DONE}")
NO_DECISION = re.compile(
    r"\b(?:pas encore|rien n['’]est|pas la pour|ne (?:decide|tranche|valide|vote) (?:pas|rien)"
    r"|n['’](?:en )?(?:a|decide|est) (?:pas|rien) (?:ete )?(?:decid|aujourd)|avant de (?:decider"
    r"|valider|voter|trancher)"
    r"|n['’]est pas (?:encore )?(?:decide|tranche|acte|fixe|arrete|convenu|vote|mur)"
    r"|on n['’]a pas tranche"
    r"|n['’]en decide pas|ne decide pas|qui decide|ont decide ca"
    r"|c['’]est comme ca, c['’]est pas nous)"
)
CONDITION = re.compile(
    r"\b(?:si (?:on|nous|vous|le|la|les|l['’]|jamais|c['’]est|seulement|tu|je)|s['’]il|s['’]ils"
    r"|(?:pourr|faudr|devr|voudr|aimer|ser|souhaiter|aur|permettr|couter|fer|pencher|propos"
    r"|prefer)(?:ait|ions|iez|aient|ais)\b"
    r"|quand (?:on|nous|ce sera)|une fois que|peut-etre|eventuellement|le jour ou|imagin(?:e|er"
    r"|ez|ons)\b"
    r"|suppos(?:e|ez|ons|er)\b|admettons|a la limite)"
)
TOLD = re.compile(
    r"\b(?:avai(?:t|ent|s)|avions|etai(?:t|ent)|disai\w+|devai\w+|voulai\w+|proposai\w+|l['’]an"
    r"(?:nee)? (?:dernier|derniere|passe|passee)"
    r"|(?:semaine|mois|fois|reunion|seance|conseil|mandat|comite|commission|vendredi|jeudi"
    r"|mercredi|mardi|lundi) (?:dernier|derniere|passe|passee|precedent|precedente)s?"
    r"|derni(?:er|ere) (?:reunion|seance|conseil|fois|comite|mandat|copil|bureau|commission)"
    r"|hier|a l['’]epoque|autrefois|auparavant"
    r"|en 20[01]\d|en 202[0-5]|il y a (?:\w+ )?(?:ans?|mois|semaines?|jours?)|depuis"
    r"|d['’]habitude|toujours pas|rappelez-vous"
    r"|c['’]etait|avez decide|ai vote|avons vote)\b"
)
OTHERS = re.compile(
    r"\b(?:l['’]etat|le (?:prefet|departement|ministere|ministre|gouvernement|tribunal|juge"
    r"|sous-prefet|parlement|rectorat)"
    r"|la (?:region|prefecture|prefete|metropole|cour|caf|dreal|ddt|pmi|cnil|drac|gendarmerie"
    r"|chambre|ville voisine|communaute)|les services de l['’]etat|nos voisins"
    r"|la commune voisine|d['’]autres communes|l['’](?:ars|anah|agence|ants|agglo\w*|inspection"
    r"|office francais|entreprise|editeur|fournisseur)|ils|elle|elles|les (?:parents|voisins"
    r"|riverains|syndicats|commercants|locataires)"
    r"|le (?:conseil municipal|syndicat|responsable|service|directeur|titulaire|prestataire"
    r"|proprietaire|fournisseur|trésorier|club))"
    r"\b[^,.;:]{0,40}\b(?:a|ont|avait|va|doit|n['’]a|viennent|vient|nous a|m['’]a|[a-z]+era"
    r"|[a-z]+ira|veu(?:t|lent)|demandent?|est en)\b"
)
# « on », « nous » and a verb in the present that tells how things are, not what will be done.
TELLS = frozenset(
    "abordons examinons votons poursuivons attend prevoit prevoyons a est ait aura sera peut "
    "veut sait voit doit croit pense perd manque dit parle constate arrive gagne risque "
    "espere comprend entend sent trouve va vient connait demande paie tient commence passe "
    "reprend attaque termine finit sort rappelle cherche essaie verra reparle reparlera "
    "revoit retrouve remercie appelle souhaite subit vit dispose travaille discute note "
    "imagine apercoit ecoute avise avisera vise recrute reste depend fonctionne utilise "
    "atteint depasse aime marche joue regarde verifie relance suppose prefere propose "
    "continue-t aurait serait faudra recoit compte gere rame galere est-ce n'a etait avait "
    "avons sommes pouvons voulons savons devons voyons croyons pensons disons parlons perdons "
    "manquons constatons allons venons demandons proposons esperons comprenons souhaitons "
    "travaillons disposons tenons remercions apportons attendons recevons faisions avions "
    "etions pourrions commencons passons reprenons terminons arrivons y en ne se me te vous "
    "lui leur le la les l' un une qui que ce ca par de du et ou mais sur avec pour dans tous "
    "ai as ont fut eut soit parte aille vais suis percoit merite meurt entre existe construit "
    "demissionne prepare negocie exige supporte craint fait ressort traverse court tombe vend "
    "achete repond craint".split()
)
