"""Subtitles, SRT and WebVTT: times, settings and tags stay; a cue keeps its number of lines.

The lines of a cue are one text, unless each begins with a dash (two people speak).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from bastide.engine.translation import marks
from bastide.providers.translation.formats import Languages, Opened
from bastide.providers.translation.formats.inline import Item, Paragraph
from bastide.providers.translation.formats.text import decoded, encoded

_TIMES = re.compile(
    r"^\s*(?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}\s*-->\s*(?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}"
)
_TAG = re.compile(r"</?[A-Za-z0-9.:][^<>]*>|\{\\[^{}]*\}")
_DASH = re.compile(r"^\s*[-–—]\s?")


def opened(path: Path, languages: Languages) -> Opened:
    text, encoding = decoded(path.read_bytes())
    end = "\r\n" if "\r\n" in text else "\n"
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    cues = [_Cue(lines[a:b]) for a, b in _cues(lines)]
    places = list(_cues(lines))
    texts = [text for cue in cues for text in cue.texts]

    def written(translations: Sequence[str]) -> bytes:
        out: list[str] = []
        at = done = 0
        for cue, (first, last) in zip(cues, places, strict=True):
            given = translations[done : done + len(cue.texts)]
            done += len(given)
            out += lines[at:first] + cue.translated(given)
            at = last
        return encoded(end.join([*out, *lines[at:]]), encoding)

    return Opened(texts, written)


def _cues(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where the words of each cue are: `lines[first:last]`."""
    at = 0
    while at < len(lines):
        if _TIMES.match(lines[at]):
            first = at = at + 1
            while at < len(lines) and lines[at].strip() and not _TIMES.match(lines[at]):
                at += 1
            if at > first:
                yield first, at
        else:
            at += 1


class _Cue:
    """A cue's lines, as one text or one text a line."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._count = len(lines)
        self._spoken = len(lines) > 1 and all(_DASH.match(line) for line in lines)
        rows = lines if self._spoken else [" ".join(line.strip() for line in lines)]
        self._tags: list[str] = [""]
        self._paragraphs = [Paragraph(list(self._items(row))) for row in rows]
        self.texts = [text for one in self._paragraphs for text in one.texts]

    def _items(self, row: str) -> Iterator[Item]:
        """Tags are looks: the words between an opening tag and the next have that look."""
        at = 0
        opened: list[str] = []
        look = 0
        for tag in _TAG.finditer(row):
            if tag.start() > at:
                yield Item("text", look, row[at : tag.start()])
            at = tag.end()
            name = re.match(r"</?([A-Za-z0-9]*)", tag.group())
            if tag.group().startswith("</"):
                while opened and not opened.pop().startswith(f"<{name[1] if name else ''}"):
                    pass
            elif tag.group().startswith("<") and name and name[1][:1].isalpha():
                opened.append(tag.group())
            else:  # a time inside a cue, an ASS command
                yield Item("anchor", look, node=tag.group())
            look = self._look(opened)
        if at < len(row):
            yield Item("text", look, row[at:])

    def _look(self, opened: Sequence[str]) -> int:
        tags = "\0".join(opened)
        if tags not in self._tags:
            self._tags.append(tags)
        return self._tags.index(tags)

    def translated(self, given: Sequence[str]) -> list[str]:
        rows: list[str] = []
        at = 0
        for one in self._paragraphs:
            count = len(one.texts)
            rows.append(self._written(one.translated(given[at : at + count])))
            at += count
        return rows if self._spoken else _broken(rows[0], self._count)

    def _written(self, items: Sequence[Item]) -> str:
        out = ""
        now: list[str] = []
        for item in items:
            tags = self._tags[item.look].split("\0") if item.look else []
            shared = 0
            while shared < min(len(now), len(tags)) and now[shared] == tags[shared]:
                shared += 1
            out += "".join(_closing(tag) for tag in reversed(now[shared:]))
            out += "".join(tags[shared:]) + (item.node if item.kind == "anchor" else item.text)
            now = tags
        return marks.plain(out + "".join(_closing(tag) for tag in reversed(now)))


def _closing(tag: str) -> str:
    name = re.match(r"<([A-Za-z0-9]+)", tag)
    return f"</{name[1]}>" if name else ""


def _broken(text: str, count: int) -> list[str]:
    """A text on so many lines, as even as its words allow; fewer words than lines, fewer lines."""
    left = " ".join(re.split(r"\s+(?![^<>]*>)", text.strip()))
    rows: list[str] = []
    for remaining in range(count, 1, -1):
        wanted = len(left) / remaining
        blanks = [m.start() for m in re.finditer(r" (?![^<>]*>)", left)]
        if not blanks:
            break
        cut = min(blanks, key=lambda at: abs(at - wanted))
        rows.append(left[:cut])
        left = left[cut + 1 :]
    return [*rows, left]
