"""The allow-lists: kinds of node with the parts each may have, functions, types, units.

Anything that sqlglot knows and that is not here is refused, whatever it is: a new version of it
that learns a new construct opens nothing.
"""

from __future__ import annotations

from sqlglot import exp

from bastide.engine.sql.schema import Dialect, Refused

_QUERY = {"with_", "order", "limit", "offset"}
NODES: dict[type[exp.Expr], frozenset[str]] = {
    exp.Select: frozenset(
        {"expressions", "distinct", "from_", "joins", "where", "group", "having", "windows"}
        | _QUERY
    ),
    **{
        kind: frozenset({"this", "expression", "distinct"} | _QUERY)
        for kind in (exp.Union, exp.Intersect, exp.Except)
    },
    exp.Subquery: frozenset({"this", "alias"}),
    exp.With: frozenset({"expressions"}),
    exp.CTE: frozenset({"this", "alias"}),
    exp.From: frozenset({"this"}),
    exp.Table: frozenset({"this", "alias", "db"}),
    exp.TableAlias: frozenset({"this", "columns"}),
    exp.Join: frozenset({"this", "on", "using", "side", "kind"}),
    exp.Where: frozenset({"this"}),
    exp.Having: frozenset({"this"}),
    exp.Group: frozenset({"expressions", "rollup"}),
    exp.Rollup: frozenset({"expressions"}),
    exp.Order: frozenset({"expressions", "this"}),
    exp.Ordered: frozenset({"this", "desc", "nulls_first"}),
    exp.Limit: frozenset({"expression"}),
    exp.Offset: frozenset({"expression"}),
    exp.Distinct: frozenset({"expressions", "on"}),
    exp.Alias: frozenset({"this", "alias"}),
    exp.Column: frozenset({"this", "table"}),
    exp.Identifier: frozenset({"this", "quoted"}),
    exp.Star: frozenset(),
    exp.Literal: frozenset({"this", "is_string"}),
    exp.Boolean: frozenset({"this"}),
    exp.Null: frozenset(),
    exp.Placeholder: frozenset({"this"}),
    exp.Paren: frozenset({"this"}),
    exp.Tuple: frozenset({"expressions"}),
    exp.Not: frozenset({"this"}),
    exp.Neg: frozenset({"this"}),
    exp.Is: frozenset({"this", "expression", "negate"}),
    exp.In: frozenset({"this", "expressions", "query", "negate"}),
    exp.Between: frozenset({"this", "low", "high", "symmetric", "negate"}),
    exp.Escape: frozenset({"this", "expression"}),
    exp.Exists: frozenset({"this"}),
    exp.All: frozenset({"this"}),
    exp.Any: frozenset({"this"}),
    exp.Interval: frozenset({"this", "unit"}),
    exp.Var: frozenset({"this"}),
    exp.DataType: frozenset({"this", "expressions", "nested"}),
    exp.DataTypeParam: frozenset({"this"}),
    exp.Cast: frozenset({"this", "to"}),
    exp.AtTimeZone: frozenset({"this", "zone"}),
    exp.Case: frozenset({"this", "ifs", "default"}),
    exp.Filter: frozenset({"this", "expression"}),
    exp.WithinGroup: frozenset({"this", "expression"}),
    exp.Window: frozenset({"this", "partition_by", "order", "spec", "alias", "over"}),
    exp.WindowSpec: frozenset({"kind", "start", "start_side", "end", "end_side"}),
    **{
        kind: frozenset({"this", "expression", "typed", "safe", "negate"})
        for kind in (
            exp.And, exp.Or, exp.Xor, exp.EQ, exp.NEQ, exp.GT, exp.GTE, exp.LT, exp.LTE,
            exp.NullSafeEQ, exp.NullSafeNEQ, exp.Add, exp.Sub, exp.Mul, exp.Div, exp.IntDiv,
            exp.Mod, exp.DPipe, exp.Like, exp.ILike,
        )
    },
}  # fmt: skip

