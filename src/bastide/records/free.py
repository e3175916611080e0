"""Free questions, for supervisors: a model proposes a SELECT, the guard judges, a person runs it.

1. The model of the role « answer » receives the open tables (personal columns left out) and a few
   reviewed queries as examples; the question is framed as data.
2. What it wrote is judged by the guard and written anew; a refusal is shown with its reason.
3. The plan is shown; nothing runs until the supervisor says so (`run_free`).
4. The result stays « not verified » until someone turns the query into a named one.
"""

from __future__ import annotations

import json
from importlib.resources import files

from bastide.endpoints.chosen import chat_for
from bastide.engine.chat import ChatMessage, ChatRequest, ModelError
from bastide.engine.sql.schema import Schema
from bastide.engine.sql_guard import judge
from bastide.providers.databases.asking import ask, plan
from bastide.providers.databases.target import DatabaseError, Rows
from bastide.records.catalogue import schema_for
from bastide.records.models import Connection, FreeQuestion, NamedQuery, Table
from bastide.records.targets import limits_of, target_of
from bastide.runs import ledger
from bastide.tenants.models import Member

PROMPT = "records-free 1"
EXAMPLES = 4
ANSWER = {
    "type": "object",
    "properties": {"sql": {"type": "string"}},
    "required": ["sql"],
    "additionalProperties": False,
}
# The waiting is on purpose, before a form is sent: not a caller on the line.
DEADLINE_S = 20.0
NO_MODEL = "Aucun modèle n'est choisi : une question libre en a besoin."
NOTHING = "Le modèle ne voit pas de réponse dans les tables ouvertes."
CHANGED = "Le catalogue a changé depuis : posez de nouveau la question."


def propose(question: str, connection: Connection, member: Member) -> FreeQuestion:
    """Asks the model, judges what it wrote, and keeps both. Runs nothing."""
    row = FreeQuestion(connection=connection, member=member, text=question[:500])
    watch = ledger.Stopwatch()
    model = chat_for("answer", member)
    if model is None:
        row.refusal = NO_MODEL
        row.save()
        return row
    use = None
    try:
        schema = schema_for(connection, member.role, personal=False)
        text, end = model.whole(_request(question, connection, schema))
        row.model = end.model[:120]
        use = ledger.ModelUse(
            end.model, PROMPT, end.usage.prompt, end.usage.completion, end.usage.estimated
        )
        _judge(row, _sql_of(text), schema)
    except (ModelError, DatabaseError) as error:
        row.refusal = str(error)[:500]
    row.save()
    ledger.record(watch, "records", "large", "refused" if row.refusal else "answered", use=use)
    return row


def run_free(row: FreeQuestion, member: Member) -> Rows:
    """Runs what was proposed, judged once more. Raises `DatabaseError`."""
    schema = schema_for(row.connection, member.role, personal=False)
    limits = limits_of(row.connection)
    verdict = judge(row.sql, schema, most_rows=limits.rows + 1)
    if not verdict.allowed:
        raise DatabaseError(CHANGED)
    rows = ask(target_of(row.connection), verdict.runnable, {}, limits)
    row.ran = True
    row.save()
    return rows


def _judge(row: FreeQuestion, sql: str, schema: Schema) -> None:
    if not sql.strip():
        row.refusal = NOTHING
        return
    verdict = judge(sql, schema)
    row.sql = (verdict.sql or sql)[:20_000]
    row.refusal = verdict.reason
    if verdict.allowed:
        row.plan = list(plan(target_of(row.connection), verdict.runnable, {}).lines)[:40]


def _sql_of(text: str) -> str:
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        raise ModelError("malformed") from None
    sql = told.get("sql") if isinstance(told, dict) else None
    if not isinstance(sql, str):
        raise ModelError("malformed")
    return sql


def _request(question: str, connection: Connection, schema: Schema) -> ChatRequest:
    told = (files("bastide.records") / "prompts" / "free.md").read_text(encoding="utf-8")
    described = {t.name: t for t in Table.objects.filter(connection=connection)}
    tables = "\n".join(
        f"- {name} ({described[name].description}) : {', '.join(columns)}"
        for name, columns in schema.tables.items()
    )
    reviewed = NamedQuery.objects.filter(connection=connection, reviewed__isnull=False)
    examples = "\n".join(f"- {q.title} : {' '.join(q.sql.split())}" for q in reviewed[:EXAMPLES])
    system = told.partition("\n\n")[2]
    for hole, value in (
        ("{dialect}", schema.dialect), ("{tables}", tables), ("{examples}", examples or "aucun"),
    ):  # fmt: skip
        system = system.replace(hole, value)
    return ChatRequest(
        (ChatMessage("system", system), ChatMessage("user", json.dumps({"question": question[:500]},
                                                                      ensure_ascii=False))),
        schema=ANSWER,
        deadline_s=DEADLINE_S,
    )  # fmt: skip
