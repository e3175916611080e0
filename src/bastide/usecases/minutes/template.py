"""An authority's template tried before it is kept: filled with a meeting that has everything."""

from __future__ import annotations

from bastide.providers.writers.minutes_sheet import (
    Sheet,
    SheetAction,
    SheetDecision,
    SheetLine,
    SheetPoint,
    fields,
)
from bastide.providers.writers.minutes_template import filled_apart


def sample() -> Sheet:
    """A fictitious meeting in which each field holds something."""
    line = SheetLine("Une phrase du compte rendu.", "12:05")
    return Sheet(
        authority="Commune de Chimérique",
        kind="Compte rendu",
        title="Comité d'essai",
        day="12 mars 2026",
        participants=("Mme Essai",),
        excused=("M. Essai",),
        agenda=("Premier point",),
        points=(SheetPoint("Premier point", (line,)),),
        decisions=(SheetDecision(1, "Une décision.", "12 pour, 1 contre", True, "12:05"),),
        actions=(SheetAction("Une action.", "Mme Essai", "15/03/2026", "12:05"),),
        attention=(line,),
        questions=(line,),
    )


def checked(template: bytes) -> bytes:
    """The template, once it was filled. Raises `BadTemplate`, in French."""
    empty = Sheet(authority="Commune de Chimérique", kind="Compte rendu", title="Comité d'essai")
    for sheet in (sample(), empty):
        filled_apart(template, fields(sheet))
    return template
