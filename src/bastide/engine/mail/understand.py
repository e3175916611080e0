"""What a thread comes to: its brief, its service, how urgent it is, what it holds.

1. Each message is the correspondent's or ours (`ours`); only what its author wrote is read, quotes
   and signatures set apart (`quoted`). A mail that only forwards is read through its quotation.
2. The requests, what we answered, what is awaited, of whom, by when (`said`, `due`).
3. The service (`triage`), request by request; the urgency and its reason (`urgency`).
4. The correspondent's mood (`engine.mood`), personal data (`engine.personal`), days for a calendar,
   files that are missing or unread (`notices`).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from datetime import date

from bastide.engine.mail.due import days_ahead, due, months_later
from bastide.engine.mail.model import AwaitedBy, Brief, Found, Message, Triage, Understood
from bastide.engine.mail.notices import notices
from bastide.engine.mail.quoted import set_apart
from bastide.engine.mail.said import LONGEST, Sentence, sentences
from bastide.engine.mail.triage import Triager
from bastide.engine.mail.urgency import urgency
from bastide.engine.mood.judge import judge
from bastide.engine.mood.turns import WhoSpeaks, citizens_words
from bastide.engine.personal import personal

MOST_REQUESTS = 4
# Messages of a thread that are read: the first ones and the last ones of a longer one.
MOST_MESSAGES = 40
# Share of a later sentence's stems that must be new for it to be another request.
NEW = 0.6


def understand(
    thread: Sequence[Message],
    services: Triager,
    *,
    today: date,
    ours: Callable[[str], bool],
    language: str = "",
) -> Understood:
    """A thread, oldest message first, understood as of `today`.

    `ours`: whether an address is the authority's. `language`: ISO 639-1 code of the thread, as a
    provider detects it; the mood is told of French only.
    """
    parted = tuple(_parted(message) for message in thread)
    read = _read(parted)
    own = [ours(message.sender) for message in read]
    said = [sentences(_words(message)) for message in read]
    asked = _asked(said, own)
    awaited, by, place = _awaited(read, said, own, asked)
    limit = _due(read, own, place, today)
    waiting = _waiting(read, own)
    words = "\n".join([read[0].subject if read else "", *(_words(one) for one in waiting)])
    theirs = "\n".join(
        _words(one) for one, mine in zip(read, own, strict=True) if not mine
    ) or "\n".join(_words(one) for one in read)
    mood, distress = _mood("\n".join(_words(one) for one in waiting) or theirs, language)
    level, reason = urgency(
        words,
        distress=distress,
        limit=limit,
        today=today,
        unanswered=len(waiting),
        asks=by == "us",
    )
    requests = tuple(" ".join(one.text for one in several) for several in asked)
    brief = Brief(" ".join(requests), _answered(said, own), awaited, by, limit, requests)
    return Understood(
        parted,
        brief,
        _triage(read, own, asked, services),
        level,
        reason,
        language,
        mood,
        _personal(parted),
        tuple(line for one in parted for line in notices(one, ours(one.sender))),
        _dates(read, by, waiting),
    )


def _parted(message: Message) -> Message:
    if message.written or message.quoted or message.signature:
        return message
    parts = set_apart(message.body)
    return dataclasses.replace(
        message, written=parts.written, quoted=parts.quoted, signature=parts.signature
    )


def _read(thread: Sequence[Message]) -> tuple[Message, ...]:
    if len(thread) <= MOST_MESSAGES:
        return tuple(thread)
    half = MOST_MESSAGES // 2
    return (*thread[:half], *thread[-half:])


def _words(message: Message) -> str:
    """What the author wrote; of a mail that only forwards, what it forwards."""
    if len(message.written.split()) > 3 or not message.quoted:
        return message.written
    forwarded = "\n".join(line.lstrip("> ") for line in message.quoted[:LONGEST].split("\n"))
    return f"{message.written}\n{forwarded}".strip()


def _asked(said: Sequence[Sequence[Sentence]], own: Sequence[bool]) -> list[list[Sentence]]:
    """The requests of the correspondent, each with its sentences: those of her first message, then
    what later ones ask anew."""
    found: list[list[Sentence]] = []
    known: set[str] = set()
    for lines, mine in zip(said, own, strict=True):
        if mine:
            continue
        for several in _requests(lines):
            kept = [
                one
                for one in several
                if not known
                or (not one.chases and len(one.stems - known) >= NEW * max(len(one.stems), 1))
            ]
            if kept and (not known or any(one.asks and not one.thanks for one in kept)):
                found.append(kept)
        known |= {stem for line in lines for stem in line.stems}
    return found[:MOST_REQUESTS]


def _requests(lines: Sequence[Sentence]) -> list[list[Sentence]]:
    """The requests of one message: sentences that ask, cut where the author turns to another
    matter; without any, what the message tells."""
    groups: list[list[Sentence]] = [[]]
    for line in lines:
        if line.another and any(one.asks for one in groups[-1]):
            groups.append([])
        if not line.greets:
            groups[-1].append(line)
    found = []
    for group in groups:
        asks = [one for one in group if one.asks]
        if asks:
            asks.sort(key=lambda one: (one.chases, one.thanks))
            chosen = {id(one) for one in asks[:2]}
            found.append([one for one in group if id(one) in chosen])
    if not found:
        told = [one for one in lines if not one.greets and not one.thanks and len(one.stems) > 1]
        told.sort(key=lambda one: -len(one.stems))
        if told:
            found.append(told[:1])
    return found


def _answered(said: Sequence[Sequence[Sentence]], own: Sequence[bool]) -> str:
    """What our last message that says something says, without what it asks for."""
    for lines, mine in reversed(list(zip(said, own, strict=True))):
        if not mine:
            continue
        told = [
            one
            for one in lines
            if not one.greets and not one.asks and not one.wants and not one.thanks
        ]
        told = [one for one in told if len(one.stems) > 2] or told
        if told:
            return " ".join(one.text for one in told[:2])
    return ""


def _awaited(
    thread: Sequence[Message],
    said: Sequence[Sequence[Sentence]],
    own: Sequence[bool],
    asked: Sequence[Sequence[Sentence]],
) -> tuple[str, AwaitedBy, int]:
    """What is awaited, of whom, and the place of the message that says so (−1: none)."""
    if not thread:
        return "", "", -1
    last = len(thread) - 1
    lines = [line for line in said[last] if not line.greets]
    if own[last]:
        wanted = [line for line in lines if line.wants]
        if wanted:
            return wanted[0].text, "sender", last
        promised = [line for line in lines if line.promises]
        if promised:
            return promised[0].text, "us", last
        return "", "", -1
    will = [line for line in lines if line.will]
    asks = [line for line in lines if line.asks or line.chases]
    if will and not asks:
        return will[0].text, "sender", last
    if asks:
        chosen = next((line for line in asks if line.asks and not line.chases), asks[0])
        return chosen.text, "us", last
    if lines and all(line.thanks or len(line.stems) < 3 for line in lines) and len(thread) > 1:
        return "", "", -1
    sends = any(line.sends for line in lines) or bool(thread[last].attachments)
    if asked and (sends or not any(line.thanks for line in lines)):
        first = asked[0][0]
        return first.text, "us", last
    return "", "", -1


def _due(thread: Sequence[Message], own: Sequence[bool], place: int, today: date) -> date | None:
    """The first limit of the message that awaits, else of the last one of the same side that sets
    any."""
    if place < 0:
        return None
    for at in range(place, -1, -1):
        message = thread[at]
        if own[at] == own[place] and (found := due(_text(message), _sent(message, today))):
            return found
    return None


def _text(message: Message) -> str:
    return f"{message.subject}\n{_words(message)}"


def _sent(message: Message, today: date) -> date:
    return message.sent.date() if message.sent else today


def _waiting(thread: Sequence[Message], own: Sequence[bool]) -> list[Message]:
    """The correspondent's messages since our last one."""
    found: list[Message] = []
    for message, mine in zip(thread, own, strict=True):
        found = [] if mine else [*found, message]
    return found


