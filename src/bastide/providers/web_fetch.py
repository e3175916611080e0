"""Fetching a web page safely: no way into the internal network, no page without an end.

The address is checked on the connection itself, after the name was resolved: a name that resolves
to a private address, at once or at the second look (DNS rebinding), is refused, on redirects too.
"""

from __future__ import annotations

import ipaddress
import re
import socket
import threading
import time
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from bastide import __version__

USER_AGENT = f"Bastide/{__version__} (base documentaire de collectivite)"
PAGE_BYTES = 20 * 1024 * 1024
PAGE_SECONDS = 20  # without a byte
WHOLE_PAGE_SECONDS = 60  # from the first connection to the last byte, redirects included
REDIRECTS = 5
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_MAPPED_LOCAL_NAT64 = ipaddress.ip_network("64:ff9b:1::/48")


class Fetched(NamedTuple):
    """A page as it came: its final address, its type, the encoding that the site states if any."""

    url: str
    kind: str
    content: bytes
    charset: str = ""


class FetchError(Exception):
    """`str(error)` is a sentence in French."""


def public(address: str) -> bool:
    """Whether an IP address, as connected to, is one of the public Internet."""
    ip = ipaddress.ip_address(address.split("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return public(str(inner))
        if ip in _MAPPED_LOCAL_NAT64 or ip.is_site_local or int(ip) < 1 << 32:
            return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


class _Deadline:
    """Cuts the connections of one page when its time is over, wherever they stand.

    A server that sends its headers a byte at a time never lets a socket's own timeout run out.
    """

    _of_thread = threading.local()

    def __init__(self, seconds: float) -> None:
        self.ends = time.monotonic() + seconds
        self._watched: list[socket.socket] = []
        self._lock = threading.Lock()
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True

    def __enter__(self) -> _Deadline:
        _Deadline._of_thread.current = self
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        _Deadline._of_thread.current = None
        self._timer.cancel()
        with self._lock:
            while self._watched:
                self._watched.pop().close()

    @property
    def passed(self) -> bool:
        return time.monotonic() >= self.ends

    @classmethod
    def watch(cls, connection: socket.socket) -> None:
        """A second handle on the connection: the first one goes when TLS wraps it."""
        current: _Deadline | None = getattr(cls._of_thread, "current", None)
        if current is not None:
            with current._lock:
                current._watched.append(connection.dup())

    def _cut(self) -> None:
        with self._lock:
            for connection in self._watched:
                try:
                    connection.shutdown(socket.SHUT_RDWR)
                except OSError:
                    continue


def _connect(host: str, port: int, timeout: float, private: bool) -> socket.socket:
    refused = False
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError(f"Le nom « {host} » n'existe pas.") from error
    for family, kind, protocol, _, address in found:
        if not private and not public(str(address[0])):
            refused = True
            continue
        connection = socket.socket(family, kind, protocol)
        connection.settimeout(timeout)
        try:
            connection.connect(address)
        except OSError:
            connection.close()
            continue
        _Deadline.watch(connection)
        return connection
    if refused:
        raise FetchError(
            f"« {host} » mène à une adresse interne : pour un site de l'intranet, l'administrateur "
            "doit l'autoriser (BASTIDE_WEB_PRIVATE_HOSTS)."
        )
    raise FetchError(f"« {host} » ne répond pas.")


class _Plain(HTTPConnection):
    private = False

    def _new_conn(self) -> socket.socket:
        return _connect(self._dns_host, self.port or 80, PAGE_SECONDS, self.private)


class _Secure(HTTPSConnection):
    private = False

    def _new_conn(self) -> socket.socket:
        return _connect(self._dns_host, self.port or 443, PAGE_SECONDS, self.private)


class _PrivatePlain(_Plain):
    private = True


class _PrivateSecure(_Secure):
    private = True


def _pool(url: str, private_hosts: frozenset[str]) -> HTTPConnectionPool:
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.scheme not in ("http", "https") or not host or parts.username or parts.password:
        raise FetchError("L'adresse doit commencer par http:// ou https:// et nommer un site.")
    private = host in private_hosts
    try:
        port = parts.port
    except ValueError as error:
        raise FetchError("Le port de l'adresse n'est pas un nombre valable.") from error
    if port not in (None, 80, 443) and not private:
        raise FetchError(f"Le port {port} n'est pas de ceux d'un site web (80, 443).")
    kind = HTTPSConnectionPool if parts.scheme == "https" else HTTPConnectionPool
    pool = kind(host, port, maxsize=1, retries=False, timeout=PAGE_SECONDS)
    if parts.scheme == "https":
        pool.ConnectionCls = _PrivateSecure if private else _Secure
    else:
        pool.ConnectionCls = _PrivatePlain if private else _Plain
    return pool


def fetch(url: str, private_hosts: frozenset[str] = frozenset()) -> Fetched:
    """A page, through its redirects on the same host. Raises `FetchError`."""
    host = urlsplit(url).hostname
    with _Deadline(WHOLE_PAGE_SECONDS) as deadline:
        for _ in range(REDIRECTS + 1):
            try:
                found = _one(url, host, private_hosts, deadline)
            except (urllib3.exceptions.HTTPError, OSError, UnicodeError, ValueError) as error:
                if deadline.passed:
                    raise FetchError("La page met trop de temps à venir.") from error
                raise FetchError(f"« {host} » ne répond pas correctement.") from error
            if deadline.passed:  # cut, it may look like a short page
                raise FetchError("La page met trop de temps à venir.")
            if isinstance(found, Fetched):
                return found
            url = found
    raise FetchError("La page renvoie sans fin vers une autre.")


def _one(
    url: str, host: str | None, private_hosts: frozenset[str], deadline: _Deadline
) -> Fetched | str:
    """The page at an address, or the address that it sends to."""
    parts = urlsplit(url)
    pool = _pool(url, private_hosts)
    try:
        answer = pool.urlopen(
            "GET",
            (parts.path or "/") + (f"?{parts.query}" if parts.query else ""),
            headers={"User-Agent": USER_AGENT, "Accept-Encoding": "gzip"},
            redirect=False,
            preload_content=False,
            retries=False,
        )
        try:
            if answer.status in (301, 302, 303, 307, 308):
                url = urljoin(url, answer.headers.get("Location", ""))
                if urlsplit(url).hostname != host:
                    raise FetchError("La page renvoie vers un autre site : elle n'est pas suivie.")
                return url
            if answer.status != 200:
                raise FetchError(f"Le site répond par l'erreur {answer.status}.")
            stated = answer.headers.get("Content-Type", "")
            charset = _CHARSET.search(stated)
            return Fetched(
                url,
                stated.split(";")[0].strip().lower(),
                _body(answer, deadline),
                charset.group(1) if charset else "",
            )
        finally:
            answer.close()
    finally:
        pool.close()


def _body(answer: urllib3.BaseHTTPResponse, deadline: _Deadline) -> bytes:
    content = bytearray()
    while piece := answer.read(1 << 16, decode_content=True):
        content += piece
        if len(content) > PAGE_BYTES:
            raise FetchError(f"La page dépasse {PAGE_BYTES // 1_000_000} Mo.")
        if deadline.passed:
            raise FetchError("La page met trop de temps à venir.")
    return bytes(content)
