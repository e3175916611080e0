"""A provider of identity of the tests' own: one thread, real keys, and as many lies as are asked.

`Idp.lies` holds the names of what it does wrong; `Idp.person` is what it says of who signs in.
"""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jws, jwt
from joserfc.jwk import ECKey, OctKey, RSAKey

CLIENT, SECRET = "bastide-tests", "mot de passe & secret"


def _b64(value: Any) -> str:
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class Idp:
    def __init__(self, kind: str = "RSA") -> None:
        self.lies: set[str] = set()
        self.person: dict[str, Any] = {}
        self.jwt_userinfo = False
        self.in_token: dict[str, Any] = {}
        self.codes: dict[str, dict[str, str]] = {}
        self.asked: list[str] = []
        self.kind = kind
        self.rotate()
        idp = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *_: Any) -> None: ...

            def do_GET(self) -> None:
                idp.answer(self, b"")

            def do_POST(self) -> None:
                idp.answer(self, self.rfile.read(int(self.headers.get("Content-Length", 0))))

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.host = f"127.0.0.1:{self.server.server_port}"
        self.issuer = f"http://{self.host}/api/v2"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def rotate(self) -> None:
        made = RSAKey.generate_key(2048) if self.kind == "RSA" else ECKey.generate_key("P-256")
        made.ensure_kid()
        self.key, self.alg = made, "RS256" if self.kind == "RSA" else "ES256"

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def authorize(self, address: str) -> dict[str, str]:
        """What the browser would do at the provider: the parameters it comes back with."""
        asked = {k: v[0] for k, v in parse_qs(urlsplit(address).query).items()}
        code = f"code-{len(self.codes)}"
        self.codes[code] = asked
        return {"code": code, "state": asked["state"]}

    def answer(self, handler: Any, body: bytes) -> None:
        path = urlsplit(handler.path).path
        self.asked.append(path)
        kind = "application/json"
        status, content, where = 200, b"", ""
        if "slow" in self.lies and path.endswith("/token"):
            time.sleep(2)
        if path.endswith("openid-configuration"):
            content = json.dumps(self.discovery()).encode()
        elif path.endswith("/jwks"):
            row = self.key.as_dict(private=False)
            content = json.dumps({"keys": [row, {"kty": "oct", "k": _b64(b"shared")}]}).encode()
        elif path.endswith("/token"):
            status, found = self.token(parse_qs(body.decode()), handler.headers)
            content = json.dumps(found).encode()
        elif path.endswith("/userinfo"):
            if handler.headers.get("Authorization") != "Bearer access":
                status = 401
            kind, content = self.userinfo()
        elif path.endswith("/authorize"):  # she is known there: straight back
            status, back = 302, parse_qs(urlsplit(handler.path).query)["redirect_uri"][0]
            where = f"{back}?{urlencode(self.authorize(handler.path))}"
        elif path.endswith("/session/end"):  # nothing to show: the page before stays
            status = 204
        else:
            status = 404
        if "huge" in self.lies and path.endswith("/token"):
            content = b" " * 2_000_000 + content
        try:
            handler.send_response(status)
            handler.send_header("Content-Type", kind)
            if where:
                handler.send_header("Location", where)
            handler.send_header("Content-Length", str(len(content)))
            handler.end_headers()
            handler.wfile.write(content)
        except OSError:
            pass  # the client hung up: that is what is tested

    def discovery(self) -> dict[str, Any]:
        said = "https://autre.example" if "discovery issuer" in self.lies else self.issuer
        scheme = "http://elsewhere.example" if "plain endpoint" in self.lies else self.issuer
        return {
            "issuer": said,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{scheme}/token",
            "jwks_uri": f"{self.issuer}/jwks",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "end_session_endpoint": f"{self.issuer}/session/end",
        }

    def token(self, form: dict[str, list[str]], headers: Any) -> tuple[int, dict[str, Any]]:
        asked = self.codes.pop(form.get("code", [""])[0], None)
        verifier = form.get("code_verifier", [""])[0]
        digest = _b64(hashlib.sha256(verifier.encode()).digest())
        basic = base64.b64encode(f"{CLIENT}:{urlencode({'': SECRET})[1:]}".encode()).decode()
        known = form.get("client_secret") == [SECRET] or (
            headers.get("Authorization") == f"Basic {basic}"
        )
        if (
            asked is None
            or not known
            or asked["code_challenge"] != digest
            or asked["code_challenge_method"] != "S256"
            or form["redirect_uri"] != [asked["redirect_uri"]]
        ):
            return 400, {"error": "invalid_grant"}
        return 200, {
            "access_token": "access",
            "token_type": "Bearer",
            "id_token": self.id_token(asked),
        }

    def id_token(self, asked: dict[str, str]) -> str:
        now = int(time.time())
        claims: dict[str, Any] = {
            "iss": self.issuer,
            "aud": CLIENT,
            "sub": self.person["sub"],
            "iat": now,
            "exp": now + 60,
            "nonce": asked["nonce"],
        } | self.in_token
        changes: dict[str, dict[str, Any]] = {
            "nonce": {"nonce": "un autre"},
            "no nonce": {"nonce": None},
            "aud": {"aud": "une autre application"},
            "azp": {"aud": [CLIENT, "autre"], "azp": "autre"},
            "several aud, no azp": {"aud": [CLIENT, "autre"]},
            "iss": {"iss": "https://autre.example"},
            "expired": {"iat": now - 500, "exp": now - 120},
            "old": {"iat": now - 7200, "exp": now + 3600},
            "future": {"iat": now + 7200, "exp": now + 9000},
            "no exp": {"exp": None},
            "true exp": {"exp": True},
            "no sub": {"sub": ""},
        }
        for lie in self.lies & set(changes):
            claims |= changes[lie]
        header = {"alg": self.alg, "kid": self.key.kid}
        if "alg none" in self.lies:
            return f"{_b64({'alg': 'none'})}.{_b64(claims)}."
        if "HS256" in self.lies:
            shared = OctKey.import_key(self.key.as_pem(private=False))
            return jws.serialize_compact(
                {"alg": "HS256", "kid": self.key.kid}, json.dumps(claims), shared, ["HS256"]
            )
        if "unknown kid" in self.lies:
            return jwt.encode(header | {"kid": "inconnue"}, claims, self.key)
        if "other key" in self.lies:
            other = RSAKey.generate_key(2048)
            return jwt.encode({"alg": "RS256", "kid": self.key.kid}, claims, other)
        return jwt.encode(header, claims, self.key)

    def userinfo(self) -> tuple[str, bytes]:
        said = dict(self.person)
        if "other sub" in self.lies:
            said["sub"] = "quelqu'un d'autre"
        if not self.jwt_userinfo:
            return "application/json", json.dumps(said).encode()
        said |= {"iss": self.issuer, "aud": CLIENT, "exp": int(time.time()) + 60}
        if "userinfo aud" in self.lies:
            said["aud"] = "autre"
        if "userinfo iss" in self.lies:
            said["iss"] = "https://autre.example"
        key = RSAKey.generate_key(2048) if "userinfo key" in self.lies else self.key
        header = {"alg": self.alg, "kid": self.key.kid}
        return "application/jwt; charset=utf-8", jwt.encode(header, said, key).encode()
