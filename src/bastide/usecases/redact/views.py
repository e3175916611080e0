"""A text or file given, then reviewed: each place accepted or refused, words added."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bastide.tenants import audit
from bastide.tenants.rights import ASK, needs
from bastide.usecases.redact import choices
from bastide.usecases.redact.example import EXAMPLE
from bastide.usecases.redact.flow import give
from bastide.usecases.redact.forms import GiveForm
from bastide.usecases.redact.kinds import NAMES
from bastide.usecases.redact.models import Redaction
from bastide.usecases.redact.page import groups, parts
from bastide.usecases.redact.purge import purge, rules

LISTED = 20


def mine(request: HttpRequest, redaction: int) -> Redaction:
    """What the member gave herself; nobody else sees it."""
    row: Redaction = get_object_or_404(Redaction, pk=redaction, owner=request.user)
    return row


@require_http_methods(["GET", "HEAD", "POST"])
@needs(ASK)
def home(request: HttpRequest) -> HttpResponse:
    """The form, and what the member gave lately."""
    purge("redact")
    form = GiveForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        row = give(request.user, given["text"], given["file"], given["mode"], given["kinds"])
        audit.record(request.user, "redact.give", "redaction", row.pk)
        return redirect("redact-review", redaction=row.pk)
    if request.GET.get("exemple") and request.method == "GET":
        form = GiveForm(initial={"text": EXAMPLE})
    context: dict[str, Any] = {
        "form": form,
        "rows": Redaction.objects.filter(owner=request.user)[:LISTED],
        "rules": rules(),
    }
    return render(request, "redact/home.html", context)


@require_GET
@needs(ASK)
def review(request: HttpRequest, redaction: int) -> HttpResponse:
    """The text with its replacements in place."""
    purge("redact")
    row = mine(request, redaction)
    audit.record(request.user, "redact.see", "redaction", row.pk)
    return render(request, "redact/review.html", _context(row))


@require_GET
@needs(ASK)
def progress(request: HttpRequest, redaction: int) -> HttpResponse:
    """How far the reading is; when it is done, the page is asked for anew."""
    row = mine(request, redaction)
    answer = render(request, "redact/_progress.html", {"row": row})
    if row.state != Redaction.State.WAITING:
        answer.headers["HX-Refresh"] = "true"
    return answer


@require_POST
@needs(ASK)
def choose(request: HttpRequest, redaction: int) -> HttpResponse:
    """One decision of the agent. Answers the review alone to htmx, the page otherwise."""
    row = mine(request, redaction)
    said = _decided(row, request)
    if said:
        row.save(update_fields=["found", "mode"])
    if request.headers.get("HX-Request"):
        return render(request, "redact/_review.html", _context(row) | {"said": said})
    messages.info(request, said or _("Rien n'a changé."))
    return redirect("redact-review", redaction=row.pk)


def _decided(row: Redaction, request: HttpRequest) -> str:
    """Does what the button asks; what to say of it, nothing when it asks for nothing known."""
    given = request.POST
    action, _sep, detail = given.get("do", "").partition(":")
    on = detail.endswith(":on")
    if action == "place" and detail.isdigit():
        choices.toggle(row, int(detail))
        return _("C'est noté.")
    if action == "value" and detail.partition(":")[0].isdigit():
        choices.by_value(row, int(detail.partition(":")[0]), on=on)
        return _("C'est noté, partout dans le texte.")
    if action == "kind":
        choices.by_kind(row, detail.partition(":")[0], on=on)
        return _("C'est noté, pour toute la catégorie.")
    if action == "mode" and detail in Redaction.Mode.values:
        row.mode = detail
        return _("Les remplacements ont changé.")
    if action == "add":
        count = choices.add(row, given.get("words", ""), given.get("kind", "name"))
        if not count:
            return _("Ces mots ne sont pas dans le texte.")
        told = ngettext("%(n)d passage à remplacer.", "%(n)d passages à remplacer.", count)
        return told % {"n": count}
    return ""


@require_POST
@needs(ASK)
def erase(request: HttpRequest, redaction: int) -> HttpResponse:
    """A text and its file erased before their time."""
    row = mine(request, redaction)
    audit.record(request.user, "redact.erase", "redaction", row.pk)
    row.delete()
    messages.success(request, _("Le texte, son fichier et vos choix sont effacés."))
    return redirect("redact")


def _context(row: Redaction) -> dict[str, Any]:
    ready = row.state == Redaction.State.READY
    return {
        "row": row,
        "parts": parts(row) if ready else [],
        "groups": groups(row) if ready else [],
        "replaced": sum(bool(one["on"]) for one in row.found),
        "kinds": NAMES.items(),
        "modes": Redaction.Mode.choices,
        "days": rules().retention_days,
    }
