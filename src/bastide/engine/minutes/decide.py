"""Decisions: what a meeting settles, told from what it wishes, doubts, recalls or asks.

1. A cue (`settled`): a verb of deciding, a passive, a word alone (« Adopté. »), a rule from now on,
   « on » with a verb in the present that describes nothing; or a vote that is counted.
2. Guards: a condition, a question, a past that is told, a negation, another body's decision.
3. A cue that only gives the outcome or the count of the sentence before is one with it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bastide.engine.minutes import settled
from bastide.engine.minutes.model import Decision, Votes
from bastide.engine.minutes.spoken import Heard, tidy
from bastide.engine.minutes.votes import votes

_TOGETHER = re.compile(
    r"(?:^|[,;:.]\s*|\b(?:donc|alors|bon|ok|et|mais|voila|du coup|eh bien|ben|allez|fois|cas|annee"
    r"|oui|non|puis|attendant|maintenant|instant)\s+)(?P<who>on|nous)\s+"
    r"(?P<no>n['’]|ne\s+)?(?P<pronouns>(?:(?:la|le|les|leur|lui|y|en|vous|se|nous)\s+|[ls]['’])*)"
    r"(?P<verb>[a-z]{3,})\b(?P<rest>.*)"
)
_SOON = re.compile(
    r"\b(?:demain|ce soir|cet apres-midi|d['’]ici|avant (?:le|la|fin|lundi|mardi|mercredi|jeudi"
    r"|vendredi|\d)|pour (?:lundi|mardi|mercredi|jeudi|vendredi|le \d|demain|la fin)|sous \w+ "
    r"(?:jours|semaines)"
    r"|(?<!le )(?<!les )(?<!chaque )(?:lundi|mardi|mercredi|jeudi|vendredi|samedi)\b(?! \d))"
)
_NOT_MADE = re.compile(
    r"^\s*(?:le point|un point|le tour|un tour|vite|court|face|avec|comme|quoi|partie|ce qu"
    r"|attention"
    r"|bien|mieux|du bien|son possible|rapidement|semblant|appel)"
)
_THERE_IS = re.compile(r"\b(?:il y a|il n['’]y a|il y aura|y a)\b")
_FRAMED = re.compile(r"\b(?:comme|quand|lorsqu|si|que|qu|parce|je (?:dis|pense|crois)|apres)\b")
_NEAR = 60  # characters before « on »
# Words: longer, a sentence with no word of deciding explains more often than it settles.
_LONGEST_WEAK = 25
# Sentences before a cue in which its vote and its subject are looked for.
_BACK, _FAR = 10, 40
_MATTER = re.compile(
    r"\b(?:rapport|point|deliberation|proposition|amendement|motion|projet|convention|subvention"
    r"|tarifs?|budget|avenant|marche|lot|demande|aide|acquisition|cession|dossier|permis|compte"
    r"|il s['’]agit|propose|concerne|prevoit)\b"
)
_SHORT = 7  # words: a cue with no subject of its own


@dataclass(frozen=True, slots=True)
class Cue:
    """A sentence that decides. `strong`: by a word of deciding; `bare`: only an outcome or a
    count, whose subject is in the sentence before."""

    heard: Heard
    adopted: bool
    votes: Votes | None
    strong: bool
    bare: bool


def cue(heard: Heard) -> Cue | None:
    """What a sentence decides, if it does."""
    plain = heard.plain
    vote = votes(heard.quote)
    counted = vote is not None and (vote.for_ is not None or vote.unanimous or bool(vote.against))
    negated = settled.NEGATED_DONE.search(plain)
    told = bool(settled.TOLD.search(plain) or settled.OTHERS.search(plain))
    alone = settled.ALONE.search(plain)
    strong = alone or settled.PASSIVE.search(plain) or settled.ACTIVE.search(plain) \
        or settled.WAITS.search(plain) or settled.NAMED.search(plain) or negated  # fmt: skip
    if not strong and not told:
        strong = settled.PAST_COMPOUND.search(plain)
    weak = not strong and heard.words <= _LONGEST_WEAK and not _THERE_IS.search(plain) and (
        settled.FROM_NOW.search(plain) or settled.WILL_BE.search(plain)
        or settled.NOMINAL.search(plain) or _together(plain)
    )  # fmt: skip
    if not (strong or weak or counted) or _asks(plain) or settled.NO_DECISION.search(plain):
        return None
    if not counted and settled.MEETS_AGAIN.search(plain):
        return None
    if settled.CONDITION.search(plain) and not counted:
        return None
    if told and not counted:
        return None
    adopted = not (settled.REJECTED.search(plain) or negated)
    bare = heard.words <= _SHORT + 3 * counted and bool(alone or (counted and not strong))
    return Cue(heard, adopted, vote, bool(strong), bare)


def _asks(plain: str) -> bool:
    """Whether a sentence asks; « c'est bien ça ? » after a statement only wants a nod."""
    end = plain.rstrip(" .")
    return end.endswith("?") and not re.search(r",? c['’]est (?:bien )?(?:ca|vu|bon) \?$", end)


