"""The local model: at most a hundred labels of agents, learnt at one click, forgotten at one."""

from __future__ import annotations

from bastide.engine.mood.local import Label, TooFewLabels, measure
from bastide.engine.mood.local import train as learn_labels
from bastide.engine.mood.turns import WhoSpeaks, citizens_words
from bastide.jobs.queue import enqueue
from bastide.providers.mood_vectors import to_learn
from bastide.usecases.listen.models import LocalModel, Note

MOST_LABELS = 100
MOST_OTHERS = 1500
_VALUE = {"negative": -1, "neutral": 0, "positive": 1}


def order() -> LocalModel:
    """A training ordered; the worker does it."""
    row = LocalModel()
    row.save()
    enqueue("listen.train", model=row.pk)
    return row


def forget() -> int:
    """Erases what was learnt and has the texts judged again by the shipped model; the labels stay.
    Returns how many models were forgotten."""
    count: int = LocalModel.objects.count()
    LocalModel.objects.all().delete()
    if count:
        enqueue("listen.judge_again")
    return count


def learn(row: LocalModel) -> None:
    """Learns the last labels into `row`, with what they gain in cross-validation."""
    known = labels()
    others = Note.objects.filter(said="").order_by("-id")[:MOST_OTHERS]
    texts = [text for note in others if (text := words_of(note))]
    vectors = to_learn([*(label.text for label in known), *texts])
    try:
        model = learn_labels(known, texts, vectors)
        told = measure(known, texts, vectors)
    except TooFewLabels as error:
        row.problem = f"{error} ({len(known)})"
        row.save(update_fields=["problem"])
        return
    row.data, row.labels = model.as_data(), len(known)
    row.before, row.after = told.before, told.after
    row.save(update_fields=["data", "labels", "before", "after"])


def labels() -> list[Label]:
    """The last labels of agents, `MOST_LABELS` at most."""
    said = Note.objects.exclude(said="").order_by("-said_at")[:MOST_LABELS]
    return [Label(text, _VALUE[note.said]) for note in said if (text := words_of(note))]


def words_of(note: Note) -> str:
    """The citizen's words; empty where it is not known who speaks."""
    try:
        return citizens_words(note.text).strip()
    except WhoSpeaks:
        return ""
