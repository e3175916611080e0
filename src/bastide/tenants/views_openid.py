"""Signing in with a provider of identity: out to it, back from it, and out for good.

What a sign-in began with (state, nonce, verifier) waits ten minutes in the session, serves once.
"""

from __future__ import annotations

import logging
import time
from typing import Any

from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from bastide.providers.openid import flow
from bastide.providers.openid.declared import Provider
from bastide.providers.openid.server import Refused, Server
from bastide.tenants import audit, identities
from bastide.tenants.models import Member, Organisation
from bastide.tenants.scope import scope
from bastide.tenants.signin import address_of

logger = logging.getLogger("bastide.openid")

PENDING, SIGNED_IN = "openid.pending", "openid.signed_in"
LASTS_S = 600
MOST_PENDING = 5  # windows of one browser that sign in at the same time
MOST_ROWS_AN_HOUR = 20  # refusals of one address written in the trail; the log has them all

_TO_ADMINISTRATOR = gettext_lazy("Prévenez votre administrateur : la raison est dans le journal.")
TOLD = {
    "state": gettext_lazy(
        "Cette connexion a expiré ou a déjà servi. Revenez à la page de connexion et recommencez."
    ),
    "denied": gettext_lazy(
        "La connexion a été abandonnée ou refusée chez le fournisseur d'identité. Recommencez."
    ),
    "slow": gettext_lazy(
        "Le fournisseur d'identité ne répond pas à temps. Attendez quelques minutes et recommencez."
    ),
    "provider": gettext_lazy(
        "Le fournisseur d'identité ne répond pas comme attendu. Attendez quelques minutes et "
        "recommencez ; si cela dure, prévenez votre administrateur."
    ),
    "expired": gettext_lazy(
        "La réponse du fournisseur d'identité n'est plus valable. Recommencez ; si cela dure, "
        "l'horloge du serveur est peut-être fausse : prévenez votre administrateur."
    ),
    "acr": gettext_lazy(
        "Cette connexion n'est pas assez sûre. Recommencez avec le second facteur demandé."
    ),
    "organisation": gettext_lazy(
        "Votre organisation n'utilise pas ce Bastide. Choisissez la bonne organisation chez le "
        "fournisseur d'identité, ou prévenez votre administrateur."
    ),
    "domain": gettext_lazy(
        "Votre adresse électronique n'est pas d'un domaine admis ici. Prenez votre adresse "
        "professionnelle."
    ),
    "email": gettext_lazy(
        "Le fournisseur d'identité n'a pas donné d'adresse électronique. Demandez à votre "
        "administrateur de la transmettre."
    ),
    "unverified": gettext_lazy(
        "Votre adresse électronique n'est pas vérifiée chez le fournisseur d'identité. "
        "Faites-la vérifier, puis recommencez."
    ),
    "unknown": gettext_lazy(
        "Vous n'avez pas encore de compte ici. Demandez à votre administrateur d'en ouvrir un à "
        "votre adresse professionnelle."
    ),
    "inactive": gettext_lazy("Votre compte est désactivé. Adressez-vous à votre administrateur."),
    "elsewhere": gettext_lazy(
        "Votre compte est celui d'une autre organisation. Adressez-vous à votre administrateur."
    ),
    "other_subject": gettext_lazy(
        "Le compte de cette adresse est déjà lié à une autre identité. Adressez-vous à votre "
        "administrateur."
    ),
    "again": gettext_lazy("Deux connexions se sont croisées. Recommencez."),
}


@login_not_required
@require_GET
@never_cache
def begin(request: HttpRequest, name: str) -> HttpResponse:
    """Sends the browser to the provider."""
    provider = _provider(name)
    if isinstance(request.user, Member):
        return redirect("home")
    try:
        begun = flow.begin(_server(provider), _back(request, provider))
    except Refused as error:
        return _refuse(request, provider, error)
    pending = _pending(request)
    pending[begun.state] = {
        "provider": provider.name,
        "nonce": begun.nonce,
        "verifier": begun.verifier,
        "next": request.GET.get("next", "")[:2000],
        "at": time.time(),
    }
    request.session[PENDING] = dict(list(pending.items())[-MOST_PENDING:])
    return redirect(begun.address)


