"""The guard against the corpus: no attack passes, questions of every day do."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bastide.engine.sql.schema import Judgement, Schema, SchemaError, schema_from
from bastide.engine.sql_guard import judge

HERE = Path(__file__).parent
SCHEMA = schema_from(json.loads((HERE / "schema.json").read_text(encoding="utf-8")))


def rows(name: str) -> list[dict[str, Any]]:
    lines = (HERE / name).read_text(encoding="utf-8").split("\n")
    return [json.loads(line) for line in lines if line]


def judged(row: dict[str, Any]) -> Judgement:
    of = SCHEMA if row["dialect"] == "postgresql" else replace(SCHEMA, namespace="")
    return judge(row["sql"], of, row["dialect"], parameters=frozenset(row.get("parameters", ())))


def pg(sql: str, **more: Any) -> Judgement:
    return judge(sql, SCHEMA, **more)


def test_the_corpus_is_as_large_as_promised():
    attacks, good = rows("attacks.jsonl"), rows("good.jsonl")
    assert len(attacks) >= 400
    assert len(good) >= 200
    assert min(Counter(row["dialect"] for row in attacks).values()) >= 100


def test_no_attack_passes_and_each_refusal_says_why():
    passed = [row["sql"] for row in rows("attacks.jsonl") if judged(row).allowed]
    assert passed == []
    assert all(judged(row).reason.endswith(".") for row in rows("attacks.jsonl")[::7])


def test_good_queries_pass():
    refused = [(row["sql"], judged(row).reason) for row in rows("good.jsonl")]
    refused = [one for one in refused if one[1]]
    assert len(refused) <= 0.02 * len(rows("good.jsonl")), refused


def test_an_attack_hidden_in_a_good_query_is_refused():
    """A function, a table or a column that is not open, wherever an expression may stand."""
    for attack in ("pg_sleep(1)", "(SELECT mot_de_passe FROM agents)", "d.iban", "lo_create(0)"):
        for place in (
            "SELECT {} FROM demandes d",
            "SELECT d.id FROM demandes d WHERE {} IS NULL",
            "SELECT d.id FROM demandes d ORDER BY {}",
            "SELECT COUNT(*) FROM demandes d GROUP BY {}",
            "SELECT COUNT(*) FROM demandes d HAVING MAX({}) IS NULL",
            "SELECT SUM(d.id) OVER (PARTITION BY {}) FROM demandes d",
            "SELECT SUM(d.id) OVER (ORDER BY {}) FROM demandes d",
            "SELECT COUNT(*) FILTER (WHERE {} IS NULL) FROM demandes d",
            "SELECT d.id FROM demandes d JOIN communes c ON c.id = d.commune_id AND {} IS NULL",
            "SELECT d.id FROM demandes d LIMIT {}",
            "SELECT d.id FROM demandes d OFFSET {}",
            "SELECT DISTINCT ON ({}) d.id FROM demandes d",
            "SELECT CASE {} WHEN NULL THEN 1 END FROM demandes d",
            "SELECT d.id FROM demandes d WHERE d.id IN (1, {})",
            "SELECT d.id FROM demandes d WHERE d.id BETWEEN 1 AND {}",
            "SELECT x.a FROM (SELECT {} AS a FROM demandes d) x",
            "WITH x AS (SELECT {} AS a FROM demandes d) SELECT a FROM x",
            "SELECT c.id FROM communes c UNION SELECT {} FROM demandes d",
            "SELECT STRING_AGG(d.numero, ',' ORDER BY {}) FROM demandes d",
            "SELECT CAST({} AS TEXT) FROM demandes d",
            "SELECT INTERVAL '1 day' * {} FROM demandes d",
        ):
            assert not pg(place.format(attack)).allowed, place.format(attack)


def test_a_star_shows_only_what_the_catalogue_shows():
    found = pg("SELECT d.*, c.nom FROM demandes d JOIN communes c ON c.id = d.commune_id")
    assert "*" not in found.sql
    assert found.columns == {f"demandes.{c}" for c in SCHEMA.tables["demandes"]} | {
        "communes.id", "communes.nom",
    }  # fmt: skip


def test_what_is_run_is_written_anew_and_bounded():
    found = pg("select  id from demandes limit 999999 ;", most_rows=100)
    assert found.sql == 'SELECT "demandes"."id" FROM "public"."demandes" AS "demandes" LIMIT 100'
    assert pg("select id from demandes limit 5", most_rows=100).sql.endswith("LIMIT 5")
    both = pg("select id from demandes union select id from communes", most_rows=7)
    assert both.sql.endswith("LIMIT 7")


def test_parameters_are_bound_and_colons_of_strings_are_not():
    found = pg(
        "SELECT numero || ' :autre' FROM demandes WHERE statut = :statut",
        parameters=frozenset({"statut"}),
    )
    assert found.parameters == {"statut"}
    assert r"' \:autre'" in found.runnable
    assert found.runnable.endswith("= :statut")


def test_a_schema_is_read_in_its_several_forms():
    for told in (
        {"tables": {"t": ["a", "b"]}},
        {"tables": [{"name": "t", "columns": [{"name": "a", "type": "text"}, "b"]}]},
        {"t": {"a": "integer", "b": "text"}},
        {"tables": {"t": {"description": "x", "columns": {"a": "text", "b": "date"}}}},
    ):
        assert schema_from(told).tables == {"t": ("a", "b")}
    for wrong in ([], {}, {"tables": {}}, {"tables": {"t": []}}, {"tables": {"t; DROP": ["a"]}}):
        with pytest.raises(SchemaError):
            schema_from(wrong)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60))
def test_whatever_it_receives_it_answers(text: str):
    found = pg("SELECT id FROM demandes WHERE " + text)
    assert found.allowed or found.reason


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from([row["sql"] for row in rows("attacks.jsonl")]), min_size=1, max_size=2
    ),
    st.sampled_from([" UNION ", " ; ", " WHERE EXISTS (", " ", ","]),
)
def test_pieces_of_attacks_read_nothing_that_is_not_open(pieces: list[str], glue: str):
    found = pg("SELECT id FROM demandes" + glue + glue.join(pieces))
    assert found.tables <= set(SCHEMA.tables)
    assert not {"agents", "iban", "mot_de_passe"} & set(found.sql.replace('"', " ").split())


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(rows("good.jsonl")))
def test_what_was_written_is_judged_the_same(row: dict[str, Any]):
    found = judged(row)
    again = judged({**row, "sql": found.sql})
    assert (again.sql, again.columns) == (found.sql, found.columns)


def test_a_schema_of_no_table_opens_nothing():
    assert not judge("SELECT 1 FROM t", Schema({})).allowed


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT id FROM demandes WHERE " + "NOT " * 4_900 + "1=1",
        "SELECT " + "CASE WHEN id=1 THEN " * 700 + "1" + " END" * 700 + " FROM demandes",
        "SELECT id FROM demandes WHERE " + " OR ".join(["id=1"] * 1_900),
        "SELECT id FROM demandes" + " UNION SELECT id FROM demandes" * 600,
        "SELECT id" + "::int" * 3_900 + " FROM demandes",
        "SELECT " + "[" * 9_000,
        "SELECT " + "a." * 9_000 + "b FROM demandes",
        "SELECT " + "- " * 9_000 + "1 FROM demandes",
    ],
)
def test_a_statement_made_to_exhaust_the_parser_is_refused_quickly(sql: str):
    for dialect in ("postgresql", "mysql", "sqlite"):
        assert judge(sql, SCHEMA, dialect).reason
