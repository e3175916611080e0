"""The administrator's mailboxes: set, tried, read now, removed. Nothing is called by a visit."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bastide.tenants import audit
from bastide.tenants.rights import ADMINISTER, needs
from bastide.usecases.mail import keeping
from bastide.usecases.mail.forms import BoxForm
from bastide.usecases.mail.mailboxes import try_box
from bastide.usecases.mail.models import Box


@require_GET
@needs(ADMINISTER)
def boxes(request: HttpRequest) -> HttpResponse:
    return render(request, "mail/boxes.html", {"boxes": Box.objects.all()})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(ADMINISTER)
def box(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """A new mailbox, or changes to one."""
    row = None if pk is None else get_object_or_404(Box, pk=pk)
    form = BoxForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        saved = form.save()
        action = "mail.box_create" if pk is None else "mail.box_change"
        audit.record(request.user, action, "box", saved.name, id=saved.pk, host=saved.host)
        messages.success(request, _("« %s » est enregistrée. Essayez-la.") % saved.name)
        return redirect("mail-box-test", pk=saved.pk)
    return render(request, "mail/box.html", {"form": form, "row": row})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(ADMINISTER)
def test(request: HttpRequest, pk: int) -> HttpResponse:
    """The state of a mailbox, and the button that tries it."""
    row = get_object_or_404(Box, pk=pk)
    context: dict[str, Any] = {"row": row}
    if request.method == "POST":
        found = try_box(row)
        works = all(one.works for one in found)
        audit.record(request.user, "mail.box_test", "box", row.name, id=row.pk, works=works)
        context |= {"found": found, "works": works}
    return render(request, "mail/box_test.html", context)


@require_POST
@needs(ADMINISTER)
def fetch(request: HttpRequest, pk: int) -> HttpResponse:
    """A reading ordered now."""
    row = get_object_or_404(Box, pk=pk)
    keeping.order_reading(row)
    audit.record(request.user, "mail.box_fetch", "box", row.name, id=row.pk)
    messages.success(request, _("La boîte « %s » va être lue.") % row.name)
    return redirect("mail")


@require_POST
@needs(ADMINISTER)
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """The mailbox is no longer read; the threads that came by it stay until their time is over,
    seen by administrators and by those they were handed to."""
    row = get_object_or_404(Box, pk=pk)
    name = row.name
    row.delete()
    audit.record(request.user, "mail.box_delete", "box", name, id=pk)
    messages.success(request, _("« %s » n'est plus lue.") % name)
    return redirect("mail-boxes")
