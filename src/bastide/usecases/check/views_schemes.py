"""What each scheme asks for and checks, said in the words of `bastide check --explain`."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from bastide.engine.pieces.explain import NEVER_REFUSES, told
from bastide.tenants.rights import EXAMINE, needs
from bastide.usecases.check.procedures import procedures, unusable


@require_GET
@needs(EXAMINE)
def schemes(request: HttpRequest) -> HttpResponse:
    """The schemes by title; and what is wrong with those that cannot be used."""
    today = timezone.localdate()
    known = sorted(procedures().values(), key=lambda one: one.title)
    context = {"schemes": [(one, one.in_force(today)) for one in known], "wrong": unusable()}
    return render(request, "check/schemes.html", context)


@require_GET
@needs(EXAMINE)
def scheme(request: HttpRequest, name: str) -> HttpResponse:
    procedure = procedures().get(name)
    if procedure is None:
        raise Http404
    context = {"scheme": told(procedure), "never": NEVER_REFUSES}
    return render(request, "check/scheme.html", context)
