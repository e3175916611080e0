"""Searching the library of the organisation in scope, for a reader.

1. The index catches up with the database (`library.index`).
2. It proposes candidates that the reader may see on that day: rights and validity are part of the
   query. `engine.rank` scores them.
3. Each candidate is joined with its row and checked again, so that what was withdrawn or
   forbidden a moment ago does not answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from django.utils import timezone

from bastide.engine import model
from bastide.library.index import catch_up, index, readers_of
from bastide.library.models import Document, Passage
from bastide.tenants.models import Member

# Text put aside: more than this, in characters, is not searched (see `engine.question`).
LONGEST_QUERY = 4000


def reader_of(member: Member | None) -> model.Reader:
    """What a member may read today. Without a member (a command): what every member may."""
    groups = frozenset(member.groups.values_list("pk", flat=True)) if member else frozenset()
    return model.Reader(groups, timezone.localdate())


def search(
    text: str, member: Member | None, *, limit: int = 10, typing: bool = False
) -> list[model.Hit]:
    """The best passages for a question or a beginning of one, best first."""
    reader = reader_of(member)
    catch_up(wait=False)
    found = index().search(text[:LONGEST_QUERY], reader, limit=limit, typing=typing)
    return joined(found, reader)


def joined(candidates: Sequence[model.Candidate], reader: model.Reader) -> list[model.Hit]:
    """The candidates that exist and may be read, with their rows."""
    wanted = [c.passage for c in candidates]
    rows = {
        p.pk: p
        for p in Passage.objects.filter(pk__in=wanted)
        .select_related("document__source")
        .prefetch_related("document__readers", "document__source__readers")
    }
    hits = []
    for candidate in candidates:
        row = rows.get(candidate.passage)
        if row is not None and may_read(row.document, reader):
            hits.append(
                model.Hit(
                    passage_of(row), source_of(row.document), candidate.score, candidate.features
                )
            )
    return hits


def may_read(document: Document, reader: model.Reader) -> bool:
    groups = readers_of(document)
    return (
        not document.withdrawn
        and not document.hidden
        and (document.valid_from is None or document.valid_from <= reader.on)
        and (document.valid_to is None or document.valid_to >= reader.on)
        and (not groups or bool(groups & reader.groups))
    )


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
    return model.Source(
        row.pk,
        row.key,
        row.title,
        tuple(row.theme),
        row.url,
        row.updated,
        row.review_date,
        row.source.name,
    )
