"""The documents of the base: finding them, reading one, saying who owns it and until when."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from bastide.library.documents import documents_for, is_stale, restricted, stale_on
from bastide.library.forms import DocumentForm
from bastide.library.index import touch
from bastide.library.ingest import hide
from bastide.library.models import Document, Passage, Source
from bastide.library.search import may_read, reader_of
from bastide.library.views_rows import get_or_post, signed_in
from bastide.tenants import audit
from bastide.tenants.rights import ASK, EDIT_LIBRARY, may, needs

DOCUMENTS_A_PAGE = 50
STATES = {
    "": gettext_lazy("tous"),
    "stale": gettext_lazy("à relire"),
    "withdrawn": gettext_lazy("disparus de la source"),
    "hidden": gettext_lazy("écartés"),
    "restricted": gettext_lazy("réservés à des groupes"),
}


@require_GET
@needs(EDIT_LIBRARY)
def documents(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "").replace("\0", "").strip()[:200]
    state = request.GET.get("state", "")
    origin = request.GET.get("source", "")
    found = documents_for(signed_in(request)).select_related("source", "owner")
    for word in words.split():
        found = found.filter(
            Q(title__icontains=word) | Q(url__icontains=word) | Q(key__icontains=word)
        )
    if origin.isdecimal() and len(origin) < 19:
        found = found.filter(source_id=int(origin))
    today = timezone.localdate()
    match state:
        case "stale":
            found = found.filter(stale_on(today), withdrawn=False, hidden=False)
        case "withdrawn":
            found = found.filter(withdrawn=True)
        case "hidden":
            found = found.filter(hidden=True)
        case "restricted":
            found = found.filter(restricted())
    page = Paginator(found.order_by("title", "pk"), DOCUMENTS_A_PAGE).get_page(
        request.GET.get("page")
    )
    return render(
        request,
        "library/documents.html",
        {
            "page": page,
            "rows": [(row, is_stale(row)) for row in page],
            "words": words,
            "state": state,
            "origin": origin,
            "states": STATES.items(),
            "sources": Source.objects.all(),
            "any": Document.objects.exists(),
        },
    )


@require_GET
@needs(ASK)
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """A document as it answers: its facts and its passages in order, `#p<passage>` each.

    An agent sees what may answer today; an editor also what was withdrawn or put aside.
    """
    member = signed_in(request)
    row = (
        documents_for(member)
        .filter(pk=pk)
        .select_related("source", "owner")
        .prefetch_related("readers", "source__readers")
        .first()
    )
    edits = may(member, EDIT_LIBRARY)
    answers = row is not None and may_read(row, reader_of(member))
    if row is None or not (answers or edits):
        raise Http404
    if row.readers.all() or row.source.readers.all():
        audit.record(member, "document.see", "document", row.title, id=row.pk)
    return render(
        request,
        "library/document.html",
        {
            "document": row,
            "passages": [(p, _table(p)) for p in row.passages.order_by("position")],
            "readers": row.readers.all() or row.source.readers.all(),
            "stale": is_stale(row),
            "answers": answers,
            "edits": edits,
            "link": row.url if row.url.startswith(("https://", "http://")) else "",
        },
    )


def _table(passage: Passage) -> list[list[str]]:
    """The lines and cells of a table passage (see `engine.model.Block`); none for other kinds."""
    if passage.kind != Passage.Kind.TABLE:
        return []
    return [line.split(" | ") for line in passage.text.splitlines()]


@get_or_post
@needs(EDIT_LIBRARY)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    member = signed_in(request)
    row = get_object_or_404(documents_for(member), pk=pk)
    form = DocumentForm(request.POST or None, instance=row, member=member)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            saved = form.save()
            touch([saved.pk])
            audit.record(
                member,
                "document.change",
                "document",
                saved.title,
                id=saved.pk,
                fields=form.changed_data,
            )
        messages.success(request, _("Le document est enregistré."))
        return redirect("document", pk=saved.pk)
    return render(request, "library/document_change.html", {"form": form, "document": row})


@require_POST
@needs(EDIT_LIBRARY)
def put_aside(request: HttpRequest, pk: int) -> HttpResponse:
    """The document stops answering, or answers again; the source is not touched."""
    row = get_object_or_404(
        documents_for(signed_in(request)).exclude(source__kind=Source.Kind.CARDS), pk=pk
    )
    hidden = request.POST.get("hidden") == "1"
    with transaction.atomic():
        hide([row.pk], hidden)
        audit.record(
            request.user,
            "document.hide" if hidden else "document.show",
            "document",
            row.title,
            id=row.pk,
        )
    messages.success(
        request,
        _("Ce document ne répond plus.") if hidden else _("Ce document répond de nouveau."),
    )
    return redirect("document", pk=row.pk)
