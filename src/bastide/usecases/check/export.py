"""A case as a ZIP: the files as deposited, the report, and what was read, found and decided.

1. `report_of` makes the PDF from what is kept; a scheme that is gone leaves its name.
2. `data_of` tells readings, findings, corrections and the trail as JSON.
3. `write_zip` puts them together with the originals, under names that no unpacker misreads.

The NIR is masked in the report and the JSON where the scheme does not need it; the originals are
as the applicant sent them.
"""

from __future__ import annotations

import json
import re
import unicodedata
import zipfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import PurePosixPath
from typing import IO, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from bastide.engine.pieces.model import FileOutcome, FileRead, Verdict
from bastide.engine.pieces.procedure import Procedure
from bastide.usecases.check import storage
from bastide.usecases.check.applicant import receipt
from bastide.usecases.check.flow import Unread
from bastide.usecases.check.keeping import files_read, findings_of, pieces_of
from bastide.usecases.check.masking import mask, shown_value
from bastide.usecases.check.models import Case, DepositedFile, Event
from bastide.usecases.check.procedures import procedures
from bastide.usecases.check.report import Done, ReportFacts, pdf_report
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


def report_of(case: Case) -> bytes:
    """The PDF report of the case as it stands."""
    procedure = scheme_of(case)
    rows, files = files_read(case)
    outcome: FileOutcome = case.outcome or "to_be_seen"  # type: ignore[assignment]
    failed = case.files.filter(state=DepositedFile.State.FAILED)
    facts = ReportFacts(
        deposited=case.deposited,
        made=timezone.localdate(),
        reference=case.reference,
        person=case.person,
        organisation=case.organisation.name,
        decision=_decision(case),
        test_authority=case.test_trusted,
    )
    return pdf_report(
        facts,
        procedure,
        files,
        [_images(row, file) for row, file in zip(rows, files, strict=True)],
        pieces_of(case),
        Verdict(procedure.name, case.version, outcome, tuple(findings_of(case))),
        unread=[Unread(row.name, row.reason) for row in failed],
        trail=[
            Done(timezone.localtime(e.at), e.who, e.get_what_display(), e.reason)
            for e in case.events.all()
        ],
    )


def _decision(case: Case) -> str:
    if case.decided is None:
        return ""
    day = timezone.localtime(case.decided).strftime("%d/%m/%Y")
    # A member who is gone leaves her name in the trail.
    taken = case.events.filter(what__in=(Event.What.ACCEPTED, Event.What.REFUSED)).last()
    who = str(case.decided_by) if case.decided_by else (taken.who if taken else "")
    return f"{case.get_state_display()}, le {day}, par {who}"


def _images(row: DepositedFile, file: FileRead) -> Sequence[bytes]:
    paths = {image.number: image.path for image in row.pages.all()}
    return [_bytes(paths.get(page.number, "")) for page in file.pages]


def _bytes(relative: str) -> bytes:
    try:
        return storage.absolute(relative).read_bytes() if relative else b""
    except OSError:
        return b""


def data_of(case: Case) -> dict[str, Any]:
    """What was read, found, corrected and decided. Boxes: shares of the page, left, top, right,
    bottom; times: ISO 8601."""
    needed = scheme_of(case).needs_nir

    def told(text: str) -> str:
        return text if needed else mask(text)

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
        "decision": _decision(case),
        "test_authority": case.test_trusted,
        "files": [
            {
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
            for row, name in safe_names(case)
        ],
        "documents": [
            {
                "type": piece.kind,
                "confidence": piece.confidence,
                "pages": [{"file": files[r.file].name, "page": r.page} for r in piece.pages],
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
            for piece in pieces_of(case)
        ],
        "readings": [
            {
                "file": file.name,
                "pages": [
                    {
                        "page": page.number,
                        "reader": page.reader,
                        "readable": page.quality.readable,
                        "advice": page.quality.advice,
                        "text": told(" ".join(word.text for word in page.words)),
                    }
                    for page in file.pages
                ],
            }
            for file in files
        ],
        "findings": [
            {
                "rule": f.rule,
                "outcome": f.outcome,
                "level": f.level,
                "message": told(f.message),
                "applicant": told(f.applicant),
                "source": f.source,
                "documents": list(f.pieces),
                "file": files[f.page.file].name if f.page else None,
                "page": f.page.page if f.page else None,
                "box": box_as_data(f.box) or None,
            }
            for f in findings_of(case)
        ],
        "corrections": [
            {
                "at": _time(c.at),
                "by": str(c.by or ""),
                "what": c.what,
                "type": c.kind,
                "field": c.name,
                "before": shown_value(c.kind, c.name, c.before, needed=needed),
                "after": shown_value(c.kind, c.name, c.after, needed=needed),
                "undone": _time(c.undone) if c.undone else None,
            }
            for c in case.corrections.select_related("by")
        ],
        "trail": [
            {"at": _time(e.at), "who": e.who, "what": e.what, "reason": told(e.reason)}
            for e in case.events.all()
        ],
    }


def _time(at: datetime) -> str:
    return timezone.localtime(at).isoformat(timespec="seconds")


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


def write_zip(case: Case, out: IO[bytes]) -> list[str]:
    """Writes the ZIP; returns the names of files that are no longer on the disk (told in it)."""
    lacking = []
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("rapport.pdf", report_of(case))
        data = json.dumps(data_of(case), ensure_ascii=False, indent=2, default=str)
        archive.writestr("dossier.json", data.encode("utf-8", "replace"))
        for row, name in safe_names(case):
            try:
                archive.write(storage.absolute(row.path), f"pieces/{name}")
            except OSError:
                lacking.append(row.name)
        if lacking:
            head = _("Ces fichiers ne sont plus sur le disque :")
            archive.writestr("fichiers-absents.txt", "\n".join([head, *lacking, ""]))
    return lacking
