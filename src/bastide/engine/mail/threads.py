"""Mails put together in conversations.

1. A mail belongs with those that it answers (Message-ID, In-Reply-To, References: RFC 5322 §3.6.4),
   and with the others that answer the same mail, even one that nobody has.
2. Then with those of the same subject, « Re: » and the like left out, between the same people,
   when no more than `APART` separates them.

A copy of a mail (a sent folder beside an inbox) is kept once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from bastide.engine.french import fold
from bastide.engine.mail.model import Message

# Between two mails of the same subject: longer, and it is another matter.
APART = timedelta(days=120)
# Sets of correspondents compared two by two within a subject; of more, only the same ones meet.
MOST_SETS = 300
_PREFIX = re.compile(
    r"^\s*(?:\[[^\]]{1,30}\]|(?:re|ré|rép|tr|fw|fwd|transf|réf|aw|wg|sv|rv)(?:\[\d+\])?\s*:"
    r"|réponse\s*:|(?:transfert|relance|rappel)\s*:)\s*",
    re.IGNORECASE,
)
_UNDATED = datetime(1970, 1, 1, tzinfo=UTC)


def bare_subject(subject: str) -> str:
    """A subject without « Re: », « TR: », « [externe] »…, folded: what a conversation shares."""
    text = " ".join(subject[:500].split())
    while (cut := _PREFIX.sub("", text, count=1)) != text:
        text = cut
    return fold(text).strip(" .!")


def threads(messages: Sequence[Message]) -> list[tuple[Message, ...]]:
    """The conversations, each oldest mail first; the conversation of the latest mail first."""
    kept = _once(messages)
    parent = list(range(len(kept)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    named: dict[str, int] = {}
    for at, one in enumerate(kept):
        for key in (one.key, *one.answers):
            if bare := key.strip().strip("<>"):
                parent[root(at)] = root(named.setdefault(bare, at))
    for earlier, later in _same_subject(kept):
        parent[root(earlier)] = root(later)
    found: dict[int, list[int]] = {}
    for at in range(len(kept)):
        found.setdefault(root(at), []).append(at)
    ordered = [sorted(places, key=lambda at: (_when(kept[at]), at)) for places in found.values()]
    ordered.sort(key=lambda places: (_when(kept[places[-1]]), -places[0]), reverse=True)
    return [tuple(kept[at] for at in places) for places in ordered]


def _once(messages: Sequence[Message]) -> list[Message]:
    seen: set[tuple[str, str, str]] = set()
    kept = []
    for one in messages:
        mark = (one.key.strip().strip("<>"), one.sender.lower(), one.body)
        if not mark[0] or mark not in seen:
            kept.append(one)
            seen.add(mark)
    return kept


def _when(message: Message) -> datetime:
    """An hour without a zone is taken for UTC: it is only compared."""
    sent = message.sent or _UNDATED
    try:
        return sent.replace(tzinfo=UTC) if sent.tzinfo is None else sent.astimezone(UTC)
    except OverflowError:  # the first or the last day of the calendar, elsewhere
        return sent.replace(tzinfo=UTC)


def _same_subject(messages: Sequence[Message]) -> list[tuple[int, int]]:
    """Pairs of places of mails of the same subject, between the same people, near in time."""
    groups: dict[str, dict[frozenset[str], list[int]]] = {}
    for at, one in enumerate(messages):
        subject = bare_subject(one.subject)
        people = frozenset(address.lower() for address in (one.sender, *one.to) if address)
        if subject and len(people) > 1:
            groups.setdefault(subject, {}).setdefault(people, []).append(at)
    pairs: list[tuple[int, int]] = []
    for by_people in groups.values():
        sets = list(by_people)
        together = [[one] for one in sets]
        if len(sets) <= MOST_SETS:
            together += [[a, b] for a in sets for b in sets if a < b]
        for several in together:
            places = sorted(
                (at for people in several for at in by_people[people]),
                key=lambda at: _when(messages[at]),
            )
            pairs += [
                (one, other)
                for one, other in zip(places, places[1:], strict=False)
                if _when(messages[other]) - _when(messages[one]) <= APART
            ]
    return pairs
