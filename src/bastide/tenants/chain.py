"""The audit trail as a chain: each row bears the hash of itself and of the row before it.

A row that was altered, removed or added breaks it. Whoever writes in the database could write a
whole chain anew, or cut its end with its head: a head noted elsewhere (each backup holds it) tells
that too.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC
from typing import Any, Protocol

from django.utils.translation import gettext as _

FIRST = "0" * 64  # what the first row follows


class Row(Protocol):
    """What is hashed of a row of the trail, and where it says that it stands."""

    organisation_id: Any
    number: Any
    digest: Any
    at: Any
    actor: Any
    action: Any
    kind: Any
    target: Any
    detail: Any


@dataclass(frozen=True, slots=True)
class Break:
    """Where the chain does not hold: the number of the row, and what is wrong, in French."""

    number: int
    what: str


@dataclass(frozen=True, slots=True)
class Chain:
    """What was found on the way: rows, digest of the last one, breaks in order, and whether the
    head that was noted elsewhere is on the chain (true when none was given)."""

    rows: int
    head: str
    breaks: tuple[Break, ...]
    known: bool


def digest(previous: str, row: Row) -> str:
    """SHA-256, in hexadecimal, of the digest before and of what the row says."""
    said = [
        previous,
        row.organisation_id,
        row.number,
        row.at.astimezone(UTC).isoformat(timespec="microseconds"),
        row.actor,
        row.action,
        row.kind,
        row.target,
        # As the database gives it back: keys are texts, in an order of their own.
        json.loads(json.dumps(row.detail)),
    ]
    written = json.dumps(said, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(written.encode("ascii")).hexdigest()


def follow(rows: Iterable[Row], *, last: int, head: str, noted: str = "") -> Chain:
    """Goes through the rows of an organisation by their numbers.

    `last` and `head`: number and digest of the last row, as kept apart; `noted`: a head that was
    noted elsewhere, of whatever day.
    """
    walk = _Walk(noted=noted)
    breaks = list(walk.through(rows))
    if walk.number != last:
        what = _("la fin manque : la dernière ligne connue est la %(last)d") % {"last": last}
        breaks.append(Break(walk.number + 1, what))
    elif walk.previous != head:
        breaks.append(Break(walk.number, _("la tête gardée à part n'est pas celle de la chaîne")))
    return Chain(walk.rows, walk.previous, tuple(breaks), walk.seen or not noted)


class _Walk:
    def __init__(self, noted: str) -> None:
        self.rows, self.number, self.previous = 0, 0, FIRST
        self.noted, self.seen = noted, False

    def through(self, rows: Iterable[Row]) -> Iterator[Break]:
        for row in rows:
            self.rows += 1
            if row.number is None or row.number <= self.number:
                yield Break(self.number, _("une ligne a été ajoutée hors de la chaîne"))
                continue
            if row.number > self.number + 1:
                gap = {"first": self.number + 1, "last": row.number - 1}
                yield Break(self.number + 1, _("lignes %(first)d à %(last)d retirées") % gap)
            elif row.digest != digest(self.previous, row):
                yield Break(row.number, _("la ligne a été modifiée"))
            self.number, self.previous = row.number, row.digest
            self.seen = self.seen or row.digest == self.noted
