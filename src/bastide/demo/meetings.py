"""Loads the demonstration's meeting: a fictitious transcript as Teams exports one, shared with all.

It is read in the background, as those of a page.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from bastide.jobs.queue import in_bulk
from bastide.usecases.minutes.flow import Given
from bastide.usecases.minutes.keeping import keep
from bastide.usecases.minutes.models import Kind, Meeting

FILE = "comite-accueil.vtt"
GIVEN = Given(
    title="Comité de suivi de l'accueil",
    day=date(2026, 11, 12),  # what is said in it goes with that day
    agenda=(
        "La carte de transport Thymo",
        "Les horaires de la Maison de la Région de Pins-les-Flots",
        "Le budget de l'accueil",
    ),
)


def load_meeting(folder: Path, tell: Callable[[str], None] = lambda _: None) -> Meeting | None:
    """The meeting, within the scope of its organisation; nothing if there is one already."""
    path = folder / FILE
    if not path.exists() or Meeting.objects.exists():
        return None
    tell("Comptes rendus : une réunion fictive…")
    with in_bulk():
        return keep([path.read_bytes()], FILE, None, Kind.REPORT, GIVEN, shared=True)
