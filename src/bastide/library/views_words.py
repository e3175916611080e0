"""Acronyms and word families of the organisation."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from bastide.library.forms import WordForm
from bastide.library.models import Word
from bastide.library.views_rows import Table, change_row, get_or_post, remove_row
from bastide.tenants.rights import EDIT_LIBRARY, needs

WORDS = Table(
    Word, WordForm, "words", "word", _("Nouveau mot"), _("Supprimer le mot"), "word-delete"
)


@require_GET
@needs(EDIT_LIBRARY)
def words(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "library/words.html",
        {
            "acronyms": Word.objects.filter(kind=Word.Kind.ACRONYM),
            "families": Word.objects.filter(kind=Word.Kind.FAMILY),
        },
    )


@get_or_post
@needs(EDIT_LIBRARY)
def word(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    return change_row(request, WORDS, pk)


@get_or_post
@needs(EDIT_LIBRARY)
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    return remove_row(request, WORDS, pk)
