"""Loads the demonstration's mails: fictitious .eml files whose dates are counted back from today
(« Date: J-3 10:12 »). They are read in the background, as those of a page.

They come by a mailbox that is never read, so that every account of the demonstration sees them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from email.utils import format_datetime
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from bastide.jobs.queue import enqueue, in_bulk
from bastide.usecases.mail import storage
from bastide.usecases.mail.models import Box, Intake

NAME = "Boîte fictive"
_DATE = re.compile(r"^Date: J-(\d+) (\d\d):(\d\d)$", re.M)


def load_mails(folder: Path, tell: Callable[[str], None] = lambda _: None) -> Intake | None:
    """The mails, within the scope of their organisation; nothing if they are there already."""
    files = sorted(folder.glob("*.eml")) if folder.is_dir() else []
    if not files or Intake.objects.exists() or Box.objects.exists():
        return None
    tell(f"Courriels : {len(files)} messages fictifs…")
    mails = [_dated(file.read_text(encoding="utf-8")) for file in files]
    path = storage.write(f"From fictif\n{mail}\n".encode() for mail in mails)
    with in_bulk(), transaction.atomic():
        box = Box(
            name=NAME,
            host="courriel.region-garrigue.example",
            user="accueil@region-garrigue.example",
            secret="file:boite",  # noqa: S106 (where it would be, and is not)
            active=False,
        )
        box.save()
        row = Intake(name=NAME, path=path, box=box)
        row.save()
        enqueue("mail.read", intake=row.pk)
    return row


def _dated(mail: str) -> str:
    now = timezone.localtime()

    def day(found: re.Match[str]) -> str:
        ago, hour, minute = map(int, found.groups())
        moment = now - timedelta(days=ago)
        moment = moment.replace(hour=hour, minute=minute, second=0, microsecond=0)
        return f"Date: {format_datetime(min(moment, now))}"

    return _DATE.sub(day, mail)
