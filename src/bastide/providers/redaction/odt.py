"""OpenDocument text: paragraphs and headings of the body, headers, footers, notes, comments.

1. Tracked changes are accepted: their record goes, with what was deleted; authors of comments
   become « Auteur ».
2. Properties, settings (printers), thumbnail, old versions, macros and signatures are removed.
3. Every paragraph is a unit, cells of a row apart by a tab; then the titles and descriptions of
   pictures, values of fields. Links to an address of a person lead nowhere.

Source: OpenDocument 1.3, part 3 (5.5 change tracking, 6.1 basic text content, 14.1 annotation).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bastide.engine.personal import personal
from bastide.engine.ports import ReadError
from bastide.providers.redaction import Put
from bastide.providers.redaction.archive import GONE, Archive, local
from bastide.providers.redaction.units import TAIL, TEXT, Layout, Piece

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_PARAGRAPHS = frozenset({f"{_TEXT}p", f"{_TEXT}h"})
_CHANGES = frozenset({"tracked-changes", "change-start", "change-end", "change"})
_REMOVED = ("Thumbnails/", "Configurations2/", "Versions/", "Basic/", "Scripts/", "layout-cache",
            "VersionList.xml", "META-INF/documentsignatures.xml",
            "META-INF/macrosignatures.xml")  # fmt: skip
_TOLD = frozenset({"string-value", "description", "title", "help-text", "hint", "alternative"})


class OpenDocumentText:
    suffix = ".odt"

    def __init__(self, path: Path) -> None:
        self._archive = Archive(path)
        if any("encryption" in local(e) for e in self._manifest().iter()):
            raise ReadError("Le fichier est protégé par un mot de passe : donnez-le ouvert.")
        for name in [*self._archive.xml, *self._archive.other]:
            if name.startswith(_REMOVED):
                self._archive.remove(name)
        for name, root in self._archive.xml.items():
            if name.rpartition("/")[2] in ("meta.xml", "settings.xml") or name == "manifest.rdf":
                for child in list(root):
                    root.remove(child)
            else:
                _cleaned(root)
        entries = self._manifest()
        for entry in list(entries):
            path_of = next((v for k, v in entry.attrib.items() if local(k) == "full-path"), "")
            if path_of.startswith(_REMOVED):
                entries.remove(entry)
        self._layout = self._laid_out()
        self.text = self._layout.text
        self.warnings = self._archive.warnings

    def _manifest(self) -> Any:
        if "META-INF/manifest.xml" not in self._archive.xml:
            raise ReadError("Le fichier est abîmé : il ne s'ouvre pas.")
        return self._archive.xml["META-INF/manifest.xml"]

    def redacted(self, puts: Sequence[Put]) -> bytes:
        values = [self.text[start:end] for start, end, _ in puts]
        self._layout.put(puts)
        left = self._laid_out().text
        for root in self._archive.xml.values():
            for element in root.iter():
                link = element.get(_HREF) or ""
                outside = link.startswith(("mailto:", "http", "file:", "ftp"))
                if outside and ("@" in link or link.startswith("file:") or personal(link)):
                    element.set(_HREF, GONE)
        return self._archive.written(value for value in values if value not in left)

    def _laid_out(self) -> Layout:
        layout = Layout()
        names = [n for n in self._archive.xml if n.endswith(("content.xml", "styles.xml"))]
        for name in sorted(names, key=lambda n: (n != "content.xml", n != "styles.xml", n)):
            before = "\n\n"
            for element in self._archive.xml[name].iter():
                if element.tag in _PARAGRAPHS:
                    pieces = list(_pieces(element))
                    parting = _parting(element) if before == "\n" else before
                elif not len(element) and (element.text or "").strip() and not _inside(element):
                    pieces, parting = [Piece(element, TEXT, element.text)], before
                else:
                    pieces, parting = [], before
                if any(piece.text for piece in pieces):
                    layout.unit(pieces, parting)
                    before = "\n"
                for key, told in element.attrib.items():
                    if local(key) in _TOLD and told.strip():
                        layout.unit([Piece(element, key, told)], before)
        return layout


def opened(path: Path, _name: str) -> OpenDocumentText:
    return OpenDocumentText(path)


def _cleaned(root: Any) -> None:
    for element in list(root.iter()):
        name = local(element)
        parent = element.getparent()
        if name in _CHANGES and parent is not None:
            _removed(element)
        elif name in ("creator", "creator-initials", "sender-initials", "initial-creator"):
            element.text = "Auteur" if name.endswith("creator") else "A"


def _removed(element: Any) -> None:
    """Takes an element away; the text that follows it stays."""
    parent, before, tail = element.getparent(), element.getprevious(), element.tail or ""
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


def _inside(element: Any) -> bool:
    return any(parent.tag in _PARAGRAPHS for parent in element.iterancestors()) and local(
        element
    ) not in ("title", "desc")


def _parting(paragraph: Any) -> str:
    cell = paragraph.getparent()
    if cell is None or local(cell) != "table-cell" or paragraph.getprevious() is not None:
        return "\n"
    return (
        "\t" if any(local(e) == "table-cell" for e in cell.itersiblings(preceding=True)) else "\n"
    )


def _pieces(element: Any) -> Iterator[Piece]:
    """The texts and marks of a paragraph, without those of paragraphs inside it."""
    yield Piece(element, TEXT, element.text or "")
    for child in element:
        name = local(child)
        if name == "s":
            count = next((v for k, v in child.attrib.items() if local(k) == "c"), "1")
            yield Piece(child, "", " " * min(int(count) if count.isdigit() else 1, 1000))
        elif name == "tab":
            yield Piece(child, "", "\t")
        elif name == "line-break":
            yield Piece(child, "", "\n")
        elif name not in ("annotation", "note", "frame", "custom-shape", "p", "h", "rect", "g"):
            yield from _pieces(child)
        yield Piece(child, TAIL, child.tail or "")
