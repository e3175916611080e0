"""What the use case does in the background: read what was given, write its minutes.

Done twice, it gives one result. What it costs is in the ledger, a failure included.
"""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bastide.endpoints.chosen import Chosen, chat_for
from bastide.endpoints.models import Role
from bastide.endpoints.transcribing import Transcriber, transcriber_for
from bastide.engine.chat import ModelError
from bastide.engine.minutes.reading import Heard, Unreadable
from bastide.jobs.queue import MAX_ATTEMPTS, task
from bastide.runs import ledger
from bastide.runs.ledger import Stopwatch
from bastide.runs.models_used import use_of
from bastide.tenants.models import Member
from bastide.usecases.minutes import storage
from bastide.usecases.minutes.content import content_of
from bastide.usecases.minutes.flow import written
from bastide.usecases.minutes.keeping import given_of
from bastide.usecases.minutes.listening import heard_by
from bastide.usecases.minutes.models import Meeting
from bastide.usecases.minutes.purge import purge
from bastide.usecases.minutes.reading import is_sound, read_path
from bastide.usecases.minutes.rewriting import Rewritten, applied, prompt, rewrite
from bastide.usecases.minutes.versions import current, edit, keep

_FOUND = ("turns", "notices", "state", "problem", "path", "title", "day")


@task("minutes.write", gettext_lazy("Rédaction d'un compte rendu"))
def write(meeting: int) -> None:
    """Reads a meeting and writes its minutes. One that is gone, or read already, is left alone."""
    purge("minutes.write")
    row = Meeting.objects.filter(pk=meeting).first()
    if row is None or not row.under_way:
        return
    row.attempts += 1
    row.save(update_fields=["attempts"])
    watch = Stopwatch()
    transcriber = _transcriber(row)
    outcome, stage = "written", "model" if transcriber else "extract"
    try:
        heard = _heard(row, transcriber)
        _write(row, heard)
    except (Unreadable, ModelError) as error:
        outcome = "refused"
        _stop(row, str(error))
    except Exception:
        outcome = "error"
        if row.attempts >= MAX_ATTEMPTS:
            _stop(
                row, _("La lecture a échoué trois fois : donnez la réunion sous une autre forme.")
            )
        raise
    finally:
        use = use_of(transcriber.attempts) if transcriber else None
        ledger.record(watch, "minutes", stage, outcome, use=use)


@task("minutes.rewrite", gettext_lazy("Réécriture des propos d'un compte rendu"))
def rewrite_lines(meeting: int, member: int) -> None:
    """A model puts the spoken lines in written French; what is proved is one edit, to be undone."""
    row = Meeting.objects.filter(pk=meeting, writing=True).first()
    if row is None:
        return
    watch = Stopwatch()
    person = Member.objects.filter(pk=member, organisation=row.organisation_id).first()
    model = writer_for(person)
    found = Rewritten(problem=_("Plus aucun modèle n'est réglé pour rédiger."))
    try:
        if model is not None:
            before = current(row)
            found = rewrite(before, model)
            edit(row, lambda c: applied(c, before, found.texts), _("rédaction par le modèle"))
    finally:
        Meeting.objects.filter(pk=meeting).update(writing=False, problem=found.problem)
        ledger.record(
            watch,
            "minutes",
            "large",
            "written" if found.texts else "unproved" if found.withheld else "nothing",
            use=use_of(model.attempts, prompt()[1]) if model else None,
            proved=len(found.texts),
            withheld=found.withheld,
        )


def writer_for(member: Member | None) -> Chosen | None:
    """The model that writes for the organisation in scope: the large one, else the small one."""
    return chat_for(Role.ANSWER, member) or chat_for(Role.SMALL, member)


def _transcriber(row: Meeting) -> Transcriber | None:
    try:
        with storage.opened(row.path) as file:
            head = file.read(4096)
    except OSError:
        return None  # the reading says it
    return transcriber_for(row.owner) if is_sound(head, row.name) else None


def _heard(row: Meeting, transcriber: Transcriber | None) -> Heard:
    def told(done: int, parts: int) -> None:
        Meeting.objects.filter(pk=row.pk).update(
            state=Meeting.State.LISTENING, done=done, parts=parts
        )

    with storage.local(row.path) as path:
        if transcriber is None:
            return read_path(path, row.name)
        return heard_by(transcriber, path, row.name, told)


def _write(row: Meeting, heard: Heard) -> None:
    given = given_of(row)
    minutes = written(heard, row.kind, given)
    row.turns = [[turn.speaker, turn.start, turn.text] for turn in heard.transcript.turns]
    row.notices, row.state, row.problem = list(heard.notices), Meeting.State.DONE, ""
    row.title, row.day = (minutes.title or row.title)[:200], minutes.day
    path, row.path = row.path, ""
    with transaction.atomic():
        row.save(update_fields=_FOUND)
        row.versions.all().delete()
        keep(row, content_of(minutes), "")
    storage.remove(path)


def _stop(row: Meeting, problem: str) -> None:
    """Set aside with its reason; the file goes, it cannot be read."""
    path, row.path = row.path, ""
    row.state, row.problem = Meeting.State.FAILED, problem[:400]
    row.save(update_fields=["path", "state", "problem"])
    storage.remove(path)
