"""The probe says what a server does, not what it claims; and a key never shows."""

from __future__ import annotations

import pytest

from bastide.engine.breaker import FAILURES
from bastide.providers.chat_client import (
    Capabilities,
    OpenAIEndpoint,
    breaker_of,
    forget_connections,
)
from bastide.providers.fake_model import FakeModel
from bastide.providers.probe_openai import probe

KEY = "cle-tres-secrete-0123456789"


@pytest.fixture(autouse=True)
def fresh_connections() -> None:
    forget_connections()


def endpoint(fake: FakeModel, kind: str = "compatible", key: str = KEY) -> OpenAIEndpoint:
    return OpenAIEndpoint(
        kind,  # type: ignore[arg-type]
        fake.url,
        "fake",
        secret=lambda: key,
        private_hosts=frozenset({"127.0.0.1"}),
    )


@pytest.mark.parametrize(
    ("lacks", "found"),
    [
        ("", Capabilities(True, True, True, True, True)),
        ("json_schema", Capabilities(True, False, True, True, True)),
        ("json_schema json_object tools", Capabilities(usage=True)),
        ("stream_options", Capabilities(True, True, True, True, False)),
        ("stream", Capabilities(False, True, True, True, False)),
        ("max_tokens", Capabilities(True, True, True, True, True, new_limit=True)),
        (
            "max_tokens temperature",
            Capabilities(True, True, True, True, True, new_limit=True, temperature=False),
        ),
    ],
)
def test_each_ability_is_found_or_found_missing(lacks: str, found: Capabilities) -> None:
    with FakeModel(lacks=frozenset(lacks.split())) as fake:
        told = probe(endpoint(fake))
    assert told.answers
    assert told.problem is None
    assert told.capabilities == found


def test_a_model_that_writes_nothing_does_not_work() -> None:
    with FakeModel("empty") as fake:
        told = probe(endpoint(fake))
    assert not told.works
    assert told.problem is not None
    assert told.problem.kind == "empty"


def test_a_mistral_endpoint_is_not_asked_what_it_refuses() -> None:
    with FakeModel(lacks=frozenset({"stream_options"})) as fake:
        told = probe(endpoint(fake, "mistral"))
        assert told.capabilities.streaming
        assert not any("stream_options" in body for body in fake.received)


@pytest.mark.parametrize(
    ("mode", "kind"),
    [("401", "unauthorised"), ("404", "missing"), ("slow", "slow"), ("429", "throttled")],
)
def test_a_server_that_does_not_work_is_told_and_the_key_is_not(mode: str, kind: str) -> None:
    with FakeModel(mode) as fake:  # type: ignore[arg-type]
        told = probe(endpoint(fake), step_s=0.3, whole_s=1)
    assert not told.works
    assert told.problem is not None
    assert told.problem.kind == kind
    assert KEY not in repr(told)


def test_a_wrong_key_is_told() -> None:
    with FakeModel(key="une-autre") as fake:
        told = probe(endpoint(fake))
    assert told.problem is not None
    assert told.problem.kind == "unauthorised"


def test_a_server_of_vectors_is_known_for_what_it_is() -> None:

    with FakeModel() as fake:
        fake.refuses_chat = True
        told = probe(endpoint(fake))
    assert not told.answers
    assert told.dimensions == 256
    assert told.works


def test_an_endpoint_left_alone_is_tried_and_used_again_once_it_is_mended() -> None:
    with FakeModel("500") as fake:
        spoken = endpoint(fake)
        for _ in range(FAILURES):
            breaker_of(spoken).failure("failed")
        assert not probe(spoken).works
        assert breaker_of(spoken).open
        fake.mode = "normal"
        told = probe(spoken)
        assert told.capabilities.streaming
        assert told.capabilities.json_schema
        assert not breaker_of(spoken).open
