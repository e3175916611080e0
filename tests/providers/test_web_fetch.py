"""A web source never leads into the internal network; a site is read as its robots allow."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from bastide.providers import web_fetch
from bastide.providers.web_crawl import crawl
from bastide.providers.web_fetch import FetchError, fetch, public

PRIVATE = """127.0.0.1 127.1 127.0.1 2130706433 0x7f000001 017700000001 0177.0.0.1 0x7f.1
0x7f.0.0.1 0177.0x0.0.1 127.255.255.254 0 0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 167772161
0x0a000001 012.0.0.1 172.16.0.1 172.31.255.254 2886729729 192.168.0.1 192.168.1 3232235521
0xc0a80001 0300.0250.0.1 169.254.169.254 2852039166 0xa9fea9fe 0251.0376.0251.0376
100.64.0.1 100.127.255.254 192.0.0.1 192.0.2.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1
239.255.255.255 240.0.0.1 255.255.255.255 [::] [::1] [0:0:0:0:0:0:0:1] [::127.0.0.1]
[::ffff:127.0.0.1] [::ffff:7f00:1] [::ffff:10.0.0.1] [::ffff:169.254.169.254]
[::ffff:192.168.0.1] [fe80::1] [fc00::1] [fd00::1] [fd00:ec2::254] [fec0::1] [ff02::1]
[2002:7f00:1::] [2002:a00:1::] [2002:c0a8:1::1] [64:ff9b::7f00:1] [64:ff9b::10.0.0.1]
[64:ff9b:1::1] [2001:db8::1] [100::1] [2001:0:0:0:0:0:80ff:fffe] localhost""".split()


@pytest.fixture
def connections(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Every address that something tried to connect to."""
    tried: list[Any] = []

    def connect(self: socket.socket, address: Any) -> None:
        tried.append(address)
        raise OSError("no network in tests")

    monkeypatch.setattr(socket.socket, "connect", connect)
    return tried


@pytest.mark.parametrize("host", PRIVATE)
def test_an_internal_address_is_refused_however_it_is_written(
    host: str, connections: list[Any]
) -> None:
    for scheme in ("http", "https"):
        with pytest.raises(FetchError):
            fetch(f"{scheme}://{host}/")
    assert connections == []


@pytest.mark.parametrize(
    "url",
    [
        "http://www.example.org@127.0.0.1/",
        "http://user:pass@www.example.org/",
        "http://www.example.org:22/",
        "http://www.example.org:99999/",
        "ftp://www.example.org/",
        "file:///etc/passwd",
        "gopher://127.0.0.1/",
        "http:///",
        "",
    ],
)
def test_an_address_that_is_not_a_plain_web_address_is_refused(
    url: str, connections: list[Any]
) -> None:
    with pytest.raises(FetchError):
        fetch(url)
    assert connections == []


def test_a_name_is_judged_by_the_address_connected_to(
    monkeypatch: pytest.MonkeyPatch, connections: list[Any]
) -> None:
    answers = iter(["93.184.215.14", "10.0.0.7"])

    def resolve(host: str, port: int, **_: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    monkeypatch.setattr(web_fetch.socket, "getaddrinfo", resolve)
    with pytest.raises(FetchError, match="ne répond pas"):
        fetch("http://rebind.example/")
    with pytest.raises(FetchError, match="adresse interne"):
        fetch("http://rebind.example/")
    assert connections == [("93.184.215.14", 80)]


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07::1", "::ffff:8.8.8.8"])
def test_public_addresses_are_not_refused(address: str) -> None:
    assert public(address)


PAGES = {
    "/": (
        "text/html",
        b"<a href='/a'>a</a><a href='/a#x'>a</a><a href='/secret/b'>b</a>"
        b"<a href='/no'>n</a><a href='http://other.example/'>o</a><a href='/doc.pdf'>p</a>",
    ),
    "/a": ("text/html; charset=utf-8", b"<h1>Page A</h1>"),
    "/secret/b": ("text/html", b"b"),
    "/no": ("text/html", b"<meta name='robots' content='noindex'><p>n</p>"),
    "/doc.pdf": ("application/pdf", b"%PDF-1.4"),
    "/robots.txt": ("text/plain", b"User-agent: *\nDisallow: /secret/\n"),
}


class _Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path.startswith("/away"):
            self.send_response(302)
            self.send_header("Location", "http://127.0.0.2/")
            self.end_headers()
        elif self.path == "/loop":
            self.send_response(302)
            self.send_header("Location", "/loop")
            self.end_headers()
        elif self.path in PAGES:
            kind, body = PAGES[self.path]
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.end_headers()
            self.wfile.write(body)
        else:
            self.send_error(404)

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


ALLOWED = frozenset({"127.0.0.1"})


def test_a_site_is_read_once_a_page_as_its_robots_allow(site: str) -> None:
    pages = list(crawl(site, private_hosts=ALLOWED))
    assert [(p.url.removeprefix(site), p.suffix, p.problem) for p in pages] == [
        ("/", ".html", ""),
        ("/a", ".html", ""),
        ("/doc.pdf", ".pdf", ""),
    ]


def test_a_site_longer_than_the_limit_says_so(site: str) -> None:
    last = list(crawl(site, limit=1, private_hosts=ALLOWED))[-1]
    assert last.cut_short
    assert "plus de 1 pages" in last.problem


@pytest.mark.parametrize(("path", "why"), [("/away", "autre site"), ("/loop", "sans fin")])
def test_redirects_stay_on_the_site_and_end(site: str, path: str, why: str) -> None:
    with pytest.raises(FetchError, match=why):
        fetch(site + path, ALLOWED)


def test_a_page_too_heavy_is_dropped(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web_fetch, "PAGE_BYTES", 5)
    with pytest.raises(FetchError, match="dépasse"):
        fetch(site + "/a", ALLOWED)
