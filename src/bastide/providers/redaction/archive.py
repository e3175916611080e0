"""What Word and OpenDocument files have in common: a ZIP of XML, pictures and the rest.

1. XML is parsed without entities, types nor network; a file with a DTD is refused.
2. Only XML, bitmaps without their metadata and embedded fonts pass; all else (macros, embedded
   files, vector pictures, thumbnails, signatures) is emptied and told.
3. Once the text is replaced, what was wholly removed is looked for in every attribute and every
   byte of the XML: found, it is taken away there too.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from lxml import etree

from bastide.engine.french import fold
from bastide.engine.ports import ReadError
from bastide.providers.redaction.pictures import BITMAPS, bare

GONE = "https://lien-retire.invalid/"
# Letters of a value short enough to be part of ordinary words.
_SHORT = 4
DAMAGED = "Le fichier est abîmé : il ne s'ouvre pas."


def local(element: Any) -> str:
    """The name of an element or attribute without its namespace; empty for a comment."""
    tag = element if isinstance(element, str) else element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


class Archive:
    """The members of a ZIP: `xml` parsed, the others as they are written."""

    def __init__(self, path: Path) -> None:
        self.xml: dict[str, Any] = {}
        self.other: dict[str, bytes] = {}
        self._order: list[str] = []
        self._emptied = 0
        try:
            with zipfile.ZipFile(path) as archive:
                for member in archive.infolist():
                    if member.is_dir() or member.filename in self._order:
                        continue
                    name, body = member.filename, archive.read(member)
                    self._order.append(name)
                    if _is_xml(name, body):
                        self.xml[name] = _parsed(body)
                    elif name == "mimetype":
                        self.other[name] = body
                    elif name.lower().endswith(BITMAPS):
                        self.other[name] = bare(body)
                    elif name.lower().endswith((".odttf", ".ttf", ".otf")):
                        self.other[name] = body
                    else:
                        self.other[name] = b""
                        self._emptied += bool(body)
        except (zipfile.BadZipFile, OSError, KeyError, NotImplementedError, RuntimeError) as error:
            raise ReadError(DAMAGED) from error

    @property
    def warnings(self) -> list[str]:
        """What could not be looked at, in French."""
        told = []
        pictures = sum(name.lower().endswith(BITMAPS) for name in self.other)
        if pictures:
            told.append(
                f"Images du document ({pictures}) : gardées sans leurs métadonnées ; ce qu'elles "
                "montrent n'est pas examiné, regardez-les."
            )
        if self._emptied:
            told.append(
                f"Objets joints, images vectorielles ou macros ({self._emptied}) : vidés, car ils "
                "peuvent contenir du texte."
            )
        return told

    def remove(self, name: str) -> None:
        self.xml.pop(name, None)
        self.other.pop(name, None)
        self._order = [one for one in self._order if one != name]

    def written(self, gone: Iterable[str]) -> bytes:
        """The archive, `gone` nowhere in it."""
        values = [value for value in set(gone) if len(value) >= _SHORT]
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in self._order:
                root = self.xml.get(name)
                body = self.other[name] if root is None else _without(root, values)
                member = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
                stored = name == "mimetype"
                member.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
                archive.writestr(member, body)
        return out.getvalue()


def _is_xml(name: str, body: bytes) -> bool:
    return name.lower().endswith((".xml", ".rels", ".rdf")) and bool(body.strip())


def _parsed(body: bytes) -> Any:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
        remove_pis=True, huge_tree=False,
    )  # fmt: skip
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadError(DAMAGED) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise ReadError("Ce fichier contient des déclarations qu'un document n'a pas : refusé.")
    return root


def _without(root: Any, values: list[str]) -> bytes:
    """The XML, its attributes and stray texts cleared of the values."""
    if values:
        pattern = re.compile("|".join(rf"(?<!\w){re.escape(fold(v))}(?!\w)" for v in values))
        for element in root.iter():
            if not isinstance(element.tag, str):
                continue
            for name, told in element.attrib.items():
                if pattern.search(fold(told)):
                    element.set(name, GONE if told.startswith(("mailto:", "http", "file:")) else "")
            if element.text and pattern.search(fold(element.text)):
                element.text = ""
            if element.tail and pattern.search(fold(element.tail)):
                element.tail = ""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
