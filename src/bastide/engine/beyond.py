"""Kinds of questions that pages of procedure do not answer, whatever their subject.

« Qui a inventé le permis de conduire ? » shares its words with the page on the licence, and yet no
such page answers it. The forms of French questions tell: history, taste and advice of everyday
life, forecasts and facts of the moment, counts of the world, texts to write. It lowers the
confidence (`engine.confidence`), it never silences by itself: « en ce moment » stands in honest
questions too.
"""

from __future__ import annotations

import re

_KINDS = {
    "history": r"""invent\w* | fondée?s? | histoire\b | histori\w+ | origine | siècle
        | qui\ a\ (?:créé|écrit|peint|dessiné|construit|signé) | en\ quelle\ année | étymologie
        | pourquoi\ (?:dit-on|appelle|s'appelle) | d'où\ vient""",
    "taste": r"""meilleure?s?\b | pire | préf[ée]r\w* | conseill\w+ | recommand\w+
        | pens(?:ez|es|er)-(?:vous|tu) | (?:ton|votre)\ avis | trouv(?:ez|es)-(?:vous|tu) | idée
        | original\w* | jolie?s?\b | beau\b | belle\b | intéressante?s?\b | vaut(?:-il)?\ mieux
        | efficace | plus\ (?:beau|belle|facile|rapide|simple|sympa|grand|célèbre|connu)
        | quel(?:le)?\ \w+\ (?:choisir|porter|offrir|acheter|lire|regarder)""",
    "moment": r"""va[- ]t[- ](?:il|elle|on)\b | vont[- ]ils
        | va\ (?:gagner|changer|augmenter|baisser|disparaître) | gagnera | sera[- ]t | fera[- ]t
        | aura[- ]t | demain | hier\b | ce\ (?:matin|soir) | aujourd'hui | en\ ce\ moment
        | actuellement | week[- ]?end | (?:di|lun|mar|mercre|jeu|vendre|same)(?:manche|di)\b
        | à\ l'avenir | dans\ \d+\ ans | 20[3-9]\d | prochaine?s?\b""",
    "count": r"""combien\ (?:gagne|vaut|pèse|mesure)
        | combien\ de\ (?:personnes|gens|pages|français|communes|habitants|pays)
        | nom\ d[ue]\b | qui\ est\b | en\ moyenne | record | statisti\w+ | combien\ y\ a-t-il
        | pourcentage | nombre\ d[e']""",
    "text": r"""écri[st]\b | rédige\b | racont\w+ | tradui[st]\b | résume\b | dessin\w* | poème
        | chanson | blague | film | recette | discours | annoncer | dire\ à | comment\ dire
        | comment\ (?:apprendre|réussir|convaincre|éviter|mieux) | pourquoi""",
}
_BEYOND = re.compile(rf"\b(?:{'|'.join(_KINDS.values())})", re.IGNORECASE | re.VERBOSE)


def beyond(question: str) -> bool:
    """Whether the question has the form of one that pages of procedure seldom answer."""
    return bool(_BEYOND.search(question.replace("’", "'")))
