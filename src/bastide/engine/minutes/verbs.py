"""Verbs of what is done after a meeting, and their forms by person, without accents.

`infinitive(word, person)` is the verb of which a word is the present or future for « je » (1),
« tu » (2), « il » (3), « nous » (4), « vous » (5), « ils » (6), or the infinitive itself (0).
"""

from __future__ import annotations

from functools import lru_cache

from bastide.engine.french import fold

# First group; « y » changes to « i », « c » and « g » keep their sound, as the forms below know.
_ER = """
envoyer renvoyer préparer rédiger relancer appeler rappeler contacter recontacter vérifier
organiser planifier programmer finaliser compléter corriger diffuser publier afficher commander
chiffrer demander redemander étudier analyser proposer présenter réserver convoquer inviter
informer signer valider déposer livrer poser installer lever nettoyer remplacer réparer évacuer
communiquer partager recenser lister élaborer consulter lancer solliciter régler actualiser créer
recruter former mesurer contrôler coordonner caler fixer boucler monter traiter passer chercher
trouver regarder ajouter intégrer modifier supprimer archiver numériser imprimer distribuer
transférer déplacer tester paramétrer fermer baliser sécuriser tracer élaguer curer démarrer
commencer terminer achever assurer préciser évaluer estimer calculer comparer négocier acheter
louer débloquer engager mandater facturer notifier annoncer communiquer publier poster rassembler
collecter centraliser récupérer apporter déposer amener ramener porter emprunter prêter sauvegarder
bloquer adresser interroger questionner sonder rencontrer visiter accompagner piloter animer tenir
rapprocher renseigner occuper charger assurer engager arranger débrouiller retourner reformuler
adapter ajuster alimenter documenter formaliser schématiser dessiner cartographier photographier
filmer relever noter consigner signaler déclarer arbitrer trancher prioriser étaler répartir
affecter nommer désigner mobiliser motiver sensibiliser expliquer clarifier détailler développer
arroser planter tailler tondre broyer balayer déneiger saler peindre repeindre refixer resserrer
raccorder brancher débrancher câbler couler décoffrer ferrailler étancher purger vidanger
recaler reprogrammer replanifier relire prévoir creuser caler croiser synthétiser confirmer
parler donner laisser essayer attaquer réclamer alerter exposer négocier discuter vider
saluer gérer voter boucler consulter harceler concocter collecter transférer téléphoner
embaucher équiper meubler nettoyer facturer classer trier sonder filtrer mailer interpeller
repousser recouvrer reboucher verser régulariser
doubler tourner bâcher désherber équiper enlever retirer ôter décaler avancer reporter
""".split()
_IR = """
fournir établir finir définir réunir avertir remplir élargir garantir saisir réfléchir bâtir
""".split()
# Present by person, stem of the future, infinitive.
_OTHERS = (
    "transmets transmets transmet transmettons transmettez transmettent transmettr transmettre",
    "mets mets met mettons mettez mettent mettr mettre",
    "remets remets remet remettons remettez remettent remettr remettre",
    "soumets soumets soumet soumettons soumettez soumettent soumettr soumettre",
    "fais fais fait faisons faites font fer faire",
    "refais refais refait refaisons refaites refont refer refaire",
    "prends prends prend prenons prenez prennent prendr prendre",
    "reprends reprends reprend reprenons reprenez reprennent reprendr reprendre",
    "vois vois voit voyons voyez voient verr voir",
    "revois revois revoit revoyons revoyez revoient reverr revoir",
    "prevois prevois prevoit prevoyons prevoyez prevoient prevoir prévoir",
    "reviens reviens revient revenons revenez reviennent reviendr revenir",
    "previens previens previent prevenons prevenez previennent previendr prévenir",
    "tiens tiens tient tenons tenez tiennent tiendr tenir",
    "obtiens obtiens obtient obtenons obtenez obtiennent obtiendr obtenir",
    "ecris ecris ecrit ecrivons ecrivez ecrivent ecrir écrire",
    "inscris inscris inscrit inscrivons inscrivez inscrivent inscrir inscrire",
    "reponds reponds repond repondons repondez repondent repondr répondre",
    "rends rends rend rendons rendez rendent rendr rendre",
    "suis suis suit suivons suivez suivent suivr suivre",
    "ouvre ouvres ouvre ouvrons ouvrez ouvrent ouvrir ouvrir",
    "instruis instruis instruit instruisons instruisez instruisent instruir instruire",
    "produis produis produit produisons produisez produisent produir produire",
    "construis construis construit construisons construisez construisent construir construire",
    "relis relis relit relisons relisez relisent relir relire",
    "lis lis lit lisons lisez lisent lir lire",
    "joins joins joint joignons joignez joignent joindr joindre",
    "conviens conviens convient convenons convenez conviennent conviendr convenir",
    "recois recois recoit recevons recevez recoivent recevr recevoir",
    "interviens interviens intervient intervenons intervenez interviennent interviendr intervenir",
    "retiens retiens retient retenons retenez retiennent retiendr retenir",
    "resous resous resout resolvons resolvez resolvent resoudr résoudre",
    "conduis conduis conduit conduisons conduisez conduisent conduir conduire",
    "defends defends defend defendons defendez defendent defendr défendre",
    "attends attends attend attendons attendez attendent attendr attendre",
    "reduis reduis reduit reduisons reduisez reduisent reduir réduire",
    "vais vas va allons allez vont ir aller",
    "sors sors sort sortons sortez sortent sortir sortir",
    "dis dis dit disons dites disent dir dire",
    "extrais extrais extrait extrayons extrayez extraient extrair extraire",
    "peins peins peint peignons peignez peignent peindr peindre",
    "poursuis poursuis poursuit poursuivons poursuivez poursuivent poursuivr poursuivre",
    "reconduis reconduis reconduit reconduisons reconduisez reconduisent reconduir reconduire",
    "vends vends vend vendons vendez vendent vendr vendre",
    "repars repars repart repartons repartez repartent repartir repartir",
    "viens viens vient venons venez viennent viendr venir",
    "repasse repasses repasse repassons repassez repassent repasser repasser",
)
# Forms of the list that are other words far more often.
_NOT = {1: {"suis", "attends", "viens", "vais"}, 2: {"suis", "attends", "vas", "viens"},
        3: {"va", "suit", "attend", "vient"}, 4: {"allons"}, 5: {"allez"},
        6: {"vont", "viennent", "attendent"}}  # fmt: skip
