"""The model of a role: fallbacks, failures within time, what leaves the house, what it costs."""

from __future__ import annotations

import json
import threading
import time
from typing import Any

import pytest

from bastide.endpoints.chosen import chat_for
from bastide.endpoints.embedding import embedder_for
from bastide.endpoints.models import Budget, Spent
from bastide.engine.chat import ChatEnd, ChatMessage, ChatPiece, ChatRequest, ModelError
from bastide.providers.fake_model import MODES, FakeModel
from bastide.tenants.scope import scope

pytestmark = pytest.mark.django_db

TEXT = (
    '<passage n="1">La carte de Mme Chimérique coûte 12 € par an.</passage>\n'
    "Question : combien coûte la carte de Mme Chimérique ?"
)
SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["phrases"],
    "properties": {
        "phrases": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["texte"],
                "properties": {"texte": {"type": "string"}},
            },
        }
    },
}


def asked(text: str = TEXT, schema: Any = None, **given: Any) -> ChatRequest:
    return ChatRequest(
        (ChatMessage("user", text),), schema, **{"deadline_s": 3.0, "max_tokens": 100} | given
    )


def said(events: Any) -> str:
    return "".join(e.text for e in events if isinstance(e, ChatPiece))


def test_no_model_is_a_normal_state(organisation: Any) -> None:
    with scope(organisation):
        assert chat_for("answer") is None
        assert embedder_for() is None


def test_a_model_answers_and_what_it_cost_is_told(organisation: Any, endpoint: Any) -> None:
    endpoint(price_in=2, price_out=10, energy_class="small", region="France")
    with scope(organisation):
        model = chat_for("answer")
        assert model is not None
        assert "12 €" in said(model.stream(asked()))
        (attempt,) = model.attempts
        row = Spent.objects.get(person=0)
    assert attempt.failure is None
    assert attempt.usage.completion > 0
    assert attempt.cost.micro_euros == 2 * attempt.usage.prompt + 10 * attempt.usage.completion
    assert (row.tokens, row.micro_euros) == (attempt.usage.total, attempt.cost.micro_euros)
    assert row.micro_wh == attempt.usage.completion * 92


@pytest.mark.parametrize("mode", [m for m in MODES if m not in ("normal", "hostile")])
def test_every_failure_ends_in_time_without_a_stuck_thread(
    mode: str, organisation: Any, endpoint: Any
) -> None:
    """The first endpoint fails, the second answers: useful within the deadline. What fails
    before its first word is replaced; what fails after it is told by a typed error."""
    before = threading.active_count()
    endpoint(mode)
    endpoint("normal")
    with scope(organisation):
        model = chat_for("answer")
        assert model is not None
        begun = time.monotonic()
        request = asked(schema=SCHEMA, deadline_s=2, max_tokens=40)
        if mode in ("cut", "malformed", "wrong-schema", "endless"):
            with pytest.raises(ModelError) as raised:
                list(model.stream(request))
            assert raised.value.kind == {"wrong-schema": "malformed"}.get(mode, mode)
        else:
            text = said(model.stream(request))
            assert "12 €" in json.loads(text)["phrases"][0]["texte"]
        text, end = model.whole(request)
        assert "12 €" in text
        assert isinstance(end, ChatEnd)
        assert time.monotonic() - begun < 5
    assert model.attempts[0].failure is not None
    assert threading.active_count() <= before + 4  # the local server's own, for kept connections


def test_the_failure_told_is_the_last_one(organisation: Any, endpoint: Any) -> None:
    endpoint("401")
    endpoint("500")
    endpoint("404")
    with scope(organisation):
        model = chat_for("answer")
        assert model is not None
        with pytest.raises(ModelError) as raised:
            list(model.stream(asked()))
    assert raised.value.kind == "missing"
    assert [a.failure for a in model.attempts] == ["unauthorised", "failed", "missing"]
    assert [a.cost.tokens for a in model.attempts] == [0, 0, 0]


def test_a_broken_endpoint_is_left_alone_then_used_again(
    organisation: Any, endpoint: Any, fake: FakeModel
) -> None:
    from bastide.endpoints.chosen import spoken_to
    from bastide.engine import breaker
    from bastide.providers.chat_client import breaker_of

    row = endpoint("normal", deployment="fake")
    fake.mode = "empty"
    with scope(organisation):
        for _ in range(breaker.FAILURES + 3):
            model = chat_for("answer")
            assert model is not None
            with pytest.raises(ModelError):
                list(model.stream(asked()))
        assert len(fake.received) == breaker.FAILURES
        assert model.attempts[0].failure == "empty"
        assert model.attempts[0].usage.total == 0, "what was not sent costs nothing"
        fake.mode = "normal"
        held = breaker_of(spoken_to(row))
        assert held.open
        held._until = 0.0  # its rest is over
        model = chat_for("answer")
        assert model is not None
        assert said(model.stream(asked()))
        assert not held.open


