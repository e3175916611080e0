"""What was deposited, served through views only: never under its own name, never run by a browser.

A page's image is ours (a JPEG made by the reader); the original is hostile, so it is only ever
downloaded, as bytes without a type.
"""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from bastide.tenants import audit
from bastide.tenants.rights import EXAMINE, needs
from bastide.usecases.check import storage
from bastide.usecases.check.models import DepositedFile, PageImage
from bastide.usecases.check.views_case import case_or_404

# Nothing inside may run or call, even if a browser were made to show it.
_SEALED = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
}


@require_GET
@needs(EXAMINE)
def page_image(request: HttpRequest, case: int, page: int) -> HttpResponseBase:
    row = get_object_or_404(PageImage, pk=page, file__case=case_or_404(case))
    return _served(row.path, "image/jpeg", filename=f"page-{row.pk}.jpg", attached=False)


@require_GET
@needs(EXAMINE)
def original(request: HttpRequest, case: int, file: int) -> HttpResponseBase:
    owner = case_or_404(case)
    row = get_object_or_404(DepositedFile, pk=file, case=owner)
    audit.record(request.user, "check.download", "case", owner.reference, file=row.pk)
    return _served(row.path, "application/octet-stream", filename=row.name, attached=True)


def _served(relative: str, kind: str, *, filename: str, attached: bool) -> FileResponse:
    try:
        opened: Any = storage.absolute(relative).open("rb")
    except OSError as error:
        raise Http404 from error
    answer = FileResponse(opened, as_attachment=attached, filename=filename, content_type=kind)
    for name, value in _SEALED.items():
        answer.headers[name] = value
    return answer
