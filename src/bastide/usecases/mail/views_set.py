"""What was learnt of the agents' corrections, and the rules of the use case."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bastide.tenants import audit
from bastide.tenants.rights import ADMINISTER, SEE_FIGURES, needs
from bastide.usecases.mail import learning
from bastide.usecases.mail.forms import RulesForm
from bastide.usecases.mail.models import LocalModel
from bastide.usecases.mail.purge import rules
from bastide.usecases.mail.services import of_organisation


@require_http_methods(["GET", "HEAD", "POST"])
@needs(SEE_FIGURES)
def model_page(request: HttpRequest) -> HttpResponse:
    """What the corrections taught, what it is worth; forgotten at a click."""
    if request.method == "POST":
        learning.forget()
        audit.record(request.user, "mail.forget")
        messages.success(request, _("Tri oublié : il repart des services de l'annuaire."))
        return redirect("mail-model")
    row = LocalModel.objects.order_by("-id").first()
    context = {
        "model": row,
        "services": of_organisation(),
        "rows": sorted(row.services.items()) if row else [],
        "right": round(100 * row.right / row.answered) if row and row.answered else None,
        "silent": round(100 * (1 - row.answered / row.examples)) if row and row.examples else None,
    }
    return render(request, "mail/model.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(ADMINISTER)
def rules_page(request: HttpRequest) -> HttpResponse:
    """The house style, our addresses, the time that threads are kept."""
    form = RulesForm(request.POST or None, instance=rules())
    if request.method == "POST" and form.is_valid():
        form.save()
        audit.record(request.user, "mail.rules", "rules", "", changed=form.changed_data)
        messages.success(request, _("Réglages enregistrés."))
        return redirect("mail-rules")
    return render(request, "mail/rules.html", {"form": form})