def _together(plain: str) -> bool:
    """« On loue une saleuse »: what is said as done by all, with no day to do it by."""
    match = _TOGETHER.search(plain)
    if not match or match.start() > _NEAR or _FRAMED.search(plain[: match.start("who")]):
        return False
    verb, rest = match["verb"], match["rest"]
    if match["no"] and not re.match(r"\s*(?:pas|plus)\b|.{0,60}\bque\b", rest):
        return False
    if match["who"] == "nous" and not verb.endswith("ons"):
        return False
    if verb == "fait":
        return not _NOT_MADE.match(rest) and bool(
            match["pronouns"] or re.match(r"\s*(?:la|une?|deux|trois)\b", rest)
        ) and not _SOON.search(plain)  # fmt: skip
    known = verb in settled.TELLS or verb.endswith(
        ("erons", "irons", "drons", "ait", "aient", "ions", "era", "ira")
    )
    return (
        not known
        and not _SOON.search(plain)
        and len(rest.split()) >= (0 if match["pronouns"] else 2)
    )


def decisions(cues: Sequence[Cue], heard: Sequence[Heard]) -> list[Decision]:
    """The decisions of a meeting in order, one for a subject and its vote."""
    found: list[Decision] = []
    last: Cue | None = None
    since = 0
    for now in cues:
        place = now.heard.place
        if last and found and place - last.heard.place <= 2 and _one(last, now):
            kept = found.pop()
            shown = kept if not last.bare or now.bare else _told(now, heard, place, since)
            found.append(
                Decision(shown.said, now.votes or kept.votes, kept.adopted and now.adopted)
            )
        else:
            found.append(_told(now, heard, place, since))
        last, since = now, place + 1
    return found


def _one(before: Cue, now: Cue) -> bool:
    """Whether two sentences are a decision and its count or outcome."""
    same_turn = before.heard.turn is now.heard.turn
    if now.bare:
        return same_turn or not now.votes
    return same_turn and before.bare and before.votes is not None and now.votes is None


def _told(now: Cue, heard: Sequence[Heard], place: int, since: int) -> Decision:
    """The decision of a cue; `since`: the place after the last one, before which no vote is its."""
    vote = now.votes
    before = [
        h for h in heard[max(since, place - _BACK) : place + 1] if h.turn is now.heard.turn
    ]  # fmt: skip
    if vote is None and now.strong:
        vote = votes(" ".join(h.quote for h in before))
    if vote is None and now.strong and place + 1 < len(heard):
        after = heard[place + 1]
        vote = votes(after.quote) if after.turn is now.heard.turn else None
    text = ""
    if now.bare:
        text = " ".join(filter(None, (_subject(heard, since, place), tidy(now.heard.quote))))
    return Decision(now.heard.said(text), vote, now.adopted)


def _subject(heard: Sequence[Heard], since: int, place: int) -> str:
    """What is decided on, when the cue does not say it: the last sentence that names a matter."""
    near = [h for h in reversed(heard[max(since, place - _FAR) : place]) if h.words >= _SHORT - 2]
    told = [h for h in near if not h.plain.endswith("?") and votes(h.quote) is None]
    named = next((h for h in told if _MATTER.search(h.plain)), told[0] if told else None)
    return tidy(named.quote) if named else ""
