"""Organisations and members, from the command line."""

from __future__ import annotations

import click
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from bastide.site.commands.choice import chosen, option, refuse
from bastide.site.commands.ready import ready
from bastide.tenants import audit, second_factor
from bastide.tenants.models import Member, Organisation, ReaderGroup, Role
from bastide.tenants.scope import scope


def _said(error: ValidationError) -> str:
    return " ".join(error.messages)


@click.group()
def organisation() -> None:
    """Organisations : créer, lister."""


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
