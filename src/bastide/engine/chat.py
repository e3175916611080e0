"""What is asked of a language model and what it gives back: frozen data, no network, no vendor.

1. A `ChatRequest` goes to a `ChatModel` (`engine.ports`), which yields events.
2. `ChatPiece`s come as they are written; one `ChatEnd` closes a whole answer, with its usage.
3. Anything else ends in a `ModelError`, whose `kind` a program reads and whose text an agent reads.

The pieces that came before a `ModelError` are not an answer: whoever showed some takes them back,
unless each was proved by itself (`engine.ground`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Author = Literal["system", "user", "assistant"]
# `stop`: the model ended by itself. `length`: `max_tokens` were written. `filter`: the provider's
# content filter ended it.
Finish = Literal["stop", "length", "filter"]
Failure = Literal[
    "slow", "cut", "unauthorised", "missing", "throttled", "failed", "malformed", "empty",
    "endless", "unreachable", "refused", "spent",
]  # fmt: skip

SENTENCES: dict[Failure, str] = {
    "slow": "Le modèle n'a pas répondu dans le temps accordé.",
    "cut": "Le modèle s'est interrompu au milieu de sa réponse.",
    "unauthorised": "Le modèle refuse la clé d'accès : un administrateur doit la vérifier.",
    "missing": "Ce modèle n'existe pas à cette adresse : un administrateur doit la vérifier.",
    "throttled": "Le modèle reçoit trop de demandes pour le moment.",
    "failed": "Le service du modèle est en panne.",
    "malformed": "Le modèle a répondu dans une forme qui ne peut pas être lue.",
    "empty": "Le modèle a répondu par un texte vide.",
    "endless": "Le modèle n'en finissait pas : sa réponse a été arrêtée.",
    "unreachable": "Le service du modèle ne peut pas être joint.",
    "refused": "Le service du modèle n'accepte pas cette demande.",
    "spent": "Le budget de modèle est épuisé.",
}


@dataclass(frozen=True, slots=True)
class ChatMessage:
    """One message of a conversation. `author` is the protocol's « role »."""

    author: Author
    text: str


@dataclass(frozen=True, slots=True)
class ChatRequest:
    """A question to a model.

    `schema`: JSON Schema (the subset of `engine.chat_schema`) that the whole answer must follow;
    a provider asks for it in the strongest way its endpoint knows and checks it in any case.
    `deadline_s`: seconds from the call to the last event, retries and waits included.
    `first_piece_s`: seconds to the first piece, when it must come sooner than that.
    """

    messages: tuple[ChatMessage, ...]
    schema: dict[str, Any] | None = None
    max_tokens: int = 800
    temperature: float = 0.0
    deadline_s: float = 10.0
    first_piece_s: float | None = None


@dataclass(frozen=True, slots=True)
class TokenUsage:
    """Tokens read and written. `estimated`: the endpoint did not count, characters were."""

    prompt: int
    completion: int
    estimated: bool = False

    @property
    def total(self) -> int:
        return self.prompt + self.completion


@dataclass(frozen=True, slots=True)
class ChatPiece:
    """Some characters of the answer, in the order they are written."""

    text: str


@dataclass(frozen=True, slots=True)
class ChatEnd:
    """The answer is whole. `model`: the name that the endpoint gives to what answered."""

    usage: TokenUsage
    model: str
    finish: Finish = "stop"


ChatEvent = ChatPiece | ChatEnd


class ModelError(Exception):
    """A model that did not give a whole answer: `str(error)` is a sentence in French.

    `retry_after_s`: when the endpoint said how long to wait. `usage`: what was consumed all the
    same, when it is known. Neither the sentence nor `detail` ever holds a secret, a prompt or a
    piece of an answer.
    """

    def __init__(
        self,
        kind: Failure,
        detail: str = "",
        *,
        retry_after_s: float | None = None,
        usage: TokenUsage | None = None,
    ) -> None:
        super().__init__(SENTENCES[kind])
        self.kind: Failure = kind
        self.detail = detail
        self.retry_after_s = retry_after_s
        self.usage = usage
