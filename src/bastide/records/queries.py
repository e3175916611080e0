"""Named queries: what makes one fit to answer, and those that a role's questions are matched to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from bastide.engine.phrase import holes
from bastide.engine.slots import Parameter, ParameterError, parameter_from
from bastide.engine.sql.schema import Judgement
from bastide.engine.sql_guard import judge
from bastide.library.words import lexicon
from bastide.providers.databases.target import DatabaseError
from bastide.records.catalogue import open_to, schema_for
from bastide.records.match import Asked, Known, known
from bastide.records.models import NamedQuery
from bastide.records.targets import limits_of
from bastide.tenants.models import Member
from bastide.tenants.scope import current_organisation_id

_kept: dict[tuple[int, str], tuple[tuple[Any, ...], Known]] = {}


def parameters_of(query: NamedQuery) -> list[Parameter]:
    """The query's parameters. Raises `ParameterError`."""
    given = query.parameters
    if not isinstance(given, list):
        raise ParameterError("Les paramètres sont une liste.")
    made = [parameter_from(one) for one in given]
    if len({p.name for p in made}) != len(made):
        raise ParameterError("Deux paramètres portent le même nom.")
    return made


def judged(query: NamedQuery, role: str) -> Judgement:
    """The guard's word on a query, for what a role may see."""
    try:
        names = frozenset(p.name for p in parameters_of(query))
        schema = schema_for(query.connection, role, personal=True)
    except (ParameterError, DatabaseError) as error:
        return Judgement(False, str(error))
    rows = limits_of(query.connection).rows
    found = judge(query.sql, schema, parameters=names, most_rows=rows + 1)
    if found.allowed and found.parameters != names:
        unused = ", ".join(sorted(names - found.parameters))
        return Judgement(False, f"Ce paramètre n'est pas employé dans la requête : {unused}.")
    return found


def problem_of(query: NamedQuery, role: str) -> str:
    """Why a query is not fit to be reviewed; empty when it is."""
    found = judged(query, role)
    if not found.allowed:
        return found.reason
    names = {f":{p.name}" for p in parameters_of(query)}
    said = holes(query.singular) | holes(query.plural) | holes(query.none)
    wrong = {name for name in said if name.startswith(":")} - names
    if wrong:
        return f"La phrase nomme un paramètre inconnu : {', '.join(sorted(wrong))}."
    if not query.examples.strip():
        return "Donnez au moins un exemple de question."
    return ""


def review(query: NamedQuery, member: Member) -> str:
    """Opens a query to questions, unless something is wrong: returns what is, in French."""
    problem = problem_of(query, member.role)
    if not problem:
        query.reviewed, query.reviewed_by = timezone.now(), member.email
        query.save()
    return problem


def known_queries(role: str) -> Known:
    """The reviewed queries that a role may ask, ready to be matched; kept until one changes."""
    rows = [
        q
        for q in NamedQuery.objects.filter(reviewed__isnull=False, connection__usable=True)
        if open_to(q.roles, role)
    ]
    words = lexicon()
    stamp = (id(words), *((q.pk, q.changed) for q in rows))
    key = (current_organisation_id(), role)
    held = _kept.get(key)
    if held is None or held[0] != stamp:
        held = _kept[key] = (stamp, known([a for q in rows if (a := _asked(q))], words))
    return held[1]


def _asked(query: NamedQuery) -> Asked | None:
    try:
        parameters = tuple(parameters_of(query))
    except ParameterError:
        return None
    examples = tuple(line.strip() for line in query.examples.splitlines() if line.strip())
    return Asked(query.slug, query.title, examples, parameters)


def with_null(parameters: list[Parameter], values: Mapping[str, Any]) -> dict[str, Any]:
    """A value for every parameter: NULL for the optional ones that were not given."""
    return {p.name: values.get(p.name) for p in parameters}
