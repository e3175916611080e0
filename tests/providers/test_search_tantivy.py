"""What an agent finds in an index, and what a crash, a full disk or odd text do to it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import tantivy

from bastide.engine.model import IndexedPassage, Reader
from bastide.providers import search_tantivy
from bastide.providers.search_tantivy import TantivyIndex

DAY = date(2026, 6, 1)
ALL = Reader(frozenset(), DAY)
TEXTS = {
    1: ("Carte de stationnement", "La carte de stationnement se demande en mairie."),
    2: ("Inscription à la cantine", "La cantine scolaire ouvre ses inscriptions en juin."),
    3: ("Piscine municipale", "La piscine est ouverte le dimanche matin."),
}


def passage(
    number: int,
    title: str = "Piscine",
    text: str = "La piscine est ouverte.",
    readers: tuple[int, ...] = (),
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> IndexedPassage:
    return IndexedPassage(
        number, number, title, (), (), text, "text", frozenset(readers), valid_from, valid_to
    )


def content(*numbers: int) -> list[tuple[int, list[IndexedPassage]]]:
    return [(n, [passage(n, *TEXTS[n])]) for n in numbers or TEXTS]


def put(index: TantivyIndex, version: int, *changes: tuple[int, list[IndexedPassage]]) -> None:
    with index.writing():
        index.apply(version, changes)


def found(index: TantivyIndex, text: str, reader: Reader = ALL, **options: bool) -> list[int]:
    return [c.document for c in index.search(text, reader, **options)]


@pytest.fixture
def index(tmp_path: Path) -> TantivyIndex:
    return TantivyIndex(tmp_path / "index")


class TestSearchIndex:
    """What any `SearchIndex` owes to who searches."""

    def test_the_right_document_comes_first(self, index: TantivyIndex) -> None:
        put(index, 1, *content())
        assert found(index, "quand inscrire mon fils à la cantine ?")[0] == 2

    def test_a_forbidden_passage_takes_no_place(self, index: TantivyIndex) -> None:
        secret = [(n, [passage(n, readers=(7,))]) for n in range(100, 400)]
        put(index, 1, *secret, (3, [passage(3, "Bassin", "Un bassin, une piscine.")]))
        assert [c.document for c in index.search("piscine", ALL, limit=1)] == [3]
        assert found(index, "piscine", Reader(frozenset({7}), DAY))[0] >= 100
        assert found(index, "piscine", Reader(frozenset({8}), DAY)) == [3]

    def test_validity_includes_its_two_days(self, index: TantivyIndex) -> None:
        put(index, 1, (1, [passage(1, valid_from=date(2026, 6, 1), valid_to=date(2026, 6, 2))]))
        days = [date(2026, 5, 31), date(2026, 6, 1), date(2026, 6, 2), date(2026, 6, 3)]
        seen = [found(index, "piscine", Reader(frozenset(), day)) for day in days]
        assert seen == [[], [1], [1], []]

    def test_a_replaced_or_removed_document_answers_no_more(self, index: TantivyIndex) -> None:
        put(index, 1, *content())
        put(index, 2, (3, [passage(3, "Patinoire", "La patinoire ferme.")]), (2, []))
        assert found(index, "piscine") == found(index, "cantine") == []
        assert found(index, "patinoire") == [3]

    def test_an_unfinished_word_and_a_slip_find(self, index: TantivyIndex) -> None:
        put(index, 1, *content())
        assert found(index, "pisc", typing=True) == [3]
        assert found(index, "pisicne") == [3]

    @pytest.mark.parametrize(
        "text",
        ["", " \n", "le la les", "مرحبا بالعالم", "🏊🏽‍♀️", "\x00\x07\x1b", '"(AND OR:*', "'’-",
         "a" * 50_000, "ville " * 10_000],
    )  # fmt: skip
    def test_odd_text_finds_nothing_and_harms_nothing(self, index: TantivyIndex, text: str) -> None:
        put(index, 1, *content())
        assert found(index, text) == found(index, text, typing=True) == []
        assert found(index, f"{text[:100]} piscine") == [3]

    def test_the_order_does_not_depend_on_the_history(self, tmp_path: Path) -> None:
        same = [(n, [passage(n)]) for n in range(1, 20)]
        once, often = TantivyIndex(tmp_path / "one"), TantivyIndex(tmp_path / "many")
        put(once, 1, *same)
        put(often, 1, *content())
        for version, change in enumerate(reversed(same), 2):
            put(often, version, change)
        assert found(once, "piscine ouverte") == found(often, "piscine ouverte") != []


# -- crashes, other processes, disk ---------------------------------------------------------


def failing() -> Iterator[tuple[int, list[IndexedPassage]]]:
    yield 3, []
    raise RuntimeError("database gone")


def test_changes_that_fail_half_way_leave_the_former_version(index: TantivyIndex) -> None:
    put(index, 1, *content())
    with pytest.raises(RuntimeError), index.writing():
        index.apply(2, failing())
    assert (index.reload(), found(index, "piscine")) == (1, [3])
    put(index, 2, (3, []))
    assert (index.version, found(index, "piscine")) == (2, [])


def test_the_writer_is_free_while_the_error_is_being_handled(index: TantivyIndex) -> None:
    put(index, 1, *content())
    try:
        index.apply(2, failing())
    except RuntimeError as error:
        kept = error  # its traceback holds the frames
        put(index, 3, (1, []))
    assert str(kept) == "database gone"
    assert index.version == 3


KILLED = """
import os, signal, sys
from pathlib import Path
from bastide.providers.search_tantivy import TantivyIndex
def changes():
    for n in (1, 2, 3):
        yield n, []
    os.kill(os.getpid(), signal.SIGKILL)
