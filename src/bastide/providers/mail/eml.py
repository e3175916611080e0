"""A mail of the Internet (RFC 5322, MIME) by the standard library: body, attachments, nested mails.

Mail bombs: parts, depth and bytes are counted; what is beyond is named or counted, never opened.
"""

from __future__ import annotations

import codecs
import mimetypes
import re
from email import message_from_bytes
from email.message import Message
from email.policy import compat32

from bastide.engine.ports import ReadError
from bastide.providers.mail import headers
from bastide.providers.mail.charset import text_in
from bastide.providers.mail.html_text import text_of_html
from bastide.providers.mail.raw import Piece, RawMail, cut, file_name, key_of

MOST_PIECES = 50
MOST_DEPTH = 8
PIECE_BYTES = 25 * 1024 * 1024
# An image of the text smaller than this is a logo of a signature or a tracker, not a document.
LOGO_BYTES = 20_000
_HEADERS = re.compile(
    rb"(?im)^(?:from|to|subject|date|message-id|mime-version|received|return-path|delivered-to"
    rb"|content-type|reply-to|in-reply-to|references|x-[\w-]+|dkim-signature|arc-seal)[ \t]*:"
)
_UNREAD = {
    "application/ms-tnef": "pièce au format propre à Outlook (winmail.dat), qui ne se lit pas : "
    "demandez un envoi au format HTML ou texte.",
    "application/pkcs7-mime": "message chiffré : il ne se lit pas sans la clé de son destinataire.",
    "application/x-pkcs7-mime": "message chiffré : il ne se lit pas sans la clé de son "
    "destinataire.",
    "application/pgp-encrypted": "message chiffré : il ne se lit pas sans la clé de son "
    "destinataire.",
}
_SIGNATURES = frozenset(
    "application/pkcs7-signature application/x-pkcs7-signature application/pgp-signature "
    "application/pgp-keys message/delivery-status".split()
)


def looks_like_mail(data: bytes) -> bool:
    """Whether the beginning of a file bears headers of a mail."""
    return bool(_HEADERS.search(re.split(rb"\r?\n\r?\n", data[:65536].lstrip(), maxsplit=1)[0]))


def read(data: bytes) -> RawMail:
    """The mail. Raises `ReadError` when it is none, or nested beyond reason."""
    data = _from_its_headers(data)
    if not looks_like_mail(data):
        raise ReadError(
            "Ce n'est pas un courriel : aucun en-tête (De, À, Objet). Donnez un fichier .eml, .msg "
            "ou mbox."
        )
    try:
        message = message_from_bytes(data, policy=compat32)
        reading = _Reading()
        body = reading.body_of(message, 0)
    except RecursionError:
        raise ReadError(
            "Ce courriel est emboîté sur trop de niveaux : il n'est pas ouvert."
        ) from None
    return _made(message, body, reading)


