"""Help and error pages."""

from __future__ import annotations

import errno
import sys
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

# A form with one of these among the names of its fields is not sent back to the browser.
SECRETS = ("password", "code", "secret", "key")
SHORT = 60  # characters that a hidden field may hold; longer, a person may want to read them


@require_GET
@login_not_required
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "web/help.html")


def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return render(request, "web/403.html", status=403)


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return render(request, "web/400.html", status=400)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The session ended while a page was open: what was typed is shown, to be sent again."""
    typed = [(name, value) for name, value in request.POST.items() if name in ("text", "answer")]
    return render(request, "web/csrf.html", {"typed": typed}, status=403)


def too_many(request: HttpRequest, seconds: int) -> HttpResponse:
    """Over a limit of requests, which ends in `seconds`. What was typed comes back in the page, to
    be sent again: pages are not kept by browsers (`no-store`), nor are their forms. To a script or
    a part of a page, one sentence."""
    told = ngettext(
        "Trop de demandes en peu de temps : réessayez dans %(seconds)d seconde.",
        "Trop de demandes en peu de temps : réessayez dans %(seconds)d secondes.",
        seconds,
    ) % {"seconds": seconds}
    wait = {"Retry-After": str(seconds)}
    if "application/json" in request.headers.get("Accept", ""):
        refused = {"kept": [], "refused": [{"name": "", "reason": told}]}
        return JsonResponse(refused, status=429, headers=wait)
    if request.headers.get("HX-Request"):
        plain = "text/plain; charset=utf-8"
        return HttpResponse(told, status=429, content_type=plain, headers=wait)
    context = {"told": told, "posted": request.method == "POST", "files": bool(request.FILES)}
    answer = render(request, "web/429.html", context | _typed(request), status=429)
    answer.headers["Retry-After"] = wait["Retry-After"]
    return answer


def _typed(request: HttpRequest) -> dict[str, Any]:
    """What a form held, long texts apart; nothing of one that may hold a secret."""
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken"
        for value in values
    ]
    if any(secret in name for name, _ in fields for secret in SECRETS):
        fields = []
    long = [(name, value) for name, value in fields if len(value) > SHORT or "\n" in value]
    return {"short": [one for one in fields if one not in long], "long": long}


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return render(request, "web/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Without the database nor the menu: they may be what failed. A full disk is told as such."""
    full = _disk_full(sys.exc_info()[1])
    return render(request, "web/500.html", {"full": full}, status=507 if full else 500)


def _disk_full(error: BaseException | None) -> bool:
    """Whether the system or the database (SQLite, PostgreSQL) lacked room, here or underneath."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
            return True
        if isinstance(error, DatabaseError) and (
            "disk is full" in str(error) or "No space left" in str(error)
        ):
            return True
        error = error.__cause__ or error.__context__
    return False
