"""Filling the library: ingest, sources, reindex, communes."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import click
from django.db import transaction

from bastide.library.index import rebuild
from bastide.library.ingest import IngestionBusy, ingest
from bastide.library.models import Ingestion, Refusal, Source
from bastide.library.territory import CommunesError, import_communes
from bastide.providers.readers import READABLE
from bastide.site.commands.choice import chosen, option, refuse
from bastide.site.commands.ready import ready
from bastide.tenants import audit
from bastide.tenants.models import Organisation
from bastide.tenants.scope import current_organisation_id, scope


@click.command("ingest")
@option
@click.argument("location")
@click.option("--name", help="Nom de la source (par défaut : celui du fichier, dossier ou site).")
@click.option("--dila", is_flag=True, help="Archive « vosdroits » de service-public (DILA).")
@click.option(
    "--limit",
    default=2000,
    show_default=True,
    type=click.IntRange(1, 100_000),
    help="Pages lues au plus, pour un site.",
)
def ingest_command(
    organisation: str | None, location: str, name: str | None, dila: bool, limit: int
) -> None:
    """Fait entrer un fichier, un dossier, une archive ou un site dans la base."""
    kind, where = _kind(location, dila)
    with scope(chosen(organisation, create=True)):
        source = _source(kind, where, name or _label(location), limit)
        started = time.monotonic()
        try:
            done = ingest(source, _Progress())
        except IngestionBusy as busy:
            refuse(str(busy))
        audit.record("ingest", "ingest", "source", source.name, added=done.added)
        _report(done, time.monotonic() - started)
        if done.state == Ingestion.State.FAILED:
            raise SystemExit(64)
        raise SystemExit(1 if done.refused else 0)


def _source(kind: str, where: str, label: str, limit: int) -> Source:
    """The source of that place in the organisation in scope, entered if need be: one for two
    commands at once, the second waiting for the first."""
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=current_organisation_id())
        source = Source.objects.filter(kind=kind, location=where).first()
        if source is None:
            label = label[:150]
            if Source.objects.filter(name=label).exists():
                label = f"{label} ({where})"[-150:]
            source = Source(name=label, kind=kind, location=where, limit=limit)
            source.save()
    return source


def _kind(location: str, dila: bool) -> tuple[str, str]:
    if location.startswith(("http://", "https://")):
        if not location.split("/")[2]:
            refuse("L'adresse ne nomme aucun site : écrivez par exemple https://www.exemple.fr/.")
        return Source.Kind.WEBSITE, location
    path = Path(location).expanduser()
    if not path.exists():
        refuse(
            f"« {location} » n'existe pas. Donnez un fichier, un dossier ou une adresse de site."
        )
    if path.is_dir():
        return (Source.Kind.DILA if dila else Source.Kind.FOLDER), str(path.resolve())
    if path.suffix.lower() not in READABLE:
        refuse(
            f"Le format « {path.suffix or 'sans extension'} » n'est pas de ceux qui se lisent : "
            f"{', '.join(sorted(READABLE))}."
        )
    return (Source.Kind.DILA if dila else Source.Kind.FILE), str(path.resolve())


def _label(location: str) -> str:
    if location.startswith("http"):
        return location.split("/")[2]
    return Path(location).resolve().name


class _Progress:
    """A line that rewrites itself on a terminal; one line in ten seconds elsewhere."""

    def __init__(self) -> None:
        self._told = 0.0

    def __call__(self, row: Ingestion) -> None:
        live = sys.stderr.isatty()
        now = time.monotonic()
        if row.state == Ingestion.State.RUNNING and (live or now - self._told > 10):
            self._told = now
            text = f"{row.seen} documents lus, {row.added} nouveaux, {row.changed} changés"
            if row.refused:
                text += f", {row.refused} refusés"
            click.echo(f"\r{text}…\x1b[K" if live else f"{text}…", err=True, nl=not live)
        elif live:
            click.echo("\r\x1b[K", err=True, nl=False)


def _report(row: Ingestion, seconds: float) -> None:
    click.echo(
        f"{row.seen} documents lus en {seconds:.1f} s : {row.added} nouveaux, {row.changed} "
        f"changés, {row.unchanged} inchangés, {row.withdrawn} retirés, {row.refused} refusés "
        f"({row.passages} passages)."
    )
    if row.message:
        click.echo(row.message, err=True)
    for refusal in Refusal.objects.filter(ingestion=row)[:50]:
        click.echo(f"  {refusal.name} : {refusal.reason}", err=True)


@click.command()
@option
def reindex(organisation: str | None) -> None:
    """Reconstruit l'index de recherche à partir de la base."""
    with scope(chosen(organisation)):
        started = time.monotonic()
        count = rebuild()
        click.echo(f"{count} documents indexés en {time.monotonic() - started:.1f} s.")


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
def communes(path: Path) -> None:
    """Importe le fichier officiel des communes (CSV : code INSEE, nom, code postal…)."""
    ready()
    try:
        count = import_communes(path)
    except CommunesError as error:
        refuse(str(error))
    click.echo(f"{count} communes importées.")


COMMANDS = [ingest_command, reindex, communes]
