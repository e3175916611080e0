"""The letter that asks for what is missing: drafted, edited, copied, downloaded, marked as sent."""

from __future__ import annotations

from datetime import date, timedelta

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_http_methods

from bastide.engine.pieces.dates import parse_date
from bastide.providers.writers import docx
from bastide.tenants import audit
from bastide.tenants.models import Member
from bastide.tenants.rights import EXAMINE, needs
from bastide.usecases.check.decisions import DecisionRefused, ask_for_missing
from bastide.usecases.check.examinations import findings_of, pieces_of
from bastide.usecases.check.export_data import safe_name, scheme_of
from bastide.usecases.check.letter import Letter, LetterFacts, draft
from bastide.usecases.check.models import Case
from bastide.usecases.check.views_case import case_or_404
from bastide.usecases.check.views_cases import signed_in_member

# Proposed, the agent changes it: the law asks for a delay and leaves its length to the service.
DAYS_TO_SEND = 15
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class LetterForm(forms.Form):
    title = forms.CharField(label=lazy("Objet"), max_length=200)
    text = forms.CharField(
        label=lazy("Lettre"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 24})
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(EXAMINE)
def letter(request: HttpRequest, case: int) -> HttpResponse:
    """GET: the draft. POST: `draft` again with other choices, `docx`, or `sent`."""
    row, member = case_or_404(case), signed_in_member(request)
    asked = request.POST if request.method == "POST" else request.GET
    until, wrong = _until(asked.get("until", ""))
    plain = asked.get("plain") == "1"
    address = _own_address(request, request.POST.get("address", ""))
    drafted = _drafted(row, member, until, plain, address)
    action = request.POST.get("action", "")
    status = 200
    if request.method == "POST" and action in ("docx", "sent"):
        form = LetterForm(request.POST)
        if form.is_valid():
            title, text = form.cleaned_data["title"], form.cleaned_data["text"]
            if action == "docx":
                return _docx(row, member, title, text)
            if _sent(request, row, member, f"{title}\n\n{text}"):
                return redirect("check-case", case=row.pk)
        status = 422
    else:
        form = LetterForm(initial={"title": drafted.title, "text": drafted.text})
    context = {
        "case": row,
        "form": form,
        "asked": drafted.asked,
        "until": until.isoformat(),
        "wrong": wrong,
        "plain": plain,
        "address": address,
    }
    return render(request, "check/letter.html", context, status=status)


def _drafted(case: Case, member: Member, until: date, plain: bool, address: str) -> Letter:
    facts = LetterFacts(
        person=case.person,
        reference=case.reference,
        organisation=member.organisation.name,
        until=until,
        address=address,
        signed_by=member.name,
    )
    return draft(facts, findings_of(case), pieces_of(case), scheme_of(case), plain=plain)


def _until(typed: str) -> tuple[date, str]:
    """The last day to send; and what is wrong with the one typed, in French."""
    today = timezone.localdate()
    proposed = today + timedelta(days=DAYS_TO_SEND)
    if not typed.strip():
        return proposed, ""
    day = parse_date(typed)
    if day is None:
        return proposed, _("Une date s'écrit jj/mm/aaaa, par exemple 12/03/2026.")
    if day <= today:
        return proposed, _("Cette date est passée : le demandeur n'aurait pas le temps.")
    return day, ""


def _own_address(request: HttpRequest, address: str) -> str:
    """The address of a deposit page of ours; nothing else is put in a letter."""
    return address if address.startswith(request.build_absolute_uri("/depot/")) else ""


def _docx(case: Case, member: Member, title: str, text: str) -> HttpResponse:
    audit.record(member, "check.letter", "case", case.reference)
    name = safe_name(case.reference, case.pk)
    return HttpResponse(
        docx.letter(title, text),
        content_type=WORD,
        headers={"Content-Disposition": f'attachment; filename="lettre-{name}.docx"'},
    )


def _sent(request: HttpRequest, case: Case, member: Member, text: str) -> bool:
    try:
        ask_for_missing(case, member, text)
    except DecisionRefused as error:
        messages.error(request, str(error))
        return False
    messages.success(request, _("La lettre est gardée dans le parcours du dossier."))
    return True
