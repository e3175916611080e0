"""Headers of a mail, however badly written: decoded, cut, never a reason to give the mail up.

The standard library's own decoding (`email.policy.default`) takes minutes on some hostile headers
and raises on others; this reads each value once.
"""

from __future__ import annotations

import re
from datetime import datetime
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime

from bastide.providers.mail.charset import text_in
from bastide.providers.mail.raw import MOST_ADDRESSES, MOST_REFERENCES, shown

# Characters read of one header.
LONGEST_HEADER = 20_000
_ADDRESS = re.compile(r"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
# Before the @: what nobody answers to, and what the forms of web sites send from.
_ROBOT = re.compile(
    r"(?:no|do|ne)[-_.]?(?:not|pas)?[-_.]?(?:reply|repl[iy]|r[ée]pondre)|noreply|nepasrepondre"
    r"|(?:formulaires?|webform|wordpress|www-data|notifications?|apache|nobody)[-_.@]"
)
_IDENTIFIER = re.compile(r"<([^<>\s]{1,400})>")


def raw(message: Message, name: str) -> str:
    """The first header of that name, unfolded, as it was written."""
    wanted = name.lower()
    for known, value in message.raw_items():
        if known.lower() == wanted:
            return re.sub(r"\r?\n[ \t]*", " ", _as_text(str(value)[:LONGEST_HEADER]))
    return ""


def _as_text(value: str) -> str:
    """Bytes that are not ASCII were kept aside (RFC 5322 forbids them, many senders do not)."""
    try:
        return text_in(value.encode("utf-8", "surrogateescape"))
    except UnicodeEncodeError:
        return value.encode("utf-8", "replace").decode("utf-8")


def decoded(value: str) -> str:
    """A value with its encoded words (RFC 2047) read; what cannot be read stays as it was."""
    if "=?" not in value:
        return value
    try:
        parts = decode_header(value)
    except (HeaderParseError, ValueError):
        return value
    told = ""
    for part, charset in parts:
        if isinstance(part, str):
            told += part
        elif charset is None:
            told += part.decode("raw-unicode-escape", "replace")
        else:
            told += text_in(part, charset)
    return told


def line(message: Message, name: str) -> str:
    return shown(decoded(raw(message, name)))


def addresses(message: Message, *names: str) -> list[tuple[str, str]]:
    """(name, address) of each person of these headers, the address in lower case."""
    found: list[tuple[str, str]] = []
    for name in names:
        for person, address in _people(raw(message, name)):
            address = shown(address, 254).lower()
            if "@" in address and len(found) < MOST_ADDRESSES:
                found.append((shown(decoded(person), 150).strip("'\" "), address))
    return found


def author(message: Message) -> tuple[str, str]:
    """Name and address of who writes: not the robot of a form or of a portal, which names the
    person it speaks for in Reply-To."""
    said = addresses(message, "From", "Sender", "Return-Path")
    if said and _ROBOT.match(said[0][1]):
        said = [*addresses(message, "Reply-To"), *said]
    return next((one for one in said if not _ROBOT.match(one[1])), said[0] if said else ("", ""))


def _people(value: str) -> list[tuple[str, str]]:
    try:
        told = getaddresses([value])
    except (RecursionError, IndexError, ValueError):  # comments in comments, and the like
        told = []
    if any("@" in address for _, address in told):
        return told
    return [("", address) for address in _ADDRESS.findall(value)]


def identifiers(message: Message, *names: str) -> tuple[str, ...]:
    """The identifiers of mails that these headers name, in order, each once."""
    found: list[str] = []
    for name in names:
        found += _IDENTIFIER.findall(raw(message, name))
    return tuple(dict.fromkeys(found))[-MOST_REFERENCES:]


def moment(message: Message, name: str = "Date") -> datetime | None:
    """When it says it was sent, its zone known; none when it says nothing sensible."""
    try:
        found = parsedate_to_datetime(raw(message, name))
        found = found.astimezone() if found.tzinfo is None else found
        found.utctimetuple()  # a zone that leads before the year 1
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found if 1990 <= found.year < 2100 else None
