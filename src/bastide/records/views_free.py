"""Free questions: asked, judged, run on purpose, then perhaps named."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from bastide.engine.phrase import written
from bastide.library.views_rows import get_or_post, signed_in
from bastide.providers.databases.target import DatabaseError
from bastide.records.free import propose, run_free
from bastide.records.models import Connection, FreeQuestion
from bastide.tenants import audit
from bastide.tenants.rights import SEE_FIGURES, needs


@get_or_post
@needs(SEE_FIGURES)
def free(request: HttpRequest) -> HttpResponse:
    """The question and the database it is put to; then what the model proposed."""
    connections = Connection.objects.filter(usable=True)
    text = request.POST.get("text", "").replace("\0", "").strip()
    problem = ""
    if request.method == "POST":
        number = request.POST.get("connection", "")[:18]
        chosen = connections.filter(pk=int(number)).first() if number.isdecimal() else None
        if not text:
            problem = _("Écrivez la question.")
        elif chosen is None:
            problem = _("Choisissez une base.")
        else:
            row = propose(text, chosen, signed_in(request))
            audit.record(request.user, "records.free", "free", row.pk, refused=bool(row.refusal))
            return redirect("record-free-one", pk=row.pk)
    return render(
        request,
        "records/free.html",
        {
            "connections": connections,
            "text": text[:500],
            "problem": problem,
            "earlier": FreeQuestion.objects.select_related("named")[:20],
        },
        status=422 if problem else 200,
    )


@get_or_post
@needs(SEE_FIGURES)
def shown(request: HttpRequest, pk: int) -> HttpResponse:
    """What was proposed, its plan; its result once the supervisor runs it, which is not kept."""
    row = get_object_or_404(FreeQuestion.objects.select_related("connection"), pk=pk)
    problem, rows = "", None
    if request.method == "POST" and not row.refusal:
        audit.record(request.user, "records.free_run", "free", row.pk, sql=row.sql[:2000])
        try:
            rows = run_free(row, signed_in(request))
        except DatabaseError as error:
            problem = str(error)
    told = [[written(cell) for cell in line] for line in rows.values] if rows else []
    return render(
        request,
        "records/free_one.html",
        {"row": row, "rows": rows, "told": told, "problem": problem},
    )
