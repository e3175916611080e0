"""The translation memory: what is remembered, forgotten, taken up and given out; and the rules."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bastide import __version__
from bastide.languages import memory
from bastide.languages.models import Remembered
from bastide.providers.translation.tmx import TmxError, write_tmx
from bastide.tenants import audit
from bastide.tenants.rights import ADMINISTER, EDIT_LIBRARY, needs
from bastide.usecases.translate.forms import RulesForm, TmxForm
from bastide.usecases.translate.page import told
from bastide.usecases.translate.purge import rules

A_PAGE = 50


@require_GET
@needs(EDIT_LIBRARY)
def memory_page(request: HttpRequest) -> HttpResponse:
    """What is remembered, last changed first; searched in both languages."""
    words = request.GET.get("q", "").replace("\0", "").strip()[:200]
    page = Paginator(memory.search(words), A_PAGE).get_page(request.GET.get("page"))
    rows = list(page)
    context: dict[str, Any] = {
        "page": page,
        "rows": [(r, told(r.source_language), told(r.target_language)) for r in rows],
        "words": words,
        "any": bool(rows) or Remembered.objects.exists(),
    }
    return render(request, "translate/memory.html", context)


@require_POST
@needs(EDIT_LIBRARY)
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """A segment forgotten: the engine translates it again."""
    row = get_object_or_404(Remembered, pk=pk)
    audit.record(request.user, "memory.delete", "memory", pk)
    row.delete()
    messages.success(request, _("Phrase oubliée."))
    return redirect("memory")


@require_http_methods(["GET", "HEAD", "POST"])
@needs(EDIT_LIBRARY)
def take_up(request: HttpRequest) -> HttpResponse:
    """A TMX file taken up, all its segments or none."""
    form = TmxForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            taken = memory.take_tmx(form.cleaned_data["file"])
        except TmxError as error:
            form.add_error("file", str(error))
        else:
            audit.record(
                request.user,
                "memory.import",
                "memory",
                "",
                added=taken.added,
                changed=taken.changed,
            )
            messages.success(
                request,
                _("Fichier importé : %(added)d phrase(s) ajoutée(s), %(changed)d mise(s) à jour.")
                % {"added": taken.added, "changed": taken.changed},
            )
            return redirect("memory")
    return render(request, "translate/memory_import.html", {"form": form})


@require_GET
@needs(EDIT_LIBRARY)
def give_out(request: HttpRequest) -> HttpResponseBase:
    """The whole memory as a TMX file."""
    audit.record(request.user, "memory.export", "memory")
    return StreamingHttpResponse(
        write_tmx(memory.units(), __version__),
        content_type="application/x-tmx+xml; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="memoire.tmx"'},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(ADMINISTER)
def rules_page(request: HttpRequest) -> HttpResponse:
    """How long texts and files are kept."""
    form = RulesForm(request.POST or None, instance=rules())
    if request.method == "POST" and form.is_valid():
        form.save()
        audit.record(request.user, "translate.rules", "rules", "", changed=form.changed_data)
        messages.success(request, _("Règles enregistrées."))
        return redirect("translate-rules")
    return render(request, "translate/rules.html", {"form": form})