def test_personal_data_does_not_leave_and_comes_back(
    organisation: Any, endpoint: Any, fake: FakeModel
) -> None:
    endpoint("normal", outside=True)
    for schema in (None, SCHEMA):
        with scope(organisation):
            model = chat_for("answer")
            assert model is not None
            told = said(model.stream(asked(schema=schema)))
        assert "Chimérique" in told
        assert model.attempts[0].hidden == 1
    assert fake.received
    assert "Chimérique" not in json.dumps(fake.received, ensure_ascii=False)
    assert "[PERSONNE_1]" in json.dumps(fake.received)


@pytest.mark.parametrize("given", [{"outside": False}, {"outside": True, "hide_personal": False}])
def test_a_model_of_the_house_or_a_choice_sees_the_text(
    given: Any, organisation: Any, endpoint: Any, fake: FakeModel
) -> None:
    endpoint("normal", **given)
    with scope(organisation):
        model = chat_for("answer")
        assert model is not None
        list(model.stream(asked()))
    assert "Chimérique" in json.dumps(fake.received, ensure_ascii=False)


def test_an_embedder_gives_near_vectors_to_near_texts(organisation: Any, endpoint: Any) -> None:
    endpoint("normal", roles=("embed",), outside=True)
    with scope(organisation):
        embedder = embedder_for()
        assert embedder is not None
        a, b, c = embedder.embed(["la carte de transport", "une carte de transport", "le lycée"])
        assert sum(x * x for x in a) == pytest.approx(1)
        assert sum(x * y for x, y in zip(a, b, strict=True)) > 0.9
        assert sum(x * y for x, y in zip(a, c, strict=True)) < 0.5
        assert Spent.objects.get(person=0).tokens > 0
        assert embedder.embed([]) == []


@pytest.mark.parametrize(
    ("mode", "kind"),
    [("slow", "slow"), ("401", "unauthorised"), ("500", "failed"), ("malformed", "malformed"),
     ("wrong-schema", "malformed"), ("empty", "empty"), ("cut", "cut"), ("endless", "slow")],
)  # fmt: skip
def test_an_embedder_that_fails_says_so_in_time(
    mode: str, kind: str, organisation: Any, endpoint: Any
) -> None:
    endpoint(mode, roles=("embed",))
    with scope(organisation):
        embedder = embedder_for()
        assert embedder is not None
        begun = time.monotonic()
        # A loaded machine may need a second to hear of a failure that is not slowness.
        with pytest.raises(ModelError) as raised:
            embedder.embed(["un", "deux"], deadline_s=0.7 if kind == "slow" else 15)
        assert time.monotonic() - begun < 10
        assert Spent.objects.get(person=0).tokens == 0
    assert raised.value.kind == kind


def test_a_spent_budget_stops_the_call_before_it_leaves(
    organisation: Any, endpoint: Any, fake: FakeModel, member: Any
) -> None:
    endpoint("normal")
    person = member()
    with scope(organisation):
        Budget(whose="person", tokens=150).save()
        model = chat_for("answer", person)
        assert model is not None
        list(model.stream(asked(max_tokens=50)))
        with pytest.raises(ModelError) as raised:
            list(model.stream(asked(max_tokens=50)))
        assert raised.value.kind == "spent"
        assert len(fake.received) == 1
        other = chat_for("answer", member())
        assert other is not None
        list(other.stream(asked(max_tokens=50)))
        used = Spent.objects.get(person=person.pk).tokens
        assert 0 < used <= 150


def test_a_caller_that_leaves_pays_for_what_it_read(
    organisation: Any, endpoint: Any, fake: FakeModel
) -> None:
    fake.pause_s = 0.02
    endpoint("endless")
    with scope(organisation):
        model = chat_for("answer")
        assert model is not None
        events = model.stream(asked())
        next(events)
        events.close()
        (attempt,) = model.attempts
        assert attempt.left
        assert Spent.objects.get(person=0).tokens == attempt.usage.total > 0


def test_an_answer_may_be_written_after_the_scope_is_left(organisation: Any, endpoint: Any) -> None:
    endpoint("normal")
    with scope(organisation):
        model = chat_for("answer")
        assert model is not None
        events = model.stream(asked())
    assert "12 €" in said(events)
    with scope(organisation):
        assert Spent.objects.get(person=0).tokens == model.attempts[0].usage.total
