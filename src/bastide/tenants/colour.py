"""The organisation's colour, refused when text on it or in it could not be read.

Contrast ratio: WCAG 2.2, « relative luminance » and success criterion 1.4.3 (4.5 to 1).
"""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

_HEX = re.compile(r"#[0-9a-fA-F]{6}\Z")
READABLE = 4.5


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb`, from 0 (black) to 1 (white)."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two `#rrggbb` colours, from 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def check_accent(colour: str) -> None:
    """Raises `ValidationError` unless white text on the colour can be read."""
    if not _HEX.match(colour):
        raise ValidationError(_("La couleur s'écrit #rrvvbb, par exemple #1f4e79."))
    ratio = contrast(colour, "#ffffff")
    if ratio < READABLE:
        raise ValidationError(
            _(
                "Du texte blanc sur %(colour)s ne se lirait pas (contraste %(ratio).1f, "
                "il faut au moins 4,5) : choisissez une couleur plus foncée."
            )
            % {"colour": colour, "ratio": ratio}
        )


def lightened(colour: str, background: str, wanted: float = READABLE) -> str:
    """The colour mixed with white until it can be read on a dark `background`."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    for step in range(21):
        mixed = "#" + "".join(f"{round(c + (255 - c) * step / 20):02x}" for c in (red, green, blue))
        if contrast(mixed, background) >= wanted:
            return mixed
    return "#ffffff"
