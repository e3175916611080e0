"""Actions: who will do what, told from what is wished, asked, recalled or only said.

A sentence is read word by word: a subject (« je », « tu », « vous », a person, a service, « on »),
its pronouns, and a verb of doing in the present of promise, the future, « aller » or « devoir »
with an infinitive, or an imperative. Verbs that also speak of the meeting itself (« je propose »,
« je vous présente ») count only with what makes them a task: a due date or their own turn of phrase.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bastide.engine.minutes.due import Due, due_dates
from bastide.engine.minutes.model import Action
from bastide.engine.minutes.owner import Owner, owners
from bastide.engine.minutes.people import People
from bastide.engine.minutes.spoken import Heard, tidy
from bastide.engine.minutes.verbs import infinitive, is_future

_TOKEN = re.compile(r"[a-z0-9]+['’]?|[?.,;:!]")
_CLITICS = frozenset("me m' te t' se s' nous vous le la l' les lui leur y en".split())
_FILLS = frozenset(
    "donc alors bien aussi euh du coup ensuite apres quand meme juste tout de suite rapidement "
    "vite deja simplement egalement plutot moi toi lui directement peut etre".split()
)
# Present and infinitives that speak of the meeting as often as of a task.
_LOOSE = frozenset(
    "demander proposer présenter rappeler préciser confirmer voir noter lire revenir passer "
    "reprendre commencer terminer trouver mettre faire tenir signaler regarder prendre rendre "
    "expliquer annoncer clarifier détailler retenir suivre charger occuper assurer retourner "
    "attendre adresser démarrer achever finir engager déclarer accompagner tourner réfléchir "
    "prévoir recevoir évaluer estimer avancer relever ouvrir fermer répondre comparer calculer "
    "interroger avertir convenir chercher garantir développer motiver trancher reporter fixer".split()
)
_TASKS = re.compile(
    r"(?:en occupe|occuper? d|en charger?\b|charge d|charger d|vois (?:ca|cela|avec|pour|si)|voir (?:ca|cela|avec|pour|si)"
    r"|(?:reviens|revenir|reviendrai|revient|reviendra) vers|(?:fai[ts]|faire|ferai|fera|faites) (?:le (?:point|tour|necessaire|courrier|mail|compte|bilan|devis|tri|lien|suivi|relevé)|un|une|passer|parvenir|remonter|suivre|signer|valider|chiffrer|venir|la (?:demande|note|commande|liste|declaration)|les? )"
    r"|(?:prends|prendre|prendrai|prend|prendra|prenez) (?:contact|rendez|rdv|en charge|ca|cela|le|la|l['’]|attache|une?|les)|(?:mets|mettre|mettrai|met|mettra|mettez) (?:a jour|en ligne|en place|en copie|le|la|les|un|une)"
    r"|(?:regarde|regarder|regarderai) (?:ca|cela|si|avec|le|la|les|combien|ce)|passe(?:r|rai|ra)? (?:voir|la commande|une annonce|un coup|chez|sur|commande)"
    r"|reprends contact|reprendre contact|(?:demande|demander|demanderai|demandera) (?:a |au |aux |un|une|des|le|la|les)|(?:tiens|tenir|tiendrai|tient|tiendra) (?:au courant|informe|a jour)"
    r"|(?:ouvre|ouvrir|ouvrirai) (?:un|le|la|une)|(?:reponds|repondre|repondrai|repond|repondra) (?:a|au|aux)|(?:trouve|trouver|trouverai) (?:un|une|des)|cherche(?:r|rai)? (?:un|une|des)"
    r"|(?:rappelle|rappeler|rappellerai|rappellera) (?:le|la|les|l['’]|m\.|mme)|(?:prevois|prevoir|prevoit|prevoyez) (?:un|une|des|le|la)|assure(?:r|rai)? (?:le suivi|la)|rend(?:s|rai|re)? (?:compte|un)"
    r"|lance|attache|suivi de|le suivi)"
)
_STATIVE = frozenset(
    "serai aurai pourrai dirai saurai voudrai devrai irai resterai viendrai verrai ajouterai "
    "commencerai terminerai rappellerai conclurai preciserai laisserai donnerai proposerai "
    "sera aura pourra dira saura voudra devra restera faudra ira viendra seront auront pourront "
    "permettra coutera aidera representera commencera durera changera deviendra".split()
)
_MEETING = re.compile(
    r"\b(?:la parole|au point suivant|point suivant|ordre du jour|aux voix|au vote|bref|un mot|deux mots|rapidement le contexte"
    r"|vous (?:presente|rappelle|propose|lis|lire|presenter|rappeler|proposer|expliquer|dire)|etre (?:bref|court|clair|franc)|tour de table|la seance|en questions?|votre avis|ton avis|mes propos|le micro|l['’]ecran)\b"
)
_CONDITION = re.compile(
    r"\b(?:pourrait|pourraient|pourrions|faudrait|devrait|devraient|serait|aimerait|aimerais|voudrait|souhaiterait|j['’]aimerais|je voudrais|si (?:on|nous|jamais|j['’]ai|je)|dans l['’]ideal|l['’]idee serait|peut-etre qu|eventuellement|pourquoi pas|un jour)\b"
)
_TOLD = re.compile(
    r"\b(?:avai(?:t|ent|s)|avions|l['’]an(?:nee)? (?:dernier|derniere|passe|passee)|(?:semaine|mois|fois|reunion|seance|conseil) (?:dernier|derniere|passe|passee|precedent|precedente)|hier|a l['’]epoque|d['’]habitude|en general|chaque (?:annee|mois|semaine|jour|matin|soir|fois)|tous les (?:ans|mois|jours|matins|lundis)|toujours|normalement|depuis)\b"
)
_DUTY_1 = re.compile(
    r"^(?:vais|dois|devrai|peux|compte|essaie|essaierai|m['’]engage|tacherai|tache)$"
)
_REQUEST = frozenset(
    "peux pourras dois devras peut pouvez pourrez devez devrez pourrais pourriez vas allez".split()
)
_AUX_3 = frozenset("va vont doit doivent devra devront peut peuvent pourra pourront".split())


@dataclass(frozen=True, slots=True)
class Task:
    """An action in a sentence: its verb at `at`, its infinitive, who must do it, how sure."""

    at: int
    end: int
    verb: str
    owner: Owner
    sure: bool


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int


def _words(plain: str) -> list[_Word]:
    return [_Word(m.group().replace("’", "'"), m.start(), m.end()) for m in _TOKEN.finditer(plain)]


def _skip(words: Sequence[_Word], at: int, denied: list[bool]) -> int:
    """Past the pronouns and small words that stand between a subject and its verb."""
    while at < len(words) and (
        words[at].text in _CLITICS or words[at].text in _FILLS or words[at].text in ("ne", "n'")
    ):
        if words[at].text in ("ne", "n'"):
            denied.append(True)
        at += 1
    return at


def tasks(heard: Heard, who: People, dated: bool) -> Iterator[Task]:
    """The tasks of a sentence in order; `dated` says whether a due date is in it."""
    plain = heard.plain
    words = _words(plain)
    named = owners(heard, who)
    asked = plain.rstrip().endswith("?")
    loose_ok = dated or bool(_TASKS.search(plain))
    for at, word in enumerate(words):
        before = words[at - 1].text if at else ""
        if word.text in ("je", "j'"):
            yield from _first(words, at, loose_ok, asked)
        elif word.text in ("tu", "vous") and before not in _CLITICS | {
            "je",
            "j'",
            "on",
            "pour",
            "avec",
            "a",
            "chez",
            "de",
        }:
            yield from _second(words, at, loose_ok, asked, dated)
        elif word.text in ("on", "nous", "il") and not asked:
            yield from _together(words, at, dated, loose_ok)
        elif at == 0 or before in (",", ":", ";", "."):
            yield from _imperative(words, at, named, asked)
    for owner in named:
        yield from _third(words, owner, loose_ok, dated, asked)


def _first(words: Sequence[_Word], at: int, loose_ok: bool, asked: bool) -> Iterator[Task]:
    denied: list[bool] = []
    verb_at = _skip(words, at + 1, denied)
    if verb_at >= len(words) or denied or asked:
        return
    word = words[verb_at]
    owner = Owner("je", words[at].start, words[at].end)
    if _DUTY_1.match(word.text):
        then = _skip(words, verb_at + 1, denied)
        if then < len(words) and words[then].text in ("a", "de", "d'"):
            then = _skip(words, then + 1, denied)
        verb = infinitive(words[then].text, 0) if then < len(words) else ""
        if verb and not denied:
            sure = word.text in ("vais", "m'engage") and verb not in _LOOSE
            if sure or loose_ok:
                yield Task(words[then].start, words[then].end, verb, owner, sure)
        return
    verb = infinitive(word.text, 1)
    if word.text in _STATIVE:
        return
    if verb and (verb not in _LOOSE or loose_ok):
        yield Task(word.start, word.end, verb, owner, verb not in _LOOSE)
    elif not verb and is_future(word.text, 1):
        yield Task(word.start, word.end, "", owner, loose_ok)


def _second(
    words: Sequence[_Word], at: int, loose_ok: bool, asked: bool, dated: bool
) -> Iterator[Task]:
    denied: list[bool] = []
    verb_at = _skip(words, at + 1, denied)
    if verb_at >= len(words) or denied:
        return
    word = words[verb_at]
    person = 2 if words[at].text == "tu" else 5
    owner = Owner("tu", words[at].start, words[at].end)
    if word.text in _REQUEST:
        then = _skip(words, verb_at + 1, denied)
        verb = infinitive(words[then].text, 0) if then < len(words) else ""
        if verb and not denied:
            yield Task(words[then].start, words[then].end, verb, owner, True)
        return
    verb = infinitive(word.text, person)
    to_us = any(
        w.text in ("me", "m'", "nous", "t'", "vous", "lui", "leur") for w in words[at + 1 : verb_at]
    )
    if verb and not asked and (dated or (to_us and loose_ok) or (verb not in _LOOSE and to_us)
                               or is_future(word.text, person)):  # fmt: skip
        yield Task(word.start, word.end, verb, owner, True)


def _together(words: Sequence[_Word], at: int, dated: bool, loose_ok: bool) -> Iterator[Task]:
    denied: list[bool] = []
    verb_at = _skip(words, at + 1, denied)
    if verb_at >= len(words) or denied:
        return
    word = words[verb_at]
    owner = Owner("", words[at].start, words[at].end)
    if word.text in ("va", "allons", "doit", "devons", "devra", "faut", "faudra", "reste"):
        then = _skip(words, verb_at + 1, denied)
        if then < len(words) and words[then].text in ("a", "qu'", "que"):
            then = _skip(words, then + 1, denied)
            if then < len(words) and words[then].text in ("on", "nous"):
                then = _skip(words, then + 1, denied)
        if then >= len(words) or denied:
            return
        verb = infinitive(words[then].text, 0) or infinitive(words[then].text, 3)
        if verb and (dated or (verb not in _LOOSE and words[at].text != "il")):
            yield Task(words[then].start, words[then].end, verb, owner, dated)
        return
    if words[at].text == "il":
        return
    verb = infinitive(word.text, 3 if words[at].text == "on" else 4)
    if verb and (dated or verb not in _LOOSE):
        yield Task(word.start, word.end, verb, owner, dated)


def _imperative(
    words: Sequence[_Word], at: int, named: Sequence[Owner], asked: bool
) -> Iterator[Task]:
    text = words[at].text
    if text in ("merci", "pense", "pensez", "oublie", "oubliez") or (
        text in ("n'", "ne") and at + 1 < len(words) and words[at + 1].text.startswith("oubli")
    ):
        for then in range(at + 1, min(at + 5, len(words))):
            verb = infinitive(words[then].text, 0)
            if verb:
                yield Task(words[then].start, words[then].end, verb,
                           Owner("tu", words[at].start, words[at].end), True)  # fmt: skip
                return
        return
    if asked:
        return
    verb = infinitive(text, 5) or (infinitive(text, 2) if not text.endswith("s") else "")
    if not verb and not text.endswith("s"):
        verb = infinitive(text + "s", 2)
    if verb and (verb not in _LOOSE):
        yield Task(words[at].start, words[at].end, verb,
                   Owner("tu", words[at].start, words[at].end), True)  # fmt: skip


def _third(
    words: Sequence[_Word], owner: Owner, loose_ok: bool, dated: bool, asked: bool
) -> Iterator[Task]:
    at = next((n for n, w in enumerate(words) if w.start >= owner.end), len(words))
    denied: list[bool] = []
    if owner.given:  # « je demande à Karim de », « à charge pour le service de »
        for then in range(at, min(at + 6, len(words))):
            verb = infinitive(words[then].text, 0)
            if verb:
                yield Task(words[then].start, words[then].end, verb, owner, True)
                return
        return
    while at < len(words) and words[at].text in (
        ",",
        "il",
        "elle",
        "ils",
        "elles",
        "qui",
        "lui",
        ":",
    ):
        at += 1
    verb_at = _skip(words, at, denied)
    if verb_at >= len(words) or denied or asked and not owner.vocative:
        return
    word = words[verb_at]
    if word.text in _AUX_3:
        then = _skip(words, verb_at + 1, denied)
        verb = infinitive(words[then].text, 0) if then < len(words) else ""
        if verb and not denied:
            yield Task(words[then].start, words[then].end, verb, owner, True)
        return
    verb = infinitive(word.text, 3) or infinitive(word.text, 6)
    future = is_future(word.text, 3) or is_future(word.text, 6)
    if verb and word.text not in _STATIVE and (dated or future or verb not in _LOOSE or loose_ok):
        yield Task(word.start, word.end, verb, owner, True)


def actions(
    heard: Sequence[Heard], who: People, day: date | None, meets_again: date | None,
    decided: frozenset[int],
) -> list[Action]:  # fmt: skip
    """The actions of a meeting in order; `decided`: places of the sentences that are decisions."""
    found: list[Action] = []
    taken_at: list[int] = []
    for place, one in enumerate(heard):
        plain = one.plain
        if _CONDITION.search(plain) or _TOLD.search(plain) or _MEETING.search(plain):
            continue
        dues = due_dates(one.quote, day, meets_again)
        for task in tasks(one, who, bool(dues)):
            if place in decided and not task.owner.said:
                continue
            made = _made(task, one, heard, place, who, dues)
            if found and taken_at and place - taken_at[-1] <= 2 and _answers(found[-1], made, task):
                found[-1] = _joined(found[-1], made)
            else:
                found.append(made)
                taken_at.append(place)
            break
    return found


def _answers(before: Action, now: Action, task: Task) -> bool:
    """Whether a promise only accepts the request that comes just before it."""
    return before.said.turn != now.said.turn and task.verb in ("occuper", "charger", "faire", "prendre", "noter", "voir") \
        and (before.who == now.who or not before.who)  # fmt: skip


def _joined(before: Action, now: Action) -> Action:
    due, words = (before.due, before.due_words) if before.due_words else (now.due, now.due_words)
    return replace(before, who=before.who or now.who, due=due, due_words=words)


def _made(
    task: Task, one: Heard, heard: Sequence[Heard], place: int, who: People, dues: Sequence[Due]
) -> Action:
    due = next((d for d in dues if d.led), dues[0] if dues else None)
    words = one.quote[due.start : due.end] if due else ""
    what = _what(task, one, due)
    return Action(
        one.said(), what, _who(task, one, heard, place, who), due.day if due else None, words
    )


def _what(task: Task, one: Heard, due: Due | None) -> str:
    """The task as an infinitive and its object, the due date left out."""
    if not task.verb:
        return tidy(one.quote)
    end = len(one.quote)
    rest = one.quote[task.end : end]
    if due and due.start >= task.end:
        rest = one.quote[task.end : due.start] + one.quote[due.end : end]
    return tidy(f"{task.verb} {rest.strip(' ,.;?!')}")


def _who(task: Task, one: Heard, heard: Sequence[Heard], place: int, who: People) -> str:
    said = task.owner.said
    if said == "je":
        return one.turn.speaker
    if said == "tu":
        named = [o for o in owners(one, who) if o.vocative]
        if named:
            return named[0].name
        return _addressee(one, heard, place)
    return task.owner.name


def _addressee(one: Heard, heard: Sequence[Heard], place: int) -> str:
    """Who is spoken to: who answers next, else who spoke before."""
    me = one.turn.speaker
    for near in heard[place + 1 : place + 12]:
        if near.turn.speaker != me:
            return near.turn.speaker
    for near in reversed(heard[max(0, place - 12) : place]):
        if near.turn.speaker != me:
            return near.turn.speaker
    return ""
