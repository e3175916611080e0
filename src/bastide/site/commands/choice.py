"""Which organisation a command is about, and how it says that an input is wrong."""

from __future__ import annotations

from typing import NoReturn

import click
from django.core.exceptions import ValidationError

from bastide.site.command import BAD_INPUT
from bastide.site.commands.ready import ready
from bastide.tenants.models import Organisation

option = click.option(
    "--organisation",
    "-o",
    metavar="SLUG",
    help="Identifiant de l'organisation (inutile s'il n'y en a qu'une).",
)


def refuse(message: str) -> NoReturn:
    """Ends the command: bad input, said in French."""
    click.echo(message, err=True)
    raise SystemExit(BAD_INPUT)


def chosen(slug: str | None, *, create: bool = False) -> Organisation:
    """The organisation named, or the only one there is. With `create`, the first is made."""
    ready()
    slugs = list(Organisation.objects.values_list("slug", flat=True))
    if slug is None:
        if len(slugs) == 1:
            slug = slugs[0]
        elif not slugs and create:
            slug = "organisation"
        elif not slugs:
            refuse("Il n'y a pas encore d'organisation : « bastide organisation create SLUG NOM ».")
        else:
            refuse(f"Précisez --organisation : {', '.join(sorted(slugs))}.")
    found = Organisation.objects.filter(slug=slug).first()
    if found is None:
        if create:
            found = Organisation(slug=slug, name=slug)
            try:
                found.full_clean()
            except ValidationError as error:
                refuse(f"« {slug} » ne peut pas nommer une organisation : {error.messages[0]}")
            found.save()
            return found
        known = f" (organisations connues : {', '.join(sorted(slugs))})" if slugs else ""
        refuse(f"L'organisation « {slug} » n'existe pas{known}.")
    return found
