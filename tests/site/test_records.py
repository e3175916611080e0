"""`bastide records guard`, as a user drives it."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from bastide.site.command import bastide


def test_each_line_is_judged_and_none_is_run(tmp_path: Path):
    statements = tmp_path / "s.jsonl"
    lines = [
        '{"id": "a", "sql": "SELECT nom FROM t"}',
        '{"id": 2, "sql": "SELECT nom FROM t; DROP TABLE t"}',
        '{"id": "m", "sql": "SELECT `nom` FROM `t`", "dialect": "mariadb"}',
        json.dumps({"id": "u", "sql": "SELECT nom\u2028FROM t"}, ensure_ascii=False),
        "pas du JSON",
        '{"id": "sans"}',
        "",
    ]
    statements.write_text("\n".join(lines), encoding="utf-8")
    schema = tmp_path / "schema.json"
    schema.write_text('{"tables": {"t": ["nom"]}}', encoding="utf-8")
    told = CliRunner().invoke(
        bastide, ["records", "guard", str(statements), "--schema", str(schema), "--json"]
    )
    assert told.exit_code == 0, told.output
    rows = [json.loads(line) for line in told.output.split("\n") if line]
    assert [(row["id"], row["allowed"]) for row in rows] == [
        ("a", True), (2, False), ("m", True), ("u", False), (5, False), ("sans", False),
    ]  # fmt: skip
    assert all(set(row) == {"id", "allowed", "reason"} for row in rows)
    assert all(bool(row["reason"]) != row["allowed"] for row in rows)


def test_a_wrong_schema_is_said_in_french(tmp_path: Path):
    statements = tmp_path / "s.jsonl"
    statements.write_text("{}", encoding="utf-8")
    for text in ("[]", "x", '{"tables": {}}', '{"dialect": "oracle", "tables": {"t": ["a"]}}'):
        schema = tmp_path / "schema.json"
        schema.write_text(text, encoding="utf-8")
        told = CliRunner().invoke(
            bastide, ["records", "guard", str(statements), "--schema", str(schema)]
        )
        assert told.exit_code == 64
        assert "Traceback" not in told.output