_FUTURE = ("ai", "as", "a", "ons", "ez", "ont")


def _er(infinitive: str) -> list[str]:
    """Seven forms' stems of a verb in -er: six presents and the stem of the future."""
    stem = infinitive[:-2]
    strong = stem
    if stem.endswith("y"):
        strong = stem[:-1] + "i"
    elif infinitive in ("appeler", "rappeler"):
        strong = stem + "l"
    soft = stem + "e" if stem.endswith("g") else stem
    future = "enverr" if infinitive == "envoyer" else strong + "er"
    future = "renverr" if infinitive == "renvoyer" else future
    singular = (strong + end for end in ("e", "es", "e"))
    return [*singular, soft + "ons", stem + "ez", strong + "ent", future]


@lru_cache(maxsize=1)
def _forms() -> dict[tuple[str, int], str]:
    found: dict[tuple[str, int], str] = {}
    rows = [(verb, _er(fold(verb))) for verb in _ER]
    for verb in _IR:
        stem = fold(verb)[:-1]
        present = [stem + end for end in ("s", "s", "t", "ssons", "ssez", "ssent")]
        rows.append((verb, [*present, fold(verb)]))
    rows += [(row.split()[7], row.split()[:7]) for row in _OTHERS]
    for verb, (*present, future) in rows:
        forms = [(fold(verb), 0), *((form, person) for person, form in enumerate(present, 1))]
        forms += [(future + ending, person) for person, ending in enumerate(_FUTURE, 1)]
        for form, person in forms:
            if form not in _NOT.get(person, ()):
                found.setdefault((form, person), verb)
    return found


def infinitive(word: str, person: int) -> str:
    """The verb of an unaccented form, empty when it is none of the list's; see the module."""
    return _forms().get((word, person), "")


def is_future(word: str, person: int) -> bool:
    """Whether an unaccented word looks like a future of that person, whatever its verb."""
    return len(word) > 4 and word.endswith("r" + _FUTURE[person - 1])
