"""Opens the scope of the signed-in member's organisation for the time of a request.

Sign-in is needed everywhere but on the views marked `login_not_required`. Where the organisation
requires a second factor, a member without one is led to it before any other page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from bastide.tenants.models import Member
from bastide.tenants.scope import scope
from bastide.tenants.second_factor import must_enrol

# What a member may reach before she has the second factor that her organisation requires.
BEFORE_THE_FACTOR = {"factor", "sign-out", "logo"}


class OrganisationScope(LoginRequiredMiddleware):
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        super().__init__(get_response)
        self.get_response = get_response

    def process_view(self, request: HttpRequest, view: Any, *args: Any) -> Any:
        refused = super().process_view(request, view, *args)
        member = request.user
        if (
            refused is None
            and isinstance(member, Member)
            and getattr(view, "login_required", True)
            and getattr(request.resolver_match, "url_name", "") not in BEFORE_THE_FACTOR
            and must_enrol(member)
        ):
            return redirect(_first_the_factor(request))
        return refused

    def __call__(self, request: HttpRequest) -> Any:
        member = request.user
        if isinstance(member, Member):
            request.organisation = member.organisation  # type: ignore[attr-defined]
            with scope(member.organisation_id):
                response: Any = self.get_response(request)
            if response.streaming:
                response.streaming_content = in_scope(
                    member.organisation_id, response.streaming_content
                )
            return response
        return self.get_response(request)


def _first_the_factor(request: HttpRequest) -> str:
    """The page of the second factor, which then leads to the page asked for."""
    address = reverse("factor")
    if request.method != "GET" or request.path == reverse("home"):
        return address
    return f"{address}?{urlencode({'next': request.get_full_path()})}"


def in_scope(organisation: int, pieces: Iterable[bytes]) -> Iterator[bytes]:
    """A streamed response is written after the middleware is left: each piece is made in scope."""
    iterator = iter(pieces)
    try:
        while True:
            with scope(organisation):
                try:
                    piece = next(iterator)
                except StopIteration:
                    return
            yield piece
    finally:
        close = getattr(iterator, "close", None)
        if close:
            with scope(organisation):
                close()
