"""The way to a model's server: bounded in time and bytes, and never to a forbidden address.

1. `Until` is a timeout that knows when it ends: the HTTP library hands it to each wait of one
   request (name, connection, TLS, write, read), and each wait gets what is left. A server that
   sends one byte a second cannot outlive it; no timer, no thread.
2. The name is resolved here and the connection made to the address that was checked: a name that
   resolves elsewhere the second time gains nothing. Addresses of the machine's own link
   (169.254.0.0/16, where clouds hand out credentials) are never reached; private ones only for a
   host that the installation names (`BASTIDE_MODEL_PRIVATE_HOSTS`).
3. Answers come uncompressed and at most `MOST_BYTES` long; redirects are not followed, so that a
   key goes nowhere else.

The system's proxy (`HTTPS_PROXY`, `NO_PROXY`) is honoured. Behind one, the proxy resolves the
name: only an address written in figures can be judged here.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from http.cookiejar import DefaultCookiePolicy
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import httpcore2
import httpx2

from bastide.providers.web_fetch import public

# An answer of 800 tokens streamed with its envelope weighs 300 kB, 256 vectors of 3,072 floats
# written in decimal 17 MB.
MOST_BYTES = 32 * 1024 * 1024
# Metadata services outside the link-local range: Azure's host (168.63.129.16), AWS over IPv6,
# Alibaba, Oracle.
_NEVER = frozenset(
    map(ipaddress.ip_address, ("168.63.129.16", "fd00:ec2::254", "100.100.100.200", "192.0.0.192"))
)


class ForbiddenAddress(httpcore2.ConnectError):
    """An address that no model may have; the message says why, in French."""


class TooLong(httpx2.ReadError):
    """The answer is longer than `MOST_BYTES`, or compressed although it was asked not to be."""


class Until(float):
    """A timeout in seconds that began when it was made. `ends` may be moved while it runs."""

    ends: float

    def __new__(cls, seconds: float) -> Until:
        made = super().__new__(cls, max(seconds, 0.001))
        made.ends = time.monotonic() + seconds
        return made

    @property
    def left(self) -> float:
        return self.ends - time.monotonic()


def _left(timeout: float | None, error: type[Exception]) -> float | None:
    if not isinstance(timeout, Until):
        return timeout
    if timeout.left <= 0:
        raise error("deadline")
    return timeout.left


def allowed(address: str, private: bool) -> str:
    """Why an IP address may not be reached, in French; empty when it may."""
    ip = ipaddress.ip_address(address.split("%")[0])
    inner = getattr(ip, "ipv4_mapped", None)
    if inner is not None:
        ip = inner
    if ip.is_link_local or ip in _NEVER:
        return "cette adresse est réservée à la machine elle-même ou à son hébergeur"
    if ip.is_multicast or ip.is_unspecified:
        return "ce n'est l'adresse d'aucun serveur"
    if not public(str(ip)) and not private:
        return (
            "cette adresse est interne : pour un modèle local, ajoutez son hôte à "
            "BASTIDE_MODEL_PRIVATE_HOSTS"
        )
    return ""


def is_private_host(host: str, port: int, private_hosts: Iterable[str]) -> bool:
    """Whether the installation names this host, with or without its port."""
    named = set(private_hosts)
    shown = f"[{host}]" if ":" in host else host
    return host in named or shown in named or f"{shown}:{port}" in named


class _Stream(httpcore2.NetworkStream):
    """A connection whose every wait gets what is left of the request's time."""

    def __init__(self, inner: httpcore2.NetworkStream) -> None:
        self._inner = inner

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, _left(timeout, httpcore2.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        for start in range(0, len(buffer), 1 << 16):
            left = _left(timeout, httpcore2.WriteTimeout)
            self._inner.write(buffer[start : start + (1 << 16)], left)

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.NetworkStream:
        left = _left(timeout, httpcore2.ConnectTimeout)
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, left))

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class _Guarded(httpcore2.NetworkBackend):
    """Connects to addresses that were checked. `proxy`: the way out goes through one."""

    def __init__(self, private_hosts: frozenset[str], proxy: bool) -> None:
        self._plain = httpcore2.SyncBackend()
        self._private_hosts = private_hosts
        self._proxy = proxy

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Any = None,
    ) -> httpcore2.NetworkStream:
        private = self._proxy or is_private_host(host, port, self._private_hosts)
        why = ""
        for address in _resolved(host, port, _left(timeout, httpcore2.ConnectTimeout)):
            refused = allowed(address, private)
            if refused:
                why = refused
                continue
            left = _left(timeout, httpcore2.ConnectTimeout)
            try:
                return _Stream(
                    self._plain.connect_tcp(address, port, left, local_address, socket_options)
                )
            except httpcore2.ConnectError:
                continue
        if why:
            raise ForbiddenAddress(f"« {host} » est refusé : {why}.")
        raise httpcore2.ConnectError(f"{host}:{port}")

    def connect_unix_socket(self, *_: Any, **__: Any) -> httpcore2.NetworkStream:
        raise ForbiddenAddress("Une prise locale n'est pas l'adresse d'un modèle.")

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)


