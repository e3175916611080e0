"""`bastide translate-purge`: erases the texts and files of translation whose time is over."""

from __future__ import annotations

import click


@click.command("translate-purge")
def purge_command() -> None:
    """Efface les textes et fichiers traduits dont la durée est passée (à lancer chaque jour)."""
    from bastide.site.commands.ready import ready
    from bastide.tenants.models import Organisation
    from bastide.tenants.scope import scope
    from bastide.usecases.translate.purge import purge

    ready()
    for organisation in Organisation.objects.all():
        with scope(organisation):
            click.echo(f"{organisation.slug} : {purge('translate-purge')} textes effacés.")


COMMANDS = [purge_command]
