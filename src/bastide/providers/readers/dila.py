"""The DILA « vosdroits » archive of service-public: XML fiches, alone, in a zip or in a tar.

Format: the `Publication` element of « Guide des droits et démarches » (data.gouv.fr, DILA, Licence
Ouverte 2.0): `dc:title`, `dc:date` (« modified 2024-01-31 »), `FilDAriane/Niveau`, then texts,
situations, cases, chapters, lists and tables.
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
from bastide.providers.readers import budget
from bastide.providers.readers.outline import Outline

_FICHE = re.compile(r"(?:^|/)[FNR]\d+\.xml\Z")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_TITLED = frozenset(
    "Chapitre SousChapitre Situation Cas BlocCas ANoter Attention ASavoir Rappel".split()
)
_LEFT_OUT = frozenset(
    "Titre FilDAriane Audience Canal SurTitre DossierPere SousThemePere SousDossierPere Theme "
    "Reference Partenaire Actualite CommentFaireSi QuestionReponse PourEnSavoirPlus Definition "
    "Abreviation InformationComplementaire SiteInternetPublic VoirAussi Avertissement".split()
)


def read(path: Path, name: str) -> Iterator[ReadDocument]:
    with path.open("rb") as file:
        head = file.read(4)
    if head.startswith(b"PK"):
        budget.check_archive(path)
        with zipfile.ZipFile(path) as archive:
            names = [n for n in archive.namelist() if _FICHE.search(n)]
            yield from _fiches((n, archive.read(n)) for n in names)
    elif not name.lower().endswith(".xml"):
        yield from _fiches(_tar_members(path))
    else:
        found = _fiche(path.read_bytes())
        if found is None:
            raise ReadError("Ce XML n'est pas une fiche service-public.")
        yield found


def _tar_members(path: Path) -> Iterator[tuple[str, bytes]]:
    left = budget.unpacked
    try:
        with tarfile.open(path, "r:*") as archive:
            for member in archive:
                if member.isfile() and _FICHE.search(member.name):
                    left = budget.spend(member.size, left)
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
        raise ReadError("Cette archive ne contient pas de fiches service-public (XML).")


def _fiche(content: bytes) -> ReadDocument | None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.parse(io.BytesIO(content), parser).getroot()
    except etree.XMLSyntaxError as error:
        raise ReadError("Ce fichier XML est mal formé.") from error
    if _name(root) != "Publication":
        return None
    title = _first(root, "title")
    if not title:
        return None
    outline = Outline()
    for child in root:
        if _name(child) in (
            "Introduction",
            "Texte",
            "ListeSituations",
            "OuSAdresser",
            "ServiceEnLigne",
        ):
            _walk(child, outline, 1)
    day = _DAY.search(_first(root, "date") or root.get("dateMaj") or "")
    return ReadDocument(
        key=str(root.get("ID") or title),
        title=title,
        blocks=outline.blocks(),
        theme=tuple(
            _text(n) for f in root if _name(f) == "FilDAriane" for n in f if _text(n) != title
        ),
        url=str(root.get("spUrl") or ""),
        updated=date.fromisoformat(day.group()) if day else None,
    )


def _walk(node: Any, outline: Outline, level: int) -> None:
    name = _name(node)
    if name in _TITLED or name in ("OuSAdresser", "ServiceEnLigne"):
        title = next((_text(c) for c in node if _name(c) == "Titre"), "")
        if name in ("OuSAdresser", "ServiceEnLigne"):
            kind = "Où s'adresser" if name == "OuSAdresser" else "Service en ligne"
            outline.paragraph(f"{kind} : {title}" if title else "")
            return
        if title:
            outline.heading(level, title)
            level += 1
    for child in node:
        tag = _name(child)
        if not tag or tag in _LEFT_OUT:
            continue
        if tag == "Paragraphe":
            outline.paragraph(_text(child))
        elif tag == "Liste":
            for item in child:
                outline.paragraph(f"- {_text(item)}" if _text(item) else "")
        elif tag == "Tableau":
            rows = [c for c in child.iter() if _name(c) in ("Rangée", "Rangee")]
            outline.table(
                [[_text(cell) for cell in row if _name(cell) == "Cellule"] for row in rows]
            )
        else:
            _walk(child, outline, level)


def _name(node: Any) -> str:
    return etree.QName(node).localname if isinstance(node.tag, str) else ""


def _first(root: Any, name: str) -> str:
    return next((_text(c) for c in root if _name(c) == name), "")


def _text(node: Any) -> str:
    return " ".join("".join(node.itertext()).split())
