"""The trail of a case: who did or decided what, when and why. It is only added to."""

from __future__ import annotations

from typing import Any

from bastide.tenants.models import Member
from bastide.usecases.check.models import Case, Event

# A reason may be a whole letter.
LONGEST_REASON = 25_000


def tell(case: Case, actor: Any, what: str, reason: str = "") -> Event:
    """Adds to the trail of the case. `actor`: a member, or the name of who else acts (French)."""
    event = Event(
        case=case,
        by=actor if isinstance(actor, Member) else None,
        who=str(actor)[:254],
        what=what,
        reason=reason[:LONGEST_REASON],
    )
    event.save()
    return event
