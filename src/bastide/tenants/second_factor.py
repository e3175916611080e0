"""The second factor of a local account: a code of six digits from a telephone, or a recovery code.

1. `enrol` keeps the key once a code made of it was given, and answers ten recovery codes.
2. `enter` takes a code after the right password; five wrong ones, a quarter of an hour of patience.
3. `renew` and `remove` ask for the password again; `reset` is the administrator's.

Each try holds the row of the factor: two at once are taken one after the other, so that neither a
code nor the last try is had twice.
"""

from __future__ import annotations

import hashlib
import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from enum import Enum
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from bastide.providers import one_time_codes
from bastide.tenants import audit
from bastide.tenants.models import Member, RecoveryCode, SecondFactor
from bastide.tenants.scope import scope

MOST_FAILURES = 5
PATIENCE = timedelta(minutes=15)
RECOVERY_CODES = 10
# Without i, l, o and u, which are read for others: 16 letters of 32 are 80 bits, which nobody
# guesses from a digest, however fast it is made.
_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
_SLIPS = str.maketrans("ilou", "110v", " -\u00a0\u202f")

_log = logging.getLogger(__name__)


class Result(Enum):
    RIGHT = "right"
    WRONG = "wrong"
    BLOCKED = "blocked"


def has_factor(member: Member) -> bool:
    with scope(member.organisation_id):
        return SecondFactor.objects.filter(member=member).exists()


def must_enrol(member: Member) -> bool:
    """The organisation requires a factor that the member lacks. Never in the demonstration, whose
    accounts are open to everybody."""
    return (
        member.organisation.second_factor_required
        and not settings.DEMO
        and member.has_usable_password()
        and not has_factor(member)
    )


def codes_left(member: Member) -> int:
    with scope(member.organisation_id):
        return RecoveryCode.objects.filter(factor__member=member, used=None).count()


def enrol(member: Member, secret: str, code: str) -> list[str] | None:
    """The recovery codes, to be shown once; None for a wrong code, or when there is a factor."""
    step = one_time_codes.step_of(secret, digits(code), timezone.now().timestamp())
    if step is None:
        return None
    with _locked(member) as factor:
        if factor is not None:
            return None
        factor = SecondFactor(
            member=member,
            secret=one_time_codes.closed(secret, settings.SECRET_KEY),
            last_step=step,
        )
        factor.save()
        _changed(member)
        audit.record(member, "factor.add", "member", member.email)
        return _new_codes(factor)


def enter(member: Member, typed: str) -> Result:
    """A code given at sign-in: that of the telephone, or a recovery code."""
    with _locked(member) as factor:
        if factor is None:
            return Result.WRONG
        if _blocked(factor):
            return Result.BLOCKED
        step = _step(factor, typed)
        if step is not None and step > factor.last_step:
            factor.last_step = step
        elif not _take_recovery_code(factor, typed):
            return _failed(member, factor)
        factor.failures = 0
        factor.blocked_until = None
        factor.save()
        return Result.RIGHT


def renew(member: Member, password: str) -> tuple[Result, list[str]]:
    """Ten new recovery codes; those from before are worth nothing any more."""
    right = member.check_password(password)  # slow: before the row is held
    with _locked(member) as factor:
        result = _allowed(member, factor, right)
        if factor is None or result is not Result.RIGHT:
            return result, []
        RecoveryCode.objects.filter(factor=factor).delete()
        audit.record(member, "factor.renew", "member", member.email)
        return result, _new_codes(factor)


def remove(member: Member, password: str) -> Result:
    right = member.check_password(password)
    with _locked(member) as factor:
        result = _allowed(member, factor, right)
        if factor is not None and result is Result.RIGHT:
            factor.delete()
            _changed(member)
            audit.record(member, "factor.remove", "member", member.email)
        return result


def reset(actor: Any, member: Member) -> bool:
    """By an administrator, or a command: the telephone is lost. False when there is no factor."""
    with _locked(member) as factor:
        if factor is None:
            return False
        factor.delete()
        _changed(member)
        audit.record(actor, "factor.reset", "member", member.email)
        return True


def digits(typed: str) -> str:
    """A code as it is typed, « 123 456 » too."""
    return "".join(typed.split())


@contextmanager
def _locked(member: Member) -> Iterator[SecondFactor | None]:
    """The member's factor, held for the time of one transaction in her organisation."""
    with scope(member.organisation_id), transaction.atomic():
        Member.objects.select_for_update().get(pk=member.pk)
        yield SecondFactor.objects.select_for_update().filter(member=member).first()


def _blocked(factor: SecondFactor) -> bool:
    now = timezone.now()
    if factor.blocked_until and factor.blocked_until <= now:
        factor.failures, factor.blocked_until = 0, None
    return factor.blocked_until is not None


def _failed(member: Member, factor: SecondFactor) -> Result:
    factor.failures += 1
    audit.record(member, "factor.wrong", "member", member.email)
    if factor.failures >= MOST_FAILURES:
        factor.blocked_until = timezone.now() + PATIENCE
        audit.record(member, "factor.blocked", "member", member.email)
    factor.save()
    return Result.BLOCKED if factor.blocked_until else Result.WRONG


def _allowed(member: Member, factor: SecondFactor | None, right: bool) -> Result:
    if factor is None:
        return Result.WRONG
    if _blocked(factor):
        return Result.BLOCKED
    return Result.RIGHT if right else _failed(member, factor)


def _step(factor: SecondFactor, typed: str) -> int | None:
    try:
        secret = one_time_codes.opened(factor.secret, settings.SECRET_KEY)
    except one_time_codes.Unreadable:
        _log.error("second factor of member %s: closed by another signing key", factor.member_id)
        return None
    return one_time_codes.step_of(secret, digits(typed), timezone.now().timestamp())


def _take_recovery_code(factor: SecondFactor, typed: str) -> bool:
    kept = RecoveryCode.objects.filter(factor=factor, used=None)
    if kept.filter(digest=_digest(factor, typed)).update(used=timezone.now()) != 1:
        return False
    member = factor.member
    audit.record(member, "factor.recovery", "member", member.email, left=kept.count())
    return True


def _new_codes(factor: SecondFactor) -> list[str]:
    codes = []
    for _number in range(RECOVERY_CODES):
        letters = "".join(secrets.choice(_LETTERS) for _letter in range(16))
        codes.append("-".join(letters[i : i + 4] for i in range(0, 16, 4)))
        RecoveryCode(factor=factor, digest=_digest(factor, codes[-1])).save()
    return codes


def _digest(factor: SecondFactor, code: str) -> str:
    folded = code.strip().lower().translate(_SLIPS)
    return hashlib.sha256(f"{factor.pk} {folded}".encode()).hexdigest()


def _changed(member: Member) -> None:
    """Ends the sessions that were opened before."""
    Member.objects.filter(pk=member.pk).update(factor_changes=F("factor_changes") + 1)
    member.refresh_from_db(fields=["factor_changes"])
