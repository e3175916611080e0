"""What is to be pointed out in a mail's files: one announced that is not there, one not read."""

from __future__ import annotations

import re

from bastide.engine.mail.model import Attachment, Message
from bastide.engine.mail.said import Sentence, sentences

# Bytes: a picture smaller than this is a logo of a signature.
LOGO = 20_000
_FILE = (
    r"(?:pieces?|documents?|justificatifs?|attestations?|dossiers?|formulaires?|photos?|copies?|copie"
    r"|courriers?|factures?|devis|ribs?|certificats?|cv|lettre|releves?|scans?|fichiers?|plans?|pdf"
    r"|tableau|convention|bilans?|statuts|avis|carte|contrat|bulletins?|quittances?|passeport|cni)"
)
_ANNOUNCES = re.compile(
    r"\bci[- ]?(?:joints?|jointes?|annexee?s?|attachee?s?)\b|\ben (?:piece|fichier|document|doc)s?[- ]"
    r"(?:jointe?s?|attachee?s?)\b|\ben (?:pj|p\.j|annexe)\b|\b(?:cf|voir|vr)\.? (?:pj|piece jointe|annexe)"
    r"|\bpj\s*:|\bpieces? jointes?\s*:|\b(?:je|nous) (?:vous )?(?:joins|joignons|annexe\b|mets en piece)"
    r"|\bj['’ ]?(?:ai|avais|avons) (?:joint|mis en piece|attache|scanne)|\bvous trouverez\b[^.]{0,60}"
    r"(?:joint|attache|annexe|piece)|\b(?:joint|attache|jointe|joints|jointes) (?:a|au|avec) (?:ce|mon|cet"
    r"|present|mail|message)|\ba ce (?:mail|message|courriel) (?:est|sont) joint"
    rf"|\b(?:voici|voila|vous trouverez) (?:\w+ ){{0,3}}{_FILE}\b"
    rf"|\bje vous (?:envoie|transmets|adresse|renvoie|fais parvenir|fait parvenir|envoi|remets)"
    rf" (?:\w+ ){{0,4}}{_FILE}\b|\b(?:photos?|scan|document|facture|rib) (?:en )?(?:joint|pj|attache)"
)
# Not done, to be done by another, or done before.
_NOT_DONE = re.compile(
    r"\b(?:pas|sans|jamais|aucune?|oublie\w*|impossible|comment|faut[- ]il|dois[- ]je|doit[- ]on|a joindre"
    r"|merci de (?:me |nous |bien )?(?:joindre|renvoyer|envoyer|transmettre)|veuillez joindre"
    r"|pouvez[- ]vous|pourriez[- ]vous|si vous|je (?:vous )?(?:joindrai|enverrai|transmettrai)|demain"
    r"|par (?:courrier|la poste)|au guichet|lundi|mardi|mercredi|jeudi|vendredi|votre (?:piece|fichier)"
    r"|reponds|que vous (?:m['’]|nous )?avez|recu|dans votre|(?:le|mon) mois dernier|deja|hier"
    r"|separe|a part|dans un (?:autre|second|prochain) (?:mail|message))\b"
)
_SURE = re.compile(r"\bci[- ]?joint|\bci[- ]annex|\ben (?:pj|piece)")
_FORGOT = re.compile(r"\boubli\w* (?:de |d['’])?(?:joindre|la piece|le fichier|la pj|ma pj)")


def notices(message: Message, ours: bool = False) -> list[str]:
    """Sentences in French, for the agent, on the files of a message."""
    found = []
    kept = [one for one in message.attachments if not _logo(one)]
    announced = None if kept else _announced(message)
    if announced is not None:
        who = "Notre message" if ours else "Le message"
        found.append(f"{who} annonce une pièce qui n'y est pas : « {announced.text} »")
    found += [f"« {one.name} » n'a pas pu être lu : {one.problem}" for one in kept if one.problem]
    return found


def file_is_missing(message: Message) -> bool:
    """Whether a message announces a file and bears none."""
    return not any(not _logo(one) for one in message.attachments) and bool(_announced(message))


def _logo(one: Attachment) -> bool:
    return one.media_type.startswith("image/") and one.size < LOGO


def _announced(message: Message) -> Sentence | None:
    for sentence in sentences(message.written or ("" if message.quoted else message.body)):
        found = _ANNOUNCES.search(sentence.plain)
        if not found or "?" in sentence.plain[found.end() :][:80]:
            continue
        if _FORGOT.search(sentence.plain):
            continue
        denied = _NOT_DONE.search(sentence.plain)
        if not denied or (_SURE.search(sentence.plain) and denied.start() > found.end() + 15):
            return sentence
    return None
