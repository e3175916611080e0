"""`bastide ask`: a question, a sourced answer or an honest silence."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from bastide.engine.model import Answer, Turn
from bastide.engine.record_answer import RecordsAnswer
from bastide.library.models import Document
from bastide.site.commands.choice import chosen, option, refuse
from bastide.tenants.scope import scope
from bastide.usecases.ask.flow import answer
from bastide.usecases.ask.told import as_data

HEADINGS = {
    "answer": "Réponse",
    "condition": "Conditions",
    "howto": "Démarche",
    "contact": "Contact",
}


@click.command("ask")
@option
@click.argument("question", required=False)
@click.option(
    "--file", "file", type=click.Path(path_type=Path), help="Questions, une par ligne JSONL."
)
@click.option("--json", "as_json", is_flag=True, help="Résultat en JSON.")
def ask_command(
    organisation: str | None, question: str | None, file: Path | None, as_json: bool
) -> None:
    """Répond à une question à partir de la base, chaque phrase avec sa source."""
    if (question is None) == (file is None):
        raise click.UsageError("Donnez une question entre guillemets, ou --file F.jsonl.")
    with scope(chosen(organisation)):
        if file is not None:
            for number, row in _rows(file):
                click.echo(json.dumps(_line(number, row), ensure_ascii=False))
            return
        found = answer(_clean(question or ""))
        if not found:
            refuse("La question est vide : écrivez-la en quelques mots.")
        if as_json:
            told = [as_data(a, _keys(a)) for a in found]
            first = told[0] if len(told) == 1 else {**told[0], "others": told[1:]}
            click.echo(json.dumps(first, ensure_ascii=False, indent=2))
        else:
            for one in found:
                click.echo(_text(one))


def _clean(text: str) -> str:
    """Without what no file can hold: bytes that are not UTF-8, halves of characters."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _rows(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        refuse(f"Le fichier « {path} » ne peut pas être lu ({error}).")
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                row = json.loads(line)
            except (ValueError, RecursionError):
                row = None
            yield number, row if isinstance(row, dict) else {}


def _line(number: int, row: dict[str, Any]) -> dict[str, Any]:
    row = {key: _clean(value) if isinstance(value, str) else value for key, value in row.items()}
    turns = row.get("turns")
    if isinstance(turns, list) and turns and all(isinstance(t, str) for t in turns):
        told: list[Turn] = []
        found: list[Answer] = []
        for text in map(_clean, turns):
            found = answer(text, turns=told)
            title = next(
                (a.statements[0].citations[0].title for a in reversed(found) if a.statements), ""
            )
            told.append(Turn(text, title))
    elif isinstance(row.get("text"), str):
        found = answer(row["text"])
    else:
        return {
            "id": row.get("id"),
            "line": number,
            "error": "Ligne illisible : il faut un objet JSON, « id » et « text » ou « turns ».",
        }
    if not found:
        return {
            "id": row.get("id"),
            "question": row.get("text") or (turns or [""])[-1],
            "mode": "silent",
            "silent": True,
            "statements": [],
            "contacts": [],
            "competence": None,
            "suggestions": [],
            "run": {"ms": 0.0, "stage": "silent"},
        }
    told_all = [as_data(a, _keys(a)) for a in found]
    result = {"id": row.get("id"), **told_all[0]}
    if len(told_all) > 1:
        result["others"] = told_all[1:]
    return result


def _keys(found: Answer) -> dict[int, str]:
    numbers = {c.document for s in found.statements for c in s.citations}
    return dict(Document.objects.filter(pk__in=numbers).values_list("pk", "key"))


def _text(found: Answer) -> str:
    lines = [f"« {found.question} »"]
    if found.silent:
        lines.append("La base ne répond pas à cette question.")
        if found.suggestions:
            lines.append("Documents voisins (non vérifiés) :")
            for near in found.suggestions:
                lines.append(f"  - {near.source.title} {near.source.url}".rstrip())
                lines.append(f"    « {near.quote} »")
    if found.record is not None:
        lines += _record(found.record)
    kind = ""
    sources: dict[int, tuple[int, str]] = {}
    for statement in found.statements:
        if statement.kind != kind:
            kind = statement.kind
            lines.append(f"{HEADINGS[kind]} :")
        cited = statement.citations[0]
        updated = f", à jour au {cited.updated:%d/%m/%Y}" if cited.updated else ""
        label = f"{cited.title}{updated} {cited.url}".rstrip()
        number = sources.setdefault(cited.document, (len(sources) + 1, label))[0]
        lines.append(f"  {statement.text} [{number}]")
    lines += [f"[{number}] {label}" for number, label in sources.values()]
    if found.competence and not found.competence.ours:
        lines.append(found.competence.transfer)
    for contact in found.contacts:
        facts = (contact.service, contact.phone, contact.hours, contact.email)
        lines.append("Contact : " + ", ".join(f for f in facts if f))
    return "\n".join(lines)


def _record(record: RecordsAnswer) -> list[str]:
    """What a database of the authority says, or what it waits for."""
    if record.state == "missing":
        return [f"{record.title} : il manque {', '.join(record.missing)}."]
    if record.state == "identity":
        return [f"{record.title} : se lit sur le site, identité de l'usager vérifiée."]
    lines = [record.sentence or record.title]
    if len(record.rows) > 1 or len(record.columns) > 1:
        lines += ["  " + " | ".join(record.columns)]
        lines += ["  " + " | ".join(map(str, row)) for row in record.rows]
    if record.state == "answered":
        lines.append(f"  [{record.title}, {record.connection}, données au {record.as_said}]")
    return lines


COMMANDS = [ask_command]
