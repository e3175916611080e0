"""Trying an endpoint, and remembering what it can do."""

from __future__ import annotations

from dataclasses import asdict, replace

from django.utils import timezone

from bastide.endpoints.chosen import spoken_to
from bastide.endpoints.embedding import embedder_of
from bastide.endpoints.models import Endpoint, Kind
from bastide.endpoints.transcribing import speech_of
from bastide.engine.chat import ModelError
from bastide.providers.chat_client import Capabilities
from bastide.providers.probe_openai import Probe, Tried, probe
from bastide.providers.speech_local import LocalSpeech

# A page waits for it: less patient than the command line.
PAGE_STEP_S, PAGE_WHOLE_S = 5.0, 15.0


def try_endpoint(endpoint: Endpoint, step_s: float, whole_s: float) -> Probe:
    """Probes and saves: abilities, or the problem. Never raises for what the endpoint does."""
    if endpoint.kind == Kind.LOCAL:
        found = _try_local(endpoint, whole_s)
        return _kept(endpoint, found)
    try:
        found = probe(spoken_to(endpoint), step_s, whole_s)
    except ModelError as error:
        found = Probe(Capabilities(), (), False, problem=error)
    return _kept(endpoint, found)


def _try_local(endpoint: Endpoint, whole_s: float) -> Probe:
    """A model of vectors, or one of speech when its folder is among those."""
    try:
        speech = speech_of(endpoint)
        if isinstance(speech, LocalSpeech) and speech.is_there():
            speech.model()
            return Probe(Capabilities(), (Tried("transcrit", True),), False, hears=True)
        vectors = embedder_of(endpoint).embed(["bonjour", "la mairie"], deadline_s=whole_s)
    except ModelError as error:
        return Probe(Capabilities(), (), False, problem=error)
    told = Tried("donne des vecteurs", True)
    return Probe(Capabilities(), (told,), True, dimensions=len(vectors[0]))


def _kept(endpoint: Endpoint, found: Probe) -> Probe:
    if found.works:
        endpoint.capabilities = asdict(found.capabilities) | {"dimensions": found.dimensions}
        endpoint.problem = ""
    else:
        endpoint.problem = told_problem(found)[:200]
    endpoint.probed = timezone.now()
    endpoint.save(update_fields=["capabilities", "problem", "probed"])
    return found


def told_problem(found: Probe) -> str:
    """The failure in French, with the detail that helps to mend it (never a secret)."""
    error = found.problem
    if error is None:
        return ""
    detail = f" ({error.detail})" if error.detail else ""
    return f"{error}{detail}"


def lines(found: Probe) -> list[Tried]:
    """What works and what does not, in French, one line each; slowness included."""
    told = list(found.tried)
    if found.first_piece_ms:
        told = [
            replace(one, why=f"premier mot après {found.first_piece_ms:.0f} ms")
            if one.what.startswith("écrit au fur") and one.works
            else one
            for one in told
        ]
    return told
