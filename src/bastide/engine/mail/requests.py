"""What a correspondent asks in a thread: each request with the sentences that say it.

1. In a message, sentences that ask are gathered; a request ends where the author turns to another
   matter (« par ailleurs », « autre question »), or where what she asks is another service's.
2. A question that says little by itself (« Pouvez-vous intervenir ? ») is shown with the sentence
   before it that tells most of the subject.
3. Without a question, the sentence that tells most is the request.
4. Of later messages, what is asked anew; chasing an answer is no new request.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bastide.engine.mail.forms import LONGEST
from bastide.engine.mail.said import SHOWN, Sentence, shown
from bastide.engine.mail.subjects import heard, rarity, subjects

MOST_REQUESTS = 4
# Characters of a sentence that tells what a question is about.
CONTEXT = 200
# Share of a later sentence's stems that must be new for it to be another request.
NEW = 0.6
# Sum of the rarities of the stems of a sentence that says by itself what it is about.
TELLS = 9.0


@dataclass(frozen=True, slots=True)
class Request:
    """A request: the sentences that show it, and all those of the message on that matter."""

    sentences: tuple[Sentence, ...]
    matter: tuple[Sentence, ...]

    @property
    def text(self) -> str:
        return " ".join(shown(one.text, SHOWN if one.asks else CONTEXT) for one in self.sentences)

    @property
    def words(self) -> str:
        return " ".join(one.text for one in self.matter)


# « cmt avoir le rsa et es ke la cantine… »: where one sentence may ask twice.
_AND = re.compile(
    r"(?i)(?<=\?) (?=\w)|,? et (?=(?:est[- ]ce|es[ct]? ?k|esk|cmt|comment|combien|cb |qui |o[ùu] "
    r"|quand |kan |quel|puis|pour |pr ))"
)


def requests(
    said: Sequence[Sequence[Sentence]], own: Sequence[bool], service: Callable[[str], str]
) -> list[Request]:
    """The requests of a thread. `said`: sentences of each message; `own`: whether it is ours;
    `service`: the service that a text is surely for, or nothing."""
    found: list[Request] = []
    known: set[str] = set()
    for lines, mine in zip(said, own, strict=True):
        if mine:
            continue
        for one in _of_message(lines, service):
            if not found or _is_new(one, known):
                found.append(one)
        known |= {stem for line in lines for stem in line.stems}
    return found[:MOST_REQUESTS]


def _is_new(one: Request, known: set[str]) -> bool:
    return any(
        line.asks and not line.chases and len(line.stems - known) >= NEW * max(len(line.stems), 1)
        for line in one.sentences
    )


def _of_message(lines: Sequence[Sentence], service: Callable[[str], str]) -> list[Request]:
    matters: list[list[Sentence]] = [[]]
    names = [""]
    for line in _parted(lines, service):
        if line.greets:
            continue
        name = service(line.text) if line.asks and not line.chases else ""
        asked = any(one.asks for one in matters[-1])
        other = (
            line.other_matter
            or (line.another and line.asks)
            or (name and names[-1] not in ("", name))
        )
        if asked and other:
            matters.append([])
            names.append("")
        matters[-1].append(line)
        names[-1] = names[-1] or name
    found = [made for at, matter in enumerate(matters) if (made := _asked(matter, at > 0))]
    if found:
        return found
    told = [line for line in lines if not line.greets and not line.thanks and len(line.stems) > 1]
    return [Request((_most(told),), tuple(told))] if told else []


def _parted(lines: Sequence[Sentence], service: Callable[[str], str]) -> list[Sentence]:
    """The sentences, one that asks two services cut in two."""
    found: list[Sentence] = []
    for line in lines:
        pieces = [Sentence(piece) for piece in _AND.split(line.text[:LONGEST]) if piece.strip()]
        names = (
            {service(piece.text) for piece in pieces} if 1 < len(pieces) <= MOST_REQUESTS else set()
        )
        found += pieces if len(names - {""}) > 1 else [line]
    return found


def _most(lines: Sequence[Sentence]) -> Sentence:
    """The sentence that tells most."""
    return max(lines, key=lambda line: sum(map(rarity, line.stems)))


def _asked(matter: Sequence[Sentence], apart: bool) -> Request | None:
    """The request of a matter; of one that is told apart, though it asks nothing, what it tells."""
    asks = [line for line in matter if line.asks]
    if not asks:
        told = [line for line in matter if not line.thanks and len(line.stems) > 1]
        return Request((_most(told),), tuple(matter)) if told and apart else None
    best = sorted(asks, key=lambda line: (line.chases, line.thanks))[:2]
    chosen = [line for line in matter if any(line is one for one in best)]
    before = matter[: next(at for at, line in enumerate(matter) if line is chosen[0])]
    if before:
        subject = max(reversed(before), key=_tells)
        if _tells(subject) > 2 * max(map(_tells, chosen)):
            chosen.insert(0, subject)
        elif sum(sum(map(rarity, line.stems)) for line in chosen) < TELLS:
            chosen.insert(0, before[-1])
    return Request(tuple(chosen), tuple(matter))


def _tells(line: Sentence) -> float:
    """How much a sentence says of a subject that local authorities handle."""
    about = subjects([stem for _, stem in heard(line.text)])
    return max((weight for name, weight in about.items() if name[0] != "!"), default=0.0)
