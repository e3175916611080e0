"""The applicant's link on the agent's side: opened, shown once with its code, closed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from bastide.tenants.rights import EXAMINE, needs
from bastide.usecases.check.applicant import receipt
from bastide.usecases.check.letter import in_words
from bastide.usecases.check.links import Opened, close_links, open_link, tries_left, usable
from bastide.usecases.check.models import Case
from bastide.usecases.check.views_case import case_or_404
from bastide.usecases.check.views_cases import signed_in_member


@require_http_methods(["GET", "HEAD", "POST"])
@needs(EXAMINE)
def link(request: HttpRequest, case: int) -> HttpResponse:
    """The links of a case. POST: a new one, whose code is on this answer and never again."""
    row = case_or_404(case)
    decided = row.state in (Case.State.ACCEPTED, Case.State.REFUSED)
    context = {"case": row, "decided": decided}
    if request.method == "POST":
        if decided:
            messages.error(
                request, _("Ce dossier est décidé : rouvrez-le pour recevoir des pièces.")
            )
            return redirect("check-link", case=row.pk)
        opened = open_link(row, signed_in_member(request))
        context |= _once(request, row, opened)
    context["links"] = [(one, usable(one), tries_left(one)) for one in row.links.all()]
    context["received"] = [(file, receipt(file)) for file in row.files.filter(by_applicant=True)]
    return render(request, "check/link.html", context)


def _once(request: HttpRequest, case: Case, opened: Opened) -> dict[str, str]:
    """What is shown once: the address, the code, and the words to send with the address."""
    address = request.build_absolute_uri(reverse("depot", args=[opened.token]))
    until = in_words(timezone.localdate(opened.link.expires))
    mail = _(
        "Bonjour,\n\n"
        "Vous pouvez envoyer les documents de votre dossier %(reference)s depuis cette page, "
        "avec un téléphone ou un ordinateur, jusqu'au %(until)s :\n\n"
        "%(address)s\n\n"
        "Un code à huit chiffres vous sera demandé. Nous vous le donnons à part, par téléphone "
        "ou par SMS. Ne transmettez ni cette adresse ni le code.\n\n"
        "Cordialement,\n%(organisation)s\n"
    ) % {
        "reference": case.reference,
        "until": until,
        "address": address,
        "organisation": case.organisation.name,
    }
    return {"address": address, "code": opened.spaced_code, "mail": mail}


@require_POST
@needs(EXAMINE)
def close(request: HttpRequest, case: int) -> HttpResponse:
    row = case_or_404(case)
    if close_links(row, signed_in_member(request)):
        messages.success(request, _("Le lien est fermé. Ce qui a été envoyé est gardé."))
    return redirect("check-link", case=row.pk)
