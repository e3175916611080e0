"""What this provider does beyond the port: retries, waits that are asked for, what it sends."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from typing import Any

import pytest

from bastide.engine.chat import ChatEnd, ChatMessage, ChatRequest, ModelError
from bastide.providers.chat_client import (
    Capabilities,
    OpenAIEndpoint,
    forget_connections,
)
from bastide.providers.chat_openai import OpenAIChat
from bastide.providers.fake_model import FakeModel
from bastide.providers.openai_failures import retry_after

KEY = "cle-tres-secrete-0123456789"
SCHEMA = {
    "type": "object",
    "properties": {
        "l": {"type": "array", "maxItems": 2, "items": {"type": "string", "maxLength": 50}},
        "o": {"anyOf": [{"type": "string", "minLength": 1}]},
    },
}


@pytest.fixture
def fake() -> Iterator[FakeModel]:
    forget_connections()
    with FakeModel() as server:
        yield server
    forget_connections()


def model(fake: FakeModel, **given: Any) -> OpenAIChat:
    values = {"kind": "compatible", "base_url": fake.url, "model": "fake"}
    return OpenAIChat(
        OpenAIEndpoint(
            **values | {"secret": lambda: KEY, "private_hosts": frozenset({"127.0.0.1"})} | given  # type: ignore[arg-type]
        )
    )


def asked(**given: Any) -> ChatRequest:
    return ChatRequest((ChatMessage("user", "Bonjour ?"),), **{"deadline_s": 3.0} | given)


class BusyOnce(FakeModel):
    """Refuses the first request it receives, and answers the next."""

    @property
    def mode(self) -> Any:
        return "429" if len(self.received) < 2 else "normal"

    @mode.setter
    def mode(self, _: Any) -> None: ...


def test_a_failure_that_passes_is_tried_again_after_the_wait_asked() -> None:
    forget_connections()
    with BusyOnce(retry_after="0.4") as fake:
        begun = time.monotonic()
        *_, end = model(fake).stream(asked(deadline_s=30.0))
    assert isinstance(end, ChatEnd)
    assert time.monotonic() - begun >= 0.4
    assert len(fake.received) == 2


def test_a_wait_beyond_the_deadline_is_not_waited_for(fake: FakeModel) -> None:
    fake.mode, fake.retry_after = "429", "60"
    begun = time.monotonic()
    with pytest.raises(ModelError) as raised:
        list(model(fake).stream(asked(deadline_s=30.0)))
    assert time.monotonic() - begun < 25
    assert raised.value.retry_after_s == 60
    assert len(fake.received) == 1


@pytest.mark.parametrize("mode", ["401", "404", "malformed", "empty"])
def test_what_does_not_pass_is_not_tried_again(mode: Any, fake: FakeModel) -> None:
    fake.mode = mode
    with pytest.raises(ModelError):
        list(model(fake).stream(asked()))
    assert len(fake.received) == 1


def test_a_first_piece_may_be_due_before_the_whole(fake: FakeModel) -> None:
    fake.mode, fake.delay_s = "slow", 30
    begun = time.monotonic()
    with pytest.raises(ModelError, match="temps accordé"):
        list(model(fake).stream(asked(deadline_s=30, first_piece_s=0.3)))
    assert time.monotonic() - begun < 10
    fake.mode, fake.pause_s = "normal", 0.2
    *_, end = model(fake).stream(asked(deadline_s=30, first_piece_s=1))
    assert isinstance(end, ChatEnd), "once begun, it has the whole time"


def test_a_key_goes_in_its_header_and_nowhere_else(
    fake: FakeModel, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    azure = {"kind": "azure", "base_url": fake.url.removesuffix("/v1"), "api_version": "2024-10-21"}
    list(model(fake, **azure).stream(asked()))
    list(model(fake, **azure, entra=True).stream(asked()))
    list(model(fake).stream(asked()))
    key, token, bearer = fake.headers
    assert key["api-key"] == KEY
    assert token["authorization"] == bearer["authorization"] == f"Bearer {KEY}"
    assert "api-key" not in token
    assert "openai-organization" not in bearer
    assert bearer["accept-encoding"] == "identity"
    assert KEY not in caplog.text
    assert KEY not in str(fake.received)


@pytest.mark.parametrize("secret", ["clé", "a\nb", "a\r\nX-Injected: 1", "a\0b"])
def test_a_key_that_no_header_can_carry_is_told(secret: str, fake: FakeModel) -> None:
    with pytest.raises(ModelError) as raised:
        list(model(fake, secret=lambda: secret).stream(asked()))
    assert raised.value.kind == "unauthorised"
    assert not fake.received


def test_variables_meant_for_another_use_are_not_sent(
    fake: FakeModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("OPENAI_API_KEY", "AZURE_OPENAI_API_KEY", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID"):
        monkeypatch.setenv(name, "une-autre")
    monkeypatch.setenv("AZURE_OPENAI_AD_TOKEN", "une-autre")
    monkeypatch.setenv("OPENAI_BASE_URL", "https://ailleurs.example/v1")
    list(model(fake).stream(asked()))
    azure = {"kind": "azure", "base_url": fake.url.removesuffix("/v1"), "api_version": "2024-10-21"}
    list(model(fake, **azure).stream(asked()))
    assert "une-autre" not in str(fake.headers)


def test_words_that_strict_mode_refuses_are_not_sent_but_checked(fake: FakeModel) -> None:
    able = Capabilities(json_schema=True)
    for kind, base in (("compatible", fake.url), ("azure", fake.url.removesuffix("/v1"))):
        list(model(fake, kind=kind, base_url=base, capabilities=able).stream(asked(schema=SCHEMA)))
    compatible, azure = (
        body["response_format"]["json_schema"]["schema"]["properties"] for body in fake.received
    )
    assert compatible == {
        "l": {"type": "array", "maxItems": 2, "items": {"type": "string"}},
        "o": {"anyOf": [{"type": "string"}]},
    }
    assert "maxItems" not in azure["l"]
    assert SCHEMA["properties"]["l"]["maxItems"] == 2, "the caller's schema is not touched"  # type: ignore[index]


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "2"}, 2.0),
        ({"retry-after-ms": "1500", "retry-after": "9"}, 1.5),
        ({"retry-after": "Wed, 21 Oct 2015 07:28:00 GMT"}, 0.0),
        ({"retry-after": "bientôt"}, None),
        ({"retry-after": "-1"}, None),
        ({"retry-after": "nan"}, None),
        ({"retry-after": "1e300"}, None),
        ({}, None),
    ],
)
def test_the_wait_asked_is_read_in_all_its_forms(headers: Any, seconds: float | None) -> None:
    assert retry_after(headers) == seconds
