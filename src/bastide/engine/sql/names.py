"""Who a name is: tables, aliases and columns are resolved, and spelt as the catalogue does.

1. A query opens a scope: the tables, named sub-queries and derived tables of its FROM.
2. A star becomes the columns that may be seen; none is left outside `COUNT(*)`.
3. A column must belong to a source of its scope or of one around it; it is qualified by it.
4. What the scope gives outwards (its output names) is what an outer query may read.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlglot import exp

from bastide.engine.sql.joins import check_joined
from bastide.engine.sql.schema import NAME, Reading, Refused, Schema
from bastide.engine.sql.scopes import Scope, Source, aggregates, children

MOST_TABLES = 12
_OUTPUT_NAMES: dict[type[exp.Expr], str] = {
    exp.Count: "count",
    exp.Sum: "sum",
    exp.Avg: "avg",
    exp.Min: "min",
    exp.Max: "max",
}
_SAID = frozenset(" '’°%€/.,()-?:")


class Resolver:
    """Resolves the names of one statement in place. Raises `Refused`."""

    def __init__(self, schema: Schema, reading: Reading) -> None:
        self.schema, self.reading = schema, reading
        self.tables = {name.casefold(): name for name in schema.tables}

    def query(
        self, node: exp.Expr, around: tuple[Scope, ...], named: Mapping[str, Source]
    ) -> Source:
        """Resolves a query; what it gives outwards."""
        if isinstance(node, exp.Subquery):
            return self.query(node.this, around, named)
        named = self._with(node, around, named)
        if isinstance(node, exp.Select):
            return self._select(node, around, named)
        if isinstance(node, exp.SetOperation):
            left = self.query(node.this, around, named)
            right = self.query(node.expression, around, named)
            if len(left.columns) != len(right.columns):
                raise Refused("Les requêtes réunies n'ont pas le même nombre de colonnes.")
            scope = Scope(outputs=dict(left.columns))
            for part in ("order", "limit", "offset"):
                if node.args.get(part):
                    self._walk(node.args[part], scope, (), named, outputs=True)
            return left
        raise Refused("Seule une requête SELECT est autorisée.")

    def _with(
        self, node: exp.Expr, around: tuple[Scope, ...], named: Mapping[str, Source]
    ) -> Mapping[str, Source]:
        given = node.args.get("with_")
        if not given:
            return named
        known = dict(named)
        for one in given.expressions:
            name = self._declared(one.args["alias"].this)
            if name.casefold() in self.tables or name.casefold() in known:
                raise Refused(f"« {name} » porte déjà le nom d'une table.")
            inner = self.query(one.this, around, known)
            known[name.casefold()] = self._renamed(inner, name, one.args["alias"])
        return known

    def _select(
        self, node: exp.Select, around: tuple[Scope, ...], named: Mapping[str, Source]
    ) -> Source:
        scope = Scope()
        origin = node.args.get("from_")
        joins = node.args.get("joins") or []
        for item in [origin.this] if origin else []:
            self._source(item, scope, around, named)
        for join in joins:
            self._source(join.this, scope, around, named)
            self._using(join, scope)
        self._expand(node, scope)
        for number, item in enumerate(node.expressions):
            self._walk(item, scope, around, named)
            self._output(node, number, item, scope)
        for join in joins:
            if join.args.get("on"):
                self._walk(join.args["on"], scope, around, named)
        for part, outputs in (
            ("distinct", False), ("where", False), ("windows", False), ("group", True),
            ("having", True), ("order", True), ("limit", False), ("offset", False),
        ):  # fmt: skip
            given = node.args.get(part)
            for one in given if isinstance(given, list) else [given] if given else []:
                self._walk(one, scope, around, named, outputs, first=part == "order")
        check_joined(node, {k: s.one_row for k, s in scope.sources.items()})
        alone = not origin or (not node.args.get("group") and aggregates(node))
        limit = node.args.get("limit")
        alone = alone or bool(limit and limit.expression.name == "1")
        return Source("", scope.outputs, one_row=alone)

    def _source(
        self,
        item: exp.Expr,
        scope: Scope,
        around: tuple[Scope, ...],
        named: Mapping[str, Source],
    ) -> None:
        alias = item.args.get("alias")
        if isinstance(item, exp.Table):
            found = self._table(item, named)
            if alias is None:
                item.set("alias", exp.TableAlias(this=exp.to_identifier(found.alias, quoted=True)))
        elif isinstance(item, exp.Subquery):
            if alias is None or alias.this is None:
                raise Refused("Une sous-requête de FROM doit porter un nom.")
            found = self.query(item.this, around, named)
        else:
            raise Refused("FROM ne peut lire que des tables et des sous-requêtes.")
        name = self._declared(alias.this) if alias is not None else found.alias
        if alias is not None:
            found = self._renamed(found, name, alias)
        if name.casefold() in scope.sources:
            raise Refused(f"Le nom « {name} » désigne deux sources.")
        scope.sources[name.casefold()] = found

    def _table(self, item: exp.Table, named: Mapping[str, Source]) -> Source:
        self.reading.references += 1
        if self.reading.references > MOST_TABLES:
            raise Refused("La requête lit trop de tables.")
        if not isinstance(item.this, exp.Identifier):
            raise Refused("Une fonction ne peut pas tenir lieu de table.")
        key, space = item.name.casefold(), item.args.get("db")
        if space is None and key in named:
            item.this.replace(exp.to_identifier(named[key].alias, quoted=True))
            return named[key]
        if space is not None and space.name.casefold() != self.schema.namespace.casefold():
            raise Refused(f"Le schéma « {space.name[:60]} » n'est pas ouvert.")
        if key not in self.tables:
            raise Refused(f"La table « {item.name[:60]} » n'est pas au catalogue.")
        table = self.tables[key]
        item.this.replace(exp.to_identifier(table, quoted=True))
        # Always qualified where a namespace is known: the search path of the session decides
        # nothing.
        if self.schema.namespace:
            item.set("db", exp.to_identifier(self.schema.namespace, quoted=True))
        self.reading.tables.add(table)
        columns = {c.casefold(): c for c in self.schema.tables[table]}
        return Source(table, columns, table)

    def _declared(self, name: exp.Expr) -> str:
        """A name given by the statement, spelt as the server will keep it."""
        if not isinstance(name, exp.Identifier):
            raise Refused("Un nom est illisible.")
        text = name.name
        if self.schema.dialect == "postgresql" and not name.args.get("quoted"):
            text = text.lower()
        plain = "".join("_" if c in _SAID else c for c in text)
        if not NAME.fullmatch("_" + plain) or len(text) > 63:
            raise Refused(f"« {text[:60]} » n'est pas un nom accepté.")
        name.replace(exp.to_identifier(text, quoted=True))
        return text

    def _renamed(self, found: Source, name: str, alias: exp.Expr) -> Source:
        given = alias.args.get("columns") or []
        columns = found.columns
        if given:
            if len(given) > len(columns) or found.table:
                raise Refused("Les colonnes renommées ne correspondent pas.")
            fresh = [self._declared(c) for c in given]
            rest = list(columns.values())[len(fresh) :]
            columns = {c.casefold(): c for c in [*fresh, *rest]}
        return Source(name, columns, found.table, found.one_row)

    def _using(self, join: exp.Join, scope: Scope) -> None:
        for name in join.args.get("using") or []:
            key = name.name.casefold()
            holders = [s for s in scope.sources.values() if key in s.columns]
            if len(holders) < 2:
                raise Refused(f"La colonne « {name.name[:60]} » n'est pas commune.")
            for one in holders:
                self._note(one, one.columns[key])
            scope.shared.add(key)
            name.replace(exp.to_identifier(holders[0].columns[key], quoted=True))

    def _expand(self, node: exp.Select, scope: Scope) -> None:
        columns: list[exp.Expr] = []
        for item in node.expressions:
            whole = isinstance(item, exp.Star)
            if not whole and not (isinstance(item, exp.Column) and isinstance(item.this, exp.Star)):
                columns.append(item)
                continue
            wanted = list(scope.sources) if whole else [item.args["table"].name.casefold()]
            seen: set[str] = set()
            for key in wanted:
                source = scope.sources.get(key)
                if source is None:
                    raise Refused(f"« {key[:60]} » n'est pas une source de la requête.")
                for folded, column in source.columns.items():
                    if not (whole and folded in scope.shared and folded in seen):
                        columns.append(exp.column(column, source.alias, quoted=True))
                    seen.add(folded)
        if not columns:
            raise Refused("La requête ne demande aucune colonne.")
        node.set("expressions", columns)

    def _output(self, node: exp.Select, number: int, item: exp.Expr, scope: Scope) -> None:
        if isinstance(item, exp.Alias):
            name = self._declared(item.args["alias"])
        elif isinstance(item, exp.Column):
            name = item.name
        elif type(item) in _OUTPUT_NAMES:
            name = _OUTPUT_NAMES[type(item)]
            if name not in scope.outputs:
                node.expressions[number].replace(exp.alias_(item.copy(), name, quoted=True))
        else:
            name = f"?{number}"  # no name can be written that way: it cannot be read from outside
        key = name.casefold()
        scope.outputs[key if key not in scope.outputs else f"?{number}"] = name

    def _walk(
        self,
        node: exp.Expr,
        scope: Scope,
        around: tuple[Scope, ...],
        named: Mapping[str, Source],
        outputs: bool = False,
        first: bool = False,
    ) -> None:
        if isinstance(node, exp.Query):
            self.query(node, (scope, *around), named)
        elif isinstance(node, exp.Column):
            self._column(node, scope, around, outputs, first)
        elif isinstance(node, exp.Star):
            if not isinstance(node.parent, exp.Count):
                raise Refused("L'étoile n'est acceptée que seule ou dans COUNT(*).")
        elif isinstance(node, exp.Window) and node.args.get("alias") is not None:
            raise Refused("Les fenêtres nommées ne sont pas acceptées.")
        else:
            if isinstance(node, exp.Placeholder):
                self.reading.parameters.add(node.name)
            for child in list(children(node)):
                self._walk(child, scope, around, named, outputs, first)

    def _column(
        self,
        node: exp.Column,
        scope: Scope,
        around: tuple[Scope, ...],
        outputs: bool,
        first: bool,
    ) -> None:
        key = node.name.casefold()
        if not isinstance(node.this, exp.Identifier):
            raise Refused("Une colonne est illisible.")
        qualifier = node.args.get("table")
        if qualifier is not None:
            for one in (scope, *around):
                source = one.sources.get(qualifier.name.casefold())
                if source is not None:
                    if key not in source.columns:
                        break
                    return self._set(node, source, source.columns[key])
            raise Refused(
                f"La colonne « {qualifier.name}.{node.name} »"[:90] + " n'est pas ouverte."
            )
        if outputs and first and key in scope.outputs:
            return self._set(node, None, scope.outputs[key])
        for one in (scope, *around):
            holders = [s for s in one.sources.values() if key in s.columns]
            if len(holders) == 1:
                return self._set(node, holders[0], holders[0].columns[key])
            if len(holders) > 1:
                if key not in one.shared:
                    raise Refused(f"La colonne « {node.name[:60]} » est ambiguë.")
                for source in holders:
                    self._note(source, source.columns[key])
                return self._set(node, None, holders[0].columns[key])
            if one is scope and outputs and key in scope.outputs:
                return self._set(node, None, scope.outputs[key])
        raise Refused(f"La colonne « {node.name[:60]} » n'est pas au catalogue.")

    def _set(self, node: exp.Column, source: Source | None, name: str) -> None:
        node.set("this", exp.to_identifier(name, quoted=True))
        if source is not None:
            node.set("table", exp.to_identifier(source.alias, quoted=True))
            self._note(source, name)

    def _note(self, source: Source, column: str) -> None:
        if source.table:
            self.reading.columns.add(f"{source.table}.{column}")
