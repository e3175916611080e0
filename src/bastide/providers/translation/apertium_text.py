"""A text as Apertium's stream takes it, and the stream as a text again.

1. What has a meaning in the stream is escaped; every blank becomes a space.
2. A mark becomes a word that no dictionary has (« aqzbd »), with the first letter of what it stands
   for, so that elisions agree (« de l'… », « del … »).
3. Words that have a format carry its number in a blank bound to them (`[[t:b:3]]…[[/]]`), which the
   programs move with the word and keep through agreement and reordering.
4. « 3 500 » goes in as one number and comes out as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bastide.engine.french import fold
from bastide.engine.translation import marks
from bastide.engine.translation.model import Kept

_DIGITS = "bcdfgjklmnprstvw"
TOKEN = re.compile(rf"[a-z]qz[{_DIGITS}]+", re.IGNORECASE)
_RESERVED = re.compile(r"[\\\[\]{}^$/@<>]")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_BLANK = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u00a0\u202f]")
_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)")
# Where a mark touches a letter or another mark: an empty blank keeps two words from being one.
_EMPTY = re.compile(r"(?<!\\)\[\]")
_MARKED = marks.KEPT.pattern
_APART = re.compile(rf"(?<={_MARKED})(?=\w|{_MARKED})|(?<=\w)(?={_MARKED})")
_BOUND = re.compile(r"\[\[([^\]]*)\]\](.*?)\[\[/\]\]", re.DOTALL)
_PIECE = re.compile(r"\s*(?:[^\s'’]+['’]?|['’])\s*")
_DANGLING = re.compile(r"(?<=[^\W\d_])-(?=\s|[?!,.;:»\")]|$)")
_INVERTED = re.compile(r"\w-(?:t-)?(?:ils?|elles?|on|je|tu|nous|vous|ce)(?!\w)", re.IGNORECASE)
_ENDED = re.compile(r"[.!?…][»”\")]*\s*$")


def token(number: int, shown: str) -> str:
    """The word that stands for the `number`-th of the strings that go along."""
    first = fold(shown)[:1]
    letters = ""
    while True:
        number, digit = divmod(number, len(_DIGITS))
        letters = _DIGITS[digit] + letters
        if not number:
            break
    return (first if "a" <= first <= "z" else "x") + "qz" + letters


def number_of(word: str) -> int:
    number = 0
    for letter in word.lower().partition("qz")[2]:
        number = number * len(_DIGITS) + _DIGITS.index(letter)
    return number


def encoded(text: str, kept: Sequence[Kept]) -> str:
    """A text with its marks as a record of the stream."""
    runs = marks.runs_of(text)
    bound = any(number for _, number in runs)
    out = []
    for piece, number in runs:
        inner = _plain(piece, kept)
        if bound and inner.strip():
            head = inner[: len(inner) - len(inner.lstrip())]
            tail = inner[len(inner.rstrip()) :]
            inner = f"{head}[[t:b:{number}]]{inner.strip()}[[/]]{tail}"
        out.append(inner)
    record = "".join(out)
    # Full stops that are ours: rules look for where a sentence begins and where it ends.
    return ".[]" + record + ("[]" if _ended(text) else ".[]")


def _ended(text: str) -> bool:
    return bool(_ENDED.search(marks.FORMAT.sub("", text)))


def _plain(piece: str, kept: Sequence[Kept]) -> str:
    piece = _GROUPED.sub(lambda m: re.sub(r"\D", "", m.group()), piece)
    piece = _BLANK.sub(" ", piece).replace(marks.UNKNOWN, "")
    piece = _RESERVED.sub(r"\\\g<0>", piece)

    def word(match: re.Match[str]) -> str:
        number = marks.number_of(match.group())
        return token(number, kept[number].target)

    piece = _APART.sub("[]", piece)
    return marks.KEPT.sub(word, TOKEN.sub(lambda m: f"{m.group()[0]}[]{m.group()[1:]}", piece))


def decoded(record: str, text: str, count: int) -> str:
    """A record that came out as a text with marks; `text` is what went in, `count` how many of the
    strings that go along there are."""
    record = TOKEN.sub(
        lambda m: marks.kept(n) if (n := number_of(m.group())) < count else m.group(), record
    )
    record = record.strip().removeprefix(".").lstrip().removeprefix("[]").removesuffix("[]")
    record = record if _ended(text) else record.removesuffix(".")
    if "[[" in record:
        found = [run for match in _pieces(record) for run in match]
        record = marks.written(_joined(found))
    record = _EMPTY.sub("", record)
    record = _ESCAPED.sub(r"\1", record)
    if _INVERTED.search(text):  # « sont-ils » loses its subject in Spanish, not its hyphen
        record = _DANGLING.sub("", record)
    return _as_written(record.strip(), text)


def _pieces(record: str) -> list[list[tuple[str, int]]]:
    """The pieces of a record with the numbers of their formats."""
    found: list[list[tuple[str, int]]] = []
    at = 0
    for match in _BOUND.finditer(record):
        if match.start() > at:
            found.append([(record[at : match.start()], -1)])
        numbers = [int(one) for one in re.findall(r"t:b:(\d+)", match[1])] or [0]
        found.append(_shared(match[2], numbers))
        at = match.end()
    if at < len(record):
        found.append([(record[at:], -1)])
    return found


def _shared(words: str, numbers: list[int]) -> list[tuple[str, int]]:
    """Words made from several of the source's, each with a number: given out in their order."""
    if len(set(numbers)) == 1:
        return [(words, numbers[0])]
    parts = _PIECE.findall(words) or [words]
    last = len(numbers) - 1
    return [
        (part, numbers[round(at * last / max(1, len(parts) - 1))]) for at, part in enumerate(parts)
    ]


def _joined(pieces: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Blanks between two pieces of one format are of that format, other blanks of none."""
    found = []
    for at, (text, number) in enumerate(pieces):
        if number < 0:
            before = pieces[at - 1][1] if at else 0
            after = pieces[at + 1][1] if at + 1 < len(pieces) else 0
            number = before if before == after and before > 0 else 0
        found.append((text, number))
    return [one for one in marks.runs_of(marks.written(found)) if one[0]]


def _as_written(record: str, text: str) -> str:
    """Numbers of several groups as they were written, their blanks included."""
    for match in _GROUPED.finditer(marks.FORMAT.sub("", text)):
        joined = re.sub(r"\D", "", match.group())
        record = re.sub(rf"(?<!\d){joined}(?!\d)", match.group(), record, count=1)
    for match in re.finditer(r"(\d)([\u00a0\u202f])([€%])", text):
        record = record.replace(f"{match[1]} {match[3]}", match.group(), 1)
    return record
