"""A text cut into what stays and what is replaced, and the values found by kind."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from bastide.engine.personal.replacing import replacements
from bastide.usecases.redact.kinds import NAMES
from bastide.usecases.redact.models import Redaction


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the text. `kind`: empty for what nobody found; `new`: what replaces it."""

    text: str
    kind: str = ""
    label: str = ""
    new: str = ""
    start: int = 0
    on: bool = False


@dataclass(slots=True)
class Value:
    """A value found, at how many places, of which `on` are replaced."""

    text: str
    new: str
    start: int
    places: int = 0
    on: int = 0


@dataclass(slots=True)
class Group:
    """The values of a kind."""

    kind: str
    label: str
    values: list[Value] = field(default_factory=list)

    @property
    def places(self) -> int:
        return sum(value.places for value in self.values)

    @property
    def on(self) -> int:
        return sum(value.on for value in self.values)


def parts(row: Redaction) -> list[Part]:
    """The whole text in order."""
    at, cut = 0, []
    for one, new in _with_new(row):
        start, end = one["start"], one["end"]
        cut += [Part(row.text[at:start])] if start > at else []
        label = str(NAMES[one["kind"]])
        cut.append(Part(row.text[start:end], one["kind"], label, new, start, one["on"]))
        at = end
    return [*cut, Part(row.text[at:])] if at < len(row.text) else cut


def groups(row: Redaction) -> list[Group]:
    """The values found, by kind, the most frequent first."""
    found: dict[str, dict[str, Value]] = {}
    for one, new in _with_new(row):
        text = " ".join(row.text[one["start"] : one["end"]].split())
        of_kind = found.setdefault(one["kind"], {})
        value = of_kind.setdefault(text.lower(), Value(text, new, one["start"]))
        value.places += 1
        value.on += bool(one["on"])
    return [
        Group(kind, str(label), sorted(found[kind].values(), key=lambda v: -v.places))
        for kind, label in NAMES.items()
        if kind in found
    ]


def _with_new(row: Redaction) -> list[tuple[dict[str, Any], str]]:
    """Each place and what replaces it, or would."""
    from bastide.engine.personal import Span

    spans = [Span(one["start"], one["end"], one["kind"]) for one in row.found]
    made = replacements(row.text, spans, pseudonyms=row.mode == Redaction.Mode.PSEUDONYMS)
    return list(zip(row.found, (one.new for one in made), strict=True))
