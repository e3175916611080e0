"""What the page shows of a text: its paragraphs, its two languages, what is to be read again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bastide.engine.translation.languages import direction, name
from bastide.engine.translation.model import QUALITIES, Pair
from bastide.languages.translate import MENTION
from bastide.usecases.translate.models import Segment, Text


def told(code: str) -> dict[str, str]:
    """A language as a template needs it."""
    return {"code": code, "name": name(code), "dir": direction(code)}


def worth(pair: Pair | None) -> dict[str, Any]:
    """What a pair gives, and the names of the languages that it goes through."""
    return {"pair": pair, "via": [name(code) for code in pair.via] if pair else []}


def sides(text: Text) -> dict[str, Any]:
    """The two languages of a text, what made its translation, and what it is worth."""
    return {
        "source": told(text.source_language),
        "target": told(text.target_language),
        "quality": QUALITIES.get(text.quality, ""),  # type: ignore[call-overload]
        "mention": MENTION,
    }


def paragraphs(segments: Iterable[Segment]) -> list[list[Segment]]:
    """Segments in the paragraphs of their text."""
    found: list[list[Segment]] = [[]]
    for segment in segments:
        found[-1].append(segment)
        if "\n" in segment.after:
            found.append([])
    return [one for one in found if one]


def panel(segment: Segment) -> dict[str, Any]:
    """A segment open to be put right, those around it and the next one to be read again."""
    every = segment.text.segments.all()
    later = every.filter(position__gt=segment.position)
    return {
        "chosen": segment,
        "before": every.filter(position__lt=segment.position).last(),
        "after": later.first(),
        "next_doubt": next((one for one in later if one.doubtful), None),
    }


def whole(text: Text) -> str:
    """The translation as plain text, with what it is said under it."""
    said = "".join(one.said + one.after for one in text.segments.all())
    way = f"{name(text.source_language)} → {name(text.target_language)}, {text.engine}"
    return f"{said.rstrip()}\n\n[{MENTION[0].upper()}{MENTION[1:]} : {way}]\n"


def file_name(text: Text) -> str:
    """Under which name a translation is given: what it is, wherever it lies."""
    stem, _dot, suffix = text.name.rpartition(".") if text.path else (text.name[:40], "", "txt")
    clean = "".join(c if c.isalnum() or c in " -_'’()" else " " for c in stem)
    return f"{' '.join(clean.split())} ({name(text.target_language)}, non certifié).{suffix}"
