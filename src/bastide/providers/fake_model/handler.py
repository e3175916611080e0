"""What the fake model says to each request, in each of its modes."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING, Any, Literal, get_args

from bastide.engine.french import analyse
from bastide.providers.fake_model.prompt import Prompt, read_prompt
from bastide.providers.fake_model.speech import form_of, heard, without_sound
from bastide.providers.fake_model.writer import honest, hostile, written

if TYPE_CHECKING:
    from bastide.providers.fake_model.server import FakeModel

Mode = Literal[
    "normal", "slow", "cut", "401", "404", "429", "500", "malformed", "wrong-schema", "empty",
    "endless", "hostile",
]  # fmt: skip
MODES: tuple[Mode, ...] = get_args(Mode)

DIMENSIONS = 256
_STATUS = {
    "401": ("invalid_api_key", "Incorrect API key provided"),
    "404": ("model_not_found", "The model does not exist"),
    "429": ("rate_limit_exceeded", "Rate limit reached"),
    "500": ("server_error", "The server had an error"),
}
_MOST_KEPT = 1000
_MOST_BODY = 32 * 1024 * 1024


class Handler(BaseHTTPRequestHandler):
    """One connection to the server `model`."""

    model: FakeModel
    protocol_version = "HTTP/1.1"
    timeout = 120

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: a question may hold a person's name."""

    def do_GET(self) -> None:
        if self.path.split("?")[0].rstrip("/").endswith("/models"):
            listed = [{"id": f"fake-{m}", "object": "model", "owned_by": "bastide"} for m in MODES]
            self._json(200, {"object": "list", "data": listed})
        else:
            self._error(404, "not_found", "Unknown address")

    def do_POST(self) -> None:
        body = self._body()
        if body is None:
            return
        fake = self.model
        del fake.received[:-_MOST_KEPT], fake.headers[:-_MOST_KEPT]
        fake.received.append(without_sound(body))
        fake.headers.append({k.lower(): v for k, v in self.headers.items()})
        if fake.key and fake.key not in (self._bearer(), self.headers.get("api-key")):
            self._error(401, *_STATUS["401"])
            return
        mode = self._mode(body)
        if mode == "slow" and fake.closing.wait(fake.delay_s):
            self.close_connection = True
            return
        if mode in _STATUS:
            self._error(int(mode), *_STATUS[mode])
            return
        refused = self._refused(body)
        if refused:
            self._error(400, "unsupported_parameter", f"Unsupported parameter: {refused}")
            return
        address = self.path.split("?")[0].rstrip("/")
        try:
            if address.endswith("/chat/completions") and not (fake.refuses_chat or fake.hears_only):
                self._chat(body, mode)
            elif address.endswith("/embeddings") and not fake.hears_only:
                self._embed(body, mode)
            elif address.endswith("/audio/transcriptions") and "file" in body:
                self._transcribe(body, mode)
            else:
                self._error(404, "not_found", "Unknown address")
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def _body(self) -> dict[str, Any] | None:
        try:
            length = int(self.headers.get("Content-Length", "0"))
            sent = self.rfile.read(min(length, _MOST_BODY))
            form = form_of(self.headers.get("Content-Type", ""), sent)
            body = json.loads(sent) if form is None else form
        except ValueError:
            body = None
        if not isinstance(body, dict):
            self._error(400, "invalid_request_error", "A JSON object is expected")
            return None
        return body

    def _bearer(self) -> str:
        return self.headers.get("Authorization", "").removeprefix("Bearer ")

    def _mode(self, body: dict[str, Any]) -> Mode:
        name = str(body.get("model") or self.path)
        return next((m for m in MODES if f"fake-{m}" in name), self.model.mode)

    def _refused(self, body: dict[str, Any]) -> str:
        lacks = self.model.lacks
        asked = {
            name for name in ("stream", "stream_options", "tools", "max_tokens") if body.get(name)
        }
        form = body.get("response_format") or {}
        asked.add(str(form.get("type", "") if isinstance(form, dict) else form))
        if body.get("temperature") not in (None, 1):
            asked.add("temperature")
        return next(iter(sorted(asked & lacks)), "")

    # --- chat ------------------------------------------------------------------------------------

    def _chat(self, body: dict[str, Any], mode: Mode) -> None:
        prompt = read_prompt(body)
        text = _answer(prompt, mode)
        usage = {
            "prompt_tokens": _tokens(json.dumps(body.get("messages", []), ensure_ascii=False)),
            "completion_tokens": _tokens(text),
        }
        usage["total_tokens"] = sum(usage.values())
        calls = _tool_calls(body, mode)
        if body.get("stream"):
            self._stream(body, mode, text, calls, usage)
            return
        if mode == "malformed":
            self._send(200, "application/json", b'{"choices": [{"message": {"content": "Bonj')
            return
        if mode == "endless":
            text = text * 2000
        message: dict[str, Any] = {"role": "assistant", "content": None if calls else text}
        if calls:
            message["tool_calls"] = calls
        choice = {
            "index": 0,
            "message": message,
            "finish_reason": "tool_calls" if calls else "stop",
        }
        whole = _envelope(body, "chat.completion", [choice]) | {"usage": usage}
        if mode == "cut":
            data = json.dumps(whole).encode()
            self._send(200, "application/json", data[: len(data) // 2], length=len(data))
            self.close_connection = True
            return
        self._json(200, whole)

    def _stream(
        self, body: dict[str, Any], mode: Mode, text: str, calls: list[Any], usage: dict[str, int]
    ) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        for number, piece in enumerate(_pieces(text, mode)):
            if mode == "malformed" and number == 2:
                self.wfile.write(b'data: {"choices": [{"delta": {"content": "tronqu\n\n')
                return
            if mode == "cut" and number == 2:
                return
            self._event(body, {"role": "assistant", "content": piece}, None)
            if self.model.closing.wait(self.model.pause_s or (0.001 if mode == "endless" else 0)):
                return
        if calls:
            self._event(body, {"tool_calls": [c | {"index": 0} for c in calls]}, None)
        self._event(body, {}, "tool_calls" if calls else "stop")
        if (body.get("stream_options") or {}).get("include_usage"):
            last = _envelope(body, "chat.completion.chunk", []) | {"usage": usage}
            self.wfile.write(f"data: {json.dumps(last)}\n\n".encode())
        self.wfile.write(b"data: [DONE]\n\n")

    def _event(self, body: dict[str, Any], delta: dict[str, Any], finish: str | None) -> None:
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        chunk = _envelope(body, "chat.completion.chunk", [choice])
        self.wfile.write(f"data: {json.dumps(chunk, ensure_ascii=False)}\n\n".encode())
        self.wfile.flush()

    # --- embeddings ------------------------------------------------------------------------------

    def _embed(self, body: dict[str, Any], mode: Mode) -> None:
        texts = body.get("input", [])
        texts = [texts] if isinstance(texts, str) else [str(text) for text in texts]
        rows = [
            {
                "object": "embedding",
                "index": i,
                "embedding": [] if mode == "empty" else hashed_bag(t),
            }
            for i, t in enumerate(texts)
        ]
        if mode == "wrong-schema":
            rows = rows[1:]
        count = sum(map(_tokens, texts))
        data = json.dumps(
            {
                "object": "list",
                "model": body.get("model"),
                "data": rows,
                "usage": {"prompt_tokens": count, "total_tokens": count},
            }
        ).encode()
        if mode == "malformed":
            data = data[: len(data) // 2]
        if mode == "endless":
            self._drip(data)
            return
        self._send(
            200, "application/json", data[: len(data) // 2] if mode == "cut" else data, len(data)
        )
        self.close_connection = mode == "cut"

    def _drip(self, data: bytes) -> None:
        """A byte now and then, without an end: no timeout on one reading ever runs out."""
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.close_connection = True
        while not self.model.closing.wait(0.05):
            self.wfile.write(b" ")

    # --- speech ----------------------------------------------------------------------------------

    def _transcribe(self, body: dict[str, Any], mode: Mode) -> None:
        answer = {} if mode == "wrong-schema" else heard(body)
        if mode == "empty":
            answer = heard({**body, "file": b""})
        data = json.dumps(answer, ensure_ascii=False).encode()
        if mode == "endless":
            self._drip(data)
            return
        half = data[: len(data) // 2]
        short = half if mode in ("cut", "malformed") else data
        self._send(200, "application/json", short, len(data) if mode == "cut" else None)
        self.close_connection = mode == "cut"

    # --- writing ---------------------------------------------------------------------------------

    def _json(self, status: int, value: dict[str, Any]) -> None:
        self._send(status, "application/json", json.dumps(value, ensure_ascii=False).encode())

    def _error(self, status: int, code: str, message: str) -> None:
        # A message that repeats the key, as some servers do: nobody may show or log it.
        told = f"{message}: {self._bearer() or self.headers.get('api-key', '')}"
        self._json(status, {"error": {"message": told, "type": code, "code": code, "param": None}})

    def _send(self, status: int, kind: str, data: bytes, length: int | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data) if length is None else length))
        if status == 429:
            self.send_header("Retry-After", self.model.retry_after)
        self.end_headers()
        self.wfile.write(data)


def _envelope(body: dict[str, Any], kind: str, choices: list[Any]) -> dict[str, Any]:
    return {
        "id": "chatcmpl-bastide",
        "object": kind,
        "created": int(time.time()),
        "model": body.get("model") or "fake",
        "choices": choices,
    }


def _answer(prompt: Prompt, mode: Mode) -> str:
    if mode == "empty":
        return ""
    if mode == "wrong-schema":
        return json.dumps({"surprise": [1, 2, 3]})
    harmful = mode == "hostile"
    return written(hostile(prompt) if harmful else honest(prompt), prompt, harmful=harmful)


def _pieces(text: str, mode: Mode) -> Iterator[str]:
    """Some words at a time, as models write; without an end in the mode of that name."""
    if mode == "endless":
        yield '{"a": "' if text.startswith("{") else ""
        while True:
            yield "encore et encore "
    if mode in ("cut", "malformed"):
        text = text.ljust(60, " ")
    for start in range(0, len(text), 12):
        yield text[start : start + 12]


def _tool_calls(body: dict[str, Any], mode: Mode) -> list[dict[str, Any]]:
    """The tool that was imposed; the hostile model calls every one that it is offered."""
    tools = [t["function"]["name"] for t in body.get("tools") or [] if "function" in t]
    if mode != "hostile" and not isinstance(body.get("tool_choice"), dict):
        return []
    return [
        {"id": f"call_{i}", "type": "function", "function": {"name": name, "arguments": "{}"}}
        for i, name in enumerate(tools)
    ]


def _tokens(text: str) -> int:
    return -(-len(text) // 4)


def hashed_bag(text: str) -> list[float]:
    """A bag of hashed stems: texts that share words are near, which is all that is promised."""
    vector = [0.0] * DIMENSIONS
    for stem in analyse(text) or [""]:
        place = int.from_bytes(hashlib.blake2s(stem.encode(), digest_size=2).digest(), "big")
        vector[place % DIMENSIONS] += 1.0
    return vector
