"""Signing in with a local account, throttled by django-axes (5 tries, then 15 minutes)."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from bastide.tenants.models import Member


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
