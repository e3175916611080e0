"""Loads the demonstration's notes of contact: fictitious texts over eight weeks, `notes.tsv`.

Columns: days before today, theme, territory, text (« | » starts a line), polarity that an agent
gave, if any. They are judged in the background, as those of a page.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from bastide.jobs.queue import in_bulk
from bastide.usecases.listen.keeping import Taken, keep
from bastide.usecases.listen.models import Batch

NAME = "Notes de contact fictives"
_SAID = {"+": "positive", "=": "neutral", "-": "negative"}


def load_notes(path: Path, tell: Callable[[str], None] = lambda _: None) -> Batch | None:
    """The notes, within the scope of their organisation; nothing if they are there already."""
    if not path.exists() or Batch.objects.exists():
        return None
    taken = [_taken(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    tell(f"Humeur des usagers : {len(taken)} notes fictives…")
    with in_bulk():
        return keep(NAME, taken, 0)


def _taken(line: str) -> Taken:
    days, theme, territory, text, *said = line.split("\t")
    day = timezone.localdate() - timedelta(days=int(days))
    polarity = _SAID.get(said[0], "") if said else ""
    return Taken(text.replace(" | ", "\n"), theme, territory, day, polarity)
