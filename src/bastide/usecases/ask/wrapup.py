"""The note at the end of a contact, and the history of contacts."""

from __future__ import annotations

from datetime import date

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from bastide.tenants import audit
from bastide.tenants.models import Member
from bastide.tenants.rights import ASK, needs
from bastide.usecases.ask.keeping import calls_of
from bastide.usecases.ask.models import Call
from bastide.usecases.ask.page import shown

A_PAGE = 30


class NoteForm(forms.ModelForm):
    class Meta:
        model = Call
        fields = ("request", "answer", "sources", "next_step", "theme")
        widgets = {
            "request": forms.Textarea(attrs={"rows": 3}),
            "answer": forms.Textarea(attrs={"rows": 7}),
            "sources": forms.Textarea(attrs={"rows": 3}),
            "next_step": forms.Textarea(attrs={"rows": 2}),
        }
        labels = {"next_step": lazy("suite à donner")}


@needs(ASK)
def note(request: HttpRequest, call: int) -> HttpResponse:
    """The note of a contact: proposed from what was asked and answered, then the agent's own."""
    member = request.user
    assert isinstance(member, Member)
    owner = get_object_or_404(calls_of(member), pk=call)
    if owner.saved is None and request.method != "POST":
        _propose(owner, member)
    form = NoteForm(request.POST or None, instance=owner)
    if request.method == "POST" and form.is_valid():
        kept = form.save(commit=False)
        kept.saved = timezone.now()
        kept.save()
        audit.record(member, "save", "note", owner.pk)
        messages.success(request, _("La note est enregistrée."))
        if "next" in request.POST:
            return redirect("ask")
        return redirect("note", call=owner.pk)
    return render(request, "ask/note.html", {"form": form, "call": owner})


def _propose(call: Call, member: Member) -> None:
    rows = list(call.questions.order_by("pk"))
    call.request = "\n".join(row.text for row in rows)
    answers: list[str] = []
    sources: dict[str, None] = {}
    themes = [row.answered_by for row in rows if row.answered_by]
    for one in shown(rows, member):
        if one.silent:
            told = _("La base ne répondait pas.")
            if one.competence and not one.competence.get("ours"):
                told += " " + one.competence["transfer"]
            answers.append(told)
        record = one.row.answer.get("record") or {}
        if record.get("state") == "answered":
            answers.append(record["sentence"] or record["title"])
            sources[f"{record['title']} ({record['connection']}, {record['as_said']})"] = None
        for group in one.groups:
            answers += ["".join(p.text for p in s.pieces) for s in group.statements]
        for line in one.sources:
            sources[f"{line.title} {line.url}".strip()] = None
    call.answer = "\n".join(answers)
    call.sources = "\n".join(sources)
    call.theme = themes[0][:200] if themes else ""


@needs(ASK)
def history(request: HttpRequest) -> HttpResponse:
    """Contacts, the last first; searched by text and by day."""
    member = request.user
    assert isinstance(member, Member)
    text = request.GET.get("q", "").strip()[:200]
    typed = request.GET.get("day", "")[:20]
    day = _day(typed)
    if typed and day is None:
        messages.error(request, _("Une date s'écrit AAAA-MM-JJ, par exemple 2026-09-30."))
    calls = calls_of(member).select_related("member").prefetch_related("questions")
    for word in text.split()[:8]:
        calls = calls.filter(
            Q(questions__text__icontains=word)
            | Q(request__icontains=word)
            | Q(answer__icontains=word)
            | Q(theme__icontains=word)
        )
    if day:
        calls = calls.filter(started__date=day)
    page = Paginator(calls.distinct(), A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "text": text, "day": typed}
    return render(request, "ask/history.html", context)


def _day(typed: str) -> date | None:
    """A day as a browser writes it; None for what is no day of the calendar."""
    try:
        return parse_date(typed)
    except ValueError:
        return None
