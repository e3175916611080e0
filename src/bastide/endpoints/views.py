"""The administrator's page of models: endpoints, a button that tries one, roles, budgets."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from bastide.endpoints.budgets import MILLION, this_month
from bastide.endpoints.embedding import order_vectors
from bastide.endpoints.forms import BudgetForm, EndpointForm, RolesForm
from bastide.endpoints.models import Assignment, Budget, Endpoint, Role, Spent
from bastide.endpoints.probing import PAGE_STEP_S, PAGE_WHOLE_S, lines, told_problem, try_endpoint
from bastide.tenants import audit
from bastide.tenants.models import Member
from bastide.tenants.rights import ADMINISTER, needs

get_or_post = require_http_methods(["GET", "HEAD", "POST"])
# People shown with what they spent, those who spent most first.
MOST_PEOPLE = 20


@require_GET
@needs(ADMINISTER)
def models(request: HttpRequest) -> HttpResponse:
    serving: dict[int, list[str]] = {}
    for row in Assignment.objects.order_by("order"):
        serving.setdefault(row.endpoint_id, []).append(f"{Role(row.role).label} ({row.order + 1})")
    shown = [(endpoint, serving.get(endpoint.pk, [])) for endpoint in Endpoint.objects.all()]
    return render(
        request,
        "endpoints/models.html",
        {"shown": shown, "usage": _usage(), "people": _people(), "month": this_month()},
    )


@get_or_post
@needs(ADMINISTER)
def model(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """A new endpoint, or changes to one."""
    row = None if pk is None else get_object_or_404(Endpoint, pk=pk)
    form = EndpointForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            saved = form.save()
            audit.record(
                request.user,
                "model.create" if pk is None else "model.change",
                "model",
                saved.name,
                id=saved.pk,
                fields=form.changed_data,
                address=saved.base_url,
            )
        messages.success(
            request, _("« %(name)s » est enregistré. Essayez-le.") % {"name": saved.name}
        )
        return redirect("model-test", saved.pk)
    return render(request, "endpoints/model.html", {"form": form, "row": row})


@get_or_post
@needs(ADMINISTER)
def test_model(request: HttpRequest, pk: int) -> HttpResponse:
    """The state of an endpoint, and the button that tries it: nothing is called by a visit."""
    row = get_object_or_404(Endpoint, pk=pk)
    context: dict[str, Any] = {"row": row}
    if request.method == "POST":
        found = try_endpoint(row, PAGE_STEP_S, PAGE_WHOLE_S)
        audit.record(request.user, "model.test", "model", row.name, id=row.pk, works=found.works)
        context |= {"found": found, "lines": lines(found), "problem": told_problem(found)}
    return render(request, "endpoints/test.html", context)


@get_or_post
@needs(ADMINISTER)
def remove_model(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks, then removes the endpoint and its places among the roles."""
    row = get_object_or_404(Endpoint, pk=pk)
    if request.method == "POST":
        name = row.name
        with transaction.atomic():
            row.delete()
            audit.record(request.user, "model.delete", "model", name, id=pk)
        messages.success(request, _("« %(name)s » est supprimé.") % {"name": name})
        return redirect("models")
    return render(request, "endpoints/confirm.html", {"row": row})


@get_or_post
@needs(ADMINISTER)
def roles(request: HttpRequest) -> HttpResponse:
    form = RolesForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            form.save()
            order_vectors()
            audit.record(request.user, "model.roles", "model", **assigned())
        messages.success(request, _("Les rôles sont enregistrés."))
        return redirect("models")
    return render(request, "endpoints/roles.html", {"form": form})


@get_or_post
@needs(ADMINISTER)
def budgets(request: HttpRequest) -> HttpResponse:
    titled = [
        (
            whose.label,
            BudgetForm(
                request.POST or None,
                instance=Budget.objects.filter(whose=whose).first() or Budget(whose=whose),
                prefix=whose.value,
            ),
        )
        for whose in Budget.Whose
    ]
    forms = [form for _title, form in titled]
    wrong = [form for form in forms if not form.is_valid()]  # each tells its own errors
    if request.method == "POST" and not wrong:
        with transaction.atomic():
            for form in forms:
                form.save()
            audit.record(request.user, "model.budgets", "budget", **_limits())
        messages.success(request, _("Les budgets sont enregistrés."))
        return redirect("models")
    return render(request, "endpoints/budgets.html", {"forms": titled})


def assigned() -> dict[str, list[str]]:
    """The names of each role's endpoints, in order."""
    found: dict[str, list[str]] = {}
    for row in Assignment.objects.select_related("endpoint").order_by("role", "order"):
        found.setdefault(row.role, []).append(row.endpoint.name)
    return found


def _limits() -> dict[str, dict[str, str]]:
    return {
        row.whose: {name: str(getattr(row, name)) for name in ("tokens", "euros", "wh")}
        for row in Budget.objects.all()
    }


def _usage() -> list[dict[str, Any]]:
    """For the organisation, what is used of each limit this month."""
    row = Spent.objects.filter(month=this_month(), person=0).first() or Spent(person=0)
    limit = Budget.objects.filter(whose=Budget.Whose.ORGANISATION).first() or Budget()
    return [
        _used(_("Jetons"), row.tokens, limit.tokens),
        _used(_("Euros"), row.micro_euros / MILLION, limit.euros),
        _used(_("Énergie (Wh)"), row.micro_wh / MILLION, limit.wh),
    ]


def _used(what: str, used: float, limit: Any) -> dict[str, Any]:
    share = None if limit is None else (round(100 * used / float(limit)) if limit else 100)
    return {
        "what": what,
        "used": used,
        "limit": limit,
        "share": share,
        "near": share is not None and share >= 80,
    }


def _people() -> list[dict[str, Any]]:
    spent = Spent.objects.filter(month=this_month(), person__gt=0).order_by("-tokens")
    rows = list(spent[:MOST_PEOPLE])
    if not rows:
        return []
    names = dict(
        Member.objects.filter(
            organisation_id=rows[0].organisation_id, pk__in=[row.person for row in rows]
        ).values_list("pk", "name")
    )
    return [
        {
            "name": names.get(row.person, _("compte supprimé")),
            "tokens": row.tokens,
            "euros": row.micro_euros / MILLION,
            "wh": row.micro_wh / MILLION,
        }
        for row in rows
    ]
