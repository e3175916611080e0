"""Going through a web site: one host, its robots respected, each page once.

Two addresses are the same page when the site says so (`rel=canonical`), or when they differ by
their last slash or the order of their parameters, *and* they hold the same text: a site whose pages
all name its home page as canonical loses none of them.
"""

from __future__ import annotations

import codecs
import gzip
import hashlib
import io
import re
import time
import zlib
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, urldefrag, urlencode, urljoin, urlsplit

from lxml import etree
from lxml import html as lxml_html
from protego import Protego

from bastide.providers.web_fetch import PAGE_BYTES, USER_AGENT, FetchError, fetch

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
_GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """A page, or the reason why it could not be had (`cut_short`: others may be missing too)."""

    url: str
    content: bytes = b""
    suffix: str = ".html"
    problem: str = ""
    cut_short: bool = False


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a page says to whoever goes through the site. `text`: digest of what is to be read."""

    index: bool = True
    links: tuple[str, ...] = ()
    canonical: str = ""
    text: str = ""


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
    sitemaps = {_same(start)}  # a child of a sitemap index may have any name
    given: set[str] = set()
    texts: set[tuple[str, str]] = set()
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
            page = fetch(url, private_hosts)
        except FetchError as error:
            yield FetchedPage(url, problem=str(error), cut_short="erreur 404" not in str(error))
            continue
        links: list[str] = []
        children: list[str] = []
        final = _same(page.url)
        sitemap = _sitemap(page.content) if url in sitemaps or _named_sitemap(final) else None
        if sitemap is not None:
            children, links = sitemap
        elif page.kind in _TYPES:
            known.add(final)
            suffix = _TYPES[page.kind]
            said = _said(page.content, final) if suffix == ".html" else _Reading()
            links = list(said.links)
            if said.index:
                canonical = _same(said.canonical or final)
                if urlsplit(canonical).hostname != host:
                    canonical = final
                same = {(_alike(a), said.text) for a in (canonical, final) if said.text}
                if not same & texts:
                    at = canonical if _alike_path(canonical) == _alike_path(final) else final
                    at = final if at in given else at
                    if at not in given:
                        given.add(at)
                        yield FetchedPage(at, _recoded(page.content, suffix, page.charset), suffix)
                texts |= same
        for link in [*children, *links]:
            link = _same(link)
            if (
                link not in known
                and urlsplit(link).hostname == host
                and (link in children or _named_sitemap(link) or not _SKIPPED.search(_path(link)))
            ):
                known.add(link)
                waiting.append(link)
                if link in children:
                    sitemaps.add(link)


def _path(url: str) -> str:
    return urlsplit(url).path or "/"


def _same(url: str) -> str:
    """One spelling of an address: no fragment, a path at least `/`."""
    url = urldefrag(url.strip())[0]
    parts = urlsplit(url)
    return url if parts.path else f"{url}/"


def _alike_path(url: str) -> str:
    return _path(url).rstrip("/")


def _alike(url: str) -> str:
    """The address without what often does not matter: last slash, order of the parameters."""
    query = urlencode(sorted(parse_qsl(urlsplit(url).query, keep_blank_values=True)))
    return f"{_alike_path(url)}?{query}"


def _recoded(content: bytes, suffix: str, charset: str) -> bytes:
    """Text that the site says to be of some encoding, in one that every reader recognises."""
    if suffix not in (".html", ".txt") or not charset:
        return content
    try:
        name = codecs.lookup(charset).name
        # the web means Windows' own when it says Latin-1 (WHATWG, Encoding standard)
        text = content.decode("cp1252" if name in ("iso8859-1", "ascii") else name)
    except (LookupError, UnicodeError, ValueError):
        return content
    return text.removeprefix("\ufeff").encode("utf-8-sig", "replace")


def _robots(start: str, private_hosts: frozenset[str]) -> Protego:
    try:
        content = fetch(urljoin(start, "/robots.txt"), private_hosts).content
    except FetchError as error:
        if "erreur 4" in str(error) or "autre site" in str(error):
            return Protego.parse("")
        raise
    return Protego.parse(content.decode("utf-8", "replace"))


def _named_sitemap(url: str) -> bool:
    path = _path(url).lower()
    return "sitemap" in path.rpartition("/")[2] and path.endswith((".xml", ".xml.gz"))


def _sitemap(content: bytes) -> tuple[list[str], list[str]] | None:
    """The other sitemaps and the pages that a sitemap names; nothing when it is not one."""
    if content.startswith(_GZIP):
        try:
            with gzip.open(io.BytesIO(content)) as file:
                content = file.read(PAGE_BYTES)
        except (OSError, EOFError, zlib.error):
            return None
    if b"<urlset" not in content[:2000] and b"<sitemapindex" not in content[:2000]:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    root = etree.fromstring(content, parser)
    if root is None:
        return [], []

    def places(parent: str) -> list[str]:
        found = root.iterfind(f".//{{*}}{parent}/{{*}}loc")
        return [_same(str(place.text)) for place in found if place.text]

    return places("sitemap"), places("url")


def _said(content: bytes, base: str) -> _Reading:
    try:
        root = lxml_html.document_fromstring(content)
    except (etree.LxmlError, ValueError):
        return _Reading()
    metas = root.xpath("//meta[translate(@name,'ROBTS','robts')='robots']/@content")
    rules = " ".join(map(str, metas)).lower()
    found = [] if "nofollow" in rules else root.xpath("//a/@href")
    canonical = [_joined(base, str(h)) for h in root.xpath("//link[@rel='canonical']/@href")]
    words = root.xpath("//body//text()[not(parent::script or parent::style)]")
    text = " ".join(" ".join(map(str, words)).split())
    return _Reading(
        "noindex" not in rules,
        tuple(link for link in (_joined(base, str(h)) for h in found) if link.startswith("http")),
        canonical[0] if canonical and canonical[0].startswith("http") else "",
        hashlib.sha256(text.encode("utf-8", "replace")).hexdigest() if text else "",
    )


def _joined(base: str, address: str) -> str:
    """An address of a page in full; nothing when it is not one (« http://[ »)."""
    try:
        joined = urljoin(base, address)
        _ = urlsplit(joined).hostname
    except ValueError:
        return ""
    return joined
