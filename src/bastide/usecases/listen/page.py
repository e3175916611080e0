"""A text cut into what is shown plain and what is marked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from bastide.usecases.listen.models import Note


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a text; `kind` says what it shows, empty when nothing."""

    text: str
    kind: str = ""
    label: str = ""


def kinds() -> dict[str, str]:
    """What the marks mean, in the reader's language."""
    return {
        "positive": _("positif"),
        "negative": _("négatif"),
        "anger": _("colère"),
        "distress": _("détresse"),
    }


def segments(note: Note) -> list[Segment]:
    """The text of a note, its marked words apart. Spans that do not fit are left out."""
    names, at, found = kinds(), 0, []
    for span in _sound(note.spans, len(note.text)):
        start, end, kind = span
        if start < at or kind not in names:
            continue
        if start > at:
            found.append(Segment(note.text[at:start]))
        found.append(Segment(note.text[start:end], kind, names[kind]))
        at = end
    if at < len(note.text):
        found.append(Segment(note.text[at:]))
    return found


def _sound(spans: Any, length: int) -> list[tuple[int, int, str]]:
    found = []
    for span in spans if isinstance(spans, list) else []:
        if isinstance(span, dict):
            start, end, kind = span.get("start"), span.get("end"), span.get("kind")
            if isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= length:
                found.append((start, end, str(kind)))
    return sorted(found)
