"""Moving from SQLite to PostgreSQL."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from django.conf import settings
from django.db import connections

from bastide.site.commands.choice import refuse
from bastide.site.commands.ready import ready
from bastide.site.comparing import Compared
from bastide.site.config import config
from bastide.site.databases import shown
from bastide.site.manifest import DATABASE
from bastide.site.moving import MoveError
from bastide.site.moving import move as carry


@click.command()
@click.option(
    "--to",
    "url",
    required=True,
    metavar="ADRESSE",
    help="postgresql://utilisateur:motdepasse@hôte/base (une base vide).",
)
def move(url: str) -> None:
    """Transporte l'installation de SQLite vers une base PostgreSQL vide.

    Arrêtez Bastide d'abord. Tout est copié puis comparé, ou rien n'est changé. Le mot de passe peut
    être donné par PGPASSWORD ou ~/.pgpass plutôt que dans l'adresse.
    """
    if settings.DATABASES["default"]["ENGINE"] != "django.db.backends.sqlite3":
        refuse("Cette installation est déjà sur PostgreSQL : ôtez BASTIDE_DATABASE_URL d'abord.")
    source = Path(settings.DATA_DIR) / DATABASE
    if not source.is_file():
        refuse(f"Rien à transporter : « {settings.DATA_DIR} » n'a pas de base.")
    ready()
    connections.close_all()
    try:
        found = carry(source, url, _progress)
    except MoveError as error:
        refuse(str(error))
    _print(found)
    files = config().files or settings.DATA_DIR
    click.echo(f"Tout est dans PostgreSQL. Les fichiers restent dans « {files} ».")
    click.echo("À mettre dans la configuration, avant de relancer Bastide :")
    click.echo(f"  BASTIDE_DATABASE_URL={shown(url)}")
    click.echo(f"« {source} » n'a pas changé : gardez-le de côté, Bastide ne le lira plus.")


def _print(found: tuple[Compared, ...]) -> None:
    full = [one for one in found if one.before.rows]
    width = max((len(one.table) for one in full), default=5)
    click.echo(f"{'Table':<{width}}  {'SQLite':>9}  {'PostgreSQL':>10}  Empreinte")
    for one in full:
        click.echo(
            f"{one.table:<{width}}  {one.before.rows:>9}  {one.after.rows:>10}  "
            f"{one.after.hash[:12]} identique"
        )
    rows = sum(one.after.rows for one in found)
    click.echo(f"{rows} lignes comparées ; {len(found) - len(full)} tables sont vides.")


def _progress(table: str, rows: int) -> None:
    if sys.stderr.isatty() and rows:
        click.echo(f"{table} : {rows} lignes…", err=True)


COMMANDS = [move]
