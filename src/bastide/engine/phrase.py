"""A sentence with holes, filled with the figures of a row, as they are written in French."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

_HOLE = re.compile(r"\{(:?\w+)\}")


def holes(sentence: str) -> set[str]:
    """The names in a sentence; those of parameters keep their colon."""
    return set(_HOLE.findall(sentence))


def filled(sentence: str, row: Mapping[str, Any], parameters: Mapping[str, str]) -> str:
    """The sentence with `{column}` and `{:parameter}` replaced; an unknown hole is left out."""

    def value(hole: re.Match[str]) -> str:
        name = hole.group(1)
        if name.startswith(":"):
            return parameters.get(name[1:], "")
        return written(row.get(name))

    return " ".join(_HOLE.sub(value, sentence).split(" "))


def written(value: Any) -> str:
    """A value as a French reader expects it: 12 345,5 ; 20/11/2026 ; « oui »."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, int | float):
        whole = float(value).is_integer()
        told = f"{int(value):,}" if whole else f"{value:,.2f}"
        return told.replace(",", "\u202f").replace(".", ",")
    text = str(value)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return f"{date.fromisoformat(text):%d/%m/%Y}" if _is_day(text) else text
    return text


def amount_of(rows: int, row: Mapping[str, Any]) -> float:
    """How many the answer counts, to choose the sentence: the first figure of a single row, else
    the number of rows. None of a single row counts as zero."""
    if rows != 1:
        return float(rows)
    first = next(iter(row.values()), None)
    if first is None:
        return 0.0
    return float(first) if isinstance(first, int | float) else 1.0


def _is_day(text: str) -> bool:
    try:
        datetime.strptime(text, "%Y-%m-%d")  # noqa: DTZ007 (a day has no time zone)
    except ValueError:
        return False
    return True
