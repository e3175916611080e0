"""One segment: opened beside the text, and put right."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from bastide.tenants.rights import ASK, needs
from bastide.usecases.translate.keeping import Refused, correct, same_in
from bastide.usecases.translate.models import Segment, Text
from bastide.usecases.translate.page import panel, sides
from bastide.usecases.translate.views import SEGMENTS_A_PAGE, signed_in, texts_of


@require_http_methods(["GET", "HEAD", "POST"])
@needs(ASK)
def segment(request: HttpRequest, segment: int) -> HttpResponse:
    """The panel of a segment; what is sent takes the place of the machine's words."""
    own = texts_of(signed_in(request)).filter(state=Text.State.DONE)
    row = get_object_or_404(Segment.objects.select_related("text"), pk=segment, text__in=own)
    context: dict[str, Any] = {"text": row.text, **sides(row.text)}
    if request.method == "POST":
        written = "" if "reset" in request.POST else request.POST.get("written", "")
        try:
            told = _told(row, *correct(row, written))
        except Refused as error:
            told = str(error)
        if not request.headers.get("HX-Request"):
            messages.info(request, told)
        context |= {"told": told, "reread": same_in(row)}
    if not request.headers.get("HX-Request"):
        return redirect(address(row))
    return render(request, "translate/_segment.html", context | panel(row))


def address(row: Segment) -> str:
    """The page of a text on which a segment is open."""
    before = row.text.segments.filter(position__lt=row.position).count()
    page = before // SEGMENTS_A_PAGE + 1
    text = reverse("translate-text", args=[row.text_id])
    return f"{text}?page={page}&phrase={row.pk}#phrase"


def _told(row: Segment, changed: int, kept: bool) -> str:
    if not row.corrected:
        return _("La traduction du moteur est reprise.")
    told = ngettext(
        "Correction enregistrée.", "Correction enregistrée pour %(n)d phrases identiques.", changed
    ) % {"n": changed}
    if kept:
        return told + " " + _("Elle servira pour les prochaines traductions.")
    return (
        told
        + " "
        + _(
            "Elle nomme une personne ou porte son numéro : la mémoire de la collectivité ne "
            "la garde pas."
        )
    )