index = TantivyIndex(Path(sys.argv[1]))
with index.writing():
    index.apply(2, changes())
"""


def test_a_process_killed_while_writing_changes_nothing(index: TantivyIndex) -> None:
    put(index, 1, *content())
    done = subprocess.run([sys.executable, "-c", KILLED, str(index.folder)], env=os.environ)
    assert done.returncode == -signal.SIGKILL
    assert (index.reload(), found(index, "piscine")) == (1, [3])
    put(index, 2, (3, []))
    assert found(TantivyIndex(index.folder), "piscine") == []


def test_another_process_reads_what_was_written_and_waits_to_write(index: TantivyIndex) -> None:
    reading = TantivyIndex(index.folder)
    put(index, 1, *content())
    assert (reading.reload(), found(reading, "piscine")) == (1, [3])
    with index.writing(), reading.writing(wait=False) as mine:
        assert not mine


def test_an_index_of_a_former_analyser_is_built_anew(
    index: TantivyIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(index, 5, *content())
    monkeypatch.setattr(search_tantivy, "ANALYSER_VERSION", 999)
    newer = TantivyIndex(index.folder)
    assert newer.version == 0
    put(newer, 5, *content(2))
    assert found(newer, "cantine") == [2]


@pytest.mark.parametrize("damage", [b"", b"{not json"])
def test_a_damaged_folder_is_built_anew(index: TantivyIndex, damage: bytes) -> None:
    put(index, 5, *content())
    (index._data / "meta.json").write_bytes(damage)
    again = TantivyIndex(index.folder)
    assert (again.version, found(again, "piscine")) == (0, [])
    put(again, 5, *content())
    assert found(again, "piscine") == [3]


def test_a_full_disk_is_said_in_french_and_changes_nothing(
    index: TantivyIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(index, 1, *content())

    class Full:
        def __init__(self, real: tantivy.Index) -> None:
            self.real = real

        def writer(self, *_: int) -> None:
            raise ValueError("No space left on device")

        def __getattr__(self, name: str) -> object:
            return getattr(self.real, name)

    monkeypatch.setattr(index, "_index", Full(index._index))
    with pytest.raises(OSError, match="n'a pas pu être écrit"):
        index.apply(2, content(1))
    assert (index.version, found(index, "piscine")) == (1, [3])
