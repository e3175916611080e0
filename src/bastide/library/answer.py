"""What the library says to a question: the answer card, else an extract, else silence.

1. An answer card whose question is the one asked answers first.
2. Else the library is searched, rights and validity inside the query (`library.search`).
3. Verbatim sentences are chosen and arranged (`engine.extract`).
4. Every quote is compared with the stored passage (`engine.ground`); what is not proved is dropped.
5. Under the calibrated confidence the base is silent: near documents, and who to turn to.
"""

from __future__ import annotations

from collections.abc import Sequence

from bastide.engine.confidence import SILENT
from bastide.engine.extract import extract
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
    Suggestion,
)
from bastide.engine.near import suggested
from bastide.library.cards import matching_card
from bastide.library.competence import competence_for
from bastide.library.directory import contacts_for
from bastide.library.models import AnswerCard, Commune
from bastide.library.passages import document_passages
from bastide.library.search import may_read, passage_of, reader_of, search, source_of
from bastide.library.words import lexicon
from bastide.providers import tracing
from bastide.tenants.models import Member

HITS = 20
SUGGESTIONS = 3
WIDE = 200  # passages among which suggestions are looked for


def library_answer(
    searched: str,
    member: Member | None = None,
    commune: Commune | None = None,
    *,
    asked: str = "",
) -> Answer:
    """What the library says to `searched`, under the rights of `member`.

    `asked`: the question as it was put, when `searched` adds the subject of an earlier turn.
    """
    question = asked or searched
    competence = competence_for(searched, commune)
    with tracing.stage("library.card"):
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
    with tracing.stage("library.extract", passages=len(hits) + len(rest)) as span:
        chosen = extract(searched, hits, lexicon(), rest)
        statements = kept(chosen.statements, [*rest, *(hit.passage for hit in hits)])
        span.tell(chosen=len(chosen.statements), proved=len(statements))
    silent = chosen.confidence < SILENT or not statements or _beside(competence, hits)
    mode: Mode = "silent" if silent else "extract"
    return Answer(
        question,
        mode,
        () if silent else statements,
        tuple(contacts_for(searched, () if silent else hits)),
        competence,
        _neighbours(searched, member) if silent and hits else (),
        chosen.confidence,
    )


def _neighbours(searched: str, member: Member | None) -> tuple[Suggestion, ...]:
    """Where to look when nothing answers surely."""
    hits = search(searched, member, limit=WIDE)
    return tuple(suggested(searched, hits, lexicon())[:SUGGESTIONS])


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
