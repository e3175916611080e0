"""From mails to what an agent needs of them. Nothing here needs a database but `reply`'s library.

1. `read`: a file of mails in a child process that can be killed, their attachments read.
2. `engine.mail.threads` puts them together; `understand` says what each thread comes to.
3. `reply` drafts an answer on what the library proves, under the rights of who will read it.
4. The caller keeps it (`tasks`, in the background) or prints it (`bastide mail`).

Nothing is ever sent.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from bastide.engine.mail.draft import Draft, HouseStyle, draft
from bastide.engine.mail.model import Brief, Message, Understood
from bastide.engine.mail.notices import file_is_missing
from bastide.engine.mail.triage import Triager
from bastide.engine.mail.understand import understand
from bastide.engine.model import Answer
from bastide.library.answer import library_answer
from bastide.providers.language import language_of
from bastide.providers.mail import MailLimits, read_mails
from bastide.tenants.models import Member
from bastide.usecases.mail.sides import ours_of

# Characters of the thread by which its language is told.
LANGUAGE_BY = 4000


def read(path: Path, limits: MailLimits | None = None) -> Iterator[Message | str]:
    """The mails of a file, and a sentence for each that could not be read. Raises `ReadError`."""
    return read_mails(path, limits)


def understood(
    thread: Sequence[Message], services: Triager, *, today: date, own: Sequence[str] = ()
) -> Understood:
    """What a thread comes to. `own`: domains and addresses of the authority, if they are known."""
    ours = ours_of(thread, own)
    theirs = [one for one in thread if not ours(one.sender)] or list(thread)
    # The language is that of the citizen's last words: what she quotes may be in another.
    words = "\n".join(f"{one.subject}\n{one.body}" for one in reversed(theirs))
    language = language_of(words[:LANGUAGE_BY])
    return understand(thread, services, today=today, ours=ours, language=language)


def reply(
    thread: Sequence[Message],
    brief: Brief,
    style: HouseStyle,
    *,
    own: Sequence[str] = (),
    member: Member | None = None,
    library: bool = True,
) -> Draft:
    """A draft of the reply. `member`: whose rights apply to what is quoted. Without `library`, all
    that answers is to be completed."""
    ours = ours_of(thread, own)
    sender = next((one for one in reversed(thread) if not ours(one.sender)), None)
    answers: list[Answer] = []
    if library:
        answers = [library_answer(asked, member) for asked in brief.requests]
    missing = sender is not None and file_is_missing(sender)
    return draft(brief, answers, style, sender=sender, file_missing=missing)