@login_not_required
@require_GET
@never_cache
def back(request: HttpRequest, name: str) -> HttpResponse:
    """The provider sends the browser back: a member enters, or is told why not."""
    provider = _provider(name)
    person = None
    try:
        begun = _claimed(request, provider)
        person = flow.finish(
            _server(provider),
            request.GET.get("code", ""),
            _back(request, provider),
            begun["nonce"],
            begun["verifier"],
        )
        member, done = identities.admit(provider, person)
    except Refused as error:
        return _refuse(request, provider, error, person)
    login(request, member, backend="bastide.tenants.signin.LocalAccounts")
    request.session[SIGNED_IN] = {"provider": provider.name, "token": person.token}
    with scope(member.organisation_id):
        audit.record(member, "sign_in", "openid", provider.name, **done)
    wanted = begun["next"]
    hosts = {request.get_host()}
    if not url_has_allowed_host_and_scheme(wanted, hosts, require_https=request.is_secure()):
        wanted = settings.LOGIN_REDIRECT_URL
    return redirect(wanted)


def sign_out_elsewhere(request: HttpRequest) -> HttpResponse | None:
    """Signs out, and gives the page that goes on to the provider's own sign-out; nothing, and
    signs nobody out, where there is none.

    A page, not a redirection: the content policy (`form-action 'self'`) holds the form that signs
    out to this site, redirections included.
    """
    kept = request.session.get(SIGNED_IN)
    provider = _named(kept["provider"]) if kept else None
    if not kept or provider is None:
        return None
    try:
        back_to = request.build_absolute_uri(reverse("sign-in"))
        address = flow.sign_out_address(_server(provider), kept["token"], back_to)
    except Refused as error:
        logger.warning("%s: no sign-out there: %s", provider.name, error)
        return None
    if not address:
        return None
    logout(request)
    shown = {"address": address, "label": provider.label}
    answer = render(request, "tenants/openid_signed_out.html", shown)
    answer.headers["Refresh"] = f"1;url={address}"
    return answer


def _claimed(request: HttpRequest, provider: Provider) -> dict[str, Any]:
    """What the sign-in began with; it is gone from the session before anything is believed."""
    pending = _pending(request)
    begun = pending.pop(request.GET.get("state", ""), None)
    request.session[PENDING] = pending
    if begun is None or begun["provider"] != provider.name:
        raise Refused("state", "unknown or used state")
    if not 0 <= time.time() - begun["at"] <= LASTS_S:
        raise Refused("state", "state older than ten minutes")
    if request.GET.get("iss", provider.issuer) != provider.issuer:  # RFC 9207
        raise Refused("issuer", "answer of another issuer")
    if "error" in request.GET or not request.GET.get("code"):
        raise Refused("denied", f"error {request.GET.get('error', '')[:80]!r}")
    return begun


def _pending(request: HttpRequest) -> dict[str, Any]:
    return dict(request.session.get(PENDING) or {})


def _refuse(
    request: HttpRequest, provider: Provider, error: Refused, person: flow.Person | None = None
) -> HttpResponse:
    """The page that says why, a line in the log, a row in the trail of the organisation concerned.

    Before the person is known, it concerns each one that the provider serves; after, hers alone.
    """
    logger.warning("%s refused: %s (%s)", provider.name, error.reason, error)
    who, slugs = provider.label, provider.slugs
    if person is not None:
        who = identities.address_of(person.claims) or f"{provider.label} {person.subject}"
        try:
            slugs = (identities.organisation_of(provider, person.claims).slug,)
        except Refused:
            who = provider.label  # of none of them: her address is not for them
    if _few(f"openid:{provider.name}:{address_of(request)}"):
        for organisation in Organisation.objects.filter(slug__in=slugs):
            with scope(organisation):
                audit.record_stranger(
                    who, "sign_in.refused", "openid", provider.name, reason=error.reason
                )
    said = TOLD.get(error.reason) or _(
        "La réponse du fournisseur d'identité ne peut pas être crue. %(more)s"
    ) % {"more": _TO_ADMINISTRATOR}
    return render(request, "tenants/openid_refused.html", {"told": said}, status=403)


def _few(key: str) -> bool:
    """Whether this caller may still fill the trail: anybody can fail without signing in."""
    cache.add(key, 0, 3600)
    try:
        return cache.incr(key) <= MOST_ROWS_AN_HOUR
    except ValueError:
        return True


def _named(name: str) -> Provider | None:
    return next((one for one in settings.OPENID_PROVIDERS if one.name == name), None)


def _provider(name: str) -> Provider:
    found = _named(name)
    if found is None:
        raise Http404
    return found


def _server(provider: Provider) -> Server:
    return Server(provider, frozenset(settings.OPENID_PRIVATE_HOSTS))


def _back(request: HttpRequest, provider: Provider) -> str:
    return request.build_absolute_uri(reverse("openid-back", args=[provider.name]))
