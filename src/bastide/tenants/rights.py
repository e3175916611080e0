"""What each role may do. One table, read by views, commands and templates alike."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

from bastide.tenants.models import Member, Role

ASK = "ask"
EXAMINE = "examine"
EDIT_LIBRARY = "edit_library"
SEE_FIGURES = "see_figures"
ADMINISTER = "administer"

RIGHTS: dict[str, frozenset[str]] = {
    Role.AGENT: frozenset({ASK}),
    Role.INSTRUCTOR: frozenset({ASK, EXAMINE}),
    Role.EDITOR: frozenset({ASK, EDIT_LIBRARY}),
    Role.MANAGER: frozenset({ASK, EDIT_LIBRARY, SEE_FIGURES}),
    Role.ADMINISTRATOR: frozenset({ASK, EXAMINE, EDIT_LIBRARY, SEE_FIGURES, ADMINISTER}),
}


def may(member: Any, right: str) -> bool:
    return isinstance(member, Member) and right in RIGHTS.get(member.role, frozenset())


def rights_of(request: HttpRequest) -> frozenset[str]:
    """What the signed-in member may do; nothing for anyone else."""
    user = getattr(request, "user", None)
    return RIGHTS.get(user.role, frozenset()) if isinstance(user, Member) else frozenset()


def needs(right: str) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., Any]]:
    """View decorator: a signed-in member whose role has `right`, else 403."""

    def decorate(view: Callable[..., HttpResponseBase]) -> Callable[..., Any]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not may(request.user, right):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.needs = right  # type: ignore[attr-defined]
        return guarded

    return decorate
