"""Registering a database, describing what it holds, writing and reviewing queries."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bastide.library.views_rows import get_or_post, signed_in
from bastide.providers.databases.target import DatabaseError
from bastide.records.catalogue import refresh
from bastide.records.forms import ColumnForm, ConnectionForm, QueryForm, TableForm
from bastide.records.models import Connection, FreeQuestion, NamedQuery, Table
from bastide.records.queries import judged, review
from bastide.records.targets import check, told
from bastide.tenants import audit
from bastide.tenants.rights import ADMINISTER, EDIT_LIBRARY, needs


@get_or_post
@needs(ADMINISTER)
def connection(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Registers or changes a database: its account is tried at once."""
    existing = None if pk is None else get_object_or_404(Connection, pk=pk)
    form = ConnectionForm(request.POST or None, instance=existing)
    if request.method == "POST" and form.is_valid():
        saved: Connection = form.save(commit=False)
        saved.usable = False
        saved.save()
        audit.record(
            request.user,
            "connection.create" if pk is None else "connection.change",
            "connection",
            saved.name,
            id=saved.pk,
            fields=[name for name in form.changed_data if name != "secret"],
        )
        return _checked(request, saved)
    return render(
        request,
        "records/connection.html",
        {
            "form": form,
            "connection": existing,
            "report": told(existing.report) if existing else {},
        },
    )


@require_POST
@needs(ADMINISTER)
def check_again(request: HttpRequest, pk: int) -> HttpResponse:
    return _checked(request, get_object_or_404(Connection, pk=pk))


def _checked(request: HttpRequest, row: Connection) -> HttpResponse:
    report = check(row)
    audit.record(request.user, "connection.check", "connection", row.name, usable=report.usable)
    if report.usable:
        try:
            count = refresh(row)
            messages.success(
                request,
                _("Ce compte ne peut que lire : la base est ouverte. %(count)d tables au "
                  "catalogue, à ouvrir une à une.") % {"count": count},
            )  # fmt: skip
        except DatabaseError as error:
            messages.error(request, str(error))
    else:
        messages.error(request, report.problem or _("Ce compte est refusé."))
    return redirect("record-connection", pk=row.pk)


@get_or_post
@needs(ADMINISTER)
def remove_connection(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Connection, pk=pk)
    if request.method == "POST":
        with transaction.atomic():
            audit.record(request.user, "connection.delete", "connection", row.name, id=pk)
            row.delete()
        messages.success(request, _("La base est retirée, avec ses requêtes nommées."))
        return redirect("records")
    return render(request, "records/remove.html", {"name": row.name, "back": "records"})


@get_or_post
@needs(EDIT_LIBRARY)
def catalogue(request: HttpRequest, pk: int) -> HttpResponse:
    """The tables and columns of a database: what they are, and who may see them."""
    row = get_object_or_404(Connection, pk=pk)
    tables = list(Table.objects.filter(connection=row, missing=False).prefetch_related("columns"))
    wanted = request.POST.get("table", "") if request.method == "POST" else ""
    chosen = next((t for t in tables if str(t.pk) == wanted), None)
    shown, saved = [], False
    for table in tables:
        data = request.POST if table is chosen else None
        form = TableForm(data, instance=table, prefix=f"t{table.pk}")
        columns = [ColumnForm(data, instance=c, prefix=f"c{c.pk}") for c in table.columns.all()]
        if data is not None and form.is_valid() and all(c.is_valid() for c in columns):
            with transaction.atomic():
                form.save()
                for column in columns:
                    column.save()
                audit.record(request.user, "catalogue.change", "table", table.name, id=table.pk)
            saved = True
        shown.append({"table": table, "form": form, "columns": columns})
    if saved:
        messages.success(request, _("Le catalogue est enregistré."))
        return redirect("record-catalogue", pk=pk)
    return render(request, "records/catalogue.html", {"connection": row, "tables": shown})


@get_or_post
@needs(EDIT_LIBRARY)
def edit(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Writes a named query. `?libre=…` starts from a free question."""
    existing = None if pk is None else get_object_or_404(NamedQuery, pk=pk)
    number = request.GET.get("libre", "") or request.POST.get("libre", "")
    free = FreeQuestion.objects.filter(pk=int(number[:18])).first() if number.isdecimal() else None
    initial: dict[str, Any] = {}
    if existing is None and free is not None:
        initial = {"connection": free.connection_id, "title": free.text[:200], "sql": free.sql,
                   "examples": free.text}  # fmt: skip
    form = QueryForm(request.POST or None, instance=existing, initial=initial)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            saved = form.save()
            audit.record(
                request.user,
                "query.create" if pk is None else "query.change",
                "query",
                saved.title,
                id=saved.pk,
                fields=form.changed_data,
            )
            if free is not None:
                free.named = saved
                free.save()
        messages.success(request, _("Enregistrée. Essayez-la, puis relisez-la pour l'ouvrir."))
        return redirect("record-query", pk=saved.pk)
    verdict = judged(existing, signed_in(request).role) if existing else None
    return render(
        request,
        "records/edit.html",
        {"form": form, "query": existing, "verdict": verdict, "free": free},
    )


@require_POST
@needs(EDIT_LIBRARY)
def reviewed(request: HttpRequest, pk: int) -> HttpResponse:
    """« I have read it »: the query answers from now on, under the reviewer's name."""
    row = get_object_or_404(NamedQuery.objects.select_related("connection"), pk=pk)
    problem = review(row, signed_in(request))
    if problem:
        messages.error(request, problem)
    else:
        audit.record(request.user, "query.review", "query", row.title, id=pk)
        messages.success(request, _("La requête est relue : elle répond dès maintenant."))
    return redirect("record-query", pk=pk)


@get_or_post
@needs(EDIT_LIBRARY)
def remove_query(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(NamedQuery, pk=pk)
    if request.method == "POST":
        with transaction.atomic():
            audit.record(request.user, "query.delete", "query", row.title, id=pk, sql=row.sql)
            row.delete()
        messages.success(request, _("La requête nommée est supprimée."))
        return redirect("records")
    return render(request, "records/remove.html", {"name": row.title, "back": "records"})
