"""Asking: the list of what the databases can answer, and one query with its small form."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from bastide.engine.record_answer import RecordsAnswer
from bastide.engine.slots import ParameterError, accepted
from bastide.library.views_rows import signed_in
from bastide.records.answer import run
from bastide.records.catalogue import open_to
from bastide.records.forms import value_field
from bastide.records.models import Connection, FreeQuestion, NamedQuery
from bastide.records.places import communes
from bastide.records.queries import parameters_of
from bastide.runs import ledger
from bastide.tenants.models import Member
from bastide.tenants.rights import ADMINISTER, ASK, EDIT_LIBRARY, SEE_FIGURES, may, needs


@require_GET
@needs(ASK)
def records(request: HttpRequest) -> HttpResponse:
    """What can be asked; for who may, the connections and what waits for a review."""
    member = signed_in(request)
    editor = may(member, EDIT_LIBRARY)
    queries = [
        q
        for q in NamedQuery.objects.select_related("connection")
        if editor or (q.reviewed and q.connection.usable and open_to(q.roles, member.role))
    ]
    connections = Connection.objects.all() if editor or may(member, ADMINISTER) else []
    return render(
        request,
        "records/list.html",
        {
            "queries": queries,
            "connections": connections,
            "free": FreeQuestion.objects.all()[:20] if may(member, SEE_FIGURES) else [],
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(ASK)
def query(request: HttpRequest, pk: int) -> HttpResponse:
    """A named query: its form filled with what is known, its answer once sent."""
    member = signed_in(request)
    found = get_object_or_404(NamedQuery.objects.select_related("connection"), pk=pk)
    if not _may_ask(found, member):
        return render(request, "records/closed.html", status=404)
    problem, answer = "", None
    given = request.POST if request.method == "POST" else request.GET
    try:
        parameters = parameters_of(found)
    except ParameterError as error:
        parameters, problem = [], str(error)
    if request.method == "POST" and not problem:
        answer, problem = _run(request, found, member)
    return render(
        request,
        "records/query.html",
        {
            "query": found,
            "fields": [value_field(p, given.get(p.name, "")[:200]) for p in parameters],
            "problem": problem,
            "record": answer,
            "editor": may(member, EDIT_LIBRARY),
        },
        status=422 if problem else 200,
    )


def _may_ask(query: NamedQuery, member: Member) -> bool:
    """An editor tries what is not reviewed yet; everyone else asks what is."""
    if not open_to(query.roles, member.role) and not may(member, ADMINISTER):
        return False
    return bool(query.reviewed and query.connection.usable) or may(member, EDIT_LIBRARY)


def _run(
    request: HttpRequest, query: NamedQuery, member: Member
) -> tuple[RecordsAnswer | None, str]:
    values: dict[str, Any] = {}
    shown: dict[str, str] = {}
    where, today = communes(), timezone.localdate()
    try:
        for parameter in parameters_of(query):
            text = request.POST.get(parameter.name, "").replace("\0", "")[:200]
            values[parameter.name], shown[parameter.name] = accepted(parameter, text, where, today)
    except ParameterError as error:
        return None, str(error)
    watch = ledger.Stopwatch()
    answer = run(query, values, shown, member, confirmed="confirmed" in request.POST)
    ledger.record(watch, "records", "record", answer.state)
    return answer, ""
