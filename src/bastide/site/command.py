"""The command line: `bastide`. Sub-commands live in `site/commands/`, one subject a module.

Exit codes: 0 done, 1 done with something to look at, 2 bad usage (click's), 64 bad input.
"""

from __future__ import annotations

import os
import sys

import click
from pydantic import ValidationError

from bastide import __version__

BAD_INPUT = 64


class Group(click.Group):
    """Loads Django when a sub-command is about to run, and says errors in plain French."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        _load()
        return super().get_command(ctx, cmd_name)

    def list_commands(self, ctx: click.Context) -> list[str]:
        _load()
        return super().list_commands(ctx)


def _load() -> None:
    if bastide.commands:
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bastide.site.settings")
    try:
        import django

        django.setup()
    except ValidationError as error:
        for problem in error.errors():
            name = "BASTIDE_" + "_".join(map(str, problem["loc"])).upper()
            click.echo(f"Configuration : {name} : {problem['msg']}", err=True)
        click.echo("Les variables sont décrites dans docs/configuration.md.", err=True)
        sys.exit(BAD_INPUT)
    from bastide.site.commands import register

    register(bastide)


@click.group(cls=Group, help="Bastide : l'atelier d'IA des collectivités.")
@click.version_option(__version__, prog_name="bastide", message="%(prog)s %(version)s")
def bastide() -> None:
    pass


def main() -> None:
    """The console script. No traceback reaches a user but in development (`BASTIDE_DEBUG`)."""
    try:
        bastide(prog_name="bastide")
    except (BrokenPipeError, KeyboardInterrupt):
        sys.exit(130)
    except OSError as error:
        if os.environ.get("BASTIDE_DEBUG"):
            raise
        click.echo(f"Erreur : {error.strerror or error} {error.filename or ''}".strip(), err=True)
        sys.exit(BAD_INPUT)
    except Exception as error:
        if os.environ.get("BASTIDE_DEBUG"):
            raise
        click.echo(
            f"Erreur inattendue ({type(error).__name__}) : {str(error)[:300]}\n"
            "Pour le détail, relancez avec BASTIDE_DEBUG=true.",
            err=True,
        )
        sys.exit(70)
