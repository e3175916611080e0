"""What Word and OpenDocument files have in common: a ZIP of XML, pictures and the rest.

1. XML is parsed without entities, types nor network; a file with a DTD is refused.
2. Only XML, bitmaps without their metadata and embedded fonts pass; all else (macros, embedded
   files, vector pictures, thumbnails, signatures) is emptied and told.
3. Once the text is replaced, what was wholly removed is looked for in every attribute and every
   byte of the XML, and in the names of the members: found, it is taken away there too, whatever
   separates its words (« jean_dupont.jpg »).
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote

from lxml import etree

from bastide.engine.french import fold
from bastide.engine.ports import ReadError
from bastide.providers.redaction.pictures import BITMAPS, bare

GONE = "https://lien-retire.invalid/"
# In place of a name that told something: of a bookmark, a picture, a control.
REMOVED = "retire"
_NAMING = frozenset("name anchor ref-name href title descr".split())
_CONTROLS = frozenset(("alias", "tag"))
# Letters of a value short enough to be part of ordinary words.
_SHORT = 4
# Parts of a document: one with more is none.
MOST_MEMBERS = 20_000
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
        seen: set[str] = set()
        try:
            with zipfile.ZipFile(path) as archive:
                members = archive.infolist()
                if len(members) > MOST_MEMBERS:
                    raise ReadError("Cette archive contient trop de fichiers : elle est refusée.")
                for member in members:
                    if member.is_dir() or member.filename in seen or _leads_out(member.filename):
                        continue
                    seen.add(member.filename)
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
        whole, names = _sought(values), _sought(_long_words(values))
        renamed = self._renamed(whole, names)
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in self._order:
                root = self.xml.get(name)
                cleared = b"" if root is None else _without(root, whole, names, renamed)
                body = cleared or self.other[name]
                member = zipfile.ZipInfo(renamed.get(name, name), (2026, 1, 1, 0, 0, 0))
                stored = name == "mimetype"
                member.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
                archive.writestr(member, body)
        return out.getvalue()

    def _renamed(self, *sought: re.Pattern[str] | None) -> dict[str, str]:
        """Members (pictures, objects) whose own name tells something, and the name they get."""
        found: dict[str, str] = {}
        for name in self.other:
            folder, _, last = name.rpartition("/")
            if any(pattern and pattern.search(fold(last)) for pattern in sought):
                suffix = PurePosixPath(last).suffix
                suffix = suffix if re.fullmatch(r"\.\w{1,5}", suffix) else ""
                found[name] = f"{folder}/piece{len(found) + 1}{suffix}".lstrip("/")
        return found


def _leads_out(name: str) -> bool:
    """Whether a member would be unpacked elsewhere than beneath its archive."""
    return name.startswith("/") or "\\" in name or ".." in name.split("/")


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


def _sought(values: Iterable[str]) -> re.Pattern[str] | None:
    """These values, folded, whatever separates their words; none for no value."""
    words = (re.findall(r"[^\W_]+", fold(value)) for value in values)
    said = sorted({r"[\W_]*".join(map(re.escape, some)) for some in words if some})
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(said)})(?![^\W_])") if said else None


def _long_words(values: Iterable[str]) -> set[str]:
    """The words of values that are names of their own: those of six letters or more."""
    found = {word for value in values for word in re.findall(r"[^\W\d_]{6,}", value)}
    return {word for word in found if not word.islower()}


def _without(
    root: Any,
    whole: re.Pattern[str] | None,
    names: re.Pattern[str] | None,
    renamed: dict[str, str],
) -> bytes:
    """The XML, its attributes and stray texts cleared of what is sought: `whole` values anywhere,
    `names` in what names a picture, a bookmark or a control."""
    lasts = {old.rpartition("/")[2]: new.rpartition("/")[2] for old, new in renamed.items()}
    for element in root.iter() if whole else ():
        if not isinstance(element.tag, str):
            continue
        for name, told in element.attrib.items():
            folder, slash, last = told.rpartition("/")
            if (new := lasts.get(unquote(last))) is not None:
                element.set(name, f"{folder}{slash}{new}")
            elif _tells(element, local(name), told, whole, names):
                link = told.startswith(("mailto:", "http", "file:"))
                element.set(name, GONE if link else REMOVED)
        if element.text and whole and whole.search(fold(element.text)):
            element.text = ""
        if element.tail and whole and whole.search(fold(element.tail)):
            element.tail = ""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _tells(
    element: Any, name: str, told: str, whole: re.Pattern[str] | None, names: re.Pattern[str] | None
) -> bool:
    said = fold(told)
    if whole and whole.search(said):
        return True
    naming = name in _NAMING or (name == "val" and local(element) in _CONTROLS)
    # A digit or a hump may follow: « Dupont2 ».
    return bool(naming and names and "style" not in local(element).lower()
                and names.search(re.sub(r"\d+", " ", said)))  # fmt: skip
