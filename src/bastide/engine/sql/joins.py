"""Whether the sources of a query are joined to one another, or multiplied.

Two tables that no condition ties are a product: a hundred thousand rows by as many. The tie is a
comparison of a column of the one with a column of the other that every row must satisfy.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlglot import exp

from bastide.engine.sql.schema import Refused

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
        others = set(_aliases(node.args["low"], sources)) | set(
            _aliases(node.args["high"], sources)
        )
    else:
        others = set(_aliases(node.expression, sources))
    own = set(_aliases(node.this, sources))
    if own & others:
        return set()
    return {frozenset({one, other}) for one in own for other in others}


def _aliases(node: exp.Expr, sources: Mapping[str, bool]) -> Iterator[str]:
    for column in node.find_all(exp.Column):
        key = column.table.casefold()
        if key in sources:
            yield key
