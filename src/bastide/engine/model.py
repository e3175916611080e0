"""What the rooms of the house hand to one another: frozen data, no Django, no network."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from bastide.engine.record_answer import RecordsAnswer

BlockKind = Literal["text", "table", "qa"]
StatementKind = Literal["answer", "condition", "howto", "contact"]
Mode = Literal["card", "record", "extract", "silent"]


@dataclass(frozen=True, slots=True)
class Block:
    """A run of a document under one heading path, as a reader found it.

    A table is one block: first line its header row, cells separated by ` | `, one row a line.
    A question–answer pair is one block of kind `qa`: the question, a newline, the answer.
    """

    text: str
    headings: tuple[str, ...] = ()
    kind: BlockKind = "text"


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document as a reader hands it over. `key` is stable and unique within its source.

    `readers`: slugs of the only groups that may read it, where the file itself says so.
    """

    key: str
    title: str
    blocks: tuple[Block, ...]
    theme: tuple[str, ...] = ()
    url: str = ""
    updated: date | None = None
    review: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    readers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chunk:
    """What will become a passage: a piece of a document short enough to be read at a glance."""

    position: int
    text: str
    headings: tuple[str, ...] = ()
    kind: BlockKind = "text"


@dataclass(frozen=True, slots=True)
class IndexedPassage:
    """A passage as the search index receives it, with what decides who may find it and when.

    `readers`: identifiers of the reader groups that may see it; empty means every member.
    """

    passage: int
    document: int
    title: str
    theme: tuple[str, ...]
    headings: tuple[str, ...]
    text: str
    kind: BlockKind = "text"
    readers: frozenset[int] = frozenset()
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """Who is asking, for the index: the reader groups held and the day on which she asks."""

    groups: frozenset[int]
    on: date


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that the index proposes, scored by `engine.rank` (higher is better).

    `features`: what the score was made of, for calibration and for « pourquoi ce résultat ».
    """

    passage: int
    document: int
    score: float
    features: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Passage:
    """A stored passage, as the database has it: `text` is what every quote is checked against."""

    id: int
    document: int
    position: int
    text: str
    headings: tuple[str, ...] = ()
    kind: BlockKind = "text"


@dataclass(frozen=True, slots=True)
class Source:
    """The document of a passage, as the page names it. `key` is its name in its source."""

    id: int
    key: str
    title: str
    theme: tuple[str, ...] = ()
    url: str = ""
    updated: date | None = None
    review: date | None = None
    collection: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A search result: a candidate joined with its rows, so that it exists and may be read."""

    passage: Passage
    source: Source
    score: float
    features: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a sentence comes from: `passage.text[start:end] == quote`, always."""

    document: int
    passage: int
    title: str
    url: str
    quote: str
    start: int
    end: int
    updated: date | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of an answer with the quotes that prove it. No citation, no statement."""

    text: str
    kind: StatementKind
    citations: tuple[Citation, ...]
    headings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FormLink:
    """A form of a service: its title and its address, taken from the directory."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Contact:
    """An official contact of the directory: the only kind that is shown as verified."""

    service: str
    phone: str = ""
    email: str = ""
    hours: str = ""
    address: str = ""
    url: str = ""
    territory: str = ""
    forms: tuple[FormLink, ...] = ()


@dataclass(frozen=True, slots=True)
class Competence:
    """Who handles a subject here, and the sentence to say when it is somebody else.

    `words`: stems of the phrase of the subject that was recognised in the question.
    """

    subject: str
    level: str
    authority: str
    transfer: str
    ours: bool
    contact: Contact | None = None
    words: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier question of the same contact, with the title of what answered it, if anything."""

    text: str
    answered_by: str = ""


@dataclass(frozen=True, slots=True)
class Extract:
    """What `engine.extract` makes of a question and its hits.

    `confidence`: probability, calibrated, that the first citation answers the question (0 to 1).
    """

    statements: tuple[Statement, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A document near a question that the library does not answer: where to look, not an answer.
    `quote`: its sentence nearest to the question, word for word, in the passage of that number."""

    source: Source
    passage: int
    quote: str


@dataclass(frozen=True, slots=True)
class Usage:
    """What a run cost: wall time in milliseconds, the stage that spoke, energy in Wh (a range), and
    the run's number in the ledger (0: not entered)."""

    ms: float
    stage: str
    wh_low: float = 0.0
    wh_high: float = 0.0
    run: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer or an honest silence. `suggestions` are documents near the question, unproved.
    `record`: what the authority's databases say, shown above what the library says."""

    question: str
    mode: Mode
    statements: tuple[Statement, ...] = ()
    contacts: tuple[Contact, ...] = ()
    competence: Competence | None = None
    suggestions: tuple[Suggestion, ...] = ()
    confidence: float = 0.0
    usage: Usage = Usage(0.0, "")
    record: RecordsAnswer | None = None

    @property
    def silent(self) -> bool:
        return self.mode == "silent"
