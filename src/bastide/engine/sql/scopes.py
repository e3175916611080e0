"""What a query reads from, and what it gives outwards."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sqlglot import exp


@dataclass(slots=True)
class Source:
    """A source of a FROM: its alias as written, its columns by folded name, and its table."""

    alias: str
    columns: Mapping[str, str]
    table: str = ""
    one_row: bool = False


@dataclass(slots=True)
class Scope:
    sources: dict[str, Source] = field(default_factory=dict)
    shared: set[str] = field(default_factory=set)
    outputs: dict[str, str] = field(default_factory=dict)


def children(node: exp.Expr) -> Iterator[exp.Expr]:
    """The nodes right under a node, in the order of its parts."""
    for value in node.args.values():
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, exp.Expr):
                yield one


def aggregates(node: exp.Select) -> bool:
    """Whether the output is an aggregate of its own (not of a sub-query, not over a window)."""
    return all(
        any(
            isinstance(part, exp.AggFunc) and part.find_ancestor(exp.Window, exp.Select) is node
            for part in item.walk()
        )
        for item in node.expressions
    )
