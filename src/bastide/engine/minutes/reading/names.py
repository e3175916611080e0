"""Whether words at the head of a line name who speaks: « Mme Exemple », « le maire », « P2 ».

A label alone proves nothing (« Attention : »): `speakers` looks at all those of a file.
"""

from __future__ import annotations

import re
from collections import Counter

from bastide.engine.french import fold
from bastide.engine.personal.names import person_names

LONGEST = 60
_PARTICLES = frozenset("de du des la le les d l et von van el ben bin al y".split())
_ROLES = frozenset(
    "maire adjoint adjointe president presidente vice-president vice-presidente conseiller "
    "conseillere elu elue directeur directrice dgs dga dst dsi drh daf secretaire rapporteur "
    "rapporteure animateur animatrice delegue deleguee chef cheffe responsable prefet prefete "
    "sous-prefet architecte conducteur conductrice agent agente technicien technicienne expert "
    "experte public salle doyen doyenne ministre depute deputee senateur senatrice moderateur "
    "moderatrice journaliste charge chargee mission seance service general generale municipal "
    "municipale communautaire departemental departementale regional regionale premier premiere "
    "deuxieme mairie bureau police".split()
)
_TITLES = frozenset("m mm mme mmes mlle monsieur madame messieurs mesdames me dr pr maitre".split())
_NUMBERED = re.compile(
    r"(?:speaker|intervenant|intervenante|locuteur|locutrice|participant|participante|orateur"
    r"|personne|voix|spk|s|p|l|i)[ _-]?(?:\d{1,3}|[a-z])",
    re.IGNORECASE,
)
_UNKNOWN = frozenset(("unknown speaker", "inconnu", "locuteur inconnu", "intervenant inconnu"))
# What begins a line of notes or of a form, followed by a colon, without being anybody.
_FIELDS = frozenset(
    "objet date lieu heure horaire horaires duree titre reunion seance instance sujet theme "
    "present presents presente presentes participants participant absents absent excuses excuse "
    "excusees pouvoirs pouvoir invites ordre point points question questions reponse decision "
    "decisions action actions a note notes remarque remarques rappel attention conclusion "
    "introduction contexte total vote votes pour contre abstention abstentions budget annexe ps nb "
    "resultat bilan suite divers diffusion redacteur redactrice redige secretariat debut fin "
    "prochaine quorum rapporteur-e fait resume synthese relance echeance responsable-s http https "
    "avis delai montant cout adresse telephone transcription compte proces releve "
    "premierement deuxiemement troisiemement enfin".split()
)
_STRIPPED = ' \t*_[]<>"«»“”•·-–—'
_BRACKETED = re.compile(r"\s*[(\[][^)\]]{0,60}[)\]]\s*$")


def as_name(label: str) -> str:
    """The name that a label gives, in reading order; empty when it names nobody."""
    if len(label) > 3 * LONGEST:
        return ""
    text = " ".join(_BRACKETED.sub("", label.strip(_STRIPPED)).strip(_STRIPPED + ".").split())
    if not text or len(text) > LONGEST or not text[0].isalpha():
        return ""
    if _NUMBERED.fullmatch(text) or fold(text) in _UNKNOWN:
        return text
    last, comma, first = text.partition(", ")
    if comma and "," not in first and _is_name(last) and _is_name(first):
        if not any(fold(word) in _ROLES for word in first.split()):
            return f"{first} {last}"  # as directories write: « Exemple, Jean »
        return text
    return text if _is_name(text) else ""


def _is_name(text: str) -> bool:
    words = re.findall(r"[^\W_]+(?:[-.][^\W_]+)*\.?", text)
    if not words or len(words) > 7 or re.search(r"[?!;:/=@#{}|\d]", text):
        return False
    plain = [fold(word.rstrip(".")) for word in words]
    if plain[0] in _FIELDS:
        return False
    told = 0
    for word, folded in zip(words, plain, strict=True):
        if word[0].isupper() or folded in _TITLES or folded in _ROLES:
            told += 1
        elif folded not in _PARTICLES:
            return False
    return told > 0 and (words[0][0].isupper() or plain[0] in _PARTICLES | _TITLES | _ROLES)


def speakers(labels: Counter[str], lines: int) -> set[str]:
    """The labels of a file, as `as_name` gives them, that name speakers. `lines`: how many lines
    there are in all."""
    dialogue = len(labels) > 1 and sum(labels.values()) >= 0.5 * lines
    return {name for name, count in labels.items() if _speaks(name, count, dialogue)}


def _speaks(name: str, count: int, dialogue: bool) -> bool:
    words = [fold(word.rstrip(".")) for word in name.split()]
    known = bool(_NUMBERED.fullmatch(name)) or any(w in _ROLES | _TITLES for w in words)
    several = sum(word[0].isupper() for word in name.split()) > 1
    if known or count > 2 or (count > 1 and (several or dialogue)):
        return True
    return bool(person_names(name)) or (dialogue and (several or name.isupper()))
