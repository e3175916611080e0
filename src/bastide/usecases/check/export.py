"""A case as a ZIP: the files deposited, the report, and what was read, found and decided.

1. `report_of` makes the PDF from what is kept; a scheme that is gone leaves its name.
2. `export_data.data_of` tells readings, findings, corrections and the trail as JSON.
3. `write_zip` puts them together with the originals, under names that no unpacker misreads.

The NIR is masked where the scheme does not need it: in the report, in the JSON, and in the files.
One that bears it leaves as the images of its pages, the number painted over; the others are as the
applicant sent them.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import IO

from django.utils import timezone
from django.utils.translation import gettext as _

from bastide.engine.pieces.model import FileOutcome, FileRead, Verdict
from bastide.providers.writers.pages import pages_pdf
from bastide.usecases.check import storage
from bastide.usecases.check.examinations import findings_of, pieces_of
from bastide.usecases.check.export_data import data_of, decision_of, safe_names, scheme_of
from bastide.usecases.check.flow import Unread
from bastide.usecases.check.models import Case, DepositedFile, PageImage
from bastide.usecases.check.pictures import nirs, shown_image
from bastide.usecases.check.readings import files_read
from bastide.usecases.check.report import Done, ReportFacts, pdf_report


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
        decision=decision_of(case),
        test_authority=case.test_trusted,
    )
    return pdf_report(
        facts,
        procedure,
        files,
        [
            _images(row, file, nir_needed=procedure.needs_nir)
            for row, file in zip(rows, files, strict=True)
        ],
        pieces_of(case),
        Verdict(procedure.name, case.version, outcome, tuple(findings_of(case))),
        unread=[Unread(row.name, row.reason) for row in failed],
        trail=[
            Done(timezone.localtime(e.at), e.who, e.get_what_display(), e.reason)
            for e in case.events.all()
        ],
    )


def _images(row: DepositedFile, file: FileRead, *, nir_needed: bool) -> Sequence[bytes]:
    kept = {image.number: image for image in row.pages.all()}
    return [_bytes(kept.get(page.number), nir_needed) for page in file.pages]


def _bytes(image: PageImage | None, nir_needed: bool) -> bytes:
    try:
        return shown_image(image, nir_needed=nir_needed) if image else b""
    except OSError:
        return b""


def write_zip(case: Case, out: IO[bytes]) -> list[str]:
    """Writes the ZIP; returns the names of files that are no longer on the disk (told in it)."""
    lacking = []
    nir_needed = scheme_of(case).needs_nir
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("rapport.pdf", report_of(case))
        data = json.dumps(data_of(case), ensure_ascii=False, indent=2, default=str)
        archive.writestr("dossier.json", data.encode("utf-8", "replace"))
        for row, name in safe_names(case):
            try:
                if nir_needed or not (masked := _masked(row)):
                    with storage.local(row.path) as path:
                        archive.write(path, f"pieces/{name}")
                else:
                    archive.writestr(f"pieces/{PurePosixPath(name).stem}-numero-masque.pdf", masked)
            except OSError:
                lacking.append(row.name)
        if lacking:
            head = _("Ces fichiers ne sont plus sur le disque :")
            archive.writestr("fichiers-absents.txt", "\n".join([head, *lacking, ""]))
    return lacking


def _masked(row: DepositedFile) -> bytes:
    """The pages of a file that bears a NIR, with the number painted over; empty for the others."""
    pages = list(row.pages.order_by("number"))
    if not any(nirs(page) for page in pages):
        return b""
    return pages_pdf(shown_image(page, nir_needed=False) for page in pages)
