"""The texts of a file in their order, each with the way to put its translation back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from bastide.engine.translation import marks
from bastide.providers.translation.formats.inline import Item, Paragraph

Put = Callable[[Sequence[str]], None]


class Texts:
    """Filled while a file is read; `put` once its texts are translated."""

    def __init__(self) -> None:
        self.all: list[str] = []
        self._puts: list[tuple[int, Put]] = []

    def paragraph(self, items: Sequence[Item], rebuild: Callable[[list[Item]], None]) -> None:
        """A paragraph; left as it is when it has nothing to translate."""
        read = Paragraph(items)
        texts = read.texts
        if texts:
            self._add(texts, lambda given: rebuild(read.translated(given)))

    def attribute(self, element: Any, name: str) -> None:
        """A text in an attribute (what a picture shows, a placeholder)."""
        text = element.get(name) or ""
        if any(c.isalpha() for c in text):
            self._add([text], lambda given: element.set(name, marks.plain(given[0])))

    def content(self, element: Any) -> None:
        """The text of an element that has no other inside."""

        def put(text: str) -> None:
            element.text = text

        self.string(element.text or "", put)

    def string(self, text: str, put: Callable[[str], None]) -> None:
        if any(c.isalpha() for c in text):
            self._add([text], lambda given: put(marks.plain(given[0])))

    def _add(self, texts: Sequence[str], put: Put) -> None:
        self.all += texts
        self._puts.append((len(texts), put))

    def put(self, translations: Sequence[str]) -> None:
        at = 0
        for count, put in self._puts:
            put(translations[at : at + count])
            at += count
