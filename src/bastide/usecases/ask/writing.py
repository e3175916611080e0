"""The way of a written answer, after the extract is on screen.

1. The next stage is chosen (`engine.stages`): small model, then large, among those that are set.
2. The model receives numbered passages framed as data (`prompt`), found again under the reader's
   rights, and writes statements with quotes.
3. Each statement is proved as soon as it is closed (`engine.proof`): shown, or withheld and
   counted.
4. A model that fails, drags on or has nothing proved leaves the extract as it was, and says so.
5. Each stage is entered in the ledger, whatever became of it.

Nothing here reads or writes the database while the model writes: events are computed from what was
read before, so that a reader who goes away leaves nothing open.
"""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any, Protocol

from bastide.engine.chat import ChatEnd, ChatRequest, ModelError, TokenUsage
from bastide.engine.french import Lexicon
from bastide.engine.located import Quote
from bastide.engine.model import Hit, Passage, Source, Statement
from bastide.engine.ports import ChatModel
from bastide.engine.proof import Reason, citations_of, prove
from bastide.engine.stages import Stage, Tried, holds_asked, next_stage
from bastide.engine.streamed import Statements
from bastide.runs.ledger import ModelUse, Stopwatch
from bastide.usecases.ask.prompt import KINDS, MOST_STATEMENTS, given, request_for

# Seconds for all stages together: an agent has read the extract by then (issue: 10 s at most).
MOST_SECONDS = 8.0
# Left for a stage, less is not worth asking for.
LEAST_SECONDS = 1.5
# Characters of an answer that is not the JSON that was asked for: no proof can be made of it.
_LONGEST_BESIDE = 4000


class Writer(Protocol):
    """A model that is set for a stage, for one answer."""

    @property
    def name(self) -> str: ...
    @property
    def chat(self) -> ChatModel: ...
    def used(self, usage: TokenUsage, model: str) -> ModelUse:
        """What was consumed, once the model's iterator is closed. `usage`: as counted here."""


@dataclass(frozen=True, slots=True)
class Began:
    """A stage starts writing."""

    stage: Stage
    model: str


@dataclass(frozen=True, slots=True)
class Written:
    """A sentence, proved."""

    stage: Stage
    statement: Statement


@dataclass(frozen=True, slots=True)
class Withheld:
    """A sentence that was not proved: never shown, counted. `reason`: the check that failed."""

    stage: Stage
    reason: Reason


@dataclass(frozen=True, slots=True)
class Ended:
    """A stage is over. `problem`: a sentence in French when the model failed; `outcome`: for the
    ledger; `use` and `watch`: what it consumed."""

    stage: Stage
    outcome: str
    problem: str
    use: ModelUse
    watch: Stopwatch
    proved: int
    withheld: int


Event = Began | Written | Withheld | Ended


@dataclass(slots=True)
class _Stage:
    """What a stage has given so far. `confirmed`: sentences of the extract, written again."""

    proved: list[Statement] = field(default_factory=list)
    confirmed: set[str] = field(default_factory=set)
    withheld: int = 0


@dataclass(frozen=True, slots=True)
class Material:
    """All that a written answer is made of, read from the database beforehand."""

    question: str
    hits: tuple[Hit, ...]
    tried: Tried
    shown: frozenset[str] = frozenset()
    lexicon: Lexicon | None = None


def write(
    material: Material, writers: Mapping[Stage, Writer], seconds: float = MOST_SECONDS
) -> Generator[Event, None, None]:
    """The events of the stages tried, within `seconds`. Raises nothing that a model may do."""
    until = time.monotonic() + seconds
    hits = given(material.hits)
    tried = material.tried
    seen = set(material.shown)
    while hits and (stage := next_stage(tried, tuple(writers))):
        left = until - time.monotonic()
        if left < LEAST_SECONDS:
            return
        # A stage that has another behind it leaves it the time to speak.
        more = stage == "small" and "large" in writers
        own = _Stage()
        yield from _stage(material, stage, writers[stage], hits, left * (0.6 if more else 1), own,
                          seen)  # fmt: skip
        said = [*(s.text for s in own.proved), *own.confirmed]
        holds = holds_asked(material.question, said)
        tried = Tried(stage, 0.0, holds, len(said), own.withheld)