def _triage(
    thread: Sequence[Message],
    own: Sequence[bool],
    asked: Sequence[Sequence[Sentence]],
    services: Triager,
) -> Triage:
    theirs = [m for m, mine in zip(thread, own, strict=True) if not mine] or list(thread)
    if not theirs:
        return Triage("", 0.0)
    told = services.say("\n".join([theirs[0].subject, *(_words(m) for m in theirs)]))
    if len(asked) < 2:
        return told
    each = [services.say(" ".join(one.text for one in several)).service for several in asked]
    names = [name for name in dict.fromkeys(each) if name]
    if not told.service and names:
        return told
    also = tuple(name for name in names if name != told.service)
    return dataclasses.replace(told, also=also)


def _mood(words: str, language: str) -> tuple[str, bool]:
    if language not in ("", "fr"):
        return "", False
    try:
        found = judge(citizens_words(words))
    except WhoSpeaks:
        return "", False
    return found.polarity, found.distress


def _personal(thread: Sequence[Message]) -> tuple[Found, ...]:
    """Personal data of what was written and signed, each value once a kind."""
    found: dict[tuple[str, str], Found] = {}
    for number, message in enumerate(thread):
        body = message.body[:LONGEST]
        own = f"{message.written}\n{message.signature}"[:LONGEST]
        for span in personal(own):
            value = own[span.start : span.end]
            start = body.find(value)
            if start >= 0:
                found.setdefault(
                    (span.label, value),
                    Found(span.label, value, start, start + len(value), number),
                )
    return tuple(found.values())


def _dates(thread: Sequence[Message], by: AwaitedBy, waiting: Sequence[Message]) -> dict[str, date]:
    """Days to come, each under the sentence that says it, and the day on which two months of
    silence are a decision (code des relations entre le public et l'administration, L231-1 and
    L231-4) for a request that waits for us."""
    found: dict[str, date] = {}
    for message in thread:
        if message.sent is None:
            continue
        sent = message.sent.date()
        for line in sentences(_words(message)):
            for one in days_ahead(line.text, sent):
                if one.day >= sent and (
                    one.limit or any(c.isdigit() for c in line.text[one.start : one.end])
                ):
                    found.setdefault(line.text, one.day)
    if by == "us" and waiting and waiting[0].sent:
        found[SILENCE] = months_later(waiting[0].sent.date(), 2)
    return found


SILENCE = "Deux mois de silence valent décision (CRPA, articles L231-1 et L231-4)"
