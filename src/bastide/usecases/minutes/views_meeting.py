"""The page of a meeting: read, and checked against the transcript beside it (`views_edit` edits).

What is being edited is in the address (`?modifier=12`), so that the page works without a script.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from bastide.endpoints.chosen import endpoints_for
from bastide.endpoints.models import Role
from bastide.tenants import audit
from bastide.tenants.rights import ASK, needs
from bastide.usecases.minutes.content import KINDS, Content, Line, LineKind
from bastide.usecases.minutes.forms import HeadForm, LineForm
from bastide.usecases.minutes.models import Meeting, may_erase, visible_to
from bastide.usecases.minutes.page import parts, speakers, transcript
from bastide.usecases.minutes.purge import purge, rules
from bastide.usecases.minutes.rewriting import to_rewrite
from bastide.usecases.minutes.versions import current, last_edit
from bastide.usecases.minutes.words import day_in_words


@require_GET
@needs(ASK)
def meeting_page(request: HttpRequest, meeting: int) -> HttpResponse:
    """The minutes, and the transcript at the place of the line that is looked at."""
    purge("minutes")
    row = meeting_or_404(request, meeting)
    if not request.headers.get("HX-Request"):
        audit.record(request.user, "minutes.see", "meeting", row.pk)
    return render(request, "minutes/meeting.html", context_of(request, row))


@require_GET
@needs(ASK)
def transcript_part(request: HttpRequest, meeting: int) -> HttpResponse:
    """The page of the transcript where a line's quote stands."""
    row = meeting_or_404(request, meeting)
    shown = transcript(
        row, current(row), number_of(request, "ligne"), number_of(request, "page") or 1
    )
    return render(request, "minutes/_transcript.html", {"meeting": row, "transcript": shown})


def context_of(
    request: HttpRequest, row: Meeting, form: Any = None, *, editing: int | None = None
) -> dict[str, Any]:
    """`form`: what was sent and refused. `editing`: the line to go on with, when it is not in the
    address."""
    content = current(row)
    asked = request.GET
    editing = editing or (number_of(request, "modifier") if request.method == "GET" else None)
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
            content=content, line=Line(0, kind, "", point=number_of(request, "point") or 0)
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
        "pointing": number_of(request, "point") if request.method == "GET" else None,
        "new_point": "nouveau-point" in asked,
        "last": last_edit(row),
        "transcript": transcript(
            row, content, number_of(request, "ligne"), number_of(request, "page") or 1
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


def meeting_or_404(request: HttpRequest, number: int) -> Meeting:
    row: Meeting = get_object_or_404(
        visible_to(request.user).select_related("organisation"), pk=number
    )
    return row


def number_of(request: HttpRequest, name: str) -> int | None:
    text = (request.POST if request.method == "POST" else request.GET).get(name, "")
    return int(text) if text.isdecimal() and len(text) < 10 else None