FUNCTIONS: frozenset[type[exp.Expr]] = frozenset(
    {
        # figures
        exp.Count, exp.Sum, exp.Avg, exp.Min, exp.Max, exp.GroupConcat, exp.PercentileCont,
        exp.PercentileDisc, exp.Stddev, exp.StddevPop, exp.StddevSamp, exp.Variance,
        exp.VariancePop, exp.Abs, exp.Round, exp.Floor, exp.Ceil, exp.Greatest, exp.Least,
        exp.Sign, exp.Pow, exp.Sqrt, exp.Trunc, exp.LogicalOr, exp.LogicalAnd,
        exp.Corr, exp.Mode, exp.WidthBucket, exp.Ln,
        # choices
        exp.Coalesce, exp.Nullif, exp.If,
        # words
        exp.Lower, exp.Upper, exp.Trim, exp.Concat, exp.ConcatWs, exp.Length, exp.Substring,
        exp.Left, exp.Right, exp.Replace, exp.StrPosition, exp.Initcap,
        exp.SplitPart, exp.SubstringIndex, exp.Reverse, exp.Pad,
        # dates
        exp.CurrentDate, exp.CurrentTimestamp, exp.CurrentDatetime, exp.Extract,
        exp.TimestampTrunc, exp.DateTrunc,
        exp.TimeToStr, exp.Date, exp.DateDiff, exp.TimestampDiff, exp.DateAdd, exp.DateSub,
        exp.Year, exp.Month, exp.Day, exp.DayOfWeek, exp.DayOfMonth, exp.DayOfYear,
        exp.WeekOfYear, exp.Week, exp.Quarter, exp.LastDay, exp.TsOrDsToDate,
        exp.TsOrDsToTimestamp, exp.StrToDate, exp.StrToTime, exp.Hour, exp.Minute, exp.Second,
        exp.Time, exp.Dayname, exp.Localtimestamp,
        # ranks
        exp.RowNumber, exp.Rank, exp.DenseRank, exp.PercentRank, exp.CumeDist, exp.Ntile,
        exp.Lag, exp.Lead, exp.FirstValue, exp.LastValue, exp.NthValue,
    }
)  # fmt: skip
# Functions that sqlglot has no class for, by dialect.
NAMED_FUNCTIONS: dict[Dialect, frozenset[str]] = {
    "postgresql": frozenset(
        {"age", "to_char", "to_date", "make_date", "btrim", "char_length", "unaccent", "every"}
    ),
    "mysql": frozenset(
        {
            "weekday",
            "dayname",
            "monthname",
            "makedate",
            "char_length",
            "truncate",
            "now",
            "yearweek",
            "field",
        }
    ),
    "sqlite": frozenset({"total", "julianday", "date", "datetime", "time", "strftime"}),
}
TYPES = frozenset(
    "INT BIGINT SMALLINT TINYINT DECIMAL DOUBLE FLOAT TEXT VARCHAR CHAR NCHAR DATE DATETIME "
    "TIMESTAMP TIMESTAMPTZ TIME BOOLEAN INTERVAL UBIGINT UINT".split()
)
UNITS = frozenset(
    "YEAR YEARS QUARTER QUARTERS MONTH MONTHS WEEK WEEKS DAY DAYS HOUR HOURS MINUTE MINUTES "
    "SECOND SECONDS DOW DOY ISODOW ISOYEAR EPOCH DAYOFWEEK DAYOFYEAR DECADE YEAR_MONTH".split()
)
# Repeated on their own results these grow a text exponentially: ten is more than a report needs.
_GROWING = (exp.Concat, exp.ConcatWs, exp.Replace, exp.DPipe, exp.GroupConcat)
MOST_GROWING, MOST_NODES, MOST_WITH = 30, 1_500, 8
LONGEST_PADDED = 100  # characters: `LPAD(code, 5, '0')`, never a text of a gigabyte
_JOINS = {"", "INNER", "OUTER", "CROSS", "LEFT", "RIGHT", "FULL"}


def check_nodes(tree: exp.Expr, dialect: Dialect, parameters: frozenset[str]) -> None:
    """Raises `Refused` at the first node, part, function, type or unit that is not listed."""
    growing = 0
    for count, node in enumerate(tree.walk(), 1):
        growing += isinstance(node, _GROWING)
        if count > MOST_NODES or growing > MOST_GROWING:
            raise Refused("La requête est trop compliquée.")
        _check(node, dialect, parameters)


def _check(node: exp.Expr, dialect: Dialect, parameters: frozenset[str]) -> None:
    kind = type(node)
    if kind is exp.Anonymous:
        name = node.this
        if not isinstance(name, str) or name.lower() not in NAMED_FUNCTIONS[dialect]:
            raise Refused(f"La fonction « {str(name)[:60]} » n'est pas autorisée.")
        return
    if kind in FUNCTIONS:
        if kind is exp.Pad:
            _check_padding(node.args.get("expression"))
        return
    if kind not in NODES:
        what = kind.__name__
        if isinstance(node, exp.Func):
            raise Refused(f"La fonction « {node.sql_name()} » n'est pas autorisée.")
        raise Refused(f"Cette construction n'est pas autorisée : {what}.")
    for part, value in node.args.items():
        # `NOT INDEXED` is told by a False: a table's parts are refused for being there at all.
        absent = value is None or value == [] or (value in (False, "") and kind is not exp.Table)
        if not absent and part not in NODES[kind]:
            raise Refused(f"Cette clause n'est pas autorisée : {part.strip('_')}.")
    if kind is exp.DataType:
        if node.this.name not in TYPES:
            raise Refused(f"Le type « {node.this.name} » n'est pas autorisé.")
    elif kind is exp.Var:
        if node.name.upper() not in UNITS:
            raise Refused(f"« {node.name[:60]} » n'est pas une unité autorisée.")
    elif kind is exp.Placeholder:
        if node.name not in parameters:
            raise Refused("Un paramètre n'est pas déclaré.")
    elif kind is exp.Join:
        if not {str(node.args.get("side") or ""), str(node.args.get("kind") or "")} <= _JOINS:
            raise Refused("Cette jointure n'est pas autorisée.")
    elif kind in (exp.Limit, exp.Offset):
        value = node.args["expression"]
        if not (isinstance(value, exp.Placeholder) or (value.is_int and not value.is_string)):
            raise Refused("LIMIT et OFFSET s'écrivent avec un nombre entier.")
    elif kind in (exp.All, exp.Any):
        if not isinstance(node.this.unnest(), exp.Query):
            raise Refused("ANY et ALL ne s'appliquent qu'à une sous-requête.")
    elif kind is exp.AtTimeZone:
        if not isinstance(node.args["zone"], exp.Literal):
            raise Refused("Un fuseau horaire s'écrit entre apostrophes : 'Europe/Paris'.")
    elif kind is exp.With:
        if len(node.expressions) > MOST_WITH:
            raise Refused("Trop de sous-requêtes nommées.")
    elif kind is exp.Literal and not node.is_string and len(node.name) > 25:
        raise Refused("Un nombre est trop long.")


def _check_padding(length: exp.Expr | None) -> None:
    if (
        not isinstance(length, exp.Literal)
        or not length.is_int
        or int(length.name) > LONGEST_PADDED
    ):
        raise Refused("La longueur à compléter est un petit nombre entier.")
