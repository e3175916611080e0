"""The command line: `bastide`. Sub-commands live in `site/commands/`, one subject a module.

Exit codes: 0 done, 1 done with something to look at, 2 bad usage (click's), 64 bad input.
"""

from __future__ import annotations

import errno
import os
import re
import sys
from typing import Any

import click
from django.apps import apps
from pydantic import ValidationError

from bastide import __version__
from bastide.site.commands import WHERE, command
from bastide.site.usage import told

BAD_INPUT = 64

REFUSALS = {
    errno.EACCES: "accès refusé : donnez-vous le droit de lire et d'écrire",
    errno.EPERM: "accès refusé : donnez-vous le droit de lire et d'écrire",
    errno.EROFS: "ce disque est en lecture seule",
    errno.ENOSPC: "le disque est plein : libérez de la place puis relancez",
    errno.ENOENT: "ce fichier ou ce dossier n'existe pas",
    errno.EEXIST: "un fichier porte déjà ce nom",
    errno.ENOTDIR: "ce n'est pas un dossier",
    errno.EISDIR: "c'est un dossier, un fichier est attendu",
    errno.ENAMETOOLONG: "ce nom est trop long",
}
HOLD_PASSWORDS = re.compile("DATABASE|BROKER|CACHE|FILES")
# Pydantic's kinds of error, in the words of who sets a variable.
EXPECTED = {
    "int_parsing": "un nombre entier est attendu",
    "float_parsing": "un nombre est attendu",
    "bool_parsing": "« true » ou « false » est attendu",
    "greater_than": "la valeur est trop petite",
    "greater_than_equal": "la valeur est trop petite",
    "less_than_equal": "la valeur est trop grande",
}


class Group(click.Group):
    """Loads Django when a sub-command is about to run, and says errors in plain French."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        _load()
        return command(cmd_name)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(WHERE)

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """As click's, but a mistyped command is told in French."""
        ends = kwargs.pop("standalone_mode", True)
        within: Any = super().main
        if not ends:
            return within(*args, standalone_mode=False, **kwargs)
        try:
            code = within(*args, standalone_mode=False, **kwargs)
        except click.exceptions.NoArgsIsHelpError as error:
            error.show()
            sys.exit(error.exit_code)
        except click.UsageError as error:
            click.echo(told(error), err=True)
            sys.exit(error.exit_code)
        except click.ClickException as error:
            error.show()
            sys.exit(error.exit_code)
        except click.Abort:
            click.echo("Interrompu.", err=True)
            sys.exit(130)
        sys.exit(code if isinstance(code, int) else 0)


def _load() -> None:
    if apps.ready:
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bastide.site.settings")
    try:
        import django

        django.setup()
    except ValidationError as error:
        for problem in error.errors():
            name = "BASTIDE_" + "_".join(map(str, problem["loc"])).upper().removeprefix("BASTIDE_")
            told = EXPECTED.get(problem["type"], problem["msg"].removeprefix("Value error, "))
            # An address of a server holds its password.
            given = "" if HOLD_PASSWORDS.search(name) else f" (reçu : {problem['input']})"
            click.echo(f"Configuration : {name} : {told}{given}.", err=True)
        click.echo("Les variables sont décrites dans docs/configuration.md.", err=True)
        sys.exit(BAD_INPUT)


def in_french(error: OSError) -> str:
    """What the system refuses, in a few words."""
    return REFUSALS.get(error.errno or 0, error.strerror or str(error))


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
        where = f" ({str(error.filename)[:200]})" if error.filename else ""
        click.echo(f"Erreur : {in_french(error)}{where}.", err=True)
        sys.exit(BAD_INPUT)
    except Exception as error:
        if os.environ.get("BASTIDE_DEBUG"):
            raise
        if type(error).__name__ in ("OperationalError", "DatabaseError"):
            click.echo(
                f"La base de données refuse de répondre ({error}). « bastide doctor » dit ce qui "
                "manque ; vérifiez la place libre et les droits du dossier de données.",
                err=True,
            )
            sys.exit(BAD_INPUT)
        click.echo(
            f"Erreur inattendue ({type(error).__name__}) : {str(error)[:300]}\n"
            "Pour le détail, relancez avec BASTIDE_DEBUG=true.",
            err=True,
        )
        sys.exit(70)
