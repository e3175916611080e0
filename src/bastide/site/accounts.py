"""A member's account made anonymous: what she decided stays, under « compte effacé »."""

from __future__ import annotations

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session

from bastide.tenants.models import Member

NAME = "compte effacé"


def anonymise(member: Member) -> None:
    """Name, address, password, groups, sessions and attempts at signing in are erased.

    The account itself stays, closed: decisions point at it, and the trail must tell one author
    from another (GDPR, art. 17(3)b and e).
    """
    for model in (AccessAttempt, AccessLog, AccessFailureLog):
        model.objects.filter(username__iexact=member.email).delete()
    for session in Session.objects.all().iterator():
        if session.get_decoded().get(SESSION_KEY) == str(member.pk):
            session.delete()
    member.name = NAME
    member.email = f"efface-{member.pk}@compte.invalid"
    member.is_active = False
    member.last_login = None
    member.set_unusable_password()
    member.save()
    member.groups.clear()
