"""A model behind the OpenAI protocol (`ChatModel`): Azure OpenAI, Mistral, compatible servers.

1. The breaker holds a call back when the endpoint has kept failing.
2. The request is written in the strongest way that the endpoint knows (`_arguments`).
3. It is sent; before the first piece, what may pass (throttled, failed, unreachable, cut) is tried
   again after a wait with jitter, or the wait that the server asks, as long as the deadline allows.
4. Pieces come through `_Answer`, which measures, keeps to the JSON that was asked, and says at the
   end whether the answer is whole.
5. Everything else is a `ModelError`, before the deadline: each wait on the network has what is
   left of it (`bounded_http.Until`).
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import httpx2

from bastide.engine.chat import (
    ChatEnd,
    ChatEvent,
    ChatPiece,
    ChatRequest,
    Failure,
    Finish,
    ModelError,
    TokenUsage,
)
from bastide.engine.chat_schema import JsonOnly, parsed
from bastide.providers.bounded_http import Until
from bastide.providers.chat_client import OpenAIEndpoint, breaker_of, sdk
from bastide.providers.openai_failures import as_model_errors

RETRIES = 2
FIRST_WAIT_S = 0.25
PASSING: frozenset[Failure] = frozenset({"throttled", "failed", "unreachable", "cut"})
# French prose is 3 to 4.5 characters a token with the tokenizers of Mistral and OpenAI; a token is
# hardly ever longer than 16. Beyond, the server ignores `max_tokens`.
CHARACTERS_A_TOKEN = 3.5
MOST_CHARACTERS_A_TOKEN = 16
# Ten times the longest context of any model: more is a server's mistake, or its malice.
MOST_TOKENS = 100_000_000
# The envelope of an answer in JSON: names, brackets.
SPARE_CHARACTERS = 2000

_ASKED = (
    "Réponds par un seul objet JSON, sans rien avant ni après, conforme à ce schéma JSON :\n"
    "{schema}"
)


class OpenAIChat:
    """One endpoint as a `ChatModel`. Safe to share between threads."""

    def __init__(self, endpoint: OpenAIEndpoint) -> None:
        self._endpoint = endpoint

    def stream(self, request: ChatRequest) -> Iterator[ChatEvent]:
        until = Until(min(request.deadline_s, request.first_piece_s or request.deadline_s))
        whole = until.ends + request.deadline_s - float(until)
        breaker = breaker_of(self._endpoint)
        held = breaker.refusal()
        if held is not None:
            rest = "Ce modèle est laissé au repos après des échecs répétés."
            raise ModelError(held, rest, usage=TokenUsage(0, 0))
        former: ModelError | None = None
        for attempt in range(RETRIES + 1):
            answer = _Answer(request)
            try:
                for event in self._once(request, until, answer):
                    until.ends = whole
                    yield event
            except ModelError as error:
                if error.kind == "slow" and former is not None:
                    error = former  # the time went in trying again: what it was for is told
                error.usage = error.usage or (answer.usage() if answer.begun else None)
                wait = wait_before_retry(error, attempt, until) if not answer.begun else None
                if wait is None:
                    breaker.failure(error.kind)
                    raise error from None
                former = error
                time.sleep(wait)
            else:
                breaker.success()
                return

    def _once(self, request: ChatRequest, until: Until, answer: _Answer) -> Iterator[ChatEvent]:
        create = sdk(self._endpoint).chat.completions.create
        with as_model_errors(until):
            received: Any = create(**_arguments(self._endpoint, request), timeout=_timeout(until))
        if not self._endpoint.capabilities.streaming:
            with as_model_errors(until):
                pieces = answer.take(_whole(received))
            yield from pieces
        else:
            with closing(received):
                chunks = iter(received)
                while True:
                    with as_model_errors(until, begun=answer.begun):
                        chunk = next(chunks, None)
                        if chunk is None:
                            break
                        pieces = answer.take(chunk)
                    yield from pieces
                    if until.left <= 0:
                        raise ModelError("endless" if answer.begun else "slow")
        yield answer.end(self._endpoint.model)


def wait_before_retry(error: ModelError, attempt: int, until: Until) -> float | None:
    """Seconds before another try; nothing when there must be none. Full jitter, so that callers
    held back together do not come back together."""
    if error.kind not in PASSING or attempt >= RETRIES:
        return None
    if error.retry_after_s is not None:
        wait = error.retry_after_s + random.uniform(0, 0.1)  # noqa: S311
    else:
        wait = random.uniform(FIRST_WAIT_S / 2, FIRST_WAIT_S) * 2**attempt  # noqa: S311
    return wait if wait < until.left else None


def _timeout(until: Until) -> httpx2.Timeout:
    return httpx2.Timeout(until)


def _arguments(endpoint: OpenAIEndpoint, request: ChatRequest) -> dict[str, Any]:
    able = endpoint.capabilities
    messages = [{"role": m.author, "content": m.text} for m in request.messages]
    arguments: dict[str, Any] = {"model": endpoint.model, "messages": messages}
    arguments["max_completion_tokens" if able.new_limit else "max_tokens"] = request.max_tokens
    if able.temperature:
        arguments["temperature"] = request.temperature
    if able.streaming:
        arguments["stream"] = True
        if able.usage:
            arguments["stream_options"] = {"include_usage": True}
    if request.schema is None:
        return arguments
    if able.json_schema:
        arguments["response_format"] = {
            "type": "json_schema",
            "json_schema": {
                "name": "reponse",
                "strict": True,
                "schema": _sendable(request.schema, endpoint.kind == "azure"),
            },
        }
    else:
        if able.json_object:
            arguments["response_format"] = {"type": "json_object"}
        schema = json.dumps(request.schema, ensure_ascii=False)
        _add_to_instructions(messages, _ASKED.format(schema=schema))
    return arguments


# Strict mode at OpenAI refuses lengths of strings, and Azure's older versions every limit
# (Microsoft, « Structured outputs », unsupported type-specific keywords); llama.cpp refuses long
# repetitions. What is left out of the request is checked on the answer all the same.
_LENGTHS = frozenset({"minLength", "maxLength"})
_LIMITS = _LENGTHS | {"minItems", "maxItems", "minimum", "maximum"}


def _sendable(schema: dict[str, Any], azure: bool) -> dict[str, Any]:
    """The schema without the words that the endpoint would refuse."""
    out = _LIMITS if azure else _LENGTHS
    sent = {word: value for word, value in schema.items() if word not in out}
    if "properties" in sent:
        inner = sent["properties"].items()
        sent["properties"] = {name: _sendable(value, azure) for name, value in inner}
    if "items" in sent:
        sent["items"] = _sendable(sent["items"], azure)
    if "anyOf" in sent:
        sent["anyOf"] = [_sendable(value, azure) for value in sent["anyOf"]]
    return sent


def _add_to_instructions(messages: list[dict[str, str]], text: str) -> None:
    """In the system message: among the user's, it would stand beside data that may be hostile."""
    for message in messages:
        if message["role"] == "system":
            message["content"] += f"\n\n{text}"
            return
    messages.insert(0, {"role": "system", "content": text})


