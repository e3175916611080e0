"""The engine's ports: what it asks of the outside, one or two methods each."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Protocol, runtime_checkable

from bastide.engine.chat import ChatEvent, ChatRequest
from bastide.engine.minutes.reading.heard import Cue
from bastide.engine.model import Candidate, IndexedPassage, Reader
from bastide.engine.translation.model import Kept, Pair


class SearchIndex(Protocol):
    """A full-text index of one organisation: derived, rebuildable, never a source of truth."""

    def apply(self, version: int, changes: Iterable[tuple[int, Sequence[IndexedPassage]]]) -> None:
        """Replace each document by its passages (none: remove it), then stand at `version`.

        All or nothing: after a crash the index is at its former version and can apply again.
        """

    def search(
        self,
        text: str,
        reader: Reader,
        *,
        limit: int = 10,
        typing: bool = False,
        also: Collection[tuple[int, int]] = (),
    ) -> list[Candidate]:
        """The best passages that `reader` may see, best first.

        `typing`: the last word may be unfinished (prefix) or misspelt. `also`: passages with their
        documents, by number, to be scored beside those that the words propose.
        """


class ChatModel(Protocol):
    """A language model behind whatever provider. Each runs `test_chat_conformance.py`."""

    def stream(self, request: ChatRequest) -> Iterator[ChatEvent]:
        """The pieces of the answer as they come, then exactly one `ChatEnd`.

        Raises `ModelError` within `request.deadline_s` (and a second) instead of the end. A caller
        that stops early closes the iterator, which frees the connection.
        """


class Embedder(Protocol):
    """Turns texts into vectors whose closeness is that of meaning."""

    def embed(self, texts: Sequence[str], *, deadline_s: float = 10.0) -> list[list[float]]:
        """One vector a text, in order, all of the same length, of norm 1. Raises `ModelError`."""


class Translator(Protocol):
    """Turns texts of one language into another. Each runs `test_translator_conformance.py`."""

    def pairs(self) -> Sequence[Pair]:
        """The pairs that it can do now, on this installation."""

    def translate(
        self,
        texts: Sequence[str],
        source: str,
        target: str,
        *,
        deadline_s: float = 60.0,
        kept: Sequence[Kept] = (),
    ) -> list[str]:
        """One translation a text, in order; a line break in it is a blank like another.

        Texts may hold marks (`engine.translation.marks`); those of `kept` come out as they are.
        Raises `TranslationError` within `deadline_s` (and a second).
        """


@runtime_checkable
class Inflects(Protocol):
    """A `Translator` that also knows how words change."""

    def plurals(self, terms: Collection[str], language: str) -> Mapping[str, str]:
        """The terms that it can put in the plural, each with it."""


class Speech(Protocol):
    """Writes down what is said in a recording."""

    def transcribe(self, sound: bytes, name: str, *, deadline_s: float = 600.0) -> list[Cue]:
        """What was said, in order, its times in seconds from the beginning of the recording, as
        fine as the model gives them. `name`: the file's, whose suffix tells its form. Silence gives
        nothing. Raises `ModelError` within `deadline_s` (and a second)."""


class ReadError(Exception):
    """A file that could not be read: `str(error)` is a sentence in French for the agent.

    `final`: the file itself is refused (a password, another form); another try would say the same.
    """

    def __init__(self, message: str, *, final: bool = False) -> None:
        super().__init__(message)
        self.final = final
