"""The page of a meeting: read, checked against the transcript beside it, edited and saved at once.

What is being edited is in the address (`?modifier=12`), so that the page works without a script.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from bastide.endpoints.chosen import endpoints_for
from bastide.endpoints.models import Role
from bastide.jobs.queue import enqueue
from bastide.tenants import audit
from bastide.tenants.rights import ASK, needs
from bastide.usecases.minutes import edits
from bastide.usecases.minutes.content import KINDS, Content, Line, LineKind
from bastide.usecases.minutes.forms import HeadForm, LineForm
from bastide.usecases.minutes.models import Meeting, may_erase, visible_to
from bastide.usecases.minutes.page import parts, speakers, transcript
from bastide.usecases.minutes.purge import purge, rules
from bastide.usecases.minutes.rewriting import to_rewrite
from bastide.usecases.minutes.versions import current, edit, last_edit
from bastide.usecases.minutes.versions import undo as take_back
from bastide.usecases.minutes.words import day_in_words

LONGEST_NAME = 120


@require_GET
@needs(ASK)
def meeting_page(request: HttpRequest, meeting: int) -> HttpResponse:
    """The minutes, and the transcript at the place of the line that is looked at."""
    purge("minutes")
    row = _meeting(request, meeting)
    if not request.headers.get("HX-Request"):
        audit.record(request.user, "minutes.see", "meeting", row.pk)
    return render(request, "minutes/meeting.html", _context(request, row))


@require_GET
@needs(ASK)
def transcript_part(request: HttpRequest, meeting: int) -> HttpResponse:
    """The page of the transcript where a line's quote stands."""
    row = _meeting(request, meeting)
    shown = transcript(row, current(row), _number(request, "ligne"), _number(request, "page") or 1)
    return render(request, "minutes/_transcript.html", {"meeting": row, "transcript": shown})


@require_POST
@needs(ASK)
def save_line(request: HttpRequest, meeting: int) -> HttpResponse:
    """A line written, changed, moved or removed: `do` says which."""
    row = _meeting(request, meeting)
    content = current(row)
    line = content.line(_number(request, "line") or 0)
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
    blank = Line(0, kind if kind in KINDS else "summary", "", point=_number(request, "at") or 0)
    form = LineForm(request.POST, content=content, line=line or blank)
    if not form.is_valid():
        return render(request, "minutes/meeting.html", _context(request, row, form), status=422)
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
    row = _meeting(request, meeting)
    form = HeadForm(request.POST)
    if not form.is_valid():
        return render(request, "minutes/meeting.html", _context(request, row, form), status=422)
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
    row = _meeting(request, meeting)
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
    row = _meeting(request, meeting)
    title = " ".join(request.POST.get("title", "").split())[:200]
    number = _number(request, "point")
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
    row = _meeting(request, meeting)
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
    row = _meeting(request, meeting)
    if not (endpoints_for(Role.ANSWER) or endpoints_for(Role.SMALL)):
        messages.info(request, _("Aucun modèle n'est réglé pour rédiger."))
    elif not row.writing and row.state == Meeting.State.DONE:
        with transaction.atomic():
            row.writing, row.problem = True, ""
            row.save(update_fields=["writing", "problem"])
            enqueue("minutes.rewrite", meeting=row.pk, member=request.user.pk)
    return redirect("minutes-meeting", meeting=row.pk)


def _context(
    request: HttpRequest, row: Meeting, form: Any = None, *, editing: int | None = None
) -> dict[str, Any]:
    """`form`: what was sent and refused. `editing`: the line to go on with, when it is not in the
    address."""
    content = current(row)
    asked = request.GET
    editing = editing or (_number(request, "modifier") if request.method == "GET" else None)
    adding = asked.get("ajouter", "")
    heading = "entete" in asked or isinstance(form, HeadForm)
    line_form = form if isinstance(form, LineForm) else None
    if line_form is not None:
        editing, adding = (
            line_form.line.id or None,
            "" if line_form.line.id else line_form.line.kind,
        )
    elif editing is not None and (line := content.line(editing)):
        line_form = LineForm(content=content, line=line)
    elif adding in KINDS:
        kind: LineKind = adding
        line_form = LineForm(
            content=content, line=Line(0, kind, "", point=_number(request, "point") or 0)
        )
    return {
        "meeting": row,
        "content": content,
        "day": day_in_words(content.day),
        "parts": parts(content),
        "editing": editing,
        "adding": adding,
        "line_form": line_form,
        "head_form": (form if isinstance(form, HeadForm) else _head_form(row, content))
        if heading
        else None,
        "naming": speakers(row, content) if "noms" in asked else None,
        "pointing": _number(request, "point") if request.method == "GET" else None,
        "new_point": "nouveau-point" in asked,
        "last": last_edit(row),
        "transcript": transcript(
            row, content, _number(request, "ligne"), _number(request, "page") or 1
        ),
        "rules": rules(),
        "can_write": not row.writing
        and bool(to_rewrite(content))
        and bool(endpoints_for(Role.ANSWER) or endpoints_for(Role.SMALL)),
        "erasable": may_erase(request.user, row),
        "mine": row.owner_id == request.user.pk,
    }


def _head_form(row: Meeting, content: Content) -> HeadForm:
    return HeadForm(
        initial={
            "title": content.title or row.title,
            "day": content.day,
            "kind": row.kind,
            "agenda": "\n".join(content.agenda),
            "present": "\n".join(content.participants),
            "excused": "\n".join(content.excused),
            "shared": row.shared,
        }
    )


def _meeting(request: HttpRequest, number: int) -> Meeting:
    row: Meeting = get_object_or_404(
        visible_to(request.user).select_related("organisation"), pk=number
    )
    return row


def _number(request: HttpRequest, name: str) -> int | None:
    text = (request.POST if request.method == "POST" else request.GET).get(name, "")
    return int(text) if text.isdecimal() and len(text) < 10 else None


def _gone(request: HttpRequest, row: Meeting) -> HttpResponse:
    messages.info(request, _("Cette ligne n'existe plus : quelqu'un l'a supprimée."))
    return _back(request, row, "minutes-body")


def _back(
    request: HttpRequest, row: Meeting, place: str, modifier: int | None = None
) -> HttpResponse:
    """The page as it stands now, at a place; the page itself for a script, which swaps it in."""
    if request.headers.get("HX-Request"):
        return render(request, "minutes/meeting.html", _context(request, row, editing=modifier))
    asked = f"?modifier={modifier}" if modifier else ""
    return redirect(f"{reverse('minutes-meeting', args=[row.pk])}{asked}#{place}")
