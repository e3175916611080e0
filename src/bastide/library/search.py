"""Searching the library of the organisation in scope, for a reader.

1. The index catches up with the database (`library.index`).
2. It proposes candidates that the reader may see on that day: rights and validity are part of the
   query. `engine.rank` scores them.
3. When vectors are there, the passages near in meaning are proposed too, and both rankings are made
   one (`library.vectors`, `engine.fuse`). Without them, nothing changes.
4. Each candidate is joined with its row and checked again, so that what was withdrawn or
   forbidden a moment ago does not answer.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from datetime import date
from typing import cast

from django.utils import timezone

from bastide.engine import model
from bastide.library.index import catch_up, index, readers_of_all
from bastide.library.models import Document, Passage
from bastide.library.vectors import meaning_of
from bastide.providers import tracing
from bastide.tenants.models import Member
from bastide.tenants.scope import current_organisation_id

log = logging.getLogger("bastide.search")

# Text put aside: more than this, in characters, is not searched (see `engine.question`).
LONGEST_QUERY = 4000
# Passages ranked by words that are ranked again by meaning, those that meaning proposed apart.
FUSED = 200
# A document that should have been read again gives way to one nearly as good.
PAST_REVIEW = 0.85


def reader_of(member: Member | None) -> model.Reader:
    """What a member may read today. Without a member (a command): what every member may."""
    groups = frozenset(member.groups.values_list("pk", flat=True)) if member else frozenset()
    return model.Reader(groups, timezone.localdate())


def search(
    text: str, member: Member | None, *, limit: int = 10, typing: bool = False
) -> list[model.Hit]:
    """The best passages for a question or a beginning of one, best first."""
    with tracing.stage("library.search", typing=typing) as span:
        found = _searched(text, member, limit, typing)
        span.tell(passages=len(found))
    return found


def _searched(text: str, member: Member | None, limit: int, typing: bool) -> list[model.Hit]:
    reader = reader_of(member)
    try:
        catch_up(wait=False)
    except OSError as error:  # a full disk: what stands still answers, each hit is checked below
        if index().version == 0:
            raise
        log.error("organisation %s, index not written: %s", current_organisation_id(), error)
    text = text[:LONGEST_QUERY]
    with tracing.stage("library.meaning"):
        meaning = None if typing else meaning_of(text, member)
    if meaning is None:
        return joined(index().search(text, reader, limit=limit, typing=typing), reader)
    proposed = meaning.proposed
    found = index().search(text, reader, limit=FUSED + len(proposed), also=proposed)
    return joined(meaning.order(found)[:limit], reader)


def joined(candidates: Sequence[model.Candidate], reader: model.Reader) -> list[model.Hit]:
    """The candidates that exist and may be read, with their rows."""
    rows = {
        row.pk: row
        for row in Passage.objects.filter(pk__in=[c.passage for c in candidates]).select_related(
            "document__source"
        )
    }
    documents = {row.document_id: row.document for row in rows.values()}
    allowed = readers_of_all(documents.values())
    sources = {
        pk: source_of(document)
        for pk, document in documents.items()
        if answers_on(document, reader.on) and _reads(allowed[pk], reader)
    }
    hits = [
        model.Hit(
            passage_of(row),
            sources[row.document_id],
            c.score * (PAST_REVIEW if _past_review(row.document, reader.on) else 1),
            c.features,
        )
        for c in candidates
        if (row := rows.get(c.passage)) is not None and row.document_id in sources
    ]
    return sorted(hits, key=lambda hit: -hit.score)


def _past_review(document: Document, day: date) -> bool:
    return document.review_date is not None and document.review_date < day


def _reads(groups: frozenset[int], reader: model.Reader) -> bool:
    return not groups or bool(groups & reader.groups)


def answers_on(document: Document, day: date) -> bool:
    """Whether a document is there and valid on a day, whoever reads."""
    return (
        not document.withdrawn
        and not document.hidden
        and (document.valid_from is None or document.valid_from <= day)
        and (document.valid_to is None or document.valid_to >= day)
    )


def may_see(documents: Iterable[Document], reader: model.Reader) -> set[int]:
    """Those that the reader's groups allow, whether or not they still answer."""
    allowed = readers_of_all(documents)
    return {pk for pk, groups in allowed.items() if _reads(groups, reader)}


def may_read(document: Document, reader: model.Reader) -> bool:
    allowed = readers_of_all([document])[document.pk]
    return answers_on(document, reader.on) and _reads(allowed, reader)


def passage_of(row: Passage) -> model.Passage:
    return model.Passage(
        row.pk,
        row.document_id,
        row.position,
        row.text,
        tuple(row.headings),
        cast("model.BlockKind", row.kind),
    )


def source_of(row: Document) -> model.Source:
    """A document as it is shown. An address of another kind than the web's is no link."""
    return model.Source(
        row.pk,
        row.key,
        row.title,
        tuple(row.theme),
        row.url if row.url.startswith(("https://", "http://")) else "",
        row.updated,
        row.review_date,
        row.source.name,
    )
