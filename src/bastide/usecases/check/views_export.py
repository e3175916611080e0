"""A case handed over: the ZIP of everything, or its report alone."""

from __future__ import annotations

import tempfile

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_GET

from bastide.tenants import audit
from bastide.tenants.rights import EXAMINE, needs
from bastide.usecases.check.export import report_of, write_zip
from bastide.usecases.check.export_data import safe_name
from bastide.usecases.check.models import Case, Event
from bastide.usecases.check.trail import tell
from bastide.usecases.check.views_case import case_or_404
from bastide.usecases.check.views_cases import signed_in_member

# Up to this, an export stays in memory; beyond, on the disk.
_IN_MEMORY = 8 * 1024 * 1024


@require_GET
@needs(EXAMINE)
def export(request: HttpRequest, case: int) -> HttpResponseBase:
    """The ZIP of the case; told in its trail and in the audit before it leaves."""
    row = case_or_404(case)
    tell(row, signed_in_member(request), Event.What.EXPORTED)
    audit.record(request.user, "check.export", "case", row.reference)
    made = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 (the answer closes it)
    try:
        write_zip(row, made)
        made.seek(0)
    except BaseException:
        made.close()
        raise
    name = f"{_named(row)}.zip"
    return FileResponse(made, as_attachment=True, filename=name, content_type="application/zip")


@require_GET
@needs(EXAMINE)
def report(request: HttpRequest, case: int) -> HttpResponse:
    """The PDF report alone."""
    row = case_or_404(case)
    audit.record(request.user, "check.report", "case", row.reference)
    disposition = f'attachment; filename="{_named(row)}.pdf"'
    return HttpResponse(
        report_of(row),
        content_type="application/pdf",
        headers={"Content-Disposition": disposition},
    )


def _named(case: Case) -> str:
    return f"dossier-{safe_name(case.reference, case.pk)}"
