"""Signing in with a local account, throttled by django-axes (5 tries, then 15 minutes).

A member who has a second factor is not signed in by her password: `begin` notes in the session
that it was right, and `enter` opens the session once the code was (`views_account.code`).
The session notes when the password was last given: what it protects asks it again after a while.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import authenticate, login
from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from bastide.tenants import audit
from bastide.tenants.models import Member
from bastide.tenants.scope import scope

BACKEND = "bastide.tenants.signin.LocalAccounts"
WAITING = "waiting_for_code"
WAITING_SECONDS = 600  # time to find the telephone
GIVEN_AT = "password_given_at"
RECENT_SECONDS = 600  # time to read the page and to find the telephone


class LocalAccounts(ModelBackend):
    """E-mail (any case) and password. Django's permission tables are not used: see `rights`."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **kwargs: Any,
    ) -> Member | None:
        email = (username or kwargs.get("email") or "").strip()
        member = Member.objects.filter(email__iexact=email).select_related("organisation").first()
        if member is None:
            Member().set_password(password)  # as long as a real check: accounts cannot be guessed
            return None
        if password and member.check_password(password) and member.is_active:
            return member
        return None

    def get_user(self, user_id: int) -> Member | None:
        member = Member.objects.select_related("organisation").filter(pk=user_id).first()
        return member if member and member.is_active else None


def address_of(request: HttpRequest) -> str:
    """The caller's address, read behind as many proxies as the configuration trusts."""
    forwarded = [a.strip() for a in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if a]
    depth = settings.TRUSTED_PROXIES
    if depth and len(forwarded) >= depth:
        return forwarded[-depth]
    return request.META.get("REMOTE_ADDR", "")


def locked_out(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    return render(request, "tenants/locked_out.html", status=429)


def no_more_codes(request: HttpRequest) -> HttpResponse:
    return render(request, "tenants/locked_out.html", {"factor": True}, status=429)


def begin(request: HttpRequest, member: Member, following: str) -> None:
    """The password was right; the code is still to come. `following`: checked by the caller."""
    request.session.flush()
    request.session[WAITING] = {
        "member": member.pk,
        "hash": member.get_session_auth_hash(),
        "at": int(timezone.now().timestamp()),
        "following": following,
    }


def waiting(request: HttpRequest) -> tuple[Member, str] | None:
    """Who gave her password less than ten minutes ago, and where she was going. A new password or
    another factor since then starts all over again."""
    kept = request.session.get(WAITING)
    if not kept:
        return None
    member = LocalAccounts().get_user(kept["member"])
    age = timezone.now().timestamp() - kept["at"]
    if (
        member is None
        or age > WAITING_SECONDS
        or not constant_time_compare(kept["hash"], member.get_session_auth_hash())
    ):
        del request.session[WAITING]
        return None
    return member, kept["following"]


def enter(request: HttpRequest, member: Member, *, factor: bool = False) -> None:
    """Opens the session, under a new key."""
    request.session.pop(WAITING, None)
    login(request, member, backend=BACKEND)
    remember_password(request)
    with scope(member.organisation_id):
        audit.record(member, "sign_in", **({"factor": True} if factor else {}))


def remember_password(request: HttpRequest) -> None:
    """The member of this session has just given her password."""
    request.session[GIVEN_AT] = int(timezone.now().timestamp())


def password_is_recent(request: HttpRequest) -> bool:
    """She gave it less than ten minutes ago: whoever sits at her open session later has not."""
    age = timezone.now().timestamp() - request.session.get(GIVEN_AT, 0)
    return 0 <= age < RECENT_SECONDS


def password_again(request: HttpRequest, member: Member, password: str) -> bool:
    """Whether it is her password, tried and held back as at sign-in."""
    right = authenticate(request, username=member.email, password=password) == member
    if right:
        remember_password(request)
    return right
