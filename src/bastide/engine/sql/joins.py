"""Whether the sources of a query are joined to one another, or multiplied.

Two tables that no condition ties are a product: a hundred thousand rows by as many. The tie is a
comparison of a column of the one with a column of the other that every row must satisfy.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlglot import exp

from bastide.engine.sql.schema import Refused
from bastide.engine.sql.scopes import children

_EQUAL = (exp.EQ, exp.NullSafeEQ)
_ORDERED = (exp.GT, exp.GTE, exp.LT, exp.LTE, exp.Between, exp.Like, exp.ILike)
MOST_ORDERED = 1  # joins by order alone (« the request before this one »): one, never a chain
Pair = frozenset[str]


def check_joined(node: exp.Select, sources: Mapping[str, bool]) -> None:
    """`sources`: folded alias → whether it gives a single row. Raises `Refused`."""
    if len(sources) < 2:
        return
    group = {name: name for name in sources}

    def root(name: str) -> str:
        while group[name] != name:
            name = group[name]
        return name

    def tie(pair: Pair) -> bool:
        one, other = (root(name) for name in pair)
        group[one] = other
        return one != other

    conditions = [node.args["where"].this] if node.args.get("where") else []
    order = list(sources)
    for number, join in enumerate(node.args.get("joins") or [], 1):
        if join.args.get("on"):
            conditions.append(join.args["on"])
        elif join.args.get("using"):
            tie(frozenset({order[0], order[number]}))
    equal: set[Pair] = set()
    ordered: set[Pair] = set()
    for condition in conditions:
        equal |= _ties(condition, _EQUAL, sources)
        ordered |= _ties(condition, (*_EQUAL, *_ORDERED), sources)
    for pair in equal:
        tie(pair)
    if sum(tie(pair) for pair in sorted(ordered - equal, key=sorted)) > MOST_ORDERED:
        raise Refused("Trop de jointures sans égalité : la requête serait trop lourde.")
    many = {root(name) for name, one_row in sources.items() if not one_row}
    if len(many) > 1:
        raise Refused("Deux tables ne sont reliées par aucune condition (produit cartésien).")


def _ties(
    condition: exp.Expr, kinds: tuple[type[exp.Expr], ...], sources: Mapping[str, bool]
) -> set[Pair]:
    """The pairs of sources that a condition ties whenever it holds."""
    node = condition.unnest()
    if isinstance(node, exp.And):
        return _ties(node.this, kinds, sources) | _ties(node.expression, kinds, sources)
    if isinstance(node, exp.Or):
        return _ties(node.this, kinds, sources) & _ties(node.expression, kinds, sources)
    if not isinstance(node, kinds):
        return set()
    if isinstance(node, exp.Between):
        others = _aliases(node.args["low"], sources) | _aliases(node.args["high"], sources)
    else:
        others = _aliases(node.expression, sources)
    own = _aliases(node.this, sources)
    if own & others:
        return set()
    return {frozenset({one, other}) for one in own for other in others}


def _aliases(node: exp.Expr, sources: Mapping[str, bool]) -> set[str]:
    """The sources that the value of an expression follows.

    `d.id * 0`, `d.id - d.id`, `COALESCE(1, d.id)` or `d.id IS NULL` name a source and say nothing
    of its row: they tie nothing.
    """
    node = node.unnest()
    if isinstance(node, exp.Column):
        return {node.table.casefold()} & sources.keys()
    if isinstance(node, exp.Case):
        given = [one.args["true"] for one in node.args["ifs"]]
        given += [node.args["default"]] if node.args.get("default") else []
        return set.intersection(*(_aliases(one, sources) for one in given))
    if isinstance(node, exp.If):
        return set.intersection(
            *(
                _aliases(node.args[part], sources)
                for part in ("true", "false")
                if node.args.get(part)
            )
        )
    if isinstance(node, exp.Coalesce):
        return _aliases(node.this, sources)
    if isinstance(node, exp.Mul | exp.Div | exp.IntDiv | exp.Pow):
        factor = node.expression.unnest()
        if not (isinstance(factor, exp.Literal) and factor.name.strip("0.")):
            return set()
        return _aliases(node.this, sources)
    if isinstance(node, exp.Add | exp.Sub) and _columns(node.this) & _columns(node.expression):
        return set()
    if isinstance(node, exp.Predicate | exp.Connector | exp.Not | exp.Query | exp.Sign | exp.Mod):
        return set()
    return set().union(*(_aliases(child, sources) for child in children(node)))


def _columns(node: exp.Expr) -> set[tuple[str, str]]:
    return {(c.table.casefold(), c.name.casefold()) for c in node.find_all(exp.Column)}
