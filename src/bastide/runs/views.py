"""The ledger's page: what answers cost, and how many were given without a generative model."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from bastide.engine.energy import of_cpu
from bastide.runs.chart import STAGES, chart
from bastide.runs.export import between, write_csv
from bastide.runs.figures import figures
from bastide.tenants.models import Member
from bastide.tenants.rights import SEE_FIGURES, needs

# Goals of the house for an answer: Wh, and share without a generative model.
GOAL_WH = 0.001
GOAL_SHARE = 0.70


def stage_names() -> dict[str, str]:
    return {
        "card": _("réponse type"),
        "record": _("données"),
        "extract": _("extrait"),
        "small": _("petit modèle"),
        "large": _("grand modèle"),
        "silent": _("silence"),
    }


@require_GET
@needs(SEE_FIGURES)
def ledger(request: HttpRequest) -> HttpResponse:
    """The figures of the last twelve weeks, as a chart and as a table."""
    told = figures()
    names = stage_names()
    rows = [
        {
            "week": week,
            "counts": [week.stages.get(stage, 0) for stage in STAGES],
            "share": round(100 * week.frugal_share),
        }
        for week in told.weeks
        if week.answers
    ]
    context = {
        "figures": told,
        "share": round(100 * told.frugal_share),
        "goal_share": round(100 * GOAL_SHARE),
        "goal_wh": GOAL_WH,
        "chart": chart(told.weeks),
        "stages": [(stage, names[stage]) for stage in STAGES],
        "rows": rows,
        "hypotheses": of_cpu(0).hypotheses,
    }
    return render(request, "runs/ledger.html", context)


@require_GET
@needs(SEE_FIGURES)
def export(request: HttpRequest) -> HttpResponse:
    """The whole ledger as CSV."""
    member = request.user
    assert isinstance(member, Member)
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    name = f"registre-{timezone.localdate():%Y-%m-%d}.csv"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    write_csv(between(None, None).iterator(), member.organisation.slug, answer)  # type: ignore[arg-type]
    return answer
