"""What a thread comes to: its brief, its service, how urgent it is, what it holds.

1. Each message is the correspondent's or ours (`ours`); only what its author wrote is read, quotes
   and signatures set apart (`quoted`). A mail that only forwards is read through its quotation.
2. The requests, what we answered, what is awaited, of whom, by when (`requests`, `awaited`, `due`).
3. The service (`triage`), request by request; the urgency and its reason (`urgency`).
4. The correspondent's mood (`engine.mood`), personal data (`engine.personal`), days for a calendar,
   files that are missing or unread (`notices`).
"""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Callable, Sequence
from datetime import date

from bastide.engine.counting import later
from bastide.engine.mail.awaited import Awaited, answered, awaited, idle
from bastide.engine.mail.due import days_ahead, due
from bastide.engine.mail.forms import LONGEST
from bastide.engine.mail.model import AwaitedBy, Brief, Found, Message, Triage, Understood
from bastide.engine.mail.notices import notices
from bastide.engine.mail.quoted import forwards, set_apart, without_header
from bastide.engine.mail.requests import Request, requests
from bastide.engine.mail.said import sentences, shown
from bastide.engine.mail.triage import Triager
from bastide.engine.mail.urgency import urgency
from bastide.engine.mood.judge import judge
from bastide.engine.mood.turns import WhoSpeaks, citizens_words
from bastide.engine.personal import personal

# Messages of a thread that are read: the first ones and the last ones of a longer one.
MOST_MESSAGES = 40
# Probability of a service from which a sentence is another request by that alone.
SURE = 0.85
# Days for a calendar, of one thread.
MOST_DATES = 20
SILENCE = "Deux mois de silence valent décision (CRPA, articles L231-1 et L231-4)"


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
    said = [sentences(words(message)) for message in read]
    theirs = [message for message, mine in zip(read, own, strict=True) if not mine]
    asked = requests(said, own, lambda text: _surely(services, text))
    nothing = bool(read) and not own[-1] and idle(_text(read[-1]))
    waits = Awaited() if nothing else awaited(said, own, asked, bool(read and read[-1].attachments))
    limit = _due(read, own, waits.place, today)
    waiting = _waiting(read, own)
    mood, distress = _mood("\n".join(words(one) for one in waiting or theirs), language)
    level, reason = urgency(
        "\n".join(_text(one) for one in waiting),
        distress=distress,
        limit=limit,
        today=today,
        unanswered=len(waiting),
        by=waits.by,
    )
    texts = tuple(one.text for one in asked)
    return Understood(
        parted,
        Brief(" ".join(texts), answered(said, own, asked), waits.what, waits.by, limit, texts),
        Triage("", 0.0) if nothing else _triage(theirs or read, asked, services),
        level,
        reason,
        language,
        mood,
        _personal(parted),
        tuple(line for one in parted for line in notices(one, ours(one.sender))),
        _dates(read, waits.by, waiting),
    )


def words(message: Message) -> str:
    """What the author wrote; of a mail that forwards another, what it forwards too."""
    if not message.quoted or not forwards(message.subject, message.quoted):
        return message.written
    lines = [line.lstrip("> ") for line in message.quoted[:LONGEST].split("\n")]
    return f"{message.written}\n{without_header(lines)}".strip()


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


def _text(message: Message) -> str:
    return f"{message.subject}\n{words(message)}"


def _due(thread: Sequence[Message], own: Sequence[bool], place: int, today: date) -> date | None:
    """The first limit of the message that awaits, else of the last one of the same side that sets
    any."""
    for at in range(place, -1, -1):
        message = thread[at]
        sent = message.sent.date() if message.sent else today
        if own[at] == own[place] and (found := due(_text(message), sent)):
            return found
    return None


def _waiting(thread: Sequence[Message], own: Sequence[bool]) -> list[Message]:
    """The correspondent's messages since our last one."""
    found: list[Message] = []
    for message, mine in zip(thread, own, strict=True):
        found = [] if mine else [*found, message]
    return found


def _surely(services: Triager, text: str) -> str:
    told = services.say(text)
    return told.service if told.confidence >= SURE else ""


def _triage(theirs: Sequence[Message], asked: Sequence[Request], services: Triager) -> Triage:
    if not theirs:
        return Triage("", 0.0)
    told = services.say("\n".join([theirs[0].subject, *(words(message) for message in theirs)]))
    if len(asked) < 2:
        return told
    each = [services.say(one.words).service for one in asked]
    named = [name for name in dict.fromkeys(each) if name]
    if named and told.service not in named:
        # Together the requests say something that none of them does.
        told = services.say(asked[each.index(named[0])].words)
    return dataclasses.replace(told, also=tuple(n for n in named if n != told.service))


def _mood(text: str, language: str) -> tuple[str, str]:
    """The polarity, and the expression of distress between French quotes: a single word is often
    wrong, an expression seldom (docs/mood.md)."""
    if language not in ("", "fr"):
        return "", ""
    try:
        text = citizens_words(text)
    except WhoSpeaks:
        return "", ""
    found = judge(text)
    said = [text[one.start : one.end] for one in found.spans if one.kind == "distress"]
    told = next((one for one in said if " " in one), "")
    return found.polarity, f"« {' '.join(told.split())} »" if told else ""


def _personal(thread: Sequence[Message]) -> tuple[Found, ...]:
    """Personal data of what was written and signed, each value once a kind."""
    found: dict[tuple[str, str], Found] = {}
    for number, message in enumerate(thread[:MOST_MESSAGES]):
        own = f"{message.written}\n{message.signature}"[:LONGEST]
        for span in personal(own):
            value = own[span.start : span.end]
            start = message.body.find(value)
            if start >= 0:
                found.setdefault(
                    (span.label, value),
                    Found(span.label, value, start, start + len(value), number),
                )
    return tuple(found.values())


def _dates(thread: Sequence[Message], by: AwaitedBy, waiting: Sequence[Message]) -> dict[str, date]:
    """Days to come, each under the sentence that says it, and the day on which two months of
    silence are a decision (code des relations entre le public et l'administration) for a request
    that waits for us."""
    found: dict[str, date] = {}
    for message in thread:
        if message.sent is None:
            continue
        sent = message.sent.date()
        for line in sentences(words(message)):
            for one in days_ahead(line.text, sent):
                said = line.text[one.start : one.end]
                sure = one.limit or any(c.isdigit() for c in said)
                if sure and one.day >= sent and len(found) < MOST_DATES:
                    found.setdefault(shown(line.text), one.day)
    if by == "us" and waiting and waiting[0].sent:
        with contextlib.suppress(ValueError):  # the end of the calendar
            found[SILENCE] = later(waiting[0].sent.date(), 2)
    return found
