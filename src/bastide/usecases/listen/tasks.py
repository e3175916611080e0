"""What the use case does in the background: judge a batch, learn the labels of the place.

Done twice, each gives the same result. What it costs is in the ledger.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from bastide.engine.mood.judge import judge as mood_of
from bastide.engine.mood.model import BadModel, Model, from_data, shipped
from bastide.engine.mood.turns import WhoSpeaks, citizens_words
from bastide.jobs.queue import task
from bastide.providers.mood_vectors import to_judge
from bastide.runs import ledger
from bastide.runs.ledger import Stopwatch
from bastide.usecases.listen import asking, learning
from bastide.usecases.listen.models import Batch, LocalModel, Note
from bastide.usecases.listen.purge import purge

AT_A_TIME = 200
JUDGED = ("judged", "polarity", "score", "anger", "distress", "spans", "problem")


@task("listen.judge", gettext_lazy("Lecture de l'humeur d'un lot de textes"))
def judge(batch: int) -> None:
    """Judges what is not judged yet of a batch; one that is gone is left alone."""
    purge("listen.judge")
    row = Batch.objects.filter(pk=batch).first()
    if row is None:
        return
    watch = Stopwatch()
    _judge_all(row, chosen_model())
    ledger.record(watch, "listen", "linear", "judged")


@task("listen.train", gettext_lazy("Apprentissage de l'humeur"))
def train(model: int) -> None:
    """Learns the labels, keeps what it gains, and judges the texts again."""
    row = LocalModel.objects.filter(pk=model).first()
    if row is None or row.data or row.problem:
        return
    watch = Stopwatch()
    learning.learn(row)
    if row.data:
        judge_again()
    ledger.record(watch, "listen", "linear", "learnt" if row.data else "refused")


@task(asking.TASK, gettext_lazy("Choix des textes à étiqueter"))
def ask() -> None:
    """Chooses the texts that agents should label next."""
    purge(asking.TASK)
    watch = Stopwatch()
    chosen = asking.choose()
    ledger.record(watch, "listen", "linear", "asked" if chosen else "nothing")


@task("listen.judge_again", gettext_lazy("Nouvelle lecture de l'humeur des textes"))
def judge_again() -> None:
    """Judges every text with the model of the day; what persons said of them stays."""
    Note.objects.update(judged=False)
    model = chosen_model()
    for row in Batch.objects.all():
        _judge_all(row, model)


def chosen_model() -> Model:
    """The local model if there is a sound one, else the shipped one."""
    row = LocalModel.objects.filter(problem="").exclude(data={}).order_by("-id").first()
    try:
        model = from_data(row.data) if row is not None else shipped()
        to_judge(model, [""])
        return model
    except BadModel:  # that of another version, or its retriever is away: learn it again
        return shipped()


def _judge_all(row: Batch, model: Model) -> None:
    waiting = row.notes.filter(judged=False)
    while notes := list(waiting[:AT_A_TIME]):
        words = [_words(note) for note in notes]
        vectors = to_judge(model, [text or "" for text in words])
        for note, text, vector in zip(notes, words, vectors, strict=True):
            _judge_one(note, text, model, vector)
        Note.objects.bulk_update(notes, JUDGED)
        Batch.objects.filter(pk=row.pk).update(read=row.notes.filter(judged=True).count())
    Batch.objects.filter(pk=row.pk).update(state=Batch.State.DONE, read=row.total)


def _words(note: Note) -> str | None:
    """The citizen's words; None, and the note says why, where it is not known who speaks."""
    note.problem = ""
    try:
        return citizens_words(note.text)
    except WhoSpeaks as error:
        note.problem = str(error)
        return None


def _judge_one(note: Note, words: str | None, model: Model, vector: list[float] | None) -> None:
    note.judged = True
    if words is None:
        note.polarity, note.score, note.spans = "", 0.0, []
        note.anger = note.distress = False
        return
    mood = mood_of(words, model, vector)
    note.polarity, note.score = mood.polarity, mood.score
    note.anger, note.distress = mood.anger, mood.distress
    note.spans = [{"start": s.start, "end": s.end, "kind": s.kind} for s in mood.spans]
