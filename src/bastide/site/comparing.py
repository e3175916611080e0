"""Two databases of Bastide compared: the rows of each table, and the audit trails."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import models

from bastide.tenants import chain
from bastide.tenants.models import AuditEntry, AuditHead

BATCH = 500  # rows


@dataclass(frozen=True, slots=True)
class Side:
    """A table on one side: its rows, and the hash of what they say, whatever their order."""

    rows: int
    hash: str


@dataclass(frozen=True, slots=True)
class Compared:
    """A table on both sides. That of the audit trail is the same when its chains are, too."""

    table: str
    before: Side
    after: Side
    chained: bool = True

    @property
    def same(self) -> bool:
        return self.before == self.after and self.chained


def compared(tables: Iterable[type[models.Model]], one: str, other: str) -> tuple[Compared, ...]:
    """`one` and `other`: names of Django's connections."""
    return tuple(
        Compared(
            model._meta.db_table,
            side(model, one),
            side(model, other),
            model is not AuditEntry or _trails(one) == _trails(other),
        )
        for model in tables
    )


def side(model: type[models.Model], using: str) -> Side:
    """Reads a whole table. The hash is a sum of those of the rows: databases sort texts apart."""
    rows, total = 0, 0
    names = [field.attname for field in model._meta.concrete_fields]
    read: Any = models.QuerySet(model, using=using).values_list(*names)
    for row in read.iterator(chunk_size=BATCH):
        rows += 1
        written = json.dumps(_plain(row), sort_keys=True, separators=(",", ":"))
        total += int.from_bytes(hashlib.sha256(written.encode("ascii")).digest())
    return Side(rows, f"{total % (1 << 256):064x}")


def _plain(value: Any) -> Any:
    """The same value on both sides, whatever the driver: 1e20 comes back from a `jsonb` as an
    integer, bytes as a view."""
    match value:
        case None | bool() | str() | int():
            return value
        case float():
            return int(value) if value.is_integer() else value
        case list() | tuple():
            return [_plain(one) for one in value]
        case dict():
            return {key: _plain(one) for key, one in value.items()}
        case bytes() | memoryview():
            return hashlib.sha256(value).hexdigest()
        case datetime() if value.tzinfo:
            return value.astimezone(UTC).isoformat()
        case _:
            return str(value)


def _trails(using: str) -> dict[int, chain.Chain]:
    """The chain of each organisation, its hashes done again."""
    heads: models.QuerySet[AuditHead] = models.QuerySet(AuditHead, using=using)
    every: models.QuerySet[AuditEntry] = models.QuerySet(AuditEntry, using=using)
    entries = every.order_by("number", "id")
    return {
        head.pk: chain.follow(
            entries.filter(organisation_id=head.pk).iterator(),
            last=head.number,
            head=head.digest,
        )
        for head in heads
    }