def _resolved(host: str, port: int, seconds: float | None) -> list[str]:
    """The addresses of a name. The system's resolver has no deadline: it is waited for from
    outside, and a resolver that hangs holds one thread a name, not one a request."""
    try:
        return [str(ipaddress.ip_address(host))]
    except ValueError:
        pass

    def look() -> list[str]:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        return list(dict.fromkeys(str(one[4][0]) for one in found))

    try:
        return _looked_up(f"{host}:{port}", look).result(timeout=seconds)
    except TimeoutError:
        raise httpcore2.ConnectTimeout("deadline") from None
    except (OSError, UnicodeError) as error:
        raise httpcore2.ConnectError(host) from error


_looking: dict[str, Future[list[str]]] = {}
_lock = threading.Lock()


def _looked_up(name: str, look: Callable[[], list[str]]) -> Future[list[str]]:
    """The answer to come of the one thread that looks a name up."""
    with _lock:
        if name in _looking:
            return _looking[name]
        coming: Future[list[str]] = Future()
        _looking[name] = coming

    def run() -> None:
        try:
            coming.set_result(look())
        except BaseException as error:
            coming.set_exception(error)
        finally:
            with _lock:
                _looking.pop(name, None)

    threading.Thread(target=run, name=f"resolve {name}", daemon=True).start()
    return coming


class _Measured(httpx2.SyncByteStream):
    """The bytes of an answer, counted."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner

    def __iter__(self) -> Iterator[bytes]:
        taken = 0
        for piece in self._inner:
            taken += len(piece)
            if taken > MOST_BYTES:
                raise TooLong("answer too long")
            yield piece

    def close(self) -> None:
        self._inner.close()


class BoundedTransport(httpx2.HTTPTransport):
    """The HTTP library's transport over the guarded connections above.

    Its pool is the one attribute that the library gives no other way to choose.
    """

    def __init__(self, private_hosts: frozenset[str], proxy: str | None = None) -> None:
        backend = _Guarded(private_hosts, proxy=proxy is not None)
        limits: dict[str, Any] = {
            "ssl_context": httpx2.create_ssl_context(),
            "max_connections": 100,
            "max_keepalive_connections": 10,
            "keepalive_expiry": 30.0,
            "network_backend": backend,
        }
        if proxy is None:
            self._pool = httpcore2.ConnectionPool(**limits)
        else:
            given = httpx2.Proxy(proxy)
            self._pool = httpcore2.HTTPProxy(
                proxy_url=str(given.url), proxy_auth=given.raw_auth, **limits
            )
        self._proxied, self._private_hosts = proxy is not None, private_hosts

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        if self._proxied:
            self._refuse_figures(request.url)
        answer = super().handle_request(request)
        if answer.headers.get("content-encoding", "identity") != "identity":
            answer.close()
            raise TooLong("compressed answer")
        answer.stream = _Measured(answer.stream)
        return answer

    def _refuse_figures(self, url: httpx2.URL) -> None:
        try:
            address = str(ipaddress.ip_address(url.host))
        except ValueError:
            return
        port = url.port or (443 if url.scheme == "https" else 80)
        why = allowed(address, is_private_host(url.host, port, self._private_hosts))
        if why:
            raise ForbiddenAddress(f"« {url.host} » est refusé : {why}.")


def bounded_client(base_url: str, private_hosts: frozenset[str]) -> httpx2.Client:
    """A client for one server, with the system's proxy where one is set for it."""
    parts = urlsplit(base_url)
    proxy = getproxies().get(parts.scheme)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    if proxy and (
        proxy_bypass(parts.hostname or "")
        or is_private_host(parts.hostname or "", port, private_hosts)
    ):
        proxy = None
    client = httpx2.Client(
        transport=BoundedTransport(private_hosts, proxy),
        headers={"Accept-Encoding": "identity"},
        follow_redirects=False,
        trust_env=False,
    )
    client.cookies.jar.set_policy(DefaultCookiePolicy(allowed_domains=[]))  # keeps none
    return client