def _whole(received: Any) -> Any:
    """An answer that was not streamed, in the shape of a stream's chunk."""
    for choice in received.choices:
        choice.delta = choice.message
    return received


def _count(tokens: Any) -> int:
    """A number of tokens as a server tells it, within what a budget can hold."""
    return max(0, min(int(tokens), MOST_TOKENS))


class _Answer:
    """What has come of an answer so far."""

    def __init__(self, request: ChatRequest) -> None:
        self._request = request
        self._json = JsonOnly() if request.schema is not None else None
        self._kept: list[str] = []
        self._received = 0
        self._finish: Finish | None = None
        self._usage: TokenUsage | None = None
        self._model = ""
        self.begun = False

    def take(self, chunk: Any) -> list[ChatPiece]:
        """The pieces that a chunk of the stream adds. Raises `ModelError` (`endless`)."""
        if isinstance(chunk.model, str):
            self._model = chunk.model[:200]
        usage = getattr(chunk, "usage", None)
        if usage is not None and usage.prompt_tokens is not None:
            self._usage = TokenUsage(
                _count(usage.prompt_tokens), _count(usage.completion_tokens or 0)
            )
        pieces = []
        for choice in chunk.choices or []:
            text = getattr(choice.delta, "content", None)
            if text is not None and not isinstance(text, str):
                raise ModelError("malformed")
            if text:
                self._received += len(text)
                if self._received > (
                    self._request.max_tokens * MOST_CHARACTERS_A_TOKEN + SPARE_CHARACTERS
                ):
                    raise ModelError("endless")
                kept = text if self._json is None else self._json.feed(text)
                if kept:
                    self.begun = True
                    self._kept.append(kept)
                    pieces.append(ChatPiece(kept))
            if choice.finish_reason:
                self._finish = _FINISHES.get(choice.finish_reason, "stop")
            break  # one answer was asked for
        return pieces

    def usage(self) -> TokenUsage:
        """As the endpoint counted, or an estimate from the characters."""
        if self._usage is not None:
            return self._usage
        asked = sum(len(m.text) for m in self._request.messages)
        return TokenUsage(
            round(asked / CHARACTERS_A_TOKEN),
            round(self._received / CHARACTERS_A_TOKEN),
            estimated=True,
        )

    def end(self, model: str) -> ChatEnd:
        """The end of a whole answer. Raises `ModelError` when it is cut, empty or not as asked."""
        usage = self.usage()
        if self._finish is None:
            raise ModelError("cut" if self._received else "empty", usage=usage)
        text = "".join(self._kept)
        if not self._received or (self._json is None and not text.strip()):
            raise ModelError("empty", usage=usage)
        if self._request.schema is not None:
            try:
                parsed(text, self._request.schema)
            except ValueError as error:
                raise ModelError("malformed", str(error)[:120], usage=usage) from None
        return ChatEnd(usage, self._model or model, self._finish)


_FINISHES: dict[str, Finish] = {
    "stop": "stop",
    "length": "length",
    "model_length": "length",  # Mistral
    "content_filter": "filter",
}
