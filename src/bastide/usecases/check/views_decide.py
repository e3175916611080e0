"""What the instructor decides: accept, refuse with a reason, pass to a colleague, open again."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bastide.tenants.models import Member
from bastide.tenants.rights import EXAMINE, needs
from bastide.usecases.check import decisions
from bastide.usecases.check.decisions import DecisionRefused
from bastide.usecases.check.models import Case
from bastide.usecases.check.views_case import case_or_404
from bastide.usecases.check.views_cases import signed_in_member


def _decided(
    request: HttpRequest, case: Case, decide: Callable[[], None], said: str
) -> HttpResponse:
    try:
        decide()
    except DecisionRefused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, said)
    return redirect("check-case", case=case.pk)


def _reason(request: HttpRequest) -> str:
    return request.POST.get("reason", "")[:2000]


@require_POST
@needs(EXAMINE)
def accept(request: HttpRequest, case: int) -> HttpResponse:
    row, member = case_or_404(case), signed_in_member(request)
    return _decided(
        request,
        row,
        lambda: decisions.accept(row, member, _reason(request)),
        _("Le dossier est accepté."),
    )


@require_POST
@needs(EXAMINE)
def refuse(request: HttpRequest, case: int) -> HttpResponse:
    row, member = case_or_404(case), signed_in_member(request)
    return _decided(
        request,
        row,
        lambda: decisions.refuse(row, member, _reason(request)),
        _("Le refus est enregistré à votre nom, avec son motif."),
    )


@require_POST
@needs(EXAMINE)
def reopen(request: HttpRequest, case: int) -> HttpResponse:
    row, member = case_or_404(case), signed_in_member(request)
    return _decided(
        request,
        row,
        lambda: decisions.reopen(row, member, _reason(request)),
        _("Le dossier est de nouveau à instruire."),
    )


@require_POST
@needs(EXAMINE)
def assign(request: HttpRequest, case: int) -> HttpResponse:
    row, member = case_or_404(case), signed_in_member(request)
    number = request.POST.get("to", "")
    to = get_object_or_404(
        Member, pk=int(number) if number.isdecimal() else 0, organisation_id=row.organisation_id
    )
    return _decided(
        request,
        row,
        lambda: decisions.assign(row, member, to, _reason(request)),
        _("Le dossier est confié à %(name)s.") % {"name": to.name},
    )
