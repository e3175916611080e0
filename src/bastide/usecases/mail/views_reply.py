"""The reply to a thread: prepared, kept as it is typed, copied, downloaded, put among drafts."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bastide.providers.imap import ImapError
from bastide.tenants import audit
from bastide.tenants.rights import ASK, needs
from bastide.usecases.mail import mailboxes, replies
from bastide.usecases.mail.models import Thread
from bastide.usecases.mail.seeing import member_of, thread_or_404


@require_POST
@needs(ASK)
def prepare(request: HttpRequest, thread: int) -> HttpResponse:
    """A draft on what the library proves, under the member's own rights."""
    row, member = thread_or_404(request, thread), member_of(request)
    replies.prepare(row, member)
    audit.record(member, "mail.prepare", "thread", row.pk)
    return redirect(f"{_address(row)}#reply")


@require_POST
@needs(ASK)
def save(request: HttpRequest, thread: int) -> HttpResponse:
    """What was typed, kept at once; the answer says so, and what is left to complete."""
    row, member = thread_or_404(request, thread), member_of(request)
    kept = replies.save(row, member, request.POST.get("text", ""))
    if request.headers.get("HX-Request") != "true":
        return redirect(f"{_address(row)}#reply")
    left = replies.left_to_complete(kept.text)
    return render(request, "mail/_saved.html", {"reply": kept, "left": left})


@require_POST
@needs(ASK)
def download(request: HttpRequest, thread: int) -> HttpResponse:
    """The reply as a file that a mail program opens as a draft."""
    row, member = thread_or_404(request, thread), member_of(request)
    kept = replies.save(row, member, request.POST.get("text", ""))
    audit.record(member, "mail.download", "thread", row.pk)
    return HttpResponse(
        replies.as_file(row, member, kept.text),
        content_type="message/rfc822",
        headers={"Content-Disposition": f'attachment; filename="reponse-{row.pk}.eml"'},
    )


@require_POST
@needs(ASK)
def to_mailbox(request: HttpRequest, thread: int) -> HttpResponse:
    """The reply put among the drafts of the mailbox that the thread came by; nothing is sent."""
    row, member = thread_or_404(request, thread), member_of(request)
    kept = replies.save(row, member, request.POST.get("text", ""))
    if row.box is None or not row.box.active or not row.box.drafts:
        messages.error(request, _("Cet échange ne vient pas d'une boîte où déposer un brouillon."))
        return redirect(f"{_address(row)}#reply")
    try:
        mailboxes.add_draft(row.box, replies.as_file(row, member, kept.text))
    except ImapError as error:
        messages.error(request, _("%s Votre texte est gardé ici.") % error)
    else:
        audit.record(member, "mail.draft", "thread", row.pk)
        messages.success(
            request, _("Brouillon déposé dans « %s » : relisez-le et envoyez-le.") % row.box.drafts
        )
    return redirect(f"{_address(row)}#reply")


def _address(row: Thread) -> str:
    return reverse("mail-thread", args=[row.pk])
