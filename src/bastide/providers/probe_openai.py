"""What an endpoint can really do: each ability is asked for once, and judged on what comes back.

1. One word is asked for, without streaming; a server that refuses `max_tokens` or `temperature`
   (reasoning models) is asked again without.
2. Streaming, then its count of tokens. 3. A JSON schema imposed on a request for plain prose.
4. A JSON object. 5. A tool imposed. 6. When no chat answers: embeddings, then transcription.

Some ten short requests, of at most `STEP_S` seconds each and `WHOLE_S` together.
"""

from __future__ import annotations

import io
import json
import time
import wave
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import httpx2

from bastide.engine.chat import ChatEnd, ChatMessage, ChatPiece, ChatRequest, ModelError
from bastide.engine.chat_schema import departure
from bastide.providers.bounded_http import Until
from bastide.providers.chat_client import Capabilities, OpenAIEndpoint, breaker_of, sdk
from bastide.providers.chat_openai import OpenAIChat
from bastide.providers.embed_openai import OpenAIEmbedder
from bastide.providers.openai_failures import as_model_errors
from bastide.providers.speech_openai import OpenAISpeech

STEP_S = 8.0
WHOLE_S = 40.0

_SCHEMA = {
    "type": "object",
    "properties": {"couleur": {"type": "string", "enum": ["bleu", "rouge"]}},
    "required": ["couleur"],
    "additionalProperties": False,
}
_PROSE = (ChatMessage("user", "Dis bonjour en une phrase."),)
_IN_JSON = (
    ChatMessage("user", "Réponds en JSON : un objet avec un champ « mot » qui dit bonjour."),
)
_TOOL = {
    "type": "function",
    "function": {
        "name": "donner_date",
        "description": "Donne la date du jour.",
        "parameters": {"type": "object", "properties": {}},
    },
}


@dataclass(frozen=True, slots=True)
class Tried:
    """One ability, in French, and whether it works. `why`: in French, when it does not."""

    what: str
    works: bool
    why: str = ""


@dataclass(frozen=True, slots=True)
class Probe:
    """What was found. `answers`: it writes; `dimensions`: length of its vectors, 0 when none;
    `hears`: it transcribes.

    `problem`: the failure that ended the probe, when nothing works.
    """

    capabilities: Capabilities
    tried: tuple[Tried, ...]
    answers: bool
    dimensions: int = 0
    problem: ModelError | None = None
    first_piece_ms: float = 0.0
    hears: bool = False

    @property
    def works(self) -> bool:
        return self.answers or self.dimensions > 0 or self.hears


def probe(endpoint: OpenAIEndpoint, step_s: float = STEP_S, whole_s: float = WHOLE_S) -> Probe:
    """Tries the endpoint. Never raises for what the endpoint does."""
    # Tried apart: neither held back by the failures of before, nor counted among them.
    apart = replace(endpoint, capabilities=Capabilities(), owner=f"{endpoint.owner} probe")
    breaker_of(apart).success()
    trial = _Trial(apart, step_s, Until(whole_s))
    refused = trial.reach()
    if refused is not None:
        if refused.kind in ("missing", "refused", "failed", "malformed", "empty"):
            trial.embeddings()
            if not trial.dimensions and refused.kind != "empty":
                trial.speech()
        found = trial.dimensions or trial.hears
        return trial.result(answers=False, problem=None if found else refused)
    trial.streaming()
    trial.schema()
    trial.json_object()
    trial.tools()
    breaker_of(endpoint).success()
    return trial.result(answers=True)


