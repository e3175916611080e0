"""Whether this process lives, and whether the installation can work: for a proxy, a supervisor.

`/health/live` asks nothing of anyone. `/health/ready` really asks: it writes in the database, in
the data folder and in the bucket of files if there is one, opens search indexes in turn, and
follows a job through the queue (the canary). 503 when one fails. Models and the broker are never
needed: their state is told and changes nothing. Nobody has to sign in, so no more is said than the
name of what fails; `bastide doctor` says why and what to do.
"""

from __future__ import annotations

import logging
import secrets
import threading
import time
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from bastide.jobs.announcing import distributed
from bastide.jobs.canary import Canary, canary
from bastide.library.index import library_version, stands_at
from bastide.providers import broker
from bastide.providers.chat_client import held_back
from bastide.tenants.files import bucket
from bastide.tenants.models import Organisation
from bastide.tenants.scope import scope

AGAIN_AFTER = 5.0  # seconds during which an answer is told again
INDEXES_AT_ONCE = 20  # a few milliseconds each: 900 organisations are gone through in four minutes
log = logging.getLogger("bastide.health")

_asking = threading.Lock()
_last: tuple[float, dict[str, str]] = (0.0, {})
_next = 0  # the organisation after which the indexes are looked at


@require_safe
@never_cache
@login_not_required
def live(request: HttpRequest) -> HttpResponse:
    """This process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@never_cache
@login_not_required
def ready(request: HttpRequest) -> HttpResponse:
    """`{"state": "ready"|"not ready", "checks": {name: "ok"|"starting"|"failed"|…}}`."""
    checks = checked()
    fit = "failed" not in checks.values()
    said = {"state": "ready" if fit else "not ready", "checks": checks}
    return JsonResponse(said, status=200 if fit else 503)


def checked() -> dict[str, str]:
    global _last
    with _asking:
        at, checks = _last
        if not checks or time.monotonic() - at > AGAIN_AFTER:
            checks = {name: _tried(name, check) for name, check in CHECKS.items()}
            _last = (time.monotonic(), checks)
        return checks


def _tried(name: str, check: Callable[[], str]) -> str:
    try:
        return check()
    except Exception:
        log.exception("health: %s", name)
        return "failed"


def _database() -> str:
    """A row is written and taken back, as a full or read-only disk would refuse."""
    with transaction.atomic():
        Organisation.objects.create(slug=f"sante-{secrets.token_hex(8)}", name="-")
        transaction.set_rollback(True)
    return "ok"


def _storage() -> str:
    probe = Path(settings.DATA_DIR) / f".sante-{secrets.token_hex(8)}"
    try:
        probe.write_bytes(b"ok")
        if probe.read_bytes() != b"ok":
            return "failed"
    finally:
        probe.unlink(missing_ok=True)
    there = bucket()
    if there is not None:
        there.try_out()
    return "ok"


def _index() -> str:
    """The indexes open, a few organisations at each asking, in turn; one may lag a little, since it
    catches up when it is asked."""
    global _next
    rows = Organisation.objects.order_by("id")
    some = list(rows.filter(id__gt=_next)[:INDEXES_AT_ONCE])
    _next = some[-1].pk if len(some) == INDEXES_AT_ONCE else 0
    for organisation in some or rows[:INDEXES_AT_ONCE]:
        with scope(organisation):
            if stands_at() > library_version():
                return "failed"
    return "ok"


def _queue() -> str:
    first = Organisation.objects.order_by("id").first()
    if first is None:
        return "ok"  # no organisation, no job
    with scope(first):
        seen = canary(timezone.now())
    return {Canary.THROUGH: "ok", Canary.UNDER_WAY: "starting", Canary.STUCK: "failed"}[seen]


def _broker() -> str:
    """Told, and changes nothing: without the broker, the worker finds the work in the database."""
    if not distributed():
        return "ok"
    try:
        broker.ask(settings.BROKER_URL)
    except broker.BrokerError as error:
        log.warning("health: the broker does not answer (%s)", error)
        return "unreachable"
    return "ok"


def _models() -> str:
    return "held back" if held_back() else "ok"


CHECKS: dict[str, Callable[[], str]] = {
    "database": _database,
    "storage": _storage,
    "index": _index,
    "queue": _queue,
    "broker": _broker,
    "models": _models,
}
