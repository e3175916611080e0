"""Word: paragraphs of the body, headers, footers, notes and comments, whatever their runs.

1. Tracked changes are accepted: what was deleted is gone, what was inserted stays; the authors of
   changes and comments become « Auteur ».
2. Properties, mail merge, document variables, the template's path and revision marks are removed.
3. Every paragraph is a unit, cells of a row apart by a tab; then the texts of drawings, charts and
   bound data, titles and descriptions of pictures. Links to an address of a person lead nowhere.

Source: ECMA-376, part 1 (WordprocessingML, 17.13 annotations, 17.16 fields).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bastide.engine.personal import personal
from bastide.providers.redaction import Put
from bastide.providers.redaction.archive import GONE, Archive, local
from bastide.providers.redaction.units import TEXT, Layout, Piece

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DELETED = frozenset({"del", "moveFrom"})
_INSERTED = frozenset({"ins", "moveTo"})
_DROPPED = frozenset(
    "rPrChange pPrChange sectPrChange tblPrChange trPrChange tcPrChange tblGridChange "
    "tblPrExChange numberingChange cellIns cellDel cellMerge moveFromRangeStart moveFromRangeEnd "
    "moveToRangeStart moveToRangeEnd mailMerge docVars attachedTemplate rsids proofErr "
    "presenceInfo".split()
)
_MARKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_TOLD = frozenset(
    {"descr", "title", "alt", "tooltip", "alias", "placeholder", "statusText", "helpText", "string"}
)


class WordFile:
    suffix = ".docx"

    def __init__(self, path: Path) -> None:
        self._archive = Archive(path)
        for name in [n for n in self._archive.other if "thumbnail" in n.lower()]:
            self._archive.remove(name)
        for name, root in self._archive.xml.items():
            if name.startswith("docProps/"):
                for child in list(root):
                    root.remove(child)
            elif name.endswith(".rels"):
                _relations_cut(root)
            else:
                _cleaned(root)
        self._layout = self._laid_out_now()
        self.text = self._layout.text
        self.warnings = self._archive.warnings

    def redacted(self, puts: Sequence[Put]) -> bytes:
        values = [self.text[start:end] for start, end, _ in puts]
        self._layout.put(puts)
        left = self._laid_out_now().text
        gone = [value for value in values if value not in left]
        for name, root in self._archive.xml.items():
            if name.endswith(".rels"):
                _links_cut(root)
            else:
                _fields_cut(root)
        return self._archive.written(gone)

    def _laid_out_now(self) -> Layout:
        layout = Layout()
        for name in sorted(self._archive.xml, key=_order):
            if not name.startswith("docProps/") and not name.endswith((".rels", "Types].xml")):
                _laid_out(layout, self._archive.xml[name], word=name.startswith("word/"))
        return layout


def opened(path: Path, _name: str) -> WordFile:
    return WordFile(path)


def _order(name: str) -> tuple[int, str]:
    """The body first, then headers, footers, notes, comments, and the rest."""
    first = ("word/document.xml", "word/header", "word/footer", "word/footnotes", "word/endnotes",
             "word/comments")  # fmt: skip
    return next((at for at, start in enumerate(first) if name.startswith(start)), len(first)), name


def _cleaned(root: Any) -> None:
    for element in list(root.iter()):
        name = local(element)
        parent = element.getparent()
        if parent is None:
            continue
        if name in _DROPPED or (name in _DELETED and element.tag.startswith(W)):
            _removed(element)
        elif name in _INSERTED and element.tag.startswith(W):
            _unwrapped(element)
    for element in root.iter():
        for key in list(element.attrib):
            name = local(key)
            if name in ("author", "initials", "userId"):
                element.set(key, "Auteur" if name == "author" else "A")
            elif name.startswith("rsid"):
                del element.attrib[key]


def _removed(element: Any) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _unwrapped(element: Any) -> None:
    parent = element.getparent()
    at = parent.index(element)
    for child in list(element):
        parent.insert(at, child)
        at += 1
    parent.remove(element)


def _laid_out(layout: Layout, root: Any, *, word: bool) -> None:
    before = "\n\n"
    for element in root.iter():
        name = local(element)
        if name == "p":
            pieces = list(_pieces(element))
            if pieces:
                layout.unit(pieces, before if before == "\n\n" else _parting(element))
                before = "\n"
        elif (not word or name in ("v", "f")) and _stray(element):
            layout.unit([Piece(element, TEXT, element.text)], before)
            before = "\n"
        for key, told in element.attrib.items():
            if local(key) in _TOLD and told.strip():
                layout.unit([Piece(element, key, told)], before)
                before = "\n"


def _stray(element: Any) -> bool:
    """Whether an element holds a text of its own outside any paragraph."""
    said = not len(element) and (element.text or "").strip()
    return bool(said) and not any(local(parent) == "p" for parent in element.iterancestors())


def _parting(paragraph: Any) -> str:
    """A tab before the first paragraph of a cell that is not the first of its row."""
    cell = paragraph.getparent()
    if cell is None or local(cell) != "tc":
        return "\n"
    if any(local(e) == "p" for e in paragraph.itersiblings(preceding=True)):
        return "\n"
    earlier = any(local(e) == "tc" for e in cell.itersiblings(preceding=True))
    return "\t" if earlier else "\n"


def _pieces(paragraph: Any) -> Iterator[Piece]:
    """The texts and marks of a paragraph, without those of paragraphs inside it."""
    for child in paragraph:
        name = local(child)
        if name == "p":
            continue
        if name == "t":
            yield Piece(child, TEXT, child.text or "")
        elif name in _MARKS and local(child.getparent()) in ("r", "p"):
            yield Piece(child, "", _MARKS[name])
        elif name not in ("pPr", "rPr", "instrText", "delText"):
            yield from _pieces(child)


def _relations_cut(root: Any) -> None:
    for relation in list(root):
        kind, target = relation.get("Type") or "", relation.get("Target") or ""
        if kind.endswith("/thumbnail") or "thumbnail" in target.lower():
            root.remove(relation)
        elif kind.endswith(("/attachedTemplate", "/mailMergeSource", "/recipientData")):
            relation.set("Target", GONE)


def _links_cut(root: Any) -> None:
    for relation in root:
        target = relation.get("Target") or ""
        if relation.get("TargetMode") == "External" and (
            target.startswith("file:") or "@" in target or personal(target)
        ):
            relation.set("Target", GONE)


def _fields_cut(root: Any) -> None:
    for element in root.iter():
        if local(element) == "instrText" and element.text and _tells(element.text):
            element.text = f' HYPERLINK "{GONE}" '
        instruction = element.get(f"{W}instr")
        if instruction and _tells(instruction):
            element.set(f"{W}instr", f' HYPERLINK "{GONE}" ')


def _tells(instruction: str) -> bool:
    link = "HYPERLINK" in instruction.upper()
    return (link and "@" in instruction) or bool(personal(instruction))
