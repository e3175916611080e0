"""`bastide mail`: what a thread of mails comes to, and a draft of the reply.

Without an installation, the services are those that most authorities have, and the draft has only
passages to complete. Exit codes: 0 done, 1 done but for some messages, 64 bad input.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any

import click
from django.conf import settings
from django.utils import timezone

from bastide.engine.mail.draft import Draft, HouseStyle
from bastide.engine.mail.model import Message, Understood
from bastide.engine.mail.threads import threads
from bastide.engine.mail.triage import Triager, cold
from bastide.engine.ports import ReadError
from bastide.providers.mail import MailLimits
from bastide.site.command import in_french
from bastide.site.commands.choice import chosen, option, refuse
from bastide.tenants.models import Organisation
from bastide.tenants.scope import scope
from bastide.usecases.mail import flow
from bastide.usecases.mail.services import shipped
from bastide.usecases.mail.told import as_data

MOST_TOLD = 5
_BLOCK = 1 << 20
URGENCY = {"high": "haute", "normal": "normale", "low": "basse"}
MOODS = {"negative": "mécontent", "neutral": "neutre", "positive": "satisfait"}


@dataclass(frozen=True)
class _Place:
    """What an installation brings: its services, its style, its library, its own addresses."""

    services: Triager
    style: HouseStyle
    own: Sequence[str] = ()
    library: bool = False


@click.command("mail")
@option
@click.argument("file", metavar="FICHIER|-")
@click.option("--json", "as_json", is_flag=True, help="Résultat en JSON, un échange par ligne.")
@click.option(
    "--date",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="AAAA-MM-JJ",
    help="Jour de la lecture, pour les échéances (aujourd'hui).",
)
def mail_command(organisation: str | None, file: str, as_json: bool, day: datetime | None) -> None:
    """Dit ce que demande un échange de courriels, et prépare une réponse à relire.

    Fichier .eml, .msg ou mbox ; « - » lit un .eml sur l'entrée standard. Rien n'est envoyé.
    """
    found, notes = _read(file)
    if not found:
        refuse(notes[0] if notes else f"« {file} » ne contient aucun courriel.")
    today = day.date() if day else timezone.localdate()
    place = _organisation(organisation)
    with scope(place) if place else nullcontext():
        use = _of(place) if place else _Place(cold(shipped()), HouseStyle())
        for thread in threads(found):
            found_one, reply = _understood(thread, use, today, recorded=place is not None)
            if as_json:
                _echo(json.dumps(as_data(found_one, reply), ensure_ascii=False))
            else:
                _echo(_text(found_one, reply))
    for note in notes[:MOST_TOLD]:
        click.echo(note, err=True)
    if len(notes) > MOST_TOLD:
        click.echo(f"… et {len(notes) - MOST_TOLD} autres messages laissés.", err=True)
    if notes:
        raise SystemExit(1)


def _read(file: str) -> tuple[list[Message], list[str]]:
    """The mails of a file, and sentences on those that could not be read."""
    limits = MailLimits(
        memory=settings.READ_BYTES, seconds=settings.READ_SECONDS,
        file_size=settings.UPLOAD_MAX_BYTES,
    )  # fmt: skip
    mails: list[Message] = []
    notes: list[str] = []
    try:
        with _path(file, limits.file_size) as path:
            for one in flow.read(path, limits):
                if isinstance(one, str):
                    notes.append(one)
                else:
                    mails.append(one)
    except ReadError as error:
        if not mails:
            refuse(f"« {file} » : {error}")
        notes.append(str(error))
    except OSError as error:
        refuse(f"« {file} » ne peut pas être lu : {in_french(error)}.")
    return mails, notes


@contextmanager
def _path(file: str, most: int) -> Iterator[Path]:
    if file != "-":
        if Path(file).is_dir():
            refuse(f"« {file} » ne peut pas être lu : c'est un dossier, un fichier est attendu.")
        Path(file).stat()  # what is not there is told here, in French
        yield Path(file)
        return
    with tempfile.NamedTemporaryFile(suffix=".eml") as kept:
        _copy(sys.stdin.buffer, kept, most)
        yield Path(kept.name)


def _copy(given: IO[bytes], kept: Any, most: int) -> None:
    taken = 0
    while block := given.read(_BLOCK):
        taken += len(block)
        if taken > most:
            refuse(f"L'entrée dépasse {most // _BLOCK} Mo : donnez un fichier plus petit.")
        kept.write(block)
    kept.flush()


def _organisation(slug: str | None) -> Organisation | None:
    """The organisation named, or the only one there is; none where nothing is set up."""
    if slug is None:
        database = settings.DATABASES["default"]
        sqlite = str(database["ENGINE"]).endswith("sqlite3")
        if sqlite and not Path(str(database["NAME"])).is_file():
            return None
    return chosen(slug) if slug is not None or Organisation.objects.exists() else None


def _of(organisation: Organisation) -> _Place:
    from bastide.usecases.mail.replies import style
    from bastide.usecases.mail.understanding import chosen_triager, own_addresses

    return _Place(chosen_triager(), style(), own_addresses(), True)


def _understood(
    thread: Sequence[Message], use: _Place, today: date, *, recorded: bool
) -> tuple[Understood, Draft]:
    from bastide.runs import ledger
    from bastide.runs.ledger import Stopwatch

    watch = Stopwatch()
    found = flow.understood(thread, use.services, today=today, own=use.own)
    reply = flow.reply(found.thread, found.brief, use.style, own=use.own, library=use.library)
    if recorded:
        cited = sum(line.kind == "cited" for line in reply.statements)
        ledger.record(watch, "mail", "extract" if cited else "linear", "told", proved=cited)
    return found, reply


def _echo(text: str) -> None:
    """Halves of characters, which no output can hold, become « ? »."""
    click.echo(text.encode("utf-8", "replace").decode("utf-8"))


def _text(found: Understood, reply: Draft) -> str:
    first, brief, triage = found.thread[0], found.brief, found.triage
    service = triage.service or "je ne sais pas"
    elsewhere = f" (plutôt : {triage.elsewhere})" if triage.elsewhere else ""
    sure = f" (sûr à {min(triage.confidence, 0.99):.0%})" if triage.service else elsewhere
    due = f", avant le {brief.due:%d/%m/%Y}" if brief.due else ""
    kinds = sorted({one.kind.lower() for one in found.personal})
    pieces = [one.name for message in found.thread for one in message.attachments]
    facts = [
        ("Demande", brief.request or "aucune reconnue"),
        ("Déjà répondu", brief.answered),
        ("Attendu", f"{brief.awaited}{due}" if brief.awaited else "rien"),
        ("Service", f"{service}{sure}"),
        ("Aussi", ", ".join(triage.also)),
        ("Urgence", f"{URGENCY[found.urgency]}. {found.urgency_reason}".rstrip(". ") + "."),
        ("Langue", found.language or "inconnue"),
        ("Humeur", MOODS.get(found.mood, "")),
        ("Pièces", ", ".join(pieces)),
        ("Données personnelles", ", ".join(kinds)),
    ]
    return "\n".join(
        [
            f"« {first.subject or '(sans objet)'} », {first.sender_name or first.sender}, "
            f"{len(found.thread)} message(s)",
            *(f"{name} : {said}" for name, said in facts if said),
            *(f"! {line}" for line in found.notices),
            "",
            "Brouillon de réponse, à relire :",
            "",
            reply.text,
            "",
        ]
    )


@click.command("mail-purge")
def purge_command() -> None:
    """Efface les échanges de courriels dont la durée est passée (à lancer chaque jour)."""
    from bastide.site.commands.ready import ready
    from bastide.usecases.mail.purge import purge

    ready()
    for organisation in Organisation.objects.all():
        with scope(organisation):
            click.echo(f"{organisation.slug} : {purge('mail-purge')} échanges effacés.")


@click.command("mail-fetch")
def fetch_command() -> None:
    """Fait lire les boîtes de courriels par le travailleur de fond (à lancer régulièrement)."""
    from bastide.site.commands.ready import ready
    from bastide.usecases.mail.keeping import order_reading
    from bastide.usecases.mail.models import Box

    ready()
    for organisation in Organisation.objects.all():
        with scope(organisation):
            boxes = [order_reading(box) for box in Box.objects.filter(active=True)]
            click.echo(f"{organisation.slug} : {len(boxes)} boîtes à lire.")


COMMANDS = [mail_command, fetch_command, purge_command]
