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
    count = 0
    for hit in re.finditer(f"{left}{spaced}{right}", row.text, re.IGNORECASE):
        touched = [o for o in row.found if o["start"] < hit.end() and hit.start() < o["end"]]
        for one in touched:
            one["on"] = True
        held = any(o["start"] <= hit.start() and hit.end() <= o["end"] for o in touched)
        count += 1
        if held or len(row.found) >= MOST_PLACES:
            continue
        start = min([hit.start(), *(o["start"] for o in touched)])
        end = max([hit.end(), *(o["end"] for o in touched)])
        row.found = [one for one in row.found if one not in touched]
        row.found.append({"start": start, "end": end, "kind": kind, "on": True, "hand": True})
    row.found.sort(key=lambda one: one["start"])
    return count


def _value(row: Redaction, one: dict[str, Any]) -> tuple[str, str]:
    return one["kind"], " ".join(row.text[one["start"] : one["end"]].lower().split())
