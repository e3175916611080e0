"""Template tags used by every page."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import template
from django.http import HttpRequest
from django.utils import timezone

from bastide.engine.energy import told_wh

register = template.Library()

OLD = timedelta(days=730)


@register.filter
def old(day: date | None) -> bool:
    """Whether a document's date is more than two years ago: it is then said beside it."""
    return day is not None and timezone.localdate() - day > OLD


@register.filter
def past(day: date | None) -> bool:
    return day is not None and day < timezone.localdate()


@register.filter
def phone_link(number: str) -> str:
    """The number as a `tel:` address takes it."""
    return "".join(c for c in number if c.isdigit() or c == "+")


@register.simple_tag
def energy(low: float, high: float) -> str:
    """A range of Wh as a person reads it: « 4 à 12 µWh »."""
    first, last = told_wh(low or 0.0), told_wh(high or 0.0)
    if first == last:
        return last
    number, _, unit = first.rpartition(" ")
    return f"{number} à {last}" if last.endswith(f" {unit}") else f"{first} à {last}"


@register.simple_tag(takes_context=True)
def here(context: Any, *names: str) -> str:
    """`aria-current` for the menu entry of the page that is shown."""
    request: HttpRequest | None = context.get("request")
    match = request.resolver_match if request else None
    return "page" if match and match.url_name in names else ""
