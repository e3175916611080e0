"""Reading a web site safely: one host, its robots respected, no way into the internal network.

The address is checked on the connection itself, after the name was resolved: a name that resolves
to a private address, at once or at the second look (DNS rebinding), is refused, on redirects too.
"""

from __future__ import annotations

import gzip
import io
import ipaddress
import re
import socket
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urldefrag, urljoin, urlsplit

import urllib3
from lxml import etree
from lxml import html as lxml_html
from protego import Protego
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from bastide import __version__

USER_AGENT = f"Bastide/{__version__} (base documentaire de collectivite)"
PAGE_BYTES = 20 * 1024 * 1024
PAGE_SECONDS = 20
REDIRECTS = 5
LONGEST_DELAY = 10.0
_TYPES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.oasis.opendocument.text": ".odt",
    "text/plain": ".txt",
}
_SKIPPED = re.compile(
    r"\.(?:jpe?g|png|gif|svg|webp|ico|css|js|mp[34]|zip|xml|rss)\Z", re.IGNORECASE
)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_MAPPED_LOCAL_NAT64 = ipaddress.ip_network("64:ff9b:1::/48")


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """A page, or the reason why it could not be had (`cut_short`: others may be missing too)."""

    url: str
    content: bytes = b""
    suffix: str = ".html"
    problem: str = ""
    cut_short: bool = False


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


def fetch(url: str, private_hosts: frozenset[str] = frozenset()) -> tuple[str, str, bytes]:
    """The final address, content type and bytes of a page. Raises `FetchError`."""
    host = urlsplit(url).hostname
    for _ in range(REDIRECTS + 1):
        parts = urlsplit(url)
        pool = _pool(url, private_hosts)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        try:
            answer = pool.urlopen(
                "GET",
                target,
                headers={"User-Agent": USER_AGENT, "Accept-Encoding": "gzip"},
                redirect=False,
                preload_content=False,
                retries=False,
            )
            try:
                if answer.status in (301, 302, 303, 307, 308):
                    url = urljoin(url, answer.headers.get("Location", ""))
                    if urlsplit(url).hostname != host:
                        raise FetchError(
                            "La page renvoie vers un autre site : elle n'est pas suivie."
                        )
                    continue
                if answer.status != 200:
                    raise FetchError(f"Le site répond par l'erreur {answer.status}.")
                kind = answer.headers.get("Content-Type", "").split(";")[0].strip().lower()
                return url, kind, _body(answer)
            finally:
                answer.close()
        except (urllib3.exceptions.HTTPError, OSError, UnicodeError, ValueError) as error:
            raise FetchError(f"« {host} » ne répond pas correctement.") from error
        finally:
            pool.close()
    raise FetchError("La page renvoie sans fin vers une autre.")


def _body(answer: urllib3.BaseHTTPResponse) -> bytes:
    deadline = time.monotonic() + 3 * PAGE_SECONDS
    content = bytearray()
    while piece := answer.read(1 << 16, decode_content=True):
        content += piece
        if len(content) > PAGE_BYTES:
            raise FetchError(f"La page dépasse {PAGE_BYTES // 1_000_000} Mo.")
        if time.monotonic() > deadline:
            raise FetchError("La page met trop de temps à venir.")
    return bytes(content)


def crawl(
    start: str, *, limit: int = 2000, private_hosts: frozenset[str] = frozenset()
) -> Iterator[FetchedPage]:
    """The pages of the site of `start`, an address or a sitemap, each one once."""
    host = urlsplit(start).hostname
    try:
        robots = _robots(start, private_hosts)
    except FetchError as error:
        yield FetchedPage(start, problem=str(error), cut_short=True)
        return
    delay = min(float(robots.crawl_delay(USER_AGENT) or 0.0), LONGEST_DELAY)
    waiting = deque([_same(start)])
    known = {_same(start)}
    fetched = 0
    while waiting:
        if fetched >= limit:
            yield FetchedPage(
                start,
                problem=f"Le site a plus de {limit} pages : les autres ne sont pas lues.",
                cut_short=True,
            )
            return
        url = waiting.popleft()
        if not robots.can_fetch(url, USER_AGENT):
            if fetched == 0:
                yield FetchedPage(
                    url, problem="Le site n'autorise pas sa lecture (robots.txt).", cut_short=True
                )
            continue
        if fetched and delay:
            time.sleep(delay)
        fetched += 1
        try:
            final, kind, content = fetch(url, private_hosts)
        except FetchError as error:
            yield FetchedPage(url, problem=str(error), cut_short="erreur 404" not in str(error))
            continue
        links: list[str] = []
        final = _same(final)
        if _is_sitemap(final, kind, content):
            links = _sitemap(content)
        elif kind in _TYPES:
            known.add(final)
            index, links = True, []
            if _TYPES[kind] == ".html":
                index, links = _links(content, final)
            if index:
                yield FetchedPage(final, content, _TYPES[kind])
        for link in links:
            link = _same(link)
            if (
                link not in known
                and urlsplit(link).hostname == host
                and not _SKIPPED.search(urlsplit(link).path.removesuffix("sitemap.xml") or "/")
            ):
                known.add(link)
                waiting.append(link)


def _same(url: str) -> str:
    """One spelling of an address: no fragment, a path at least `/`."""
    url = urldefrag(url.strip())[0]
    parts = urlsplit(url)
    return url if parts.path else f"{url}/"


def _robots(start: str, private_hosts: frozenset[str]) -> Protego:
    try:
        _, _, content = fetch(urljoin(start, "/robots.txt"), private_hosts)
    except FetchError as error:
        if "erreur 4" in str(error) or "autre site" in str(error):
            return Protego.parse("")
        raise
    return Protego.parse(content.decode("utf-8", "replace"))


def _is_sitemap(url: str, kind: str, content: bytes) -> bool:
    head = content[:500]
    return ("xml" in kind or url.endswith((".xml", ".xml.gz"))) and (
        b"<urlset" in head or b"<sitemapindex" in head or head.startswith(b"\x1f\x8b")
    )


def _sitemap(content: bytes) -> list[str]:
    if content.startswith(b"\x1f\x8b"):
        with gzip.open(io.BytesIO(content)) as file:
            content = file.read(PAGE_BYTES)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    root = etree.fromstring(content, parser)
    return [] if root is None else [str(n.text) for n in root.iter("{*}loc") if n.text]


def _links(content: bytes, base: str) -> tuple[bool, list[str]]:
    """Whether the page may be indexed, and the addresses that it points to."""
    try:
        root = lxml_html.document_fromstring(content)
    except (etree.LxmlError, ValueError):
        return True, []
    metas = root.xpath("//meta[translate(@name,'ROBTS','robts')='robots']/@content")
    rules = " ".join(map(str, metas)).lower()
    links = [] if "nofollow" in rules else [urljoin(base, str(h)) for h in root.xpath("//a/@href")]
    return "noindex" not in rules, [link for link in links if link.startswith("http")]
