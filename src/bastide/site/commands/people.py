"""Organisations and members, from the command line."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import click
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import timezone

from bastide.site.commands.choice import chosen, option, refuse
from bastide.site.commands.ready import ready
from bastide.tenants import audit, second_factor
from bastide.tenants.models import Member, Organisation, ReaderGroup, Role
from bastide.tenants.scope import scope

if TYPE_CHECKING:
    from bastide.site.leftovers import Cleared
    from bastide.site.removing import Held


def _said(error: ValidationError) -> str:
    return " ".join(error.messages)


@click.group()
def organisation() -> None:
    """Organisations : créer, lister, retirer."""


@organisation.command("create")
@click.argument("slug")
@click.argument("name")
@click.option("--accent", default="#1f4e79", show_default=True, help="Couleur, #rrvvbb.")
@click.option("--territory", multiple=True, help="Code INSEE desservi (répétable).")
def create_organisation(slug: str, name: str, accent: str, territory: tuple[str, ...]) -> None:
    """Crée une organisation."""
    ready()
    row = Organisation(slug=slug, name=name, accent=accent, territories=list(territory))
    try:
        row.full_clean()
    except ValidationError as error:
        refuse(_said(error))
    row.save()
    with scope(row):
        audit.record("organisation create", "create", "organisation", slug)
    click.echo(f"Organisation « {name} » créée.")


@organisation.command("list")
def list_organisations() -> None:
    """Liste les organisations."""
    ready()
    for row in Organisation.objects.all():
        click.echo(f"{row.slug}\t{row.name}")


BACKUP_LASTS = timedelta(days=1)


@organisation.command("remove")
@click.argument("slug")
@click.option(
    "--without-backup",
    is_flag=True,
    help="Sans sauvegarde de moins d'un jour par « bastide backup » (autre moyen).",
)
def remove_organisation(slug: str, without_backup: bool) -> None:
    """Retire une organisation : toutes ses lignes, ses fichiers, son index, ses secrets.

    Rien n'en est exporté, rien ne pourra être repris, sinon d'une sauvegarde. Il n'en reste qu'une
    ligne (« bastide audit verify » la montre). Interrompue, la même commande finit.
    """
    from bastide.site import removing
    from bastide.site.leftovers import clear

    ready()
    row = Organisation.objects.filter(slug=slug).first()
    if row is None:
        gone = removing.last_removal(slug)
        if gone is None:
            refuse(f"L'organisation « {slug} » n'existe pas.")
        _told_cleared(clear())
        click.echo(f"« {slug} » est déjà retirée, depuis le {_day(gone.at)}.")
        return
    if not without_backup:
        _refuse_without_backup()
    _show(row, removing.held(row))
    typed = click.prompt(
        "Rien ne pourra être repris. Tapez l'identifiant de l'organisation",
        default="",
        show_default=False,
    )
    if typed.strip() != slug:
        click.echo("Ce n'est pas son identifiant : rien n'a été retiré.")
        raise SystemExit(1)
    try:
        kept = removing.remove(row)
    except removing.BusyError:
        refuse(
            "Un travail de cette organisation est en cours : attendez qu'il finisse, ou arrêtez "
            "« bastide worker », puis relancez. Rien n'a été retiré."
        )
    click.echo(f"« {kept.name} » est retirée : {sum(kept.rows.values())} lignes.")
    click.echo(f"Tête de sa piste d'audit ({kept.entries} lignes) : {kept.head}")
    click.echo(f"À noter ailleurs, l'empreinte de ce retrait : {kept.digest}")
    _told_cleared(clear())
    click.echo(
        "Les sauvegardes faites avant la contiennent encore ; une restauration la ramènerait."
    )


def _refuse_without_backup() -> None:
    from bastide.site.sizes import last_backup

    made = last_backup()
    if made is None or timezone.now() - made > BACKUP_LASTS:
        when = f"date du {_day(made)}" if made else "est inconnue"
        refuse(
            f"La dernière sauvegarde {when}. Lancez « bastide backup » d'abord ; si vous "
            "sauvegardez par un autre moyen, ajoutez --without-backup."
        )


def _show(row: Organisation, there: Held) -> None:
    click.echo(f"« {row.name} » ({row.slug}) :")
    for table, count in sorted(there.rows.items(), key=lambda one: -one[1]):
        click.echo(f"    {table} : {count}")
    click.echo(f"    fichiers : {there.files}, {there.bytes / 1e6:.1f} Mo")
    if settings.MODEL_SECRETS_FOLDER:
        click.echo(
            f"Les clés de ses modèles sont dans « {settings.MODEL_SECRETS_FOLDER} » : elles y "
            "resteront, retirez-les à la main."
        )


def _told_cleared(cleared: Cleared) -> None:
    if cleared.done:
        click.echo(f"Fichiers et index effacés : {cleared.done} dossiers ou fichiers.")
    if cleared.refused:
        click.echo(
            f"Restent à effacer ({len(cleared.refused)}, dont « {cleared.refused[0]} ») : rendez à "
            "Bastide le droit d'y écrire, puis relancez la même commande.",
            err=True,
        )
        raise SystemExit(1)


def _day(when: datetime) -> str:
    return timezone.localtime(when).strftime("%d/%m/%Y à %H:%M")


@click.group()
def member() -> None:
    """Membres : créer, réinitialiser un second facteur."""


@member.command("create")
@option
@click.argument("email")
@click.argument("name")
@click.option(
    "--role",
    type=click.Choice([str(r) for r in Role.values]),
    default=Role.AGENT.value,
    show_default=True,
)
@click.option("--group", multiple=True, help="Groupe de lecture (répétable).")
@click.password_option(help="Demandé s'il n'est pas donné.")
def create_member(
    organisation: str | None,
    email: str,
    name: str,
    role: str,
    group: tuple[str, ...],
    password: str,
) -> None:
    """Crée un compte local."""
    owner = chosen(organisation)
    row = Member(email=email.lower(), name=name, organisation=owner, role=role)
    with scope(owner):
        groups = list(ReaderGroup.objects.filter(slug__in=group))
        missing = set(group) - {g.slug for g in groups}
        if missing:
            refuse(f"Groupe inconnu : {', '.join(sorted(missing))}.")
        try:
            validate_password(password, row)
            row.set_password(password)
            row.full_clean()
        except ValidationError as error:
            refuse(_said(error))
        row.save()
        row.groups.set(groups)
        audit.record("member create", "create", "member", email, role=role)
    click.echo(f"Compte {email} créé ({role}).")


@member.command("reset-factor")
@option
@click.argument("email")
def reset_member_factor(organisation: str | None, email: str) -> None:
    """Retire le second facteur d'un membre qui a perdu son téléphone et ses codes de secours."""
    owner = chosen(organisation)
    row = owner.members.filter(email__iexact=email.strip()).first()
    if row is None:
        refuse(f"Aucun membre de « {owner.slug} » n'a l'adresse {email}.")
    if second_factor.reset("member reset-factor", row):
        click.echo(f"Second facteur de {row.email} réinitialisé : son mot de passe suffit.")
    else:
        click.echo(f"{row.email} n'a pas de second facteur : rien n'est changé.")


COMMANDS = [organisation, member]
