"""Trends of groups, what was learnt of the place, and the rules of the use case."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from bastide.engine.mood.local import FEWEST_LABELS
from bastide.tenants import audit
from bastide.tenants.rights import ADMINISTER, ASK, SEE_FIGURES, needs
from bastide.usecases.listen import learning
from bastide.usecases.listen.forms import RulesForm
from bastide.usecases.listen.models import SMALLEST_GROUP, LocalModel, Note
from bastide.usecases.listen.purge import purge, rules
from bastide.usecases.listen.trends import trends


@require_GET
@needs(ASK)
def trends_page(request: HttpRequest) -> HttpResponse:
    """The groups large enough to be shown, of the last twelve weeks."""
    purge("listen")
    size = max(rules().group, SMALLEST_GROUP)
    found = trends(size)
    weeks = [(date.fromisoformat(group.name), group) for group in found["week"]]
    tables = [
        (_("Par thème"), _("Thème"), [(group.name, group) for group in found["theme"]]),
        (_("Par territoire"), _("Territoire"), [(g.name, g) for g in found["territory"]]),
        (_("Par semaine"), _("Semaine du"), [(f"{day:%d/%m/%Y}", group) for day, group in weeks]),
    ]
    context = {"tables": tables, "size": size, "any": any(rows for _1, _2, rows in tables)}
    return render(request, "listen/trends.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(SEE_FIGURES)
def model_page(request: HttpRequest) -> HttpResponse:
    """The labels of agents: learnt at a click, with what they gain; forgotten at a click."""
    last = LocalModel.objects.order_by("-id").first()
    learning_now = last is not None and not last.data and not last.problem
    if request.method == "POST":
        if "forget" in request.POST:
            learning.forget()
            audit.record(request.user, "listen.forget")
            messages.success(request, _("Modèle local oublié : les textes sont relus."))
        elif not learning_now:
            learning.order()
            audit.record(request.user, "listen.train")
        return redirect("listen-model")
    context = {
        "model": last,
        "learning": learning_now,
        "labels": Note.objects.exclude(said="").count(),
        "fewest": FEWEST_LABELS,
        "most": learning.MOST_LABELS,
        "before": round(100 * last.before) if last else 0,
        "after": round(100 * last.after) if last else 0,
    }
    return render(request, "listen/model.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(ADMINISTER)
def rules_page(request: HttpRequest) -> HttpResponse:
    """The procedure of distress, the smallest group, the time that texts are kept."""
    form = RulesForm(request.POST or None, instance=rules())
    if request.method == "POST" and form.is_valid():
        form.save()
        audit.record(request.user, "listen.rules", "rules", "", changed=form.changed_data)
        messages.success(request, _("Règles enregistrées."))
        return redirect("listen-rules")
    return render(request, "listen/rules.html", {"form": form})
