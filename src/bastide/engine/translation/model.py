"""Words of translation: pairs and their measured quality, terms, memory, segments and doubts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

# `draft`: a person who reads the target language can correct it. `gist`: good enough to understand,
# never to be published (docs/translation.md says how each was measured).
Quality = Literal["draft", "gist"]
QUALITIES: dict[Quality, str] = {
    "draft": "brouillon relisible",
    "gist": "pour comprendre seulement",
}
# Where a segment's translation comes from; `kept`: nothing in it is to be translated.
Origin = Literal["memory", "engine", "kept"]
Reason = Literal[
    "number", "date", "link", "placeholder", "term", "negation", "unknown", "untranslated", "empty",
    "length",
]  # fmt: skip
Trouble = Literal["missing", "pair", "slow", "dead", "refused", "unreachable", "malformed"]


class TranslationError(Exception):
    """A translation that could not be done: `str(error)` is a sentence in French for the agent.

    `kind`: `missing`, the engine is not installed; `pair`, it does not know the two languages;
    `slow`, `dead`, `unreachable`, another try may succeed.
    """

    def __init__(self, message: str, kind: Trouble = "refused") -> None:
        super().__init__(message)
        self.kind: Trouble = kind


@dataclass(frozen=True, slots=True)
class Pair:
    """Two languages that an engine translates, by their codes (ISO 639-1).

    `via`: the languages that it goes through. `engine`: its name, for the agent.
    """

    source: str
    target: str
    quality: Quality = "gist"
    via: tuple[str, ...] = ()
    engine: str = ""

    @property
    def label(self) -> str:
        """The quality in French."""
        return QUALITIES[self.quality]


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the authority's glossary; the same on both sides, it is never translated.

    `plural`: how the target is written where the text has the term in the plural, when it is known.
    """

    source: str
    target: str
    plural: str = ""

    @property
    def kept(self) -> bool:
        return self.source == self.target


@dataclass(frozen=True, slots=True)
class Kept:
    """What a mark stands for (`marks.kept`): as the text has it, and as the translation will."""

    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Remembered:
    """A segment that a person corrected, and how she wrote it in the target language."""

    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a segment is to be read again. `told`: a sentence in French; `detail`: on what."""

    reason: Reason
    told: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence and its translation. `after`: the blanks that stand behind it in the text.

    `runs`: the translation in pieces, each with the number of its format (0: none), for files.
    """

    source: str
    target: str
    origin: Origin = "engine"
    doubts: tuple[Doubt, ...] = ()
    after: str = ""
    runs: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Translated:
    """A text and its translation, sentence by sentence. `before`: the blanks at its beginning."""

    source: str
    segments: tuple[Segment, ...]
    before: str = ""

    @property
    def text(self) -> str:
        """The translation, blanks and line breaks as in the source."""
        return self.before + "".join(one.target + one.after for one in self.segments)

    @property
    def origin(self) -> Origin:
        """`engine` as soon as one sentence is the engine's."""
        found = {one.origin for one in self.segments}
        return "engine" if "engine" in found else "memory" if "memory" in found else "kept"

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        return tuple(doubt for one in self.segments for doubt in one.doubts)
