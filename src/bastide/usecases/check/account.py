"""An examination told: as JSON's data, and as text in French for a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bastide.engine.energy import of_cpu
from bastide.engine.pieces.kinds import KINDS
from bastide.engine.pieces.model import FileRead, Finding, Page, PageRef, Piece
from bastide.engine.pieces.procedure import Procedure
from bastide.usecases.check.flow import Examination, Unread
from bastide.usecases.check.masking import mask, shown_value
from bastide.usecases.check.page import label_of, shown
from bastide.usecases.check.told import box_as_data

OUTCOMES = {"complete": "complet", "incomplete": "incomplet", "to_be_seen": "à voir"}
TEST_AUTHORITY = (
    "Autorité de test acceptée : les 2D-Doc signés avec la clé publique d'essai passent pour "
    "vrais. Ne décidez rien d'après ce résultat."
)


def as_data(
    procedure: Procedure,
    files: Sequence[FileRead],
    unread: Sequence[Unread],
    found: Examination,
    *,
    cpu_s: float,
    test_authority: bool,
) -> dict[str, Any]:
    """The whole examination as JSON holds it. Boxes: shares of the page, left, top, right, bottom.

    A document made of pages of several files names the first; `also` holds the others. A file that
    could not be read is a document without a type, with its reason in `error`.
    """
    findings = [_finding(f, procedure, files, found.pieces) for f in found.verdict.findings]
    documents = [
        _document(index, piece, procedure, files, found, findings)
        for index, piece in enumerate(found.pieces)
    ]
    data: dict[str, Any] = {
        "procedure": procedure.name,
        "version": procedure.version,
        "outcome": found.verdict.outcome,
        "documents": documents + [_unread(one) for one in unread],
        "findings": findings,
        "cpu_s": round(cpu_s, 3),
    }
    if test_authority:
        data["test_authority"] = TEST_AUTHORITY
    return data


def _finding(
    finding: Finding, procedure: Procedure, files: Sequence[FileRead], pieces: Sequence[Piece]
) -> dict[str, Any]:
    ref = finding.page
    if ref is None and finding.pieces:
        pages = pieces[finding.pieces[0]].pages
        ref = pages[0] if pages else None
    return {
        "rule": finding.rule,
        "outcome": finding.outcome,
        "level": finding.level,
        "message": finding.message if procedure.needs_nir else mask(finding.message),
        "document": files[ref.file].name if ref else None,
        "page": finding.page.page if finding.page else None,
        "box": box_as_data(finding.box) or None,
        "source": finding.source,
    }


def _document(
    index: int,
    piece: Piece,
    procedure: Procedure,
    files: Sequence[FileRead],
    found: Examination,
    findings: Sequence[dict[str, Any]],
) -> dict[str, Any]:
    of_file: dict[int, list[int]] = {}
    for ref in piece.pages:
        of_file.setdefault(ref.file, []).append(ref.page)
    first, *others = of_file
    data: dict[str, Any] = {
        "file": files[first].name,
        "pages": of_file[first],
        "type": piece.kind,
        "confidence": round(piece.confidence, 3),
        "quality": _quality([p for ref in piece.pages if (p := _page(files, ref))]),
        "fields": {
            name: {
                "value": shown_value(piece.kind, name, f.value, needed=procedure.needs_nir),
                "box": box_as_data(f.box) or None,
                "origin": f.origin,
                "page": f.page.page,
                "confidence": round(f.confidence, 3),
                "proved": f.proved,
            }
            for name, f in piece.fields.items()
        },
        "findings": [
            told
            for told, finding in zip(findings, found.verdict.findings, strict=True)
            if index in finding.pieces
        ],
    }
    if others:
        data["also"] = [{"file": files[n].name, "pages": of_file[n]} for n in others]
    if piece.signed:
        data["signed"] = [
            {"outcome": s.outcome, "reason": s.reason, "page": s.page.page} for s in piece.signed
        ]
    return data


def _unread(one: Unread) -> dict[str, Any]:
    return {
        "file": one.name,
        "pages": [],
        "type": None,
        "confidence": 0.0,
        "quality": {
            "readable": False,
            "reasons": ["unread"],
            "advice": one.reason,
            "confidence": 0.0,
        },
        "fields": {},
        "findings": [],
        "error": one.reason,
    }


def _page(files: Sequence[FileRead], ref: PageRef) -> Page | None:
    return next((p for p in files[ref.file].pages if p.number == ref.page), None)


def _quality(pages: Sequence[Page]) -> dict[str, Any]:
    """That of the worst page: one that cannot be read spoils the document."""
    if not pages:
        return {"readable": False, "reasons": [], "advice": "", "confidence": 0.0}
    worst = min(pages, key=lambda p: (p.quality.readable, p.quality.confidence)).quality
    return {
        "readable": worst.readable,
        "reasons": list(worst.reasons),
        "advice": worst.advice,
        "confidence": round(worst.confidence, 3),
    }


def as_text(data: dict[str, Any], title: str) -> str:
    """The same for a person: what is to be done first, then what was recognised."""
    lines = [f"{title} (version {data['version']}) : {OUTCOMES[data['outcome']].upper()}"]
    still_open = [f for f in data["findings"] if f["outcome"] != "PASSED"]
    weighing = [f for f in still_open if f["level"] != "info"]
    groups = (
        ("Pas en règle", [f for f in weighing if f["outcome"] == "FAILED"]),
        ("À vérifier par une personne", [f for f in weighing if f["outcome"] != "FAILED"]),
        ("Pour information", [f for f in still_open if f["level"] == "info"]),
    )
    for heading, found in groups:
        if found:
            lines += ["", f"{heading} :"]
        for finding in found:
            where = finding["document"] or ""
            if finding["page"]:
                where += f", page {finding['page']}"
            lines.append(f"  - {finding['message']}" + (f" [{where}]" if where else ""))
            if finding["source"]:
                lines.append(f"      {finding['source']}")
    passed = sum(f["outcome"] == "PASSED" for f in data["findings"])
    lines += ["", f"Vérifications en règle : {passed}.", "", "Documents :"]
    for document in data["documents"]:
        lines += _told(document)
    return "\n".join([*lines, "", _cost(data["cpu_s"])])


def _cost(cpu_s: float) -> str:
    cost = of_cpu(cpu_s)
    low, high = (f"{1000 * wh:.3g}".replace(".", ",") for wh in (cost.wh_low, cost.wh_high))
    seconds = f"{cpu_s:.1f}".replace(".", ",")
    return f"Temps de processeur : {seconds} s, soit {low} à {high} mWh ({cost.method})."


def _told(document: dict[str, Any]) -> list[str]:
    if document["type"] is None:
        return [f"  {document['file']} : illisible. {document['error']}"]
    kind = KINDS.get(document["type"], KINDS["other"])
    pages = ", ".join(map(str, document["pages"]))
    lines = [f"  {document['file']} (page {pages}) : {kind.label}"]
    if not document["quality"]["readable"]:
        lines.append(f"      {document['quality']['advice']}")
    for name, field in document["fields"].items():
        form = kind.fields.get(name, "text")
        lines.append(f"      {label_of(name)} : {shown(form, field['value'])}")
    lines += [f"      2D-Doc : {signed['reason']}" for signed in document.get("signed", [])]
    return lines
