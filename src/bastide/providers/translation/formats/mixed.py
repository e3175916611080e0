"""Paragraphs of ODF and HTML: text between and within elements, in nested spans."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Literal

from lxml import etree

from bastide.providers.translation.formats.inline import Item
from bastide.providers.translation.formats.texts import Texts

# What an element in a line is: its words go on in it, it is an object, it has no width, it breaks
# the line (`soft`: a sentence may run over it), it is blanks.
What = Literal["span", "object", "anchor", "break", "soft", "blanks"]
Path = tuple[Any, ...]


class Mixed:
    """How a format's elements are read and written.

    `blanks`: how many spaces an element stands for; `write`: adds text at the end of an element.
    """

    def __init__(
        self,
        what: Callable[[Any], What],
        blanks: Callable[[Any], int],
        write: Callable[[Any, str], None],
    ) -> None:
        self.what, self.blanks, self.write = what, blanks, write

    def paragraph(self, element: Any, texts: Texts) -> None:
        paths: list[Path] = []
        items = list(self._items(element, (), paths))

        def rebuild(translated: list[Item]) -> None:
            for child in list(element):
                element.remove(child)
            element.text = None
            _fill(element, translated, paths, self.write)

        texts.paragraph(items, rebuild)

    def _items(self, element: Any, path: Path, paths: list[Path]) -> Iterator[Item]:
        look = _number(path, paths)
        if element.text:
            yield Item("text", look, element.text)
        for child in list(element):
            what = self.what(child) if isinstance(child.tag, str) else "anchor"
            if what == "span":
                yield from self._items(child, (*path, child), paths)
            elif what == "blanks":
                yield Item("text", look, " " * self.blanks(child))
            elif what in ("break", "soft"):
                yield Item("break", look, node=child, soft=what == "soft")
            else:
                yield Item("object" if what == "object" else "anchor", look, node=child)
            if child.tail:
                yield Item("text", look, child.tail)


def _number(path: Path, paths: list[Path]) -> int:
    for number, known in enumerate(paths):
        if len(known) == len(path) and all(a is b for a, b in zip(known, path, strict=True)):
            return number
    paths.append(path)
    return len(paths) - 1


def _fill(
    element: Any, items: list[Item], paths: list[Path], write: Callable[[Any, str], None]
) -> None:
    """Writes items into an emptied element, its spans opened again around theirs."""
    made: list[tuple[Any, Any]] = []
    for item in items:
        path = paths[item.look]
        shared = 0
        while shared < min(len(made), len(path)) and made[shared][0] is path[shared]:
            shared += 1
        del made[shared:]
        for span in path[shared:]:
            parent = made[-1][1] if made else element
            made.append((span, etree.SubElement(parent, span.tag, dict(span.attrib))))
        holder = made[-1][1] if made else element
        if item.kind == "text":
            write(holder, "".join(c for c in item.text if c >= " " or c in "\t\n"))
        else:
            item.node.tail = None
            holder.append(item.node)


def add_text(holder: Any, text: str) -> None:
    """Text at the end of an element."""
    if len(holder):
        holder[-1].tail = (holder[-1].tail or "") + text
    else:
        holder.text = (holder.text or "") + text
