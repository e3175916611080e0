"""What a model adds under the extract, with the model without intelligence that ships with Bastide,
in each of its modes: proved sentences or none, the extract whole, the ledger filled."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse

from bastide.endpoints.models import Assignment, Endpoint
from bastide.library import index as library_index
from bastide.library.ingest import ingest
from bastide.library.models import Passage, Source
from bastide.providers.chat_client import forget_connections
from bastide.providers.fake_model import MODES, FakeModel
from bastide.providers.readers.sandbox import close_idle_child
from bastide.runs.models import Run
from bastide.tenants.scope import scope
from bastide.usecases.ask import writing as way
from bastide.usecases.ask.models import Question

pytestmark = pytest.mark.django_db

PAGES = {
    "piscine": "# Piscine municipale\n\n## Abonnements\n\nL'abonnement annuel de la piscine coûte "
    "90 euros.\n\nL'abonnement peut être pris au guichet.\n",
    "cantine": "# Cantine scolaire\n\n## Tarif\n\nLe repas de la cantine coûte trois euros.\n",
}
SURE = "Combien coûte l'abonnement annuel de la piscine ?"


@pytest.fixture
def fake(settings: Any) -> Iterator[FakeModel]:
    with FakeModel(delay_s=30) as server:
        settings.MODEL_PRIVATE_HOSTS = [f"127.0.0.1:{server.port}"]
        yield server
    forget_connections()


@pytest.fixture
def agent(organisation: Any, member: Any, tmp_path: Path, monkeypatch: Any) -> Iterator[Any]:
    at = tmp_path / "pages"
    at.mkdir()
    for name, text in PAGES.items():
        (at / f"{name}.md").write_text(text, encoding="utf-8")
    # No extract is enough: every answered question goes on to the model.
    monkeypatch.setattr("bastide.engine.stages.ENOUGH", 1.01)
    with scope(organisation):
        ingest(Source.objects.create(name="Pages", kind="folder", location=str(at)))
        yield member("agent")
    library_index.forget_open_indexes()
    close_idle_child()


def chosen(fake: FakeModel, *roles: str, model: str = "fake") -> None:
    endpoint = Endpoint.objects.create(
        name=f"Essai {model}", kind="compatible", base_url=fake.url, deployment=model,
        energy_class="small", outside=False, price_in=1, price_out=2,
        capabilities={"json_schema": True, "streaming": True, "usage": True},
    )  # fmt: skip
    for role in roles:
        Assignment.objects.create(role=role, endpoint=endpoint, order=0)


def asked(browser: Any, text: str = SURE) -> Question:
    browser.post(reverse("ask"), {"text": text})
    return Question.objects.get()


def heard(browser: Any, row: Question) -> list[tuple[str, dict[str, Any]]]:
    answer = browser.post(reverse("writing", args=[row.call_id, row.pk]))
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/event-stream")
    whole = b"".join(answer.streaming_content).decode()
    found = re.findall(r"event: (\w+)\ndata: (.*)\n\n", whole)
    return [(name, json.loads(data)) for name, data in found]


def proved_by_its_quotes(row: Question) -> bool:
    """Every statement that was kept is quoted word for word."""
    texts = dict(Passage.objects.values_list("pk", "text"))
    return all(
        texts[c["passage"]][c["start"] : c["end"]] == c["quote"]
        for s in row.written.get("statements", [])
        for c in s["citations"]
    )


def test_without_a_model_nothing_waits(agent: Any, signed_in: Any) -> None:
    browser = signed_in(person=agent)
    row = asked(browser)
    assert row.writing == ""
    page = browser.get(reverse("question", args=[row.call_id, row.pk])).content.decode()
    assert "data-writing" not in page
    assert browser.post(reverse("writing", args=[row.call_id, row.pk])).status_code == 204


def test_the_page_is_whole_before_the_model_is_asked(
    agent: Any, signed_in: Any, fake: FakeModel
) -> None:
    chosen(fake, "small")
    fake.mode = "slow"
    browser = signed_in(person=agent)
    started = time.monotonic()
    page = browser.post(reverse("ask"), {"text": SURE}, follow=True).content.decode()
    assert time.monotonic() - started < 40
    assert "90 euros" in page
    assert "data-writing" in page
    assert fake.received == []


def test_proved_sentences_come_then_stay(agent: Any, signed_in: Any, fake: FakeModel) -> None:
    chosen(fake, "small")
    browser = signed_in(person=agent)
    row = asked(browser)
    told = heard(browser, row)
    assert told[0][0] == "began"
    assert [name for name, _ in told][-2:] == ["ended", "done"]
    assert any(name == "sentence" for name, _ in told)
    row.refresh_from_db()
    assert row.writing == "done"
    assert proved_by_its_quotes(row)
    assert row.written["ai_generated"] is True
    assert row.written["prompt"] == "answer 1"
    assert all(s["ai_generated"] for s in row.written["statements"])
    page = browser.get(reverse("question", args=[row.call_id, row.pk])).content.decode()
    assert "Rédigé par un modèle, phrases prouvées" in page
    assert 'data-ai-generated="true"' in page
    number = len(row.answer["statements"]) + 1
    panel = browser.get(reverse("source-panel", args=[row.call_id, row.pk, number]))
    assert panel.status_code == 200
    # Asked again, nothing is written twice.
    assert browser.post(reverse("writing", args=[row.call_id, row.pk])).status_code == 204
    assert len(fake.received) == 1


@pytest.mark.parametrize("mode", [m for m in MODES if m not in ("normal", "hostile")])
def test_whatever_the_model_does_the_extract_stays(
    mode: Any, agent: Any, signed_in: Any, fake: FakeModel, monkeypatch: Any
) -> None:
    monkeypatch.setattr(way.write, "__defaults__", (2.0,))
    chosen(fake, "small", "answer")
    fake.mode = mode
    browser = signed_in(person=agent)
    row = asked(browser)
    started = time.monotonic()
    told = heard(browser, row)
    assert time.monotonic() - started < 30
    assert told[-1][0] == "done"
    row.refresh_from_db()
    assert row.writing == "failed"
    assert row.written["statements"] == []
    page = browser.get(reverse("question", args=[row.call_id, row.pk])).content.decode()
    assert "90 euros" in page
    assert "extrait reste la réponse" in page.replace("&#x27;", "'")
    runs = list(Run.objects.order_by("pk"))
    assert runs[0].stage == "extract"
    assert {r.stage for r in runs[1:]} <= {"small", "large"}
    assert runs[1].follows_id == runs[0].pk
    assert runs[1].outcome not in ("", "written")


def test_a_hostile_model_shows_nothing_that_is_not_proved(
    agent: Any, signed_in: Any, fake: FakeModel
) -> None:
    chosen(fake, "small", "answer")
    fake.mode = "hostile"
    browser = signed_in(person=agent)
    row = asked(browser)
    whole = json.dumps(heard(browser, row), ensure_ascii=False)
    for invented in ("pirate.example", "06 39 98 12 34", "99 999", "<script"):
        assert invented not in whole
    row.refresh_from_db()
    assert proved_by_its_quotes(row)
    assert row.written["withheld"] > 0


def test_the_ledger_has_one_row_a_stage_with_its_cost(
    agent: Any, signed_in: Any, fake: FakeModel
) -> None:
    chosen(fake, "small")
    browser = signed_in(person=agent)
    row = asked(browser)
    heard(browser, row)
    extract, small = Run.objects.order_by("pk")
    assert (extract.stage, small.stage, small.follows_id) == ("extract", "small", extract.pk)
    assert small.tokens_in > 100
    assert small.tokens_out > 10
    assert small.euros > 0
    assert 0 < extract.wh_low <= extract.wh_high < small.wh_low <= small.wh_high
    assert "EcoLogits" in small.method
    assert small.hypotheses
    assert small.prompt == "answer 1"
    browser.post(reverse("rate", args=[row.call_id, row.pk]), {"rating": "good"})
    extract.refresh_from_db()
    assert extract.rating == "good"


@pytest.mark.skipif(
    connection.vendor != "sqlite",
    reason="to close an answer closes the connection that holds the test's transaction",
)
def test_a_reader_who_goes_away_leaves_an_entered_run(
    agent: Any, signed_in: Any, fake: FakeModel
) -> None:
    chosen(fake, "small")
    browser = signed_in(person=agent)
    row = asked(browser)
    answer = browser.post(reverse("writing", args=[row.call_id, row.pk]))
    next(iter(answer.streaming_content))
    answer.close()
    row.refresh_from_db()
    assert row.writing == "failed"
    assert Run.objects.get(stage="small").outcome == "left"


def test_another_agent_has_nothing_written(agent: Any, signed_in: Any, fake: FakeModel) -> None:
    chosen(fake, "small")
    row = asked(signed_in(person=agent))
    address = reverse("writing", args=[row.call_id, row.pk])
    assert signed_in("agent").post(address).status_code == 404
    assert signed_in("manager").post(address).status_code == 204
    assert fake.received == []


def test_a_sure_extract_asks_no_model(
    agent: Any, signed_in: Any, fake: FakeModel, monkeypatch: Any
) -> None:
    monkeypatch.setattr("bastide.engine.stages.ENOUGH", 0.0)
    chosen(fake, "small", "answer")
    assert asked(signed_in(person=agent)).writing == ""


def test_a_small_model_that_writes_the_extract_again_is_enough(
    agent: Any, signed_in: Any, fake: FakeModel
) -> None:
    chosen(fake, "small")
    chosen(fake, "answer", model="fake-large")
    browser = signed_in(person=agent)
    row = asked(browser)
    heard(browser, row)
    assert [run.stage for run in Run.objects.order_by("pk")] == ["extract", "small"]


def test_a_trace_tells_each_stage_and_none_of_the_words(
    agent: Any, signed_in: Any, fake: FakeModel
) -> None:
    pytest.importorskip("opentelemetry.sdk", reason="pip install 'bastide[otel]'")
    from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

    from bastide.providers import tracing

    kept = InMemorySpanExporter()
    chosen(fake, "answer")
    browser = signed_in(person=agent)
    row = asked(browser)
    tracing.start("1.0", kept)
    try:
        heard(browser, row)
    finally:
        tracing.stop()
    over = {span.name: span for span in kept.get_finished_spans()}
    run = Run.objects.filter(stage="large").get()
    assert over["ask.write"].attributes["bastide.stage"] == "large"
    assert over["ask.write"].attributes["bastide.outcome"] == run.outcome
    assert over["model.call"].attributes["bastide.written"] == run.tokens_out
    assert over["ask.write"].parent.span_id == over["POST writing"].context.span_id
    told = " ".join(span.to_json() for span in over.values())
    assert not any(word in told for word in ("piscine", "abonnement", "euros", fake.url))
