"""Actions: who will do what, told from what is wished, asked, recalled or only said.

1. `grammar` reads the tasks of each sentence; guards drop conditions, the past and the meeting's
   own course (« je vous propose de passer au vote »).
2. The owner: the speaker of « je », the one spoken to for « tu » and « vous », the person or
   service named, the speaker's side for « on » when he does not chair.
3. The due date, in the sentence or in the next words of the one who accepts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from bastide.engine.days import unaccented
from bastide.engine.deadlines import Due, due_dates, the_due_date
from bastide.engine.french import analyse
from bastide.engine.minutes.grammar import Reading, Task
from bastide.engine.minutes.model import Action
from bastide.engine.minutes.owner import owners
from bastide.engine.minutes.people import People
from bastide.engine.minutes.spoken import Heard, tidy
from bastide.engine.minutes.verbs import infinitive

_MEETING = re.compile(
    r"\b(?:la parole|au point suivant|point suivant|l['’]ordre du jour|aux voix|au vote|bref"
    r"|un mot|deux mots"
    r"|vous (?:presente|rappelle|propose|lis|lire|presenter|rappeler|proposer|expliquer|dire)\b"
    r"|etre (?:bref|court|clair|franc)|tour de table|la seance|votre avis|ton avis|mes propos"
    r"|le micro|(?:mon|l['’])ecran"
    r"|(?:fais|fait|faites|faire) (?:rapidement |vite )?(?:le|un) (?:petit )?point"
    r"|en reparle|je (?:vous )?salue|je (?:vous )?remercie|on se (?:revoit|retrouve|reunit"
    r"|verra)|je (?:vous )?previens\b[^a-z]*$|je te dis|je vous le dis)\b"
)
_CONDITION = re.compile(
    r"\b(?:pourrait|pourraient|pourrions|faudrait(?! que (?:tu|vous))|devrait|devraient|devrions"
    r"|serait|aimerait|aimerais|voudrait|souhaiterait|coutait|voudrais|si (?:on|nous|jamais"
    r"|j['’]ai|je|tu|vous|seulement|l[ea]|l['’])|dans l['’]ideal|l['’]idee serait|peut-etre"
    r"|eventuellement|pourquoi pas|un jour|aurait|auraient)\b"
)
_TOLD = re.compile(
    r"\b(?:avai(?:t|ent|s)|avions|etai(?:t|ent)|devai(?:t|ent)|promettai\w+|l['’]an(?:nee)? "
    r"(?:dernier|derniere|passe|passee)|(?:semaine|mois|fois|reunion|seance|conseil|vendredi"
    r"|jeudi|mercredi|mardi|lundi) (?:dernier|derniere|passe|passee|precedent|precedente)|\bhier"
    r"|a l['’]epoque|d['’]habitude|en general|chaque (?:annee|mois|semaine|jour|matin|soir|fois)"
    r"|tous les (?:ans|mois|jours|matins|lundis)|toujours (?!le |la |les )|normalement|depuis"
    r"|(?<!que )(?<!si )j['’]ai (?!jusqu))\b"
)
_ACCEPTS = re.compile(
    r"^(?:oui|ouais|ok|okay|d['’]accord|entendu|ca marche|ca roule|c['’]est (?:note|prevu|vu|bon"
    r"|fait|dans)|noté|note|bien sur|tres bien|volontiers|compris|pas de (?:souci|probleme)|reçu"
    r"|recu|yes|ce sera|je |j['’]|bon|avec plaisir|parfait|sans probleme|tout a fait"
    r"|tout de suite|promis|super|on s['’]y|d['’]acc|evidemment|nickel|elle|il |vendredi|lundi"
    r"|mmh|bien entendu|entendu|merci)"
)
_LONGEST = 45  # words: longer, a sentence argues
# Said of how things are as often as of a day to do something by.
_NOW = re.compile(r"aujourd|ce soir$")
_BOTH = re.compile(r"\b(?:tous les deux|toutes les deux|vous deux|les deux)\b")
# « Je m'occupe de », « elle se charge de », « vous vous rapprochez de ».
_REFLEXIVE = frozenset("occuper charger renseigner rapprocher engager arranger assurer".split())
_ONESELF = re.compile(r"(?:\b[smt]['’]|\b(?:se|me|te|vous vous|nous nous) )$")
# A promise of so few words, without an object of its own, only accepts what was asked.
_FEW = 8
_PRONOUN_ONLY = re.compile(
    r"\b(?:m['’]en (?:occupe|charge)\w*|m['’]y (?:mets|colle)|le ferai|le fais|la fais|les fais|"
    r"(?:les?|la|lui|leur) (?:appelle|rappelle|fais|fait|ferai|fera|prends|demande|prepare"
    r"|connais|vois|joindrai|verrai)\w*|le note|s['’]en (?:occupe|charge)|regarde ca|demanderai"
    r"|vais le faire|fais ca|confirme)\b"
)


_MEETS_AGAIN = re.compile(r"\b(?:on se|nous nous) (?:donc )?(?:revoi|revoy|retrouv|reuni)")
_NEED = re.compile(
    r"\bil (?:faut|faudra|faudrait) (?:(?:donc|aussi|bien|encore) )?"
    r"(?:(?:que l['’]on|qu['’]on) )?(?:(?:le|la|les|y|en) )?(?P<verb>[a-z]{4,})"
)
_NEAR_NEED = 3  # sentences before
_PLEASE = re.compile(r",?\s*s['’]il (?:te|vous) pla[iî]t", re.IGNORECASE)
_FILLS = re.compile(r"^\s*(?:(?:donc|aussi|alors|bien)\s+)+", re.IGNORECASE)
_CHARGED = re.compile(r"(?:de |d['’]|a )(?P<verb>[a-z]{3,}(?:er|ir|re|oir)\b)")


@dataclass(frozen=True, slots=True)
class Chair:
    """Who leads the meeting: « on » is everybody in his mouth, his side in another's."""

    name: str


