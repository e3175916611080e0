"""What the base template needs on every page."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from bastide import __version__

DARK_BACKGROUND = "#14181d"


def page(request: HttpRequest) -> dict[str, Any]:
    return {"version": __version__, "demo": settings.DEMO}
