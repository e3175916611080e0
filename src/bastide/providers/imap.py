"""A mailbox read over IMAP (RFC 3501), and nothing in it changed: EXAMINE, BODY.PEEK.

1. The name is resolved here and the connection made to the address that was checked: private ones
   only for a host that the installation names (`BASTIDE_MAIL_PRIVATE_HOSTS`). Always TLS.
2. Every wait is bounded, and so is the whole session; an answer or a mail too large is refused.
3. The one thing that is written is a draft, by `append_draft`, when an agent asks for it.
"""

from __future__ import annotations

import contextlib
import imaplib
import re
import socket
import ssl
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Literal

from imap_tools.imap_utf7 import utf7_decode, utf7_encode

from bastide.providers.bounded_http import allowed, is_private_host
from bastide.providers.web_fetch import public

WAIT_SECONDS = 20.0
SESSION_SECONDS = 300.0
# A mail larger is left on the server, and said; an answer of the server is never larger.
MAIL_BYTES = 30 * 1024 * 1024
ANSWER_BYTES = MAIL_BYTES + 1024 * 1024
_UID = re.compile(rb"UID (\d+)")
_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")
_NAME = re.compile(rb'^\((?P<flags>[^)]*)\) (?:"(?:[^"\\]|\\.)*"|NIL) (?P<name>.+)$')


class ImapError(Exception):
    """`str(error)` is a sentence in French for the administrator; never a secret in it."""


@dataclass(frozen=True, slots=True)
class Account:
    """Where the mailbox is and who reads it. `secret`: a password, or a token for `oauth`."""

    host: str
    port: int
    user: str
    secret: str
    auth: Literal["password", "oauth"] = "password"
    starttls: bool = False
    private_hosts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Fetched:
    """A mail as the server gave it; `data` empty for one that was too large."""

    uid: int
    data: bytes


class _Bounded(imaplib.IMAP4):
    """imaplib over a checked connection. `open`, `read`, `readline` are its documented hooks."""

    def __init__(self, account: Account, seconds: float, context: ssl.SSLContext) -> None:
        self._account, self._context = account, context
        self._wait = min(WAIT_SECONDS, seconds)
        self._ends = time.monotonic() + seconds
        # A server that sends a byte now and then never lets a single wait run out.
        self._watch = threading.Timer(seconds, self._cut)
        self._watch.daemon = True
        super().__init__(account.host, account.port, timeout=self._wait)

    def open(self, host: str = "", port: int = 143, timeout: float | None = None) -> None:
        self.host, self.port = host, port
        made = self.sock = _connected(self._account, self._wait)
        self._watch.start()
        try:
            if not self._account.starttls:
                made = self._context.wrap_socket(made, server_hostname=host)
        except BaseException:
            self._watch.cancel()
            self.sock.close()
            raise
        self.sock = made
        self.file = made.makefile("rb")

    def read(self, size: int) -> bytes:
        self._in_time()
        if size > ANSWER_BYTES:
            raise ImapError("Le serveur envoie une réponse démesurée : la lecture est arrêtée.")
        told: Any = self.file.read(size)
        return bytes(told)

    def readline(self) -> bytes:
        self._in_time()
        return super().readline()

    def shutdown(self) -> None:
        self._watch.cancel()
        super().shutdown()

    def _cut(self) -> None:
        with contextlib.suppress(OSError):
            self.sock.shutdown(socket.SHUT_RDWR)

    def _in_time(self) -> None:
        if time.monotonic() > self._ends:
            raise ImapError("Le serveur est trop lent : la lecture est arrêtée.")


def _connected(account: Account, wait: float) -> socket.socket:
    host, port = account.host, account.port
    private = is_private_host(host, port, account.private_hosts)
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise ImapError(f"Le nom « {host} » n'existe pas.") from error
    why = ""
    for family, kind, protocol, _, address in found:
        refused = allowed(str(address[0]), private=True)
        if not refused and not private and not public(str(address[0])):
            refused = (
                "cette adresse est interne, l'installation doit la nommer dans "
                "BASTIDE_MAIL_PRIVATE_HOSTS"
            )
        if refused:
            why = refused
            continue
        connection = socket.socket(family, kind, protocol)
        connection.settimeout(wait)
        try:
            connection.connect(address)
        except OSError:
            connection.close()
            continue
        return connection
    if why:
        raise ImapError(f"« {host} » est refusé : {why}.")
    raise ImapError(f"« {host} », port {port}, ne répond pas.")


