"""The search index over Tantivy: one folder an organisation, tokens analysed by `engine.french`.

Three kinds of records live in it: `p` a passage, `d` a document (its whole text, for counts and for
scoring), `m` the one that says at which version of the library the index stands. Everything that an
`apply` changes is committed at once with that version: a process killed in the middle leaves the
former version, whole. Readers and validity are filters of the query, so a passage that may not be
seen never takes the place of one that may.
"""

from __future__ import annotations

import fcntl
import shutil
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from threading import RLock
from typing import Any

import tantivy
from rapidfuzz import process
from rapidfuzz.distance import OSA

from bastide.engine.french import (
    ANALYSER_VERSION,
    Lexicon,
    analyse,
    fold,
    shipped_lexicon,
    tokens,
)
from bastide.engine.model import Candidate, IndexedPassage, Reader
from bastide.engine.packed import PackedCounts, PackedStems
from bastide.engine.rank import (
    Counts,
    DocumentTokens,
    PassageTokens,
    Question,
    question,
    score,
)
from bastide.providers.tantivy_schema import (
    SCHEMA,
    SCHEMA_VERSION,
    as_filter,
    between,
    library_counts,
    open_index,
    term_query,
    term_set,
    weighted,
)

CANDIDATES = 200
MOST_WORDS_ASKED = 60
MOST_PASSAGES_NAMED = 5_000  # of the documents whose passages are named
PREFIX, SLIP = 0.6, 0.6  # weight of a completed word, of a word one slip away
MOST_DOCUMENTS_KEPT = 10_000  # about 5 kB each
MOST_PASSAGES_KEPT = 60_000  # about 0.7 kB each
_EVERYONE = "*"
_ALWAYS = 99999999
_HEAP = 64_000_000
_Occur = tantivy.Occur
_Query = tantivy.Query


