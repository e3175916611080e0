"""The fonts of a PDF, embedded in it: DejaVu where the machine has it, else Vera.

Vera comes with reportlab and draws every character of French (« œ », « € », capitals with
accents) but not all of Europe's names; DejaVu is the same design with the rest.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

log = logging.getLogger("bastide.writers")

TEXT, BOLD = "BastideText", "BastideBold"
_FOLDERS = (Path("/usr/share/fonts/truetype/dejavu"), Path("/usr/share/fonts/dejavu-sans-fonts"))
_DEJAVU = ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf")
_VERA = ("Vera.ttf", "VeraBd.ttf")


@lru_cache(maxsize=1)
def ready() -> Callable[[str], bool]:
    """Registers the fonts; says of a character whether they draw it."""
    for folder in _FOLDERS:
        if all((folder / name).is_file() for name in _DEJAVU):
            try:
                return _register(*(str(folder / name) for name in _DEJAVU))
            except (TTFError, OSError) as error:
                log.warning("The fonts of %s cannot be used: %s", folder, error)
    return _register(*_VERA)


def _register(text: str, bold: str) -> Callable[[str], bool]:
    fonts = [TTFont(TEXT, text), TTFont(BOLD, bold)]
    for font in fonts:
        pdfmetrics.registerFont(font)
    pdfmetrics.registerFontFamily(TEXT, normal=TEXT, bold=BOLD, italic=TEXT, boldItalic=BOLD)
    known = set(fonts[0].face.charToGlyph) & set(fonts[1].face.charToGlyph)
    return lambda char: ord(char) in known
