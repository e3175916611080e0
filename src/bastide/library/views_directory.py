"""The directory of official contacts and the competence table."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from bastide.library.forms import CompetenceForm, ContactForm, SheetForm
from bastide.library.models import Competence, Contact
from bastide.library.sheets import COMPETENCE, DIRECTORY, Sheet, SheetError, read, written
from bastide.library.views_rows import Table, change_row, get_or_post, remove_row
from bastide.tenants import audit
from bastide.tenants.rights import EDIT_LIBRARY, needs

CONTACTS = Table(
    Contact,
    ContactForm,
    "directory",
    "contact",
    gettext_lazy("Nouveau contact"),
    gettext_lazy("Supprimer le contact"),
    "contact-delete",
)
SUBJECTS = Table(
    Competence,
    CompetenceForm,
    "competence",
    "competence",
    gettext_lazy("Nouveau sujet"),
    gettext_lazy("Supprimer le sujet"),
    "subject-delete",
)


def _asked(request: HttpRequest) -> str:
    return request.GET.get("q", "").replace("\0", "").strip()[:200]


@require_GET
@needs(EDIT_LIBRARY)
def directory(request: HttpRequest) -> HttpResponse:
    words = _asked(request)
    found = Contact.objects.all()
    for word in words.split():
        found = found.filter(
            Q(service__icontains=word) | Q(subjects__icontains=word) | Q(phone__icontains=word)
        )
    return render(
        request,
        "library/directory.html",
        {
            "contacts": found,
            "words": words,
            "today": timezone.localdate(),
            "any": Contact.objects.exists(),
        },
    )


@get_or_post
@needs(EDIT_LIBRARY)
def contact(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    return change_row(request, CONTACTS, pk)


@get_or_post
@needs(EDIT_LIBRARY)
def remove_contact(request: HttpRequest, pk: int) -> HttpResponse:
    return remove_row(request, CONTACTS, pk)


@require_GET
@needs(EDIT_LIBRARY)
def competence(request: HttpRequest) -> HttpResponse:
    words = _asked(request)
    found = Competence.objects.select_related("contact")
    for word in words.split():
        found = found.filter(
            Q(subject__icontains=word) | Q(phrases__icontains=word) | Q(authority__icontains=word)
        )
    return render(
        request,
        "library/competence.html",
        {"subjects": found, "words": words, "any": Competence.objects.exists()},
    )


@get_or_post
@needs(EDIT_LIBRARY)
def subject(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    return change_row(request, SUBJECTS, pk)


@get_or_post
@needs(EDIT_LIBRARY)
def remove_subject(request: HttpRequest, pk: int) -> HttpResponse:
    return remove_row(request, SUBJECTS, pk)


@get_or_post
@needs(EDIT_LIBRARY)
def import_directory(request: HttpRequest) -> HttpResponse:
    return _import(request, DIRECTORY, CONTACTS)


@get_or_post
@needs(EDIT_LIBRARY)
def import_competence(request: HttpRequest) -> HttpResponse:
    return _import(request, COMPETENCE, SUBJECTS)


@require_GET
@needs(EDIT_LIBRARY)
def export_directory(request: HttpRequest) -> HttpResponse:
    return _export(request, DIRECTORY, CONTACTS)


@require_GET
@needs(EDIT_LIBRARY)
def export_competence(request: HttpRequest) -> HttpResponse:
    return _export(request, COMPETENCE, SUBJECTS)


def _import(request: HttpRequest, sheet: Sheet, table: Table) -> HttpResponse:
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
        },
    )


def _export(request: HttpRequest, sheet: Sheet, table: Table) -> HttpResponse:
    audit.record(request.user, f"{table.kind}.export", table.kind)
    return HttpResponse(
        written(sheet),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{sheet.filename}"'},
    )
