"""New mails put with the threads that they belong to, within one lane: a member's own mails, or a
mailbox's. Joined twice, a mail stays one."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from bastide.engine.mail.model import Message
from bastide.engine.mail.threads import bare_subject, threads
from bastide.usecases.mail.models import Intake, Mail, Reference, Reply, Thread
from bastide.usecases.mail.told import message_as_data, message_from

LONGEST_KEY = 500


def join(messages: Sequence[Message], intake: Intake) -> set[int]:
    """Keeps mails; the numbers of the threads to understand again."""
    with transaction.atomic():
        rows = _near(messages, intake)
        old = [(message_from(row.data), row) for row in rows]
        kept = {id(message): row for message, row in old}
        changed: set[int] = set()
        for group in threads([*(message for message, _ in old), *messages]):
            known = [kept[id(one)] for one in group if id(one) in kept]
            new = [one for one in group if id(one) not in kept]
            places = {row.thread_id for row in known}
            if not new and len(places) == 1:
                # A worker that was killed kept the mails, and did not understand their thread.
                if known[0].thread.mails != len(known):
                    changed.update(places)
                continue
            changed.add(_together(known, new, places, intake))
    return changed


def _near(messages: Sequence[Message], intake: Intake) -> list[Mail]:
    """The mails of the lane's threads that any of these may belong to."""
    keys = {key[:LONGEST_KEY] for one in messages for key in (one.key, *one.answers)}
    topics = {topic[:500] for one in messages if (topic := bare_subject(one.subject))}
    people = {address for one in messages for address in (one.sender, *one.to)}
    lane = Q(thread__owner=intake.owner_id, thread__box=intake.box_id)
    near = Q(thread__messages__key__in=keys) | Q(thread__references__key__in=keys)
    near |= Q(thread__topic__in=topics, thread__sender__in=people)
    numbers = Mail.objects.filter(lane & near).values_list("thread", flat=True).distinct()
    return list(
        Mail.objects.filter(thread__in=list(numbers)).select_related("thread").order_by("pk")
    )


def _together(
    known: Sequence[Mail], new: Sequence[Message], places: set[int], intake: Intake
) -> int:
    """One thread of them all: the oldest there was, else a new one."""
    if places:
        thread = Thread.objects.get(pk=min(places))
    else:
        first = new[0]
        thread = Thread(
            owner_id=intake.owner_id,
            box_id=intake.box_id,
            subject=first.subject[:500],
            topic=bare_subject(first.subject)[:500],
            sender=first.sender[:254],
            sender_name=first.sender_name[:150],
        )
    thread.touched = timezone.now()
    if new:
        thread.state = Thread.State.OPEN
    thread.save()
    for row in known:
        if row.thread_id != thread.pk:
            row.thread = thread
            row.save(update_fields=["thread"])
    for number in places - {thread.pk}:
        _merge(number, thread)
    for message in new:
        Mail(
            thread=thread,
            key=message.key[:LONGEST_KEY],
            sent=message.sent,
            data=message_as_data(message),
        ).save()
        Reference.objects.bulk_create(
            Reference(thread=thread, key=key[:LONGEST_KEY]) for key in message.answers
        )
    return thread.pk


def _merge(number: int, thread: Thread) -> None:
    """What else a thread held goes to the one that takes its mails; nothing typed is lost."""
    other = Thread.objects.get(pk=number)
    if other.messages.exists():
        return
    other.references.update(thread=thread)
    other.steps.update(thread=thread)
    for reply in other.replies.all():
        hers = Reply.objects.filter(thread=thread, member=reply.member_id).first()
        if hers is None:
            reply.thread = thread
            reply.save(update_fields=["thread"])
        elif reply.text.strip() and reply.text != hers.text:
            hers.text = f"{hers.text}\n\n---\n\n{reply.text}"
            hers.save()
    other.delete()
