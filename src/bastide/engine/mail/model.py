"""A mail as it was read, and what is understood of its thread: frozen data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

Level = Literal["low", "normal", "high"]
# Of whom something is expected: the authority, the correspondent, nobody.
AwaitedBy = Literal["us", "sender", ""]
# What stands where the reader of files stopped, in a body longer than it keeps.
CUT = "[…] (message trop long : la suite n'est pas gardée)"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with a mail. `text` is what the reader of documents read in it, and
    `problem` why it could not, in French."""

    name: str
    media_type: str
    size: int
    text: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """A mail, its body as plain text (from its HTML when it has no other, nothing remote loaded).

    `written` is the body without what it quotes and without its signature; `quoted` and
    `signature` are what was set apart.
    """

    key: str
    sender: str
    sender_name: str
    to: tuple[str, ...]
    subject: str
    sent: datetime | None
    body: str
    written: str = ""
    quoted: str = ""
    signature: str = ""
    answers: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """Something found in the body of a message of the thread (`message`: its place in the thread):
    `body[start:end] == value`."""

    kind: str
    value: str
    start: int = 0
    end: int = 0
    message: int = 0


@dataclass(frozen=True, slots=True)
class Brief:
    """What a thread comes to, in words of its messages. `awaited`: what is expected, by whom, by
    when; `due` its date. `requests`: each request apart, in the order of the mail; `request` says
    them all. Each is empty where nothing is said."""

    request: str
    answered: str
    awaited: str
    awaited_by: AwaitedBy
    due: date | None = None
    requests: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Triage:
    """The service concerned: empty, « je ne sais pas », when `confidence` (a probability, 0 to 1)
    is too low to say, or when the message is for no service of ours.

    `others`: the next services with their probability. `also`: the services of the other requests
    of the same mail. `elsewhere`: the administration that handles it, when it is none of ours.
    """

    service: str
    confidence: float
    others: tuple[tuple[str, float], ...] = ()
    also: tuple[str, ...] = ()
    elsewhere: str = ""


@dataclass(frozen=True, slots=True)
class Understood:
    """A thread, oldest message first, and what is understood of it.

    `urgency_reason` and `notices` are sentences in French. `mood`: `negative`, `neutral` or
    `positive`, of the correspondent's own words; empty where it cannot be told. `dates`: what the
    thread says of a day to come → that day, for a calendar.
    """

    thread: tuple[Message, ...]
    brief: Brief
    triage: Triage
    urgency: Level
    urgency_reason: str
    language: str
    mood: str
    personal: tuple[Found, ...] = ()
    notices: tuple[str, ...] = ()
    dates: Mapping[str, date] = field(default_factory=dict)
