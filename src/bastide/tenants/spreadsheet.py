"""Cells of the sheets that people download and open."""

from __future__ import annotations

import re

# A cell that begins with one of these is run as a formula (OWASP, « CSV Injection »). Quotes
# already in front are counted in, so that `plain_cell` finds the text as it was.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n]")


def safe_cell(value: object) -> str:
    """The text of a cell that no spreadsheet takes for a formula."""
    text = str(value)
    return f"'{text}" if _FORMULA.match(text) else text


def plain_cell(text: str) -> str:
    """What `safe_cell` wrote, as it was before: a sheet that comes back is not altered."""
    return text[1:] if text[:1] == "'" and _FORMULA.match(text) else text
