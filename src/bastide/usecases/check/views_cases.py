"""The list of cases, and opening one."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from bastide.tenants import audit
from bastide.tenants.models import Member
from bastide.tenants.rights import EXAMINE, needs
from bastide.usecases.check.forms import CaseForm
from bastide.usecases.check.keeping import cases, open_case
from bastide.usecases.check.models import Case
from bastide.usecases.check.procedures import procedures

CASES_A_PAGE = 50
FILTERS = (
    ("", _("En cours")),
    ("mine", _("Les miens")),
    ("to_be_seen", _("À voir")),
    ("incomplete", _("Incomplets")),
    ("complete", _("Complets")),
    ("decided", _("Décidés")),
)
_DECIDED = (Case.State.ACCEPTED, Case.State.REFUSED)


def signed_in_member(request: HttpRequest) -> Member:
    assert isinstance(request.user, Member)
    return request.user


@require_GET
@needs(EXAMINE)
def case_list(request: HttpRequest) -> HttpResponse:
    """The cases, newest first, with their state, what the rules say and their age."""
    chosen = request.GET.get("vue", "")
    text = " ".join(request.GET.get("q", "").split())[:100]
    found = _filtered(cases(), chosen, text, signed_in_member(request))
    page = Paginator(found, CASES_A_PAGE).get_page(request.GET.get("page"))
    known = procedures()
    shown: list[Any] = list(page)  # with the counts that `cases` adds
    context: dict[str, Any] = {
        "page": page,
        "rows": [
            (
                case,
                known[case.procedure].title if case.procedure in known else case.procedure,
                case.deposits - case.unread,
                _age(case.deposited),
            )
            for case in shown
        ],
        "reading": any(case.unread for case in shown),
        "filters": FILTERS,
        "chosen": chosen,
        "text": text,
        "any": bool(page.object_list) or Case.objects.exists(),
        "test_authority": settings.TRUST_TEST_AUTHORITY,
    }
    return render(request, "check/cases.html", context)


def _age(deposited: date) -> str:
    """« 3 jours »: in the largest unit alone; empty on the day itself."""
    today = timezone.localdate()
    return timesince(deposited, today, depth=1) if deposited < today else ""


def _filtered(found: QuerySet[Case], chosen: str, text: str, member: Member) -> QuerySet[Case]:
    if chosen == "decided":
        found = found.filter(state__in=_DECIDED)
    else:
        found = found.exclude(state__in=_DECIDED)
    if chosen == "mine":
        found = found.filter(assignee=member)
    elif chosen in Case.Outcome.values:
        found = found.filter(outcome=chosen)
    for word in text.split():
        found = found.filter(
            Q(reference__icontains=word)
            | Q(surname__icontains=word)
            | Q(usage_name__icontains=word)
            | Q(given_names__icontains=word)
        )
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@needs(EXAMINE)
def new_case(request: HttpRequest) -> HttpResponse:
    form = CaseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        case = open_case(form.save(commit=False), signed_in_member(request))
        audit.record(request.user, "check.create", "case", case.reference)
        return redirect("check-case", case=case.pk)
    context = {"form": form, "test_authority": settings.TRUST_TEST_AUTHORITY}
    return render(request, "check/new.html", context)
