"""The texts that would teach most, and the agent's word on each."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from bastide.tenants import audit
from bastide.tenants.rights import ASK, needs
from bastide.usecases.listen import asking
from bastide.usecases.listen.models import Note
from bastide.usecases.listen.purge import purge


@require_http_methods(["GET", "HEAD", "POST"])
@needs(ASK)
def asking_page(request: HttpRequest) -> HttpResponse:
    """Texts to label, the most useful first; what the machine reads of them is not shown, so that
    it does not lead the agent."""
    purge("listen")
    if request.method == "POST":
        if asking.order():
            audit.record(request.user, "listen.ask")
        return redirect("listen-asking")
    notes = list(asking.asked())
    if notes:
        audit.record(request.user, "listen.see", "asked", "", texts=len(notes))
    context = {
        "notes": notes,
        "choosing": asking.choosing(),
        "labels": Note.objects.exclude(said="").count(),
        "any": bool(notes) or Note.objects.filter(said="", judged=True, problem="").exists(),
        "polarities": Note.Polarity.choices,
    }
    return render(request, "listen/asking.html", context)
