"""Meetings given, their progress, and their erasing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bastide.endpoints.transcribing import listeners
from bastide.tenants import audit
from bastide.tenants.models import Member
from bastide.tenants.rights import ASK, needs
from bastide.usecases.minutes.forms import GiveForm
from bastide.usecases.minutes.keeping import Refused, given_of, paste, take_file
from bastide.usecases.minutes.models import Kind, Meeting, may_erase, visible_to
from bastide.usecases.minutes.purge import erase as erase_meeting
from bastide.usecases.minutes.purge import purge, rules

MEETINGS = 50


@require_http_methods(["GET", "HEAD", "POST"])
@needs(ASK)
def home(request: HttpRequest) -> HttpResponse:
    """The form to give a meeting, and those given already."""
    purge("minutes")
    form = GiveForm(request.POST or None, request.FILES or None, initial=_initial(request))
    if request.method == "POST" and form.is_valid():
        try:
            return _taken(request, form)
        except Refused as error:
            form.add_error("file" if form.cleaned_data.get("file") else "text", str(error))
    meetings = list(visible_to(request.user).defer("turns")[:MEETINGS])
    who = listeners()
    context: dict[str, Any] = {
        "form": form,
        "meetings": meetings,
        "reading": any(meeting.under_way for meeting in meetings),
        "rules": rules(),
        "hears": bool(who.endpoints),
        "deaf": who.refusal,
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "minutes/home.html", context, status=status)


def _initial(request: HttpRequest) -> dict[str, Any]:
    """What was typed with a meeting that could not be read (`?depuis=`), to give it otherwise."""
    number = request.GET.get("depuis", "")
    row = None
    if number.isdecimal() and len(number) < 10:
        row = visible_to(request.user).filter(pk=number, state=Meeting.State.FAILED).first()
    if row is None:
        return {"kind": Kind.REPORT}
    given = given_of(row)
    return {
        "kind": row.kind,
        "title": given.title,
        "day": given.day,
        "agenda": "\n".join(given.agenda),
        "present": "\n".join(given.present),
        "excused": "\n".join(given.excused),
        "shared": row.shared,
    }


def _taken(request: HttpRequest, form: GiveForm) -> HttpResponse:
    member = request.user
    assert isinstance(member, Member)
    known = form.cleaned_data
    kind, given, shared = known["kind"], form.given(), known["shared"]
    if known.get("file"):
        meeting = take_file(known["file"], member, kind, given, shared=shared)
    else:
        meeting = paste(known["text"], member, kind, given, shared=shared)
    audit.record(member, "minutes.give", "meeting", meeting.pk)
    return redirect("minutes-meeting", meeting=meeting.pk)


@require_GET
@needs(ASK)
def progress(request: HttpRequest, meeting: int) -> HttpResponse:
    """How far a meeting is; when it is done, the page is asked for anew."""
    row = get_object_or_404(visible_to(request.user).defer("turns"), pk=meeting)
    over = not row.under_way and not row.writing
    # What is being typed on the page must outlive the end of a model's work.
    asked = over and "demande" in request.GET
    answer = render(request, "minutes/_progress.html", {"meeting": row, "asked": asked})
    if over and not asked:
        answer.headers["HX-Refresh"] = "true"
    return answer


@require_POST
@needs(ASK)
def erase(request: HttpRequest, meeting: int) -> HttpResponse:
    """A meeting erased before its time."""
    row: Meeting = get_object_or_404(visible_to(request.user).defer("turns"), pk=meeting)
    if not may_erase(request.user, row):
        raise PermissionDenied
    audit.record(request.user, "minutes.erase", "meeting", row.pk)
    erase_meeting(row)
    messages.success(request, _("Réunion effacée, avec sa transcription."))
    return redirect("minutes")
