"""What a written document of minutes holds, in the words that are printed.

`fields` gives it under the French names that an authority's template uses.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bastide.providers.writers.printable import printable

DRAFT = "Projet généré automatiquement, à relire"


@dataclass(frozen=True, slots=True)
class SheetLine:
    """`time`: « 12:05 » from the beginning of the meeting, empty when nobody said."""

    text: str
    time: str = ""


@dataclass(frozen=True, slots=True)
class SheetPoint:
    title: str
    lines: tuple[SheetLine, ...]


@dataclass(frozen=True, slots=True)
class SheetDecision:
    """`votes`: in words, empty without a vote. `adopted`: False for what was turned down."""

    number: int
    text: str
    votes: str = ""
    adopted: bool = True
    time: str = ""


@dataclass(frozen=True, slots=True)
class SheetAction:
    what: str
    who: str = ""
    due: str = ""
    time: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """`kind`: « Compte rendu »; `day`: « 12 mars 2026 »."""

    authority: str
    kind: str
    title: str
    day: str = ""
    participants: tuple[str, ...] = ()
    excused: tuple[str, ...] = ()
    agenda: tuple[str, ...] = ()
    points: tuple[SheetPoint, ...] = ()
    decisions: tuple[SheetDecision, ...] = ()
    actions: tuple[SheetAction, ...] = ()
    attention: tuple[SheetLine, ...] = ()
    questions: tuple[SheetLine, ...] = ()

    @property
    def heading(self) -> str:
        return f"{self.kind} : {self.title}" if self.title else self.kind


def fields(sheet: Sheet) -> dict[str, Any]:
    """The sheet under the names of a template's fields; what no document may hold is left out."""

    def lines(found: tuple[SheetLine, ...]) -> list[dict[str, Any]]:
        return [{"texte": printable(one.text), "heure": one.time} for one in found]

    return {
        "collectivite": printable(sheet.authority),
        "genre": sheet.kind,
        "titre": printable(sheet.title),
        "date": sheet.day,
        "participants": [printable(one) for one in sheet.participants],
        "excuses": [printable(one) for one in sheet.excused],
        "ordre_du_jour": [printable(one) for one in sheet.agenda],
        "points": [
            {"titre": printable(point.title), "lignes": lines(point.lines)}
            for point in sheet.points
        ],
        "decisions": [
            {
                "numero": one.number,
                "texte": printable(one.text),
                "vote": one.votes,
                "adoptee": one.adopted,
                "heure": one.time,
            }
            for one in sheet.decisions
        ],
        "actions": [
            {
                "quoi": printable(one.what),
                "qui": printable(one.who),
                "echeance": one.due,
                "heure": one.time,
            }
            for one in sheet.actions
        ],
        "attention": lines(sheet.attention),
        "questions": lines(sheet.questions),
        "mention": DRAFT,
    }
