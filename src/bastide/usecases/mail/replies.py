"""Drafts of replies: prepared on what the library proves, kept as they are typed, never sent."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP

from django.utils import timezone

from bastide.engine.mail.draft import TO_COMPLETE, HouseStyle
from bastide.engine.mail.model import Message
from bastide.providers.mail.raw import shown
from bastide.runs import ledger
from bastide.runs.ledger import Stopwatch
from bastide.tenants.models import Member
from bastide.usecases.mail import flow
from bastide.usecases.mail.models import Reply, Thread
from bastide.usecases.mail.purge import rules
from bastide.usecases.mail.sides import ours_of
from bastide.usecases.mail.told import brief_from, lines_as_data
from bastide.usecases.mail.understanding import messages_of, own_addresses

LONGEST = 100_000
# References kept in a header (RFC 5322, 3.6.4): the first ones and the last ones are enough.
MOST_REFERENCES = 20
QUOTED_LINES = 400


def style() -> HouseStyle:
    row = rules()
    return HouseStyle(row.salutation, row.formula, row.signature)


def reply_of(thread: Thread, member: Member) -> Reply | None:
    found: Reply | None = Reply.objects.filter(thread=thread, member=member).first()
    return found


def prepare(thread: Thread, member: Member) -> Reply:
    """A draft under the member's own rights, in the place of hers if she had one."""
    watch = Stopwatch()
    try:
        made = flow.reply(
            messages_of(thread),
            brief_from(thread.told, thread.due),
            style(),
            own=own_addresses(),
            member=member,
        )
    except Exception:
        ledger.record(watch, "mail", "none", "error")
        raise
    row = reply_of(thread, member) or Reply(thread=thread, member=member)
    row.text, row.lines = made.text, list(lines_as_data(made))
    row.save()
    cited = sum(line.kind == "cited" for line in made.statements)
    stage = "extract" if cited else "silent"
    ledger.record(watch, "mail", stage, "drafted", proved=cited)
    return row


def save(thread: Thread, member: Member, text: str) -> Reply:
    """What was typed, at once; what had been proposed stays beside it."""
    row = reply_of(thread, member) or Reply(thread=thread, member=member)
    row.text = text.replace("\r\n", "\n").replace("\0", "")[:LONGEST]
    row.save()
    return row


def left_to_complete(text: str) -> int:
    return text.count(TO_COMPLETE)


def as_file(thread: Thread, member: Member, text: str) -> bytes:
    """The reply as a file of mail that a mail program opens as a draft (`X-Unsent`): to who wrote
    last, in the thread (RFC 5322, 3.6.4), what is answered quoted under it."""
    messages = messages_of(thread)
    ours = ours_of(messages, own_addresses())
    answered = next((one for one in reversed(messages) if not ours(one.sender)), messages[-1])
    made = EmailMessage(policy=SMTP)
    made["Subject"] = _subject(answered.subject)
    made["From"] = _place(member.name, member.email)
    if answered.sender:
        made["To"] = _place(answered.sender_name, answered.sender)
    _in_thread(made, answered)
    made["X-Unsent"] = "1"
    made.set_content(f"{text.rstrip()}\n\n{_quotation(answered)}\n")
    return made.as_bytes()


def _subject(subject: str) -> str:
    bare = shown(subject)
    return bare if bare.lower().startswith(("re:", "re :", "ré:", "ré :")) else f"Re: {bare}"


def _place(name: str, address: str) -> str:
    """A person as a header writes her; nothing that ends the header or begins another."""
    bare = shown(name, 150).translate(str.maketrans("", "", '"\\<>,;'))
    place = shown(address, 254).replace(" ", "")
    return f'"{bare}" <{place}>' if bare else place


def _in_thread(made: EmailMessage, answered: Message) -> None:
    def bracketed(key: str) -> str:
        return f"<{shown(key, 400).translate(str.maketrans('', '', '<> '))}>"

    if "@" not in answered.key:
        return  # pasted: it has no identifier that a mail program knows
    keys = [bracketed(one) for one in (*answered.answers[-MOST_REFERENCES:], answered.key)]
    made["In-Reply-To"] = keys[-1]
    made["References"] = " ".join(dict.fromkeys(keys))


def _quotation(answered: Message) -> str:
    who = shown(answered.sender_name or answered.sender)
    when = ""
    if answered.sent:
        when = f"{timezone.localtime(answered.sent):%d/%m/%Y à %H:%M}"
    lines = answered.body.split("\n")[:QUOTED_LINES]
    return "\n".join([f"Le {when}, {who} a écrit :", *(f"> {line}".rstrip() for line in lines)])