def _from_its_headers(data: bytes) -> bytes:
    """Without what an editor puts before the headers; in UTF-8 when it was saved in UTF-16."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        data = data.decode("utf-16", "replace").encode("utf-8")
    return data.removeprefix(codecs.BOM_UTF8).lstrip()


def _made(message: Message, body: str, reading: _Reading) -> RawMail:
    sender_name, sender = headers.author(message)
    to = tuple(address for _, address in headers.addresses(message, "To", "Cc"))
    subject, sent = headers.line(message, "Subject"), headers.moment(message)
    key = key_of(headers.raw(message, "Message-ID"), sender, subject, sent, body)
    answers = headers.identifiers(message, "References", "In-Reply-To")
    return RawMail(
        key, sender, sender_name, to, subject, sent, cut(body),
        tuple(one for one in answers if one != key), reading.all_pieces(),
    )  # fmt: skip


class _Reading:
    """Parts of a mail, one after the other; what they leave aside is counted."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.bytes = 0
        self.over = 0

    def all_pieces(self) -> tuple[Piece, ...]:
        if not self.over:
            return tuple(self.pieces)
        told = f"{self.over} autres pièces, au-delà de {MOST_PIECES} : elles ne sont pas lues."
        return (*self.pieces, Piece("…", "application/octet-stream", 0, problem=told))

    def body_of(self, part: Message, depth: int, *, related: bool = False) -> str:
        """The text that a part brings to the body; what is attached is put aside."""
        kind = part.get_content_type()
        if depth > MOST_DEPTH:
            self._keep(Piece("…", kind, 0, problem="emboîtée trop profond : elle n'est pas lue."))
            return ""
        if kind == "message/rfc822":
            self._nested(part, depth)
            return ""
        if part.is_multipart():
            children = [one for one in part.get_payload() if isinstance(one, Message)]
            if kind == "multipart/alternative":
                return self._one_of(children, depth)
            inside = related or kind == "multipart/related"
            told = [self.body_of(one, depth + 1, related=inside) for one in children]
            return "\n\n".join(text for text in told if text.strip())
        if kind in ("text/plain", "text/html") and not _attached(part):
            return _text(part)
        self._attach(part, kind, related)
        return ""

    def _one_of(self, children: list[Message], depth: int) -> str:
        """The same said several ways: the plain text, unless it only sends to the other."""
        told = [(one.get_content_type(), self.body_of(one, depth + 1)) for one in children]
        plain = next((text for kind, text in told if kind == "text/plain" and text.strip()), "")
        other = max((text for kind, text in told if kind != "text/plain"), key=len, default="")
        return plain if plain and 5 * len(plain) >= len(other) else other or plain

    def _nested(self, part: Message, depth: int) -> None:
        """A mail that was attached: its text is that of a piece, its pieces join the others."""
        inner = part.get_payload()
        inner = inner[0] if isinstance(inner, list) and inner else None
        if not isinstance(inner, Message):
            return
        subject = headers.line(inner, "Subject")
        body = self.body_of(inner, depth + 1)
        told = [
            f"De : {headers.line(inner, 'From')}", f"Date : {headers.line(inner, 'Date')}",
            f"Objet : {subject}", "", body,
        ]  # fmt: skip
        name = file_name(f"{subject or 'message'}.eml")
        self._keep(Piece(name, "message/rfc822", len(body), text=cut("\n".join(told))))

    def _attach(self, part: Message, kind: str, related: bool) -> None:
        if kind in _SIGNATURES:
            return
        if len(self.pieces) >= MOST_PIECES:
            self.over += 1
            return
        data = part.get_payload(decode=True)
        data = data if isinstance(data, bytes) else b""
        drawn = kind.startswith("image/") and (related or part.get("Content-ID"))
        if drawn and len(data) < LOGO_BYTES:
            return
        name = file_name(headers.decoded(str(part.get_filename() or "")))
        name = name or f"piece-{len(self.pieces) + 1}{mimetypes.guess_extension(kind) or ''}"
        problem = _UNREAD.get(kind, "")
        if name.lower() == "winmail.dat":
            problem = _UNREAD["application/ms-tnef"]
        self.bytes += len(data)
        if not problem and (len(data) > PIECE_BYTES or self.bytes > 4 * PIECE_BYTES):
            problem = "trop lourde pour être lue."
        self._keep(Piece(name, kind, len(data), b"" if problem else data, "", problem))

    def _keep(self, piece: Piece) -> None:
        if len(self.pieces) < MOST_PIECES:
            self.pieces.append(piece)
        else:
            self.over += 1


def _attached(part: Message) -> bool:
    told = str(part.get("Content-Disposition", "")).strip().lower()
    return told.startswith("attachment") or (bool(part.get_filename()) and told != "inline")


def _text(part: Message) -> str:
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    text = text_in(data, str(part.get_param("charset") or ""))
    if part.get_content_type() == "text/html":
        return text_of_html(text)
    flowed = str(part.get_param("format") or "").lower() == "flowed"
    return _unflowed(text) if flowed else text


def _unflowed(text: str) -> str:
    """Lines cut by the sender's program joined again (RFC 3676: a soft break follows a space)."""
    lines: list[str] = []
    soft = False
    for line in text.splitlines():
        depth = len(line) - len(line.lstrip(">"))
        said = line[depth:].removeprefix(" ") if depth else line.removeprefix(" ")
        before = lines[-1] if lines else ""
        if soft and len(before) - len(before.lstrip(">")) == depth:
            lines[-1] += said
        else:
            lines.append(">" * depth + (" " if depth else "") + said)
        soft = line.endswith(" ") and said != "-- "
    return "\n".join(lines)
