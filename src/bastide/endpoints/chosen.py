"""The model that an organisation has chosen for a role (`chat_for`), with its fallbacks.

1. The endpoints of the role, in their order. None: no model, which is a normal state.
2. For each: its worst cost is reserved within the budgets; personal data is hidden when it is
   outside; it is called with its share of the time that is left.
3. It answers: values are put back, the real cost is settled. It fails before its first piece: the
   next one is tried. After the first piece, what was said cannot be unsaid: the failure is told
   (`whole` keeps the pieces until the end, and tries the next one then too).
4. Each try is entered in `attempts`, for the ledger.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace

from django.conf import settings

from bastide.endpoints.call import Attempt, Call
from bastide.endpoints.models import Assignment, Endpoint, Kind
from bastide.endpoints.references import secret_reader
from bastide.engine.chat import (
    ChatEnd,
    ChatEvent,
    ChatPiece,
    ChatRequest,
    ModelError,
)
from bastide.engine.ports import ChatModel
from bastide.providers.chat_client import OpenAIEndpoint
from bastide.providers.chat_openai import OpenAIChat
from bastide.tenants.models import Member
from bastide.tenants.scope import current_organisation_id

# Less than this is not worth a call.
LEAST_S = 0.2


def chat_for(role: str, member: Member | None = None) -> Chosen | None:
    """The model of the organisation in scope for a role, or none when none is chosen.

    `member`: whose personal budget is spent too.
    """
    endpoints = endpoints_for(role)
    return Chosen(endpoints, member) if endpoints else None


def endpoints_for(role: str) -> list[Endpoint]:
    """The endpoints that can chat among those of a role, in their order."""
    rows = Assignment.objects.filter(role=role).select_related("endpoint").order_by("order", "id")
    return [row.endpoint for row in rows if row.endpoint.kind != Kind.LOCAL]


def spoken_to(endpoint: Endpoint) -> OpenAIEndpoint:
    """An endpoint as the providers know it, its key by reference."""
    return OpenAIEndpoint(
        kind=endpoint.kind,  # type: ignore[arg-type]
        base_url=endpoint.base_url,
        model=endpoint.deployment,
        api_version=endpoint.api_version,
        secret=secret_reader(endpoint.secret, endpoint.organisation_id),
        entra=endpoint.entra,
        capabilities=endpoint.able,
        private_hosts=frozenset(settings.MODEL_PRIVATE_HOSTS),
        owner=str(endpoint.organisation_id),
    )


class Chosen:
    """A `ChatModel` over several endpoints, for one answer: make one anew for each."""

    def __init__(self, endpoints: Sequence[Endpoint], member: Member | None = None) -> None:
        self._endpoints = list(endpoints)
        self._person = member.pk if member is not None else 0
        self._organisation = current_organisation_id()
        self.attempts: list[Attempt] = []
        # Read while the scope is open: an answer may be written after the view has returned.
        self._models: list[ChatModel] = [OpenAIChat(spoken_to(e)) for e in self._endpoints]

    @property
    def name(self) -> str:
        """The endpoint that would be asked first."""
        return self._endpoints[0].name

    def stream(self, request: ChatRequest) -> Iterator[ChatEvent]:
        """As `ChatModel.stream`; the failure told is that of the last endpoint tried."""
        ends = time.monotonic() + request.deadline_s
        failure = ModelError("unreachable")
        for number in range(len(self._endpoints)):
            left = ends - time.monotonic()
            if left < LEAST_S:
                break
            share = _share(request, left, len(self._endpoints) - number)
            begun = False
            try:
                for event in self._call(number, share):
                    begun = True
                    yield event
            except ModelError as error:
                failure = error
                if begun:
                    raise
            else:
                return
        raise failure

    def whole(self, request: ChatRequest) -> tuple[str, ChatEnd]:
        """The text of a whole answer, from the first endpoint that gives one."""
        ends = time.monotonic() + request.deadline_s
        failure = ModelError("unreachable")
        for number in range(len(self._endpoints)):
            left = ends - time.monotonic()
            if left < LEAST_S:
                break
            share = _share(request, left, len(self._endpoints) - number)
            share = replace(share, deadline_s=share.first_piece_s or share.deadline_s)
            try:
                *pieces, end = self._call(number, share)
            except ModelError as error:
                failure = error
                continue
            assert isinstance(end, ChatEnd)
            return "".join(piece.text for piece in pieces if isinstance(piece, ChatPiece)), end
        raise failure

    def _call(self, number: int, request: ChatRequest) -> Iterator[ChatEvent]:
        call = Call(self._endpoints[number], request, self._organisation, self._person)
        try:
            call.begin()
            for event in self._models[number].stream(call.sent):
                yield from call.take(event)
        except ModelError as error:
            call.failed(error)
            raise
        finally:
            self.attempts.append(call.close())


def _share(request: ChatRequest, left: float, remaining: int) -> ChatRequest:
    """The time of one endpoint: an equal share to begin to answer, all that is left to finish."""
    first = left / remaining
    if request.first_piece_s is not None:
        first = min(first, request.first_piece_s)
    return replace(request, deadline_s=left, first_piece_s=first)
