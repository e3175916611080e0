"""Apertium, called as a process: no model, no network, no account.

1. The legs from one language to the other (`apertium_modes`), each a pipe kept open.
2. Texts are written as the stream takes them (`apertium_text`); marks are words of the gender and
   number of what they stand for (`apertium_grammar`).
3. Words that a dictionary lacks come back marked (`marks.UNKNOWN`).

A pipe that dies is started again once; one that is slow is killed.
"""

from __future__ import annotations

import atexit
import re
import threading
import time
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from bastide.engine.translation import marks
from bastide.engine.translation.model import Kept, Pair, TranslationError
from bastide.providers.translation import apertium_grammar, apertium_modes
from bastide.providers.translation.apertium_pipe import SLOW, Looks, Pipe
from bastide.providers.translation.apertium_text import TOKEN, decoded, encoded, number_of

_pipes: dict[str, Pipe] = {}
_lock = threading.Lock()
# Records in one exchange: what a death makes us do again.
BATCH = 200
_ANALYSED = re.compile(rf"\^({TOKEN.pattern})/\*[^$]*\$", re.IGNORECASE)
_LOOKED_UP = re.compile(rf"/@?\*?({TOKEN.pattern})((?:<[^>]+>)*)\$", re.IGNORECASE)
_WRITTEN = re.compile(rf"\^({TOKEN.pattern})(?:<[^>]+>)*\$", re.IGNORECASE)
_WORD = re.compile(r"(?<![\w-])[^\W\d_](?:[\w-]*\w)?")
_MISSING = re.compile(r"/\*([^$/<]+)\$|/@([^$/<]+)<")


class Apertium:
    """The `Translator` that every installation can have."""

    def pairs(self) -> Sequence[Pair]:
        return apertium_modes.pairs()

    def translate(
        self,
        texts: Sequence[str],
        source: str,
        target: str,
        *,
        deadline_s: float = 60.0,
        kept: Sequence[Kept] = (),
    ) -> list[str]:
        ends = time.monotonic() + deadline_s
        way = apertium_modes.way_of(source, target)
        read = apertium_grammar.nouns((one.source for one in kept), source)
        written = apertium_grammar.nouns((one.target for one in kept), target)
        before = [read.get(k.source) or written.get(k.target, "") for k in kept]
        after = [
            written.get(k.target, "").replace("<sg>", _number(one)) or one
            for k, one in zip(kept, (read.get(k.source, "") for k in kept), strict=True)
        ]
        found = list(texts)
        for leg in way:  # the first already agrees with what the last will write
            found = _leg(found, leg, kept, _Words(before, after), ends)
            before = after
        return found

    def plurals(self, terms: Collection[str], language: str) -> Mapping[str, str]:
        return apertium_grammar.plurals(terms, language)


def _number(tags: str) -> str:
    """The number of a noun where its term is written: the text's."""
    return "<pl>" if tags.endswith("<pl>") else "<sg>"


def _leg(
    texts: Sequence[str],
    leg: apertium_modes.Leg,
    kept: Sequence[Kept],
    words: _Words,
    ends: float,
) -> list[str]:
    pipe = _pipe(apertium_modes.MODES[leg][1])
    found: list[str] = []
    for at in range(0, len(texts), BATCH):
        batch = texts[at : at + BATCH]
        records = [encoded(text, kept) for text in batch]
        if not pipe.lock.acquire(timeout=max(0.0, ends - time.monotonic())):
            raise TranslationError(SLOW, "slow")
        try:
            words.missing.clear()
            try:
                told = pipe.exchange(records, words.looks, ends)
            except TranslationError as error:
                if error.kind != "dead":
                    raise
                words.missing.clear()
                told = pipe.exchange(records, words.looks, ends)
        finally:
            pipe.lock.release()
        found += [
            _marked(decoded(record, text, len(kept)), missing)
            for record, text, missing in zip(told, batch, words.missing, strict=True)
        ]
    return found


def _pipe(mode: str) -> Pipe:
    with _lock:
        return _pipes.setdefault(mode, Pipe(mode))


def cpu_s() -> float:
    """Processor seconds that the kept programs have taken so far, for the ledger."""
    with _lock:
        return sum(pipe.cpu_s for pipe in _pipes.values())


@atexit.register
def close() -> None:
    """Ends the kept programs (they also end by themselves when this process does)."""
    with _lock:
        for pipe in _pipes.values():
            pipe.close()
        _pipes.clear()


class _Words:
    """What is known of the words of one call: the nouns that marks are, those that are missing."""

    def __init__(self, before: Sequence[str], after: Sequence[str]) -> None:
        self._before, self._after = before, after
        self.missing: list[Counter[str]] = []  # of each record, in order
        self.looks = Looks(self._analysed, self._looked_up, self._generated)

    def _analysed(self, record: str) -> str:
        def noun(match: re.Match[str]) -> str:
            tags = _of(self._before, match[1])
            return f"^{match[1]}/{match[1]}{tags}$" if tags else match.group()

        return _ANALYSED.sub(noun, record)

    def _looked_up(self, record: str) -> str:
        def noun(match: re.Match[str]) -> str:
            tags = _of(self._after, match[1]) if match[2] else ""
            return f"/{match[1]}{tags}$" if tags else match.group()

        record = _LOOKED_UP.sub(noun, record)
        self.missing.append(
            Counter(
                word
                for unknown, lacking in _MISSING.findall(record)
                for word in [unknown or lacking]
                if len(word) > 1 and word.replace("-", "").isalpha() and not TOKEN.fullmatch(word)
            )
        )
        return record

    def _generated(self, record: str) -> str:
        """Our nouns are no dictionary's: as unknown words, they are written as they are."""
        return _WRITTEN.sub(r"^*\1$", record)


def _marked(text: str, missing: Counter[str]) -> str:
    """The text with a mark before the words that came through untranslated. A word that is there
    more often than it was missing is also a word of the target language: it is left alone."""
    if not missing:
        return text
    written = Counter(_WORD.findall(text))
    left = {word for word, count in missing.items() if 0 < written[word] <= count}
    return _WORD.sub(lambda m: marks.UNKNOWN + m.group() if m.group() in left else m.group(), text)


def _of(tags: Sequence[str], word: str) -> str:
    """The tags of a mark's word; none for a word that only looks like one."""
    number = number_of(word)
    return tags[number] if number < len(tags) else ""
