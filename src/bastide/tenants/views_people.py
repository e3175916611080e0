"""The administrator's pages: organisation, members, reader groups, audit trail."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bastide.tenants import audit, second_factor
from bastide.tenants.colour import contrast
from bastide.tenants.forms import MemberForm, OrganisationForm, ReaderGroupForm
from bastide.tenants.models import AuditEntry, Member, Organisation, ReaderGroup
from bastide.tenants.rights import ADMINISTER, needs
from bastide.tenants.spreadsheet import safe_cell

ENTRIES_A_PAGE = 50
MOST_EXPORTED = 50_000

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


def _here(request: HttpRequest) -> Organisation:
    member = request.user
    assert isinstance(member, Member)
    return member.organisation


@get_or_post
@needs(ADMINISTER)
def organisation(request: HttpRequest) -> HttpResponse:
    shown = _here(request)
    edited = Organisation.objects.get(pk=shown.pk)
    form = OrganisationForm(request.POST or None, request.FILES or None, instance=edited)
    if request.method == "POST" and form.is_valid():
        former = shown.logo.name
        saved = form.save()
        if former and former != saved.logo.name:
            shown.logo.storage.delete(former)
        audit.record(
            request.user,
            "organisation.change",
            "organisation",
            saved.slug,
            fields=form.changed_data,
        )
        messages.success(request, _("L'organisation est enregistrée."))
        return redirect("organisation")
    ratio = contrast(shown.accent, "#ffffff")
    return render(
        request, "tenants/organisation.html", {"form": form, "shown": shown, "ratio": ratio}
    )


@require_GET
@needs(ADMINISTER)
def members(request: HttpRequest) -> HttpResponse:
    people = _here(request).members.prefetch_related("groups").order_by("-is_active", "name")
    return render(request, "tenants/members.html", {"people": people})


@get_or_post
@needs(ADMINISTER)
def member(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """A new member, or changes to one of the organisation's."""
    person = None if pk is None else get_object_or_404(_here(request).members, pk=pk)
    form = MemberForm(request.POST or None, instance=person)
    if request.method == "POST":
        # Two administrators taking each other's role away at once must not both succeed.
        with transaction.atomic():
            Organisation.objects.select_for_update().get(pk=_here(request).pk)
            if form.is_valid():
                saved = form.save()
                audit.record(
                    request.user,
                    "member.create" if pk is None else "member.change",
                    "member",
                    saved.email,
                    fields=form.changed_data,
                    role=saved.role,
                    active=saved.is_active,
                )
                if saved.pk == request.user.pk:
                    # Her own new password would otherwise end the session she works in.
                    update_session_auth_hash(request, saved)
                messages.success(request, _("%(name)s : enregistré.") % {"name": saved.name})
                return redirect("members")
    return render(
        request,
        "tenants/member.html",
        {
            "form": form,
            "person": person,
            "factor": _has_factor_to_reset(request, person),
        },
    )


def _has_factor_to_reset(request: HttpRequest, person: Member | None) -> bool:
    return bool(person and person.pk != request.user.pk and second_factor.has_factor(person))


@require_POST
@needs(ADMINISTER)
def reset_factor(request: HttpRequest, pk: int) -> HttpResponse:
    """The telephone is lost. One's own is removed from one's account, with the password."""
    person = get_object_or_404(_here(request).members, pk=pk)
    if person.pk == request.user.pk:
        return redirect("account")
    if second_factor.reset(request.user, person):
        messages.success(
            request, _("%(name)s : second facteur réinitialisé.") % {"name": person.name}
        )
    return redirect("member", pk=person.pk)


@get_or_post
@needs(ADMINISTER)
def groups(request: HttpRequest) -> HttpResponse:
    form = ReaderGroupForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        saved = form.save()
        audit.record(request.user, "group.create", "group", saved.slug)
        messages.success(request, _("Le groupe « %(name)s » est créé.") % {"name": saved.name})
        return redirect("groups")
    shown = ReaderGroup.objects.annotate(people=Count("members"))
    return render(request, "tenants/groups.html", {"form": form, "shown": shown})