class TantivyIndex:
    """`SearchIndex` of one organisation, in `folder`. Safe for many threads and processes."""

    def __init__(self, folder: Path, lexicon: Lexicon | None = None) -> None:
        self.folder = folder
        self.lexicon = lexicon or shipped_lexicon()
        self._lock = RLock()
        self._index: tantivy.Index | None = None
        self._searcher: Any = None
        self._df: dict[str, int] = {}
        # What was read of a record, by its number and the version that wrote it: still right
        # after others have changed.
        self._documents: dict[tuple[int, int], DocumentTokens] = {}
        self._passages: dict[tuple[int, int], PassageTokens] = {}
        self._counts = Counts(0, 0, 1, 1, 1, 1)
        self.version = 0
        self.reload()

    # -- where it stands ---------------------------------------------------------------------

    @property
    def _data(self) -> Path:
        return self.folder / f"a{ANALYSER_VERSION}s{SCHEMA_VERSION}"

    def reload(self) -> int:
        """Catch up with what another process committed; returns the version. 0: to be built."""
        with self._lock:
            try:
                if self._index is None:
                    if not tantivy.Index.exists(str(self._data)):
                        return 0
                    self._index = open_index(self._data)
                self._index.reload()
                searcher = self._index.searcher()
                marks = searcher.search(term_query("kind", "m"), 1).hits
                version = searcher.doc(marks[0][1]).to_dict()["version"][0] if marks else 0
                counts = library_counts(searcher)
            except (ValueError, OSError, KeyError, IndexError):
                self._index, self._searcher, self.version = None, None, 0
                return 0
            self._searcher, self._counts, self.version = searcher, counts, version
            self._df = {}
            return version

    @contextmanager
    def writing(self, *, wait: bool = True) -> Iterator[bool]:
        """The right to write, among all processes; False if `wait` is off and it is taken."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "writer.lock").open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            except BlockingIOError:
                yield False
                return
            yield True

    def erase(self) -> None:
        """Forget everything: the next `apply` builds anew. Call it inside `writing()`."""
        with self._lock:
            self._index, self._searcher, self.version = None, None, 0
            self._df, self._documents, self._passages = {}, {}, {}
            shutil.rmtree(self._data, ignore_errors=True)

    # -- writing -----------------------------------------------------------------------------

    def apply(self, version: int, changes: Iterable[tuple[int, Sequence[IndexedPassage]]]) -> None:
        """Replace each document by its passages, then stand at `version`. Call inside `writing()`.

        Raises `OSError` when the disk refuses; the index then stands where it stood.
        """
        if self._index is None:
            for old in self.folder.glob("a*s*"):  # of another analyser, or broken
                shutil.rmtree(old, ignore_errors=True)
            self._data.mkdir(parents=True, exist_ok=True)
        writer: Any = None
        try:
            if self._index is None:
                self._index = open_index(self._data)
            writer = self._index.writer(_HEAP, 1)
            for document, passages in changes:
                writer.delete_documents_by_term("document", document)
                if passages:
                    self._add(writer, version, document, passages)
            writer.delete_documents_by_term("kind", "m")
            mark = tantivy.Document()
            mark.add_text("kind", "m")
            mark.add_integer("version", version)
            writer.add_document(mark)
            writer.commit()
            writer.wait_merging_threads()
        except ValueError as error:  # Tantivy's own errors, a full disk among them
            self.reload()
            raise OSError(f"L'index de recherche n'a pas pu être écrit : {error}") from error
        finally:
            writer = None  # a kept traceback would hold the writer, and its lock, with the frame
        self.reload()

    def _add(
        self, writer: Any, version: int, document: int, passages: Sequence[IndexedPassage]
    ) -> None:
        first = passages[0]
        title = analyse(first.title, self.lexicon)
        theme = analyse(" ".join(first.theme), self.lexicon)
        readers = " ".join(f"g{g}" for g in sorted(first.readers)) or _EVERYONE
        valid_from = int(f"{first.valid_from:%Y%m%d}") if first.valid_from else 0
        valid_to = int(f"{first.valid_to:%Y%m%d}") if first.valid_to else _ALWAYS
        whole: list[str] = [*title, *theme]
        for passage in passages:
            body = analyse("\n".join([*passage.headings, passage.text]), self.lexicon)
            whole += body
            record = tantivy.Document()
            record.add_text("kind", "p")
            record.add_integer("document", document)
            record.add_integer("passage", passage.passage)
            record.add_integer("stamp", version)
            record.add_integer("valid_from", valid_from)
            record.add_integer("valid_to", valid_to)
            record.add_integer("length", len(body))
            record.add_text("readers", readers)
            record.add_text("all", " ".join([*title, *title, *theme, *body]))
            record.add_bytes("body", PackedStems.of(body).data)
            writer.add_document(record)
        record = tantivy.Document()
        record.add_text("kind", "d")
        record.add_integer("document", document)
        record.add_integer("stamp", version)
        record.add_integer("length", len(whole))
        record.add_integer("total", len(whole))
        record.add_integer("title_length", len(title))
        record.add_integer("theme_length", len(theme))
        record.add_text("words", " ".join(whole))
        record.add_bytes("title", _packed(title))
        record.add_bytes("theme", _packed(theme))
        record.add_bytes("body", PackedCounts.of(whole).data)
        writer.add_document(record)

    # -- searching ---------------------------------------------------------------------------

    def search(
        self,
        text: str,
        reader: Reader,
        *,
        limit: int = 10,
        typing: bool = False,
        also: Collection[tuple[int, int]] = (),
    ) -> list[Candidate]:
        with self._lock:
            searcher = self._searcher
        if searcher is None:
            return []
        asked = self._completed(text, question(text, self.lexicon), typing)
        known = [t for t in (*asked.terms, *asked.others) if self._document_frequency(t)]
        addresses: list[Any] = []
        if known:
            addresses = self._proposed(searcher, asked, known, reader)
        if also:
            addresses += self._named(searcher, also, reader, addresses)
        if not addresses:
            return []
        passages, stamps = self._read_passages(searcher, addresses)
        documents = self._read_documents(searcher, stamps)
        found = score(
            asked,
            passages,
            documents,
            self._counts,
            self._document_frequency,
            self._pair_frequency,
            limit,
        )
        if not found and also:  # no word of the question is known here: meaning alone proposed
            found = [Candidate(p.passage, p.document, 0.0) for p in passages[:limit]]
        return found

    def _proposed(
        self, searcher: Any, asked: Question, known: list[str], reader: Reader
    ) -> list[Any]:
        """Addresses of the passages that share most with the question, those she may see."""
        known.sort(key=self._document_frequency)
        wanted = [
            (
                _Occur.Should,
                weighted(t, asked.others[t][1]) if t in asked.others else term_query("all", t),
            )
            for t in known[:MOST_WORDS_ASKED]
        ]
        query = _Query.boolean_query(
            [(_Occur.Must, _Query.boolean_query(wanted)), *_seen_by(reader)]
        )
        return [hit[1] for hit in searcher.search(query, CANDIDATES, count=False).hits]

    def _named(
        self, searcher: Any, also: Collection[tuple[int, int]], reader: Reader, known: Sequence[Any]
    ) -> list[Any]:
        """Addresses of these passages that are not yet among the `known`, those she may see."""
        wanted = {passage for passage, _ in also}
        if known:
            wanted -= set(searcher.fast_field_values("passage", known))
        query = _Query.boolean_query(
            [
                (_Occur.Must, as_filter(term_query("kind", "p"))),
                (_Occur.Must, as_filter(term_set("document", sorted({d for _, d in also})))),
                *_seen_by(reader),
            ]
        )
        hits = searcher.search(query, MOST_PASSAGES_NAMED, count=False).hits
        addresses = [hit[1] for hit in hits]
        numbers = searcher.fast_field_values("passage", addresses) if addresses else []
        return [a for a, n in zip(addresses, numbers, strict=True) if n in wanted]

    def _document_frequency(self, term: str) -> int:
        known = self._df.get(term)
        if known is None:
            # A count, not the engine's own statistic: deleted documents are not in it.
            known = self._searcher.search(term_query("words", term), 1, count=True).count
            if len(self._df) > 200_000:
                self._df.clear()
            self._df[term] = known
        return known

    def _pair_frequency(self, one: str, other: str) -> int:
        key = f"{one} {other}"
        known = self._df.get(key)
        if known is None:
            query = _Query.phrase_query(SCHEMA, "words", [one, other])
            known = self._searcher.search(query, 1, count=True).count
            self._df[key] = known
        return known

    def _read_passages(
        self, searcher: Any, addresses: Sequence[Any]
    ) -> tuple[list[PassageTokens], dict[int, int]]:
        """The passages at these addresses, and the version that wrote each of their documents."""
        numbers = searcher.fast_field_values("passage", addresses)
        written = searcher.fast_field_values("stamp", addresses)
        cache, found = self._passages, []
        for address, number, stamp in zip(addresses, numbers, written, strict=True):
            passage = cache.get((number, stamp))
            if passage is None:
                row = searcher.doc(address).to_dict()
                data = bytes(row["body"][0])
                stems = PackedStems(data, data.count(b"  ") + 1 if data else 0)
                passage = cache[number, stamp] = PassageTokens(number, row["document"][0], stems)
            found.append(passage)
        _shorten(cache, MOST_PASSAGES_KEPT)
        stamps = {p.document: stamp for p, stamp in zip(found, written, strict=True)}
        return found, stamps

    def _read_documents(self, searcher: Any, stamps: dict[int, int]) -> dict[int, DocumentTokens]:
        cache = self._documents
        missing = [number for number, stamp in stamps.items() if (number, stamp) not in cache]
        if missing:
            query = _Query.boolean_query(
                [
                    (_Occur.Must, as_filter(term_query("kind", "d"))),
                    (_Occur.Must, as_filter(term_set("document", missing))),
                ]
            )
            for _, address in searcher.search(query, len(missing), count=False).hits:
                row = searcher.doc(address).to_dict()
                number = row["document"][0]
                title = _unpacked(row["title"][0])
                cache[number, stamps[number]] = DocumentTokens(
                    number,
                    Counter(title),
                    frozenset(zip(title, title[1:], strict=False)),
                    Counter(_unpacked(row["theme"][0])),
                    PackedCounts(bytes(row["body"][0]), row["total"][0]),
                )
        found = {n: cache[n, stamp] for n, stamp in stamps.items() if (n, stamp) in cache}
        _shorten(cache, MOST_DOCUMENTS_KEPT)
        return found

    def _completed(self, text: str, asked: Question, typing: bool) -> Question:
        """Unknown words brought to the nearest known ones; the last one taken as a prefix."""
        others: dict[str, tuple[str, float]] = {}
        if typing and text and not text[-1].isspace():
            words = tokens(text, self.lexicon)
            last = text[words[-1].start : words[-1].end] if words else ""
            # A stop word is not the beginning of another word until more of it is typed.
            begun = [fold(last), *words[-1].stem.split()] if words and words[-1].stem else []
            for start in dict.fromkeys(begun):
                if len(start) >= 2:
                    for term, _ in self._searcher.terms_with_prefix("words", start, limit=5):
                        others[term] = (words[-1].stem or term, PREFIX)
        for term in asked.terms:
            if len(term) >= 4 and not term.isdigit() and not self._document_frequency(term):
                for near in self._nearest(term):
                    others.setdefault(near, (term, SLIP))
        return asked.with_others(others)

    def _nearest(self, term: str) -> list[str]:
        """Known stems one slip away (two for a long word), same first letter, most used first."""
        slips = 1 if len(term) < 8 else 2
        known = dict(self._searcher.terms_with_prefix("words", term[0]))
        close = process.extract(
            term, list(known), scorer=OSA.distance, score_cutoff=slips, limit=20
        )
        best = sorted(close, key=lambda c: (c[1], -known[c[0]], c[0]))
        return [c[0] for c in best[:2]]


def _seen_by(reader: Reader) -> list[tuple[Any, Any]]:
    """What a passage must be for a reader to find it: open to her, and valid on that day."""
    groups = [_EVERYONE, *(f"g{g}" for g in sorted(reader.groups))]
    today = int(f"{reader.on:%Y%m%d}")
    return [
        (_Occur.Must, as_filter(term_set("readers", groups))),
        (_Occur.Must, as_filter(between("valid_from", 0, today))),
        (_Occur.Must, as_filter(between("valid_to", today, _ALWAYS))),
    ]


def _shorten(cache: dict[Any, Any], most: int) -> None:
    """Forgets the oldest tenth of a cache that has grown beyond `most`."""
    if len(cache) > most:
        for key in list(islice(cache, most // 10)):
            cache.pop(key, None)


def _packed(stems: Iterable[str]) -> bytes:
    return " ".join(stems).encode()


def _unpacked(stored: Any) -> list[str]:
    return bytes(stored).decode().split()
