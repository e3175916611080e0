"""One's own account: the second factor, its recovery codes, and the code asked at sign-in.

1. `signin.begin` remembers, in a session that opens nothing, whose password was right.
2. `code` asks the code of that member, and opens the session (`signin.enter`).
3. `enrol`, `renew` and `remove` are the member's own, once she is in, and ask her password: the
   first when she did not give it of late, the others always.
"""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from bastide.providers import one_time_codes
from bastide.tenants import second_factor, signin
from bastide.tenants.forms_account import CodeForm, PasswordAgainForm
from bastide.tenants.models import Member
from bastide.tenants.rights import ASK, needs
from bastide.tenants.second_factor import Result

PROPOSED = "second_factor_proposed"

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@login_not_required
@get_or_post
@sensitive_post_parameters("code")
def code(request: HttpRequest) -> HttpResponse:
    """The second step of signing in. Nobody is signed in before it."""
    if request.user.is_authenticated:
        return redirect("home")
    waiting = signin.waiting(request)
    if waiting is None:
        return redirect("sign-in")
    member, following = waiting
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        result = second_factor.enter(member, form.cleaned_data["code"])
        if result is Result.RIGHT:
            signin.enter(request, member, factor=True)
            return redirect(following)
        if result is Result.BLOCKED:
            return signin.no_more_codes(request)
        form.add_error(
            "code",
            _(
                "Ce code n'est pas le bon, ou il a déjà servi. Attendez le code suivant, ou tapez "
                "un code de secours ; si vous n'avez plus rien, demandez à votre administrateur de "
                "réinitialiser votre second facteur."
            ),
        )
    return render(request, "tenants/sign_in_code.html", {"form": form})


@require_GET
@needs(ASK)
def account(request: HttpRequest) -> HttpResponse:
    member = _member(request)
    return render(
        request,
        "tenants/account.html",
        {
            "factor": second_factor.has_factor(member),
            "left": second_factor.codes_left(member),
            "local": member.has_usable_password(),
        },
    )


@get_or_post
@needs(ASK)
@sensitive_post_parameters("code", "password")
def enrol(request: HttpRequest) -> HttpResponse:
    """A new key, kept closed in the session until a code made of it was given. Then goes on to
    `next`, the page that the member had asked for."""
    member = _local(request)
    if second_factor.has_factor(member):
        return redirect("account")
    if not signin.password_is_recent(request):
        return _password_first(request, member)
    secret = _proposed(request)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        codes = second_factor.enrol(member, secret, form.cleaned_data["code"])
        if codes is not None:
            request.session.pop(PROPOSED, None)
            update_session_auth_hash(request, member)
            shown = {"codes": codes, "following": _following(request)}
            return render(request, "tenants/factor_codes.html", shown)
        form.add_error(
            "code",
            _(
                "Ce code n'est pas celui de cette clé. Vérifiez que votre téléphone est à l'heure, "
                "puis tapez le code qu'il montre maintenant."
            ),
        )
    return render(
        request,
        "tenants/factor_enrol.html",
        {
            "form": form,
            "key": " ".join(secret[i : i + 4] for i in range(0, len(secret), 4)),
            "drawing": one_time_codes.drawn(
                secret, member.email, f"Bastide {member.organisation.name}"
            ),
            "required": second_factor.must_enrol(member),
        },
    )


@get_or_post
@needs(ASK)
@sensitive_post_parameters("password")
def renew(request: HttpRequest) -> HttpResponse:
    """Ten new recovery codes, shown once."""
    member = _local(request)
    if not second_factor.has_factor(member):
        return redirect("account")
    form = PasswordAgainForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        result, codes = second_factor.renew(member, form.cleaned_data["password"])
        if result is Result.RIGHT:
            shown = {"codes": codes, "following": reverse("account"), "renewed": True}
            return render(request, "tenants/factor_codes.html", shown)
        if result is Result.BLOCKED:
            return signin.no_more_codes(request)
        form.add_error("password", _wrong_password())
    return render(request, "tenants/factor_password.html", {"form": form, "doing": "renew"})


@get_or_post
@needs(ASK)
@sensitive_post_parameters("password")
def remove(request: HttpRequest) -> HttpResponse:
    member = _local(request)
    if not second_factor.has_factor(member):
        return redirect("account")
    form = PasswordAgainForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        result = second_factor.remove(member, form.cleaned_data["password"])
        if result is Result.RIGHT:
            update_session_auth_hash(request, member)
            messages.success(request, _("Votre second facteur est retiré."))
            return redirect("account")
        if result is Result.BLOCKED:
            return signin.no_more_codes(request)
        form.add_error("password", _wrong_password())
    return render(request, "tenants/factor_password.html", {"form": form, "doing": "remove"})


def _password_first(request: HttpRequest, member: Member) -> HttpResponse:
    """Asks the password, then comes back to the same address. Sitting at a session left open must
    not be enough to put one's own telephone in the member's place."""
    form = PasswordAgainForm(request.POST if "password" in request.POST else None)
    if form.is_bound and form.is_valid():
        if signin.password_again(request, member, form.cleaned_data["password"]):
            return redirect(request.get_full_path())
        form.add_error("password", _wrong_password())
    shown = {"form": form, "doing": "enrol", "required": second_factor.must_enrol(member)}
    return render(request, "tenants/factor_password.html", shown)


def _following(request: HttpRequest) -> str:
    """The page that the member was going to, if it is one of this site's, else the first."""
    wanted = request.GET.get("next", "")
    hosts = {request.get_host()}
    if url_has_allowed_host_and_scheme(wanted, hosts, require_https=request.is_secure()):
        return wanted
    return reverse("home")


def _wrong_password() -> str:
    return _("Ce n'est pas votre mot de passe. Vérifiez les majuscules.")


def _proposed(request: HttpRequest) -> str:
    """The key that this session was shown, else a new one."""
    kept = request.session.get(PROPOSED, "")
    try:
        return one_time_codes.opened(kept, settings.SECRET_KEY)
    except one_time_codes.Unreadable:
        secret = one_time_codes.new_secret()
        request.session[PROPOSED] = one_time_codes.closed(secret, settings.SECRET_KEY)
        return secret


def _member(request: HttpRequest) -> Member:
    member = request.user
    assert isinstance(member, Member)
    return member


def _local(request: HttpRequest) -> Member:
    """Neither in the demonstration, whose accounts are everybody's, nor without a password here."""
    member = _member(request)
    if settings.DEMO or not member.has_usable_password():
        raise PermissionDenied
    return member