def chair_of(heard: Sequence[Heard]) -> Chair:
    """The one who speaks first, unless somebody's title says that he presides."""
    speakers = list(dict.fromkeys(one.turn.speaker for one in heard if one.turn.speaker))
    titled = [
        s
        for s in speakers
        if re.match(r"(?i)(?:(?:le|la|mme?|m\.) )?(?:vice-)?pr[ée]sident|(?:le |la )?maire$", s)
    ]
    return Chair((titled or speakers or [""])[0])


def actions(
    heard: Sequence[Heard], who: People, day: date | None, meets_again: date | None,
    decided: frozenset[int],
) -> list[Action]:  # fmt: skip
    """The actions of a meeting in order; `decided`: places of the sentences that are decisions."""
    found: list[Action] = []
    last = -9
    chair = chair_of(heard)
    for place, one in enumerate(heard):
        if (
            (one.words < 2 and "-" not in one.plain)
            or _CONDITION.search(one.plain)
            or _TOLD.search(one.plain)
        ):
            continue
        dues = due_dates(one.quote, day, meets_again)
        dated = any(not _NOW.match(one.plain, due.start) for due in dues)
        if _MEETING.search(one.plain) and not dated:
            continue
        task = Reading(one, owners(one, who), dated).task()
        if task is None or (place in decided and task.said == "together"):
            continue
        if (
            place in decided
            and task.said == "named"
            and not (dated or task.owner.name in who.names)
        ):
            continue  # « la mairie ouvrira le samedi » is the decision itself
        if _MEETS_AGAIN.search(one.plain) and task.said == "together":
            continue
        made = _action(task, one, heard, who, chair, the_due_date(one.quote, dues))
        if _bare(made, task) and (need := _need(heard, place)):
            made = replace(made, what=need)
        if found and place - last <= 3 and _only_accepts(found[-1], made, one, task):
            found[-1] = _joined(found[-1], made)
            continue
        again = next((n for n, one in enumerate(found) if _same(one, made)), None)
        if again is not None:
            found[again] = _joined(found[again], made)
            continue
        found.append(made)
        last = place
    return found


def _only_accepts(before: Action, made: Action, one: Heard, task: Task) -> bool:
    """Whether a promise of few words only accepts what was just asked."""
    other_day = before.due and made.due and before.due != made.due
    return not other_day and (
        task.said == "promise" and before.said.turn != one.turn.number
        and one.words <= _FEW and bool(_PRONOUN_ONLY.search(one.plain))
    )  # fmt: skip


