"""The edits of a meeting's minutes, each saved at once, and the last one taken back."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bastide.endpoints.chosen import endpoints_for
from bastide.endpoints.models import Role
from bastide.jobs.queue import enqueue
from bastide.tenants.rights import ASK, needs
from bastide.usecases.minutes import edits
from bastide.usecases.minutes.content import KINDS, Content, Line
from bastide.usecases.minutes.forms import HeadForm, LineForm
from bastide.usecases.minutes.models import Meeting
from bastide.usecases.minutes.page import speakers
from bastide.usecases.minutes.versions import current, edit
from bastide.usecases.minutes.versions import undo as take_back
from bastide.usecases.minutes.views_meeting import context_of, meeting_or_404, number_of

LONGEST_NAME = 120


@require_POST
@needs(ASK)
def save_line(request: HttpRequest, meeting: int) -> HttpResponse:
    """A line written, changed, moved or removed: `do` says which."""
    row = meeting_or_404(request, meeting)
    content = current(row)
    line = content.line(number_of(request, "line") or 0)
    do = request.POST.get("do", "save")
    if line is None and do != "add":
        return _gone(request, row)
    if line is not None and do == "remove":
        edit(row, lambda c: edits.removed(c, line.id), _("ligne supprimée"))
        return _back(request, row, "minutes-body")
    if line is not None and do in ("up", "down"):
        by = -1 if do == "up" else 1
        edit(row, lambda c: edits.raised(c, line.id, by), _("ligne déplacée"))
        return _back(request, row, f"ligne-{line.id}", modifier=line.id)
    kind = request.POST.get("in", "")
    blank = Line(0, kind if kind in KINDS else "summary", "", point=number_of(request, "at") or 0)
    form = LineForm(request.POST, content=content, line=line or blank)
    if not form.is_valid():
        return render(request, "minutes/meeting.html", context_of(request, row, form), status=422)
    sent = form.edited()
    if line is None:
        after = edit(row, lambda c: edits.added(c, sent.kind, sent), _("ligne ajoutée"))
        return _back(request, row, f"ligne-{after.next - 1}")
    edit(row, lambda c: edits.changed(c, sent), _("ligne modifiée"))
    moved = sent.kind != line.kind and sent.kind in ("action", "decision")
    return _back(request, row, f"ligne-{line.id}", modifier=line.id if moved else None)


@require_POST
@needs(ASK)
def save_head(request: HttpRequest, meeting: int) -> HttpResponse:
    """Title, date, people, agenda, the document wanted, and who sees the meeting."""
    row = meeting_or_404(request, meeting)
    form = HeadForm(request.POST)
    if not form.is_valid():
        return render(request, "minutes/meeting.html", context_of(request, row, form), status=422)
    given, known = form.given(), form.cleaned_data

    def change(content: Content) -> Content:
        return replace(
            content,
            title=given.title or content.title,
            day=given.day.isoformat() if given.day else "",
            participants=given.present,
            excused=given.excused,
            agenda=given.agenda,
        )

    edit(row, change, _("en-tête modifié"))
    row.title, row.day = given.title or row.title, given.day
    row.kind = known["kind"]
    if row.owner_id == request.user.pk:
        row.shared = known["shared"]
    row.save(update_fields=["title", "day", "kind", "shared"])
    return _back(request, row, "head")


@require_POST
@needs(ASK)
def save_names(request: HttpRequest, meeting: int) -> HttpResponse:
    """Speakers called otherwise, everywhere at once."""
    row = meeting_or_404(request, meeting)
    names = {
        speaker: request.POST.get(f"name-{n}", "")[:LONGEST_NAME]
        for n, (speaker, _shown) in enumerate(speakers(row, current(row)))
    }
    edit(row, lambda c: edits.renamed(c, names), _("noms modifiés"))
    answer = _back(request, row, "head")
    answer.headers["HX-Refresh"] = "true"  # the transcript bears names too
    return answer


@require_POST
@needs(ASK)
def save_point(request: HttpRequest, meeting: int) -> HttpResponse:
    """A point of the summary added, renamed, or removed when its title is left empty."""
    row = meeting_or_404(request, meeting)
    title = " ".join(request.POST.get("title", "").split())[:200]
    number = number_of(request, "point")
    if number is None:
        if title:
            edit(row, lambda c: edits.with_point(c, title), _("point ajouté"))
    else:
        edit(row, lambda c: edits.titled(c, number, title), _("point modifié"))
    return _back(request, row, "s-summary")


@require_POST
@needs(ASK)
def undo(request: HttpRequest, meeting: int) -> HttpResponse:
    """The last edit taken back."""
    row = meeting_or_404(request, meeting)
    what = take_back(row)
    if what:
        content = current(row)
        row.title = content.title or row.title
        row.save(update_fields=["title"])
    else:
        messages.info(request, _("Il n'y a plus rien à annuler."))
    return _back(request, row, "minutes-body")


@require_POST
@needs(ASK)
def put_in_writing(request: HttpRequest, meeting: int) -> HttpResponse:
    """Orders the spoken lines to be put in written French by the model that is set, if one is."""
    row = meeting_or_404(request, meeting)
    if not (endpoints_for(Role.ANSWER) or endpoints_for(Role.SMALL)):
        messages.info(request, _("Aucun modèle n'est réglé pour rédiger."))
    elif not row.writing and row.state == Meeting.State.DONE:
        with transaction.atomic():
            row.writing, row.problem = True, ""
            row.save(update_fields=["writing", "problem"])
            enqueue("minutes.rewrite", meeting=row.pk, member=request.user.pk)
    return redirect("minutes-meeting", meeting=row.pk)


def _gone(request: HttpRequest, row: Meeting) -> HttpResponse:
    messages.info(request, _("Cette ligne n'existe plus : quelqu'un l'a supprimée."))
    return _back(request, row, "minutes-body")


def _back(
    request: HttpRequest, row: Meeting, place: str, modifier: int | None = None
) -> HttpResponse:
    """The page as it stands now, at a place; the page itself for a script, which swaps it in."""
    if request.headers.get("HX-Request"):
        return render(request, "minutes/meeting.html", context_of(request, row, editing=modifier))
    asked = f"?modifier={modifier}" if modifier else ""
    return redirect(f"{reverse('minutes-meeting', args=[row.pk])}{asked}#{place}")
