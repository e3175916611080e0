"""Who is named in a sentence as the one who may act: a person, a service, a company."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bastide.engine.french import fold
from bastide.engine.minutes.people import NAME, People
from bastide.engine.minutes.spoken import Heard

_OF = r"(?:\s+(?:d[eu]s?\s+(?:la\s+|l['’])?|d['’]|aux?\s+)[\w’'-]+(?:\s+(?:et|de|des|du|d['’])\s*(?:la\s+|l['’])?[\w’'-]+)?)?"
_SERVICE = re.compile(
    r"(?<![\w'’-])(?:(?:les?|la|l['’]|au|aux|un|une)\s*)?(?:services?(?:\s+(?!fait|fera|va|doit|prend)[\w’'-]+)?"
    r"|direction(?:\s+(?!fait|va|doit)[\w’'-]+)?|dgs|dga|dsi|drh|secr[ée]tariat(?:\s+g[ée]n[ée]ral)?|bureau d['’][ée]tudes"
    r"|ma[îi]tre d['’](?:œuvre|oeuvre|ouvrage)|architecte|entreprise(?:\s+[A-Z][\w’'-]+)?|soci[ée]t[ée]\s+[A-Z][\w’'-]+|cabinet(?:\s+[A-Z][\w’'-]+)?"
    r"|r[ée]gie|cellule(?:\s+[\w’'-]+)?|p[ôo]le(?:\s+[\w’'-]+)?|mairie|police municipale|coordonnat(?:eur|rice)(?:\s+sps)?|coordinat(?:eur|rice)"
    r"|prestataire|commission(?:\s+[\w’'-]+)?|cuisine centrale|atelier(?:s)?(?:\s+municipa(?:l|ux))?|gestionnaire|comptable"
    r"|[ée]lectricien|ma[çc]on|plombier|couvreur|menuisier|peintre|paysagiste|plaquiste|g[ée]om[èe]tre|chauffagiste|fournisseur|titulaire)"
    + _OF,
    re.IGNORECASE,
)
_GIVEN = re.compile(
    r"(?:\b(?:demande|demander|demandera|confie|confier|revient|laisse|laisser|charge|charge pour|compte sur|comptons sur|appartient|compter sur|a charge pour)"
    r"\s+(?:donc\s+)?(?:a\s+|au\s+|aux\s+|pour\s+|le soin a\s+)?|^(?:c['’]est )?(?:a|au|aux)\s+|\baction (?:pour|a)\s+)$"
)


@dataclass(frozen=True, slots=True)
class Owner:
    """Who acts, named at `[start, end)` of the sentence. `said`: « je », « tu », a name, or empty
    for « on ». `vocative`: spoken to; `given`: the task is given to them (« je demande à X de »)."""

    said: str
    start: int
    end: int
    name: str = ""
    vocative: bool = False
    given: bool = False


_NO_NAME = frozenset(
    "je tu il elle on nous vous ils elles ce c'est ca donc alors bon et mais oui non ok merci le la "
    "les un une pour si en est qui que quoi voila enfin ensuite puis apres sinon par contre moi "
    "lundi mardi mercredi jeudi vendredi samedi dimanche bonjour tres tout tous il y a de du des "
    "dans sur avec a au aux mon ma mes notre nos votre vos leur action decision point".split()
)


def owners(heard: Heard, who: People) -> list[Owner]:
    """Those named in a sentence, in reading order."""
    text, plain = heard.quote, heard.plain
    found: list[Owner] = []
    for match in re.finditer(NAME, text):
        words = match.group().split()
        start = match.start()
        while words and fold(words[0]) in _NO_NAME:
            start += len(words[0]) + 1
            words = words[1:]
        if not words:
            continue
        name = " ".join(words)
        known = who.known(name)
        if match.start() == 0 and known == name and name not in who.names and len(words) == 1:
            continue  # a capital that only begins the sentence
        found.append(_owner(known, start, match.end(), text, plain))
    for match in _SERVICE.finditer(text):
        if not any(o.start < match.end() and match.start() < o.end for o in found):
            name = re.sub(
                r"^(?:au|aux)\s+",
                lambda m: "le " if m[0].lower().startswith("au ") else "les ",
                match.group(),
            )
            found.append(_owner(name, match.start(), match.end(), text, plain))
    return _together(sorted(found, key=lambda o: o.start), plain)


def _owner(name: str, start: int, end: int, text: str, plain: str) -> Owner:
    before = plain[:start]
    vocative = bool(
        re.match(r"\s*[,?]", text[end:])
        and re.search(r"(?:^|[,.;:!?]\s*|\b(?:donc|alors|et|bon|ok|merci|dis)\s+)$", before)
    )
    return Owner(name, start, end, name, vocative, bool(_GIVEN.search(before)))


def _together(found: list[Owner], plain: str) -> list[Owner]:
    """« Karim et Léa » act as one."""
    joined: list[Owner] = []
    for one in found:
        if (
            joined
            and re.fullmatch(r"\s*(?:et|,|avec)\s*", plain[joined[-1].end : one.start])
            and not joined[-1].vocative
        ):
            last = joined[-1]
            joined[-1] = Owner(
                last.said, last.start, one.end, f"{last.name}, {one.name}", False, last.given
            )
        else:
            joined.append(one)
    return joined
