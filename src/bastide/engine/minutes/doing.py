"""Words of who must do what, without accents: what `grammar` looks for, what it passes over."""

from __future__ import annotations

import re

TOKEN = re.compile(r"[a-z0-9]+['’]?-?|[?.,;:!]")
CLITICS = frozenset("me m' te t' se s' nous vous le la l' les lui leur y en".split())
TO_US = frozenset("me m' nous lui leur moi vous t' te".split())
FILLS = frozenset(
    "donc alors bien aussi euh ensuite quand meme juste vite deja simplement egalement plutot toi "
    "directement moi tout suite rapidement tous deux encore certainement volontiers ainsi".split()
)
# Verbs that speak of the meeting as often as of a task.
LOOSE = frozenset(
    "demander proposer présenter rappeler préciser confirmer voir noter lire revenir passer "
    "reprendre commencer terminer trouver mettre faire tenir signaler regarder prendre rendre "
    "expliquer annoncer clarifier détailler retenir suivre charger occuper assurer retourner "
    "attendre adresser démarrer achever finir engager déclarer accompagner tourner réfléchir "
    "prévoir recevoir évaluer estimer avancer relever ouvrir fermer répondre comparer calculer "
    "interroger convenir chercher garantir développer motiver trancher reporter fixer parler dire "
    "donner sortir laisser essayer partager saluer valider défendre produire discuter voter gérer "
    "vendre attaquer interpeller exposer".split()
)
TASK = re.compile(
    r"\ben occupe|occuper? d|\ben charge|(?:se|me|te|vous) charge|charger d|y coll|vois (?:ca"
    r"|cela|avec|la |le |les )|voir (?:ca|cela|avec|la |le )"
    r"|(?:reviens|revenir|reviendrai|revient|reviendra) vers"
    r"|\bfai(?:s|t|re|tes)\b (?:le (?:necessaire|courrier|mail|compte|bilan|devis|tri|lien|suivi"
    r"|releve|bon|logo|decompte|tableau|roulement)|un (?:courrier|mail|devis|point|bilan|ticket"
    r"|tableau|retour|topo|rappel)|une (?:note|fiche|demande|maquette|estimation|proposition"
    r"|annonce)|passer|parvenir|remonter|suivre|signer|valider|chiffrer|venir|enlever|poser"
    r"|deposer|faire|la (?:demande|note|commande|liste|declaration|preselection)|les? (?:lettres"
    r"|inventaire|courriers|demandes)|l['’]inventaire)"
    r"|fer(?:ai|a|as|ez|ont) (?:un|une|le|la|les|remonter|passer|parvenir)"
    r"|\bpren\w+ (?:contact|rendez|rdv|en charge|l['’]attache|attache)|\bmet\w* (?:a jour"
    r"|en ligne|en place|en copie)"
    r"|regarde\w* (?:ca|cela|si|avec|le|la|les|combien|ce)|pass(?:e|er|erai|era) (?:voir"
    r"|la commande|commande|une annonce|un coup|chez)"
    r"|reprend\w* contact|demand(?:e|er|erai|era) (?:a |au |aux |un |une |des )|t(?:iens|enir"
    r"|iendrai|ient|iendra) (?:au courant|informe|a jour)"
    r"|repond\w* (?:a|au|aux|par)|(?:lui|leur) (?:repond|ecri|demand|parl|dir|expliqu)|trouv\w+ "
    r"(?:un|une|des) |cherch(?:e|er|erai|ent|ons) (?:un|une|des|quelqu)"
    r"|rappel\w+ (?:le|la|les|l['’]|m\.|mme|demain)|prev(?:ois|oir|oit) (?:un|une|des)"
    r"|assur\w+ le suivi"
    r"|\ben parle\b|\bpose la question|\blance (?:le|la|l['’]|une?) |chiffre\w* (?:le|la|les|ca"
    r"|une?)|ecri(?:s|re|rai) (?:a|au|aux|le|la|l['’])|prepar|signe\w* (?:le|la|l['’])"
)
STATIVE = frozenset(
    "serai aurai pourrai dirai saurai voudrai devrai irai resterai viendrai verrai ajouterai "
    "commencerai terminerai conclurai preciserai laisserai sera aura pourra dira saura voudra "
    "devra restera faudra ira viendra seront auront pourront permettra coutera aidera "
    "representera commencera durera changera deviendra verra verrez aurez serez "
    "pourrez saurez devrez voudrez plaira arrivera suffira manquera partira".split()
)
# After a name: neither what he does nor will do.
NO_ACT = frozenset(
    "faut faudra faudrait lundi mardi mercredi jeudi vendredi samedi dimanche".split()
)
DUTY_1 = re.compile(r"^(?:vais|dois|devrai|peux|compte|essaie|essaierai|engage|tacherai|tache)$")
REQUEST = frozenset(
    "peux pourras dois devras peut pouvez pourrez devez devrez pourrais pourriez voulez "
    "voudrez".split()
)
AUX_3 = frozenset("va vont doit doivent devra devront peut peuvent pourra pourront".split())
# Of « tu » and « vous »: what is told of them, not asked.
TELLS = frozenset(
    "avez as etes es savez sais voyez vois avais aviez crois croyez proposez dites dis "
    "faites".split()
)
NO_VERB = frozenset(
    "hier mer pour sur cher par avoir etre pouvoir savoir vouloir devoir aller pres notre votre "
    "autre entre encore dire croire loisir plaisir premier dernier janvier fevrier papier".split()
)
TO_BE_DONE = re.compile(
    r"\b(?P<verb>(?:sera|seront)\s+\w+(?:e|i|is|it|u|ert)e?s?"
    r"|(?:doit|doivent|devra|devront)\s+etre\s+\w+(?:e|i|is|it|u|ert)e?s?"
    r"|(?:est|sont|reste|restent)\s+a\s+(?!voir|dire|savoir|prendre|peine)\w{3,}(?:er|ir|re))\b"
    r"|^(?:et |donc )?(?P<start>a\s+(?!voir|dire|savoir|peine|mon|son|priori)\w{3,}(?:er|ir|re))\b"
)
BY = re.compile(
    r"\bpar\s+(?P<who>(?:(?:les?|la|tou(?:s|tes) les)\s|l['’])[\w'’-]+(?:\s(?:des?|du|d['’]"
    r"|œuvre|technique"
    r"|municipal\w*|informatique|juridique|com|voirie|d['’]\w+)[\w'’]*(?:\s(?!avant|pour"
    r"|d['’]ici)[\w'’-]+)?)?)"
)
WILL = re.compile(r"sera|seront")
LISTED = re.compile(r"(?:l['’])?(?:actions?|a faire|tache)\b[^:]{0,40}:\s*")
# Other bodies: what they will do is told, not entrusted.
ELSEWHERE = re.compile(
    r"(?:l['’]etat|le (?:departement|gouvernement|ministere|parlement|prefet|rectorat)|la (?:region"
    r"|prefecture|metropole|france|loi)|les (?:gens|habitants|parents|usagers))\b"
)
# Who works for an authority: said to do something, he will.
WORKS = re.compile(
    r"(?:(?:les?|la|l['’]|notre|nos|un|une|au|aux) ?)?(?:services?|direction|directeur"
    r"|directrice|dgs|dga|drh|dsi|dpo"
    r"|secretair\w+|secretariat|bureau d|maitre d|maitrise d|architecte|entreprise|societe"
    r"|cabinet|regie"
    r"|cellule|pole|mairie|police|coordonn\w+|coordinat\w+|prestataire|commission|cuisine|atelier"
    r"|gestionnaire|comptable|responsable|chef|cheffe|technicien\w*|agents?|electricien|macon"
    r"|plombier"
    r"|couvreur|menuisier|peintre|paysagiste|geometre|chauffagiste|fournisseur|titulaire|exploitant"
    r"|office|association|manager|regisseur|gardien|animat\w+|equipe|adjointe?|maire|elue?|charge)"
)
# Characters before a word that tell whether it hangs on another clause; `ASKS_THAT` takes fewer.
LOOKED_BACK = 80
HANGS = re.compile(
    r"(?<![\w-])(?:que|qu['’]|qui|dont|ou|si|quand|comme|lorsqu(?:e|['’])|puisqu(?:e|['’])"
    r"|parce qu(?:e|['’]))$"
)
ASKS_THAT = re.compile(
    r"(?:est-ce|fau(?:t|dra|drait)|demande(?:rai)?|veux|voudrais|souhaite|compte|il (?:me"
    r"|nous) faudrait|c['’]est \S.{0,40}|pour|propose) (?:que|qu['’]|qui)$"
)
# Of « je »: what is thought or felt, whatever day is named.
FEELS = frozenset(
    "suis pense crois sais dis veux trouve parie espere prefere connais reste".split()
)
# Imperatives that call to order or to attention.
CALLS = frozenset("passons allez tenez voyez notez attendez ecoutez regardez".split())
# What may stand between a subject and what is said of it: « Karim, lui, … ».
AGAIN = frozenset(", il elle ils elles qui lui : on chacune chacun".split())
# Before « tu » or « vous » that is no subject.
NO_SUBJECT = CLITICS | {"je", "j'", "on", "pour", "avec", "a", "chez", "ne", "n'"}
