"""Texts taken in: pasted, or from a JSONL or CSV file with theme, territory, date and text.

What is handed over is kept at once, in one transaction; the mood comes afterwards (`tasks`).
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bastide.engine.mood.told import BadLine, label_of, text_of
from bastide.engine.mood.words import folded
from bastide.engine.pieces.dates import parse_date
from bastide.jobs.queue import enqueue
from bastide.usecases.listen.models import Batch, Note

LARGEST_FILE = 10 * 1024 * 1024
MOST_TEXTS = 20_000
LONGEST_TEXT = 50_000
SEPARATOR = re.compile(r"^\s*-{3,}\s*$", re.M)
# Names of columns, folded, in the order of preference.
COLUMNS = {
    "text": ("text", "texte", "message", "verbatim", "commentaire", "avis", "note", "contenu"),
    "theme": ("theme", "sujet", "motif", "service", "categorie"),
    "territory": ("territory", "territoire", "commune", "departement", "secteur", "lieu"),
    "day": ("date", "day", "jour", "recu le", "cree le"),
}
_POLARITY = {-1: "negative", 0: "neutral", 1: "positive"}


class Refused(ValueError):
    """What cannot be taken in; the message says why and what to do, in French."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A text about to be kept. `said`: a polarity that a person gave already."""

    text: str
    theme: str = ""
    territory: str = ""
    day: date | None = None
    said: str = ""


def paste(text: str, theme: str = "", territory: str = "", day: date | None = None) -> Batch:
    """Keeps pasted texts, separated by a line of dashes. Raises `Refused`."""
    taken = [
        Taken(part.strip(), theme, territory, day) for part in SEPARATOR.split(text) if part.strip()
    ]
    return keep(_("Textes collés"), taken, 0)


def take_file(file: UploadedFile) -> Batch:
    """Keeps the texts of a file. Raises `Refused`."""
    name = (file.name or "").replace("\\", "/").rsplit("/", 1)[-1][:120] or _("fichier")
    if not file.size:
        raise Refused(_("Ce fichier est vide."))
    if file.size > LARGEST_FILE:
        raise Refused(_("Ce fichier dépasse 10 Mo : coupez-le en plusieurs."))
    body = file.read()
    if b"\0" in body[:100_000]:
        raise Refused(_("Ce fichier n'est pas du texte : donnez un .csv ou un .jsonl."))
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = body.decode("cp1252", "replace")
    rows = _json_lines(text) if text.lstrip().startswith("{") else _csv_rows(text)
    taken, left_out = _read(rows)
    return keep(name, taken, left_out)


def _read(rows: Iterable[dict[str, Any] | None]) -> tuple[list[Taken], int]:
    taken: list[Taken] = []
    left_out = 0
    for row in rows:
        if len(taken) >= MOST_TEXTS:
            raise Refused(
                _("Plus de %(most)d textes : coupez le fichier en plusieurs.")
                % {"most": MOST_TEXTS}
            )
        try:
            if row is None:
                raise BadLine("")
            text, said = text_of(row).strip(), label_of(row)
        except BadLine:
            left_out += 1
            continue
        if not text:
            left_out += 1
            continue
        day = row.get("day") or row.get("date")
        taken.append(
            Taken(
                text,
                _short(row.get("theme")),
                _short(row.get("territory")),
                parse_date(day) if isinstance(day, str) else None,
                "" if said is None else _POLARITY[said],
            )
        )
    return taken, left_out


def _short(value: Any) -> str:
    return " ".join(value.split())[:80] if isinstance(value, str) else ""


def _json_lines(text: str) -> Iterator[dict[str, Any] | None]:
    for line in text.splitlines():
        if line.strip():
            try:
                row = json.loads(line)
            except (ValueError, RecursionError):
                row = None
            if isinstance(row, dict):
                for name in ("theme", "territory"):
                    row.setdefault(name, next((row[k] for k in COLUMNS[name] if k in row), None))
            yield row if isinstance(row, dict) else None


def _csv_rows(text: str) -> Iterator[dict[str, Any] | None]:
    head = text.lstrip().split("\n", 1)[0]
    delimiter = max(";,\t", key=head.count)
    rows = csv.reader(io.StringIO(text.lstrip(), newline=""), delimiter=delimiter)
    try:
        titles = [" ".join(folded(cell).split()) for cell in next(rows, [])]
        places = {
            name: next((titles.index(k) for k in known if k in titles), None)
            for name, known in COLUMNS.items()
        }
        if places["text"] is None:
            raise Refused(
                _(
                    "Aucune colonne « texte » : la première ligne doit nommer les colonnes "
                    "(texte, theme, territoire, date)."
                )
            )
        for cells in rows:
            if any(cell.strip() for cell in cells):
                yield {
                    name: cells[place] if place is not None and place < len(cells) else ""
                    for name, place in places.items()
                }
    except csv.Error as error:
        raise Refused(_("Ce fichier CSV est abîmé : enregistrez-le à nouveau.")) from error


def keep(name: str, taken: list[Taken], left_out: int) -> Batch:
    """Keeps texts as a batch, to be judged in the background. Raises `Refused` for none."""
    if not taken:
        raise Refused(_("Aucun texte trouvé : collez ou importez au moins un texte."))
    today, now = timezone.localdate(), timezone.now()
    with transaction.atomic():
        batch = Batch(name=name, total=len(taken), left_out=left_out)
        batch.save()
        Note.objects.bulk_create(
            [
                Note(
                    batch=batch,
                    text=one.text.replace("\0", "")[:LONGEST_TEXT],
                    theme=one.theme,
                    territory=one.territory,
                    day=min(one.day or today, today),
                    said=one.said,
                    said_at=now if one.said else None,
                )
                for one in taken
            ],
            batch_size=500,
        )
        enqueue("listen.judge", batch=batch.pk)
    return batch
