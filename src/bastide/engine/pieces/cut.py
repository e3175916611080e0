"""Whether a page is only a part of a sheet: its shape is no sheet's, and its text runs to an edge.

Administrative papers are A4 (ISO 216, height 1.414 × width) or, from abroad, Letter (1.294).
"""

from __future__ import annotations

import statistics

from bastide.engine.pieces.model import Page

# Shapes (height over width) that a whole sheet has, tilted or trimmed by its photograph.
_SHEET = (1.25, 1.56)
# Beyond these, no sheet trimmed to its text: a strip.
_STRIP = (0.6, 1.9)
_FEW_WORDS = 5
_LINES = 6.0  # heights of a line: a whole page leaves more above its first one and under its last
_SIDE = 0.03  # of the width


def cut_side(page: Page) -> str:
    """Where a page read from a picture is cut: « en haut », « en bas », « sur le côté »; or « »."""
    words = [word for word in page.words if len(word.text) > 1]
    if page.reader == "text" or not page.width or len(words) < _FEW_WORDS:
        return ""
    shape = page.height / page.width
    if _SHEET[0] <= shape <= _SHEET[1]:
        return ""
    tall = statistics.median(word.box.bottom - word.box.top for word in words)
    over = min(word.box.top for word in words) / tall
    under = (1 - max(word.box.bottom for word in words)) / tall
    aside = min(min(word.box.left for word in words), 1 - max(word.box.right for word in words))
    if shape > _SHEET[1]:
        return "sur le côté" if aside < _SIDE or shape > _STRIP[1] else ""
    if min(over, under) > _LINES and shape > _STRIP[0]:
        return ""
    return "en haut" if over < under else "en bas"
