"""An OpenAI-shaped endpoint: where it is, what it can do, and the SDK's client for it.

Azure OpenAI: with an API version, the address of the resource and the deployment's name; without,
the « v1 » address (`…/openai/v1/`), which needs none. With a version, a key goes in `api-key` and
an Entra token in `Authorization`; the « v1 » address takes both there. Mistral (La Plateforme, or
a deployment on Azure) and every compatible server (vLLM, llama.cpp, Ollama, Albert API) take the
address that ends in `/v1` and a bearer key, if any.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit

import httpx2

from bastide import __version__
from bastide.engine.breaker import Breaker
from bastide.engine.chat import ModelError
from bastide.providers.bounded_http import bounded_client, is_private_host

if TYPE_CHECKING:
    import openai

Kind = Literal["azure", "mistral", "compatible"]
Key = tuple[str, str, str, str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What an endpoint can do, as `providers.probe_openai` found. Before that: the least.

    `usage`: it counts tokens in a stream when asked (`stream_options`); `new_limit`: it wants
    `max_completion_tokens`, as reasoning models do; `temperature`: it accepts one.
    """

    streaming: bool = True
    json_schema: bool = False
    json_object: bool = False
    tools: bool = False
    usage: bool = False
    new_limit: bool = False
    temperature: bool = True

    @property
    def prompt_only(self) -> bool:
        return not (self.json_schema or self.json_object)


def no_secret() -> str:
    """For a server that asks for no key."""
    return ""


@dataclass(frozen=True, slots=True)
class OpenAIEndpoint:
    """Everything needed to speak to one model. `secret` is read anew for each call, never kept.

    `private_hosts`: hosts (or host:port) whose address may be private. `owner`: whose connection it
    is; two owners share neither connections nor a breaker, even at one address.
    """

    kind: Kind
    base_url: str
    model: str
    api_version: str = ""
    secret: Callable[[], str] = no_secret
    entra: bool = False
    capabilities: Capabilities = field(default_factory=Capabilities)
    private_hosts: frozenset[str] = frozenset()
    owner: str = ""

    def __post_init__(self) -> None:
        """Loads the SDK, a third of a second that only who speaks to a model waits: here, where no
        deadline runs yet."""
        import openai  # noqa: F401

    @property
    def key(self) -> Key:
        """What makes a connection: two endpoints with the same share it, and its breaker."""
        return self.owner, self.base_url, self.model, self.api_version, self.private_hosts

    def with_capabilities(self, **changed: bool) -> OpenAIEndpoint:
        return replace(self, capabilities=replace(self.capabilities, **changed))


def refused_address(base_url: str, private_hosts: frozenset[str]) -> str:
    """Why an address cannot be a model's, in French; empty when it can. It is judged again, once
    its name is resolved, on each connection (`bounded_http`)."""
    try:
        parts = urlsplit(base_url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        return "Cette adresse ne peut pas être lue."
    host = parts.hostname or ""
    if parts.scheme not in ("http", "https") or not host:
        return "L'adresse commence par https:// (ou http:// pour un serveur local)."
    if parts.username is not None or parts.password is not None:
        return "Une adresse ne porte pas de mot de passe : la clé se donne à part."
    if parts.query or parts.fragment:
        return "L'adresse s'arrête avant « ? » et « # »."
    if parts.scheme == "http" and not is_private_host(host, port, private_hosts):
        return (
            "Sans https, la clé et les questions passeraient en clair : http:// n'est admis que "
            "pour un hôte de BASTIDE_MODEL_PRIVATE_HOSTS."
        )
    return ""


_clients: dict[Key, httpx2.Client] = {}
_breakers: dict[Key, Breaker] = {}
_lock = threading.Lock()
# Endpoints are few; more than this means that addresses are being tried one after the other.
_MOST_KEPT = 200


def breaker_of(endpoint: OpenAIEndpoint) -> Breaker:
    with _lock:
        if len(_breakers) > _MOST_KEPT:
            _breakers.clear()
        return _breakers.setdefault(endpoint.key, Breaker())


def held_back() -> int:
    """How many endpoints this process leaves alone for the moment."""
    with _lock:
        return sum(breaker.open for breaker in _breakers.values())


def forget_connections() -> None:
    """Closes the kept connections and forgets the breakers (tests, a changed certificate)."""
    with _lock:
        for kept in _clients.values():
            kept.close()
        _clients.clear()
        _breakers.clear()


def _connection(endpoint: OpenAIEndpoint) -> httpx2.Client:
    with _lock:
        if len(_clients) > _MOST_KEPT:
            _clients.clear()
        if endpoint.key not in _clients:
            _clients[endpoint.key] = bounded_client(endpoint.base_url, endpoint.private_hosts)
        return _clients[endpoint.key]


def sdk(endpoint: OpenAIEndpoint) -> openai.OpenAI:
    """The SDK's client: no retry of its own, a secret that was read just now.

    Raises `ModelError` (`unreachable`) for an address that is refused, (`unauthorised`) for a
    secret that cannot be read or sent.
    """
    import openai

    why = refused_address(endpoint.base_url, endpoint.private_hosts)
    if why:
        raise ModelError("unreachable", why)
    secret = endpoint.secret()
    if not secret.isascii() or not secret.isprintable():
        raise ModelError("unauthorised", "La clé contient des caractères qu'un en-tête refuse.")
    connection = _connection(endpoint)
    # `organization` and the rest would else come from OPENAI_* variables meant for another use.
    headers: dict[str, Any] = {
        "User-Agent": f"Bastide/{__version__}",
        "OpenAI-Organization": openai.Omit(),
        "OpenAI-Project": openai.Omit(),
    }
    address = endpoint.base_url.rstrip("/")
    if endpoint.kind == "azure" and endpoint.api_version:
        return openai.AzureOpenAI(
            azure_endpoint=address,
            azure_deployment=endpoint.model,
            api_version=endpoint.api_version,
            max_retries=0,
            http_client=connection,
            default_headers=headers,
            api_key=None if endpoint.entra else secret,
            azure_ad_token=secret if endpoint.entra else None,
        )
    if endpoint.kind == "azure" and not address.endswith("/openai/v1"):
        address = address.removesuffix("/openai") + "/openai/v1"
    return openai.OpenAI(
        base_url=address,
        api_key=secret or "none",
        max_retries=0,
        http_client=connection,
        default_headers=headers,
    )
