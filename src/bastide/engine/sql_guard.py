"""Which statement may be run on an authority's database, and in which exact words.

1. The text is refused at once when two parsers could read it differently (`sql.text`).
2. It is parsed (`sqlglot`) into exactly one query.
3. Every node, part, function, type and unit of the tree is on a list (`sql.nodes`).
4. Every table, alias and column is resolved against the catalogue, stars opened (`sql.names`),
   and the sources are joined, not multiplied (`sql.joins`).
5. The statement is written anew from the checked tree: the text received is never run.
6. What was written is judged again and must come out the same.

Rows, time and cost are bounded outside the statement (`providers.databases`), by an account that
can only read: the guard is the first wall, not the only one.
"""

from __future__ import annotations

import logging
from dataclasses import replace

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

from bastide.engine.sql.names import Resolver
from bastide.engine.sql.nodes import check_nodes
from bastide.engine.sql.schema import DIALECTS, Judgement, Reading, Refused, Schema
from bastide.engine.sql.text import refuse_ambiguous

_READ_AS = {"postgresql": "postgres", "mysql": "mysql", "sqlite": "sqlite"}
_DEEPEST = 60  # nested brackets: beyond, the parser itself would exhaust the stack
logging.getLogger("sqlglot").setLevel(logging.ERROR)


def judge(
    sql: str,
    schema: Schema,
    dialect: str = "",
    *,
    parameters: frozenset[str] = frozenset(),
    most_rows: int | None = None,
) -> Judgement:
    """Judges a statement; never raises, whatever it receives.

    `dialect`: of `sql.schema.DIALECTS`, the schema's own by default. `parameters`: names that may
    stand as `:name`. `most_rows`: a LIMIT is written (or lowered) to it in the statement.
    """
    known = DIALECTS.get(dialect.lower()) if dialect else schema.dialect
    if known is None:
        return Judgement(False, f"Dialecte inconnu : « {dialect[:40]} ».")
    schema = replace(schema, dialect=known)
    try:
        first = _judged(sql, schema, parameters, most_rows)
        again = _judged(first.sql, schema, parameters, most_rows)
        if again.sql != first.sql or again.columns != first.columns:
            raise Refused("La requête ne se relit pas comme elle s'écrit.")
    except Refused as refusal:
        return Judgement(False, str(refusal))
    except (SqlglotError, ValueError, RecursionError, AttributeError, TypeError, KeyError):
        # A form that the parser accepts and that the checks do not foresee is refused as well.
        return Judgement(False, "La requête ne peut pas être analysée.")
    return first


def _judged(
    sql: str, schema: Schema, parameters: frozenset[str], most_rows: int | None
) -> Judgement:
    refuse_ambiguous(sql, schema.dialect)
    if _depth(sql) > _DEEPEST:
        raise Refused("La requête est trop compliquée.")
    dialect = _READ_AS[schema.dialect]
    found = [one for one in sqlglot.parse(sql, dialect=dialect) if one is not None]
    if len(found) != 1:
        raise Refused("Une seule instruction est acceptée.")
    tree = found[0]
    if isinstance(tree, exp.Subquery) and not tree.args.get("alias"):
        tree = tree.unnest()
    if not isinstance(tree, exp.Select | exp.SetOperation):
        raise Refused("Seule une requête SELECT est autorisée.")
    given = [with_ for with_ in tree.find_all(exp.With) if with_.args.get("recursive")]
    if given:
        raise Refused("Les requêtes récursives ne sont pas acceptées.")
    _plain_limits(tree)
    check_nodes(tree, schema.dialect, parameters)
    reading = Reading()
    Resolver(schema, reading).query(tree, (), {})
    if not reading.tables:
        raise Refused("La requête ne lit aucune table du catalogue.")
    if most_rows is not None:
        _bound(tree, most_rows)
    return Judgement(
        True,
        "",
        frozenset(reading.tables),
        frozenset(reading.columns),
        frozenset(reading.parameters),
        *_written(tree, dialect),
    )


def _plain_limits(tree: exp.Expr) -> None:
    """`FETCH FIRST 5 ROWS ONLY`, the standard's spelling, becomes LIMIT; its other forms stay, and
    are refused."""
    for fetch in list(tree.find_all(exp.Fetch)):
        count, parent = fetch.args.get("count"), fetch.parent
        options = fetch.args.get("limit_options") or exp.LimitOptions()
        strict = not options.args.get("with_ties") and not options.args.get("percent")
        if parent is not None and count is not None and strict:
            parent.set("limit", exp.Limit(expression=count.copy()))


def _bound(tree: exp.Expr, rows: int) -> None:
    """The rows that leave the server, whatever the statement asked."""
    limit = tree.args.get("limit")
    value = limit.expression if limit else None
    if value is None or isinstance(value, exp.Placeholder) or int(value.name) > rows:
        tree.set("limit", exp.Limit(expression=exp.Literal.number(rows)))


def _written(tree: exp.Expr, dialect: str) -> tuple[str, str]:
    """The statement with its parameters as `:name`, to show and for SQLAlchemy's `text()`."""
    names = {node.name for node in tree.find_all(exp.Placeholder)}
    marked = tree.transform(
        lambda node: (
            exp.Var(this=f"\x01{node.name}\x02") if isinstance(node, exp.Placeholder) else node
        )
    )
    text = marked.sql(dialect=dialect, identify=True, comments=False)
    runnable = text.replace(":", r"\:")
    for name in names:
        text = text.replace(f"\x01{name}\x02", f":{name}")
        runnable = runnable.replace(f"\x01{name}\x02", f":{name}")
    return text, runnable


def _depth(sql: str) -> int:
    deepest = depth = 0
    for character in sql:
        depth += (character == "(") - (character == ")")
        deepest = max(deepest, depth)
    return deepest
