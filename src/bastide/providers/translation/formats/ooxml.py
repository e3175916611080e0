"""Word and PowerPoint paragraphs (ECMA-376): runs with their properties, fields, links, formulas.

1. Neighbour runs with the same properties are one look, whatever Word parted them for.
2. Links, insertions and content controls are wrappers: their words stay in them.
3. A field (page number, reference, merge field) and a formula are objects; a link's field and a
   table of contents keep their commands and their words are translated.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

from lxml import etree

from bastide.providers.translation.formats.inline import Item
from bastide.providers.translation.formats.texts import Texts

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_WRAPPERS = frozenset(
    f"{W}{name}"
    for name in "hyperlink ins moveTo smartTag customXml sdt sdtContent dir bdo".split()
)
# The parts of a wrapper that are about it, not in it.
_ABOUT = frozenset(f"{W}{name}" for name in "sdtPr sdtEndPr smartTagPr customXmlPr".split())
_FIXED = frozenset({f"{W}pPr", f"{A}pPr"})
_DROPPED = frozenset(f"{W}{name}" for name in "proofErr lastRenderedPageBreak softHyphen".split())
_BREAKS = frozenset({f"{W}br", f"{W}cr", f"{W}tab", f"{W}ptab"})
# Fields whose result is words of the document.
_WORDED = ("HYPERLINK", "TOC")
# What has a width in the line.
_OBJECTS = frozenset({f"{W}sym", f"{W}ruby", f"{W}fldSimple", f"{M}oMath", f"{M}oMathPara",
                      f"{A}fld"})  # fmt: skip
_INLINE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}inline"

Path = tuple[Any, ...]


class _Looks:
    """Looks by what they are: the wrappers around a run and its properties."""

    def __init__(self) -> None:
        self.all: list[tuple[Path, Any]] = []
        self._known: dict[tuple[Path, bytes], int] = {}

    def number(self, path: Path, properties: Any) -> int:
        key = (path, b"" if properties is None else etree.tostring(properties, method="c14n"))
        if key not in self._known:
            self._known[key] = len(self.all)
            self.all.append((path, properties))
        return self._known[key]


def paragraphs(root: Any, texts: Texts) -> None:
    """Takes the texts of all paragraphs below a root, text boxes and notes included."""
    for paragraph in root.iter(f"{W}p", f"{A}p"):
        _paragraph(paragraph, texts)


def _paragraph(paragraph: Any, texts: Texts) -> None:
    looks = _Looks()
    items = list(_fields(list(_items(paragraph, (), looks))))
    tag = W if paragraph.tag == f"{W}p" else A

    def rebuild(translated: list[Item]) -> None:
        ends = [one for one in paragraph if one.tag == f"{A}endParaRPr"]
        for child in list(paragraph):
            if child.tag not in _FIXED:
                paragraph.remove(child)
        _fill(paragraph, translated, looks, tag)
        paragraph.extend(ends)

    texts.paragraph(items, rebuild)


def _items(parent: Any, path: Path, looks: _Looks) -> Iterator[Item]:
    for child in list(parent):
        if child.tag in _FIXED or child.tag in _DROPPED or child.tag in _ABOUT:
            continue
        if child.tag in (f"{W}r", f"{A}r"):
            yield from _run(child, path, looks)
        elif child.tag in _WRAPPERS and not _bound(child):
            yield from _items(child, (*path, child), looks)
        elif child.tag == f"{A}br":
            yield Item("break", looks.number(path, None), node=child, soft=True)
        elif child.tag == f"{A}endParaRPr":
            continue
        else:
            kind = "object" if child.tag in _OBJECTS or child.tag == f"{W}sdt" else "anchor"
            yield Item(kind, looks.number(path, None), node=child)  # type: ignore[arg-type]


def _bound(wrapper: Any) -> bool:
    """A content control whose words come from elsewhere (a list, a date, bound data)."""
    about = wrapper.find(f"{W}sdtPr") if wrapper.tag == f"{W}sdt" else None
    names = ("dataBinding", "dropDownList", "comboBox", "date", "picture", "showingPlcHdr")
    return about is not None and any(about.find(f"{W}{name}") is not None for name in names)


def _run(run: Any, path: Path, looks: _Looks) -> Iterator[Item]:
    properties = run.find(f"{W}rPr") if run.tag == f"{W}r" else run.find(f"{A}rPr")
    look = looks.number(path, properties)
    for child in run:
        if child is properties or child.tag in _DROPPED or not isinstance(child.tag, str):
            continue
        if child.tag in (f"{W}t", f"{A}t"):
            if child.text:
                yield Item("text", look, child.text)
        elif child.tag == f"{W}noBreakHyphen":
            yield Item("text", look, "\u2011")
        elif child.tag in _BREAKS:
            soft = child.tag in (f"{W}br", f"{W}cr") and child.get(f"{W}type") is None
            yield Item("break", look, node=child, soft=soft)
        else:
            wide = child.tag in _OBJECTS or child.find(_INLINE) is not None
            yield Item("object" if wide else "anchor", look, node=child)


def _fields(items: list[Item]) -> Iterator[Item]:
    """Fields that end in the paragraph as one object each; the commands of others as breaks."""
    at = 0
    while at < len(items):
        kind = _field_mark(items[at])
        if kind == "begin":
            end = _end_of(items, at)
            if end is not None and not _worded(items[at:end]):
                yield Item("object", items[at].look, node=items[at : end + 1])
                at = end + 1
                continue
        if kind:
            yield Item("break", items[at].look, node=items[at].node)
        else:
            yield items[at]
        at += 1


def _field_mark(item: Item) -> str:
    if item.node is None or isinstance(item.node, list):
        return ""
    if item.node.tag == f"{W}fldChar":
        return item.node.get(f"{W}fldCharType") or "?"
    return "instruction" if item.node.tag == f"{W}instrText" else ""


def _end_of(items: list[Item], begin: int) -> int | None:
    depth = 0
    for at in range(begin, len(items)):
        mark = _field_mark(items[at])
        depth += (mark == "begin") - (mark == "end")
        if depth == 0:
            return at
    return None


def _worded(items: list[Item]) -> bool:
    command = ""
    for one in items:
        if _field_mark(one) == "separate":
            break
        if _field_mark(one) == "instruction":
            command += one.node.text or ""
    return command.strip().upper().startswith(_WORDED)


def _fill(paragraph: Any, items: list[Item], looks: _Looks, tag: str) -> None:
    """Writes items into an emptied paragraph, wrappers opened again around theirs."""
    made: list[tuple[Any, Any]] = []  # wrappers now open: the file's own, ours

    def holder(path: Path) -> Any:
        shared = 0
        while shared < min(len(made), len(path)) and made[shared][0] is path[shared]:
            shared += 1
        del made[shared:]
        for wrapper in path[shared:]:
            parent = made[-1][1] if made else paragraph
            fresh = etree.SubElement(parent, wrapper.tag, dict(wrapper.attrib))
            for about in wrapper:
                if about.tag in _ABOUT:
                    fresh.append(copy.deepcopy(about))
            made.append((wrapper, fresh))
        return made[-1][1] if made else paragraph

    for item in items:
        for one in item.node if isinstance(item.node, list) else [item]:
            path, properties = looks.all[one.look]
            _write(holder(path), one, properties, tag)


def _write(parent: Any, item: Item, properties: Any, tag: str) -> None:
    if item.kind != "text" and _stands_alone(item.node):
        item.node.tail = None
        parent.append(item.node)
        return
    run = etree.SubElement(parent, f"{tag}r")
    if properties is not None:
        run.append(copy.deepcopy(properties))
    if item.kind == "text":
        text = etree.SubElement(run, f"{tag}t")
        text.text = _legal(item.text)
        if tag == W:
            text.set(SPACE, "preserve")
    else:
        item.node.tail = None
        run.append(item.node)


def _stands_alone(node: Any) -> bool:
    """Whether it was a child of the paragraph, not of a run."""
    parent = node.getparent()
    return parent is None or parent.tag not in (f"{W}r", f"{A}r")


def _legal(text: str) -> str:
    """Without what XML cannot hold (an engine's control characters)."""
    return "".join(c for c in text if c >= " " or c in "\t\n")
