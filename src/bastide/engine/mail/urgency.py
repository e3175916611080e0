"""How soon a mail is to be looked at, with the reason told: never the mood alone.

1. Distress or danger, by the words that tell it.
2. A limit within `NEAR` days, or past.
3. A person whom waiting would harm: child, age, illness, handicap, pregnancy, no home, no heating.
4. Somebody who has written before and got no answer.

« Urgent » alone is the writer's own word: told, it changes nothing.
"""

from __future__ import annotations

import re
from datetime import date

from bastide.engine.french import fold
from bastide.engine.mail.model import Level

# Days before a limit.
NEAR = 7

_DANGER = re.compile(
    r"\b(?:suicid\w*|me tuer|en finir|mourir|violen(?:ce|t)s?\b[^.]{0,40}(?:mari|conjoint|compagn|ex|pere"
    r"|mere|enfant|famil|conjug)|(?:mari|conjoint|compagnon|ex|pere)\b[^.]{0,30}(?:frapp|tap|bat\b|violen"
    r"|menac)\w*|me (?:frappe|bat|menace)|maltrait\w+|en danger|danger (?:immediat|grave|pour)"
    r"|tres dangereux|dangereu(?:x|se)s?|risque (?:d['’]|de )(?:accident|chute|effondrement|s['’]effondrer"
    r"|incendie|blesser|tomber|se faire)|(?:va|menace de|pourrait) (?:tomber|s['’]effondrer|ceder)"
    r"|fuite de gaz|odeur de gaz|fils? electriques?|cables? (?:electriques?|a nu|au sol)|inond\w+|incendie"
    r"|effondr\w+|accidents?\b|blesse\w*|chute[rs]?\b|est tombee?|s['’]est fait mal|plus (?:rien )?a manger"
    r"|rien a manger|a bout|desespere\w*|je n['’]en peux plus|plus la force|j['’]en peux plus"
    r"|peur (?:pour|de)|malaise|amiante|intoxi\w+)"
)
_VULNERABLE = re.compile(
    r"\b(?:a la rue|sans (?:abri|domicile|logement|toit|chauffage|eau chaude|eau|electricite|ressources?"
    r"|revenus?|argent|solution)|dors? dans (?:ma|la|une|mon) (?:voiture|rue|cave|garage)|expuls\w+|huissier"
    r"|coup(?:er|ure|e) (?:l['’]|d['’]|de |du |le )?(?:electricite|courant|eau|gaz|chauffage)|enceinte"
    r"|grossesse|handicap\w*|fauteuil roulant|invalid\w+|alzheimer|dement\w*|dependan\w+|cancer|chimio"
    r"|dialyse|hospitalis\w+|sort(?:ie)? d['’]hopital|hopital|malade|maladie grave|personne agee|agee? de"
    r" (?:7|8|9)\d ans|(?:7|8|9)\d ans|mere (?:agee|isolee|seule)|seule? avec (?:mes|mon|ma|deux|trois|2|3"
    r"|4)|maman (?:solo|seule|isolee)|nourrisson|nouveau[- ]ne|bebe|prematur\w+|mineur isole|en foyer"
    r"|surendett\w+|impay\w+|interdit bancaire|frigo (?:est )?vide|autis\w+|polyhandicap\w*|aveugle"
    r"|malvoyante?|sourde?|deces|decede\w*|veuve|veuf|obseques|non scolarise|descolaris\w+|harcel\w+)\b"
)
_NEEDS = re.compile(
    r"\b(?:besoin|aide\w*|urgen\w+|attend\w*|plus|rien|bloque\w*|coupe\w*|retard|probleme|sans|peur|seule?"
    r"|solution|vite|rapid\w+|impossible|toujours|perdu\w*|refus\w*|arret\w*|expuls\w+|peux pas|peut pas"
    r"|peut plus|peux plus|galere|svp|secours)\b"
)
_SAID_URGENT = re.compile(r"\b(?:urgen(?:t|te|ce)s?|au plus vite|tres vite|asap|immediat\w*)\b")
_THIRD = re.compile(
    r"\b(?:sans (?:reponse|nouvelles?|retour)|(?:aucune?|pas|jamais)(?: \w+){0,4} (?:de |d['’])?(?:reponse"
    r"|retour|nouvelles?)\b|relance|deja (?:ecrit|envoye|appele|signale|contacte|demande|relance)"
    r"|(?:2|3|4|5|deux|trois|quatre|cinq|plusieurs|x|n|deuxieme|troisieme|quatrieme|enieme|nieme)"
    r"(?:e|eme|ieme|nd|nde)? ?(?:mails?|messages?|courriels?|relances?|courriers?|appels?|fois))\b"
)


def urgency(
    words: str, *, distress: bool, limit: date | None, today: date, unanswered: int, asks: bool
) -> tuple[Level, str]:
    """The level and its reason, a sentence in French (empty for a level that needs none).

    `words`: the correspondent's own, of the messages that wait. `unanswered`: her messages in a row
    without an answer. `asks`: whether anything is awaited of us.
    """
    plain = fold(words[:20_000])
    if distress and (found := _first(_DANGER, words, plain) or "ses mots disent une détresse"):
        return "high", f"Détresse ou danger : {found}."
    if found := _first(_DANGER, words, plain):
        return "high", f"Danger : {found}."
    if limit is not None and (limit - today).days <= NEAR and asks:
        late = " (passée)" if limit < today else ""
        return "high", f"Échéance le {limit:%d/%m/%Y}{late}."
    if asks and _NEEDS.search(plain) and (found := _first(_VULNERABLE, words, plain)):
        return "high", f"Personne fragile : {found}."
    if asks and unanswered >= 2:
        return "high", f"{unanswered} messages de suite sans réponse de notre part."
    if asks and (found := _first(_THIRD, words, plain)):
        return "high", f"A déjà écrit : {found}."
    if not asks:
        return "low", "Rien n'est attendu de nous."
    if found := _first(_SAID_URGENT, words, plain):
        return "normal", f"L'usager écrit {found}, sans échéance ni motif reconnu."
    if limit is not None:
        return "normal", f"Échéance le {limit:%d/%m/%Y}."
    return "normal", ""


def _first(pattern: re.Pattern[str], words: str, plain: str) -> str:
    """The words that a pattern finds, between French quotes."""
    match = pattern.search(plain)
    if match is None:
        return ""
    if len(plain) == len(words[:20_000]):
        return f"« {words[match.start() : match.end()]} »"
    return f"« {match.group()} »"
