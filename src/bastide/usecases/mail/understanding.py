"""What is understood of a thread, written beside it: by the job that read it, or after a lesson."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from django.utils import timezone

from bastide.engine.mail.model import Message
from bastide.engine.mail.triage import BadTriage, Service, Triager, cold, from_data
from bastide.library.models import Contact
from bastide.tenants.models import Member
from bastide.tenants.scope import current_organisation_id
from bastide.usecases.mail import flow
from bastide.usecases.mail.models import LocalModel, Mail, Thread
from bastide.usecases.mail.purge import rules
from bastide.usecases.mail.services import of_organisation
from bastide.usecases.mail.sides import ANYBODYS, domain, ours_of
from bastide.usecases.mail.told import message_as_data, message_from, understood_as_data

UNDERSTOOD = (
    "subject", "sender", "sender_name", "service", "confidence", "urgency", "due", "mails", "last",
    "told",
)  # fmt: skip
_LEVELS = {"high": Thread.Urgency.HIGH, "normal": Thread.Urgency.NORMAL, "low": Thread.Urgency.LOW}


def own_addresses() -> list[str]:
    """The authority's domains and addresses: those set, else the domains of its members and the
    commonest one of its directory, which names other administrations too."""
    said = rules().own.split()
    if said:
        return [one.strip(",;") for one in said]
    members = Member.objects.filter(organisation_id=current_organisation_id(), is_active=True)
    found = {domain(one) for one in members.values_list("email", flat=True)}
    emails = Contact.objects.exclude(email="").values_list("email", flat=True)
    found |= {host for host, _count in Counter(map(domain, emails)).most_common(1)}
    return sorted(found - ANYBODYS)


def chosen_triager() -> Triager:
    """What the corrections taught, if it knows the services of the day; else what is known of them
    before any."""
    services = of_organisation()
    row = LocalModel.objects.order_by("-id").first()
    if row is not None:
        try:
            learnt = from_data(row.data)
        except BadTriage:  # that of another version: it must be learnt again
            return _cold(services)
        if {one.name for one in services} <= set(learnt.services):
            return learnt
    return _cold(services)


_cold = lru_cache(maxsize=16)(cold)


def messages_of(thread: Thread) -> list[Message]:
    """The mails of a thread, the oldest first; one without a date follows that which came
    before it."""
    rows = list(thread.messages.order_by("id"))
    last = next((row.sent for row in rows if row.sent), thread.touched)
    dated = []
    for row in rows:
        last = row.sent or last
        dated.append((last, row.pk, row))
    return [message_from(row.data) for _when, _pk, row in sorted(dated, key=lambda one: one[:2])]


def understand(thread: Thread, services: Triager, own: Sequence[str]) -> None:
    """Reads a thread again and keeps what it comes to; what agents said of it stays."""
    messages = messages_of(thread)
    if not messages:
        return
    found = flow.understood(messages, services, today=timezone.localdate(), own=own)
    ours = ours_of(messages, own)
    theirs = next((one for one in messages if not ours(one.sender)), messages[0])
    thread.subject = messages[0].subject[:500]
    thread.sender, thread.sender_name = theirs.sender[:254], theirs.sender_name[:150]
    thread.service, thread.confidence = found.triage.service[:200], found.triage.confidence
    thread.urgency, thread.due = _LEVELS[found.urgency], found.brief.due
    thread.mails = len(messages)
    thread.last = max((one.sent for one in messages if one.sent), default=None)
    thread.told = understood_as_data(found)
    # An agent may have handed the thread over meanwhile: only what is understood is written.
    thread.save(update_fields=UNDERSTOOD)
    _keep_parts(thread, found.thread)


def _keep_parts(thread: Thread, parted: Sequence[Message]) -> None:
    """What of each mail is quoted, and what is signature, found once."""
    waiting = [row for row in thread.messages.all() if not row.data.get("written")]
    by_key = {(one.key, one.body): one for one in parted}
    for row in waiting:
        one = by_key.get((row.data["key"], row.data["body"]))
        if one is not None:
            row.data = message_as_data(one)
    Mail.objects.bulk_update(waiting, ["data"], batch_size=100)


def shown_services() -> list[Service]:
    """The services that an agent may choose among, ours first."""
    return sorted(of_organisation(), key=lambda one: not one.ours)
