"""What is known of a case, as JSON's data: readings, findings, corrections, decisions, trail.

The NIR is masked where the scheme does not need it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

from django.utils import timezone

from bastide.engine.pieces.model import FileRead, Finding, Piece
from bastide.engine.pieces.procedure import Procedure
from bastide.usecases.check.applicant import receipt
from bastide.usecases.check.examinations import findings_of, pieces_of
from bastide.usecases.check.masking import mask, shown_value
from bastide.usecases.check.models import Case, Correction, DepositedFile, Event
from bastide.usecases.check.procedures import procedures
from bastide.usecases.check.readings import files_read
from bastide.usecases.check.told import box_as_data

# Windows refuses a path of more than 260 characters: names are cut well before.
LONGEST_NAME = 80
_ODD = re.compile(r"[^A-Za-z0-9._-]+")


def scheme_of(case: Case) -> Procedure:
    """The scheme of the case; one without rules, under the same name, when it is gone."""
    known = procedures().get(case.procedure)
    if known is not None:
        return known
    return Procedure(
        name=case.procedure,
        title=case.procedure,
        version=case.version,
        valid_from=case.deposited,
        valid_to=None,
        source="",
        territory=(),
        documents=(),
        rules=(),
        retention=0,
    )


def data_of(case: Case) -> dict[str, Any]:
    """What was read, found, corrected and decided. Boxes: shares of the page, left, top, right,
    bottom; times: ISO 8601."""
    needed = scheme_of(case).needs_nir
    _rows, files = files_read(case)
    return {
        "reference": case.reference,
        "person": {
            "surname": case.surname,
            "usage_name": case.usage_name,
            "given_names": case.given_names,
            "birth_date": case.birth_date.isoformat() if case.birth_date else None,
        },
        "procedure": case.procedure,
        "version": case.version,
        "deposited": case.deposited.isoformat(),
        "outcome": case.outcome,
        "state": case.state,
        "decision": decision_of(case),
        "test_authority": case.test_trusted,
        "files": [_file(row, name) for row, name in safe_names(case)],
        "documents": [_document(piece, files, needed) for piece in pieces_of(case)],
        "readings": [_reading(file, needed) for file in files],
        "findings": [_finding(finding, files, needed) for finding in findings_of(case)],
        "corrections": [_correction(c, needed) for c in case.corrections.select_related("by")],
        "trail": [
            {"at": _time(e.at), "who": e.who, "what": e.what, "reason": _told(e.reason, needed)}
            for e in case.events.all()
        ],
    }


def _file(row: DepositedFile, name: str) -> dict[str, Any]:
    return {
        "name": row.name,
        "kept_as": name,
        "sha256": row.sha256,
        "size": row.size,
        "state": row.state,
        "reason": row.reason,
        "deposited_at": _time(row.created),
        "by_applicant": row.by_applicant,
        "receipt": receipt(row),
    }


def _document(piece: Piece, files: Sequence[FileRead], needed: bool) -> dict[str, Any]:
    return {
        "type": piece.kind,
        "confidence": piece.confidence,
        "pages": [{"file": files[ref.file].name, "page": ref.page} for ref in piece.pages],
        "fields": {
            name: {
                "value": shown_value(piece.kind, name, field.value, needed=needed),
                "page": field.page.page,
                "box": box_as_data(field.box) or None,
                "confidence": field.confidence,
                "origin": field.origin,
                "proved": field.proved,
            }
            for name, field in piece.fields.items()
        },
    }


def _reading(file: FileRead, needed: bool) -> dict[str, Any]:
    return {
        "file": file.name,
        "pages": [
            {
                "page": page.number,
                "reader": page.reader,
                "readable": page.quality.readable,
                "advice": page.quality.advice,
                "text": _told(" ".join(word.text for word in page.words), needed),
            }
            for page in file.pages
        ],
    }


def _finding(finding: Finding, files: Sequence[FileRead], needed: bool) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "outcome": finding.outcome,
        "level": finding.level,
        "message": _told(finding.message, needed),
        "applicant": _told(finding.applicant, needed),
        "source": finding.source,
        "documents": list(finding.pieces),
        "file": files[finding.page.file].name if finding.page else None,
        "page": finding.page.page if finding.page else None,
        "box": box_as_data(finding.box) or None,
    }


def _correction(made: Correction, needed: bool) -> dict[str, Any]:
    return {
        "at": _time(made.at),
        "by": str(made.by or ""),
        "what": made.what,
        "type": made.kind,
        "field": made.name,
        "before": shown_value(made.kind, made.name, made.before, needed=needed),
        "after": shown_value(made.kind, made.name, made.after, needed=needed),
        "undone": _time(made.undone) if made.undone else None,
    }


def _told(text: str, needed: bool) -> str:
    return text if needed else mask(text)


def _time(at: datetime) -> str:
    return timezone.localtime(at).isoformat(timespec="seconds")


def decision_of(case: Case) -> str:
    """What a person decided, when and who; empty while nobody has."""
    if case.decided is None:
        return ""
    day = timezone.localtime(case.decided).strftime("%d/%m/%Y")
    # A member who is gone leaves her name in the trail.
    taken = case.events.filter(what__in=(Event.What.ACCEPTED, Event.What.REFUSED)).last()
    who = str(case.decided_by) if case.decided_by else (taken.who if taken else "")
    return f"{case.get_state_display()}, le {day}, par {who}"


def safe_name(name: str, number: int) -> str:
    """« 03-releve.pdf »: ASCII letters, no folder, no leading dot, never empty."""
    bare = unicodedata.normalize("NFKD", PurePosixPath(name.replace("\\", "/")).name)
    clean = _ODD.sub("-", bare.encode("ascii", "ignore").decode("ascii")).strip("-._")
    stem, dot, suffix = clean.rpartition(".")
    if not dot or not 1 <= len(suffix) <= 5:
        stem, suffix = clean, ""
    stem = stem[:LONGEST_NAME].strip("-._") or "fichier"
    return f"{number:02d}-{stem}{f'.{suffix}' if suffix else ''}"


def safe_names(case: Case) -> list[tuple[DepositedFile, str]]:
    """The files of the case in their order, each with its name in the ZIP."""
    return [(row, safe_name(row.name, n)) for n, row in enumerate(case.files.all(), 1)]
