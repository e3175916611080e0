"""What a person decides of a case. The machine never does: each function takes a member by name.

A refusal needs a reason; every decision is in the case's trail and in the audit.
"""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bastide.tenants import audit
from bastide.tenants.models import Member
from bastide.tenants.rights import EXAMINE, may
from bastide.usecases.check.keeping import tell
from bastide.usecases.check.models import Case, Event

# Shorter than this, a reason tells the applicant nothing she could contest.
SHORTEST_REASON = 10


class DecisionRefused(ValueError):
    """A decision that cannot be taken so; the message says why, in French."""


def accept(case: Case, member: Member, reason: str = "") -> None:
    """Raises `DecisionRefused` for who may not, or when the case is decided already."""
    _undecided(case)
    _decide(case, member, Case.State.ACCEPTED, Event.What.ACCEPTED, reason)


def refuse(case: Case, member: Member, reason: str) -> None:
    """By a named person, with her reason. Raises `DecisionRefused` otherwise."""
    _undecided(case)
    if len(reason.strip()) < SHORTEST_REASON:
        raise DecisionRefused(
            _("Un refus se motive : écrivez la raison en une phrase, elle sera dite au demandeur.")
        )
    _decide(case, member, Case.State.REFUSED, Event.What.REFUSED, reason)


def ask_for_missing(case: Case, member: Member, letter: str = "") -> None:
    """The letter was sent (`letter`: its words, kept in the trail): the case waits for files."""
    _undecided(case)
    _decide(case, member, Case.State.ASKED, Event.What.ASKED, letter)


def reopen(case: Case, member: Member, reason: str) -> None:
    """Takes a decision back, with its reason. Raises `DecisionRefused`."""
    if case.state == Case.State.OPEN:
        raise DecisionRefused(_("Ce dossier est déjà à instruire."))
    if len(reason.strip()) < SHORTEST_REASON:
        raise DecisionRefused(_("Dites en une phrase pourquoi le dossier est rouvert."))
    _decide(case, member, Case.State.OPEN, Event.What.REOPENED, reason)


def assign(case: Case, member: Member, to: Member, reason: str = "") -> None:
    """Passes the case to a colleague of the organisation who may examine."""
    _may_decide(case, member)
    if to.organisation_id != case.organisation_id or not (to.is_active and may(to, EXAMINE)):
        raise DecisionRefused(_("Cette personne n'instruit pas les dossiers ici."))
    with transaction.atomic():
        case.assignee = to
        case.save(update_fields=["assignee"])
        tell(case, member, Event.What.ASSIGNED, " : ".join(filter(None, (to.name, reason))))
        audit.record(member, "check.assign", "case", case.reference, to=to.email)


def colleagues(case: Case) -> list[Member]:
    """Those to whom the case may be passed, by name."""
    people = Member.objects.filter(organisation_id=case.organisation_id, is_active=True)
    return [person for person in people if may(person, EXAMINE)]


def _may_decide(case: Case, member: Member) -> None:
    if not (
        isinstance(member, Member)
        and member.is_active
        and member.organisation_id == case.organisation_id
        and may(member, EXAMINE)
    ):
        raise DecisionRefused(_("Seule une personne qui instruit ici peut décider."))


def _undecided(case: Case) -> None:
    if case.state in (Case.State.ACCEPTED, Case.State.REFUSED):
        raise DecisionRefused(_("Ce dossier est déjà décidé : rouvrez-le d'abord."))


def _decide(case: Case, member: Member, state: str, what: str, reason: str) -> None:
    _may_decide(case, member)
    decided = state in (Case.State.ACCEPTED, Case.State.REFUSED)
    with transaction.atomic():
        case.state = state
        case.decided = timezone.now() if decided else None
        case.decided_by = member if decided else None
        case.save(update_fields=["state", "decided", "decided_by"])
        tell(case, member, what, reason.strip())
        # The reason may name persons: it stays in the case, purged with it; the audit does not.
        audit.record(member, f"check.{what}", "case", case.reference)
