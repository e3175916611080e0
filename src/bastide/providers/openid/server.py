"""What a provider's server is asked, bounded: HTTPS, one deadline, few bytes, no redirection.

Its discovery document and its keys are kept for an hour in the process.
"""

from __future__ import annotations

import json
import threading
import time
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

import httpx2
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from bastide.providers.bounded_http import ForbiddenAddress, Until, bounded_client, is_private_host
from bastide.providers.openid.declared import Provider

MOST_BYTES = 256 * 1024
KEPT_S = 3600.0


class Refused(Exception):
    """Why somebody is not let in: `reason` is a code, the text is for the log (no secret)."""

    def __init__(self, reason: str, told: str = "") -> None:
        super().__init__(told or reason)
        self.reason = reason


class Server:
    """One provider's server. `private_hosts`: those whose address may be private, without HTTPS."""

    def __init__(self, provider: Provider, private_hosts: frozenset[str] = frozenset()) -> None:
        self.provider = provider
        self._private_hosts = private_hosts

    def discovery(self) -> dict[str, Any]:
        """The discovery document, whose issuer is the one that was declared."""
        issuer = self.provider.issuer

        def fetch() -> dict[str, Any]:
            address = issuer.rstrip("/") + "/.well-known/openid-configuration"
            found = read_object(self.ask("GET", address)[1])
            if found.get("issuer") != issuer:
                raise Refused("issuer", f"discovery says issuer {str(found.get('issuer'))[:200]!r}")
            for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
                self._check(found.get(name))
            for name in ("userinfo_endpoint", "end_session_endpoint"):
                if found.get(name):
                    self._check(found[name])
            return found

        return _kept(("discovery", issuer), fetch)

    def keys(self, again: bool = False) -> KeySet:
        """The public keys that sign. `again`: do not believe the ones kept."""
        address = self.discovery()["jwks_uri"]

        def fetch() -> KeySet:
            rows = read_object(self.ask("GET", address)[1]).get("keys")
            usable = [
                row
                for row in (rows if isinstance(rows, list) else [])[:50]
                if isinstance(row, dict)
                and row.get("kty") in ("RSA", "EC")  # never a shared secret
                and row.get("use", "sig") == "sig"
            ]
            try:
                return KeySet.import_key_set({"keys": usable})
            except (JoseError, ValueError, TypeError, KeyError) as error:
                raise Refused("provider", f"unusable keys ({type(error).__name__})") from error

        return _kept(("keys", address), fetch, again)

    def ask(
        self, method: str, address: str, data: dict[str, str] | None = None, **headers: str
    ) -> tuple[str, bytes]:
        """The type and the bytes of an answer 200. Raises `Refused`."""
        self._check(address)
        client = _client(_origin(address), self._private_hosts)
        host = urlsplit(address).hostname
        try:
            with client.stream(
                method,
                address,
                data=data,
                headers={"Accept": "application/json, application/jwt", **headers},
                timeout=httpx2.Timeout(Until(self.provider.seconds)),
            ) as answer:
                content = b""
                for piece in answer.iter_bytes():
                    content += piece
                    if len(content) > MOST_BYTES:
                        raise Refused("provider", f"{host}: answer longer than {MOST_BYTES} bytes")
        except httpx2.TimeoutException as error:
            raise Refused("slow", f"{host}: no answer within {self.provider.seconds} s") from error
        except (httpx2.HTTPError, httpx2.InvalidURL, OSError, ValueError) as error:
            forbidden = any(isinstance(e, ForbiddenAddress) for e in (error, error.__cause__))
            why = "private or reserved address" if forbidden else type(error).__name__
            raise Refused("provider", f"{host}: {why}") from error
        if answer.status_code != 200:
            raise Refused("provider", f"{host}: HTTP {answer.status_code}")
        kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
        return kind, content

    def _check(self, address: Any) -> None:
        """HTTPS, or a host that the installation names."""
        try:
            parts = urlsplit(address if isinstance(address, str) else "")
            host, port = (
                parts.hostname or "",
                parts.port or (443 if parts.scheme == "https" else 80),
            )
        except ValueError:
            raise Refused("provider", "an address that cannot be read") from None
        named = parts.scheme == "http" and is_private_host(host, port, self._private_hosts)
        if not host or parts.username or (parts.scheme != "https" and not named):
            raise Refused("provider", f"address without HTTPS: {host!r}")


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


@lru_cache(maxsize=32)
def _client(origin: str, private_hosts: frozenset[str]) -> httpx2.Client:
    return bounded_client(origin, private_hosts)


def read_object(content: bytes) -> dict[str, Any]:
    try:
        found = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise Refused("provider", "an answer that is not JSON") from error
    if not isinstance(found, dict):
        raise Refused("provider", "an answer that is not a JSON object")
    return found


_store: dict[tuple[str, str], tuple[float, Any]] = {}
_lock = threading.Lock()


def _kept(key: tuple[str, str], fetch: Any, again: bool = False) -> Any:
    with _lock:
        at, found = _store.get(key, (0.0, None))
    if found is None or again or time.monotonic() - at > KEPT_S:
        found = fetch()
        with _lock:
            _store[key] = (time.monotonic(), found)
    return found


def forget() -> None:
    """Discovery documents and keys are asked for anew."""
    with _lock:
        _store.clear()
