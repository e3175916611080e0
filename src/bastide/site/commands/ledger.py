"""`bastide ledger`: the runs of an organisation, as CSV."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path

import click

from bastide.runs.export import between, write_csv
from bastide.site.commands.choice import chosen, refuse
from bastide.tenants.scope import scope


@click.command("ledger")
@click.option(
    "--organisation",
    metavar="SLUG",
    help="Identifiant de l'organisation (inutile s'il n'y en a qu'une).",
)
@click.option("--from", "first", metavar="AAAA-MM-JJ", help="Premier jour, compris.")
@click.option("--to", "last", metavar="AAAA-MM-JJ", help="Dernier jour, compris.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Fichier à écrire."
)
def ledger_command(
    organisation: str | None, first: str | None, last: str | None, output: Path | None
) -> None:
    """Exporte le registre : une ligne par réponse ou par erreur, avec son coût."""
    start, end = _day(first), _day(last)
    row = chosen(organisation)
    with scope(row):
        runs = between(start, end).iterator()
        if output is None:
            write_csv(runs, row.slug, sys.stdout)
            return
        with output.open("w", encoding="utf-8", newline="") as file:
            count = write_csv(runs, row.slug, file)
    click.echo(f"{count} lignes dans {output}.")


def _day(typed: str | None) -> date | None:
    if not typed:
        return None
    try:
        return datetime.strptime(typed, "%Y-%m-%d").date()  # noqa: DTZ007
    except ValueError:
        refuse(f"« {typed} » n'est pas un jour : écrivez AAAA-MM-JJ, par exemple 2026-09-30.")


COMMANDS = [ledger_command]
