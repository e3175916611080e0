"""The applicant's page, by a link with a code and no account, under /depot/.

1. The token names a link, hence an organisation: everything is done within its scope alone.
2. The code opens the page, for two hours after the last thing done, by a signed cookie of its
   own: a member's session is neither made nor used.
3. Documents are sent, told back with a receipt, withdrawn. What was deposited is never shown.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bastide.engine.pieces.procedure import Procedure, Slot
from bastide.tenants.models import Organisation
from bastide.tenants.scope import scope
from bastide.usecases.check.applicant import (
    Expected,
    expected,
    handed,
    receipt,
    receive,
    still_reading,
    withdraw,
)
from bastide.usecases.check.keeping import DepositRefused
from bastide.usecases.check.links import code_is_right, link_of, tries_left, usable
from bastide.usecases.check.models import ApplicantLink, Case
from bastide.usecases.check.procedures import procedures
from bastide.usecases.check.readings import settle_abandoned

COOKIE = "depot"
SALT = "bastide.check.depot"
SECONDS_OPEN = 2 * 3600
# One form sends a document: its pages, photographed one by one.
MOST_AT_ONCE = 20

View = Callable[..., HttpResponseBase]


def by_link(view: View) -> View:
    """The view is called with the link of the token, in its organisation's scope; any token that
    opens nothing (unknown, closed, out of date, tried too often) gets one and the same answer."""

    @login_not_required
    @wraps(view)
    def opened(request: HttpRequest, token: str, **more: Any) -> HttpResponseBase:
        link = link_of(token)
        if link is None:
            return _unlisted(render(request, "check/applicant/closed.html", status=404))
        with scope(link.organisation_id):
            return _unlisted(view(request, token, link, **more))

    return opened


def by_code(view: View) -> View:
    """Besides `by_link`, the code was typed in this browser; else its page is shown."""

    @by_link
    @wraps(view)
    def opened(
        request: HttpRequest, token: str, link: ApplicantLink, **more: Any
    ) -> HttpResponseBase:
        if not _code_typed(request, link):
            late = request.method == "POST"
            problem = _("La page est restée ouverte longtemps : tapez de nouveau le code.")
            return _ask_code(request, token, link, problem if late else "", 403)
        answer = view(request, token, link, **more)
        _keep_open(answer, token, link)
        return answer

    return opened


def _keep_open(answer: HttpResponseBase, token: str, link: ApplicantLink) -> None:
    """The page stays open for two hours after the last thing done."""
    answer.set_cookie(
        COOKIE,
        signing.dumps({"link": link.pk}, salt=SALT),
        max_age=SECONDS_OPEN,
        path=reverse("depot", args=[token]),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _code_typed(request: HttpRequest, link: ApplicantLink) -> bool:
    try:
        kept = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=SECONDS_OPEN)
    except signing.BadSignature:
        return False
    return kept == {"link": link.pk}


def _unlisted(answer: HttpResponseBase) -> HttpResponseBase:
    answer.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    answer.headers["Cache-Control"] = "no-store"
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def depot(request: HttpRequest, token: str, link: ApplicantLink) -> HttpResponseBase:
    """The page of the code, then that of the documents. POST: the code that was typed."""
    if request.method == "POST":
        return _code(request, token, link)
    if not _code_typed(request, link):
        return _ask_code(request, token, link)
    receipts = request.GET.get("recu", "")[:400].split(",")
    return _page(request, token, link, receipts=receipts)


def _code(request: HttpRequest, token: str, link: ApplicantLink) -> HttpResponseBase:
    if code_is_right(link, request.POST.get("code", "")[:40]):
        answer = redirect("depot", token=token)
        _keep_open(answer, token, link)
        return answer
    if not usable(link):
        return render(request, "check/applicant/closed.html", {"tried": True}, status=429)
    left = tries_left(link)
    problem = _("Ce code n'est pas le bon. Vérifiez-le : il vous reste %(left)d essais.")
    return _ask_code(request, token, link, problem % {"left": left}, 422)


def _ask_code(
    request: HttpRequest, token: str, link: ApplicantLink, problem: str = "", status: int = 200
) -> HttpResponse:
    context = {"token": token, "organisation": _organisation(link), "problem": problem}
    return render(request, "check/applicant/code.html", context, status=status)


def _page(
    request: HttpRequest,
    token: str,
    link: ApplicantLink,
    *,
    receipts: Sequence[str] = (),
    refused: list[dict[str, str]] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = _context(token, link)
    context["received"] = [one for one in context["handed"] if one.receipt in receipts]
    context["refused"] = refused or []
    return render(request, "check/applicant/page.html", context, status=status)


def _context(token: str, link: ApplicantLink) -> dict[str, Any]:
    case = Case.objects.get(pk=link.case_id)
    settle_abandoned(case)
    procedure = procedures().get(case.procedure)
    told = expected(case, procedure) if procedure else []
    return {
        "token": token,
        "organisation": _organisation(link),
        "case": case,
        "procedure": procedure,
        "expected": told,
        "progress": _progress(told),
        "handed": handed(case),
        "waiting": still_reading(case),
        "over": case.state in (Case.State.ACCEPTED, Case.State.REFUSED),
        "expires": link.expires,
        "upload_most": settings.UPLOAD_MAX_BYTES // (1024 * 1024),
    }


def _progress(told: Sequence[Expected]) -> tuple[int, int, int]:
    """How many of the documents asked for are received, how many there are, and how many of all
    are to be replaced."""
    required = [one for one in told if one.required]
    received = sum(one.state in ("received", "reading") for one in required)
    return received, len(required), sum(one.state == "replace" for one in told)


def _organisation(link: ApplicantLink) -> Organisation:
    return Organisation.objects.get(pk=link.organisation_id)


@require_GET
@by_code
def state(request: HttpRequest, token: str, link: ApplicantLink) -> HttpResponse:
    """Where documents stand, asked for again while they are being read."""
    return render(request, "check/applicant/_state.html", _context(token, link))


@require_POST
@by_code
def send(request: HttpRequest, token: str, link: ApplicantLink) -> HttpResponse:
    """Files for one document of the scheme (or for none: `document` empty)."""
    case = Case.objects.get(pk=link.case_id)
    slot = _slot(procedures().get(case.procedure), request.POST.get("document", ""))
    files = [*request.FILES.getlist("photo"), *request.FILES.getlist("files")]
    kept, refused = [], []
    for file in files[:MOST_AT_ONCE]:
        try:
            kept.append(receive(case, file, slot))
        except DepositRefused as error:
            refused.append({"name": (file.name or "")[:100], "reason": str(error)})
        except OSError:
            reason = _("Le serveur n'a plus de place. Réessayez plus tard.")
            refused.append({"name": (file.name or "")[:100], "reason": reason})
    for file in files[MOST_AT_ONCE:]:
        reason = _("Envoyez au plus %(most)d fichiers à la fois.") % {"most": MOST_AT_ONCE}
        refused.append({"name": (file.name or "")[:100], "reason": reason})
    if not files:
        reason = _("Choisissez un fichier ou prenez une photo, puis envoyez.")
        refused.append({"name": "", "reason": reason})
    receipts = [receipt(row) for row in kept]
    if refused:
        return _page(request, token, link, receipts=receipts, refused=refused, status=422)
    address = reverse("depot", args=[token])
    return redirect(f"{address}?recu={','.join(receipts)}#recu")


def _slot(procedure: Procedure | None, name: str) -> Slot | None:
    slots = procedure.documents if procedure else ()
    return next((slot for slot in slots if slot.name == name), None)


@require_POST
@by_code
def take_back(request: HttpRequest, token: str, link: ApplicantLink, file: int) -> HttpResponse:
    case = Case.objects.get(pk=link.case_id)
    try:
        withdraw(case, file)
    except DepositRefused as error:
        refused = [{"name": "", "reason": str(error)}]
        return _page(request, token, link, refused=refused, status=409)
    return redirect("depot", token=token)


@require_POST
@by_link
def leave(request: HttpRequest, token: str, link: ApplicantLink) -> HttpResponse:
    """Forgets the code in this browser: a telephone is lent."""
    answer = redirect("depot", token=token)
    answer.delete_cookie(COOKIE, path=reverse("depot", args=[token]))
    return answer
