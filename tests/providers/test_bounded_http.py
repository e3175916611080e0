"""No address that is not allowed, no answer without an end, no wait beyond the deadline."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import httpx2
import pytest

from bastide.providers import bounded_http
from bastide.providers.bounded_http import Until, allowed, bounded_client
from bastide.providers.chat_client import refused_address

LOCAL = frozenset({"127.0.0.1"})


@contextmanager
def server(answer: Callable[[socket.socket], None]) -> Iterator[str]:
    """A raw server whose every connection is handed to `answer`."""
    listening = socket.create_server(("127.0.0.1", 0))
    done = threading.Event()

    def accept() -> None:
        while not done.is_set():
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            threading.Thread(target=one, args=(connection,), daemon=True).start()

    def one(connection: socket.socket) -> None:
        with connection:
            try:
                connection.recv(65536)
                answer(connection)
            except OSError:
                pass

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        done.set()
        listening.close()


def get(url: str, seconds: float = 0.5) -> httpx2.Response:
    with bounded_client(url, LOCAL) as client:
        return client.get(url, timeout=httpx2.Timeout(Until(seconds)))


def drip(head: bytes) -> Callable[[socket.socket], None]:
    def answer(connection: socket.socket) -> None:
        connection.sendall(head)
        while True:
            time.sleep(0.05)
            connection.sendall(b"a")

    return answer


@pytest.mark.parametrize(
    "head",
    [
        b"",  # a status line that never ends
        b"HTTP/1.1 200 OK\r\nX-Long: ",
        b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: ",
    ],
)
def test_a_byte_now_and_then_does_not_outlive_the_deadline(head: bytes) -> None:
    with server(drip(head)) as url:
        begun = time.monotonic()
        with pytest.raises(httpx2.HTTPError):
            get(url)
        assert time.monotonic() - begun < 8


def test_a_server_that_reads_nothing_does_not_hold_the_caller() -> None:
    listening = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{listening.getsockname()[1]}"
    begun = time.monotonic()
    with bounded_client(url, LOCAL) as client, pytest.raises(httpx2.TimeoutException):
        client.post(url, content=b"x" * 50_000_000, timeout=httpx2.Timeout(Until(0.5)))
    assert time.monotonic() - begun < 8
    listening.close()


def test_an_immense_answer_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded_http, "MOST_BYTES", 100_000)

    def answer(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            connection.sendall(b"a" * 65536)

    with server(answer) as url, pytest.raises(httpx2.ReadError):
        get(url, 5)


def test_a_compressed_answer_is_refused() -> None:
    """A few kilobytes could become gigabytes."""

    def answer(connection: socket.socket) -> None:
        body = gzip.compress(b"0" * 10_000_000)
        head = f"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {len(body)}\r\n\r\n"
        connection.sendall(head.encode() + body)

    with server(answer) as url, pytest.raises(httpx2.ReadError):
        get(url, 5)


def test_a_redirect_is_not_followed_and_no_cookie_is_kept() -> None:
    def answer(connection: socket.socket) -> None:
        connection.sendall(
            b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nSet-Cookie: a=b\r\n"
            b"Content-Length: 0\r\n\r\n"
        )

    with server(answer) as url, bounded_client(url, LOCAL) as client:
        found = client.get(url, timeout=httpx2.Timeout(Until(2)))
        assert found.status_code == 302
        assert not list(client.cookies.jar)


@pytest.mark.parametrize(
    ("address", "private", "reached"),
    [
        ("8.8.8.8", False, True),
        ("2606:4700::1111", False, True),
        ("127.0.0.1", False, False),
        ("127.0.0.1", True, True),
        ("10.1.2.3", False, False),
        ("10.1.2.3", True, True),
        ("192.168.1.10", True, True),
        ("fd12::1", True, True),
        ("::1", True, True),
        # Where clouds hand out credentials: never, even when the host is named.
        ("169.254.169.254", True, False),
        ("169.254.170.2", True, False),
        ("::ffff:169.254.169.254", True, False),
        ("fe80::1", True, False),
        ("fd00:ec2::254", True, False),
        ("168.63.129.16", True, False),
        ("100.100.100.200", True, False),
        ("0.0.0.0", True, False),
        ("::", True, False),
        ("224.0.0.1", True, False),
        ("64:ff9b::a9fe:a9fe", False, False),
    ],
)
def test_addresses(address: str, private: bool, reached: bool) -> None:
    assert (allowed(address, private) == "") == reached


def test_a_name_that_leads_inside_is_refused_on_the_connection(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked: list[Any] = []

    def resolve(host: str, port: int, **_: Any) -> list[Any]:
        looked.append(host)
        inside = "169.254.169.254" if len(looked) > 1 else "10.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (inside, port))]

    monkeypatch.setattr(bounded_http.socket, "getaddrinfo", resolve)
    for _ in range(2):
        with pytest.raises(httpx2.ConnectError, match="est refusé"):
            get("https://modele.example/v1", 1)
    assert len(looked) == 2


def test_a_resolver_that_hangs_holds_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    release = threading.Event()

    def resolve(*_: Any, **__: Any) -> list[Any]:
        release.wait(10)
        return []

    monkeypatch.setattr(bounded_http.socket, "getaddrinfo", resolve)
    before = threading.active_count()
    begun = time.monotonic()
    for _ in range(5):
        with pytest.raises(httpx2.ConnectTimeout):
            get("https://lent.example/", 0.1)
    assert time.monotonic() - begun < 8
    assert threading.active_count() == before + 1, "one thread a name, not one a request"
    release.set()


@pytest.mark.parametrize(
    ("url", "named", "fine"),
    [
        ("https://modele.example/v1", "", True),
        ("http://modele.example/v1", "", False),
        ("http://ollama:11434/v1", "ollama:11434", True),
        ("http://ollama:9999/v1", "ollama:11434", False),
        ("http://[::1]:8000/v1", "[::1]", True),
        ("https://modele.example/v1?x=1", "", False),
        ("https:///v1", "", False),
        ("modele.example", "", False),
    ],
)
def test_an_address_is_judged_when_it_is_typed(url: str, named: str, fine: bool) -> None:
    assert (refused_address(url, frozenset({named})) == "") == fine


def test_behind_a_proxy_an_address_in_figures_is_judged_here(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def answer(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")

    with server(answer) as proxy:
        monkeypatch.setenv("http_proxy", proxy)
        monkeypatch.setenv("no_proxy", "")
        assert get("http://modele.example/v1", 2).status_code == 200, "the proxy answers for it"
        with pytest.raises(bounded_http.ForbiddenAddress):
            get("http://169.254.169.254/latest/meta-data/", 2)
