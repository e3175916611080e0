"""Which texts agents should label next: chosen in the background, those that teach most first.

`Note.asked` is the rank of a text among them. The choice is that of `bastide listen train
--suggest`; it is made anew at a click, once the labels of the former one are given.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import QuerySet

from bastide.engine.mood.asking import MOST_ASKED, worth_labelling
from bastide.engine.mood.features import see
from bastide.engine.mood.local import Label
from bastide.jobs.models import Job
from bastide.jobs.queue import enqueue
from bastide.providers.mood_vectors import to_learn
from bastide.usecases.listen.learning import labels, words_of
from bastide.usecases.listen.models import Note

TASK = "listen.ask"
ASKED = 20


def choosing() -> bool:
    """Whether a choice is being made, or waits to be."""
    open_ = (Job.State.WAITING, Job.State.RUNNING)
    return Job.objects.filter(task=TASK, state__in=open_).exists()


def order() -> bool:
    """Orders a choice, unless one is being made; says whether it did."""
    if choosing():
        return False
    enqueue(TASK)
    return True


def asked() -> QuerySet[Note]:
    """The texts that are still to label, the most useful first."""
    return Note.objects.filter(asked__isnull=False, said="").order_by("asked")


def choose() -> int:
    """Chooses among the last `MOST_ASKED` texts without a label; returns how many it chose."""
    waiting = Note.objects.filter(said="", judged=True, problem="").order_by("-id")[:MOST_ASKED]
    notes = [(note, text) for note in waiting if (text := words_of(note))]
    known = labels()
    chosen = [notes[place][0] for place in _places(known, [text for _, text in notes])]
    for rank, note in enumerate(chosen, 1):
        note.asked = rank
    with transaction.atomic():
        Note.objects.filter(asked__isnull=False).update(asked=None)
        Note.objects.bulk_update(chosen, ["asked"])
    return len(chosen)


def _places(known: Sequence[Label], texts: Sequence[str]) -> list[int]:
    if not texts:
        return []
    rows = [(see(one.text), one.polarity) for one in known]
    vectors = to_learn([*(one.text for one in known), *texts])
    return worth_labelling(rows, [see(text) for text in texts], ASKED, vectors)
