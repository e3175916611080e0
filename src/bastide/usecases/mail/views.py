"""The threads, what was handed over and is being read, the forms to hand over more."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bastide.tenants import audit
from bastide.tenants.models import Member
from bastide.tenants.rights import ASK, needs
from bastide.usecases.mail import keeping, storage
from bastide.usecases.mail.forms import FilesForm, PasteForm
from bastide.usecases.mail.keeping import Refused
from bastide.usecases.mail.mailboxes import is_due
from bastide.usecases.mail.models import Intake, Thread
from bastide.usecases.mail.page import age
from bastide.usecases.mail.purge import purge, rules
from bastide.usecases.mail.seeing import boxes_of, intakes_of, member_of, visible

A_PAGE = 30
INTAKES = 8
VIEWS = (
    ("", gettext_lazy("À traiter")),
    ("moi", gettext_lazy("Confiés à moi")),
    ("traites", gettext_lazy("Traités")),
    ("tous", gettext_lazy("Tous")),
)
UNKNOWN = "?"


@require_http_methods(["GET", "HEAD", "POST"])
@needs(ASK)
def home(request: HttpRequest) -> HttpResponse:
    """The threads, the most urgent and the oldest first; files and pasted mails are taken in."""
    purge("mail")
    member = member_of(request)
    paste, files = PasteForm(), FilesForm()
    if request.method == "POST":
        if "text" in request.POST:
            paste = PasteForm(request.POST)
            if paste.is_valid():
                try:
                    row = keeping.paste(**paste.cleaned_data, member=member)
                except OSError:
                    paste.add_error(
                        "text", _("Le disque est plein : le courriel n'a pas pu être gardé.")
                    )
                else:
                    return _taken(request, [row])
        else:
            files = FilesForm(request.POST, request.FILES)
            if files.is_valid() and (rows := _take(request, files, member)):
                return _taken(request, rows)
    for box in boxes_of(member).filter(active=True):
        if is_due(box):
            keeping.order_reading(box)
    return render(request, "mail/home.html", _context(request, member, paste, files))


def _context(
    request: HttpRequest, member: Member, paste: PasteForm, files: FilesForm
) -> dict[str, Any]:
    asked = {name: request.GET.get(name, "").replace("\0", "") for name in ("vue", "service", "q")}
    mine = visible(member)
    found = _filtered(mine, member, asked)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    intakes = _intakes(member)
    known = mine.filter(said_none=False).order_by().values_list("said", "service").distinct()
    services = sorted({said or service for said, service in known} - {""})
    return {
        "paste": paste,
        "files": files,
        "page": page,
        "rows": [(row, age(row.last or row.touched)) for row in page],
        "views": VIEWS,
        "asked": asked,
        "services": services,
        "unknown": UNKNOWN,
        "any": page.paginator.count or mine.exists(),
        "intakes": intakes,
        "reading": any(row.state == Intake.State.WAITING for row in intakes),
        "days": rules().retention_days,
        "boxes": boxes_of(member).filter(active=True),
    }


def _filtered(found: QuerySet[Thread], member: Member, asked: dict[str, str]) -> QuerySet[Thread]:
    if asked["vue"] == "traites":
        found = found.filter(state=Thread.State.DONE).order_by(F("last").desc(nulls_last=True))
    elif asked["vue"] == "moi":
        found = found.filter(assignee=member, state=Thread.State.OPEN)
    elif asked["vue"] != "tous":
        found = found.filter(state=Thread.State.OPEN)
    service = asked["service"]
    if service == UNKNOWN:
        found = found.filter(Q(said_none=True) | Q(said="", service=""))
    elif service:
        chosen = Q(said=service) | Q(said="", said_none=False, service=service)
        found = found.filter(chosen)
    for word in asked["q"].split()[:6]:
        found = found.filter(
            Q(subject__icontains=word) | Q(sender__icontains=word) | Q(sender_name__icontains=word)
        )
    return found


def _intakes(member: Member) -> list[Intake]:
    """What is being read, and what could not be, the last first."""
    found = intakes_of(member).exclude(state=Intake.State.DONE, notes=[])
    rows = list(found.order_by("-id")[:INTAKES])
    keeping.settle_abandoned(rows)
    return rows


def _take(request: HttpRequest, form: FilesForm, member: Member) -> list[Intake]:
    rows = []
    for file in form.cleaned_data["mails"]:
        try:
            rows.append(keeping.take_file(file, member))
        except Refused as error:
            if len(form.cleaned_data["mails"]) == 1:
                form.add_error("mails", str(error))
            else:
                messages.error(request, str(error))
        except OSError:
            messages.error(request, _("Le disque est plein : le fichier n'a pas pu être gardé."))
    return rows


def _taken(request: HttpRequest, rows: list[Intake]) -> HttpResponse:
    for row in rows:
        audit.record(request.user, "mail.import", "intake", row.pk)
    return redirect("mail")


@require_GET
@needs(ASK)
def progress(request: HttpRequest) -> HttpResponse:
    """How far the readings are; when they are over, the page is asked for anew."""
    intakes = _intakes(member_of(request))
    reading = any(row.state == Intake.State.WAITING for row in intakes)
    answer = render(request, "mail/_intakes.html", {"intakes": intakes, "reading": reading})
    if not reading:
        answer.headers["HX-Refresh"] = "true"
    return answer


@require_POST
@needs(ASK)
def read_again(request: HttpRequest, intake: int) -> HttpResponse:
    """Another reading of what could not be read."""
    row = get_object_or_404(intakes_of(member_of(request)), pk=intake, state=Intake.State.FAILED)
    keeping.again(row)
    return redirect("mail")


@require_POST
@needs(ASK)
def erase_intake(request: HttpRequest, intake: int) -> HttpResponse:
    """The line of a reading, and its file if it waited; what was read of it stays."""
    row = get_object_or_404(intakes_of(member_of(request)), pk=intake)
    storage.remove(row.path)
    row.delete()
    return redirect("mail")
