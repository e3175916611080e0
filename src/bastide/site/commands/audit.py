"""The audit trail, gone through from the command line."""

from __future__ import annotations

import click

from bastide.site.commands.choice import chosen
from bastide.site.commands.ready import ready
from bastide.tenants import chain
from bastide.tenants.models import AuditEntry, AuditHead, Organisation
from bastide.tenants.scope import scope

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
    """Refait les empreintes de toute la piste. Code 1 si une ligne ne tient pas."""
    ready()
    rows = [chosen(organisation)] if organisation else list(Organisation.objects.all())
    broken, known = False, not head
    for row in rows:
        found = _followed(row, head)
        known = known or found.known
        broken = broken or bool(found.breaks)
        state = "chaîne rompue" if found.breaks else "chaîne intacte"
        click.echo(f"{row.slug} : {found.rows} lignes, {state}. Tête : {found.head}")
        for one in found.breaks[:MOST_TOLD]:
            click.echo(f"  ligne {one.number} : {one.what}", err=True)
        if len(found.breaks) > MOST_TOLD:
            click.echo(f"  … et {len(found.breaks) - MOST_TOLD} autres", err=True)
    if not known:
        click.echo(f"La tête {head} n'est plus dans la piste : elle a été réécrite.", err=True)
    if broken or not known:
        raise SystemExit(1)


def _followed(organisation: Organisation, noted: str) -> chain.Chain:
    kept = AuditHead.objects.filter(organisation=organisation).first()
    with scope(organisation):
        rows = AuditEntry.objects.order_by("number", "id").iterator()
        return chain.follow(
            rows,
            last=kept.number if kept else 0,
            head=kept.digest if kept else chain.FIRST,
            noted=noted,
        )


COMMANDS = [audit]
