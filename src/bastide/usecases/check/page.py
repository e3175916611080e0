"""The case page as data: findings by what is to be done, pieces and their fields, boxes a page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bastide.engine.pieces.kinds import KINDS
from bastide.engine.pieces.labels import FIELD_LABELS
from bastide.engine.pieces.procedure import Procedure
from bastide.usecases.check.masking import HIDDEN, is_nir, mask, shown_value
from bastide.usecases.check.models import Case, DepositedFile, FindingRow, PageImage, PieceRow
from bastide.usecases.check.told import box_from

GROUPS = (
    ("replace", gettext_lazy("À remplacer ou à compléter")),
    ("look", gettext_lazy("À regarder")),
    ("info", gettext_lazy("Pour information")),
    ("passed", gettext_lazy("En règle")),
)
ORIGINS = {
    "text": gettext_lazy("texte du fichier"),
    "ocr": gettext_lazy("lu sur l'image"),
    "barcode": gettext_lazy("code-barres"),
    "mrz": gettext_lazy("bande de lecture"),
    "agent": gettext_lazy("corrigé par un agent"),
}


def group_of(row: FindingRow, procedure: Procedure | None) -> str:
    """What the applicant must mend, what a person must look at, or the rest."""
    if row.outcome == "PASSED":
        return "passed"
    if row.level == "info":
        return "info"
    rule = procedure.rule(row.rule) if procedure else None
    asked = rule is None or rule.asks == "applicant"
    return "replace" if row.outcome == "FAILED" and row.level == "required" and asked else "look"


def shown_case(case: Case, procedure: Procedure | None) -> dict[str, Any]:
    """What the template of a case needs, from the rows of its last examination."""
    nir_needed = procedure is not None and procedure.needs_nir
    rows = list(case.pieces.all())
    findings = list(case.findings.select_related("file"))
    # The words of a page weigh a hundred times its address, and this page shows none of them.
    images = Prefetch("pages", PageImage.objects.defer("reading"))
    files = list(case.files.prefetch_related(images))
    boxes: dict[tuple[int, int], list[dict[str, Any]]] = defaultdict(list)
    kinds = {row.rank: KINDS.get(row.kind, KINDS["other"]).label for row in rows}
    groups = _groups(findings, kinds, procedure, nir_needed, boxes)
    pieces = [_piece(row, nir_needed, boxes) for row in rows]
    return {
        "groups": groups,
        "pieces": pieces,
        "sheets": _sheets(files, rows, boxes),
        "files": files,
        "kinds": [(kind.slug, kind.label) for kind in KINDS.values()],
    }


def _groups(
    findings: Sequence[FindingRow],
    kinds: Mapping[int, str],
    procedure: Procedure | None,
    nir_needed: bool,
    boxes: dict[tuple[int, int], list[dict[str, Any]]],
) -> list[dict[str, Any]]:
    sorted_out: dict[str, list[dict[str, Any]]] = {name: [] for name, _label in GROUPS}
    for row in findings:
        group = group_of(row, procedure)
        place = f"f{row.rank}"
        box = box_from(row.box)
        if row.file_id and row.page and box and group != "passed":
            boxes[row.file_id, row.page].append(
                _box(place, f"constat-{row.rank}", group, box, row.message, nir_needed)
            )
        target = ""
        if row.file_id and row.page:
            boxed = box is not None and group != "passed"
            target = f"box-{place}" if boxed else f"page-{row.file_id}-{row.page}"
        sorted_out[group].append(
            {
                "row": row,
                "message": row.message if nir_needed else mask(row.message),
                "target": target,
                "where": _where(row, kinds),
            }
        )
    return [{"name": name, "label": label, "findings": sorted_out[name]} for name, label in GROUPS]


def _where(row: FindingRow, kinds: Mapping[int, str]) -> str:
    """The document and the page that a finding is about, in a few words."""
    label = next((kinds[rank] for rank in row.pieces if rank in kinds), "")
    place = ""
    if row.file and row.page:
        place = _("%(name)s, page %(page)d") % {"name": row.file.name, "page": row.page}
    return ", ".join(filter(None, (label, place)))


def _piece(
    row: PieceRow, nir_needed: bool, boxes: dict[tuple[int, int], list[dict[str, Any]]]
) -> dict[str, Any]:
    kind = KINDS.get(row.kind, KINDS["other"])
    kept = row.fields if isinstance(row.fields, dict) else {}
    fields = []
    for name, form in kind.fields.items():
        data = kept.get(name)
        data = data if isinstance(data, dict) else {}
        value = str(data.get("value", ""))
        box = box_from(data.get("box"))
        place = f"c{row.rank}-{name}"
        ref = data.get("page") or []
        hidden = not nir_needed and is_nir(row.kind, name)
        if box and len(ref) == 2:
            boxes[ref[0], ref[1]].append(
                _box(place, f"champ-{place}", "field", box, label_of(name), nir_needed, hidden)
            )
        fields.append(
            {
                "name": name,
                "place": place,
                "label": label_of(name),
                "value": shown_value(row.kind, name, value, needed=nir_needed),
                "shown": HIDDEN if hidden and value else shown(form, value),
                "hidden": hidden,
                "origin": ORIGINS.get(str(data.get("origin")), ""),
                "agent": data.get("origin") == "agent",
                "proved": bool(data.get("proved")),
                "doubtful": bool(value)
                and not data.get("proved")
                and float(data.get("confidence") or 0) < DOUBTFUL,
                "target": f"box-{place}" if box else "",
            }
        )
    pages = [ref for ref in row.pages if isinstance(ref, list) and len(ref) == 2]
    return {
        "row": row,
        "label": kind.label,
        "found": [f for f in fields if f["value"]],
        "missing": [f for f in fields if not f["value"]],
        "pages": pages,
        "first": f"page-{pages[0][0]}-{pages[0][1]}" if pages else "",
        "signed": [s for s in row.signed if isinstance(s, dict)]
        if isinstance(row.signed, list)
        else [],
        "sure": row.confidence >= DOUBTFUL,
    }


# Below this share a reading is shown as doubtful: the readers' own confidence, which is only a
# hint (a checksum proves, a confidence does not).
DOUBTFUL = 0.8
MARGIN = 4.0  # thousandths of the page: two pixels of the page as the desk shows it


def _box(
    place: str, back: str, group: str, box: Any, label: str, nir_needed: bool, hidden: bool = False
) -> dict[str, Any]:
    """A rectangle in thousandths of the page, and where it leads back to.

    A little wider than the words, so that its line does not cross them.
    """
    left, top = max(0.0, box.left * 1000 - MARGIN), max(0.0, box.top * 1000 - MARGIN)
    right, bottom = min(1000.0, box.right * 1000 + MARGIN), min(1000.0, box.bottom * 1000 + MARGIN)
    return {
        "id": f"box-{place}",
        "back": back,
        "group": group,
        "label": label if nir_needed else mask(label),
        "x": round(left, 1),
        "y": round(top, 1),
        "width": round(max(0.0, right - left), 1),
        "height": round(max(0.0, bottom - top), 1),
        "hidden": hidden,
    }


def _sheets(
    files: Sequence[DepositedFile],
    rows: Sequence[PieceRow],
    boxes: dict[tuple[int, int], list[dict[str, Any]]],
) -> list[dict[str, Any]]:
    labels: dict[tuple[int, int], str] = {}
    for row in rows:
        for ref in row.pages:
            if isinstance(ref, list) and len(ref) == 2:
                labels[ref[0], ref[1]] = KINDS.get(row.kind, KINDS["other"]).label
    return [
        {
            "id": f"page-{file.pk}-{image.number}",
            "file": file,
            "image": image,
            "kind": labels.get((file.pk, image.number), ""),
            "address": reverse("check-page", args=[file.case_id, image.pk]),
            "advice": image.advice,
            "boxes": sorted(boxes[file.pk, image.number], key=lambda b: b["group"] != "field"),
        }
        for file in files
        for image in file.pages.all()
    ]


def label_of(name: str) -> str:
    """A field's name in French, as the instructor says it."""
    return FIELD_LABELS.get(name, name)


def shown(form: str, value: str) -> str:
    """A normal form as it is written in French; what is not in its form is left as it is."""
    try:
        if form == "date":
            return date_format(date.fromisoformat(value), "d/m/Y")
        if form == "amount":
            return f"{number_format(Decimal(value), 2, force_grouping=True)} €"
        if form == "number":
            return number_format(Decimal(value))
        if form == "iban":
            return " ".join(value[i : i + 4] for i in range(0, len(value), 4))
        if form == "siret":
            return f"{value[:3]} {value[3:6]} {value[6:9]} {value[9:]}"
    except (ValueError, InvalidOperation):
        return value
    if form == "code":
        return str(_CODES.get(value, value))
    return value


_CODES = {
    "registered": gettext_lazy("inscrit"),
    "ended": gettext_lazy("inscription terminée"),
    "active": gettext_lazy("active"),
    "closed": gettext_lazy("fermée"),
}
