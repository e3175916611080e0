"""A sign-in with a provider, from the button to the person.

1. `begin` draws the state, the nonce and the PKCE verifier, and says where to send the browser.
2. The provider sends it back with a code; `finish` exchanges it (with the verifier),
3. verifies the ID token (signature, issuer, audience, dates, nonce),
4. asks for the person's claims, plain or signed (ProConnect), about the same `sub`.
"""

from __future__ import annotations

import base64
import secrets
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote_plus, urlencode

from authlib.oauth2.rfc7636 import create_s256_code_challenge

from bastide.providers.openid import tokens
from bastide.providers.openid.declared import SecretMissing
from bastide.providers.openid.server import Refused, Server, read_object


@dataclass(frozen=True)
class Begun:
    """What the browser's session keeps until the person is back, and where she is sent."""

    address: str
    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True)
class Person:
    """Somebody that the provider vouches for. `token`: her ID token, to sign out with."""

    subject: str
    claims: dict[str, Any]
    token: str


def begin(server: Server, back: str) -> Begun:
    """Where to send the browser. `back`: the address it is sent back to. Raises `Refused`."""
    provider = server.provider
    state, nonce, verifier = (secrets.token_urlsafe(48) for _ in range(3))
    asked = {
        "response_type": "code",
        "client_id": provider.client_id,
        "redirect_uri": back,
        "scope": " ".join(provider.scopes),
        "state": state,
        "nonce": nonce,
        "code_challenge": create_s256_code_challenge(verifier),
        "code_challenge_method": "S256",
    }
    if provider.acr_values:
        asked["acr_values"] = " ".join(provider.acr_values)
    address = _with(server.discovery()["authorization_endpoint"], asked)
    return Begun(address, state, nonce, verifier)


def finish(server: Server, code: str, back: str, nonce: str, verifier: str) -> Person:
    """The person of a code. Raises `Refused`."""
    found = server.discovery()
    provider = server.provider
    data = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": back,
        "client_id": provider.client_id,
        "code_verifier": verifier,
    }
    headers = {}
    try:
        secret = provider.secret()
    except SecretMissing as error:
        raise Refused("setting", f"no secret: {error}") from error
    if provider.client_auth == "client_secret_post":
        data["client_secret"] = secret
    else:
        pair = f"{quote_plus(provider.client_id)}:{quote_plus(secret)}"
        headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
    answer = read_object(server.ask("POST", found["token_endpoint"], data, **headers)[1])
    token, access = answer.get("id_token"), answer.get("access_token")
    if not isinstance(token, str) or not isinstance(access, str) or not access.isascii():
        raise Refused("token", "no ID token")
    claims = tokens.signed(server, token)
    tokens.check_identity(server, claims, nonce)
    subject = claims["sub"]
    if provider.userinfo and found.get("userinfo_endpoint"):
        kind, content = server.ask(
            "GET", found["userinfo_endpoint"], Authorization=f"Bearer {access}"
        )
        was_signed = kind == "application/jwt"
        more = tokens.signed(server, content.strip()) if was_signed else read_object(content)
        tokens.check_userinfo(server, more, subject, was_signed)
        claims = {**claims, **more}
    return Person(subject, claims, token)


def sign_out_address(server: Server, token: str, back: str) -> str:
    """Where the browser ends its session at the provider; empty when there is no such place."""
    place = server.discovery().get("end_session_endpoint")
    if not place:
        return ""
    asked = {
        "id_token_hint": token,
        "post_logout_redirect_uri": back,
        "client_id": server.provider.client_id,
        "state": secrets.token_urlsafe(24),  # ProConnect wants one
    }
    return _with(place, asked)


def _with(address: str, asked: dict[str, str]) -> str:
    return address + ("&" if "?" in address else "?") + urlencode(asked)
