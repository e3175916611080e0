"""The models that an organisation has chosen to transcribe recordings, with their fallbacks.

A recording cannot be masked: an endpoint outside the authority from which personal data must be
hidden is never given one.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

from django.conf import settings

from bastide.endpoints.budgets import cost_of, reserve, settle
from bastide.endpoints.call import Attempt
from bastide.endpoints.chosen import LEAST_S, spoken_to
from bastide.endpoints.models import Assignment, Endpoint, Kind, Role
from bastide.engine.chat import Failure, ModelError, TokenUsage
from bastide.engine.minutes.reading.heard import Cue
from bastide.engine.ports import Speech
from bastide.providers.chat_openai import CHARACTERS_A_TOKEN
from bastide.providers.speech_local import LocalSpeech
from bastide.providers.speech_openai import OpenAISpeech
from bastide.tenants.models import Member
from bastide.tenants.scope import current_organisation_id, scope

# Speech is some 4 tokens a second; at the least that it weighs (24 kbit/s), 3,000 bytes.
BYTES_A_TOKEN_AT_WORST = 500
MASKED = (
    "Le modèle de transcription est hors de la collectivité et les données personnelles doivent "
    "lui être masquées : dans un son, c'est impossible. Un administrateur peut choisir un modèle "
    "de la collectivité, ou lever ce masquage pour celui-ci."
)


@dataclass(frozen=True, slots=True)
class Listeners:
    """Who may transcribe. `refusal`: why nobody may, in French, when some model is set for it."""

    endpoints: tuple[Endpoint, ...] = ()
    refusal: str = ""


def listeners() -> Listeners:
    """The endpoints of the role for the organisation in scope, in their order."""
    rows = Assignment.objects.filter(role=Role.TRANSCRIBE).select_related("endpoint")
    set_ = [row.endpoint for row in rows.order_by("order", "id")]
    fit = tuple(one for one in set_ if not (one.outside and one.hide_personal))
    return Listeners(fit, MASKED if set_ and not fit else "")


def transcriber_for(member: Member | None = None) -> Transcriber | None:
    """What transcribes for the organisation in scope; none is a normal state."""
    found = listeners().endpoints
    return Transcriber(found, member) if found else None


def speech_of(endpoint: Endpoint) -> Speech:
    """What speaks to an endpoint, whoever pays."""
    if endpoint.kind == Kind.LOCAL:
        return LocalSpeech(settings.DATA_DIR / "speech", endpoint.deployment)
    return OpenAISpeech(spoken_to(endpoint))


class Transcriber:
    """A `Speech` over several endpoints, within the budgets. `attempts`: for the ledger."""

    def __init__(self, endpoints: tuple[Endpoint, ...], member: Member | None = None) -> None:
        self._endpoints = endpoints
        self._person = member.pk if member is not None else 0
        self._organisation = current_organisation_id()
        self.attempts: list[Attempt] = []

    def transcribe(self, sound: bytes, name: str, *, deadline_s: float = 600.0) -> list[Cue]:
        ends = time.monotonic() + deadline_s
        failure = ModelError("unreachable")
        for endpoint in self._endpoints:
            left = ends - time.monotonic()
            if left < LEAST_S:
                break
            try:
                return self._once(endpoint, sound, name, left)
            except ModelError as error:
                failure = error
        raise failure

    def _once(self, endpoint: Endpoint, sound: bytes, name: str, left: float) -> list[Cue]:
        worst = TokenUsage(0, -(-len(sound) // BYTES_A_TOKEN_AT_WORST), estimated=True)
        begun = time.perf_counter()
        usage, failed = TokenUsage(0, 0, estimated=True), None
        with scope(self._organisation):
            reservation = reserve(cost_of(endpoint, worst), self._person)
        try:
            found = speech_of(endpoint).transcribe(sound, name, deadline_s=left)
            told = sum(len(cue.text) for cue in found)
            usage = TokenUsage(0, round(told / CHARACTERS_A_TOKEN), estimated=True)
            return found
        except ModelError as error:
            failed = error.kind
            raise
        finally:
            cost = cost_of(endpoint, usage)
            with scope(self._organisation):
                settle(reservation, cost)
            self.attempts.append(_attempt(endpoint, usage, begun, failed))


def _attempt(
    endpoint: Endpoint, usage: TokenUsage, begun: float, failed: Failure | None
) -> Attempt:
    return Attempt(
        endpoint=endpoint.name,
        model=endpoint.deployment,
        usage=usage,
        cost=cost_of(endpoint, usage),
        ms=(time.perf_counter() - begun) * 1000,
        energy_class=endpoint.energy_class,
        region=endpoint.region,
        outside=endpoint.outside,
        failure=failed,
    )
