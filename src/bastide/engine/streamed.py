"""The statements of a JSON answer that comes piece by piece, each as soon as it is closed.

`{"statements": [{…}, {…}]}`: an object of the first array is given once its last bracket is there,
so that it can be proved and shown while the model writes the next.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

# Characters: an answer of six sentences with their quotes takes a tenth of it.
LONGEST = 60_000


class Statements:
    """Feeds on text, gives the objects of the first array. Never raises."""

    def __init__(self) -> None:
        self._depth: list[str] = []
        self._string = self._escaped = False
        self._object: list[str] = []
        self._begun = -1
        self._read = 0

    @property
    def too_long(self) -> bool:
        return self._read > LONGEST

    def feed(self, text: str) -> Iterator[dict[str, Any]]:
        for character in text:
            self._read += 1
            if self.too_long:
                return
            if self._begun >= 0:
                self._object.append(character)
            if self._string:
                self._in_string(character)
            elif character == '"':
                self._string = True
            elif character in "[{":
                self._depth.append(character)
                if character == "{" and self._depth[-2:-1] == ["["] and self._begun < 0:
                    self._begun = len(self._depth)
                    self._object = ["{"]
            elif character in "]}":
                if len(self._depth) == self._begun and character == "}":
                    self._begun = -1
                    yield from _parsed("".join(self._object))
                if self._depth:
                    self._depth.pop()

    def _in_string(self, character: str) -> None:
        if self._escaped:
            self._escaped = False
        elif character == "\\":
            self._escaped = True
        elif character == '"':
            self._string = False


def _parsed(text: str) -> Iterator[dict[str, Any]]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return
    if isinstance(found, dict):
        yield found
