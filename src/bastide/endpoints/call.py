"""One call of one endpoint: its budget, what is hidden from it, what it cost.

1. `begin`: the worst cost is reserved; personal data is replaced when the endpoint is outside.
2. `take`: each event, with the values put back.
3. `close`: the real cost is settled, and the call told as an `Attempt`.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from bastide.endpoints.budgets import Cost, Reservation, cost_of, reserve, settle
from bastide.endpoints.models import Endpoint
from bastide.engine.chat import (
    ChatEnd,
    ChatEvent,
    ChatMessage,
    ChatPiece,
    ChatRequest,
    Failure,
    ModelError,
    TokenUsage,
)
from bastide.engine.pseudonyms import Key, Restorer, hide_all
from bastide.providers import tracing
from bastide.providers.chat_openai import CHARACTERS_A_TOKEN
from bastide.tenants.scope import scope

# Tables and figures cost one token for two or three characters; prose, one for four. A
# reservation must not be too small.
CHARACTERS_A_TOKEN_AT_WORST = 2
# Failures that are owed nothing, as long as nothing was written.
FREE: frozenset[Failure] = frozenset(
    {"unauthorised", "missing", "throttled", "failed", "unreachable", "refused", "spent"}
)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One call of one endpoint. `failure`: none when it answered; `left`: the caller went away.

    `hidden`: how many personal values were replaced by tokens before it was called.
    """

    endpoint: str
    model: str
    usage: TokenUsage
    cost: Cost
    ms: float
    energy_class: str
    region: str
    outside: bool
    failure: Failure | None = None
    left: bool = False
    hidden: int = 0


@dataclass
class Call:
    """One call under way: its budget, its key, what came."""

    endpoint: Endpoint
    request: ChatRequest
    organisation: int
    person: int
    sent: ChatRequest = field(init=False)
    begun: float = field(init=False, default_factory=time.perf_counter)
    _key: Key = field(init=False, default_factory=lambda: Key({}))
    _restorer: Restorer | None = field(init=False, default=None)
    _reservation: Reservation | None = field(init=False, default=None)
    _end: ChatEnd | None = field(init=False, default=None)
    _error: ModelError | None = field(init=False, default=None)
    _received: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        self.sent = self.request

    def begin(self) -> None:
        asked = sum(len(message.text) for message in self.request.messages)
        worst = TokenUsage(-(-asked // CHARACTERS_A_TOKEN_AT_WORST), self.request.max_tokens)
        with scope(self.organisation):
            self._reservation = reserve(cost_of(self.endpoint, worst), self.person)
        if self.endpoint.outside and self.endpoint.hide_personal:
            texts, self._key = hide_all([message.text for message in self.request.messages])
            messages = tuple(
                ChatMessage(message.author, text)
                for message, text in zip(self.request.messages, texts, strict=True)
            )
            self.sent = replace(self.request, messages=messages)
            in_json = self.request.schema is not None
            self._restorer = Restorer(self._key, in_json=in_json)

    def take(self, event: ChatEvent) -> Iterator[ChatEvent]:
        if isinstance(event, ChatPiece):
            self._received += len(event.text)
            text = self._restorer.feed(event.text) if self._restorer else event.text
        else:
            self._end = event
            text = self._restorer.end() if self._restorer else ""
        if text:
            yield ChatPiece(text)
        if isinstance(event, ChatEnd):
            yield event

    def failed(self, error: ModelError) -> None:
        self._error = error

    def close(self) -> Attempt:
        usage = self._usage()
        cost = cost_of(self.endpoint, usage)
        if self._reservation is not None:
            with scope(self.organisation):
                settle(self._reservation, cost)
        seconds = time.perf_counter() - self.begun
        tracing.since(
            "model.call",
            seconds,
            organisation=self.organisation,
            read=usage.prompt,
            written=usage.completion,
            outcome=self._error.kind if self._error else "left" if self._end is None else "ended",
        )
        return Attempt(
            endpoint=self.endpoint.name,
            model=self._end.model if self._end else self.endpoint.deployment,
            usage=usage,
            cost=cost,
            ms=seconds * 1000,
            energy_class=self.endpoint.energy_class,
            region=self.endpoint.region,
            outside=self.endpoint.outside,
            failure=self._error.kind if self._error else None,
            left=self._end is None and self._error is None,
            hidden=len(self._key.values),
        )

    def _usage(self) -> TokenUsage:
        if self._end is not None:
            return self._end.usage
        if self._error is not None:
            if self._error.usage is not None:
                return self._error.usage
            free = self._error.kind in FREE and not self._received
            if free or self._reservation is None:
                return TokenUsage(0, 0)
        asked = sum(len(message.text) for message in self.sent.messages)
        return TokenUsage(
            round(asked / CHARACTERS_A_TOKEN),
            round(self._received / CHARACTERS_A_TOKEN),
            estimated=True,
        )
