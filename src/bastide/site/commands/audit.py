"""The audit trail, gone through from the command line."""

from __future__ import annotations

import click

from bastide.site.commands.choice import chosen
from bastide.site.commands.ready import ready
from bastide.site.removing import broken_removals, removals, trail_of
from bastide.tenants.models import Organisation

MOST_TOLD = 20


@click.group()
def audit() -> None:
    """Piste d'audit : vérifier que rien n'y a été modifié, retiré ni ajouté."""


@audit.command("verify")
@click.option("--organisation", metavar="IDENTIFIANT", help="Une seule (toutes par défaut).")
@click.option(
    "--head",
    metavar="EMPREINTE",
    default="",
    help="Une tête notée ailleurs : dit si elle est encore dans la piste.",
)
def verify(organisation: str | None, head: str) -> None:
    """Refait les empreintes de toute la piste. Code 1 si une ligne ne tient pas.

    Dit aussi quelles organisations ont été retirées.
    """
    ready()
    rows = [chosen(organisation)] if organisation else list(Organisation.objects.all())
    broken, known = False, not head
    for row in rows:
        found = trail_of(row, head)
        known = known or found.known
        broken = broken or bool(found.breaks)
        state = "chaîne rompue" if found.breaks else "chaîne intacte"
        click.echo(f"{row.slug} : {found.rows} lignes, {state}. Tête : {found.head}")
        for one in found.breaks[:MOST_TOLD]:
            click.echo(f"  ligne {one.number} : {one.what}", err=True)
        if len(found.breaks) > MOST_TOLD:
            click.echo(f"  … et {len(found.breaks) - MOST_TOLD} autres", err=True)
    removed, wrong = removals(), {one.pk for one in broken_removals()}
    for gone in [] if organisation else removed:
        known = known or gone.head == head
        trail = "intacte" if gone.sound else "rompue"
        state = " : CE RETRAIT NE TIENT PAS" if gone.pk in wrong else ""
        click.echo(
            f"{gone.slug} : retirée le {gone.at:%Y-%m-%d %H:%M} UTC par {gone.by}, "
            f"{sum(gone.rows.values())} lignes ; sa piste, {trail}, finissait à la ligne "
            f"{gone.entries}. Tête : {gone.head}{state}"
        )
    broken = broken or (bool(wrong) and not organisation)
    if not known:
        click.echo(f"La tête {head} n'est plus dans la piste : elle a été réécrite.", err=True)
    if broken or not known:
        raise SystemExit(1)


COMMANDS = [audit]
