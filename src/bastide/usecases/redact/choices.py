"""What the agent decides of the places found: one by one, by value, by kind, or her own words."""

from __future__ import annotations

import re
from typing import Any

from bastide.engine.personal import KINDS
from bastide.usecases.redact.models import Redaction

LONGEST_WORDS = 300
MOST_PLACES = 20_000


def toggle(row: Redaction, start: int) -> None:
    """Accepts or refuses one place."""
    for one in row.found:
        if one["start"] == start:
            one["on"] = not one["on"]


def by_value(row: Redaction, start: int, *, on: bool) -> None:
    """Accepts or refuses every place where the value found at `start` stands."""
    chosen = next((one for one in row.found if one["start"] == start), None)
    if chosen is not None:
        for one in row.found:
            if _value(row, one) == _value(row, chosen):
                one["on"] = on


def by_kind(row: Redaction, kind: str, *, on: bool) -> None:
    """Accepts or refuses every place of a kind."""
    for one in row.found:
        if one["kind"] == kind:
            one["on"] = on


def add(row: Redaction, words: str, kind: str) -> int:
    """Adds every place where these words stand, capitals or not, and returns how many; a place
    that was found already is accepted."""
    words = words.strip()[:LONGEST_WORDS]
    if not words or kind not in KINDS:
        return 0
    left = r"(?<!\w)" if re.match(r"\w", words) else ""
    right = r"(?!\w)" if re.search(r"\w\Z", words) else ""
    spaced = r"\s+".join(map(re.escape, words.split()))
    hits = [hit.span() for hit in re.finditer(f"{left}{spaced}{right}", row.text, re.IGNORECASE)]
    kept: list[dict[str, Any]] = []
    room = MOST_PLACES - len(row.found)
    at = 0
    # Places and hits are both in order and apart: one pass over the two.
    for start, end in hits:
        while at < len(row.found) and row.found[at]["end"] <= start:
            kept.append(row.found[at])
            at += 1
        touched = [kept.pop()] if kept and start < kept[-1]["end"] else []
        while at < len(row.found) and row.found[at]["start"] < end:
            touched.append(row.found[at])
            at += 1
        for one in touched:
            one["on"] = True
        held = any(one["start"] <= start and end <= one["end"] for one in touched)
        if held or (room <= 0 and not touched):
            kept += touched
            continue
        room += len(touched) - 1
        start = min([start, *(one["start"] for one in touched)])
        end = max([end, *(one["end"] for one in touched)])
        kept.append({"start": start, "end": end, "kind": kind, "on": True, "hand": True})
    row.found = [*kept, *row.found[at:]]
    return len(hits)


def _value(row: Redaction, one: dict[str, Any]) -> tuple[str, str]:
    return one["kind"], " ".join(row.text[one["start"] : one["end"]].lower().split())
