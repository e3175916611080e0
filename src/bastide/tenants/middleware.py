"""Opens the scope of the signed-in member's organisation for the time of a request.

Sign-in is needed everywhere but on the views marked `login_not_required`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponseBase

from bastide.tenants.models import Member
from bastide.tenants.scope import scope


class OrganisationScope(LoginRequiredMiddleware):
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        super().__init__(get_response)
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> Any:
        member = request.user
        if isinstance(member, Member):
            request.organisation = member.organisation  # type: ignore[attr-defined]
            with scope(member.organisation_id):
                return self.get_response(request)
        return self.get_response(request)
