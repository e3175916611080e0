"""The way of a question.

1. The message is split: several questions are answered one by one (`engine.question`).
2. A follow-up takes up the subject of the earlier turns of the same contact.
3. The authority's databases answer when a named query is surely the one asked (`records.answer`).
4. An answer card whose question is the one asked answers first.
5. Else the library is searched, rights and validity inside the query (`library.search`).
6. Verbatim sentences are chosen and arranged (`engine.extract`).
7. Every quote is compared with the stored passage (`engine.ground`); what is not proved is dropped.
8. Under the calibrated confidence the base is silent: near documents, and who to turn to.
9. The run is entered in the ledger, errors included.

When the extract is not a good enough answer and a model is set, the page goes on: `writing.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bastide.engine.confidence import SILENT
from bastide.engine.extract import best_sentence, extract
from bastide.engine.ground import kept
from bastide.engine.matching import contains, stems_of
from bastide.engine.model import (
    Answer,
    Citation,
    Competence,
    Hit,
    Mode,
    Source,
    Statement,
    Turn,
    Usage,
)
from bastide.engine.question import split_questions, with_subject
from bastide.engine.stages import Tried, holds_asked
from bastide.library.cards import matching_card
from bastide.library.competence import competence_for
from bastide.library.directory import contacts_for
from bastide.library.models import AnswerCard, Commune
from bastide.library.passages import document_passages
from bastide.library.search import may_read, passage_of, reader_of, search, source_of
from bastide.library.words import lexicon
from bastide.runs import ledger
from bastide.tenants.models import Member
from bastide.usecases.ask.writing import Material

HITS = 20
SUGGESTIONS = 3
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
            searched = with_subject(question, told)
            found = _answered(question, searched, member, commune)
            if searched == question:  # a named query is never guessed from a follow-up
                found = _with_record(found, member)
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
    searched = with_subject(question, list(turns))
    hits = search(searched, member, limit=HITS)
    return Material(question, tuple(hits), first, frozenset(shown), lexicon())


def preview(text: str, member: Member | None = None) -> list[tuple[Hit, tuple[int, int] | None]]:
    """While the agent types: the best passage of the three best documents, and what to mark."""
    hits = _one_a_document(search(text, member, limit=40, typing=True))[:PREVIEWS]
    words = lexicon()
    return [(hit, best_sentence(text, hit, words)) for hit in hits]


def _answered(
    question: str, searched: str, member: Member | None, commune: Commune | None
) -> Answer:
    competence = competence_for(searched, commune)
    card = matching_card(searched)
    if card is not None and (statements := _of_card(card, member)):
        hits = search(searched, member, limit=1)
        return Answer(
            question,
            "card",
            statements,
            tuple(contacts_for(f"{searched} {card.question}", hits)),
            competence,
            confidence=1.0,
        )
    hits = search(searched, member, limit=HITS)
    # Steps and contacts often stand in passages of the same document that no word proposed.
    opened = document_passages(hits[0].source.id, member) if hits else None
    rest = opened[1] if opened else []
    chosen = extract(searched, hits, lexicon(), rest)
    statements = kept(chosen.statements, [*rest, *(hit.passage for hit in hits)])
    silent = chosen.confidence < SILENT or not statements or _beside(competence, hits)
    mode: Mode = "silent" if silent else "extract"
    return Answer(
        question,
        mode,
        () if silent else statements,
        tuple(contacts_for(searched, () if silent else hits)),
        competence,
        tuple(hit.source for hit in _one_a_document(hits)[:SUGGESTIONS]) if silent else (),
        chosen.confidence,
    )


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


def _beside(competence: Competence | None, hits: Sequence[Hit]) -> bool:
    """Whether the subject is another administration's and the document found is not about it.

    « J'ai perdu ma carte d'identité » shares its words with « Carte de car perdue ».
    """
    if competence is None or competence.ours or not hits:
        return False
    source, words = hits[0].source, lexicon()
    about = stems_of(" ".join([source.title, *source.theme, *hits[0].passage.headings]), words)
    return not contains(about, competence.words, words)


def _of_card(card: AnswerCard, member: Member | None) -> tuple[Statement, ...]:
    """A card's answer, each passage of it quoted whole; none if the member may not read it."""
    if card.document is None or not may_read(card.document, reader_of(member)):
        return ()
    source: Source = source_of(card.document)
    passages = [passage_of(row) for row in card.document.passages.order_by("position")]
    statements = [
        Statement(
            passage.text,
            "answer",
            (
                Citation(
                    source.id,
                    passage.id,
                    source.title,
                    source.url,
                    passage.text,
                    0,
                    len(passage.text),
                    source.updated,
                ),
            ),
        )
        for passage in passages
    ]
    return kept(statements, passages)


def _one_a_document(hits: Sequence[Hit]) -> list[Hit]:
    best: dict[int, Hit] = {}
    for hit in hits:
        best.setdefault(hit.source.id, hit)
    return list(best.values())


def _answered_by(found: Answer) -> str:
    return found.statements[0].citations[0].title if found.statements else ""