def _stage(
    material: Material,
    stage: Stage,
    writer: Writer,
    hits: Sequence[Hit],
    seconds: float,
    own: _Stage,
    seen: set[str],
) -> Iterator[Event]:
    watch = Stopwatch()
    yield Began(stage, writer.name)
    request = request_for(material.question, hits, seconds)
    outcome, problem = "written", ""
    usage: TokenUsage | None = None
    chars = 0
    model = writer.name
    until = time.monotonic() + seconds
    parts = Statements()
    try:
        with closing(_events(writer.chat, request)) as events:
            for event in events:
                if isinstance(event, ChatEnd):
                    usage, model = event.usage, event.model or model
                    break
                chars += len(event.text)
                for row in parts.feed(event.text):
                    yield from _judged(material, stage, row, hits, own, seen)
                beside = chars > _LONGEST_BESIDE and not own.proved and not own.withheld
                full = len(own.proved) + own.withheld >= 2 * MOST_STATEMENTS
                if parts.too_long or beside or full or time.monotonic() > until:
                    raise ModelError("endless")
    except ModelError as error:
        outcome, problem = error.kind, str(error)
        usage = error.usage
    except Exception as error:
        # Whatever a provider lets through, the agent keeps her extract.
        outcome, problem = "failed", str(ModelError("failed", type(error).__name__))
    if usage is None:
        read = sum(len(m.text) for m in request.messages)
        usage = TokenUsage(read // 4, chars // 4, estimated=True)
    if outcome == "written" and not own.proved:
        outcome = "unproved" if own.withheld else "nothing"
    use = writer.used(usage, model)
    yield Ended(stage, outcome, problem, use, watch, len(own.proved), own.withheld)


def _events(chat: ChatModel, request: ChatRequest) -> Any:
    """The model's own iterator, which `closing` closes: that frees its connection."""
    stream = chat.stream(request)
    return stream if hasattr(stream, "close") else (event for event in stream)


def _judged(
    material: Material,
    stage: Stage,
    row: dict[str, Any],
    hits: Sequence[Hit],
    own: _Stage,
    seen: set[str],
) -> Iterator[Event]:
    """One statement of the model: proved, or withheld."""
    text = " ".join(str(row.get("text") or "").split())
    if text in material.shown:
        own.confirmed.add(text)
    if text in seen or len(own.proved) >= MOST_STATEMENTS:
        return
    seen.add(text)
    passages: dict[int, Passage] = {h.passage.id: h.passage for h in hits}
    sources: dict[int, Source] = {h.source.id: h.source for h in hits}
    proof = prove(
        text,
        _quotes(row.get("quotes"), hits),
        passages,
        {pk: source.title for pk, source in sources.items()},
        material.lexicon,
    )
    if not proof.ok:
        own.withheld += 1
        yield Withheld(stage, proof.reason)
        return
    kind = row.get("kind")
    said = Statement(
        text,
        kind if kind in KINDS else "answer",
        citations_of(proof, sources),
        proof.evidence[0].passage.headings,
    )
    own.proved.append(said)
    yield Written(stage, said)


def _quotes(rows: Any, hits: Sequence[Hit]) -> list[Quote]:
    """The quotes with the passages' own identifiers; a number that was not given is none."""
    found = []
    for row in rows if isinstance(rows, list) else []:
        number = row.get("passage") if isinstance(row, dict) else None
        known = isinstance(number, int) and 1 <= number <= len(hits)
        text = str(row.get("quote") or "") if isinstance(row, dict) else ""
        text = text.replace("‹", "<").replace("›", ">")
        found.append(Quote(hits[number - 1].passage.id if known else -1, text))  # type: ignore[operator]
    return found
