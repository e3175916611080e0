"""JSON found in what a model writes, and judged."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bastide.engine.chat_schema import JsonOnly, check_schema, departure, parsed

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
).map(lambda value: {"valeur": value})
BEFORE = st.sampled_from(["", "Voici : ", "```json\n", '<think>{"a": 1} hum</think>', "\n\n  "])
AFTER = st.sampled_from(["", "\n```", " J'espère que cela aide {vraiment}.", "}"])


@given(VALUES, BEFORE, AFTER, st.lists(st.integers(1, 7), min_size=1), st.booleans())
def test_the_value_is_taken_out_whatever_stands_around(
    value: Any, before: str, after: str, sizes: list[int], ascii_only: bool
) -> None:
    written = json.dumps(value, ensure_ascii=ascii_only)
    text = before + written + after
    only, kept, at = JsonOnly(), [], 0
    while at < len(text):
        size = sizes[at % len(sizes)]
        kept.append(only.feed(text[at : at + size]))
        at += size
    assert "".join(kept) == written
    assert only.whole


OBJECT = {
    "type": "object",
    "required": ["n", "m"],
    "additionalProperties": False,
    "properties": {
        "n": {"type": "integer", "minimum": 1, "maximum": 9},
        "m": {"type": "array", "items": {"enum": ["a", "b"]}, "minItems": 1, "maxItems": 2},
        "t": {"type": ["string", "null"], "minLength": 1, "maxLength": 3},
        "c": {"const": "x"},
        "o": {"anyOf": [{"type": "string"}, {"type": "boolean"}]},
    },
}


@pytest.mark.parametrize(
    ("text", "fine"),
    [
        ('{"n": 1, "m": ["a"]}', True),
        ('{"n": 9, "m": ["a", "b"], "t": null, "c": "x", "o": false}', True),
        ('{"n": 1}', False),
        ('{"n": true, "m": ["a"]}', False),
        ('{"n": 1.5, "m": ["a"]}', False),
        ('{"n": 0, "m": ["a"]}', False),
        ('{"n": 10, "m": ["a"]}', False),
        ('{"n": 1, "m": []}', False),
        ('{"n": 1, "m": ["a", "a", "a"]}', False),
        ('{"n": 1, "m": ["z"]}', False),
        ('{"n": 1, "m": ["a"], "t": ""}', False),
        ('{"n": 1, "m": ["a"], "t": "long"}', False),
        ('{"n": 1, "m": ["a"], "c": "y"}', False),
        ('{"n": 1, "m": ["a"], "o": 3}', False),
        ('{"n": 1, "m": ["a"], "surplus": 1}', False),
        ('{"n": NaN, "m": ["a"]}', False),
        ('{"n": 1, "m": ["a"]', False),
        ("", False),
        ("[" * 100_000, False),
        ("[1]", False),
    ],
)
def test_what_departs_from_the_schema_is_refused(text: str, fine: bool) -> None:
    if fine:
        parsed(text, OBJECT)
    else:
        with pytest.raises(ValueError) as raised:
            parsed(text, OBJECT)
        assert "surplus" not in str(raised.value), "nothing of the answer is told"


def test_a_deep_answer_is_refused() -> None:
    schema: dict[str, Any] = {}
    value: Any = 1
    for _ in range(40):
        schema, value = {"type": "array", "items": schema}, [value]
    assert departure(value, schema)


def test_a_word_that_would_not_be_checked_is_refused() -> None:
    check_schema(OBJECT)
    with pytest.raises(ValueError, match="pattern"):
        check_schema({"type": "object", "properties": {"a": {"type": "string", "pattern": "x"}}})
