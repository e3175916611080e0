"""The embedder that an organisation has chosen, and the job that follows a change of it.

The first endpoint of the role alone: the vectors of two models cannot be compared. It is either a
server (`providers.embed_openai`) or a model of this machine (`providers.embed_local`). Where none
has the role, the retriever that Bastide ships has it (`providers.embed_onnx`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from django.conf import settings

from bastide.endpoints.budgets import Cost, cost_of, reserve, settle
from bastide.endpoints.call import CHARACTERS_A_TOKEN_AT_WORST
from bastide.endpoints.chosen import spoken_to
from bastide.endpoints.models import Assignment, Endpoint, Kind, Role
from bastide.engine.chat import TokenUsage
from bastide.engine.ports import Embedder
from bastide.engine.pseudonyms import hide_all
from bastide.jobs.models import Job
from bastide.jobs.queue import enqueue, in_bulk
from bastide.providers.chat_openai import CHARACTERS_A_TOKEN
from bastide.providers.embed_local import LocalEmbedder
from bastide.providers.embed_onnx import OnnxEmbedder, available, name_of
from bastide.providers.embed_openai import OpenAIEmbedder
from bastide.tenants.models import Member
from bastide.tenants.scope import current_organisation_id, scope

# The job that makes the vectors, in whatever application: those below only order it.
TASK = "ask.vectors"


def embedder_for(
    member: Member | None = None, *, hurried: bool = False
) -> ChosenEmbedder | ShippedEmbedder | None:
    """The embedder of the organisation in scope, or none, which is a normal state.

    `hurried`: for a question that waits little; its failures do not count against the job's calls.
    """
    row = (
        Assignment.objects.filter(role=Role.EMBED)
        .select_related("endpoint")
        .order_by("order", "id")
        .first()
    )
    return ChosenEmbedder(row.endpoint, member, hurried=hurried) if row else shipped()


def embedder_named(
    name: str, member: Member | None = None
) -> ChosenEmbedder | ShippedEmbedder | None:
    """For a question, the embedder that bears this name, whatever its role now: the vectors that it
    made still serve while those of another are being made."""
    found = (ChosenEmbedder(row, member, hurried=True) for row in Endpoint.objects.all())
    chosen = next((one for one in found if one.name == name), None)
    own = shipped()
    return chosen or (own if own and own.name == name else None)


def shipped() -> ShippedEmbedder | None:
    """The retriever that Bastide ships, if its files are there and the installation wants it."""
    return ShippedEmbedder() if settings.RETRIEVER and available() else None


def order_vectors() -> None:
    """Orders the vectors that lack, if something makes them and no such job waits already."""
    if not Assignment.objects.filter(role=Role.EMBED).exists() and shipped() is None:
        return
    if not Job.objects.filter(task=TASK, state=Job.State.WAITING).exists():
        with in_bulk():
            enqueue(TASK)


def embedder_of(endpoint: Endpoint, *, hurried: bool = False) -> Embedder:
    """What speaks to an endpoint, whoever pays."""
    if endpoint.kind == Kind.LOCAL:
        return LocalEmbedder(settings.DATA_DIR / "embedders", endpoint.deployment)
    spoken = spoken_to(endpoint)
    # Another owner has another breaker.
    return OpenAIEmbedder(replace(spoken, owner=f"{spoken.owner} question") if hurried else spoken)


class ChosenEmbedder:
    """An `Embedder` within the budgets. Texts that leave the house leave without personal data.

    `spent`: what its calls cost so far.
    """

    def __init__(
        self, endpoint: Endpoint, member: Member | None = None, *, hurried: bool = False
    ) -> None:
        self._endpoint = endpoint
        self._person = member.pk if member is not None else 0
        self._organisation = current_organisation_id()
        self._embedder = embedder_of(endpoint, hurried=hurried)
        self.spent = Cost()

    @property
    def name(self) -> str:
        """What vectors were made by: when it changes, they are made again."""
        where = self._endpoint.base_url or self._endpoint.kind
        return f"{where} {self._endpoint.deployment}"

    @property
    def title(self) -> str:
        """Its name on the page of models."""
        return self._endpoint.name

    def embed(self, texts: Sequence[str], *, deadline_s: float = 10.0) -> list[list[float]]:
        asked = sum(map(len, texts))
        cost = cost_of(self._endpoint, TokenUsage(-(-asked // CHARACTERS_A_TOKEN_AT_WORST), 0))
        with scope(self._organisation):
            reservation = reserve(cost, self._person)
        spent: Any = Cost()
        try:
            sent: Sequence[str] = texts
            if self._endpoint.outside and self._endpoint.hide_personal:
                sent, _ = hide_all(texts)
            vectors = self._embedder.embed(sent, deadline_s=deadline_s)
            read = round(sum(map(len, sent)) / CHARACTERS_A_TOKEN)
            spent = cost_of(self._endpoint, TokenUsage(read, 0, estimated=True))
            self.spent = self.spent + spent
            return vectors
        finally:
            with scope(self._organisation):
                settle(reservation, spent)


@cache
def _onnx() -> OnnxEmbedder:
    """One for the whole process: it holds some 60 MB."""
    return OnnxEmbedder()


def prepare() -> None:
    """Loads the shipped retriever beside, so that the first question of a process has it."""
    if shipped() is not None:
        _onnx().prepare()


class ShippedEmbedder:
    """The shipped retriever: no text leaves the machine, and no budget is spent but energy."""

    title = "Bastide"

    def __init__(self) -> None:
        self.spent = Cost()

    @property
    def name(self) -> str:
        """Asked only when vectors are: the first time, 20 MB are gone through."""
        return name_of()

    def embed(self, texts: Sequence[str], *, deadline_s: float = 10.0) -> list[list[float]]:
        return _onnx().embed(texts, deadline_s=deadline_s)