class _Trial:
    def __init__(self, endpoint: OpenAIEndpoint, step_s: float, until: Until) -> None:
        self.endpoint, self._step_s, self._until = endpoint, step_s, until
        self.tried: list[Tried] = []
        self.dimensions, self.hears = 0, False
        self._first_piece_ms = 0.0

    def result(self, *, answers: bool, problem: ModelError | None = None) -> Probe:
        return Probe(
            self.endpoint.capabilities,
            tuple(self.tried),
            answers,
            self.dimensions,
            problem,
            self._first_piece_ms,
            self.hears,
        )

    def reach(self) -> ModelError | None:
        """Finds how the endpoint wants to be asked; the failure when it does not answer at all."""
        last = ModelError("refused")
        for able in (
            {"new_limit": False},
            {"new_limit": True},
            {"new_limit": True, "temperature": False},
            {"new_limit": False, "temperature": False},
        ):
            trial = self.endpoint.with_capabilities(streaming=False, **able)
            try:
                told = self._create(trial, max_tokens=200).choices[0]
                # A reasoning model may spend all its tokens before its first word.
                if not (told.message.content or "").strip() and told.finish_reason != "length":
                    raise ModelError("empty")
            except ModelError as error:
                last = error
                if error.kind != "refused":
                    break
                continue
            self.endpoint = trial
            self.tried.append(Tried("répond à une question", True))
            return None
        self.tried.append(Tried("répond à une question", False, str(last)))
        return last

    def streaming(self) -> None:
        for usage in (True, False):
            if usage and self.endpoint.kind == "mistral":
                continue  # counts in any case, and refuses to be asked (HTTP 422)
            trial = self.endpoint.with_capabilities(streaming=True, usage=usage)
            begun = time.monotonic()
            try:
                events = OpenAIChat(trial).stream(self._request(_PROSE))
                next(events)
                first = (time.monotonic() - begun) * 1000
                counted = any(isinstance(e, ChatEnd) and not e.usage.estimated for e in events)
            except ModelError as error:
                why = str(error)
                continue
            self._first_piece_ms = first
            self.endpoint = trial
            self.tried.append(Tried("écrit au fur et à mesure", True))
            self.tried.append(
                Tried("compte ses jetons", counted, "" if counted else "ils seront estimés")
            )
            return
        self.tried.append(Tried("écrit au fur et à mesure", False, why))

    def schema(self) -> None:
        def follows() -> None:
            trial = self.endpoint.with_capabilities(json_schema=True)
            text = self._text(trial, ChatRequest(_PROSE, _SCHEMA, 200, 0.0, self._left()))
            if departure(_json(text), _SCHEMA):
                raise ModelError("malformed")

        if self._works("suit un schéma JSON imposé", follows):
            self.endpoint = self.endpoint.with_capabilities(json_schema=True)

    def json_object(self) -> None:
        def writes() -> None:
            received = self._create(
                self.endpoint, _IN_JSON, response_format={"type": "json_object"}, max_tokens=200
            )
            if not isinstance(_json(received.choices[0].message.content), dict):
                raise ModelError("malformed")

        if self._works("écrit un objet JSON", writes):
            self.endpoint = self.endpoint.with_capabilities(json_object=True)

    def tools(self) -> None:
        def calls() -> None:
            chosen = {"type": "function", "function": {"name": "donner_date"}}
            received = self._create(
                self.endpoint, tools=[_TOOL], tool_choice=chosen, max_tokens=200
            )
            if not received.choices[0].message.tool_calls:
                raise ModelError("malformed")

        if self._works("appelle un outil", calls):
            self.endpoint = self.endpoint.with_capabilities(tools=True)

    def embeddings(self) -> None:
        def embeds() -> None:
            near, far = OpenAIEmbedder(self.endpoint).embed(
                ["carte de transport", "restauration du lycée"], deadline_s=self._left()
            )
            self.dimensions = len(near) if near != far else 0
            if not self.dimensions:
                raise ModelError("malformed")

        self._works("calcule des vecteurs", embeds)

    def speech(self) -> None:
        def hears() -> None:
            OpenAISpeech(self.endpoint).transcribe(_tone(), "essai.wav", deadline_s=self._left())
            self.hears = True

        self._works("transcrit un enregistrement", hears)

    # --- asking ----------------------------------------------------------------------------------

    def _left(self) -> float:
        return max(0.1, min(self._step_s, self._until.left))

    def _request(self, messages: tuple[ChatMessage, ...]) -> ChatRequest:
        return ChatRequest(messages, None, 200, 0.0, self._left())

    def _works(self, what: str, attempt: Callable[[], None]) -> bool:
        try:
            with as_model_errors(self._until):
                attempt()
        except ModelError as error:
            self.tried.append(Tried(what, False, str(error)))
            return False
        self.tried.append(Tried(what, True))
        return True

    def _text(self, endpoint: OpenAIEndpoint, request: ChatRequest) -> str:
        return "".join(
            e.text for e in OpenAIChat(endpoint).stream(request) if isinstance(e, ChatPiece)
        )

    def _create(
        self,
        endpoint: OpenAIEndpoint,
        messages: tuple[ChatMessage, ...] = _PROSE,
        *,
        max_tokens: int,
        **asked: Any,
    ) -> Any:
        able = endpoint.capabilities
        asked["max_completion_tokens" if able.new_limit else "max_tokens"] = max_tokens
        if able.temperature:
            asked["temperature"] = 0.0
        until = Until(self._left())
        with as_model_errors(until):
            received: Any = sdk(endpoint).chat.completions.create(
                model=endpoint.model,
                messages=[{"role": m.author, "content": m.text} for m in messages],  # type: ignore[misc]
                timeout=httpx2.Timeout(until),
                **asked,
            )
            if not received.choices:
                raise ModelError("empty")
        return received


def _tone() -> bytes:
    """A second of sound in which nobody speaks: what is asked is whether it is taken."""
    written = io.BytesIO()
    with wave.open(written, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16_000)
        file.writeframes(b"".join(bytes((0, n // 20 % 2)) for n in range(16_000)))
    return written.getvalue()


def _json(text: Any) -> Any:
    try:
        return json.loads(text)
    except (TypeError, ValueError, RecursionError):
        raise ModelError("malformed") from None
