"""Cells of the sheets that people download and open."""

from __future__ import annotations


def safe_cell(value: object) -> str:
    """The text of a cell that no spreadsheet takes for a formula.

    OWASP, « CSV Injection »: a cell that begins with `=`, `+`, `-`, `@`, tab or return is run.
    """
    text = str(value)
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r", "\n"} else text


def plain_cell(text: str) -> str:
    """What `safe_cell` wrote, as it was before: a sheet that comes back is not altered."""
    return text[1:] if text[:1] == "'" and safe_cell(text[1:]) == text else text
