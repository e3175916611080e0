"""`/metrics`, for Prometheus: given to whoever holds `BASTIDE_METRICS_TOKEN`, to nobody else.

What matters is read from the database and the disk when it is asked, so that every process gives
the same figures. No label names a person, an organisation or a row: names of routes, tasks, use
cases and folders are those of the code.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db.models import Count, Min, Q, Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from bastide.endpoints.models import Endpoint
from bastide.jobs.models import Job
from bastide.providers.chat_client import held_back
from bastide.providers.prometheus import CONTENT_TYPE, Figures, written
from bastide.runs.models import Run
from bastide.site import sizes
from bastide.tenants.scope import every_organisation


@require_safe
@never_cache
@login_not_required
def metrics(request: HttpRequest) -> HttpResponse:
    """404 when no token is set: nothing says that there is something here."""
    token = settings.METRICS_TOKEN
    if not token:
        raise Http404
    given = request.headers.get("Authorization", "")
    if not secrets.compare_digest(given.encode(), f"Bearer {token}".encode()):
        return HttpResponse(
            "Jeton attendu : « Authorization: Bearer … », celui de BASTIDE_METRICS_TOKEN.\n",
            status=401,
            content_type="text/plain; charset=utf-8",
            headers={"WWW-Authenticate": "Bearer"},
        )
    with every_organisation():
        page = written([*_jobs(), *_runs(), *_sizes(), *_models()])
    return HttpResponse(page, content_type=CONTENT_TYPE)


def _jobs() -> Iterable[Figures]:
    now = timezone.now()
    counted = Job.objects.order_by().values_list("task", "state").annotate(Count("pk"))
    yield Figures(
        "bastide_jobs",
        "Jobs by kind and state; « aside » failed three times.",
        ("task", "state"),
        [((task, state), n) for task, state, n in counted],
    )
    waiting = Job.objects.filter(state=Job.State.WAITING).order_by().values_list("task")
    yield Figures(
        "bastide_jobs_oldest_waiting_seconds",
        "Age of the job that has waited longest, by kind; no row when none waits.",
        ("task",),
        [
            ((task,), _age(now, since))
            for task, since in waiting.annotate(since=Min(Job.waits_since()))
        ],
    )
    lost = Job.objects.filter(state=Job.State.RUNNING, lease_until__lt=now).count()
    yield Figures(
        "bastide_jobs_lease_lost",
        "Running jobs whose worker no longer says that it lives; taken up again by themselves.",
        rows=[((), lost)],
    )


def _age(now: datetime, since: datetime) -> float:
    return max(0.0, (now - since).total_seconds())


_ENDS = ("low", "high")
_WAYS = ("read", "written")


def _runs() -> Iterable[Figures]:
    rows = list(
        Run.objects.order_by()
        .values("usecase")
        .annotate(
            runs=Count("pk"),
            failed=Count("pk", filter=Q(outcome="error")),
            low=Sum("wh_low"),
            high=Sum("wh_high"),
            read=Sum("tokens_in"),
            written=Sum("tokens_out"),
        )
    )
    for name, told, column in (
        ("bastide_runs", "Runs entered in the ledger.", "runs"),
        ("bastide_runs_failed", "Runs that ended on an error.", "failed"),
    ):
        figures = [((row["usecase"],), row[column]) for row in rows]
        yield Figures(name, told, ("usecase",), figures, ever_growing=True)
    for name, told, label, columns in (
        ("bastide_energy_wh", "Energy of the runs, in Wh: the estimate's ends.", "bound", _ENDS),
        ("bastide_model_tokens", "Tokens read and written by models.", "direction", _WAYS),
    ):
        split = [((row["usecase"], column), row[column]) for row in rows for column in columns]
        yield Figures(name, told, ("usecase", label), split, ever_growing=True)


def _sizes() -> Iterable[Figures]:
    yield Figures(
        "bastide_database_bytes", "Size of the database.", rows=[((), sizes.database_bytes())]
    )
    yield Figures(
        "bastide_folder_bytes",
        "Size of each folder of the data folder, measured again every five minutes.",
        ("folder",),
        [((name,), size) for name, size in sizes.folders().items()],
    )
    yield Figures(
        "bastide_disk_free_bytes", "Free space where the data is.", rows=[((), sizes.free_bytes())]
    )
    last = sizes.last_backup()
    if last is not None:
        yield Figures(
            "bastide_last_backup_timestamp_seconds",
            "When `bastide backup` last ended well.",
            rows=[((), last.timestamp())],
        )


def _models() -> Iterable[Figures]:
    failing = Endpoint.objects.exclude(problem="").count()
    yield Figures(
        "bastide_model_endpoints",
        "Endpoints of models by state, as last tried from the page of models.",
        ("state",),
        [
            (("problem",), failing),
            (("ok",), Endpoint.objects.filter(problem="", probed__isnull=False).count()),
            (("untried",), Endpoint.objects.filter(problem="", probed__isnull=True).count()),
        ],
    )
    yield Figures(
        "bastide_model_breakers_open",
        "Endpoints left alone after failures, by the process that answers: each has its own.",
        rows=[((), held_back())],
    )
