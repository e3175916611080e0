"""`bastide records guard`: judges SQL statements against a catalogue, and runs none."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from bastide.engine.sql.schema import DIALECTS, Schema, SchemaError, schema_from
from bastide.engine.sql_guard import judge
from bastide.site.commands.choice import refuse


@click.group("records")
def records() -> None:
    """Les bases de la collectivité."""


@records.command("guard")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--schema",
    "described",
    required=True,
    type=click.Path(path_type=Path),
    help="Tables et colonnes ouvertes, en JSON (docs/records.md).",
)
@click.option("--dialect", help="postgresql, mysql, mariadb ou sqlite (sinon celui du schéma).")
@click.option("--json", "as_json", is_flag=True, help="Une ligne JSON par instruction.")
def guard(file: Path, described: Path, dialect: str | None, as_json: bool) -> None:
    """Juge des instructions SQL, une par ligne JSONL ({id, sql}), sans en exécuter aucune."""
    if dialect and dialect.lower() not in DIALECTS:
        refuse(f"Dialecte inconnu : « {dialect} ».")
    schema = _schema(described)
    for number, row in _rows(file):
        told = judged(number, row, schema, dialect or "")
        if as_json:
            click.echo(json.dumps(told, ensure_ascii=False))
        else:
            word = "admise" if told["allowed"] else "refusée"
            click.echo(f"{told['id']} : {word}{' : ' if told['reason'] else ''}{told['reason']}")


def judged(number: int, row: dict[str, Any], schema: Schema, dialect: str) -> dict[str, Any]:
    """The line that is printed for a statement. `row`: `{id, sql}`, perhaps `dialect`."""
    sql = row.get("sql")
    key = row.get("id", number)
    if not isinstance(sql, str):
        return {"id": key, "allowed": False, "reason": "Ligne illisible : il faut id et sql."}
    chosen = str(row.get("dialect") or dialect or "")
    if chosen and DIALECTS.get(chosen.lower()) not in (None, "postgresql") and schema.namespace:
        schema = replace(schema, namespace="")  # a namespace is PostgreSQL's
    found = judge(sql, schema, chosen)
    return {"id": key, "allowed": found.allowed, "reason": found.reason}


def _schema(path: Path) -> Schema:
    try:
        return schema_from(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError):
        refuse(f"Le fichier « {path} » ne peut pas être lu.")
    except SchemaError as error:
        refuse(str(error))
    except (ValueError, RecursionError):
        refuse(f"Le fichier « {path} » n'est pas du JSON.")


def _rows(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        # Not `splitlines`: an attack may hold characters that Python takes for ends of lines.
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError):
        refuse(f"Le fichier « {path} » ne peut pas être lu.")
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                row = json.loads(line)
            except (ValueError, RecursionError):
                row = None
            yield number, row if isinstance(row, dict) else {}


COMMANDS = [records]
