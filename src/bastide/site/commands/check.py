"""`bastide check`: a folder of supporting documents, examined without a database.

Exit codes: 0 complete, 1 incomplete, 2 to be seen, 64 bad usage.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

import click
from django.utils import timezone

from bastide.engine.pieces.dates import parse_date
from bastide.engine.pieces.judge import CaseFacts
from bastide.engine.pieces.model import FileRead
from bastide.engine.pieces.procedure import ProcedureError
from bastide.engine.ports import ReadError
from bastide.site.command import BAD_INPUT, in_french
from bastide.site.commands.choice import refuse
from bastide.site.commands.ready import ready
from bastide.usecases.check.account import TEST_AUTHORITY, as_data, as_text
from bastide.usecases.check.flow import (
    Unread,
    cpu_seconds,
    examine,
    read_file,
    test_authority_trusted,
)
from bastide.usecases.check.folder import Found, files_of
from bastide.usecases.check.procedures import procedure_named

EXIT = {"complete": 0, "incomplete": 1, "to_be_seen": 2}


class CheckCommand(click.Command):
    """Bad usage ends with 64, for 2 says here that a person must look."""

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        try:
            return super().make_context(*args, **kwargs)
        except click.UsageError as error:
            error.exit_code = BAD_INPUT  # type: ignore[misc]
            raise


@click.command("check", cls=CheckCommand)
@click.argument("folder", required=False, metavar="DOSSIER")
@click.option("--procedure", "name", required=True, metavar="NOM", help="Dispositif (ou .toml).")
@click.option("--on", "day", metavar="DATE", help="Date de dépôt (par défaut : aujourd'hui).")
@click.option("--json", "as_json", is_flag=True, help="Résultat en JSON.")
@click.option("--report", metavar="OUT.pdf", help="Écrit aussi un rapport PDF.")
@click.option("--explain", is_flag=True, help="Dit le dispositif en français, sans rien examiner.")
@click.option(
    "--trust-test-authority", is_flag=True, help="Essais seulement : accepte l'autorité de test."
)
def check_command(
    folder: str | None,
    name: str,
    day: str | None,
    as_json: bool,
    report: str | None,
    explain: bool,
    trust_test_authority: bool,
) -> None:
    """Examine les pièces d'un dossier : ce qu'elles sont, ce qu'elles disent, les règles."""
    try:
        procedure = procedure_named(name)
    except ProcedureError as error:
        refuse(str(error))
    if explain:
        from bastide.engine.pieces.explain import explain as explained

        click.echo(explained(procedure))
        return
    if folder is None:
        refuse("Donnez le dossier à examiner. « bastide check --help » montre l'usage.")
    deposited = _day(day)
    if not procedure.in_force(deposited):
        click.echo(
            f"Attention : ce dispositif n'est pas en vigueur le {deposited:%d/%m/%Y}.", err=True
        )
    trusted = trust_test_authority or test_authority_trusted()
    if trusted:
        click.secho(TEST_AUTHORITY, fg="red", bold=True, err=True)
    started = cpu_seconds()
    files, images, unread = _read(_found(Path(folder)))
    found = examine(
        procedure, files, CaseFacts(deposited), unread=unread, trust_test_authority=trusted
    )
    data = as_data(
        procedure,
        files,
        unread,
        found,
        cpu_s=cpu_seconds() - started,
        test_authority=trusted,
    )
    if report is not None:
        from bastide.usecases.check.report import ReportFacts, pdf_report

        facts = ReportFacts(
            deposited,
            timezone.localdate(),
            reference=Path(folder).resolve().name,
            test_authority=trusted,
        )
        _write(
            Path(report),
            pdf_report(facts, procedure, files, images, found.pieces, found.verdict, unread=unread),
        )
    if as_json:
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        if trusted:
            click.secho(TEST_AUTHORITY, fg="red", bold=True)
        click.echo(as_text(data, procedure.title))
    raise SystemExit(EXIT[found.verdict.outcome])


def _day(text: str | None) -> date:
    if text is None:
        return timezone.localdate()
    day = parse_date(text)
    if day is None:
        refuse(f"« {text[:40]} » n'est pas une date : écrivez 12/03/2026 ou 2026-03-12.")
    return day


def _found(folder: Path) -> list[Found]:
    if not folder.is_dir():
        refuse(f"« {folder} » n'est pas un dossier. Donnez celui qui contient les pièces.")
    try:
        found = files_of(folder)
    except OSError as error:
        refuse(f"Le dossier « {folder} » ne peut pas être lu ({error.strerror}).")
    if not found:
        refuse(f"Le dossier « {folder} » est vide : il n'y a rien à examiner.")
    return found


def _read(
    found: list[Found],
) -> tuple[list[FileRead], list[tuple[bytes, ...]], list[Unread]]:
    files, images, unread = [], [], []
    live = sys.stderr.isatty()
    for number, one in enumerate(found, 1):
        told = f"{number}/{len(found)} {one.name}"
        click.echo(f"\r{told}\x1b[K" if live else told, err=True, nl=not live)
        if one.refused:
            unread.append(Unread(one.name, one.refused))
            continue
        try:
            read, pages, _ = read_file(one.path, one.name)
        except ReadError as error:
            unread.append(Unread(one.name, str(error)))
            continue
        files.append(read)
        images.append(pages)
    if live:
        click.echo("\r\x1b[K", err=True, nl=False)
    return files, images, unread


def _write(out: Path, report: bytes) -> None:
    try:
        out.write_bytes(report)
    except OSError as error:
        refuse(f"Le rapport « {out} » ne peut pas être écrit : {in_french(error)}.")


@click.command("check-purge")
@click.option("--dry-run", is_flag=True, help="Compte sans rien effacer.")
def purge_command(dry_run: bool) -> None:
    """Efface les dossiers dont la durée de conservation est passée (à lancer chaque jour)."""
    from bastide.tenants.models import Organisation
    from bastide.tenants.scope import scope
    from bastide.usecases.check.purge import expired, purge

    ready()
    for organisation in Organisation.objects.all():
        with scope(organisation):
            count = len(expired()) if dry_run else purge("check-purge")
        many = "s" if count > 1 else ""
        verb = "à effacer" if dry_run else f"effacé{many}"
        click.echo(f"{organisation.slug} : {count} dossier{many} {verb}.")


COMMANDS = [check_command, purge_command]
