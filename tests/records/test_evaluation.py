"""The floors of the evaluation: found and right, and above all never the wrong query."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def bench() -> Any:
    spec = importlib.util.spec_from_file_location("bench_records", ROOT / "bench" / "records.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_set_is_as_large_as_promised(bench: Any):
    rows = [*bench.questions("tuning"), *bench.questions("held")]
    assert sum(bool(row["query"]) for row in rows) >= 120
    assert sum(not row["query"] for row in rows) >= 40
    assert len({row["question"] for row in rows}) == len(rows)
    assert len(bench.questions("held")) >= 80


@pytest.mark.parametrize("half", ["tuning", "held"])
def test_figures_are_found_and_the_wrong_query_is_not_run(bench: Any, half: str):
    got = bench.measure(half, bench.queries(), bench.places())
    assert got["right"] >= 0.90, got["missed"]
    assert got["wrong"] <= 0.01, got["ran wrong"]


def test_no_question_of_the_set_is_an_example_of_a_query(bench: Any):
    """Else the measure would be of memory."""
    examples = {e.lower() for q in bench.queries().queries for e in q.examples}
    asked = {json.dumps(r["question"]).lower() for r in bench.questions("held")}
    assert not examples & asked
