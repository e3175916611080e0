"""The passages' vectors: made by batches, kept whole, read beside the words. Never needed.

1. `make` gives a vector to each passage that lacks one, a batch at a time, each committed: stopped,
   it goes on from where it was.
2. A new model has a set of its own. The former set serves until the new one is whole, and only then
   goes away.
3. `meaning_of` tells, for a question, which passages are near (`engine.vectors`). A model that is
   slow, that fails or whose budget is spent leaves the words alone to answer.

A process holds the sets of the organisations that asked last, within `VECTORS_BYTES` in all.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet

from bastide.endpoints.embedding import (
    ChosenEmbedder,
    ShippedEmbedder,
    embedder_for,
    embedder_named,
    order_vectors,
)
from bastide.engine.chat import ModelError
from bastide.library.held import Held
from bastide.library.models import Passage, Vector, VectorSet
from bastide.tenants.models import Member
from bastide.tenants.scope import current_organisation_id, every_organisation, scope

if TYPE_CHECKING:
    from bastide.engine.meaning import Meaning
    from bastide.engine.vectors import Vectors

log = logging.getLogger("bastide.search")

BATCH = 32
WINDOW = 512  # passages looked at together for those that lack their vector
BATCH_S = 60.0  # seconds that a batch may take
# Seconds that a question waits for its vector: the first useful line stays under 300 ms.
QUESTION_S = 0.2
_KEPT = 256

_questions: dict[tuple[int, str, str], list[float]] = {}
_lock = threading.Lock()
_reading: dict[int, threading.Lock] = {}  # one set is read once; that of another does not wait


@dataclass(frozen=True, slots=True)
class _Read:
    """What this process holds in memory of a set."""

    set: int
    revision: int
    last: int
    vectors: Vectors


_held: Held[_Read] = Held(lambda: settings.VECTORS_BYTES, lambda read: read.vectors.nbytes)


@dataclass(frozen=True, slots=True)
class Made:
    """`done` of `total` passages have their vector. `made`: by this call."""

    done: int
    total: int
    made: int

    @property
    def whole(self) -> bool:
        return self.done >= self.total


# -- making ----------------------------------------------------------------------------------------


def make(
    embedder: ChosenEmbedder | ShippedEmbedder,
    *,
    seconds: float = float("inf"),
    progress: Callable[[int, int], None] | None = None,
) -> Made:
    """Gives the passages their vectors for `seconds` at most. Raises `ModelError`: what was made
    stays."""
    from bastide.engine.vectors import length_of, packed, text_of

    ends = time.monotonic() + seconds
    own, _ = VectorSet.objects.get_or_create(model=embedder.name)
    total = _answering().count()
    done = total - _lacking(own).count()
    made = 0
    for batch in _batches(own):
        if progress:
            progress(done, total)
        if made and time.monotonic() > ends:
            return Made(done, total, made)
        texts = [text_of(p.document.title, p.headings, p.text) for p in batch]
        found = embedder.embed(texts, deadline_s=BATCH_S)
        rows = [
            Vector(set=own, passage=passage, values=packed(vector))
            for passage, vector in zip(batch, found, strict=True)
        ]
        former = Vector.objects.filter(set=own).order_by("-pk").first()
        if former and length_of(bytes(former.values)) != len(found[0]):
            # The server serves another model under the same name: all is made again.
            own.delete()
            return make(embedder, seconds=max(0.0, ends - time.monotonic()), progress=progress)
        with transaction.atomic():
            Vector.objects.bulk_create(rows, ignore_conflicts=True)
            VectorSet.objects.filter(pk=own.pk).update(revision=F("revision") + 1)
        done += len(batch)
        made += len(batch)
    if progress:
        progress(done, total)
    with transaction.atomic():
        VectorSet.objects.filter(pk=own.pk).update(whole=True)
        VectorSet.objects.exclude(pk=own.pk).delete()
    return Made(done, total, made)


def order_where_lacking() -> None:
    """For every organisation, orders the vectors that its embedder has not made: a new version of
    the retriever, or one that was installed before there was any."""
    with every_organisation():
        everyone = list(Passage.objects.values_list("organisation", flat=True).distinct())
    for organisation in everyone:
        with scope(organisation):
            embedder = embedder_for()
            made = VectorSet.objects.filter(whole=True)
            if embedder is not None and not made.filter(model=embedder.name).exists():
                order_vectors()


def state() -> list[tuple[str, int, int, bool]]:
    """Of each set: its model, the passages that have their vector, all of them, whether it was
    whole."""
    total = _answering().count()
    return [
        (row.model, total - _lacking(row).count(), total, row.whole)
        for row in VectorSet.objects.order_by("pk")
    ]


def _batches(own: VectorSet) -> Iterator[list[Passage]]:
    """The passages that lack their vector, in order, by batches. Looked for a window at a time: who
    lacks among all would be asked again of the whole library for each batch."""
    last = 0
    while window := list(
        _answering().filter(pk__gt=last).select_related("document").order_by("pk")[:WINDOW]
    ):
        last = window[-1].pk
        numbers = [passage.pk for passage in window]
        made = set(
            Vector.objects.filter(set=own, passage__in=numbers).values_list("passage", flat=True)
        )
        lacking = [passage for passage in window if passage.pk not in made]
        for start in range(0, len(lacking), BATCH):
            yield lacking[start : start + BATCH]


def _answering() -> QuerySet[Passage]:
    return Passage.objects.filter(document__withdrawn=False, document__hidden=False)


def _lacking(own: VectorSet) -> QuerySet[Passage]:
    return _answering().exclude(pk__in=Vector.objects.filter(set=own).values("passage"))


# -- reading ---------------------------------------------------------------------------------------


def meaning_of(text: str, member: Member | None) -> Meaning | None:
    """How near the passages are to a question; None: the words answer alone."""
    from bastide.engine.meaning import Meaning

    whole = list(VectorSet.objects.filter(whole=True).order_by("-pk"))
    if not whole:
        return None
    chosen = embedder_for(member, hurried=True)
    if chosen is None:
        return None
    own = next((row for row in whole if row.model == chosen.name), None)
    if own is None:
        own = whole[0]
        former = embedder_named(own.model, member)
        if former is None:
            return None
        chosen = former
    try:
        known = isinstance(chosen, ShippedEmbedder)
        return Meaning(vectors_of(own), adapted(_vector(text, chosen), own), known=known)
    except ModelError as error:
        log.info("organisation %s, no vector: %s", current_organisation_id(), error.kind)
    except ValueError as error:  # another length than the set's: the model changed
        log.warning("organisation %s, vectors: %s", current_organisation_id(), error)
    return None


def adapted(question: list[float], own: VectorSet) -> list[float]:
    """A question's vector, corrected by what the authority's own questions taught. Raises
    `ValueError` when that was learnt on vectors of another length."""
    if not own.adapter:
        return question
    import numpy as np

    from bastide.engine.adapter import Adapter

    learnt = Adapter.unpacked(bytes(own.adapter), len(question))
    return list(map(float, learnt(np.asarray([question], np.float32))[0]))


def _vector(text: str, embedder: ChosenEmbedder | ShippedEmbedder) -> list[float]:
    key = (current_organisation_id(), embedder.name, text)
    known = _questions.get(key)
    if known is None:
        known = embedder.embed([text], deadline_s=QUESTION_S)[0]
        with _lock:
            if len(_questions) >= _KEPT:
                _questions.clear()
            _questions[key] = known
    return known


def vectors_of(own: VectorSet) -> Vectors:
    """The set in memory, with what was added since it was read."""
    from bastide.engine.vectors import Vectors

    organisation = current_organisation_id()
    with _lock:
        mine = _reading.setdefault(organisation, threading.Lock())
    with mine:
        held = _held.get(organisation)
        if held is None or held.set != own.pk:
            held = _Read(own.pk, -1, 0, Vectors())
        if held.revision != own.revision:
            rows = list(
                Vector.objects.filter(set=own, pk__gt=held.last)
                .order_by("pk")
                .values_list("pk", "passage", "passage__document", "values")
            )
            more = held.vectors.with_more((p, d, bytes(v)) for _, p, d, v in rows)
            held = _Read(own.pk, own.revision, rows[-1][0] if rows else held.last, more)
            _held.put(organisation, held)
        return held.vectors


def forget_held() -> None:
    """Frees what this process holds (tests)."""
    _held.clear()
    with _lock:
        _questions.clear()