@get_or_post
@needs(ADMINISTER)
def group(request: HttpRequest, pk: int) -> HttpResponse:
    """Rename a group. A group is not removed: a document reserved to it would open to all."""
    edited = get_object_or_404(ReaderGroup, pk=pk)
    form = ReaderGroupForm(request.POST or None, instance=edited)
    if request.method == "POST" and form.is_valid():
        saved = form.save()
        audit.record(request.user, "group.change", "group", saved.slug, name=saved.name)
        messages.success(request, _("Le groupe est renommé « %(name)s ».") % {"name": saved.name})
        return redirect("groups")
    return render(request, "tenants/group.html", {"form": form, "edited": edited})


@require_GET
@needs(ADMINISTER)
def audit_trail(request: HttpRequest) -> HttpResponse:
    """Who saw or changed what. Reading the trail is itself entered in it."""
    asked = {name: request.GET.get(name, "").strip()[:254] for name in ("actor", "action")}
    days, wrong = _days(request)
    entries = _filtered(asked, days)
    export = request.GET.get("format") == "csv"
    used = sorted(set(AuditEntry.objects.order_by().values_list("action", flat=True).distinct()))
    actions = [(code, audit.label(code)) for code in used]
    audit.record(
        request.user,
        "audit.export" if export else "audit.see",
        "audit",
        **{name: value for name, value in asked.items() if value},
        **{name: day.isoformat() for name, day in days.items()},
    )
    if export:
        return _as_csv(entries)
    page = Paginator(entries, ENTRIES_A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "tenants/audit.html",
        {
            "page": page,
            "rows": [(entry, audit.label(entry.action)) for entry in page],
            "actions": actions,
            "asked": {
                **asked,
                "since": request.GET.get("since"),
                "until": request.GET.get("until"),
            },
            "wrong": wrong,
        },
    )


def _days(request: HttpRequest) -> tuple[dict[str, date], str]:
    days: dict[str, date] = {}
    wrong = ""
    for name in ("since", "until"):
        text = request.GET.get(name, "").strip()
        try:
            day = parse_date(text) if text else None
        except ValueError:
            day = None
        if day:
            days[name] = day
        elif text:
            wrong = _("Une date s'écrit AAAA-MM-JJ, par exemple 2026-09-30.")
    return days, wrong


def _filtered(asked: dict[str, str], days: dict[str, date]) -> QuerySet[AuditEntry]:
    entries: QuerySet[Any] = AuditEntry.objects.all()
    if asked["actor"]:
        entries = entries.filter(actor__icontains=asked["actor"])
    if asked["action"]:
        entries = entries.filter(action=asked["action"])
    if "since" in days:
        entries = entries.filter(at__gte=_midnight(days["since"]))
    if "until" in days and days["until"] < date.max:
        entries = entries.filter(at__lt=_midnight(days["until"] + timedelta(days=1)))
    return entries


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _as_csv(entries: QuerySet[AuditEntry]) -> HttpResponse:
    """For a spreadsheet set to French: semicolons, and a byte-order mark for the accents."""
    sheet = io.StringIO()
    writer = csv.writer(sheet, delimiter=";")
    writer.writerow(["date", "auteur", "action", "genre", "objet", "détail"])
    for entry in entries[:MOST_EXPORTED]:
        cells = [
            timezone.localtime(entry.at).strftime("%Y-%m-%d %H:%M:%S"),
            entry.actor,
            entry.action,
            entry.kind,
            entry.target,
            entry.detail or "",
        ]
        writer.writerow([safe_cell(cell) for cell in cells])
    return HttpResponse(
        "\ufeff" + sheet.getvalue(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="audit.csv"'},
    )
