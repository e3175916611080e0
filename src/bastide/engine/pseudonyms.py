"""Personal data replaced by tokens before a text leaves the house, put back in what returns.

`restore(hide(text))` is the text, always: a token (« [PERSONNE_2] ») stands for one writing of one
value, and never bears a number that the text already uses. The key stays in memory for the time of
one answer; it is neither stored nor logged.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import get_args

from bastide.engine.personal import Label, Span, personal

_LABELS: tuple[str, ...] = get_args(Label)
_TOKEN = re.compile(
    rf"\[(?P<a>{'|'.join(_LABELS)})_(?P<m>\d+)\]|(?<!\w)(?P<b>{'|'.join(_LABELS)})_(?P<n>\d+)(?!\w)",
    re.IGNORECASE | re.ASCII,
)
# What a token may still become when more characters come: from its bracket, or a last bare word.
_UNFINISHED = re.compile(r"(?:\[\w{0,24}|(?<!\w)\w{1,24})\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Key:
    """What each token stands for."""

    values: dict[str, str]

    def __repr__(self) -> str:
        return f"Key({len(self.values)})"  # a key that is printed by mistake says nothing


def hide(text: str) -> tuple[str, Key]:
    """The text with tokens, and the key that puts the values back."""
    (hidden,), key = hide_all([text])
    return hidden, key


def hide_all(texts: Sequence[str]) -> tuple[list[str], Key]:
    """Several texts under one key: a name found in one is hidden in all of them."""
    # A file's number means nothing to who is outside, and what is asked of it must be read.
    found = [[span for span in personal(text) if span.kind != "file"] for text in texts]
    labels: dict[str, Label] = {}
    for text, spans in zip(texts, found, strict=True):
        for span in spans:
            labels.setdefault(text[span.start : span.end], span.label)
            if span.kind == "name":
                surname = text[span.start : span.end].split()[-1]
                if len(surname) > 3:
                    labels.setdefault(surname, "PERSONNE")
    taken = {_name(m) for text in texts for m in _TOKEN.finditer(text)}
    numbers: dict[Label, int] = {}
    tokens: dict[str, str] = {}
    hidden = []
    for text, spans in zip(texts, found, strict=True):
        pieces, at = [], 0
        for start, end in _chosen(text, spans, labels):
            value = text[start:end]
            if value not in tokens:
                tokens[value] = _next(labels[value], numbers, taken)
            pieces += [text[at:start], f"[{tokens[value]}]"]
            at = end
        hidden.append("".join([*pieces, text[at:]]))
    return hidden, Key({token: value for value, token in tokens.items()})


def restore(text: str, key: Key, *, in_json: bool = False) -> str:
    """The text with the values back. A model may have lost a token's brackets or its capitals.

    `in_json`: the text is JSON, and the values go into its strings.
    """

    def value(found: re.Match[str]) -> str:
        known = key.values.get(_name(found))
        if known is None:
            return found[0]
        return json.dumps(known, ensure_ascii=False)[1:-1] if in_json else known

    return _TOKEN.sub(value, text)


class Restorer:
    """`restore` for a text that comes piece by piece: a token cut in two is waited for."""

    def __init__(self, key: Key, *, in_json: bool = False) -> None:
        self._key, self._in_json, self._held = key, in_json, ""

    def feed(self, text: str) -> str:
        self._held += text
        unfinished = _UNFINISHED.search(self._held)
        cut = unfinished.start() if unfinished else len(self._held)
        ready, self._held = self._held[:cut], self._held[cut:]
        return restore(ready, self._key, in_json=self._in_json)

    def end(self) -> str:
        ready, self._held = self._held, ""
        return restore(ready, self._key, in_json=self._in_json)


def _name(found: re.Match[str]) -> str:
    return f"{(found['a'] or found['b']).upper()}_{found['m'] or found['n']}"


def _next(label: Label, numbers: dict[Label, int], taken: set[str]) -> str:
    while True:
        numbers[label] = numbers.get(label, 0) + 1
        name = f"{label}_{numbers[label]}"
        if name not in taken:
            return name


def _chosen(text: str, spans: Iterable[Span], labels: dict[str, Label]) -> list[tuple[int, int]]:
    """The places found; then every other place where a value stands as whole words, until there
    is none: what is beside a token is the edge of a word too."""
    kept = [(span.start, span.end) for span in spans]
    values = sorted(labels, key=len, reverse=True)
    if not values:
        return kept
    pattern = re.compile("|".join(map(_whole, values)))
    more: list[tuple[int, int]] | bool = True
    while more:
        kept.sort()
        starts = [0, *(end for _, end in kept)]
        ends = [*(start for start, _ in kept), len(text)]
        more = [
            (start + m.start(), start + m.end())
            for start, end in zip(starts, ends, strict=True)
            for m in pattern.finditer(text[start:end])
        ]
        kept += more
    return kept


def _whole(value: str) -> str:
    left = r"(?<!\w)" if re.match(r"\w", value) else ""
    right = r"(?!\w)" if re.search(r"\w\Z", value) else ""
    return f"{left}{re.escape(value)}{right}"
