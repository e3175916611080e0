"""`bastide minutes`: the minutes of a transcript. No database, no network, no model.

Exit codes: 0 done, 64 a file that cannot be read.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import NoReturn

import click

from bastide.engine.minutes.reading import EMPTY, LARGEST, Heard, Unreadable, read
from bastide.engine.pieces.dates import parse_date
from bastide.engine.pieces.letters import fold
from bastide.providers.writers.minutes_docx import minutes_docx
from bastide.providers.writers.minutes_odt import minutes_odt
from bastide.providers.writers.minutes_sheet import Sheet
from bastide.site.command import in_french
from bastide.site.commands.choice import refuse

ACCENT = "#1f4e79"
FORMS = (".docx", ".odt", ".md")


@click.command("minutes")
@click.argument("file", metavar="FICHIER|-")
@click.option("--date", "day", metavar="DATE", help="Date de la réunion (12/03/2026).")
@click.option(
    "--kind",
    default="compte-rendu",
    metavar="GENRE",
    help="compte-rendu, relevé ou pv (procès-verbal).",
)
@click.option("--words", type=click.IntRange(min=0), metavar="N", help="Mots du résumé, au plus.")
@click.option("-o", "out", metavar="SORTIE", help="Document à écrire : .docx, .odt ou .md.")
@click.option("--json", "as_json", is_flag=True, help="Résultat en JSON.")
def minutes_command(
    file: str, day: str | None, kind: str, words: int | None, out: str | None, as_json: bool
) -> None:
    """Tire d'une transcription (.vtt, .srt, .docx, .txt, .json) le compte rendu d'une réunion.

    Participants, ordre du jour, résumé, décisions, actions : chaque ligne avec sa citation et son
    heure. « - » lit l'entrée standard.
    """
    from bastide.usecases.minutes.content import content_of
    from bastide.usecases.minutes.flow import Given, written
    from bastide.usecases.minutes.sheet import markdown, sheet_of
    from bastide.usecases.minutes.told import as_data

    chosen, held = _kind(kind), _day(day)
    if out is not None and Path(out).suffix.lower() not in FORMS:
        refuse(f"« {out} » : le document s'écrit en .docx, .odt ou .md.")
    begun, cpu = time.perf_counter(), time.process_time()
    heard = _heard(file)
    for notice in heard.notices:
        click.echo(f"Attention : {notice}", err=True)
    minutes = written(heard, chosen, Given(day=held), words)
    sheet = sheet_of(content_of(minutes), chosen)
    if out is not None:
        _write(Path(out), sheet)
        click.echo(f"Document écrit dans « {out} ».", err=True)
    if as_json:
        run = {
            "ms": round((time.perf_counter() - begun) * 1000, 1),
            "cpu_ms": round((time.process_time() - cpu) * 1000, 1),
            "stage": "extract",
            "kind": chosen,
            "date": minutes.day.isoformat() if minutes.day else None,
            "words": sum(len(said.text.split()) for p in minutes.summary for said in p.lines),
            "notices": list(heard.notices),
        }
        line = json.dumps(as_data(minutes, run), ensure_ascii=False, indent=2)
        click.echo(line.encode("utf-8", "replace").decode())
    elif out is None:
        click.echo(markdown(sheet).encode("utf-8", "replace").decode())


def _kind(text: str) -> str:
    from bastide.usecases.minutes.models import Kind

    words = fold(text).replace("-", " ").strip()
    kinds = {"C": Kind.REPORT, "R": Kind.DECISIONS, "P": Kind.RECORD}
    if not words.startswith(("COMPTE", "CR", "RELEVE", "RD", "PROCES", "PV")):
        refuse(f"« {text[:40]} » : le genre est compte-rendu, relevé ou pv.")
    return str(kinds[words[0]].value)


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    day = parse_date(text)
    if day is None:
        refuse(f"« {text[:40]} » n'est pas une date : écrivez 12/03/2026 ou 2026-03-12.")
    return day


def _heard(file: str) -> Heard:
    from bastide.usecases.minutes.reading import read_path

    try:
        if file != "-":
            return read_path(Path(file), Path(file).name)
        body = sys.stdin.buffer.read(LARGEST + 1)
        if not body.strip():
            raise Unreadable(EMPTY)
        if not body.startswith((b"PK\x03\x04", b"%PDF-")):
            return read(body)
        with tempfile.NamedTemporaryFile() as kept:  # the child reads a file
            kept.write(body)
            kept.flush()
            return read_path(Path(kept.name), "entree")
    except Unreadable as error:
        refuse(f"« {file} » : {error}")
    except OSError as error:
        _unreadable(file, error)


def _unreadable(file: str, error: OSError) -> NoReturn:
    refuse(f"« {file} » ne peut pas être lu : {in_french(error)}.")


def _write(out: Path, sheet: Sheet) -> None:
    from bastide.usecases.minutes.sheet import markdown

    suffix = out.suffix.lower()
    if suffix == ".docx":
        body = minutes_docx(sheet, ACCENT)
    elif suffix == ".odt":
        body = minutes_odt(sheet, ACCENT)
    else:
        body = markdown(sheet).encode("utf-8", "replace")
    try:
        out.write_bytes(body)
    except OSError as error:
        refuse(f"« {out} » ne peut pas être écrit : {in_french(error)}.")


@click.command("minutes-purge")
def purge_command() -> None:
    """Efface les réunions dont la durée de conservation est passée (à lancer chaque jour)."""
    from bastide.site.commands.ready import ready
    from bastide.tenants.models import Organisation
    from bastide.tenants.scope import scope
    from bastide.usecases.minutes.purge import purge

    ready()
    for organisation in Organisation.objects.all():
        with scope(organisation):
            count = purge("minutes-purge")
        many = "s" if count > 1 else ""
        click.echo(f"{organisation.slug} : {count} réunion{many} effacée{many}.")


COMMANDS = [minutes_command, purge_command]
