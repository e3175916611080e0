"""What agents do with a thread: say its service, hand it over, mark it done; and undo it."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bastide.tenants import audit
from bastide.tenants.models import Member
from bastide.usecases.mail import learning
from bastide.usecases.mail.models import Step, Thread


class Refused(ValueError):
    """What cannot be done; the message says why, in French."""


def correct(thread: Thread, member: Member, service: str, *, none: bool = False) -> None:
    """The service, in an agent's word: one, or none of ours; it is learnt in the background."""
    what = _("Service : %s") % (service or _("aucun des nôtres"))
    with transaction.atomic():
        _change(thread, member, what, "correct", said=service, said_none=none and not service,
                said_at=timezone.now())  # fmt: skip
        learning.order()


def hand(thread: Thread, member: Member, service: str, colleague: Member | None) -> None:
    """Entrusts a thread to a service (every member sees it then), to a colleague, or to both."""
    if not service and colleague is None:
        raise Refused(_("Choisissez un service ou un collègue."))
    whom = " · ".join(part for part in (service, colleague.name if colleague else "") if part)
    with transaction.atomic():
        _change(thread, member, _("Confié : %s") % whom, "hand", handed=service,
                assignee_id=colleague.pk if colleague else None)  # fmt: skip


def finish(thread: Thread, member: Member) -> None:
    with transaction.atomic():
        _change(thread, member, _("Marqué traité"), "done", state=Thread.State.DONE)


def reopen(thread: Thread, member: Member) -> None:
    with transaction.atomic():
        _change(thread, member, _("Rouvert"), "open", state=Thread.State.OPEN)


def undo(thread: Thread, member: Member) -> str:
    """Puts back what stood before the last step; says what was undone. Raises `Refused`."""
    with transaction.atomic():
        last = thread.steps.order_by("-id").first()
        if last is None:
            raise Refused(_("Il n'y a rien à annuler."))
        for name, value in last.before.items():
            if name == "assignee_id" and not _is_member(thread, value):
                value = None
            setattr(thread, name, value)
        thread.save(update_fields=list(last.before))
        what = last.what
        last.delete()
        learned = "said" in last.before
        audit.record(member, "mail.undo", "thread", thread.pk, what=what)
        if learned:
            learning.order()
    return str(what)


def _is_member(thread: Thread, pk: Any) -> bool:
    return Member.objects.filter(pk=pk, organisation_id=thread.organisation_id).exists()


def _change(thread: Thread, member: Member, what: str, action: str, **values: Any) -> None:
    before = {name: getattr(thread, name) for name in values}
    if before.get("said_at"):
        before["said_at"] = before["said_at"].isoformat()
    for name, value in values.items():
        setattr(thread, name, value)
    thread.save(update_fields=list(values))
    Step(thread=thread, by=member.name, what=what[:300], before=before).save()
    audit.record(member, f"mail.{action}", "thread", thread.pk)
