"""A mail pasted in a page, as a mail program shows it or as it stands in its source.

« De : … Envoyé : … À : … Objet : … » at its beginning are its headers; what the form says of the
sender and the subject fills what they do not say.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from django.utils import timezone

from bastide.engine.days import days
from bastide.providers.mail.eml import looks_like_mail
from bastide.providers.mail.raw import shown

_FIELD = re.compile(
    r"^\s*\*?(?P<name>de|from|exp[ée]diteur|envoy[ée](?: le)?|date|sent|à|a|to|destinataires?|cc"
    r"|copie|objet|subject|sujet)\s*\*?\s?:\s*(?P<value>.*)$",
    re.IGNORECASE,
)
_HOUR = re.compile(r"\b(\d{1,2})\s?[:hH]\s?(\d\d)\b")
_ADDRESS = re.compile(r"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")


def as_mail(text: str, sender: str = "", subject: str = "") -> bytes:
    """The mail that was pasted, in the form of a file of mail."""
    given = text.encode("utf-8", "replace")
    if looks_like_mail(given) and re.search(r"\r?\n\r?\n", text.lstrip()):
        return given.lstrip()
    fields, body = _fields(text)
    message = EmailMessage(policy=SMTP)
    _people(message, "From", fields.get("from", "") or sender)
    _people(message, "To", fields.get("to", ""))
    title = shown(fields.get("subject", "") or subject)
    if title:
        message["Subject"] = title
    message["Date"] = format_datetime(_moment(fields.get("date", "")))
    message.set_content(body)
    return message.as_bytes()


def _fields(text: str) -> tuple[dict[str, str], str]:
    lines = text.replace("\r\n", "\n").lstrip("\n").split("\n")
    found: dict[str, str] = {}
    at = 0
    while at < len(lines) and (match := _FIELD.match(lines[at][:500])):
        name = match["name"].lower()[:2]
        kind = {
            "de": "from",
            "fr": "from",
            "ex": "from",
            "en": "date",
            "da": "date",
            "se": "date",
            "à": "to",
            "a": "to",
            "to": "to",
            "ob": "subject",
            "su": "subject",
        }.get(name, "")
        kind = "to" if match["name"].lower().startswith("destin") else kind
        found.setdefault(kind, match["value"].strip())
        at += 1
    # One line alone may be the beginning of the letter: « À : tous les voisins ».
    if at < 2:
        return {}, text
    return found, "\n".join(lines[at:]).strip("\n")


def _people(message: EmailMessage, header: str, said: str) -> None:
    address = _ADDRESS.search(said)
    name = shown(
        re.sub(r"[<>\[\]()\"]|mailto:", " ", said.replace(address[0], "") if address else said)
    )
    if not address and not name:
        return
    # Who pastes may have a name only; an address of the form's own keeps the mail well formed.
    quoted = name.replace("\\", "").replace('"', "")
    place = address[0] if address else "inconnu@adresse.invalid"
    try:
        message[header] = f'"{quoted}" <{place}>' if quoted else place
    except ValueError:
        message[header] = place


def _moment(said: str) -> datetime:
    """When it says it was sent; now, when it does not say."""
    now = timezone.now()
    told = days(said, timezone.localdate()) if said else []
    if not told:
        return now
    hour = _HOUR.search(said)
    day = datetime.fromisoformat(told[0].value)
    if hour and int(hour[1]) < 24 and int(hour[2]) < 60:
        day = day.replace(hour=int(hour[1]), minute=int(hour[2]))
    return timezone.make_aware(day).astimezone(UTC)
