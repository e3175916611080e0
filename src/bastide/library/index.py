"""The search index of each organisation, kept level with the database.

1. A change of a document adds a `Change` row at the next `LibraryVersion`, in the same transaction.
2. Each process compares the version of its index with the database's before it answers, and takes
   up what it lacks (`catch_up`). Any process can build the index anew: it is never the truth.
3. A hit is joined with its row before it is shown (`library.search`), so that a withdrawn or
   forbidden document does not answer even while the index lags.

A process keeps open the `OPEN_INDEXES` used last (`library.held`): each costs a thread, and some MB
of what was read of it (docs/scale.md).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import cast

from django.conf import settings
from django.db import transaction
from django.db.models import F

from bastide.endpoints.embedding import order_vectors
from bastide.engine.model import BlockKind, IndexedPassage
from bastide.library.held import Held
from bastide.library.models import Change, Document, LibraryVersion, Passage, Source
from bastide.library.words import lexicon
from bastide.providers.search_tantivy import TantivyIndex
from bastide.tenants.scope import current_organisation_id

# A document a batch of SQL would be slow; all at once would hold a whole library in memory.
DOCUMENTS_A_BATCH = 200

_open: Held[TantivyIndex] = Held(lambda: settings.OPEN_INDEXES)


def touch(documents: Sequence[int]) -> int:
    """Notes that these documents changed, in the caller's transaction; returns the new version."""
    with transaction.atomic():
        LibraryVersion.objects.get_or_create(defaults={"number": 0})
        LibraryVersion.objects.update(number=F("number") + 1)
        version = LibraryVersion.objects.get().number
        Change.objects.bulk_create(Change(version=version, document=d) for d in documents)
        order_vectors()
    return version


def library_version() -> int:
    row = LibraryVersion.objects.first()
    return row.number if row else 0


def index() -> TantivyIndex:
    """The index of the organisation in scope, as this process has it open."""
    organisation = current_organisation_id()
    # Opened out of any lock: an organisation that comes back does not make the others wait.
    found = _open.get(organisation) or _open.put_first(organisation, _opened(organisation))
    found.lexicon = lexicon()
    return found


def stands_at() -> int:
    """The version of the index of the organisation in scope, which is not kept open for that."""
    organisation = current_organisation_id()
    return (_open.look(organisation) or _opened(organisation)).version


def _opened(organisation: int) -> TantivyIndex:
    return TantivyIndex(settings.DATA_DIR / "index" / str(organisation))


def forget_open_indexes() -> None:
    """Closes what this process has open (tests, and a data folder that moved)."""
    _open.clear()


def catch_up(*, wait: bool = True, progress: Callable[[int, int], None] | None = None) -> int:
    """Brings the index to the database's version; returns the version it stands at.

    With `wait` off, another process that is already writing is not waited for: the index then
    lags for a moment. Raises `OSError` when the disk refuses.
    """
    found = index()
    wanted = library_version()
    if found.version >= wanted:
        return found.version
    found.reload()
    if found.version >= wanted:
        return found.version
    with found.writing(wait=wait) as mine:
        if not mine:
            return found.version
        if found.reload() < wanted:
            wanted = library_version()
            numbers = _changed_since(found.version)
            found.apply(wanted, _content(numbers, progress))
    return found.version


def rebuild(progress: Callable[[int, int], None] | None = None) -> int:
    """Builds the index of the organisation in scope anew; returns the number of documents."""
    found = index()
    with found.writing():
        found.erase()
        wanted = library_version()
        numbers = list(
            Document.objects.filter(withdrawn=False, hidden=False).values_list("id", flat=True)
        )
        found.apply(wanted, _content(numbers, progress))
    return len(numbers)


def _changed_since(version: int) -> list[int]:
    if version == 0:
        return list(
            Document.objects.filter(withdrawn=False, hidden=False).values_list("id", flat=True)
        )
    changes = Change.objects.filter(version__gt=version)
    return sorted(set(changes.values_list("document", flat=True)))


def _content(
    numbers: Sequence[int], progress: Callable[[int, int], None] | None
) -> Iterator[tuple[int, list[IndexedPassage]]]:
    for start in range(0, len(numbers), DOCUMENTS_A_BATCH):
        batch = numbers[start : start + DOCUMENTS_A_BATCH]
        documents = {
            d.pk: d for d in Document.objects.filter(pk__in=batch, withdrawn=False, hidden=False)
        }
        readers = readers_of_all(documents.values())
        passages: dict[int, list[Passage]] = {}
        for passage in Passage.objects.filter(document__in=documents).order_by("position"):
            passages.setdefault(passage.document_id, []).append(passage)
        for number in batch:
            document = documents.get(number)
            yield (
                number,
                []
                if document is None
                else _indexed(document, passages.get(number, []), readers[number]),
            )
        if progress:
            progress(min(start + DOCUMENTS_A_BATCH, len(numbers)), len(numbers))


def _indexed(
    document: Document, passages: Sequence[Passage], readers: frozenset[int]
) -> list[IndexedPassage]:
    return [
        IndexedPassage(
            passage.pk,
            document.pk,
            document.title,
            tuple(document.theme),
            tuple(passage.headings),
            passage.text,
            cast("BlockKind", passage.kind),
            readers,
            document.valid_from,
            document.valid_to,
        )
        for passage in passages
    ]


def readers_of_all(documents: Iterable[Document]) -> dict[int, frozenset[int]]:
    """The groups that may read each document: its own, or else those of its source.

    The documents come from a scoped query: the link tables are read for those alone.
    """
    rows = list(documents)
    own: dict[int, set[int]] = {}
    links = Document.readers.through.objects.filter(document__in=[d.pk for d in rows])
    for document, group in links.values_list("document_id", "readergroup_id"):
        own.setdefault(document, set()).add(group)
    of_source: dict[int, set[int]] = {}
    shared = Source.readers.through.objects.filter(source__in={d.source_id for d in rows})
    for source, group in shared.values_list("source_id", "readergroup_id"):
        of_source.setdefault(source, set()).add(group)
    return {d.pk: frozenset(own.get(d.pk) or of_source.get(d.source_id) or ()) for d in rows}
