"""Opens the scope of the signed-in member's organisation for the time of a request.

Sign-in is needed everywhere but on the views marked `login_not_required`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
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
                response: Any = self.get_response(request)
            if response.streaming:
                response.streaming_content = in_scope(
                    member.organisation_id, response.streaming_content
                )
            return response
        return self.get_response(request)


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
