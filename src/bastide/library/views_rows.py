"""Adding, changing and removing one row of a table, taking up and giving out its sheet, entering it
in the audit trail: what the directory, the competence table, the words, the glossary share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bastide.library.forms import SheetForm
from bastide.library.sheets import Sheet, SheetError, read, written
from bastide.tenants import audit
from bastide.tenants.forms import ScopedForm
from bastide.tenants.models import Member

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its model and form, the page that lists it, its name in the audit trail, and the
    titles shown (lazy translations). `tabs`: the template of the tabs above its pages."""

    model: Any
    form: type[ScopedForm]
    listing: str
    kind: str
    new: Any
    removal: Any
    removal_address: str
    tabs: str = "library/_nav.html"


def change_row(request: HttpRequest, table: Table, pk: int | None) -> HttpResponse:
    """The form of a new row or of an existing one; back to the list once saved."""
    row = None if pk is None else get_object_or_404(table.model, pk=pk)
    form = table.form(request.POST or None, instance=row, initial=_prefilled(request, table, row))
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            saved = form.save()
            audit.record(
                request.user,
                f"{table.kind}.{'create' if pk is None else 'change'}",
                table.kind,
                saved,
                id=saved.pk,
                fields=form.changed_data,
            )
        messages.success(request, _("« %(name)s » est enregistré.") % {"name": saved})
        return redirect(table.listing)
    title = table.new if row is None else str(table.model.objects.get(pk=pk))
    return render(
        request,
        "library/row.html",
        {"form": form, "row": row, "title": title, "table": table},
        status=200,
    )


def remove_row(request: HttpRequest, table: Table, pk: int) -> HttpResponse:
    """Asks, then removes."""
    row = get_object_or_404(table.model, pk=pk)
    name = str(row)
    if request.method == "POST":
        with transaction.atomic():
            row.delete()
            audit.record(request.user, f"{table.kind}.delete", table.kind, name, id=pk)
        messages.success(request, _("« %(name)s » est supprimé.") % {"name": name})
        return redirect(table.listing)
    return render(
        request,
        "library/confirm.html",
        {"title": table.removal, "name": name, "back": table.listing, "table": table},
    )


def import_sheet(request: HttpRequest, sheet: Sheet, table: Table) -> HttpResponse:
    """Takes up a CSV file: all its lines or none, each wrong line being told."""
    form = SheetForm(request.POST or None, request.FILES or None)
    problems: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            added, changed = read(sheet, form.cleaned_data["sheet"])
        except SheetError as error:
            problems = error.problems
        else:
            audit.record(
                request.user, f"{table.kind}.import", table.kind, added=added, changed=changed
            )
            messages.success(
                request,
                _("Fichier importé : %(added)d ligne(s) ajoutée(s), %(changed)d mise(s) à jour.")
                % {"added": added, "changed": changed},
            )
            return redirect(table.listing)
    return render(
        request,
        "library/import.html",
        {
            "form": form,
            "problems": problems,
            "columns": list(sheet.columns),
            "back": table.listing,
            "table": table,
        },
    )


def export_sheet(request: HttpRequest, sheet: Sheet, table: Table) -> HttpResponse:
    """All the rows of a table, as a CSV file."""
    audit.record(request.user, f"{table.kind}.export", table.kind)
    return HttpResponse(
        written(sheet),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{sheet.filename}"'},
    )


def signed_in(request: HttpRequest) -> Member:
    member = request.user
    assert isinstance(member, Member)
    return member


def _prefilled(request: HttpRequest, table: Table, row: Any) -> dict[str, str]:
    """Values given in the address, for a new row (« ajouter ce sigle »)."""
    if row is not None:
        return {}
    fields = set(table.form.base_fields)
    return {name: str(value)[:500] for name, value in request.GET.items() if name in fields}
