"""What was deposited, served through views only: never under its own name, never run by a browser.

A page's image is ours (a JPEG made by the reader, the NIR painted over unless needed); the
original is hostile, so it is only ever downloaded, as bytes without a type.
"""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from bastide.tenants import audit
from bastide.tenants.rights import EXAMINE, needs
from bastide.usecases.check import storage
from bastide.usecases.check.models import DepositedFile, PageImage
from bastide.usecases.check.pictures import shown_image
from bastide.usecases.check.procedures import procedures
from bastide.usecases.check.views_case import case_or_404

# Nothing inside may run or call, even if a browser were made to show it.
_SEALED = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
}


@require_GET
@needs(EXAMINE)
def page_image(request: HttpRequest, case: int, page: int) -> HttpResponseBase:
    owner = case_or_404(case)
    row = get_object_or_404(PageImage, pk=page, file__case=owner)
    procedure = procedures().get(owner.procedure)
    try:
        data = shown_image(row, nir_needed=procedure is not None and procedure.needs_nir)
    except OSError as error:
        raise Http404 from error
    return _sealed(HttpResponse(data, content_type="image/jpeg"))


@require_GET
@needs(EXAMINE)
def original(request: HttpRequest, case: int, file: int) -> HttpResponseBase:
    owner = case_or_404(case)
    row = get_object_or_404(DepositedFile, pk=file, case=owner)
    audit.record(request.user, "check.download", "case", owner.reference, file=row.pk)
    try:
        opened: Any = storage.opened(row.path)
    except OSError as error:
        raise Http404 from error
    kind = "application/octet-stream"
    return _sealed(FileResponse(opened, as_attachment=True, filename=row.name, content_type=kind))


def _sealed(answer: HttpResponseBase) -> HttpResponseBase:
    for name, value in _SEALED.items():
        answer.headers[name] = value
    return answer
