"""A site is gone through once a page, whatever its addresses, sitemaps and encodings look like."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from bastide.providers import web_fetch
from bastide.providers.readers.html import read
from bastide.providers.web_crawl import FetchedPage, crawl
from bastide.providers.web_fetch import FetchError, fetch

ALLOWED = frozenset({"127.0.0.1"})


@pytest.fixture
def serve() -> Iterator[Callable[[dict[str, tuple[str, Any]]], str]]:
    """`serve(pages)` answers `{path: (content type, body)}`; `@` in a body is the site."""
    servers: list[ThreadingHTTPServer] = []

    def start(pages: dict[str, tuple[str, Any]]) -> str:
        class Site(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                if self.path not in pages:
                    self.send_error(404)
                    return
                kind, body = pages[self.path]
                if callable(body):
                    body(self)
                    return
                body = body if isinstance(body, bytes) else body.replace("@", address).encode()
                self.send_response(200)
                self.send_header("Content-Type", kind)
                self.end_headers()
                self.wfile.write(gzip.compress(body) if self.path.endswith(".gz") else body)

            def log_message(self, *_: Any) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
        server.daemon_threads = True
        servers.append(server)
        address = f"http://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return address

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def found(address: str, path: str = "/") -> list[str]:
    pages = list(crawl(address + path, private_hosts=ALLOWED))
    assert not [p for p in pages if p.problem]
    return [p.url.removeprefix(address) for p in pages]


def test_a_sitemap_index_leads_to_its_pages_whatever_its_children_are_called(serve: Any) -> None:
    site = serve(
        {
            "/sitemap.xml": (
                "application/xml",
                "<sitemapindex><sitemap><loc>@/pages.xml</loc></sitemap><sitemap><loc>@/plan?n=2"
                "</loc></sitemap><sitemap><loc>@/map-3.xml.gz</loc></sitemap></sitemapindex>",
            ),
            "/pages.xml": ("text/xml", "<urlset><url><loc>@/a</loc></url></urlset>"),
            "/plan?n=2": ("text/xml", "<urlset><url><loc>@/b</loc></url></urlset>"),
            "/map-3.xml.gz": ("application/gzip", "<urlset><url><loc>@/c</loc></url></urlset>"),
            **{f"/{name}": ("text/html", f"<p>Page {name}") for name in "abc"},
        }
    )
    assert found(site, "/sitemap.xml") == ["/a", "/b", "/c"]


def test_a_page_under_two_addresses_is_given_once(serve: Any) -> None:
    same = "<link rel=canonical href='/aide'><body><p>L'aide est versée en mai.</p>"
    site = serve(
        {
            "/": (
                "text/html",
                "<a href='/aide?tri=nom'></a><a href='/aide'></a><a href='/bus'></a>"
                "<a href='/bus/'></a><a href='/l?b=1&a=2'></a><a href='/l?a=2&b=1'></a><p>Accueil",
            ),
            "/aide": ("text/html", same),
            "/aide?tri=nom": ("text/html", same),
            "/bus": ("text/html", "<p>Bus"),
            "/bus/": ("text/html", "<p>Bus"),
            "/l?b=1&a=2": ("text/html", "<p>Liste"),
            "/l?a=2&b=1": ("text/html", "<p>Liste"),
        }
    )
    assert found(site) == ["/", "/aide", "/bus", "/l?b=1&a=2"]


def test_a_canonical_address_that_is_wrong_hides_no_page(serve: Any) -> None:
    wrong = "<link rel=canonical href='/'><body>"
    site = serve(
        {
            "/": ("text/html", f"{wrong}<a href='/a'></a><a href='/l?page=2'></a><p>Accueil"),
            "/a": ("text/html", f"{wrong}<a href='/l?page=1'></a><p>Page a"),
            "/l?page=1": ("text/html", "<link rel=canonical href='/l'><body><p>Un"),
            "/l?page=2": (
                "text/html",
                "<link rel=canonical href='http://o.example/'><body><p>Deux",
            ),
        }
    )
    assert found(site) == ["/", "/a", "/l?page=2", "/l"]


def test_the_encoding_stated_by_the_site_is_kept(serve: Any, tmp_path: Path) -> None:
    body = "<html><head><meta charset='utf-8'></head><body><p>Œuvre à 3 €</p></body></html>"
    site = serve({"/": ("text/html; charset=ISO-8859-15", body.encode("iso-8859-15"))})
    (page,) = crawl(site, private_hosts=ALLOWED)
    assert isinstance(page, FetchedPage)
    (tmp_path / "a").write_bytes(page.content)
    assert next(read(tmp_path / "a", "a.html")).blocks[0].text == "Œuvre à 3 €"


@pytest.mark.parametrize("part", ["headers", "body"])
def test_a_page_that_comes_a_byte_at_a_time_is_left(
    serve: Any, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    monkeypatch.setattr(web_fetch, "WHOLE_PAGE_SECONDS", 0.6)

    def drip(request: BaseHTTPRequestHandler) -> None:
        if part == "body":
            request.send_response(200)
            request.end_headers()
        for _ in range(50):
            time.sleep(0.1)
            try:
                request.wfile.write(b"HTTP/1.1 "[:1] if part == "headers" else b"x")
                request.wfile.flush()
            except OSError:
                return

    site = serve({"/": ("text/html", drip)})
    began = time.monotonic()
    with pytest.raises(FetchError, match="trop de temps"):
        fetch(site + "/", ALLOWED)
    assert time.monotonic() - began < 20
