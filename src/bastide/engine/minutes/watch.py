"""Points of attention and questions that nobody answered."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bastide.engine.minutes.model import Said
from bastide.engine.minutes.spoken import Heard

_ATTENTION = re.compile(
    r"\b(?:attention|vigilan\w+|risqu\w+|alert\w+|inquiet\w*|inquietant\w*|preoccup\w+"
    r"|probleme\w*|difficulte\w*|retard\w*"
    r"|bloqu\w+|en souffrance|urgen\w+|point noir|il faut faire attention|fragil\w+|tension\w*"
    r"|depass\w+|penalite\w*|contentieux|reserve majeure|danger\w*|pas conforme"
    r"|non[- ]conform\w+|manque (?:de|d['’])|en panne|fuite\w*)\b"
)
_STRONG = re.compile(
    r"\b(?:attention|vigilan\w+|risque\w*|alerte\w*|je (?:vous )?signale|point de vigilance"
    r"|inquiet\w*|preoccup\w+|danger\w*|urgen\w+)\b"
)
_OPEN = re.compile(
    r"\b(?:(?:la|une) question (?:reste|demeure|se pose|n['’]est pas)|reste a (?:savoir|trancher"
    r"|definir|voir)|on ne sait (?:pas|toujours pas)|pas encore (?:tranche|decide|de reponse)"
    r"|on n['’]a (?:pas|toujours pas) (?:la |de )?reponse|a trancher|a (?:re)?discuter"
    r"|en suspens|reste ouverte?|je n['’]ai pas la reponse|je ne sais pas encore)\b"
)
_ANSWERED = re.compile(
    r"^(?:euh|alors|ben|bah|ah|bon)?[\s,]*(?:oui|non|si|d['’]accord|ok|tout a fait|exactement"
    r"|absolument|bien sur|voila|effectivement|c['’]est|il y|on |je |nous |en |le |la |les "
    r"|parce|pas |d['’]ici|pour )"
)
_RHETORIC = re.compile(
    r"^(?:oui|non|hein|ca va|d['’]accord|ok|qui|vous m['’]entendez|on commence|c['’]est bon"
    r"|tout le monde|pas d['’]autres?|des questions|y a[- ]t[- ]il des|d['’]autres|qui est "
    r"(?:pour|contre)|qui s['’]abstient|contre|abstentions?|pour)\b"
)
_UNSURE = re.compile(
    r"\b(?:je ne sais pas|on ne sait pas|aucune idee|je n['’]ai pas (?:la |de )?(?:reponse"
    r"|chiffre|info)|a voir|il faudra(?:it)? voir|bonne question|il faut (?:voir|verifier)"
    r"|je sais pas|pas encore)\b"
)
# At most so many lines, the strongest kept: a reader has one page.
_MOST = 12


def attention(heard: Sequence[Heard], taken: frozenset[int]) -> tuple[Said, ...]:
    """Sentences that warn of a risk, a delay, a lack; `taken`: already decisions or actions."""
    found = []
    for one in heard:
        if one.place in taken or one.plain.rstrip().endswith("?") or one.words < 5:
            continue
        hits = len(_ATTENTION.findall(one.plain)) + 2 * len(_STRONG.findall(one.plain))
        if hits >= 2 or (hits and one.words >= 8):
            found.append((hits, one))
    best = sorted(found, key=lambda pair: (-pair[0], pair[1].place))[:_MOST]
    return tuple(one.said() for _, one in sorted(best, key=lambda pair: pair[1].place))


def questions(heard: Sequence[Heard], taken: frozenset[int]) -> tuple[Said, ...]:
    """What is said to be open, and questions after which nobody gave an answer."""
    found = []
    for place, one in enumerate(heard):
        if place in taken or one.words < 5:
            continue
        if _OPEN.search(one.plain):
            found.append(one)
        elif one.plain.rstrip().endswith("?") and not _RHETORIC.search(one.plain):
            after = next((h for h in heard[place + 1 : place + 4] if h.turn is not one.turn), None)
            if after is None:
                unanswered = place >= len(heard) - 3
            else:
                asks_back = after.plain.rstrip().endswith("?")
                unanswered = bool(_UNSURE.search(after.plain)) or (
                    asks_back and after.turn.speaker != one.turn.speaker
                )
            if unanswered:
                found.append(one)
    return tuple(one.said() for one in found[: _MOST * 2])
