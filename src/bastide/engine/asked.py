"""What type of answer a question waits for, and whether a sentence holds one.

« Combien » waits for an amount, « quand » for a date or a delay, « où » for a place or a contact…
The cues are forms of French administrative prose; they raise a sentence, they never exclude one.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

Waits = Literal["amount", "time", "place", "steps", "papers", "right", "who", "number", "what"]

_I = re.IGNORECASE
_QUESTIONS: tuple[tuple[Waits, re.Pattern[str]], ...] = (
    (
        "time",
        re.compile(
            r"\bquand\b|combien de (?:temps|jours|mois|semaines|ann[ée]es)|d[ée]lai|(?:quelle|la"
            r"|de) dur[ée]e"
            r"|combien dure|jusqu'?à quand|[àa] partir de (?:quand|quel [âa]ge)|quelles? dates?"
            r"|quel [âa]ge"
            r"|à quelle heure|horaire|date limite|p[ée]rim|validit[ée]|valable|ouvert",
            _I,
        ),
    ),
    (
        "amount",
        re.compile(
            r"\bcombien(?! de (?:temps|jours|mois|semaines|ann[ée]es|fois|points))|prix"
            r"|co[ûu]te?\b|tarif"
            r"|montant|payer|pay[ée]|gratuit|rembours[ée]|r[ée]mun[ée]r|frais|indemnit[ée]|cher\b",
            _I,
        ),
    ),
    ("number", re.compile(r"\bcombien de\b|quel nombre|quelle (?:distance|part|proportion)", _I)),
    (
        "papers",
        re.compile(
            r"(?:quel(?:le)?s?|les) (?:\w+ )?(?:documents?|pi[èe]ces?|papiers?|justificatifs?"
            r"|formulaires?)"
            r"|que (?:dois|faut)[- ](?:je|il) (?:fournir|apporter|joindre)|quoi (?:fournir"
            r"|apporter)"
            r"|(?:documents?|pi[èe]ces|papiers|justificatifs?) (?:à fournir|n[ée]cessaires?)",
            _I,
        ),
    ),
    (
        "place",
        re.compile(
            r"(?:^|[\s,;(])(?:o[ùu]|à qui|a qui|aupr[èe]s de qui|contacter|joindre)\b(?!,)"
            r"|num[ée]ro de t[ée]l[ée]phone|quel(?:le)? (?:service|guichet|bureau|adresse"
            r"|num[ée]ro)",
            _I,
        ),
    ),
    (
        "steps",
        re.compile(
            r"\bcomment\b|d[ée]marche|proc[ée]dure|que (?:dois-je |faut-il )?faire|quoi faire"
            r"|marche à suivre|o[ùu] (?:faire|demander)|comme faire",
            _I,
        ),
    ),
    (
        "right",
        re.compile(
            r"ai[- ]je (?:le )?droit|droit (?:à|au|aux|de)|puis[- ]je|peux[- ]je|peut[- ](?:on"
            r"|il|elle)"
            r"|est[- ]ce que|est[- ]il|est-elle|sont-(?:ils|elles)|dois[- ]je|doit[- ](?:on|il"
            r"|elle)"
            r"|faut[- ]il|obligatoire|possible|je (?:peux|dois)|condition|peut\b.*\?|-t-(?:il"
            r"|elle|on)\b",
            _I,
        ),
    ),
    ("who", re.compile(r"\bqui\s+(?:peut|peux|est|a|doit|sont|paie|d[ée]livre|finance)", _I)),
    (
        "what",
        re.compile(r"c'est quoi|qu'est[- ]ce (?:que c'est|qu'un)|d[ée]finition|qu'appelle", _I),
    ),
)

_MONEY = (
    r"\d[\d \u00a0\u202f.,]*\s?(?:€|euros?\b|%)|\bgratui\w+|\bsans frais\b|\bpay\w+|\brembours\w+"
)
_SPAN = (
    r"\b(?:\d+|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|quinze|vingt|trente)\s?"
    r"(?:er\s)?(?:ans?|ann[ée]es?|mois|semaines?|jours?|heures?|h\b|minutes?)\b|\bd[ée]lai"
    r"|\bdur[ée]e"
    r"|\b\d{1,2}(?:er)?\s(?:janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[ûu]t|septembre"
    r"|octobre"
    r"|novembre|d[ée]cembre)|\b(?:19|20)\d\d\b|\bdu lundi\b|\bd[èe]s\b|\bavant le\b|\bjusqu'au\b"
)
_HOLDS: dict[Waits, re.Pattern[str]] = {
    "amount": re.compile(_MONEY, _I),
    "time": re.compile(_SPAN, _I),
    "number": re.compile(r"\d|\b(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix)\b", _I),
    "papers": re.compile(
        r"\b(?:documents?|pi[èe]ces?|justificatifs?|formulaires?|cerfa|copie|attestation|photo"
        r"|certificat|acte de|avis d'imposition)\b",
        _I,
    ),
    "place": re.compile(
        r"\b(?:mairie|pr[ée]fecture|tribunal|guichet|consulat|ambassade|caisse|service|maison"
        r"|notaire"
        r"|commissariat|gendarmerie|greffe|centre|h[ôo]tel|adress\w+|contact\w*|t[ée]l[ée]phon\w*"
        r"|s'adresser|en ligne|sur le site|aupr[èe]s)\b|@|https?:|\b0\d(?:[ .]?\d\d){4}\b",
        _I,
    ),
    "steps": re.compile(
        r"\b(?:vous (?:devez|pouvez)|il (?:faut|suffit)|doi(?:t|vent)|en ligne|formulaire"
        r"|t[ée]l[ée]service"
        r"|la demande|se (?:fait|d[ée]pose|connecter)|adress(?:er|ez)|envoy(?:er|ez)|d[ée]poser"
        r"|remplir"
        r"|compl[ée]ter|demander|prendre rendez-vous|s'inscrire|cliquer|cr[ée]er un compte|imprimer"
        r"|d[ée]clarer|fournir|pr[ée]senter|par courrier|sur place|contacter|se rendre)\b",
        _I,
    ),
    "right": re.compile(
        r"\b(?:oui|non|peu(?:t|vent|vez)|doi(?:t|vent)|devez|pas|aucune?|interdit\w*|autoris\w+"
        r"|droit"
        r"|obligatoire\w*|si|sauf|à condition|condition|r[ée]serv[ée]\w*|possible|n[ée]cessaire"
        r"|seul\w*"
        r"|dispens[ée]\w*|gratui\w+|b[ée]n[ée]ficier)\b",
        _I,
    ),
    "who": re.compile(
        r"\b(?:toute personne|salari[ée]s?|personnes?|parents?|employeur|peuvent|peut"
        r"|r[ée]serv[ée]|vous"
        r"|les \w+ (?:de|qui)|âg[ée]s?|b[ée]n[ée]fici\w+|concern\w+|priorit\w+|maire|pr[ée]fet"
        r"|juge|h[ée]ritiers?)\b",
        _I,
    ),
    "what": re.compile(
        r"\b(?:est une?|sont des|permet|consiste|désigne|d[ée]sormais|appel[ée]e?s?)\b", _I
    ),
}

# What a sentence is for, whatever was asked: conditions, how to, contact.
CONDITION = re.compile(
    r"\b(?:si (?:vous|votre|l[ea']|un|elle|il)|à condition|sauf|sous r[ée]serve|uniquement"
    r"|seul(?:e?s)?\b"
    r"|r[ée]serv[ée]e?s?|doi(?:t|vent) (?:avoir|[êe]tre|remplir)|moins de \d+ ans|plus de \d+ ans"
    r"|toutefois|cependant|en cas de|conditions?|plafond|âg[ée]e?s? de|ne (?:peut|peuvent"
    r"|sont) pas)\b",
    _I,
)
HOWTO = re.compile(
    r"\b(?:en ligne|t[ée]l[ée]service|formulaire|cerfa|(?:la|votre|cette) (?:demande|d[ée]marche"
    r"|d[ée]claration)"
    r" (?:se|s'|doit|est|peut)|adress(?:er|ez)|envoy(?:er|ez)|d[ée]pos(?:er|ez)|rempli(?:r|ssez)"
    r"|se connecter"
    r"|connectez|prendre rendez-vous|prenez|par courrier|sur place|vous devez (?:fournir"
    r"|pr[ée]senter"
    r"|faire|vous|d[ée]poser|remplir|envoyer|d[ée]clarer|adresser)|cr[ée]er un compte|fournir"
    r"|pi[èe]ces? (?:à|suivantes)"
    r"|documents? (?:suivants?|à))\b|https?://|\bwww\.",
    _I,
)
CONTACT = re.compile(
    r"(?:t[ée]l[ée]phone|t[ée]l\.|courriel|m[ée]l\b|mail|contact)[^.\n]{0,60}?(?:\d\d[ .]?\d\d"
    r"|@)|\S@\S+\.\w"
    r"|(?<!\d)0[1-9](?:[ .\u00a0\u202f]?\d\d){4}(?!\d)|\bs'adresser (?:à|au)"
    r"|\brenseign\w+ (?:auprès|à)"
    r"|\bcontacte[rz] (?:le|la|l'|votre)",
    _I,
)


@lru_cache(maxsize=2048)
def waits_for(question: str) -> tuple[Waits, ...]:
    """The types of answer that the question waits for, the surest first; often none or two."""
    start = question.split(" (")[0]  # a follow-up's subject stands between brackets: not asked
    return tuple(kind for kind, cue in _QUESTIONS if cue.search(start))


@lru_cache(maxsize=20_000)
def holds(kind: Waits, sentence: str) -> bool:
    """Whether a sentence holds that type of answer: an amount, a delay, a step…"""
    return bool(_HOLDS[kind].search(sentence))
