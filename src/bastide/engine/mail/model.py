"""A mail as it was read, and what is understood of its thread: frozen data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

Level = Literal["low", "normal", "high"]


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
    """Something found in a text: its kind, its words, and why it is held for such."""

    kind: str
    value: str
    start: int = 0
    end: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Brief:
    """What a thread comes to. `awaited`: what is expected, by whom, by when; `due` its date."""

    request: str
    answered: str
    awaited: str
    awaited_by: str
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Triage:
    """The service concerned: empty, « je ne sais pas », when `confidence` is too low to say."""

    service: str
    confidence: float
    others: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Understood:
    """A thread, oldest message first, and what is understood of it."""

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
