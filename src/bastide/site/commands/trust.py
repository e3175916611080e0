"""`bastide trust`: the trust list that 2D-Doc signatures are checked against, imported offline."""

from __future__ import annotations

from pathlib import Path

import click
from django.utils import timezone

from bastide.providers.twoddoc_trust import import_trust, load_store
from bastide.site.command import in_french
from bastide.site.commands.choice import refuse
from bastide.site.config import config
from bastide.usecases.check.signatures import trust_folder

# A list with its certificates weighs less than 1 Mo; revocation lists, a few.
MOST_BYTES = 50 * 1024 * 1024


@click.group()
def trust() -> None:
    """2D-Doc : liste de confiance, certificats et révocations de l'ANTS, importés hors ligne."""


@trust.command("import")
@click.argument("paths", nargs=-1, required=True, metavar="FICHIERS…", type=Path)
@click.option(
    "--signer",
    metavar="EMPREINTE",
    help="Empreinte SHA-256 d'un nouveau signataire de la liste, comparée à celle de l'ANTS.",
)
def import_command(paths: tuple[Path, ...], signer: str | None) -> None:
    """Vérifie puis garde la liste de confiance, des certificats et des révocations."""
    given = []
    for path in paths:
        try:
            if path.stat().st_size > MOST_BYTES:
                refuse(f"« {path} » dépasse 50 Mo : ce n'est pas une liste de confiance.")
            given.append((path.name, path.read_bytes()))
        except OSError as error:
            refuse(f"« {path} » ne peut pas être lu : {in_french(error)}.")
    config().ensure_data()
    result = import_trust(given, trust_folder(), signer=signer)
    for said in result.done:
        click.echo(said)
    for said in result.refused:
        click.echo(said, err=True)
    if result.fingerprint:
        click.echo(f"Signataire de la liste (à comparer à l'ANTS) : {result.fingerprint}")
    if result.refused:
        raise SystemExit(1 if result.done else 64)


@trust.command("show")
def show_command() -> None:
    """Dit ce qui est importé, et jusqu'à quand la liste vaut."""
    store = load_store(trust_folder())
    if store.list is None:
        click.echo("Aucune liste de confiance : aucun 2D-Doc ne sera dit valide.")
        click.echo("Importez-la : « bastide trust import tsl_signed.xml certificats.der … ».")
        raise SystemExit(1)
    listed = store.list
    click.echo(f"Liste n° {listed.sequence} du {listed.issued:%d/%m/%Y}")
    click.echo(f"Signataire : {listed.fingerprint}")
    over = listed.next_update.date() < timezone.localdate()
    click.echo(f"À jour jusqu'au {listed.next_update:%d/%m/%Y}" + (" : PÉRIMÉE" if over else ""))
    for identifier, authority in sorted(listed.authorities.items()):
        signers = sum(key[0] == identifier for key in store.signers)
        revoked = "révocations importées" if identifier in store.revoked else "sans révocations"
        click.echo(f"  {identifier}  {authority.name}  ({signers} certificats, {revoked})")
    raise SystemExit(1 if over else 0)


COMMANDS = [trust]