def _same(before: Action, now: Action) -> bool:
    """Whether an action only says again, to the same person and day, what another says."""
    if before.who != now.who or (before.due and now.due and before.due != now.due):
        return False
    one, two = _stems(before.what), _stems(now.what)
    return min(len(one), len(two)) > 1 and (one <= two or two <= one)


@lru_cache(maxsize=4096)
def _stems(text: str) -> frozenset[str]:
    return frozenset(analyse(text))


def _bare(made: Action, task: Task) -> bool:
    """Whether nothing but the verb is told: « je m'en occupe », « tu peux t'en charger ? »."""
    return bool(task.verb) and made.what.rstrip(".").lower() in (
        task.verb, f"s'{task.verb}", f"se {task.verb}",
    )  # fmt: skip


def _need(heard: Sequence[Heard], place: int) -> str:
    """What was just said to be needed, without anybody to do it: « il faut réserver la salle »."""
    for one in reversed(heard[max(0, place - _NEAR_NEED) : place]):
        match = _NEED.search(one.plain)
        if match:
            word = match["verb"]
            verb = infinitive(word, 0) or infinitive(word, 3)
            if verb:
                return tidy(f"{verb} {one.quote[match.end() :].strip(' ,.;?!-')}")
    return ""


def _joined(before: Action, now: Action) -> Action:
    due, words = (before.due, before.due_words) if before.due_words else (now.due, now.due_words)
    return replace(before, who=before.who or now.who, due=due, due_words=words)


def _action(
    task: Task, one: Heard, heard: Sequence[Heard], who: People, chair: Chair, due: Due | None
) -> Action:
    return Action(
        one.said(),
        _what(task, one, due),
        _who(task, one, heard, who, chair),
        due.day if due else None,
        one.quote[due.start : due.end].rstrip(" .") if due else "",
    )


def _what(task: Task, one: Heard, due: Due | None) -> str:
    """The task as an infinitive and its object, the due date left out."""
    if not task.verb:
        return tidy(one.quote)
    rest = one.quote[task.end :]
    if due and due.start >= task.end:
        rest = one.quote[task.end : due.start] + one.quote[due.end :]
    rest = _PLEASE.sub("", _FILLS.sub("", rest)).strip(" ,.;?!-")
    verb = task.verb
    if verb in ("charger", "engager", "occuper") and (charged := _CHARGED.match(unaccented(rest))):
        return tidy(rest[charged.start("verb") :])
    if _ONESELF.search(one.plain[: task.at]) and verb in _REFLEXIVE:
        verb = f"s'{verb}" if verb[0] in "aeéio" else f"se {verb}"
    return tidy(f"{verb} {rest}")


def _who(task: Task, one: Heard, heard: Sequence[Heard], who: People, chair: Chair) -> str:
    said = task.owner.said
    named = owners(one, who)
    if said in ("je", "on", "nous"):
        beside = next((o.name for o in named if o.beside_me), "")
        if beside:
            return f"{one.turn.speaker}, {beside}"
        return one.turn.speaker if said == "je" or one.turn.speaker != chair.name else ""
    if said == "tu":
        spoken_to = [o.name for o in named if o.vocative]
        if spoken_to:
            return spoken_to[0]
        return _addressee(one, heard)
    return task.owner.name


def _addressee(one: Heard, heard: Sequence[Heard]) -> str:
    """Who is spoken to: who accepts next, else who spoke before."""
    me, place = one.turn.speaker, one.place
    after = next((h for h in heard[place + 1 : place + 12] if h.turn is not one.turn), None)
    before: list[str] = []
    for near in reversed(heard[max(0, place - 25) : place]):
        if near.turn.speaker != me and near.turn.speaker not in before:
            before.append(near.turn.speaker)
    if _BOTH.search(one.plain) and len(before) > 1:
        return ", ".join(reversed(before[:2]))
    if after and after.turn.speaker != me and (_ACCEPTS.match(after.plain) or not before):
        return after.turn.speaker
    if before:
        return before[0]
    return after.turn.speaker if after and after.turn.speaker != me else ""
