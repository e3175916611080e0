"""What the agents' corrections teach: learnt in the background, forgotten at a click."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from bastide.engine.mail.triage import Example, measure, train
from bastide.jobs.models import Job
from bastide.jobs.queue import enqueue
from bastide.usecases.mail.models import LocalModel, Thread
from bastide.usecases.mail.purge import rules
from bastide.usecases.mail.services import of_organisation
from bastide.usecases.mail.sides import ours_of
from bastide.usecases.mail.understanding import messages_of, own_addresses

TRAIN = "mail.train"


def order() -> None:
    """A training, unless one waits already: several corrections in a row are learnt at once."""
    if not Job.objects.filter(task=TRAIN, state=Job.State.WAITING).exists():
        enqueue(TRAIN)


def examples() -> list[Example]:
    """The corrections that stand since what was learnt was last forgotten."""
    said = Thread.objects.exclude(said_at=None).order_by("said_at")
    since = rules().forgotten
    if since is not None:
        said = said.filter(said_at__gt=since)
    own = own_addresses()
    return [Example(_words(thread, own), thread.said) for thread in said]


def learn() -> LocalModel | None:
    """Learns the corrections, with what they are worth; nothing when none stands."""
    known, services = examples(), of_organisation()
    if not known:
        LocalModel.objects.all().delete()
        return None
    told = measure(services, known)
    row = LocalModel(
        data=train(services, known).as_data(),
        examples=told.examples,
        answered=told.answered,
        right=told.right,
        services={name: list(pair) for name, pair in told.by_service.items()},
    )
    with transaction.atomic():
        LocalModel.objects.all().delete()
        row.save()
    return row


def forget() -> None:
    """Erases what was learnt; the services that agents chose stay on their threads, unlearnt."""
    row = rules()
    row.forgotten = timezone.now()
    with transaction.atomic():
        row.save()
        LocalModel.objects.all().delete()
        enqueue("mail.sort_again")


def _words(thread: Thread, own: list[str]) -> str:
    """The correspondent's own words, as the sorting reads them."""
    messages = messages_of(thread)
    ours = ours_of(messages, own)
    theirs = [one for one in messages if not ours(one.sender)] or messages
    subject = theirs[0].subject if theirs else ""
    return "\n".join([subject, *(one.written or one.body for one in theirs)])