class Mailbox:
    """An open session. Made by `opened`."""

    def __init__(self, client: _Bounded) -> None:
        self._client = client

    def folders(self) -> list[str]:
        """The names of the folders, as people read them."""
        found = []
        for line in _good(self._client.list(), "lister les dossiers"):
            told = _NAME.match(line) if isinstance(line, bytes) else None
            if told and b"\\Noselect" not in told["flags"]:
                found.append(utf7_decode(told["name"].strip(b'"').replace(b'\\"', b'"')))
        return found

    def examine(self, folder: str) -> tuple[int, int]:
        """Opens a folder to be read only; its validity (RFC 3501, 2.3.1.1) and how many mails it
        holds."""
        told = self._client.select(_quoted(folder), readonly=True)
        count = _good(told, f"ouvrir le dossier « {folder} »")[0]
        validity = self._client.response("UIDVALIDITY")[1][0]
        try:
            return int(validity or b"0"), int(count or b"0")
        except (TypeError, ValueError):
            raise ImapError("Le serveur répond de façon incompréhensible.") from None

    def after(self, uid: int, since: date, most: int) -> list[int]:
        """The numbers of the mails of the folder that came after `uid` and not before a day, the
        oldest first, at most so many."""
        day = imaplib.Time2Internaldate(datetime.combine(since, datetime.min.time(), UTC))
        criterion = f"UID {uid + 1}:* SINCE {day[1:12]}"
        told = _good(self._client.uid("SEARCH", criterion), "chercher les messages")
        found = sorted(int(one) for one in b" ".join(t or b"" for t in told).split())
        return [one for one in found if one > uid][:most]  # « n:* » always names the last one

    def fetch(self, uids: Sequence[int]) -> Iterator[Fetched]:
        """The mails, one at a time, unseen if they were: their size is asked before."""
        for uid in uids:
            told = _good(self._client.uid("FETCH", str(uid), "(UID RFC822.SIZE)"), "lire")
            size = _SIZE.search(b" ".join(_flat(told)))
            if size is None:
                continue  # gone since
            if int(size[1]) > MAIL_BYTES:
                yield Fetched(uid, b"")
                continue
            told = _good(self._client.uid("FETCH", str(uid), "(UID BODY.PEEK[])"), "lire")
            for one in told:
                if isinstance(one, tuple) and _UID.search(one[0]):
                    yield Fetched(uid, bytes(one[1]))
                    break

    def append_draft(self, folder: str, message: bytes) -> None:
        """Adds a draft to a folder; the only writing there is."""
        told = self._client.append(
            _quoted(folder),
            r"(\Draft \Seen)",
            imaplib.Time2Internaldate(datetime.now(UTC)),
            message,
        )
        _good(told, f"déposer le brouillon dans « {folder} »")


@contextlib.contextmanager
def opened(
    account: Account, *, seconds: float = SESSION_SECONDS, context: ssl.SSLContext | None = None
) -> Iterator[Mailbox]:
    """A session, closed at the end whatever happens. Raises `ImapError`, in French, for all that
    the server or the network does. `context`: another trust than the system's, for tests."""
    context = context or ssl.create_default_context()
    client: _Bounded | None = None
    try:
        client = _Bounded(account, seconds, context)
        if account.starttls:
            client.starttls(context)
        _sign_in(client, account)
        yield Mailbox(client)
    except ssl.SSLCertVerificationError as error:
        raise ImapError(
            f"Le certificat de « {account.host} » n'est pas reconnu : la liaison n'est pas sûre."
        ) from error
    except TimeoutError as error:
        raise ImapError(f"« {account.host} » met trop de temps à répondre.") from error
    except (imaplib.IMAP4.error, OSError, ValueError, EOFError) as error:
        raise ImapError(
            f"« {account.host} » ne répond pas comme un serveur de courriels."
        ) from error
    finally:
        if client is not None:
            with contextlib.suppress(Exception):
                client.logout()


def _sign_in(client: _Bounded, account: Account) -> None:
    try:
        if account.auth == "oauth":
            # Google's and Microsoft's SASL XOAUTH2.
            said = f"user={account.user}\x01auth=Bearer {account.secret}\x01\x01"
            client.authenticate("XOAUTH2", lambda told: b"" if told else said.encode())
        elif "AUTH=PLAIN" in client.capabilities:
            plain = f"\0{account.user}\0{account.secret}".encode()  # RFC 4616, letters of any kind
            client.authenticate("PLAIN", lambda _: plain)
        else:
            client.login(account.user, account.secret)
    except client.abort:
        raise
    except imaplib.IMAP4.error:
        raise ImapError(
            "Le serveur refuse ce compte : vérifiez l'adresse, et la clé ou le jeton."
        ) from None


def _good(told: tuple[str, list[Any]], what: str) -> list[Any]:
    if told[0] != "OK":
        raise ImapError(f"Le serveur refuse de {what}.")
    return told[1]


def _flat(told: Sequence[Any]) -> list[bytes]:
    return [part for one in told for part in (one if isinstance(one, tuple) else (one or b"",))]


def _quoted(folder: str) -> str:
    """A folder's name as IMAP writes it (RFC 3501, 5.1.3); nothing that ends the command."""
    if not folder.strip() or any(not c.isprintable() for c in folder):
        raise ImapError("Le nom de dossier est vide ou n'est pas valable.")
    name = utf7_encode(folder).decode("ascii").replace("\\", "\\\\").replace('"', '\\"')
    return f'"{name}"'
