"""The shape of the Tantivy index, and the queries it is asked, as short functions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import tantivy

from bastide.engine.rank import Counts

SCHEMA_VERSION = 2
_Query = tantivy.Query


def schema() -> tantivy.Schema:
    build = tantivy.SchemaBuilder()
    build.add_text_field("kind", stored=True, tokenizer_name="raw", index_option="basic")
    build.add_integer_field("document", stored=True, indexed=True, fast=True)
    build.add_integer_field("passage", stored=True, fast=True)
    build.add_integer_field("stamp", fast=True)
    build.add_integer_field("version", stored=True)
    build.add_integer_field("valid_from", indexed=True, fast=True)
    build.add_integer_field("valid_to", indexed=True, fast=True)
    build.add_integer_field("length", fast=True)
    build.add_integer_field("total", stored=True)
    build.add_integer_field("title_length", fast=True)
    build.add_integer_field("theme_length", fast=True)
    build.add_text_field("readers", tokenizer_name="whitespace", index_option="basic")
    build.add_text_field("all", tokenizer_name="whitespace", index_option="freq")
    build.add_text_field("words", tokenizer_name="whitespace", index_option="position")
    build.add_bytes_field("title", stored=True, indexed=False)
    build.add_bytes_field("theme", stored=True, indexed=False)
    build.add_bytes_field("body", stored=True, indexed=False)
    return build.build()


SCHEMA = schema()


def open_index(folder: Path) -> tantivy.Index:
    return tantivy.Index(schema(), path=str(folder), reuse=True)


def term_query(field: str, value: Any) -> Any:
    return _Query.term_query(
        SCHEMA, field, value, index_option="basic" if field != "all" else "freq"
    )


def weighted(stem: str, weight: float) -> Any:
    return _Query.boost_query(term_query("all", stem), weight)


def term_set(field: str, values: Sequence[Any]) -> Any:
    return _Query.term_set_query(SCHEMA, field, list(values))


def between(field: str, low: int, high: int) -> Any:
    return _Query.range_query(SCHEMA, field, tantivy.FieldType.Integer, low, high)


def as_filter(query: Any) -> Any:
    return _Query.const_score_query(query, 0.0)


def library_counts(searcher: Any) -> Counts:
    def mean(field: str, kind: str) -> tuple[int, float]:
        result = searcher.aggregate(
            term_query("kind", kind),
            {"mean": {"avg": {"field": field}}, "n": {"value_count": {"field": field}}},
        )
        return int(result["n"]["value"] or 0), float(result["mean"]["value"] or 1.0)

    documents, document = mean("length", "d")
    passages, passage = mean("length", "p")
    return Counts(
        documents,
        passages,
        mean("title_length", "d")[1],
        mean("theme_length", "d")[1],
        passage,
        document,
    )
