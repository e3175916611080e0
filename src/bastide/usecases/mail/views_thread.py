"""A thread: its messages, what is understood of them, and what the agent does with it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from bastide.providers.writers.ics import MEDIA_TYPE, Day, calendar
from bastide.tenants import audit
from bastide.tenants.models import Member
from bastide.tenants.rights import ASK, needs
from bastide.usecases.mail import handling
from bastide.usecases.mail.handling import Refused
from bastide.usecases.mail.models import Thread
from bastide.usecases.mail.page import dates_shown, facts, messages_shown
from bastide.usecases.mail.purge import purge
from bastide.usecases.mail.replies import left_to_complete, reply_of
from bastide.usecases.mail.seeing import member_of, thread_or_404
from bastide.usecases.mail.understanding import shown_services

STEPS = 10
NONE = "-"


@require_GET
@needs(ASK)
def thread(request: HttpRequest, thread: int) -> HttpResponse:
    purge("mail")
    row, member = thread_or_404(request, thread), member_of(request)
    audit.record(member, "mail.see", "thread", row.pk)
    return render(request, "mail/thread.html", context_of(row, member))


def context_of(row: Thread, member: Member) -> dict[str, Any]:
    reply = reply_of(row, member)
    colleagues = Member.objects.filter(organisation_id=row.organisation_id, is_active=True)
    return {
        "thread": row,
        "messages_shown": messages_shown(row),
        "facts": facts(row),
        "services": shown_services(),
        "none": NONE,
        "colleagues": colleagues.order_by("name"),
        "reply": reply,
        "cited": [one for one in reply.lines if one["kind"] == "cited"] if reply else [],
        "left": left_to_complete(reply.text) if reply else 0,
        "steps": row.steps.all()[:STEPS],
        "can_draft": row.box is not None and row.box.active and bool(row.box.drafts),
    }


@require_POST
@needs(ASK)
def correct(request: HttpRequest, thread: int) -> HttpResponse:
    """The agent's word on the service; the organisation's model learns it in the background."""
    row, service = thread_or_404(request, thread), request.POST.get("service", "")
    if service == NONE:
        handling.correct(row, member_of(request), "", none=True)
    elif service in {one.name for one in shown_services()}:
        handling.correct(row, member_of(request), service)
    else:
        messages.error(request, _("Choisissez un service de la liste."))
        return redirect("mail-thread", thread=row.pk)
    messages.success(request, _("C'est noté : le tri apprend de cette correction."))
    return redirect("mail-thread", thread=row.pk)


@require_POST
@needs(ASK)
def hand(request: HttpRequest, thread: int) -> HttpResponse:
    row, member = thread_or_404(request, thread), member_of(request)
    service, number = request.POST.get("service", ""), request.POST.get("colleague", "")
    known = {one.name for one in shown_services() if one.ours}
    colleague = None
    if number.isascii() and number.isdigit() and len(number) < 19:
        colleague = Member.objects.filter(
            pk=int(number), organisation_id=row.organisation_id, is_active=True
        ).first()
    try:
        handling.hand(row, member, service if service in known else "", colleague)
    except Refused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Échange confié."))
    return redirect("mail-thread", thread=row.pk)


@require_POST
@needs(ASK)
def finish(request: HttpRequest, thread: int) -> HttpResponse:
    """Done, or opened again."""
    row, member = thread_or_404(request, thread), member_of(request)
    if request.POST.get("open") == "1":
        handling.reopen(row, member)
        return redirect("mail-thread", thread=row.pk)
    handling.finish(row, member)
    messages.success(request, _("« %s » est traité.") % row)
    return redirect("mail")


@require_POST
@needs(ASK)
def undo(request: HttpRequest, thread: int) -> HttpResponse:
    row, member = thread_or_404(request, thread), member_of(request)
    try:
        what = handling.undo(row, member)
    except Refused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Annulé : %s") % what)
    return redirect("mail-thread", thread=row.pk)


@require_POST
@needs(ASK)
def erase(request: HttpRequest, thread: int) -> HttpResponse:
    """The thread erased from here before its time; the mailbox keeps it."""
    row = thread_or_404(request, thread)
    audit.record(request.user, "mail.erase", "thread", row.pk)
    row.delete()
    messages.success(request, _("Échange effacé d'ici."))
    return redirect("mail")


@require_GET
@needs(ASK)
def dates(request: HttpRequest, thread: int) -> HttpResponse:
    """The days of the thread, for a calendar."""
    row = thread_or_404(request, thread)
    days = [
        Day(f"mail-{row.organisation_id}-{row.pk}-{place}", day, f"{row} : {text}"[:200], text)
        for place, (day, text) in enumerate(dates_shown(row.told))
    ]
    return HttpResponse(
        calendar(days),
        content_type=MEDIA_TYPE,
        headers={"Content-Disposition": f'attachment; filename="echange-{row.pk}.ics"'},
    )
