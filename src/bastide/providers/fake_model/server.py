"""`FakeModel`: an HTTP server on this machine alone, one failure mode at a time.

1. `POST /v1/chat/completions` (streamed or not), `/v1/embeddings`, `/v1/audio/transcriptions`,
   `GET /v1/models`; the same under Azure's addresses (`/openai/deployments/NAME/…`,
   `/openai/v1/…`): `handler`.
2. The mode is the server's, or the one that the model's name ends with: `fake-slow`, `fake-500`…
   so that one server plays a whole chain of fallbacks.
3. It waits on an event, never in a sleep: `close` frees every thread at once.

It listens on 127.0.0.1, keeps nothing on disk, and holds the requests received in memory
(`received`), for tests to see what left the house.
"""

from __future__ import annotations

import contextlib
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any

from bastide.providers.fake_model.handler import MODES, Handler, Mode

__all__ = ["MODES", "FakeModel", "Mode"]


class _Server(ThreadingHTTPServer):
    """A thread a connection; those that clients keep open are cut when the server closes."""

    daemon_threads = True

    def __init__(self, port: int, handler: type[BaseHTTPRequestHandler]) -> None:
        self.open: set[socket.socket] = set()
        super().__init__(("127.0.0.1", port), handler)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        self.open.add(request)
        try:
            super().process_request_thread(request, client_address)
        finally:
            self.open.discard(request)

    def cut(self) -> None:
        for connection in list(self.open):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is no news."""


class FakeModel:
    """The server. As a context manager it serves in a thread; `serve` blocks.

    `key`: the only one accepted, any when empty. `lacks`: what it refuses with 400, among
    `json_schema json_object tools stream stream_options max_tokens temperature verbose_json`.
    `delay_s`: how long « slow » waits. `pause_s`: between two pieces of a stream. `retry_after`:
    what 429 says.
    `refuses_chat`, `hears_only`, attributes: embeddings alone, transcription alone.
    """

    def __init__(
        self,
        mode: Mode = "normal",
        port: int = 0,
        *,
        key: str = "",
        lacks: frozenset[str] = frozenset(),
        delay_s: float = 60.0,
        pause_s: float = 0.0,
        retry_after: str = "1",
    ) -> None:
        self.mode: Mode = mode
        self.key, self.lacks = key, lacks
        self.refuses_chat = self.hears_only = False
        self.delay_s, self.pause_s, self.retry_after = delay_s, pause_s, retry_after
        self.received: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.closing = threading.Event()
        fake = self

        class Here(Handler):
            model = fake

        self._server = _Server(port, Here)
        self._thread: threading.Thread | None = None

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    def serve(self) -> None:
        self._server.serve_forever(poll_interval=0.05)

    def close(self) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._server.cut()
        if self._thread is not None:
            self._thread.join(5)

    def __enter__(self) -> FakeModel:
        self._thread = threading.Thread(target=self.serve, name="fake model", daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
