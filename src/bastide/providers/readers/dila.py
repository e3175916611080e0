"""The DILA « vosdroits » archive of service-public: XML fiches, alone, in a zip or in a tar.

Format: the `Publication` element of the « fiches pratiques et ressources de Service-Public » (DILA,
data.gouv.fr, Licence Ouverte 2.0; schema 3.x). Only fiches (`F123.xml`) are taken: a node
(`N123.xml`) is a table of contents and a resource (`R123.xml`) a form, a link or a word of the
glossary, which the fiches themselves name where they need them.
"""

from __future__ import annotations

import io
import re
import tarfile
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import IO, Any

from lxml import etree

from bastide.engine.model import ReadDocument
from bastide.engine.ports import ReadError
from bastide.providers.readers import FICHE, budget
from bastide.providers.readers.dila_text import body, name_of, text_of

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_NO_FICHE = "Cette archive ne contient pas de fiches service-public (XML)."


def read(path: Path, name: str) -> Iterator[ReadDocument]:
    with path.open("rb") as file:
        head = file.read(4)
    if head.startswith(b"PK"):
        budget.check_archive(path)
        with zipfile.ZipFile(path) as archive:
            names = [n for n in archive.namelist() if FICHE.search(n)]
            yield from _fiches((n, archive.read(n)) for n in names)
    elif not name.lower().endswith(".xml"):
        yield from _fiches(_tar_members(path))
    else:
        found = _fiche(path.read_bytes())
        if found is None:
            raise ReadError(
                "Ce XML n'est pas une fiche service-public (les sommaires N… et les ressources R… "
                "ne sont pas prises : elles n'ont pas de texte à elles)."
            )
        yield found


def _tar_members(path: Path) -> Iterator[tuple[str, bytes]]:
    left = budget.unpacked
    try:
        with tarfile.open(path, "r:*") as archive:
            for member in archive:
                left = budget.spend(member.size, left)  # what is passed over is unpacked too
                if member.isfile() and FICHE.search(member.name):
                    file: IO[bytes] | None = archive.extractfile(member)
                    yield member.name, file.read() if file else b""
    except (tarfile.TarError, EOFError, OSError) as error:
        raise ReadError("L'archive est abîmée : elle ne s'ouvre pas.") from error


def _fiches(members: Iterator[tuple[str, bytes]]) -> Iterator[ReadDocument]:
    wrong: list[str] = []
    found = 0
    for name, content in members:
        try:
            fiche = _fiche(content)
        except ReadError:
            wrong.append(name)
            continue
        if fiche is not None:
            found += 1
            yield fiche
    if wrong:
        raise ReadError(
            f"{len(wrong)} fiche(s) illisible(s), ignorée(s) : {', '.join(wrong[:10])}."
        )
    if not found:
        raise ReadError(_NO_FICHE)


def _fiche(content: bytes) -> ReadDocument | None:
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.parse(io.BytesIO(content), parser).getroot()
    except etree.XMLSyntaxError as error:
        raise ReadError("Ce fichier XML est mal formé.") from error
    number = str(root.get("ID") or "")
    title = _first(root, "title")
    if name_of(root) != "Publication" or number.startswith(("N", "R")) or not title:
        return None
    return ReadDocument(
        key=number or title,
        title=title,
        blocks=body(root, _first(root, "description")),
        theme=_theme(root, number, title),
        url=str(root.get("spUrl") or ""),
        updated=_day(_first(root, "date") or root.get("dateMaj") or ""),
    )


def _theme(root: Any, number: str, title: str) -> tuple[str, ...]:
    """The breadcrumb, without the home page and the fiche itself."""
    path = next((child for child in root if name_of(child) == "FilDAriane"), ())
    levels = [(level.get("ID"), text_of(level)) for level in path if name_of(level) == "Niveau"]
    return tuple(
        text
        for at, text in levels
        if text and at != number and text != title and not text.startswith("Accueil ")
    )


def _day(text: str) -> date | None:
    found = _DAY.search(text)
    try:
        return date.fromisoformat(found.group()) if found else None
    except ValueError:
        return None


def _first(root: Any, name: str) -> str:
    return next((text_of(c) for c in root if name_of(c) == name), "")
