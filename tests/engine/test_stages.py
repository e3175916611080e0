"""Which stage speaks next, and statements read out of JSON that comes in pieces."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bastide.engine.stages import ENOUGH, Tried, good_enough, holds_asked, next_stage
from bastide.engine.streamed import LONGEST, Statements

BOTH = ("small", "large")


@pytest.mark.parametrize("stage", ["card", "record", "silent"])
def test_a_card_data_or_a_silence_ask_no_model(stage) -> None:
    assert next_stage(Tried(stage, 0.0, False), BOTH) is None


@pytest.mark.parametrize(
    ("tried", "wanted"),
    [
        (Tried("extract", ENOUGH, True, 2), None),
        (Tried("extract", ENOUGH, False, 2), "small"),
        (Tried("extract", ENOUGH - 0.01, True, 2), "small"),
        (Tried("small", 0, True, proved=2, withheld=2), None),
        (Tried("small", 0, True, proved=1, withheld=2), "large"),
        (Tried("small", 0, False, proved=2), "large"),
        (Tried("small", 0, True, proved=0), "large"),
        (Tried("large", 0, False, proved=0), None),
    ],
)
def test_a_stage_is_tried_only_when_the_one_before_is_not_enough(tried, wanted) -> None:
    assert next_stage(tried, BOTH) == wanted


def test_a_stage_that_is_not_set_is_passed_over() -> None:
    doubtful = Tried("extract", 0.5, True)
    assert next_stage(doubtful, ()) is None
    assert next_stage(doubtful, ("large",)) == "large"
    assert not good_enough(doubtful)


def test_what_is_asked_is_held_or_not() -> None:
    assert holds_asked("Combien coûte la carte ?", ["La carte coûte 12 €."])
    assert not holds_asked("Combien coûte la carte ?", ["La carte est envoyée."])


statements = st.lists(
    st.dictionaries(st.text(max_size=5), st.text(max_size=20) | st.integers(), max_size=3),
    max_size=4,
)


@given(
    statements, st.integers(1, 9), st.text(max_size=20).filter(lambda t: not set(t) & set('[{"'))
)
def test_statements_come_whatever_the_pieces(rows, size, before) -> None:
    text = before + json.dumps({"statements": rows})
    parts = Statements()
    found = [row for at in range(0, len(text), size) for row in parts.feed(text[at : at + size])]
    assert found == rows


@given(st.text(alphabet='[]{}",:\\ab1', max_size=200))
def test_no_text_breaks_the_reading(text) -> None:
    assert all(isinstance(row, dict) for row in Statements().feed(text))


def test_an_endless_answer_is_left() -> None:
    parts = Statements()
    list(parts.feed('{"a": "' + "x" * (LONGEST + 1)))
    assert parts.too_long
