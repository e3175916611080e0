"""`bastide purge`: every retention rule at once, to be run each day."""

from __future__ import annotations

import json
from dataclasses import asdict

import click

from bastide.site.commands.choice import chosen
from bastide.site.commands.ready import ready


@click.command("purge")
@click.option("--organisation", "-o", metavar="SLUG", help="Celle-là seule (sinon toutes).")
@click.option("--dry-run", is_flag=True, help="Compte sans rien effacer.")
@click.option("--json", "as_json", is_flag=True, help="Le compte en JSON.")
def purge_command(organisation: str | None, dry_run: bool, as_json: bool) -> None:
    """Efface tout ce dont la durée est passée, et les fichiers que rien ne nomme plus."""
    from bastide.site.purging import purge, purge_strangers
    from bastide.tenants.models import Organisation

    if organisation:
        done = purge([chosen(organisation)], dry_run=dry_run)
    else:
        ready()
        done = purge(list(Organisation.objects.all()), dry_run=dry_run)
        done += purge_strangers(dry_run=dry_run)
    if as_json:
        told = {"dry_run": dry_run, "purged": [asdict(one) for one in done]}
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    verb = "à effacer" if dry_run else "effacés"
    for one in done:
        owner = one.organisation or "organisations disparues"
        click.echo(f"{owner} : {one.what} {verb} : {one.rows} ; fichiers perdus : {one.orphans}")


COMMANDS = [purge_command]
