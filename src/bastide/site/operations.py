"""The administrator's page of operations: the queue, what failed, disk, health, models, backup.

Each administrator sees and mends the jobs of her organisation alone; health, disk and backup are
those of the installation, told without a name.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count, Min
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_POST

from bastide.endpoints.models import Endpoint
from bastide.jobs import mending
from bastide.jobs.models import Job
from bastide.jobs.queue import title_of
from bastide.site import health, limits, sizes
from bastide.tenants import audit
from bastide.tenants.rights import ADMINISTER, needs
from bastide.tenants.scope import current_organisation_id

SHOWN = 50  # jobs a page
NAMED_IN_AUDIT = 100  # numbers of jobs that one row of the trail holds

STATES = {
    Job.State.WAITING: gettext_lazy("En attente"),
    Job.State.RUNNING: gettext_lazy("En cours"),
    Job.State.ASIDE: gettext_lazy("Échoués ou mis de côté"),
}
CHECKS = {
    "database": gettext_lazy("Base de données"),
    "storage": gettext_lazy("Dossier de données"),
    "index": gettext_lazy("Index de recherche"),
    "queue": gettext_lazy("File de travaux"),
    "broker": gettext_lazy("Courtier des travaux"),
    "models": gettext_lazy("Modèles"),
}
TOLD = {
    "ok": gettext_lazy("en ordre"),
    "starting": gettext_lazy("premier essai en cours"),
    "unreachable": gettext_lazy("injoignable : les travaux sont pris dans la base, plus lentement"),
    "held back": gettext_lazy("un modèle est laissé au repos après des échecs"),
    "failed": gettext_lazy("en panne : lancez « bastide doctor » sur le serveur"),
}


@require_GET
@needs(ADMINISTER)
def operations(request: HttpRequest) -> HttpResponse:
    failed = mending.jobs().filter(state=Job.State.ASIDE).order_by("-finished", "-id")
    under_way = mending.jobs().filter(state__in=[Job.State.WAITING, Job.State.RUNNING])
    try:
        rooms = sizes.of_organisation(current_organisation_id())
    except OSError:
        rooms = {}  # the state of the storage is told above
    page = Paginator(failed, SHOWN).get_page(request.GET.get("page"))
    page.object_list = _titled(page.object_list)
    context: dict[str, Any] = {
        "queue": _queue(),
        "page": page,
        "under_way": _titled(under_way.order_by("priority", "id")[:SHOWN]),
        "more": max(0, under_way.count() - SHOWN),
        "rooms": sorted(rooms.items(), key=lambda one: -one[1]),
        "total": sum(rooms.values()),
        "database": sizes.database_bytes(),
        "free": sizes.free_bytes(),
        "checks": [
            (CHECKS.get(name, name), TOLD.get(state, state), state == "failed")
            for name, state in health.checked().items()
        ],
        "models": Endpoint.objects.order_by("name"),
        "backup": sizes.last_backup(),
        "refused": limits.refused_today(current_organisation_id()),
    }
    return render(request, "site/operations.html", context)


@require_POST
@needs(ADMINISTER)
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    """A failed job waits again."""
    get_object_or_404(mending.jobs(), pk=pk)
    return _again(request, pk)


@require_POST
@needs(ADMINISTER)
def retry_all(request: HttpRequest) -> HttpResponse:
    """Every failed job of the organisation waits again."""
    return _again(request)


@require_POST
@needs(ADMINISTER)
def set_aside(request: HttpRequest, pk: int) -> HttpResponse:
    """A job that waits is not done until it is retried."""
    job = get_object_or_404(mending.jobs(), pk=pk)
    with transaction.atomic():
        done = mending.set_aside(pk, _("Mis de côté par un administrateur."), timezone.now())
        if done:
            audit.record(request.user, "job.aside", "job", job.task, id=pk)
    if done:
        messages.success(request, _("Le travail est mis de côté : vous pourrez le relancer."))
    else:
        messages.warning(request, _("Ce travail n'attend plus : il a été pris entre-temps."))
    return redirect("operations")


def _again(request: HttpRequest, *numbers: int) -> HttpResponse:
    with transaction.atomic():
        rows = mending.retry(*numbers)
        if rows:
            tasks = ", ".join(sorted({row.task for row in rows}))
            named = [row.pk for row in rows[:NAMED_IN_AUDIT]]
            audit.record(request.user, "job.retry", "job", tasks, count=len(rows), ids=named)
    if rows:
        told = ngettext("%(n)d travail est relancé.", "%(n)d travaux sont relancés.", len(rows))
        messages.success(request, told % {"n": len(rows)})
    else:
        messages.warning(request, _("Rien à relancer : aucun travail échoué n'attend plus ici."))
    return redirect("operations")


def _titled(rows: Iterable[Job]) -> list[Job]:
    """The jobs, each with the name that an administrator reads."""
    found = list(rows)
    for row in found:
        vars(row)["title"] = title_of(row.task)
    return found


def _queue() -> list[dict[str, Any]]:
    """For each state, how many jobs and since when the oldest is there."""
    rows = (
        mending.jobs()
        .order_by()
        .values_list("state")
        .annotate(n=Count("pk"), since=Min(Job.waits_since()))
    )
    found = {state: (count, since) for state, count, since in rows}
    return [
        {
            "told": told,
            "count": found.get(state, (0, None))[0],
            "since": found.get(state, (0, None))[1],
        }
        for state, told in STATES.items()
    ]
