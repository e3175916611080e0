"""Taking up a source: what is new or changed enters, what disappeared stops answering.

1. One pass at a time for a source: a row says who is at work; a dead process is relieved.
2. The connector lists the files; each is read in a killable child (`providers.readers.sandbox`).
3. A document whose digest did not change costs nothing. The others are cut in passages and
   written, by batches, each batch with its `Change` rows in one transaction.
4. What the source no longer holds is withdrawn, unless the pass was cut short or could not list.
5. The index catches up.
A file that cannot be read is listed with its reason; the former version of it stays.
"""

from __future__ import annotations

import errno
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from django.conf import settings
from django.db import OperationalError, transaction

from bastide.engine.chunk import chunk
from bastide.engine.model import ReadDocument
from bastide.engine.ports import ReadError
from bastide.library.claim import SILENT_AFTER, IngestionBusy, claim, close
from bastide.library.connectors import Item, items_of
from bastide.library.index import catch_up, touch
from bastide.library.models import Document, Ingestion, Passage, Refusal, Source
from bastide.providers.readers.sandbox import Limits, read_in_child
from bastide.tenants.models import ReaderGroup

BATCH = 40


__all__ = ["BATCH", "SILENT_AFTER", "IngestionBusy", "Progress", "hide", "ingest", "withdraw"]

Progress = Callable[[Ingestion], None]


def ingest(source: Source, progress: Progress | None = None) -> Ingestion:
    """One pass over a source. Returns the finished row; raises `IngestionBusy`."""
    ingestion = claim(source)
    tell = progress or (lambda _: None)
    tell(ingestion)
    try:
        complete, seen = _take_up(source, ingestion, tell)
        if complete:
            _withdraw_missing(source, ingestion, seen)
        ingestion.state = Ingestion.State.DONE
        if not complete:
            ingestion.message = (
                "La source n'a pas pu être parcourue en entier : rien n'en a été retiré."
            )
    except (OSError, ReadError, OperationalError) as error:
        ingestion.state = Ingestion.State.FAILED
        ingestion.message = _reason(error)
    except BaseException:
        ingestion.state = Ingestion.State.FAILED
        ingestion.message = "L'ingestion s'est arrêtée : relancez-la, elle reprendra la suite."
        close(ingestion)
        raise
    close(ingestion)
    try:
        catch_up()
    except OSError as error:  # the documents are kept: the index takes them up at the next search
        ingestion.message = _reason(error)
        close(ingestion)
    tell(ingestion)
    return ingestion


def _reason(error: Exception) -> str:
    full = isinstance(error, OSError) and error.errno == errno.ENOSPC
    if full or (isinstance(error, OperationalError) and "full" in str(error)):
        return (
            "Le disque est plein : libérez de la place puis relancez. "
            "Ce qui était déjà enregistré est gardé."
        )
    if isinstance(error, ReadError):
        return str(error)
    if isinstance(error, OperationalError):
        return "La base de données n'a pas pu être écrite : vérifiez le disque puis relancez."
    cause = getattr(error, "strerror", None)
    if not cause:  # Tantivy's own words, in English
        return (
            "L'index de recherche n'a pas pu être écrit : vérifiez la place libre sur le disque "
            "puis relancez. Les documents sont gardés."
        )
    return f"Lecture ou écriture impossible ({cause}) : vérifiez puis relancez."


def _take_up(source: Source, ingestion: Ingestion, tell: Progress) -> tuple[bool, set[str]]:
    """Reads everything. Returns whether the source could be listed to its end, and the keys."""
    limits = Limits(
        seconds=settings.READ_SECONDS,
        memory=settings.READ_BYTES,
        file_size=settings.UPLOAD_MAX_BYTES,
    )
    known = {
        key: (pk, digest, withdrawn)
        for pk, key, digest, withdrawn in Document.objects.filter(source=source).values_list(
            "pk", "key", "digest", "withdrawn"
        )
    }
    groups = set(ReaderGroup.objects.values_list("slug", flat=True))
    seen: set[str] = set()
    batch: list[tuple[ReadDocument, str]] = []
    complete = True

    def flush() -> None:
        if batch:
            _write(source, ingestion, batch, known)
            batch.clear()
        ingestion.save()
        tell(ingestion)

    for item in items_of(source):
        if item.problem:
            _refuse(ingestion, item.name, item.problem)
            complete = complete and not item.cut_short
            seen.update(_keys_under(known, item.name))
            continue
        ingestion.total = item.total
        try:
            for document in _read(item, limits):
                if unknown := set(document.readers) - groups:
                    _refuse(
                        ingestion,
                        document.key,
                        f"Groupe de lecture inconnu : {', '.join(sorted(unknown))}. Créez-le, ou "
                        "corrigez le document ; en attendant il n'entre pas.",
                    )
                    seen.add(document.key)
                    continue
                if document.key in seen:
                    _refuse(ingestion, document.key, "Ce document figure deux fois dans la source.")
                    continue
                seen.add(document.key)
                ingestion.seen += 1
                digest = _digest(document)
                former = known.get(document.key)
                if former and former[1] == digest and not former[2]:
                    ingestion.unchanged += 1
                else:
                    batch.append((document, digest))
                if len(batch) >= BATCH or ingestion.seen % 200 == 0:
                    flush()
        except ReadError as error:
            _refuse(ingestion, item.name, str(error))
            seen.update(_keys_under(known, item.name))
    flush()
    return complete, seen


