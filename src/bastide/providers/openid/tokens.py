"""What is believed of a token (OpenID Connect Core 1.0, sections 3.1.3.7 and 5.3.2)."""

from __future__ import annotations

import hmac
import math
import time
from typing import Any

from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jws import JWSRegistry

from bastide.providers.openid.server import Refused, Server

LEEWAY_S = 60
OLDEST_S = 600


def signed(server: Server, token: str | bytes) -> dict[str, Any]:
    """The claims of a token signed by one of the provider's keys, with an algorithm that the
    installation allows: never `none`, never a shared secret. An unknown key has the keys asked for
    once more, since the provider may have changed them."""
    registry = JWSRegistry(algorithms=list(server.provider.algorithms), strict_check_header=False)
    for again in (False, True):
        try:
            decoded = jwt.decode(
                token,
                server.keys(again),
                algorithms=list(server.provider.algorithms),
                registry=registry,
            )
            return decoded.claims
        except InvalidKeyIdError as error:
            if again:
                raise Refused(
                    "token", "signed by a key that the provider does not publish"
                ) from error
        except (JoseError, ValueError, TypeError, KeyError, RecursionError) as error:
            raise Refused("token", f"signature refused ({type(error).__name__})") from error
    raise AssertionError


def check_identity(server: Server, claims: dict[str, Any], nonce: str) -> None:
    """The ID token is for us, from the provider, of now, and of this very sign-in."""
    _check_parties(server, claims)
    issued = _instant(claims, "iat")
    now = time.time()
    if not now - OLDEST_S - LEEWAY_S <= issued <= now + LEEWAY_S:
        raise Refused("expired", "iat is not of now")
    if _instant(claims, "exp") <= now - LEEWAY_S:
        raise Refused("expired", "exp is past")
    if "nbf" in claims and _instant(claims, "nbf") > now + LEEWAY_S:
        raise Refused("expired", "nbf is to come")
    given = claims.get("nonce")
    if not isinstance(given, str) or not hmac.compare_digest(given.encode(), nonce.encode()):
        raise Refused("token", "another nonce")
    subject = claims.get("sub")
    if not isinstance(subject, str) or not 0 < len(subject) <= 255:
        raise Refused("token", "no sub")
    wanted = server.provider.acr_values
    if server.provider.acr_required and claims.get("acr") not in wanted:
        raise Refused("acr", f"acr {str(claims.get('acr'))[:80]!r} is none of those asked")


def check_userinfo(server: Server, claims: dict[str, Any], subject: str, was_signed: bool) -> None:
    """The person's claims are about the person of the ID token; a signed answer is for us."""
    if was_signed:
        _check_parties(server, claims)
        if "exp" in claims and _instant(claims, "exp") <= time.time() - LEEWAY_S:
            raise Refused("expired", "userinfo: exp is past")
    if claims.get("sub") != subject:
        raise Refused("token", "userinfo is about another sub")


def _check_parties(server: Server, claims: dict[str, Any]) -> None:
    provider = server.provider
    if claims.get("iss") != provider.issuer:
        raise Refused("issuer", "token of another issuer")
    audience = claims.get("aud")
    several = audience if isinstance(audience, list) else [audience]
    if provider.client_id not in several:
        raise Refused("token", "token for another client")
    party = claims.get("azp")
    if (len(several) > 1 or party is not None) and party != provider.client_id:
        raise Refused("token", "token for another party (azp)")


def _instant(claims: dict[str, Any], name: str) -> float:
    value = claims.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise Refused("token", f"no {name}")
    return value
