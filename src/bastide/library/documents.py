"""Documents as editors see them: the list, what is stale, the facts they may change."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from bastide.library.index import touch
from bastide.library.models import Document, Source
from bastide.tenants.models import Member

# Without a review date, a text that nobody updated for two years is to be read again: the delay
# of issue 2, to be replaced by a date of review on the document itself.
STALE_AFTER = timedelta(days=730)


def documents_for(member: Member) -> QuerySet[Any]:
    """The documents that the groups of a member let her read, withdrawn and put aside included.

    The same rule as `library.search.may_read`: a document's own groups, else its source's.
    """
    groups = list(member.groups.values_list("pk", flat=True))
    own = Document.readers.through.objects.filter(document_id=OuterRef("pk"))
    inherited = Source.readers.through.objects.filter(source_id=OuterRef("source_id"))
    by_own = Exists(own.filter(readergroup_id__in=groups))
    by_source = Exists(inherited.filter(readergroup_id__in=groups))
    allowed = by_own | (~Exists(own) & (by_source | ~Exists(inherited)))
    documents: QuerySet[Any] = Document.objects.filter(allowed)
    return documents


def stale_on(day: date) -> Q:
    """Past its review date, or without one and not updated for two years."""
    return Q(review_date__lt=day) | Q(review_date=None, updated__lt=day - STALE_AFTER)


def is_stale(document: Document) -> bool:
    today = timezone.localdate()
    if document.review_date:
        return document.review_date < today
    return bool(document.updated and document.updated < today - STALE_AFTER)


def restricted() -> Q:
    own = Document.readers.through.objects.filter(document_id=OuterRef("pk"))
    inherited = Source.readers.through.objects.filter(source_id=OuterRef("source_id"))
    return Q(Exists(own) | Exists(inherited))


def remove_source(source: Source) -> int:
    """Deletes a source with its documents, which stop answering at once; returns how many."""
    with transaction.atomic():
        numbers = list(Document.objects.filter(source=source).values_list("pk", flat=True))
        source.delete()
        touch(numbers)
    return len(numbers)


def touch_source(source: Source) -> None:
    """The readers of a source changed: every document of it is taken up again by the index."""
    touch(list(Document.objects.filter(source=source).values_list("pk", flat=True)))
