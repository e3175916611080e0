"""Logs in JSON: what they tell, and the personal data that they never hold."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.http import HttpRequest, StreamingHttpResponse
from django.test import Client, RequestFactory

from bastide.site.logs import JsonLines, asked
from bastide.site.watching import Watching

pytestmark = pytest.mark.django_db

MAIL = "perroquet.vert@alpha.example"


class Kept(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(JsonLines())
        self.lines: list[dict[str, Any]] = []

    def emit(self, record: logging.LogRecord) -> None:
        written = self.format(record)
        assert "\n" not in written
        self.lines.append(json.loads(written))

    def of(self, logger: str) -> list[dict[str, Any]]:
        return [line for line in self.lines if line["logger"] == logger]


@pytest.fixture
def kept(settings: Any) -> Iterator[Kept]:
    settings.LOG = "json"
    handler = Kept()
    root = logging.getLogger()
    root.addHandler(handler)
    yield handler
    root.removeHandler(handler)


def test_a_request_is_one_line(kept: Kept, signed_in: Callable[..., Client], organisation: Any):
    answer = signed_in("administrator").get("/organisation/membres/")
    (line,) = kept.of("bastide.request")
    assert line["level"] == "INFO"
    assert (line["route"], line["method"], line["status"]) == ("members", "GET", 200)
    assert line["organisation"] == organisation.pk
    assert line["request_id"] == answer.headers["X-Request-ID"]
    assert line["ms"] > 0
    assert line["time"].endswith("+00:00")


def test_nothing_personal_is_written(kept: Kept, signed_in: Callable[..., Client]):
    client = signed_in("administrator", person=None)
    client.get("/organisation/audit/", {"actor": MAIL})
    client.get("/question/inconnue/jeton-secret-123/", {"q": "ma question privée"})
    client.post("/connexion/", {"username": MAIL, "password": "mot de passe privé"})
    logging.getLogger("bastide.essai").warning(
        "de %s vers https://hote.example/a?jeton=privé", MAIL
    )
    written = json.dumps(kept.lines, ensure_ascii=False)
    assert len(kept.lines) >= 4
    for secret in (MAIL, "jeton-secret-123", "privé", "perroquet"):
        assert secret not in written


def test_an_exception_is_told_without_its_words(kept: Kept):
    try:
        raise ValueError(f"clé dupliquée : {MAIL}")
    except ValueError:
        logging.getLogger("bastide.worker").exception("job %s (%s) failed", 7, "essai")
    (line,) = kept.of("bastide.worker")
    assert (line["message"], line["error"]) == ("job 7 (essai) failed", "ValueError")
    assert "test_logs.py" in line["where"][-1]
    assert "dupliquée" not in json.dumps(line, ensure_ascii=False)


@pytest.mark.parametrize("given", ["0123abcd-4567", "A" * 64])
def test_a_safe_identifier_is_kept_and_returned(given: str):
    assert Client().get("/aide/", headers={"X-Request-ID": given})["X-Request-ID"] == given


@pytest.mark.parametrize(
    "given", ["court", "A" * 65, "avec espace 12", MAIL, 'guillemet"}{"12', "ligne\\nforgée"]
)
def test_an_unsafe_identifier_is_replaced(given: str):
    answer = Client().get("/aide/", headers={"X-Request-ID": given})
    assert answer["X-Request-ID"] != given
    assert len(answer["X-Request-ID"]) == 16


def test_two_requests_have_two_identifiers():
    assert Client().get("/aide/")["X-Request-ID"] != Client().get("/aide/")["X-Request-ID"]
    assert asked.get() is None


def test_slow_requests_are_told_and_others_are_not(kept: Kept, settings: Any):
    settings.LOG = "text"
    settings.SLOW_MS = 60_000
    Client().get("/health/live?q=x")
    assert not kept.of("bastide.slow.request")
    settings.SLOW_MS = 0
    Client().get("/health/live?q=x")
    (line,) = kept.of("bastide.slow.request")
    assert (line["level"], line["route"]) == ("WARNING", "health-live")
    assert "?q" not in line["message"]


def test_a_streamed_answer_is_over_with_its_last_piece(kept: Kept, rf: RequestFactory):
    def pieces() -> Iterator[bytes]:
        now = asked.get()
        assert now is not None
        yield now.id.encode()

    def view(request: HttpRequest) -> StreamingHttpResponse:
        return StreamingHttpResponse(pieces())

    answer: Any = Watching(view)(rf.get("/flux/"))
    assert not kept.of("bastide.request")
    assert b"".join(answer.streaming_content).decode() == answer["X-Request-ID"]
    (line,) = kept.of("bastide.request")
    assert line["request_id"] == answer["X-Request-ID"]
    assert asked.get() is None


def test_slow_sql_is_told_without_its_parameters(kept: Kept, settings: Any, member: Any):
    settings.SLOW_SQL_MS = 0
    member("agent", email=MAIL)
    lines = kept.of("bastide.slow.sql")
    assert any("INSERT INTO" in line["sql"] for line in lines)
    assert MAIL not in json.dumps(lines)
    settings.SLOW_SQL_MS = 60_000
    before = len(lines)
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    assert len(kept.of("bastide.slow.sql")) == before
