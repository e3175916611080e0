"""Backing up, restoring, verifying."""

from __future__ import annotations

import sys
import time
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.loader import MigrationLoader

from bastide.site.backup import Base, back_up
from bastide.site.command import in_french
from bastide.site.commands.choice import refuse
from bastide.site.commands.ready import ready
from bastide.site.manifest import BackupError, Manifest
from bastide.site.restoring import read_backup
from bastide.site.restoring import restore as put_in_place
from bastide.site.sizes import note_backup
from bastide.site.sqlite import Sqlite
from bastide.tenants.files import bucket

SAID_EVERY = 2.0  # seconds


@click.command()
@click.argument(
    "out", required=False, metavar="[FICHIER.tar|DOSSIER]", type=click.Path(path_type=Path)
)
def backup(out: Path | None) -> None:
    """Sauvegarde tout ce que Bastide garde, pendant qu'il travaille.

    Le fichier contient les clés de l'installation : gardez-le sous clé, ailleurs.
    """
    named = f"bastide-{datetime.now().astimezone():%Y%m%d-%H%M%S}.tar"
    out = Path(named) if out is None else out / named if out.is_dir() else out
    try:
        made = back_up(
            Path(settings.DATA_DIR), out, _Progress("Sauvegarde"), base=_base(), objects=bucket()
        )
    except BackupError as error:
        refuse(str(error))
    except OSError as error:
        refuse(f"La sauvegarde « {out} » ne peut pas être faite : {in_french(error)}.")
    note_backup(Path(settings.DATA_DIR))
    click.echo(f"« {out} » : {_told(made)}.")
    for slug, head in sorted(made.held.heads.items()):
        click.echo(f"Tête de la piste d'audit de {slug} : {head}")


@click.command()
@click.argument("file", metavar="FICHIER.tar", type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Met de côté ce que contient le dossier de données.")
@click.option(
    "--erasures",
    metavar="erasures.jsonl",
    type=click.Path(path_type=Path),
    help="Le registre des effacements, si cette machine ne l'a pas.",
)
def restore(file: Path, replace: bool, erasures: Path | None) -> None:
    """Remet une sauvegarde en place, comparée ligne à ligne. Arrêtez Bastide d'abord."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    known = [f"{app}.{name}" for app, name in loader.disk_migrations]
    connections.close_all()
    try:
        made, aside = put_in_place(
            file,
            Path(settings.DATA_DIR),
            known,
            replace=replace,
            told=_Progress("Restauration"),
            base=_base(),
            objects=bucket(),
        )
    except BackupError as error:
        refuse(str(error))
    except OSError as error:
        refuse(f"La sauvegarde ne peut pas être remise en place : {in_french(error)}.")
    ready()
    click.echo(f"Restauré dans « {settings.DATA_DIR} » : {_told(made)}.")
    if aside:
        click.echo(f"Ce qui s'y trouvait est dans « {aside} ».")
    _erase_again(made, aside, erasures)
    click.echo("L'index de recherche se refait de lui-même (ou « bastide reindex »).")


@click.command()
@click.argument("file", required=False, metavar="[FICHIER.tar]", type=click.Path(path_type=Path))
def verify(file: Path | None) -> None:
    """Relit une sauvegarde en entier, ou l'installation elle-même. Code 1 si abîmée."""
    try:
        if file is not None:
            made = read_backup(file, told=_Progress("Relecture"))
            click.echo(f"« {file} » est intacte : {_told(made)}.")
            return
        _base().read()
    except BackupError as error:
        click.echo(str(error), err=True)
        raise SystemExit(1) from error
    except OSError as error:
        refuse(f"« {file} » ne peut pas être lu : {in_french(error)}.")
    ready()
    lost = _files_lost()
    for name in lost[:20]:
        click.echo(f"Absent ou abîmé : {name}", err=True)
    click.echo(
        "Base intacte ; " + (f"{len(lost)} fichiers perdus." if lost else "fichiers intacts.")
    )
    raise SystemExit(1 if lost else 0)


def _erase_again(made: Manifest, aside: Path | None, given: Path | None) -> None:
    """What was erased since the backup was made is erased anew."""
    from bastide.site.erasures import REGISTER, erase_again, merge

    merge([folder for folder in (aside / REGISTER if aside else None, given) if folder])
    since = erase_again(datetime.fromisoformat(made.made))
    if since.rows:
        click.echo(f"{since.rows} lignes effacées depuis cette sauvegarde l'ont été de nouveau.")
    if since.requests:
        click.echo(
            "Des passages avaient été masqués depuis : relancez « bastide erase » pour les "
            f"demandes {', '.join(since.requests)}."
        )


def _base() -> Base:
    """The database that the administrator has set."""
    if connections.settings[DEFAULT_DB_ALIAS]["ENGINE"].endswith("sqlite3"):
        return Sqlite(Path(settings.DATA_DIR))
    from bastide.site.postgresql import Postgresql

    return Postgresql()


def _files_lost() -> list[str]:
    """The files deposited that are no longer on the disk as they came."""
    import hashlib

    from bastide.tenants.scope import every_organisation
    from bastide.usecases.check import storage
    from bastide.usecases.check.models import DepositedFile

    lost = []
    with every_organisation():
        for path, sha256 in DepositedFile.objects.values_list("path", "sha256").iterator():
            try:
                with storage.opened(path) as stream:
                    read: Any = stream
                    sound = hashlib.file_digest(read, "sha256").hexdigest() == sha256
            except OSError:
                sound = False
            if not sound:
                lost.append(path)
    return lost


def _told(made: Manifest) -> str:
    rows = sum(made.held.rows.values())
    return (
        f"{len(made.files)} fichiers, {rows} lignes, {made.size / 1e6:.1f} Mo, "
        f"faite le {made.made} par Bastide {made.version}"
    )


class _Progress:
    """A line now and then, on a terminal only."""

    def __init__(self, what: str) -> None:
        self.what, self.last = what, time.monotonic()

    def __call__(self, files: int, size: int) -> None:
        if sys.stderr.isatty() and time.monotonic() - self.last > SAID_EVERY:
            self.last = time.monotonic()
            click.echo(f"{self.what} : {files} fichiers, {size / 1e6:.0f} Mo…", err=True)


COMMANDS = [backup, restore, verify]
