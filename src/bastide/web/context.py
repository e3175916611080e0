"""What the base template needs on every page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from bastide import __version__

DARK_BACKGROUND = "#14181d"

# Filled by the rooms above (`tenants`), which know what a member may do.
menu_rights: list[Callable[[HttpRequest], frozenset[str]]] = []


def page(request: HttpRequest) -> dict[str, Any]:
    rights: frozenset[str] = frozenset()
    for ask in menu_rights:
        rights |= ask(request)
    return {"version": __version__, "demo": settings.DEMO, "rights": rights}
