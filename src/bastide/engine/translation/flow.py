"""Texts into another language: what is remembered, else what the engine gives, proved.

1. Each text is cut into sentences (`segments`); blanks and line breaks stay where they are.
2. A sentence that a person corrected once is taken from the memory.
3. Of the others, what is not to be translated is replaced by marks (`protect`): terms of the
   glossary, addresses, codes, names. Nothing left: the sentence is kept.
4. The rest goes to the engine in one batch; marks become again what they stand for.
5. Each is checked (`check`). One that lost something goes again with its numbers marked, then
   piece by piece between its marks: what must be kept always is.
6. Formats are those the engine carried, or are laid again on the words (`project`).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bastide.engine.french import fold
from bastide.engine.ports import Inflects, Translator
from bastide.engine.translation import marks
from bastide.engine.translation.check import doubts
from bastide.engine.translation.glossary import Glossary
from bastide.engine.translation.model import Doubt, Origin, Remembered, Segment, Term, Translated
from bastide.engine.translation.project import projected
from bastide.engine.translation.protect import Marks, Piece, pieces, with_numbers
from bastide.engine.translation.segments import Cut, Sentence, cut
from bastide.engine.translation.typography import set_in

# From keys of sentences (`memory_key`) to their translations, those that are known.
Recall = Callable[[Collection[str]], Mapping[str, str]]
# Sentences in one call of the engine.
BATCH = 500
# Doubts for which the sentence is asked again.
_MENDED = frozenset({"number", "date", "link", "placeholder", "term", "empty"})


def memory_key(sentence: str) -> str:
    """What two writings of one sentence share in the memory: case, accents, blanks aside."""
    return " ".join(fold(sentence).split())


def recalling(entries: Iterable[Remembered]) -> Recall:
    """A memory held in a list; of two entries of one sentence the last is right."""
    known = {memory_key(one.source): one.target for one in entries}
    return lambda keys: {key: known[key] for key in keys if key in known}


def translate_texts(
    texts: Sequence[str],
    source: str,
    target: str,
    translator: Translator,
    glossary: Sequence[Term] | Glossary = (),
    memory: Recall | None = None,
    *,
    deadline_s: float = 60.0,
) -> list[Translated]:
    """One translation a text. Raises `TranslationError`: nothing is half translated.

    Sentences that are the same are translated once, and alike.
    """
    ends = time.monotonic() + deadline_s
    terms = glossary if isinstance(glossary, Glossary) else Glossary(glossary)
    cuts = [cut(text) for text in texts]
    sentences = list(dict.fromkeys(one.key for text in cuts for one in text.sentences))
    known = memory({memory_key(one.text) for one in sentences}) if memory else {}
    done: dict[Sentence, _Done] = {}
    asked: list[_Asked] = []
    for one in sentences:
        remembered = known.get(memory_key(one.text))
        if remembered is not None:
            found = doubts(one.text, remembered, (), (), (source, target))
            done[one] = _Done(projected(one.runs, remembered), "memory", found)
            continue
        kept = pieces(one.text, source, terms)
        if _nothing_left(one.text, kept):
            done[one] = _Done(_pieces_alone(one, kept), "kept")
        else:
            asked.append(_Asked(one, tuple(kept)))
    asked = _inflected(asked, target, translator)
    call = _Call(translator, source, target, ends)
    for at in range(0, len(asked), BATCH):
        done |= call.batch(asked[at : at + BATCH])
    return [_translated(text, done) for text in cuts]


@dataclass(frozen=True, slots=True)
class _Asked:
    sentence: Sentence
    kept: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class _Done:
    runs: marks.Runs
    origin: Origin = "engine"
    doubts: tuple[Doubt, ...] = ()

    @property
    def text(self) -> str:
        return "".join(text for text, _ in self.runs)

    @property
    def mended(self) -> int:
        """How many of its doubts are worth another try."""
        return sum(one.reason in _MENDED for one in self.doubts)


@dataclass(frozen=True, slots=True)
class _Call:
    """The engine for one pair, with what is left of the time."""

    translator: Translator
    source: str
    target: str
    ends: float

    def batch(self, asked: Sequence[_Asked]) -> dict[Sentence, _Done]:
        first = self._given(asked)
        lost = [one for one, done in zip(asked, first, strict=True) if done.mended]
        found = dict(zip((one.sentence for one in asked), first, strict=True))
        for again in (self._with_numbers, self._between):
            lost = [one for one in lost if found[one.sentence].mended]
            for one, done in zip(lost, again(lost), strict=True):
                if done.mended < found[one.sentence].mended:
                    found[one.sentence] = done
        return found

    def _given(self, asked: Sequence[_Asked]) -> list[_Done]:
        if not asked:
            return []
        book = Marks()
        marked = [book.marked(one.sentence, one.kept) for one in asked]
        given = self._translated(marked, book)
        return [
            self._proved(one, book.restored(text)) for one, text in zip(asked, given, strict=True)
        ]

    def _with_numbers(self, asked: Sequence[_Asked]) -> list[_Done]:
        return self._given(self._numbered(asked))

    def _between(self, asked: Sequence[_Asked]) -> list[_Done]:
        """The words between what is kept, each translated by itself."""
        parts: list[list[str]] = []
        for one in self._numbered(asked):
            at = 0
            row: list[str] = []
            for piece in one.kept:
                row += [one.sentence.text[at : piece.start], piece.written]
                at = piece.end
            parts.append([*row, one.sentence.text[at:]])
        wanted = [part for row in parts for part in row[::2] if any(c.isalpha() for c in part)]
        given = iter(self._translated(wanted, Marks()) if wanted else [])
        found = []
        for one, row in zip(asked, parts, strict=True):
            for at in range(0, len(row), 2):
                if any(c.isalpha() for c in row[at]):
                    row[at] = _spaced(row[at], next(given))
            found.append(self._proved(one, "".join(row)))
        return found

    def _numbered(self, asked: Sequence[_Asked]) -> list[_Asked]:
        """The same with their numbers among what is kept."""
        return [_Asked(a.sentence, tuple(with_numbers(a.sentence.text, a.kept))) for a in asked]

    def _translated(self, texts: Sequence[str], book: Marks) -> list[str]:
        left = self.ends - time.monotonic()
        return self.translator.translate(
            texts, self.source, self.target, deadline_s=max(0.1, left), kept=book.kept
        )

    def _proved(self, asked: _Asked, given: str) -> _Done:
        sentence = asked.sentence
        unknown = marks.unknown_words(given)
        runs = marks.runs_of(set_in(self.target, given.replace(marks.UNKNOWN, "")))
        text = "".join(piece for piece, _ in runs)
        if {number for _, number in sentence.runs} - {number for _, number in runs}:
            runs = projected(sentence.runs, text)
        languages = (self.source, self.target)
        return _Done(runs, "engine", doubts(sentence.text, text, asked.kept, unknown, languages))


def _inflected(asked: list[_Asked], target: str, translator: Translator) -> list[_Asked]:
    """Terms that a text has in the plural, in the plural of the target where an engine knows it."""
    terms = {piece.written for one in asked for piece in one.kept if piece.singular}
    if not terms or not isinstance(translator, Inflects):
        return asked
    plurals = translator.plurals(terms, target)
    return [
        _Asked(
            one.sentence,
            tuple(
                replace(piece, written=plurals.get(piece.written, piece.written))
                if piece.singular
                else piece
                for piece in one.kept
            ),
        )
        for one in asked
    ]


def _nothing_left(text: str, kept: Sequence[Piece]) -> bool:
    at = 0
    for piece in kept:
        if any(c.isalpha() for c in text[at : piece.start]):
            return False
        at = piece.end
    return not any(c.isalpha() for c in text[at:])


def _pieces_alone(sentence: Sentence, kept: Sequence[Piece]) -> marks.Runs:
    book = Marks()
    return marks.runs_of(book.restored(book.marked(sentence, kept)))


def _spaced(part: str, given: str) -> str:
    """A translated part between the blanks of the part."""
    head = part[: len(part) - len(part.lstrip())]
    tail = part[len(part.rstrip()) :]
    return head + marks.plain(given).strip() + tail


def _translated(text: Cut, done: Mapping[Sentence, _Done]) -> Translated:
    segments = tuple(
        Segment(one.text, found.text, found.origin, found.doubts, one.after, found.runs)
        for one in text.sentences
        for found in [done[one.key]]
    )
    return Translated(text.plain, segments, text.before)
