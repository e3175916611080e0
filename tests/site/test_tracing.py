"""Traces: of requests, jobs and the stages of an answer; nothing personal, nothing when off."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from bastide.jobs import queue
from bastide.jobs.worker import work
from bastide.library.ingest import ingest
from bastide.library.models import Source
from bastide.providers import tracing
from bastide.site.config import Config
from bastide.tenants.scope import every_organisation, scope

pytest.importorskip("opentelemetry.sdk", reason="pip install 'bastide[otel]'")
pytestmark = pytest.mark.django_db
SECRET = "Chimérique"


@pytest.fixture
def spans() -> Iterator[Any]:
    """A function that gives the spans that are over, by name."""
    from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

    kept = InMemorySpanExporter()
    tracing.start("1.0", kept)

    def over() -> dict[str, Any]:
        return {span.name: span for span in kept.get_finished_spans()}

    yield over
    tracing.stop()


def everything(found: dict[str, Any]) -> str:
    return " ".join(span.to_json() for span in found.values())


@pytest.fixture
def library(organisation: Any, tmp_path: Path) -> None:
    (tmp_path / "cantine.txt").write_text(f"La cantine de Mme {SECRET} ouvre à midi.")
    with scope(organisation):
        ingest(Source.objects.create(name="F", kind="folder", location=str(tmp_path)))


def test_an_answer_is_told_by_its_stages_and_never_by_its_words(
    spans: Any, library: None, signed_in: Any, settings: Any, tmp_path: Path
) -> None:
    client = signed_in()
    sent = client.post(reverse("ask"), {"text": f"À quelle heure la cantine de {SECRET} ?"})
    assert sent.status_code == 302
    found = spans()
    request = found["POST ask"]
    assert request.attributes["http.route"] == "ask"
    assert request.attributes["http.response.status_code"] == sent.status_code
    assert request.attributes["bastide.request_id"] == sent.headers["X-Request-ID"]
    assert found["ask.answer"].parent.span_id == request.context.span_id
    for name in ("library.card", "library.search", "library.extract"):
        assert found[name].parent.span_id == found["ask.answer"].context.span_id
        assert found[name].context.trace_id == request.context.trace_id
    assert found["library.search"].attributes["bastide.passages"] == 1
    assert found["ask.answer"].attributes["bastide.mode"] in ("extract", "silent")
    assert request.resource.attributes["service.name"] == "bastide"
    for word in (SECRET, "cantine", "midi", "alpha.example", "Personne"):
        assert word not in everything(found)


def test_an_address_asked_is_never_told(spans: Any) -> None:
    Client().get(f"/nulle-part/{SECRET}/?nom={SECRET}")
    found = spans()
    assert "GET unmatched" in found
    assert SECRET not in everything(found)


def test_a_streamed_answer_lasts_to_its_last_piece(spans: Any, rf: Any) -> None:
    from django.http import StreamingHttpResponse

    from bastide.site.watching import Watching

    def pieces() -> Iterator[bytes]:
        yield b"a"
        with tracing.stage("late"):
            pass
        yield b"b"

    asked = rf.get("/")
    asked.resolver_match = None
    answer: Any = Watching(lambda _: StreamingHttpResponse(pieces()))(asked)
    stream = iter(answer.streaming_content)
    next(stream)
    assert not spans()
    assert list(stream) == [b"b"]
    found = spans()
    assert found["late"].parent.span_id == found["GET unmatched"].context.span_id


def test_a_job_and_its_failure_are_told_without_their_words(
    spans: Any, organisation: Any, monkeypatch: Any
) -> None:
    def ends_badly(**_: Any) -> None:
        with tracing.stage("essai.part"):
            raise ValueError(f"le dossier de {SECRET}")

    monkeypatch.setitem(queue._tasks, "essai.mal", ends_badly)
    with scope(organisation):
        job = queue.enqueue("essai.mal", nom=SECRET)
    with every_organisation():
        work(threading.Event(), until_idle=True)
    found = spans()
    told = found["job essai.mal"]
    assert told.attributes["bastide.job"] == job.pk
    assert told.attributes["error.type"] == "ValueError"
    assert not told.status.is_ok
    assert found["essai.part"].parent.span_id == told.context.span_id
    assert found["essai.part"].attributes["error.type"] == "ValueError"
    assert SECRET not in everything(found)


def test_off_nothing_is_imported_nor_kept() -> None:
    code = (
        "import sys; from bastide.providers import tracing\n"
        "with tracing.stage('a', b=1) as one: one.tell(c=2)\n"
        "tracing.since('d', 1.0); span = tracing.begin('e'); span.end()\n"
        "assert span is tracing.NOTHING and one is tracing.NOTHING\n"
        "print([name for name in sys.modules if name.startswith('opentelemetry')])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_a_package_that_is_lacking_is_told(monkeypatch: Any) -> None:
    monkeypatch.setattr(tracing, "lacking", lambda: "opentelemetry.sdk")
    with pytest.raises(ValueError, match=r"bastide\[otel\]"):
        Config(otel=True)
    monkeypatch.undo()
    assert Config(otel=True).otel


def test_the_standard_variables_say_where_traces_go() -> None:
    """A process of its own sends a span, in OTLP, to a collector of the tests' own."""
    received: list[tuple[str, bytes]] = []

    class Collector(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            received.append((self.path, body))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            return

    server = HTTPServer(("127.0.0.1", 0), Collector)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        code = (
            "from bastide.providers import tracing; tracing.start('1')\n"
            "with tracing.stage('essai.envoi'): pass"
        )
        here = {"OTEL_EXPORTER_OTLP_ENDPOINT": f"http://127.0.0.1:{server.server_port}"}
        here |= {"OTEL_SERVICE_NAME": "bastide-ville", "OTEL_EXPORTER_OTLP_COMPRESSION": "none"}
        subprocess.run([sys.executable, "-c", code], env=os.environ | here, check=True)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
    assert [path for path, _ in received] == ["/v1/traces"]
    assert b"essai.envoi" in received[0][1]
    assert b"bastide-ville" in received[0][1]


def test_static_files_are_not_traced(spans: Any) -> None:
    Client().get("/static/web/absent.css")
    assert not spans()
