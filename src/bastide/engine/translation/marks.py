"""Marks: characters that stand in a text for what an engine must carry and not read.

They are of the two private planes of Unicode (15 and 16), where no document has text; symbols of
office fonts live in the first private area, in the basic plane.

- `kept(n)` stands for the n-th of the strings that go along (`Translator.translate(kept=…)`): an
  address, a code, a term of the glossary in the target language. It is a word of the sentence.
- `opened(k)` and `closed(k)` stand around words of format k; they never nest.
- `UNKNOWN` comes back from an engine before a word that it does not know and left as it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_KEPT, _FORMAT = 0xF0000, 0x100000
# How many of each there can be in one call.
MOST = 0x7F00
UNKNOWN = "\U0010fffd"
KEPT = re.compile("[\U000f0000-\U000fffff]")
FORMAT = re.compile("[\U00100000-\U0010fffc]")
ANY = re.compile("[\U000f0000-\U0010ffff]")

# Pieces of a text, each with the number of its format; 0: none.
Runs = tuple[tuple[str, int], ...]


def kept(number: int) -> str:
    return chr(_KEPT + number)


def number_of(mark: str) -> int:
    """Which of the strings that go along a `kept` mark stands for."""
    return ord(mark) - _KEPT


def written(runs: Iterable[tuple[str, int]]) -> str:
    """Pieces as one text, marks around those that have a format."""
    return "".join(
        f"{chr(_FORMAT + 2 * one)}{text}{chr(_FORMAT + 2 * one + 1)}" if one and text else text
        for text, one in runs
    )


def runs_of(text: str) -> Runs:
    """The pieces of a text with marks of format, joined where formats are the same.

    A mark that closes nothing, or that opens within another, is passed over: engines are no proof.
    """
    found: list[tuple[str, int]] = []
    now = at = 0
    for mark in FORMAT.finditer(text):
        _add(found, text[at : mark.start()], now)
        which, closes = divmod(ord(mark.group()) - _FORMAT, 2)
        now = 0 if closes else which
        at = mark.end()
    _add(found, text[at:], now)
    return tuple(found)


def _add(found: list[tuple[str, int]], text: str, number: int) -> None:
    if not text:
        return
    if found and found[-1][1] == number:
        found[-1] = (found[-1][0] + text, number)
    else:
        found.append((text, number))


def cut(runs: Sequence[tuple[str, int]], start: int, end: int) -> Runs:
    """The pieces of `[start, end)` of the joined text."""
    found: list[tuple[str, int]] = []
    at = 0
    for text, number in runs:
        _add(found, text[max(0, start - at) : max(0, end - at)], number)
        at += len(text)
    return tuple(found)


_AFTER_UNKNOWN = re.compile(UNKNOWN + r"([^\W_]+(?:-[^\W_]+)*)")


def unknown_words(text: str) -> set[str]:
    """The words that an engine marked as unknown to it."""
    return set(_AFTER_UNKNOWN.findall(text))


def plain(text: str) -> str:
    """The text without any mark."""
    return ANY.sub("", text)
