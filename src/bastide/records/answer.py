"""What the databases answer to a question, or what is still to be asked. « Ask » comes in here.

1. The question is matched to a reviewed query (`match`), its parameters are read.
2. What is missing is asked for; a query that opens a person's file waits for the agent to confirm
   that she checked the caller's identity, and that confirmation is in the audit trail.
3. The guard judges the query again, for what this member's role may see; it is run within limits.
4. The figures are put in the sentence that the reviewer wrote, with the time of the data.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from bastide.engine.phrase import amount_of, filled, written
from bastide.engine.record_answer import RecordsAnswer
from bastide.engine.slots import Parameter, ParameterError
from bastide.providers.databases.asking import ask
from bastide.providers.databases.target import DatabaseError, Rows
from bastide.records.match import match
from bastide.records.models import NamedQuery
from bastide.records.places import communes
from bastide.records.queries import judged, known_queries, parameters_of, with_null
from bastide.records.targets import limits_of, target_of
from bastide.tenants import audit
from bastide.tenants.models import Member

LONGEST = 500  # characters: a longer message tells a story, it does not ask for a figure


def answer(question: str, member: Member | None = None) -> RecordsAnswer | None:
    """The databases' answer; none when no reviewed query is surely the one asked for."""
    if len(question) > LONGEST:
        return None
    role = member.role if member else ""
    of = known_queries(role)
    if not of.queries:
        return None
    found = match(question, of, communes(), timezone.localdate())
    if found is None:
        return None
    query = (
        NamedQuery.objects.filter(slug=found.slug, reviewed__isnull=False)
        .select_related("connection")
        .first()
    )
    if query is None:
        return None
    if found.slots.missing or query.identity:
        return _waiting(query, found.slots.values, found.slots.shown,
                        "missing" if found.slots.missing else "identity")  # fmt: skip
    return run(query, found.slots.values, found.slots.shown, member)


def run(
    query: NamedQuery,
    values: Mapping[str, Any],
    shown: Mapping[str, str],
    member: Member | None,
    *,
    confirmed: bool = False,
) -> RecordsAnswer:
    """Runs a query with values that were read or typed.

    `confirmed`: the agent says that she checked who is calling; without it, a query that opens a
    person's file is not run.
    """
    try:
        parameters = parameters_of(query)
    except ParameterError as error:
        return _failed(query, str(error))
    if any(p.required and values.get(p.name) is None for p in parameters):
        return _waiting(query, values, shown, "missing")
    if query.identity and not (confirmed and member):
        return _waiting(query, values, shown, "identity")
    verdict = judged(query, member.role if member else "")
    if not verdict.allowed:
        return _failed(query, verdict.reason)
    if query.identity:
        audit.record(member, "records.identity", "query", query.title, id=query.pk,
                     given={k: str(v) for k, v in values.items()})  # fmt: skip
    try:
        rows = ask(
            target_of(query.connection),
            verdict.runnable,
            with_null(parameters, values),
            limits_of(query.connection),
        )
    except DatabaseError as error:
        return _failed(query, str(error))
    return _answered(query, parameters, rows, shown)


def _answered(
    query: NamedQuery, parameters: list[Parameter], rows: Rows, shown: Mapping[str, str]
) -> RecordsAnswer:
    first = dict(zip(rows.columns, rows.values[0], strict=True)) if rows.values else {}
    dated = str(first.get(query.dated_by) or "") if query.dated_by else ""
    kept = [n for n, name in enumerate(rows.columns) if name != query.dated_by or not dated]
    counted = {rows.columns[n]: rows.values[0][n] for n in kept} if rows.values else {}
    amount = amount_of(len(rows.values), counted)
    chosen = query.none if not amount else query.singular if abs(amount) < 2 else query.plural
    now = timezone.localtime()
    return RecordsAnswer(
        query.pk,
        query.title,
        "answered",
        filled(chosen or query.singular, first, shown) if chosen or query.singular else "",
        tuple(rows.columns[n] for n in kept),
        tuple(tuple(written(row[n]) for n in kept) for row in rows.values),
        tuple((p.label, shown[p.name]) for p in parameters if shown.get(p.name)),
        connection=query.connection.name,
        as_of=dated or now.isoformat(timespec="minutes"),
        as_said=written(dated) if dated else f"{now:%d/%m/%Y, %H:%M}",
        more=rows.more,
        ms=rows.ms,
    )


def _waiting(
    query: NamedQuery, values: Mapping[str, Any], shown: Mapping[str, str], state: Any
) -> RecordsAnswer:
    parameters = parameters_of(query)
    return RecordsAnswer(
        query.pk,
        query.title,
        state,
        parameters=tuple((p.label, shown[p.name]) for p in parameters if shown.get(p.name)),
        given=tuple((p.name, shown[p.name]) for p in parameters if shown.get(p.name)),
        missing=tuple(p.label for p in parameters if p.required and values.get(p.name) is None),
        connection=query.connection.name,
    )


def _failed(query: NamedQuery, why: str) -> RecordsAnswer:
    return RecordsAnswer(query.pk, query.title, "failed", why, connection=query.connection.name)
