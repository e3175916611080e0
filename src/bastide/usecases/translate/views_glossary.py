"""The glossary: the authority's terms, those that are never translated, their sheet."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from bastide.engine.translation.languages import LANGUAGES
from bastide.languages.models import Term
from bastide.library.sheets import Sheet
from bastide.library.views_rows import (
    Table,
    change_row,
    export_sheet,
    get_or_post,
    import_sheet,
    remove_row,
)
from bastide.tenants.rights import EDIT_LIBRARY, needs
from bastide.usecases.translate.forms import TERM_LANGUAGES, TermForm
from bastide.usecases.translate.page import told

TERMS = Table(
    Term,
    TermForm,
    "glossary",
    "term",
    _("Nouveau terme"),
    _("Supprimer le terme"),
    "term-delete",
    "translate/_nav.html",
)


def _cell(row: Term, field: str) -> str:
    if field == "kept":
        return "oui" if row.kept else "non"
    return str(row.translations.get(field, "") if field in LANGUAGES else getattr(row, field))


GLOSSARY = Sheet(
    Term,
    TermForm,
    "glossaire.csv",
    "term",
    {"terme": "term", "ne jamais traduire": "kept", "précision": "note"}
    | {LANGUAGES[code]: code for code in TERM_LANGUAGES},
    _cell,
)


@require_GET
@needs(EDIT_LIBRARY)
def glossary(request: HttpRequest) -> HttpResponse:
    """The terms, with the languages that have translations."""
    words = request.GET.get("q", "").replace("\0", "").strip()[:200]
    found = Term.objects.all()
    for word in words.split()[:8]:
        found = found.filter(Q(term__icontains=word) | Q(translations__icontains=word))
    rows = list(found)
    used = [code for code in TERM_LANGUAGES if any(row.translations.get(code) for row in rows)]
    context: dict[str, Any] = {
        "rows": [(row, [(told(c), row.translations.get(c, "")) for c in used]) for row in rows],
        "languages": [told(code) for code in used],
        "words": words,
        "any": bool(rows) or Term.objects.exists(),
    }
    return render(request, "translate/glossary.html", context)


@get_or_post
@needs(EDIT_LIBRARY)
def term(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    return change_row(request, TERMS, pk)


@get_or_post
@needs(EDIT_LIBRARY)
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    return remove_row(request, TERMS, pk)


@get_or_post
@needs(EDIT_LIBRARY)
def take_up(request: HttpRequest) -> HttpResponse:
    return import_sheet(request, GLOSSARY, TERMS)


@require_GET
@needs(EDIT_LIBRARY)
def give_out(request: HttpRequest) -> HttpResponse:
    return export_sheet(request, GLOSSARY, TERMS)
