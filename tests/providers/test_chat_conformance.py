"""What every `ChatModel` does, whichever way its endpoint is spoken to: one suite, all providers.

A provider of a plug-in is added to `PROVIDERS` with the function that points it at a local server.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from bastide.engine.chat import ChatEnd, ChatMessage, ChatPiece, ChatRequest, ModelError
from bastide.engine.chat_schema import departure
from bastide.providers.chat_client import Capabilities, OpenAIEndpoint, forget_connections
from bastide.providers.chat_openai import OpenAIChat
from bastide.providers.fake_model import MODES, FakeModel

KEY = "cle-tres-secrete-0123456789"
LOCAL = frozenset({"127.0.0.1"})
PASSAGES = """<passage n="1">La carte coûte 12 € par an. Elle est envoyée en dix jours.</passage>
<passage n="2">Le guichet ouvre à neuf heures du lundi au vendredi.</passage>

Question : combien coûte la carte ?"""
SCHEMA = {
    "type": "object",
    "additionalProperties": False,
    "required": ["phrases"],
    "properties": {
        "phrases": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["texte", "citation", "passage"],
                "properties": {
                    "texte": {"type": "string"},
                    "citation": {"type": "string"},
                    "passage": {"type": "integer"},
                },
            },
        }
    },
}
ALL = Capabilities(json_schema=True, json_object=True, tools=True, usage=True)


def endpoint(fake: FakeModel, kind: str, **given: Any) -> OpenAIEndpoint:
    base = fake.url if kind != "azure" else fake.url.removesuffix("/v1")
    values = {"model": "fake", "secret": lambda: KEY, "private_hosts": LOCAL, "capabilities": ALL}
    return OpenAIEndpoint(kind=kind, base_url=base, **values | given)  # type: ignore[arg-type]


PROVIDERS: dict[str, Callable[[FakeModel], Any]] = {
    "azure": lambda f: OpenAIChat(endpoint(f, "azure", api_version="2024-10-21")),
    "azure v1": lambda f: OpenAIChat(endpoint(f, "azure")),
    "azure with entra": lambda f: OpenAIChat(
        endpoint(f, "azure", api_version="2024-10-21", entra=True)
    ),
    "mistral": lambda f: OpenAIChat(
        endpoint(f, "mistral", capabilities=Capabilities(json_schema=True, json_object=True))
    ),
    "compatible": lambda f: OpenAIChat(endpoint(f, "compatible")),
    "json object": lambda f: OpenAIChat(
        endpoint(f, "compatible", capabilities=Capabilities(json_object=True))
    ),
    "prompt only": lambda f: OpenAIChat(
        endpoint(f, "compatible", capabilities=Capabilities(temperature=False, new_limit=True))
    ),
    "without streaming": lambda f: OpenAIChat(
        endpoint(f, "compatible", capabilities=Capabilities(streaming=False, json_schema=True))
    ),
}


@pytest.fixture(params=PROVIDERS)
def provider(request: pytest.FixtureRequest) -> Iterator[Callable[[FakeModel], Any]]:
    forget_connections()
    yield PROVIDERS[request.param]
    forget_connections()


def asked(schema: Any = None, **given: Any) -> ChatRequest:
    messages = (
        ChatMessage("system", "Tu réponds d'après les passages."),
        ChatMessage("user", PASSAGES),
    )
    return ChatRequest(messages, schema=schema, **{"deadline_s": 5.0} | given)


def test_a_text_comes_in_pieces_and_ends_with_its_usage(provider: Any) -> None:
    with FakeModel() as fake:
        events = list(provider(fake).stream(asked()))
    assert [type(e) for e in events[:-1]] == [ChatPiece] * (len(events) - 1)
    end = events[-1]
    assert isinstance(end, ChatEnd)
    assert "La carte coûte 12 € par an." in "".join(e.text for e in events[:-1])
    assert end.finish == "stop"
    assert end.usage.prompt > 30
    assert end.usage.completion > 5
    assert "fake" in end.model


def test_what_a_schema_asks_is_what_comes(provider: Any) -> None:
    with FakeModel() as fake:
        *pieces, end = provider(fake).stream(asked(SCHEMA))
    value = json.loads("".join(p.text for p in pieces))
    assert departure(value, SCHEMA) == ""
    assert value["phrases"][0]["citation"] == "La carte coûte 12 € par an."
    assert value["phrases"][0]["passage"] == 1
    assert isinstance(end, ChatEnd)


EXPECTED = {
    "slow": {"slow"},
    "cut": {"cut"},
    "401": {"unauthorised"},
    "404": {"missing"},
    "429": {"throttled"},
    "500": {"failed"},
    "malformed": {"malformed"},
    "wrong-schema": {"malformed"},
    "empty": {"empty"},
    # Not streamed, an endless answer is one that is longer than what was asked.
    "endless": {"endless"},
}


@pytest.mark.parametrize("mode", EXPECTED)
def test_each_failure_is_told_by_its_name_in_time(provider: Any, mode: Any) -> None:
    threads = threading.active_count()
    with FakeModel(mode, key=KEY, retry_after="0.1") as fake:
        deadline_s = 0.5 if mode == "slow" else 5.0
        begun = time.monotonic()
        with pytest.raises(ModelError) as raised:
            list(provider(fake).stream(asked(SCHEMA, deadline_s=deadline_s, max_tokens=60)))
        lasted = time.monotonic() - begun
    assert raised.value.kind in EXPECTED[mode]
    assert lasted < deadline_s + 5
    assert str(raised.value).endswith(".")
    for told in (str(raised.value), raised.value.detail, repr(raised.value)):
        assert KEY not in told
        assert "surprise" not in told
    deadline = time.monotonic() + 3
    while threading.active_count() > threads and time.monotonic() < deadline:
        time.sleep(0.02)
    assert threading.active_count() <= threads


def test_every_mode_of_the_server_is_tried() -> None:
    assert set(EXPECTED) | {"normal", "hostile"} == set(MODES)


def test_a_server_that_is_not_there_cannot_be_reached(provider: Any) -> None:
    with FakeModel() as fake:
        gone = provider(fake)
    with pytest.raises(ModelError) as raised:
        list(gone.stream(asked(deadline_s=2)))
    assert raised.value.kind == "unreachable"


def test_a_hostile_answer_is_words_and_nothing_else(provider: Any) -> None:
    with FakeModel("hostile") as fake:
        *pieces, end = provider(fake).stream(asked(SCHEMA))
    assert departure(json.loads("".join(p.text for p in pieces)), SCHEMA) == ""
    assert {type(p) for p in pieces} == {ChatPiece}
    assert isinstance(end, ChatEnd)


def test_a_caller_that_leaves_frees_the_connection(provider: Any) -> None:
    with FakeModel("endless", pause_s=0.01) as fake:
        if provider is PROVIDERS["without streaming"]:
            pytest.skip("there is nothing to leave in the middle")
        events = provider(fake).stream(asked())
        assert isinstance(next(events), ChatPiece)
        events.close()


def test_thirty_callers_share_a_model(provider: Any) -> None:
    ended: list[ChatEnd] = []

    with FakeModel() as fake:
        model = provider(fake)

        def ask() -> None:
            *_, end = model.stream(asked())
            ended.append(end)

        callers = [threading.Thread(target=ask) for _ in range(30)]
        for caller in callers:
            caller.start()
        for caller in callers:
            caller.join(10)
    assert len(ended) == 30
