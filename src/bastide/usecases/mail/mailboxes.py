"""The mailboxes that an administrator set: tried, read, never changed but by an agent's draft."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from bastide.endpoints.references import secret_reader
from bastide.engine.chat import ModelError
from bastide.engine.mail.model import Message
from bastide.engine.ports import ReadError
from bastide.providers.imap import Account, ImapError, Mailbox, opened
from bastide.usecases.mail import flow
from bastide.usecases.mail.models import Box
from bastide.usecases.mail.purge import rules

# Mails of a folder read in one go; the next ones at the next reading.
MOST = 200
TRY_SECONDS = 20.0
# A page opened so long after the last reading orders another.
EVERY = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Tried:
    """Something that was tried, and whether it works; `why`: in French."""

    what: str
    works: bool
    why: str = ""


def account_of(box: Box) -> Account:
    """Raises `ImapError` when the password or token cannot be read."""
    try:
        secret = secret_reader(box.secret, box.organisation_id)()
    except ModelError as error:
        raise ImapError(str(error.detail or error)) from None
    return Account(
        host=box.host,
        port=box.port,
        user=box.user,
        secret=secret,
        auth="oauth" if box.auth == Box.Auth.OAUTH else "password",
        starttls=box.security == Box.Security.STARTTLS,
        private_hosts=frozenset(settings.MAIL_PRIVATE_HOSTS),
    )


def folders_of(box: Box) -> list[str]:
    return list(dict.fromkeys(name.strip() for name in box.folders.splitlines() if name.strip()))


def try_box(box: Box) -> list[Tried]:
    """Signs in, opens each folder, looks for that of drafts; says what works. Changes nothing."""
    found: list[Tried] = []
    try:
        with opened(account_of(box), seconds=TRY_SECONDS) as mailbox:
            found.append(Tried(_("Liaison sûre et compte accepté"), True))
            found += [_try_folder(mailbox, name) for name in folders_of(box)]
            if box.drafts:
                there = box.drafts in mailbox.folders()
                why = "" if there else _("il n'existe pas dans cette boîte")
                found.append(Tried(_("Brouillons : « %s »") % box.drafts, there, why))
    except ImapError as error:
        found.append(Tried(_("Liaison"), False, str(error)))
    note(box, "" if all(one.works for one in found) else _first_wrong(found))
    return found


def _try_folder(mailbox: Mailbox, name: str) -> Tried:
    try:
        _validity, count = mailbox.examine(name)
    except ImapError as error:
        return Tried(_("Dossier « %s »") % name, False, str(error))
    return Tried(
        _("Dossier « %(name)s » : %(count)d messages") % {"name": name, "count": count}, True
    )


def _first_wrong(found: list[Tried]) -> str:
    wrong = next(one for one in found if not one.works)
    return f"{wrong.what} : {wrong.why}"


def new_mails(box: Box) -> Iterator[Iterator[Message | str]]:
    """What came since the last reading, a folder at a time; the place reached is kept after each.

    Raises `ImapError`.
    """
    since = timezone.localdate() - timedelta(days=rules().retention_days)
    with opened(account_of(box)) as mailbox:
        for name in folders_of(box):
            validity, _count = mailbox.examine(name)
            before, last = box.seen.get(name, [0, 0])
            last = last if before == validity else 0
            uids = mailbox.after(last, since, MOST)
            yield _read(mailbox, uids)
            if uids:
                box.seen = box.seen | {name: [validity, uids[-1]]}
                box.save(update_fields=["seen"])


def _read(mailbox: Mailbox, uids: list[int]) -> Iterator[Message | str]:
    for fetched in mailbox.fetch(uids):
        if not fetched.data:
            yield _("Un message de plus de 30 Mo est laissé sur le serveur.")
            continue
        with tempfile.NamedTemporaryFile(suffix=".eml") as file:
            file.write(fetched.data)
            file.flush()
            try:
                yield from flow.read(Path(file.name))
            except ReadError as error:
                yield _("Message %(number)d : %(why)s") % {"number": fetched.uid, "why": error}


def note(box: Box, problem: str) -> None:
    """When it was last tried, and what went wrong, if anything."""
    box.checked, box.problem = timezone.now(), problem[:300]
    box.save(update_fields=["checked", "problem"])


def is_due(box: Box) -> bool:
    return box.active and (box.checked is None or timezone.now() - box.checked > EVERY)


def add_draft(box: Box, message: bytes) -> None:
    """Adds a reply to the drafts of the mailbox. Raises `ImapError`."""
    with opened(account_of(box), seconds=TRY_SECONDS) as mailbox:
        mailbox.append_draft(box.drafts, message)
