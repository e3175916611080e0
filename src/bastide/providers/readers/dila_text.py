"""The text of a service-public fiche: situations, chapters and cases as path, the rest in order."""

from __future__ import annotations

from typing import Any

from lxml import etree

from bastide.engine.model import Block
from bastide.providers.readers.outline import Outline

_BODY = frozenset(
    "Avertissement Introduction Texte ListeSituations Conclusion ANoter ASavoir Attention Rappel "
    "OuSAdresser QuiPeutMAider ServiceEnLigne".split()
)
_TITLED = frozenset("ListeSituations Situation Chapitre SousChapitre BlocCas Cas".split())
_CALLOUTS = frozenset("ANoter ASavoir Attention Rappel Avertissement Complement Exemple".split())
_DESKS = {
    "OuSAdresser": "Où s'adresser",
    "QuiPeutMAider": "Qui peut vous aider",
    "ServiceEnLigne": "Service en ligne",
}
_LEFT_OUT = frozenset(  # navigation, references and what only a web page can show
    "Titre TitreAlternatif SurTitre FilDAriane Audience Canal DossierPere SousDossierPere "
    "SousThemePere Theme Reference Partenaire Actualite RefActualite CommentFaireSi Source "
    "QuestionReponse PourEnSavoirPlus VoirAussi Definition Abreviation SiteInternetPublic "
    "InformationComplementaire PivotLocal RessourceWeb LienWeb Image Video Colonne".split()
)
_APART = frozenset("Paragraphe Titre Item Liste Cellule Texte Commentaire".split())
_MOST_COLUMNS = 50


def body(root: Any, description: str) -> tuple[Block, ...]:
    """The blocks of a `Publication`; its description alone where it holds nothing else."""
    outline = Outline()
    for child in root:
        if name_of(child) in _BODY:
            _block(child, outline, 1)
    blocks = outline.blocks()
    if not blocks and description:
        return (Block(description),)
    return blocks


def name_of(node: Any) -> str:
    return etree.QName(node).localname if isinstance(node.tag, str) else ""


def text_of(node: Any) -> str:
    """All the text of an element: inline marks (amounts, links, stress) melt in their sentence."""
    return " ".join("".join(_pieces(node)).split())


def _pieces(node: Any, *, lists: bool = True) -> list[str]:
    found = [node.text or ""]
    for child in node:
        name = name_of(child)
        if lists or name not in ("Liste", "Tableau"):
            apart = " " if name in _APART else ""
            found += [apart, *_pieces(child), apart]
        found.append(child.tail or "")
    return found


def _walk(node: Any, outline: Outline, level: int) -> None:
    outline.paragraph(_clean(node.text))
    for child in node:
        _block(child, outline, level)
        outline.paragraph(_clean(child.tail))


def _block(node: Any, outline: Outline, level: int) -> None:
    name = name_of(node)
    if not name or name in _LEFT_OUT:
        return
    if name in _TITLED:
        title = _title(node)
        outline.heading(level, title)
        _walk(node, outline, level + 1 if title else level)
        outline.heading(level, "")  # what comes after a chapter is no part of it
    elif name in _CALLOUTS:
        _callout(node, outline, level)
    elif name in _DESKS:
        _desk(node, outline, level, _DESKS[name])
    elif name in ("Paragraphe", "LienInterne", "LienExterne", "LienExterneCommente"):
        outline.paragraph(text_of(node))
    elif name == "Liste":
        _list(node, outline, level)
    elif name == "Tableau":
        outline.paragraph(_title(node))
        outline.table(_rows(node))
    else:
        _walk(node, outline, level)


def _callout(node: Any, outline: Outline, level: int) -> None:
    """« À noter : … », in the section that it comments."""
    title = _title(node)
    parts = [child for child in node if name_of(child) not in _LEFT_OUT and name_of(child)]
    if parts and name_of(parts[0]) == "Texte":
        parts = [*parts[0], *parts[1:]]
    if title and parts and name_of(parts[0]) == "Paragraphe":
        outline.paragraph(f"{title} : {text_of(parts.pop(0))}")
    else:
        outline.paragraph(title)
    for part in parts:
        _block(part, outline, level)


def _desk(node: Any, outline: Outline, level: int, label: str) -> None:
    """Who or what to turn to, with its address, then what is said of it."""
    title = _title(node)
    address = node.get("URL") or node.get("url") or ""
    for part in node.iter():
        if not address and name_of(part) in ("RessourceWeb", "LienWeb"):
            address = part.get("URL") or ""
    if title:
        shown = f" ({address})" if address.startswith(("http://", "https://")) else ""
        outline.paragraph(f"{label} : {title}{shown}")
    for part in node:
        _block(part, outline, level)


def _list(node: Any, outline: Outline, level: int) -> None:
    outline.paragraph(_title(node))
    for item in node:
        if name_of(item) != "Item":
            _block(item, outline, level)
            continue
        text = _clean("".join(_pieces(item, lists=False)))
        outline.paragraph(f"- {text}" if text else "")
        for inner in item:
            if name_of(inner) in ("Liste", "Tableau"):
                _block(inner, outline, level)


def _rows(table: Any) -> list[list[str]]:
    """The cells; one that spans several rows is said again in each, so that a row stands alone."""
    rows: list[list[str]] = []
    spanning: dict[int, tuple[int, str]] = {}  # column → rows left, text
    for node in table.iter():
        if name_of(node) not in ("Rangée", "Rangee"):
            continue
        row: list[str] = []

        def fill(row: list[str] = row) -> None:
            while spanning.get(len(row), (0, ""))[0] > 0 and len(row) < _MOST_COLUMNS:
                left, text = spanning[len(row)]
                spanning[len(row)] = (left - 1, text)
                row.append(text)

        for cell in node:
            if name_of(cell) != "Cellule":
                continue
            fill()
            text = text_of(cell)
            wide, high = _span(cell, "fusionHorizontale"), _span(cell, "fusionVerticale")
            if high > 1:
                spanning[len(row)] = (high - 1, text)
            row += [text] + [""] * (wide - 1)
        fill()
        rows.append(row)
    return rows


def _span(cell: Any, name: str) -> int:
    value = str(cell.get(name) or "1")
    return min(int(value), _MOST_COLUMNS) if value.isdigit() and int(value) > 0 else 1


def _title(node: Any) -> str:
    return next((text_of(child) for child in node if name_of(child) == "Titre"), "")


def _clean(text: str | None) -> str:
    return " ".join((text or "").split())
