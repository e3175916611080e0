"""Decisions: what a meeting settles, told from what it wishes, doubts, recalls or asks.

1. A cue: a verb of deciding said by « on », « nous », the body or its chair, in the present; a
   passive (« est adoptée »); a word alone (« Adopté. »); or a vote that is counted.
2. Guards: a condition, a question, a past that is told, a negation, another body's decision.
3. A cue that says nothing of its subject is shown with the sentence before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bastide.engine.minutes.model import Decision, Votes
from bastide.engine.minutes.spoken import Heard, tidy
from bastide.engine.minutes.votes import votes

_BODY = (
    r"(?:on|nous|je|la commission|le comite|le bureau|le conseil(?: municipal| communautaire"
    r"| departemental| syndical| d['’]administration)?|l['’]assemblee|le groupe(?: de travail)?|le jury"
    r"|la reunion|le copil|le comite de pilotage|les elus|les membres|le college|l['’]equipe)"
)
_BETWEEN = r"(?:\s+(?:donc|alors|bien|ainsi|du coup|finalement|quand meme|plutot|la|les?|l['’]|vous|leur|lui|y|en|tous|ensemble|collectivement|par consequent|a|se|nous))*\s+"
_PRESENT = (
    r"(?:decid(?:e|ons)|valid(?:e|ons)|approuv(?:e|ons)|adopt(?:e|ons)|reti(?:ent|ens)|retenons"
    r"|act(?:e|ons)|enterin(?:e|ons)|arret(?:e|ons)|chois(?:it|issons)|opt(?:e|ons)|fix(?:e|ons)"
    r"|maint(?:ient|iens|enons)|report(?:e|ons)|ajourn(?:e|ons)|annul(?:e|ons)|supprim(?:e|ons)"
    r"|abandonn(?:e|ons)|renonc(?:e|ons)|ecart(?:e|ons)|refus(?:e|ons)|rejett(?:e)|rejetons"
    r"|accord(?:e|ons)|attribu(?:e|ons)|autoris(?:e|ons)|confirm(?:e|ons)|tranch(?:e|ons)"
    r"|conv(?:ient|enons) (?:de|que)|design(?:e|ons)|elit|elisons|privilegi(?:e|ons)"
    r"|part(?:ons)? (?:sur|la-dessus|donc sur)|rest(?:e|ons) (?:sur|a)|gard(?:e|ons)|arrete sur"
    r"|arretons sur|met(?:tons)? d['’]accord|tomb(?:e|ons) d['’]accord|suspend(?:ons)?|repouss(?:e|ons)"
    r"|prononc(?:e|ons)|vot(?:e|ons)|emet(?:tons)? un avis|donn(?:e|ons) (?:un avis|(?:son|notre|mon) accord|(?:le )?feu vert)"
    r"|(?:suis|est|sommes) (?:tous )?d['’]accord (?:pour|que)|laiss(?:e|ons) tomber|prend(?:s)? (?:la|cette) decision|prenons (?:la|cette) decision"
    r"|fai(?:t|sons) le choix|mainten(?:ons))"
)
_DONE = (
    r"(?:decidee?s?|validee?s?|approuvee?s?|adoptee?s?|retenue?s?|actee?s?|enterinee?s?|arretee?s?"
    r"|fixee?s?|maintenue?s?|reportee?s?|ajournee?s?|annulee?s?|abandonnee?s?|ecartee?s?"
    r"|refusee?s?|rejetee?s?|accordee?s?|attribuee?s?|autorisee?s?|confirmee?s?|tranchee?s?"
    r"|convenue?s?|designee?s?|elue?s?|votee?s?|repoussee?s?|suspendue?s?|prononcee?s?|entendue?s?"
    r"|choisie?s?|supprimee?s?|classee?s? sans suite)"
)
_ACTIVE = re.compile(
    rf"(?<![\w'’-]){_BODY}{_BETWEEN}{_PRESENT}(?!\w)|(?<![\w'’-]){_BODY}{_BETWEEN}s['’]arrete sur"
)
_PASSIVE = re.compile(
    rf"(?<![\w'’-])(?:est|sont|c['’]est|reste|restent|soit|il est|sera|seront)(?:\s+(?:donc|ainsi|alors|bien|du coup|desormais|officiellement))*\s+{_DONE}(?!\w)"
)
_ALONE = re.compile(
    rf"^(?:euh|bon|donc|alors|ok|voila|bien|tres bien|parfait|et bien|eh bien|c['’]est)?[\s,]*{_DONE}(?=\s*(?:[.,;:!]|$|a l['’]unanim|a la majorit|avec|sous reserve|par \d|en l['’]etat|moins))"
)
_NAMED = re.compile(
    r"\b(?:avis (?:favorable|defavorable)|feu vert|accord de principe|decision\s*:|decision prise"
    r"|on est (?:tous )?d['’]accord (?:pour|que|sur)|tout le monde est d['’]accord (?:pour|sur)|c['’]est (?:donc )?non pour"
    r"|c['’]est (?:donc )?oui pour|on fait comme ca|va pour (?:le|la|les|un|une))\b"
)
_PAST_COMPOUND = re.compile(
    rf"(?<![\w'’-])(?:on a|nous avons|on s['’]est|j['’]ai)(?:\s+(?:donc|bien|ainsi|du coup|finalement|mis))*\s+(?:{_DONE}|mis d['’]accord)"
)
_REJECTED = re.compile(
    r"\b(?:rejet\w*|refus\w*|ecart\w*|repouss\w*|abandonn\w*|renonc\w*|defavorable|pas (?:retenue?s?|adoptee?s?|validee?s?|approuvee?s?|accordee?s?)"
    r"|laiss\w+ tomber|classee?s? sans suite|c['’]est (?:donc )?non|ne (?:retient|retenons|valide|donne|donnons|accorde|soutient) pas)\b"
)
_NEGATED_DONE = re.compile(rf"\bn['’](?:est|sont|a|ont)\s+(?:donc\s+)?pas\s+{_DONE}")
_NO_DECISION = re.compile(
    r"\b(?:pas encore|rien n['’]est|rien de|pas la pour|ne (?:decide|tranche|valide|vote) (?:pas|rien)|n['’]a (?:pas|rien) (?:ete )?decid"
    r"|avant de (?:decider|valider|voter|trancher)|plus tard|sans (?:decider|attendre)|n['’]est pas (?:encore )?(?:decide|tranche|acte|fixe|arrete|convenu|vote))"
)
_CONDITION = re.compile(
    r"\b(?:si (?:on|nous|vous|le|la|les|l['’]|jamais|c['’]est)|(?:pourr|faudr|devr|voudr|aimer|serait|seraient|souhaiter)\w*(?:ait|ions|iez|aient|ais)\b"
    r"|quand (?:on|nous|ce sera)|une fois que|peut-etre|eventuellement|le jour ou|en attendant qu|a condition|imagin|suppos|admettons)"
)
_TOLD = re.compile(
    r"\b(?:avai(?:t|ent|s)|avions|etai(?:t|ent)|(?:l['’]an|l['’]annee|la semaine|le mois|la fois|au dernier|la derniere|le dernier|au precedent)\s*(?:derni\w+|passe\w*|precedent\w*)?(?<=e) (?:derni\w+|passee?|precedente?)"
    r"|l['’]an(?:nee)? (?:dernier|derniere|passe|passee)|(?:semaine|mois|fois|reunion|seance|conseil|mandat|comite|commission) (?:dernier|derniere|passe|passee|precedent|precedente)s?"
    r"|derni(?:er|ere) (?:reunion|seance|conseil|fois|comite|mandat|copil|bureau|commission)|hier|a l['’]epoque|autrefois|auparavant|deja|en 20[01]\d|en 202[0-4]|il y a (?:\w+ )?(?:ans?|mois|semaines?|jours?)|depuis)\b"
)
_OTHERS = re.compile(
    r"\b(?:l['’]etat|le (?:prefet|departement|ministere|ministre|gouvernement|tribunal|juge|syndicat|sous-prefet|parlement|rectorat)|la (?:region|prefecture|prefete|metropole|cour|caf|dreal|ddt|chambre)|les services de l['’]etat|nos voisins|la commune voisine|d['’]autres communes|l['’]ars|l['’]agence)"
    r"\b[^,.;]{0,40}\b(?:a|ont|avait|va|doit|n['’]a|viennent|vient)\b"
)
_SHORT = 7  # words: a cue with no subject of its own


@dataclass(frozen=True, slots=True)
class Cue:
    """A sentence that decides. `at`: where its cue is in the sentence."""

    heard: Heard
    at: int
    adopted: bool
    votes: Votes | None


def cue(heard: Heard) -> Cue | None:
    """What a sentence decides, if it does."""
    plain = heard.plain
    vote = votes(heard.quote)
    counted = vote is not None and (vote.for_ is not None or vote.unanimous or vote.against)
    match = _ALONE.search(plain) or _PASSIVE.search(plain) or _ACTIVE.search(plain) \
        or _NAMED.search(plain)  # fmt: skip
    negated = _NEGATED_DONE.search(plain)
    told = bool(_TOLD.search(plain) or _OTHERS.search(plain))
    if not match and not told:
        match = _PAST_COMPOUND.search(plain)
    match = match or negated
    if not match and not counted:
        return None
    if plain.rstrip().endswith("?") or _CONDITION.search(plain) or _NO_DECISION.search(plain):
        return None
    if told and not counted:
        return None
    adopted = not (_REJECTED.search(plain) or negated)
    return Cue(heard, match.start() if match else 0, adopted, vote)


def decisions(heard: Sequence[Heard]) -> list[Decision]:
    """The decisions of a meeting in order, one for a subject and its vote."""
    found: list[Decision] = []
    last: Cue | None = None
    for place, one in enumerate(heard):
        now = cue(one)
        if now is None:
            continue
        if last and place - last.heard.place <= 3 and _same(last, now):
            kept = found.pop()
            found.append(Decision(kept.said, now.votes or kept.votes, kept.adopted and now.adopted))
            last = now
            continue
        found.append(_told(now, heard, place))
        last = now
    return found


def _same(before: Cue, now: Cue) -> bool:
    """Whether a sentence only gives the vote or the outcome of the one before."""
    return now.heard.words <= _SHORT or (before.heard.words <= _SHORT) or bool(
        now.votes and not before.votes)  # fmt: skip


def _told(now: Cue, heard: Sequence[Heard], place: int) -> Decision:
    vote = now.votes
    if vote is None:
        for near in heard[max(0, place - 3) : place + 3]:
            vote = vote or votes(near.quote)
    text = ""
    if now.heard.words <= _SHORT and place:
        text = f"{tidy(heard[place - 1].quote)} {tidy(now.heard.quote)}"
    return Decision(now.heard.said(text), vote, now.adopted)
