"""Traces by OpenTelemetry, off unless `start` was called: then nothing is imported nor measured.

A span says what was done and how long it took: names of routes, tasks, use cases and stages, counts
and outcomes. Never a question, an address asked, a parameter or the words of an exception: who adds
an attribute keeps to that. Where traces go is told by the standard variables (`OTEL_…`), which the
SDK reads.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from importlib.util import find_spec
from typing import Any

Value = str | int | float | bool

_tracer: Any = None


class Nothing:
    """The span of who does not trace."""

    def tell(self, **attributes: Value) -> None:
        return

    def named(self, name: str) -> None:
        return

    def failed(self, kind: str) -> None:
        return

    def within(self) -> AbstractContextManager[None]:
        return nullcontext()

    def end(self) -> None:
        return


NOTHING = Nothing()
_NO_BLOCK: AbstractContextManager[Any] = nullcontext(NOTHING)


class Span:
    """What is being done. `end` says that it is over."""

    def __init__(self, span: Any) -> None:
        self._span = span

    def tell(self, **attributes: Value) -> None:
        """Adds what is known, under `bastide.` names; a name with `__` is one of OpenTelemetry's
        own conventions (`http__route` → `http.route`)."""
        for name, value in attributes.items():
            self._span.set_attribute(
                name.replace("__", ".") if "__" in name else f"bastide.{name}", value
            )

    def named(self, name: str) -> None:
        self._span.update_name(name)

    def failed(self, kind: str) -> None:
        """`kind`: the type of what was raised, a code; never its words."""
        from opentelemetry.trace import Status, StatusCode

        self._span.set_attribute("error.type", kind)
        self._span.set_status(Status(StatusCode.ERROR))

    @contextmanager
    def within(self) -> Iterator[None]:
        """What begins in the block is a part of this span."""
        from opentelemetry.trace import use_span

        with use_span(
            self._span, end_on_exit=False, record_exception=False, set_status_on_exception=False
        ):
            yield

    def end(self) -> None:
        self._span.end()


def lacking() -> str:
    """The package that tracing asks for and that is not installed, empty for none."""
    names = ("opentelemetry.sdk", "opentelemetry.exporter.otlp.proto.http")
    for name in names:
        try:
            if find_spec(name) is None:
                return name
        except ModuleNotFoundError:
            return name
    return ""


def start(version: str, exporter: Any = None) -> None:
    """Traces from now on, in this process. `exporter`: where to, instead of what `OTEL_…` say."""
    global _tracer
    from opentelemetry.sdk.resources import SERVICE_NAME, SERVICE_VERSION, Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor, SimpleSpanProcessor

    known = {SERVICE_VERSION: version}
    if not (os.environ.get("OTEL_SERVICE_NAME") or "service.name" in _declared()):
        known[SERVICE_NAME] = "bastide"
    provider = TracerProvider(resource=Resource.create(known))  # type: ignore[arg-type,unused-ignore]
    if exporter is not None:
        provider.add_span_processor(SimpleSpanProcessor(exporter))
    elif (chosen := _exporter()) is not None:
        provider.add_span_processor(BatchSpanProcessor(chosen))
    _tracer = provider.get_tracer("bastide", version)


def stop() -> None:
    """Traces no more: for tests."""
    global _tracer
    _tracer = None


def begin(name: str, kind: str = "internal", **attributes: Value) -> Span | Nothing:
    """A span that the caller ends. `kind`: `server` for a request, `consumer` for a job."""
    if _tracer is None:
        return NOTHING
    from opentelemetry.trace import SpanKind

    span = Span(_tracer.start_span(name, kind=SpanKind[kind.upper()]))
    span.tell(**attributes)
    return span


def stage(name: str, kind: str = "internal", **attributes: Value) -> AbstractContextManager[Any]:
    """The block as a span; what it raises marks it as failed, by its type. Not around a `yield` of
    a generator: use `since`."""
    return _NO_BLOCK if _tracer is None else _stage(name, kind, attributes)


def since(name: str, seconds: float, **attributes: Value) -> None:
    """A span that is over now, and lasted so long."""
    if _tracer is None:
        return
    now = time.time_ns()
    span = Span(_tracer.start_span(name, start_time=now - int(seconds * 1e9)))
    span.tell(**attributes)
    span.end()


@contextmanager
def _stage(name: str, kind: str, attributes: dict[str, Value]) -> Iterator[Span | Nothing]:
    span = begin(name, kind, **attributes)
    try:
        with span.within():
            yield span
    except Exception as error:
        span.failed(type(error).__name__)
        raise
    finally:
        span.end()


def _declared() -> set[str]:
    told = os.environ.get("OTEL_RESOURCE_ATTRIBUTES", "")
    return {one.partition("=")[0].strip() for one in told.split(",")}


def _exporter() -> Any:
    wanted = os.environ.get("OTEL_TRACES_EXPORTER", "otlp").strip() or "otlp"
    if wanted == "none":
        return None
    if wanted == "console":
        from opentelemetry.sdk.trace.export import ConsoleSpanExporter

        return ConsoleSpanExporter()
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter

    return OTLPSpanExporter()
