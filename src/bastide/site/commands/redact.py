"""`bastide redact`: personal data of a text or a file masked, or replaced by pseudonyms.

Nothing is kept, no database is needed: what goes in comes out, the key where it is asked for.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from bastide.engine.personal import personal
from bastide.engine.personal.keys import BadKey, RedactKey, key_of, read_key, restorations
from bastide.engine.personal.replacing import Replacement, applied, replacements
from bastide.engine.ports import ReadError
from bastide.site.command import in_french
from bastide.site.commands.choice import refuse

LARGEST = 30 * 1024 * 1024  # bytes, as `providers.redaction.sandbox.Limits`
LARGEST_KEY = 100 * 1024 * 1024


@click.command("redact")
@click.argument("file", metavar="FICHIER|-")
@click.option("-o", "--out", metavar="SORTIE", help="Où écrire le résultat (sinon : la sortie).")
@click.option("--pseudonyms", is_flag=True, help="Des pseudonymes cohérents au lieu de masques.")
@click.option("--key", "key", metavar="CLÉ.json", help="Où écrire la clé qui permet de revenir.")
@click.option("--restore", "restore", metavar="CLÉ.json", help="Remet les valeurs d'une clé.")
@click.option("--json", "as_json", is_flag=True, help="Résultat en JSON, avec ce qui est trouvé.")
def redact_command(
    file: str,
    out: str | None,
    pseudonyms: bool,
    key: str | None,
    restore: str | None,
    as_json: bool,
) -> None:
    """Masque les données personnelles d'un texte ou d'un fichier .txt, .docx, .odt, .pdf.

    Le reste du texte sort tel quel. C'est une pseudonymisation : relisez avant de publier.
    """
    if restore and (key or pseudonyms):
        refuse("« --restore » remet les valeurs : il ne va pas avec --key ni --pseudonyms.")
    with _opened(file) as path:
        from bastide.providers.redaction.sandbox import extracted

        try:
            read = extracted(path, file)
        except ReadError as error:
            refuse(f"« {file} » : {error}")
        for warning in read.warnings:
            click.echo(warning, err=True)
        if restore and read.suffix == ".pdf":
            refuse("Un PDF masqué est fait d'images : il ne revient pas. Gardez l'original.")
        if not as_json and out is None and read.suffix != ".txt":
            refuse(f"Dites où écrire le fichier : -o SORTIE{read.suffix}")
        if restore:
            made = _restored(read.text, restore)
        else:
            made = replacements(read.text, personal(read.text), pseudonyms=pseudonyms)
        if key:
            _write(key, key_of(read.text, made).as_json().encode("utf-8", "replace"), secret=True)
        if as_json:
            _tell(read.text, made)
        if out is not None or not as_json:
            body = _body(path, file, read.text, made)
            if out is None:
                sys.stdout.buffer.write(body)
                sys.stdout.buffer.flush()
            else:
                _write(out, body)
    if out is not None:
        count = len(made)
        click.echo(f"{count} passage{'s' if count > 1 else ''} remplacé{'s' if count > 1 else ''} "
                   f"dans « {out} ».", err=True)  # fmt: skip


def _body(path: Path, name: str, text: str, made: Sequence[Replacement]) -> bytes:
    from bastide.providers.redaction.sandbox import redacted

    try:
        return redacted(path, name, text, [(one.start, one.end, one.new) for one in made])
    except ReadError as error:
        refuse(f"« {name} » : {error}")


def _tell(text: str, made: Sequence[Replacement]) -> None:
    found = [
        {
            "kind": one.kind,
            "value": one.value,
            "start": one.start,
            "end": one.end,
            "replacement": one.new,
        }
        for one in made
    ]
    line = json.dumps({"text": applied(text, made), "found": found}, ensure_ascii=False)
    click.echo(line.encode("utf-8", "replace").decode("utf-8"))


def _restored(text: str, path: str) -> list[Replacement]:
    try:
        if Path(path).stat().st_size > LARGEST_KEY:
            refuse(f"« {path} » est trop gros pour une clé.")
        key: RedactKey = read_key(Path(path).read_text(encoding="utf-8-sig"))
        return restorations(text, key)
    except OSError as error:
        refuse(f"La clé « {path} » ne peut pas être lue : {in_french(error)}.")
    except UnicodeDecodeError:
        refuse(f"« {path} » n'est pas une clé de « bastide redact ».")
    except BadKey as error:
        refuse(f"« {path} » : {error}")


@contextmanager
def _opened(file: str) -> Iterator[Path]:
    """The file, or what comes on standard input, in a file of its own while it is read."""
    if file != "-":
        path = Path(file)
        if path.is_dir():
            refuse(f"« {file} » est un dossier : donnez un fichier.")
        if not path.exists():
            refuse(f"« {file} » n'existe pas.")
        yield path
        return
    body = sys.stdin.buffer.read(LARGEST + 1)
    if len(body) > LARGEST:
        refuse("L'entrée dépasse 30 Mo : partagez-la.")
    with tempfile.NamedTemporaryFile(prefix="redact-") as kept:
        kept.write(body)
        kept.flush()
        yield Path(kept.name)


def _write(path: str, body: bytes, *, secret: bool = False) -> None:
    """`secret`: only its owner may read it."""
    try:
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
        with os.fdopen(os.open(path, flags, 0o600 if secret else 0o644), "wb") as file:
            file.write(body)
    except OSError as error:
        refuse(f"« {path} » ne peut pas être écrit : {in_french(error)}.")


@click.command("redact-purge")
def purge_command() -> None:
    """Efface les textes et fichiers à masquer dont la durée est passée (à lancer chaque jour)."""
    from bastide.site.commands.ready import ready
    from bastide.tenants.models import Organisation
    from bastide.tenants.scope import scope
    from bastide.usecases.redact.purge import purge

    ready()
    for organisation in Organisation.objects.all():
        with scope(organisation):
            click.echo(f"{organisation.slug} : {purge('redact-purge')} textes ou fichiers effacés.")


COMMANDS = [redact_command, purge_command]
