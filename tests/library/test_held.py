"""What a process holds of each organisation is bounded, whoever is in the middle of a search."""

from __future__ import annotations

import gc
import threading
import weakref
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest

from bastide.engine.french import shipped_lexicon
from bastide.engine.model import IndexedPassage, Reader
from bastide.engine.vectors import packed
from bastide.library import index as library_index
from bastide.library import vectors
from bastide.library.held import Held
from bastide.library.models import Document, Passage, Source, Vector, VectorSet
from bastide.providers.search_tantivy import TantivyIndex
from bastide.tenants.models import Organisation
from bastide.tenants.scope import scope

READER = Reader(frozenset(), date(2026, 1, 1))
ORGANISATIONS = 6


@pytest.fixture(autouse=True)
def nothing_held(own_data_folder: Any) -> None:
    vectors.forget_held()


def test_the_least_used_goes_first() -> None:
    held: Held[str] = Held(lambda: 2)
    held.put(1, "un")
    held.put(2, "deux")
    assert held.get(1) == "un"
    held.put(3, "trois")
    assert (1 in held, 2 in held, 3 in held) == (True, False, True)
    assert held.get(2) is None
    assert held.look(1) == "un"  # which is no use of it
    held.put(4, "quatre")
    assert (1 in held, 3 in held, len(held), held.total) == (False, True, 2, 2)


def test_weights_are_what_is_bounded_and_the_last_one_stays() -> None:
    held: Held[str] = Held(lambda: 10, len)
    held.put(1, "aaaa")
    held.put(2, "bbbb")
    held.put(1, "aaaaaa")  # grew: the weight is that of now
    assert (held.total, len(held)) == (10, 2)
    held.put(3, "c" * 30)
    assert (held.total, len(held), held.get(3)) == (30, 1, "c" * 30)
    held.put(4, "d")
    assert (held.total, 3 in held) == (1, False)


def test_the_value_put_first_is_everybody_s() -> None:
    held: Held[list[int]] = Held(lambda: 2)
    one = [1]
    assert held.put_first(1, one) is one
    assert held.put_first(1, [1]) is one


@pytest.fixture
def indexes(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The indexes of several organisations, on the disk; words are not read from the database."""
    monkeypatch.setattr(library_index, "lexicon", shipped_lexicon)
    for number in range(1, ORGANISATIONS + 1):
        found = TantivyIndex(settings.DATA_DIR / "index" / str(number))
        passages = [
            IndexedPassage(
                n, n, "Piscine", (), (), f"La piscine de la ville {number}.", "text",
                frozenset(), None, None,
            )
            for n in range(number * 10, number * 10 + 3)
        ]  # fmt: skip
        with found.writing():
            found.apply(1, [(p.passage, [p]) for p in passages])


def test_open_indexes_are_bounded_and_close(
    settings: Any, indexes: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.OPEN_INDEXES = 2
    seen = weakref.WeakSet[TantivyIndex]()
    for number in range(1, ORGANISATIONS + 1):
        with scope(number):
            seen.add(library_index.index())
    assert len(library_index._open) == 2
    gc.collect()
    assert len(seen) == 2, "what is let go is closed"
    with scope(1):
        assert library_index.stands_at() == 1
    assert 1 not in library_index._open, "looked at, and not kept open"


def test_a_search_outlives_the_closing_of_its_index(settings: Any, indexes: None) -> None:
    settings.OPEN_INDEXES = 1
    with scope(1):
        mine = library_index.index()
    with scope(2):
        library_index.index()
    assert 1 not in library_index._open
    assert {c.passage for c in mine.search("piscine", READER)} == {10, 11, 12}


def test_threads_find_their_own_while_indexes_come_and_go(settings: Any, indexes: None) -> None:
    settings.OPEN_INDEXES = 2
    start = threading.Barrier(8)

    def ask(thread: int) -> None:
        start.wait()
        for turn in range(30):
            number = (thread + turn) % ORGANISATIONS + 1
            with scope(number):
                found = library_index.index().search("piscine de la ville", READER)
            assert {c.passage for c in found} == {number * 10 + n for n in range(3)}
            assert len(library_index._open) <= 2

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(ask, range(8)))


def test_a_writer_and_the_same_index_opened_again_wait_for_each_other(
    settings: Any, indexes: None
) -> None:
    settings.OPEN_INDEXES = 1
    with scope(1):
        former = library_index.index()
    with scope(2):
        library_index.index()
    with scope(1):
        again = library_index.index()
    assert again is not former
    with former.writing() as mine, again.writing(wait=False) as also:
        assert (mine, also) == (True, False)


@pytest.mark.django_db
def test_vectors_in_memory_are_bounded_by_their_bytes(settings: Any) -> None:
    length = 64
    each = 4 * (length * 4 + 16)  # four passages: their numbers, those of their documents
    settings.VECTORS_BYTES = 2 * each + 1
    for number in range(1, 5):
        organisation = Organisation.objects.create(slug=f"o{number}", name="O")
        with scope(organisation):
            source = Source.objects.create(name="S", kind="uploads")
            document = Document.objects.create(source=source, key="d", title="D", digest="0")
            own = VectorSet.objects.create(model="m", whole=True, revision=1)
            for position in range(4):
                passage = Passage.objects.create(document=document, position=position, text="t")
                Vector.objects.create(set=own, passage=passage, values=packed([1.0] * length))
            assert len(vectors.vectors_of(own).passages) == 4
    assert (len(vectors._held), vectors._held.total) == (2, 2 * each)
    first = Organisation.objects.get(slug="o1")
    with scope(first):
        own = VectorSet.objects.get()
        assert len(vectors.vectors_of(own).passages) == 4, "read again when it is asked"
        settings.VECTORS_BYTES = 1
        own.revision += 1
        assert len(vectors.vectors_of(own).passages) == 4, "held whatever it weighs"
    assert len(vectors._held) == 1
