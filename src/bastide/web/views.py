"""Help and error pages."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
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
    """Without the database nor the menu: they may be what failed."""
    return render(request, "web/500.html", status=500)
