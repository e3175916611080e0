"""Engines of the tests: Apertium where it is installed, a server that speaks as LibreTranslate, a
model that answers in JSON. The two last write in capitals."""

from __future__ import annotations

import html
import json
import re
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from bastide.engine.chat import ChatEnd, ChatEvent, ChatPiece, ChatRequest, TokenUsage
from bastide.providers.translation import apertium_modes


def needs(*legs: apertium_modes.Leg) -> pytest.MarkDecorator:
    """Skips what needs Apertium's modes on a machine that lacks one."""
    lacking = set(legs) - set(apertium_modes.installed())
    return pytest.mark.skipif(
        bool(lacking), reason="packages of Apertium are missing: make test installs them"
    )


needs_apertium = needs(("fr", "oc"), ("fr", "ca"), ("ca", "it"))


class CapitalModel:
    """A `ChatModel` that writes in capitals; `spoil` changes its answer."""

    def __init__(self, spoil: Callable[[str], str] = str) -> None:
        self.spoil = spoil
        self.requests: list[ChatRequest] = []

    def stream(self, request: ChatRequest) -> Iterator[ChatEvent]:
        self.requests.append(request)
        rows = json.loads(request.messages[-1].text)["texts"]
        told = [{"n": row["n"], "text": row["text"].upper()} for row in rows]
        yield ChatPiece(self.spoil(json.dumps({"translations": told}, ensure_ascii=False)))
        yield ChatEnd(TokenUsage(1, 1), "majuscules")


class _Server(BaseHTTPRequestHandler):
    """The two addresses of LibreTranslate's API that are used. Text in capitals, tags as they are,
    what is « not to be translated » too."""

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        self._say(200, [{"code": "fr", "name": "French", "targets": ["fr", "oc", "de"]}])

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.bodies.append(body)  # type: ignore[attr-defined]
        if body.get("api_key", "") != self.server.key:  # type: ignore[attr-defined]
            self._say(403, {"error": "Invalid API key"})
        elif body["target"] not in ("oc", "de"):
            self._say(400, {"error": "xx is not supported"})
        else:
            self._say(200, {"translatedText": [_capitals(one) for one in body["q"]]})

    def _say(self, status: int, told: object) -> None:
        data = json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


def _capitals(text: str) -> str:
    pieces = re.split(r'(<span translate="no"[^>]*>.*?</span>|<[^>]*>)', text)
    return "".join(
        piece if at % 2 else html.escape(html.unescape(piece).upper(), quote=False)
        for at, piece in enumerate(pieces)
    )


@pytest.fixture
def libre_server() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Server)
    server.bodies, server.key = [], ""  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()
