"""Opening a document as a reader: its facts and its passages in order."""

from __future__ import annotations

from bastide.engine import model
from bastide.library.models import Document
from bastide.library.search import may_read, passage_of, reader_of, source_of
from bastide.tenants.models import Member


def document_passages(
    document: int, member: Member | None
) -> tuple[model.Source, list[model.Passage]] | None:
    """The document and its passages, or None when it is not there for this member today."""
    row = Document.objects.filter(pk=document).select_related("source").first()
    if row is None or not may_read(row, reader_of(member)):
        return None
    return source_of(row), [passage_of(p) for p in row.passages.order_by("position")]
