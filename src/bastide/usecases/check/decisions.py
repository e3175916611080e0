"""What a person decides of a case, kept. The machine never does: each function takes a member.

`engine.pieces.decision` says who may do what and when; every decision is in the case's trail and
in the audit, under the person's name.
"""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bastide.engine.pieces.decision import Action, Actor, Decided, NotAllowed, act
from bastide.tenants import audit
from bastide.tenants.models import Member
from bastide.tenants.rights import EXAMINE, may
from bastide.usecases.check.models import Case, Event
from bastide.usecases.check.trail import tell


class DecisionRefused(ValueError):
    """A decision that cannot be taken so; the message says why, in French."""


def accept(case: Case, member: Member, reason: str = "") -> None:
    """Raises `DecisionRefused` for who may not, or when the case is decided already."""
    _decide(case, member, "accept", Event.What.ACCEPTED, reason)


def refuse(case: Case, member: Member, reason: str) -> None:
    """By a named person, with her reason. Raises `DecisionRefused` otherwise."""
    _decide(case, member, "refuse", Event.What.REFUSED, reason)


def ask_for_missing(case: Case, member: Member, letter: str = "") -> None:
    """The letter was sent (`letter`: its words, kept in the trail): the case waits for files."""
    _decide(case, member, "ask", Event.What.ASKED, letter)


def reopen(case: Case, member: Member, reason: str) -> None:
    """Takes a decision back, with its reason. Raises `DecisionRefused`."""
    _decide(case, member, "reopen", Event.What.REOPENED, reason)


def assign(case: Case, member: Member, to: Member, reason: str = "") -> None:
    """Passes the case to a colleague of the organisation who may examine."""
    _after(case, member, "assign", reason)
    if not _instructs(to, case):
        raise DecisionRefused(_("Cette personne n'instruit pas les dossiers ici."))
    with transaction.atomic():
        case.assignee = to
        case.save(update_fields=["assignee"])
        tell(case, member, Event.What.ASSIGNED, " : ".join(filter(None, (to.name, reason))))
        audit.record(member, "check.assign", "case", case.reference, to=to.email)


def colleagues(case: Case) -> list[Member]:
    """Those to whom the case may be passed, by name."""
    people = Member.objects.filter(organisation_id=case.organisation_id, is_active=True)
    return [person for person in people if _instructs(person, case)]


def _instructs(member: object, case: Case) -> bool:
    return (
        isinstance(member, Member)
        and member.is_active
        and member.organisation_id == case.organisation_id
        and may(member, EXAMINE)
    )


def _after(case: Case, member: Member, action: Action, reason: str) -> Decided:
    if not _instructs(member, case):
        raise DecisionRefused(_("Seule une personne qui instruit ici peut décider."))
    before = Decided(case.state)  # type: ignore[arg-type]
    try:
        return act(before, action, Actor("instructor", member.name), reason)
    except NotAllowed as error:
        raise DecisionRefused(str(error)) from error


def _decide(case: Case, member: Member, action: Action, what: str, reason: str) -> None:
    after = _after(case, member, action, reason)
    with transaction.atomic():
        case.state = after.state
        case.decided = timezone.now() if after.by else None
        case.decided_by = member if after.by else None
        case.save(update_fields=["state", "decided", "decided_by"])
        tell(case, member, what, reason.strip())
        # The reason may name persons: it stays in the case, purged with it; the audit does not.
        audit.record(member, f"check.{what}", "case", case.reference)
