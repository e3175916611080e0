"""Limits of requests a minute: of each signed-in person, of each organisation, of each address.

1. The route and the form tell the kind of a request: a page, a heavy one, work to be done.
2. It is counted for the person, then for her organisation; for the address of whoever is not
   signed in. Each kind is counted apart, in windows of a minute, by the cache (`caching.py`).
3. Over a limit, the view is not called: 429 (`web.views.too_many`). What is refused to a person is
   not counted for her organisation, or one script would close it to her colleagues.

The limits are for scripts, and for an authority that would starve the others: nobody at work meets
them. Health, metrics and what every page needs are never counted; static files do not come here.
A cache that fails refuses nobody.
"""

from __future__ import annotations

import hashlib
import ipaddress
import logging
import math
import time
from collections.abc import Callable, Iterator
from enum import StrEnum

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from bastide.providers.prometheus import count_refused
from bastide.site.caching import count
from bastide.tenants.models import Member
from bastide.tenants.signin import address_of
from bastide.web.views import too_many

WINDOW = 60  # seconds
DAY = 24 * 3600
REST_SECONDS = 15.0  # a cache that failed is left alone so long
log = logging.getLogger("bastide.limits")


class Kind(StrEnum):
    PAGE = "page"
    HEAVY = "heavy"  # brings files, checks a password, asks a provider of identity
    WORK = "work"  # has an answer, a translation, minutes, a document made


# Of the limit set: an agent previews twice a second, drops three hundred files, asks once in two
# minutes.
SHARES = {Kind.PAGE: 1.0, Kind.HEAVY: 0.5, Kind.WORK: 0.1}

# Asked by supervisors, or by every page.
FREE = frozenset({"health-live", "health-ready", "metrics", "colours", "logo"})
HEAVY = frozenset({"openid", "openid-back"})
HEAVY_POSTED = frozenset(
    {"sign-in", "sign-in-code", "own-password", "factor", "factor-codes", "factor-remove", "depot"}
)
WORK = frozenset(
    {
        "answer-abroad",
        "check-export",
        "check-report",
        "ledger-export",
        "mail-file",
        "mail-prepare",
        "memory-export",
        "minutes-download",
        "minutes-write",
        "redact-result",
        "translate-again",
        "translate-download",
        "writing",
    }
)
WORK_POSTED = frozenset(
    {
        "ask",
        "check-letter",
        "listen",
        "listen-model",
        "mail",
        "mail-box-fetch",
        "mail-box-test",
        "minutes",
        "model-test",
        "record-free",
        "record-query",
        "redact",
        "redact-restore",
        "source-ingest",
        "translate",
    }
)

_away_until = 0.0


class Limits:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: object) -> HttpResponse | None:
        kind = kind_of(request)
        if kind is None:
            return None
        for of, who, limit in _counted(request):
            most = max(1, int(limit * SHARES[kind]))
            counted, left = _count(f"rate:{of}:{kind}:{who}")
            if counted > most:
                _told(request, of, kind, most, first=counted == most + 1)
                answer = too_many(request, max(1, math.ceil(left)))
                # Django would write a line for each one.
                answer._has_been_logged = True  # type: ignore[attr-defined]
                return answer
        return None


def kind_of(request: HttpRequest) -> Kind | None:
    """None: not counted. A form of files is heavy, unless it has something made of them."""
    route = request.resolver_match.url_name if request.resolver_match else None
    posted = request.method == "POST"
    if route in FREE:
        return None
    if route in HEAVY or (posted and route in HEAVY_POSTED):
        return Kind.HEAVY
    if route in WORK or (posted and route in WORK_POSTED):
        return Kind.WORK
    if posted and request.content_type == "multipart/form-data":
        return Kind.HEAVY
    return Kind.PAGE


def refused_today(organisation: int) -> int:
    """Requests refused to an organisation and its members, in a window of a day at most."""
    return _count(_refusals(organisation), DAY, add=0)[0]


def _counted(request: HttpRequest) -> Iterator[tuple[str, object, int]]:
    """What the request is counted for: of what, whose, and the limit of a minute."""
    member = request.user
    if not isinstance(member, Member):
        if settings.RATE_ADDRESS:
            yield "address", _hidden(address_of(request)), settings.RATE_ADDRESS
        return
    if settings.RATE_PERSON:
        yield "person", member.pk, settings.RATE_PERSON
    if settings.RATE_ORGANISATION:
        yield "organisation", member.organisation_id, settings.RATE_ORGANISATION


def _hidden(address: str) -> str:
    """What the cache is given of an address: a digest that says nothing without the signing key.
    A line of the Internet has a whole network (/64) of version 6."""
    try:
        network = ipaddress.ip_address(address)
        if network.version == 6:
            address = str(ipaddress.ip_network((network, 64), strict=False))
    except ValueError:
        pass  # what a proxy wrote, if it is no address, is counted as it stands
    key = hashlib.sha256(settings.SECRET_KEY.encode()).digest()
    return hashlib.blake2b(address.encode(), key=key, digest_size=16).hexdigest()


def _count(key: str, seconds: int = WINDOW, add: int = 1) -> tuple[int, float]:
    global _away_until
    if time.monotonic() < _away_until:
        return 0, 0.0
    try:
        return count(key, seconds, add)
    except Exception as error:  # of the system, or of a vendor's library that is not imported here
        _away_until = time.monotonic() + REST_SECONDS
        log.warning("requests are not counted: the cache fails (%s)", type(error).__name__)
        return 0, 0.0


def _told(request: HttpRequest, of: str, kind: Kind, most: int, *, first: bool) -> None:
    """Counted each time; in the log once a window. Neither names anybody."""
    count_refused(of, kind)
    if isinstance(request.user, Member):
        _count(_refusals(request.user.organisation_id), DAY)
    if first:
        log.warning("over %s %s requests a minute for one %s", most, kind, of)


def _refusals(organisation: int) -> str:
    return f"refused:{organisation}"
