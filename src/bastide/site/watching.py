"""Around every request: its identifier, its count for `/metrics`, its line in the logs, its trace.

Outermost, so that what other middleware refuses is seen too. A streamed answer is over when its
last piece is sent; static files are counted together and not logged.
"""

from __future__ import annotations

import logging
import re
import secrets
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponseBase

from bastide.providers import tracing
from bastide.providers.prometheus import count_request
from bastide.site.logs import Asked, asked

log = logging.getLogger("bastide.request")
slow = logging.getLogger("bastide.slow.request")

# What a proxy's identifiers look like; anything else could forge a line or hold someone's name.
SAFE_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


class Watching:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        start = time.perf_counter()
        given = request.headers.get("X-Request-ID", "")
        now = Asked(given if SAFE_ID.fullmatch(given) else secrets.token_hex(8))
        if not request.path.startswith(settings.STATIC_URL):
            now.span = tracing.begin("request", "server", request_id=now.id)
        token = asked.set(now)
        try:
            with now.span.within():
                response: Any = self.get_response(request)
            _learn(now, request)
            response.headers["X-Request-ID"] = now.id
            if response.streaming and not isinstance(response, FileResponse):
                response.streaming_content = _to_the_end(
                    now, response.streaming_content, lambda: _over(request, response, start, now)
                )
            else:
                _over(request, response, start, now)
            return response
        finally:
            asked.reset(token)

    def process_view(self, request: HttpRequest, *_: Any) -> None:
        """What a view logs bears its route already."""
        now = asked.get()
        if now is not None:
            _learn(now, request)


def _learn(now: Asked, request: HttpRequest) -> None:
    now.route = _route(request)
    now.organisation = getattr(getattr(request, "organisation", None), "pk", None)


def _route(request: HttpRequest) -> str:
    """The name of the pattern; never the address, which may hold a number or a token."""
    if request.path.startswith(settings.STATIC_URL):
        return "static"
    match = request.resolver_match
    return (match.view_name or "unnamed") if match else "unmatched"


def _over(request: HttpRequest, response: Any, start: float, now: Asked) -> None:
    seconds = time.perf_counter() - start
    ms = round(seconds * 1000, 1)
    method = request.method if request.method in METHODS else "OTHER"
    count_request(now.route, str(method), f"{response.status_code // 100}xx", seconds)
    told = {"ms": ms, "method": method, "status": response.status_code}
    _traced(now, str(method), response.status_code)
    if settings.LOG == "json" and now.route != "static":
        log.info("request", extra=told)
    if ms > settings.SLOW_MS:
        slow.warning("slow request, %s ms: %s %s", ms, method, now.route, extra=told)


def _traced(now: Asked, method: str, status: int) -> None:
    """Named by its route, as OpenTelemetry's conventions have it; no address is told."""
    if now.span is tracing.NOTHING:
        return
    now.span.named(f"{method} {now.route}")
    now.span.tell(http__request__method=method, http__route=now.route)
    now.span.tell(http__response__status_code=status)
    if now.organisation is not None:
        now.span.tell(organisation=now.organisation)
    if status >= 500:
        now.span.failed(str(status))
    now.span.end()


def _to_the_end(now: Asked, pieces: Iterable[Any], over: Callable[[], None]) -> Iterator[Any]:
    """Each piece is made as part of the request; `over` when all are sent or the reader left."""
    iterator = iter(pieces)
    try:
        while True:
            token = asked.set(now)
            try:
                with now.span.within():
                    piece = next(iterator)
            except StopIteration:
                return
            finally:
                asked.reset(token)
            yield piece
    finally:
        token = asked.set(now)
        try:
            close = getattr(iterator, "close", None)
            if close:
                with now.span.within():
                    close()
            over()
        finally:
            asked.reset(token)
