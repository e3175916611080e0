"""The directory of official contacts and the competence table."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from bastide.library.forms import CompetenceForm, ContactForm
from bastide.library.models import Competence, Contact
from bastide.library.sheets import COMPETENCE, DIRECTORY
from bastide.library.views_rows import (
    Table,
    change_row,
    export_sheet,
    get_or_post,
    import_sheet,
    remove_row,
)
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
    return import_sheet(request, DIRECTORY, CONTACTS)


@get_or_post
@needs(EDIT_LIBRARY)
def import_competence(request: HttpRequest) -> HttpResponse:
    return import_sheet(request, COMPETENCE, SUBJECTS)


@require_GET
@needs(EDIT_LIBRARY)
def export_directory(request: HttpRequest) -> HttpResponse:
    return export_sheet(request, DIRECTORY, CONTACTS)


@require_GET
@needs(EDIT_LIBRARY)
def export_competence(request: HttpRequest) -> HttpResponse:
    return export_sheet(request, COMPETENCE, SUBJECTS)
