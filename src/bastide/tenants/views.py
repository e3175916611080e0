"""Signing in and out, the organisation's colour and logo, the language."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView, PasswordChangeView
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from django.views.i18n import set_language

from bastide.tenants import audit, second_factor, signin
from bastide.tenants.colour import lightened
from bastide.tenants.demonstration import accounts
from bastide.tenants.forms import SignInForm
from bastide.tenants.images import media_type
from bastide.tenants.models import Member, Organisation
from bastide.tenants.rights import ASK, needs
from bastide.tenants.views_openid import sign_out_elsewhere
from bastide.web.context import DARK_BACKGROUND


class SignIn(LoginView):
    """The sign-in page. In the demonstration, one account of each role is a click away."""

    template_name = "tenants/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = accounts() if settings.DEMO else []
        providers = settings.OPENID_PROVIDERS
        local = settings.LOCAL_SIGN_IN or not providers or "local" in self.request.GET
        return super().get_context_data(
            accounts=shown,
            providers=providers,
            local=local or self.request.method == "POST",
            **kwargs,
        )

    def form_valid(self, form: Any) -> HttpResponseRedirect:
        member = form.get_user()
        following = self.get_success_url()
        if second_factor.has_factor(member):
            signin.begin(self.request, member, following)
            return HttpResponseRedirect(reverse("sign-in-code"))
        signin.enter(self.request, member)
        return HttpResponseRedirect(following)


class OwnPassword(PasswordChangeView):
    """A member changes her own password; her other sessions end.

    Not in the demonstration, whose passwords are shown to everybody.
    """

    template_name = "tenants/own_password.html"
    success_url = reverse_lazy("account")

    def form_valid(self, form: Any) -> HttpResponse:
        if settings.DEMO:
            raise PermissionDenied
        answer = super().form_valid(form)
        audit.record(_member(self.request), "own_password")
        messages.success(self.request, _("Votre mot de passe est changé."))
        return answer


@require_POST
@needs(ASK)
def sign_out(request: HttpRequest) -> HttpResponse:
    audit.record(_member(request), "sign_out")
    elsewhere = sign_out_elsewhere(request)
    if elsewhere:
        return elsewhere
    logout(request)
    return redirect("sign-in")


@login_not_required
@require_GET
def colours(request: HttpRequest) -> HttpResponse:
    """The accent as style-sheet variables: before sign-in, that of a new organisation.

    `--accent` takes white text (checked when it is chosen) and is readable on white;
    `--accent-dark` is the same hue, light enough to be read on the dark background.
    """
    member = request.user
    accent = (
        member.organisation.accent
        if isinstance(member, Member)
        else str(Organisation._meta.get_field("accent").default)
    )
    dark = lightened(accent, DARK_BACKGROUND)
    sheet = (
        f":root{{--accent:{accent};--accent-text:#ffffff;"
        f"--accent-dark:{dark};--accent-dark-text:{DARK_BACKGROUND}}}\n"
    )
    return HttpResponse(sheet, content_type="text/css; charset=utf-8")


@require_GET
@needs(ASK)
def logo(request: HttpRequest) -> HttpResponseBase:
    """The organisation's logo, with the type that its first bytes say."""
    file = _member(request).organisation.logo
    try:
        content = file.read() if file else b""
    except OSError:
        content = b""
    kind = media_type(content)
    if kind is None:
        raise Http404
    return HttpResponse(
        content, content_type=kind, headers={"Content-Disposition": "inline; filename=logo"}
    )


@login_not_required
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """French or English, kept in a cookie; back to the page that asked."""
    return set_language(request)


def _member(request: HttpRequest) -> Member:
    member = request.user
    assert isinstance(member, Member)
    return member
