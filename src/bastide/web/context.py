"""What the base template needs on every page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from bastide import __version__

# The lightest background of the dark theme (`--sheet` of bastide.css): what reads on it reads on
# the others.
DARK_BACKGROUND = "#1c2229"

# Filled by the rooms above (`tenants`), which know what a member may do.
menu_rights: list[Callable[[HttpRequest], frozenset[str]]] = []


def page(request: HttpRequest) -> dict[str, Any]:
    rights: frozenset[str] = frozenset()
    for ask in menu_rights:
        rights |= ask(request)
    return {"version": __version__, "demo": settings.DEMO, "rights": rights}