def _keys_under(known: dict[str, tuple[int, str, bool]], name: str) -> Iterator[str]:
    """Documents of a file that could not be read this time: they are not taken for missing."""
    return (key for key in known if key == name or key.startswith(f"{name}#"))


def _read(item: Item, limits: Limits) -> Iterator[ReadDocument]:
    for read in read_in_child(Path(item.path), item.name + item.suffix, limits):
        key = item.name if read.key in ("", item.name, item.name + item.suffix) else read.key
        if item.container and key != item.name:
            key = f"{item.name}#{read.key}"
        yield replace(
            read,
            key=key[:500],
            title=(read.title or item.title or item.name)[:500],
            theme=read.theme or item.theme,
            url=(read.url or item.url)[:1000],
            updated=read.updated or item.updated,
        )


def _digest(document: ReadDocument) -> str:
    content = repr(document)
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()


def _refuse(ingestion: Ingestion, name: str, reason: str) -> None:
    Refusal(ingestion=ingestion, name=name[:500], reason=reason).save()
    ingestion.refused += 1


def _write(
    source: Source,
    ingestion: Ingestion,
    batch: list[tuple[ReadDocument, str]],
    known: dict[str, tuple[int, str, bool]],
) -> None:
    groups = {group.slug: group for group in ReaderGroup.objects.all()}
    with transaction.atomic():
        changed: list[int] = []
        rows: list[Passage] = []
        for read, digest in batch:
            former = known.get(read.key)
            if former:
                document = Document.objects.get(pk=former[0])
                ingestion.changed += 1
            else:
                document = Document(source=source, key=read.key, owner=source.owner)
                ingestion.added += 1
            document.title = read.title
            document.theme = list(read.theme)
            document.url = read.url
            document.updated = read.updated
            document.digest = digest
            document.withdrawn = False
            document.review_date = read.review or document.review_date
            document.valid_from = read.valid_from or document.valid_from
            document.valid_to = read.valid_to or document.valid_to
            document.save()
            if read.readers:
                document.readers.set(groups[slug] for slug in read.readers)
            if former:
                Passage.objects.filter(document=document).delete()
            rows += [
                Passage(
                    document=document,
                    position=piece.position,
                    headings=list(piece.headings),
                    text=piece.text,
                    kind=piece.kind,
                )
                for piece in chunk(read)
            ]
            changed.append(document.pk)
            known[read.key] = (document.pk, digest, False)
        Passage.objects.bulk_create(rows, batch_size=500)
        ingestion.passages += len(rows)
        touch(changed)


def _withdraw_missing(source: Source, ingestion: Ingestion, seen: set[str]) -> None:
    present = Document.objects.filter(source=source, withdrawn=False)
    missing = [pk for pk, key in present.values_list("pk", "key") if key not in seen]
    for start in range(0, len(missing), 500):
        withdraw(missing[start : start + 500])
    ingestion.withdrawn = len(missing)


def withdraw(documents: list[int]) -> None:
    """These documents, gone from their source, stop answering at once."""
    with transaction.atomic():
        Document.objects.filter(pk__in=documents).update(withdrawn=True)
        touch(documents)


def hide(documents: list[int], hidden: bool) -> None:
    """An editor puts documents aside (or takes them back); a later ingestion respects it."""
    with transaction.atomic():
        Document.objects.filter(pk__in=documents).update(hidden=hidden)
        touch(documents)
