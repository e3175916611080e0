"""The way of a question.

1. The message is split: several questions are answered one by one (`engine.question`).
2. A follow-up takes up the subject of the earlier turns of the same contact.
3. The authority's databases answer when a named query is surely the one asked (`records.answer`).
4. Else the library does, by a card or an extract, or is silent (`library.answer`).
5. The run is entered in the ledger, errors included.

When the extract is not a good enough answer and a model is set, the page goes on: `writing.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bastide.engine.extract import best_sentence
from bastide.engine.model import Answer, Hit, Turn, Usage
from bastide.engine.near import one_a_document
from bastide.engine.question import split_questions, with_subject
from bastide.engine.spoken_of import without_caller
from bastide.engine.stages import Tried, holds_asked
from bastide.library.answer import HITS, library_answer
from bastide.library.models import Commune
from bastide.library.search import search
from bastide.library.words import lexicon
from bastide.providers import tracing
from bastide.runs import ledger
from bastide.tenants.models import Member
from bastide.usecases.ask.writing import Material

PREVIEWS = 3


def answer(
    message: str,
    member: Member | None = None,
    turns: Sequence[Turn] = (),
    commune: Commune | None = None,
) -> list[Answer]:
    """The answers to a message, one a question; none to a message that asks nothing."""
    answers: list[Answer] = []
    told = list(turns)
    for question in split_questions(message):
        watch = ledger.Stopwatch()
        try:
            with tracing.stage("ask.answer") as span:
                plain = without_caller(question)
                searched = with_subject(plain, told)
                found = library_answer(searched, member, commune, asked=question)
                if searched == plain:  # a named query is never guessed from a follow-up
                    with tracing.stage("ask.records"):
                        found = _with_record(found, member)
                span.tell(mode=found.mode, proved=len(found.statements))
        except Exception:
            ledger.record(watch, "ask", "none", "error")
            raise
        run = ledger.record(
            watch,
            "ask",
            found.mode,
            "silent" if found.silent else "answered",
            proved=len(found.statements),
        )
        usage = Usage(run.wall_ms, found.mode, run.wh_low, run.wh_high, run.pk)
        answers.append(replace(found, usage=usage))
        told.append(Turn(question, _answered_by(found)))
    return answers


def tried(found: Answer) -> Tried:
    """What the first stages gave, for `engine.stages` to say whether it is enough."""
    said = [s.text for s in found.statements if s.kind == "answer"]
    holds = holds_asked(found.question, said)
    return Tried(found.mode, found.confidence, holds, len(found.statements))


def material(
    question: str, turns: Sequence[Turn], member: Member | None, first: Tried, shown: Sequence[str]
) -> Material:
    """What a model may write from: the passages found again, under the reader's rights of now."""
    searched = with_subject(without_caller(question), list(turns))
    hits = search(searched, member, limit=HITS)
    return Material(question, tuple(hits), first, frozenset(shown), lexicon())


def preview(text: str, member: Member | None = None) -> list[tuple[Hit, tuple[int, int] | None]]:
    """While the agent types: the best passage of the three best documents, and what to mark."""
    hits = one_a_document(search(text, member, limit=40, typing=True))[:PREVIEWS]
    words = lexicon()
    return [(hit, best_sentence(text, hit, words)) for hit in hits]


def _with_record(found: Answer, member: Member | None) -> Answer:
    """The figures of the authority's databases above what the library says, when they answer."""
    from bastide.records.answer import answer as answer_of_records  # its parser loads slowly

    record = answer_of_records(found.question, member)
    if record is None:
        return found
    # A database that failed says so, and leaves the library its answer or its silence.
    if record.state == "failed":
        return replace(found, record=record)
    # Under a figure, an extract that shares its words would pass for its explanation: only what an
    # editor wrote for this very question stays.
    beside = found.statements if found.mode == "card" else ()
    return replace(found, record=record, mode="record", statements=beside, suggestions=())


def _answered_by(found: Answer) -> str:
    return found.statements[0].citations[0].title if found.statements else ""
