"""Help and error pages."""

from __future__ import annotations

import errno
import sys
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET


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
