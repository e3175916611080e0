"""Texts handed over, their progress, the texts with the words that show their mood, the alerts."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bastide.tenants import audit
from bastide.tenants.rights import ASK, needs
from bastide.usecases.listen.forms import FileForm, PasteForm
from bastide.usecases.listen.keeping import Refused, paste, take_file
from bastide.usecases.listen.models import Batch, Note
from bastide.usecases.listen.page import kinds, segments
from bastide.usecases.listen.purge import purge, rules

NOTES_A_PAGE = 30
BATCHES = 20
ALERTS = 20
FILTERS = (
    ("", gettext_lazy("Tous")),
    ("distress", gettext_lazy("Détresse")),
    ("anger", gettext_lazy("Colère")),
    ("negative", gettext_lazy("Négatifs")),
    ("positive", gettext_lazy("Positifs")),
    ("said", gettext_lazy("Corrigés")),
)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(ASK)
def home(request: HttpRequest) -> HttpResponse:
    """Alerts first, then what was handed over, then the form to hand over more."""
    purge("listen")
    form = PasteForm(request.POST or None)
    file_form = FileForm(None)
    if request.method == "POST":
        if request.FILES or "import" in request.POST:
            form = PasteForm()
            file_form = FileForm(request.POST, request.FILES)
            if file_form.is_valid():
                try:
                    return _taken(request, take_file(file_form.cleaned_data["file"]))
                except Refused as error:
                    file_form.add_error("file", str(error))
        elif form.is_valid():
            try:
                return _taken(request, paste(**form.cleaned_data))
            except Refused as error:
                form.add_error("text", str(error))
    alerts = Note.objects.filter(distress=True, seen_to=None).order_by("-day", "-id")
    batches = list(Batch.objects.all()[:BATCHES])
    context: dict[str, Any] = {
        "form": form,
        "file_form": file_form,
        "alerts": [(note, segments(note)) for note in alerts[:ALERTS]],
        "more_alerts": max(0, alerts.count() - ALERTS),
        "rules": rules(),
        "batches": batches,
        "reading": any(batch.state == Batch.State.WAITING for batch in batches),
    }
    return render(request, "listen/home.html", context)


def _taken(request: HttpRequest, batch: Batch) -> HttpResponse:
    audit.record(request.user, "listen.import", "batch", batch.pk, texts=batch.total)
    if batch.left_out:
        messages.info(
            request, _("%(count)d lignes sans texte lisible laissées.") % {"count": batch.left_out}
        )
    return redirect("listen-batch", batch=batch.pk)


@require_GET
@needs(ASK)
def batch_page(request: HttpRequest, batch: int) -> HttpResponse:
    """The texts of a batch, the words that show their mood, and what an agent may correct."""
    purge("listen")
    row = get_object_or_404(Batch, pk=batch)
    chosen = request.GET.get("vue", "")
    page = Paginator(_filtered(row.notes.all(), chosen), NOTES_A_PAGE).get_page(
        request.GET.get("page")
    )
    audit.record(request.user, "listen.see", "batch", row.pk)
    context: dict[str, Any] = {
        "batch": row,
        "page": page,
        "notes": [(note, segments(note)) for note in page],
        "filters": FILTERS,
        "chosen": chosen,
        "kinds": kinds(),
        "polarities": Note.Polarity.choices,
        "rules": rules(),
    }
    return render(request, "listen/batch.html", context)


@require_GET
@needs(ASK)
def progress(request: HttpRequest, batch: int) -> HttpResponse:
    """How far a batch is; when it is done, the page is asked for anew."""
    row = get_object_or_404(Batch, pk=batch)
    answer = render(request, "listen/_progress.html", {"batch": row})
    if row.state != Batch.State.WAITING:
        answer.headers["HX-Refresh"] = "true"
    return answer


@require_POST
@needs(ASK)
def correct(request: HttpRequest, note: int) -> HttpResponse:
    """An agent's word on a text's polarity; empty: the machine's stands again."""
    row = get_object_or_404(Note, pk=note)
    said = request.POST.get("said", "")
    if said not in ("", *Note.Polarity.values):
        messages.error(request, _("Choisissez positive, neutre ou négative."))
        return _back(request, row)
    row.said = said
    row.said_at = timezone.now() if said else None
    row.save(update_fields=["said", "said_at"])
    return _back(request, row)


@require_POST
@needs(ASK)
def see_to(request: HttpRequest, note: int) -> HttpResponse:
    """An alert dealt with, or opened again."""
    row = get_object_or_404(Note, pk=note, distress=True)
    opened = request.POST.get("open") == "1"
    row.seen_to = None if opened else timezone.now()
    row.save(update_fields=["seen_to"])
    audit.record(request.user, "listen.open" if opened else "listen.seen", "note", row.pk)
    return _back(request, row)


@require_POST
@needs(ASK)
def erase(request: HttpRequest, batch: int) -> HttpResponse:
    """A batch and its texts erased before their time."""
    row = get_object_or_404(Batch, pk=batch)
    audit.record(request.user, "listen.erase", "batch", row.pk, texts=row.total)
    row.delete()
    messages.success(request, _("Textes effacés."))
    return redirect("listen")


def _back(request: HttpRequest, note: Note) -> HttpResponse:
    asked = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(asked, {request.get_host()}):
        return redirect(f"{asked}#note-{note.pk}")
    return redirect(f"{reverse('listen-batch', args=[note.batch_id])}#note-{note.pk}")


def _filtered(notes: QuerySet[Note], chosen: str) -> QuerySet[Note]:
    if chosen in ("distress", "anger"):
        return notes.filter(**{chosen: True})
    if chosen in ("negative", "positive"):
        return notes.filter(said=chosen) | notes.filter(said="", polarity=chosen)
    return notes.exclude(said="") if chosen == "said" else notes
