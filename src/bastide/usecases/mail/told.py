"""Mails and what is understood of them as JSON, for the database and for the command, and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from bastide.engine.mail.draft import Draft
from bastide.engine.mail.model import Attachment, Brief, Message, Understood


def message_as_data(message: Message) -> dict[str, Any]:
    """JSON-ready, with what the readers read in its files."""
    return asdict(message) | {"sent": message.sent.isoformat() if message.sent else ""}


def message_from(data: Mapping[str, Any]) -> Message:
    """The message of `message_as_data`."""
    fields = dict(data)
    fields["sent"] = datetime.fromisoformat(fields["sent"]) if fields["sent"] else None
    fields["to"], fields["answers"] = tuple(fields["to"]), tuple(fields["answers"])
    fields["attachments"] = tuple(Attachment(**one) for one in fields["attachments"])
    return Message(**fields)


def understood_as_data(found: Understood) -> dict[str, Any]:
    """All that is understood but the messages themselves."""
    return {
        "brief": brief_as_data(found),
        "requests": list(found.brief.requests),
        "awaited_by": found.brief.awaited_by,
        "others": [list(one) for one in found.triage.others],
        "also": list(found.triage.also),
        "elsewhere": found.triage.elsewhere,
        "reason": found.urgency_reason,
        "language": found.language,
        "mood": found.mood,
        "personal": [asdict(one) for one in found.personal],
        "notices": list(found.notices),
        "dates": {text: day.isoformat() for text, day in found.dates.items()},
    }


def brief_from(told: Mapping[str, Any], due: date | None) -> Brief:
    """The brief of `understood_as_data`; an empty one for a thread not understood yet."""
    brief = told.get("brief", {})
    return Brief(
        brief.get("request", ""),
        brief.get("answered", ""),
        brief.get("awaited", ""),
        told.get("awaited_by", ""),
        due,
        tuple(told.get("requests", ())),
    )


def brief_as_data(found: Understood) -> dict[str, Any]:
    brief = found.brief
    return {
        "request": brief.request,
        "answered": brief.answered,
        "awaited": brief.awaited,
        "due": brief.due.isoformat() if brief.due else None,
    }


def as_data(found: Understood, reply: Draft) -> dict[str, Any]:
    """What `bastide mail --json` prints of a thread."""
    return {
        "thread": [_shown(message) for message in found.thread],
        "brief": brief_as_data(found),
        "service": found.triage.service or None,
        "confidence": found.triage.confidence,
        "urgency": found.urgency,
        "language": found.language,
        "mood": found.mood,
        "personal_data": [
            {"kind": one.kind, "value": one.value, "message": one.message} for one in found.personal
        ],
        "warnings": list(found.notices),
        "attachments": [
            {
                "message": number,
                "name": one.name,
                "media_type": one.media_type,
                "size": one.size,
                "text": one.text,
                "problem": one.problem,
            }
            for number, message in enumerate(found.thread)
            for one in message.attachments
        ],
        "draft": {
            "text": reply.text,
            "statements": [line.as_data() for line in reply.statements],
        },
    }


def _shown(message: Message) -> dict[str, Any]:
    return {
        "id": message.key,
        "from": message.sender,
        "name": message.sender_name,
        "to": list(message.to),
        "subject": message.subject,
        "sent": message.sent.isoformat() if message.sent else None,
        "written": message.written,
        "quoted": message.quoted,
        "signature": message.signature,
    }


def lines_as_data(reply: Draft) -> Sequence[dict[str, Any]]:
    return [line.as_data() for line in reply.statements]
