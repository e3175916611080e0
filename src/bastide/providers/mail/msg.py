"""A mail saved by Outlook (.msg, [MS-OXMSG]), by python-oxmsg: properties, recipients, files."""

from __future__ import annotations

from datetime import UTC, datetime
from email import message_from_string
from typing import Any

from oxmsg import Message

from bastide.engine.ports import ReadError
from bastide.providers.mail import headers
from bastide.providers.mail.charset import text_in
from bastide.providers.mail.eml import LOGO_BYTES, MOST_PIECES, PIECE_BYTES
from bastide.providers.mail.html_text import text_of_html
from bastide.providers.mail.raw import MOST_ADDRESSES, Piece, RawMail, cut, file_name, key_of, shown

# Property identifiers of [MS-OXPROPS].
_MESSAGE_ID, _IN_REPLY_TO, _REFERENCES = 0x1035, 0x1042, 0x1039
_DELIVERED, _HTML, _RTF = 0x0E06, 0x1013, 0x1009
_BY_VALUE, _EMBEDDED = 1, 5
RTF_ONLY = "[Le texte n'est qu'au format RTF, qui ne se lit pas : enregistrez le message en .eml.]"
_ATTACH_METHOD, _CONTENT_ID, _SHORT_NAME, _DISPLAY_NAME = 0x3705, 0x3712, 0x3704, 0x3001


def read(data: bytes) -> RawMail:
    """The mail. Raises `ReadError` for a file that is no saved mail."""
    try:
        message = Message.load(data)
        return _made(message)
    except ReadError:
        raise
    except Exception as error:  # olefile and oxmsg raise whatever a damaged file makes them
        raise ReadError(
            "Ce fichier .msg est abîmé ou n'est pas un courriel : enregistrez-le de nouveau depuis "
            "Outlook, ou au format .eml."
        ) from error


def _made(message: Any) -> RawMail:
    properties = message.properties
    transport = message_from_string(
        (properties.str_prop_value(0x007D) or "")[:200_000]  # PidTagTransportMessageHeaders
    )
    sender_name, sender = _sender(message, transport)
    to = [shown(one.email_address, 254).lower() for one in message.recipients[:MOST_ADDRESSES]]
    subject = shown(message.subject)
    body = _body(message)
    sent = headers.moment(transport) or _moment(properties)
    answers = headers.identifiers(transport, "References", "In-Reply-To") or tuple(
        key_of(given)
        for pid in (_REFERENCES, _IN_REPLY_TO)
        for given in (properties.str_prop_value(pid) or "").split()[:MOST_ADDRESSES]
    )
    given = properties.str_prop_value(_MESSAGE_ID) or headers.raw(transport, "Message-ID")
    key = key_of(given, sender, subject, sent, body)
    pieces = tuple(one for one in map(_piece, message.attachments[:MOST_PIECES]) if one)
    over = max(0, len(message.attachments) - MOST_PIECES)
    if over:
        told = f"{over} autres pièces, au-delà de {MOST_PIECES} : elles ne sont pas lues."
        pieces = (*pieces, Piece("…", "application/octet-stream", 0, problem=told))
    return RawMail(
        key, sender, sender_name, tuple(a for a in to if "@" in a), subject, sent, cut(body),
        tuple(dict.fromkeys(one for one in answers if one != key)), pieces,
    )  # fmt: skip


def _sender(message: Any, transport: Any) -> tuple[str, str]:
    """Name and address; Exchange's own form of an address (/O=…) is left out."""
    for name, address in headers.addresses(transport, "From"):
        return name, address
    read = message.properties.str_prop_value
    name = shown(read(0x0C1A) or read(0x0042) or "", 150)  # PidTagSenderName, SentRepresentingName
    for pid in (
        0x5D01,
        0x5D02,
        0x0C1F,
        0x0065,
    ):  # SMTP addresses, then those that may be Exchange's
        address = shown(read(pid) or "", 254).lower()
        if "@" in address:
            return name, address
    return name, ""


def _moment(properties: Any) -> datetime | None:
    for pid in (0x0039, _DELIVERED):  # PidTagClientSubmitTime, PidTagMessageDeliveryTime
        found = properties.date_prop_value(pid)
        if isinstance(found, datetime):
            return found if found.tzinfo else found.replace(tzinfo=UTC)
    return None


def _body(message: Any) -> str:
    plain = message.body or ""
    if plain.strip():
        return str(plain)
    html = message.properties.binary_prop_value(_HTML)
    if html:
        return text_of_html(text_in(html, message.properties.body_encoding))
    if message.properties.str_prop_value(_HTML):
        return text_of_html(message.properties.str_prop_value(_HTML))
    if message.properties.binary_prop_value(_RTF):
        return RTF_ONLY
    return ""


def _piece(attachment: Any) -> Piece | None:
    read = attachment.properties
    name = file_name(attachment.file_name or read.str_prop_value(_SHORT_NAME) or "")
    kind = shown(attachment.mime_type or "application/octet-stream", 100).lower()
    method = read.int_prop_value(_ATTACH_METHOD) or 0
    if method == _EMBEDDED:
        shown_name = file_name(read.str_prop_value(_DISPLAY_NAME) or name or "message")
        return Piece(
            shown_name, "application/vnd.ms-outlook", 0,
            problem="courriel joint dans un .msg : ouvrez-le et déposez-le à part.",
        )  # fmt: skip
    data = attachment.file_bytes or b""
    if method != _BY_VALUE and not data:
        return Piece(
            name or "lien", kind, 0, problem="c'est un lien vers un fichier, pas un fichier."
        )
    drawn = kind.startswith("image/") or name.lower().endswith((".png", ".gif", ".jpg"))
    if drawn and read.str_prop_value(_CONTENT_ID) and len(data) < LOGO_BYTES:
        return None  # a logo of the signature
    too_large = len(data) > PIECE_BYTES
    problem = "trop lourde pour être lue." if too_large else ""
    return Piece(name or "piece", kind, len(data), b"" if too_large else data, "", problem)
